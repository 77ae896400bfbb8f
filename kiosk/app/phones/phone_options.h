#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "kiosk/app/show.h"
#include "kiosk/phone/phone_desk.h"
#include "kiosk/web/phone_server.h"

namespace kiosk {

/// Understands how phones are to be served.
///
/// @param listen_option  for the sentence, "--web" or "--listen"
/// @throws UsageError  when an address can't be meant, or codes with this URL would be too large
PhoneServerOptions phone_server_options(const PhoneOptions& asked, const char* listen_option);

/// The desk that answers phones for a database.
///
/// @param screen  that the same process shows; none: it shows none
std::unique_ptr<PhoneDesk> phone_desk(const std::filesystem::path& database, const std::optional<ScreenMark>& screen = {});

/// A clock that only goes forward.
std::chrono::milliseconds ticks_now();

}  // namespace kiosk
