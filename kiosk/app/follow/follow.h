#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "kiosk/sources/follow/followed_source.h"

namespace kiosk {

/// How a source is followed.
struct FollowOptions {
    std::filesystem::path database = {};
    std::chrono::seconds every{60};
    std::string timezone = {};  // asked for by the organiser; empty: not
    bool replace = false;       // another event in the database makes room, once
};

/// Looks at a source again and again, and imports it when it has changed, until a signal ends the program. What happens
/// is told on standard output, what fails on standard error, each once.
void follow(FollowedSource& source, const FollowOptions& options);

}  // namespace kiosk
