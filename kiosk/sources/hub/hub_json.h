#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kiosk/base/iso_time.h"

namespace kiosk {

using Json = nlohmann::json;

/// What the hub answers where a device lacks a right, and where an older kiosk made the hub.
inline constexpr const char* not_allowed = "42501";  // insufficient_privilege
inline constexpr const char* not_known = "42883";    // undefined_function

template <typename T>
std::optional<T> optional_in(const Json& json, const char* name) {
    const auto& value = json.at(name);
    return value.is_null() ? std::nullopt : std::optional{value.get<T>()};
}

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// The time "at" of a row of the hub.
///
/// @return none when it is none, such as PostgreSQL's infinity
inline std::optional<Instant> time_of(const Json& json) {
    const auto written = optional_in<std::string>(json, "at");
    const auto at = written ? parse_iso_time(*written) : std::nullopt;
    return at ? std::optional{at->moment_in(Zone{})} : std::nullopt;
}

}  // namespace kiosk
