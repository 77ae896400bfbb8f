#include "kiosk/app/follow/follow_source.h"

#include <charconv>
#include <filesystem>
#include <string_view>

#include "kiosk/app/options.h"
#include "kiosk/base/text.h"

namespace kiosk {

std::chrono::seconds every_option(const std::string& text) {
    const std::string_view digits = trimmed(text);
    long count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    const std::string_view unit = digits.substr(static_cast<std::size_t>(end - digits.data()));
    const long seconds = unit.empty() || unit == "s" ? 1 : unit == "m" || unit == "min" ? 60 : unit == "h" ? 3600 : 0;
    constexpr long a_day = 86400;
    if (error != std::errc{} || seconds == 0 || count < 1 || count > a_day / seconds)
        throw UsageError("--every: " + in_quotes(clean_utf8(text)) + " is no time from a second to a day: write 60s, 5m or 1h");
    return std::chrono::seconds{count * seconds};
}

void check_source_option(const std::string& option, const std::string& source) {
    const std::string name = option + ": " + in_quotes(clean_utf8(source));
    if (trimmed(source).empty()) throw UsageError(option + ": name a file, or an address as https://example.org/schedule.xml");
    if (trimmed(source) == "-") throw UsageError(option + ": the standard input can't be followed: name a file or an address");
    std::error_code error;
    if (const auto colon = source.find("://"); colon == std::string::npos) {
        if (std::filesystem::is_directory(source, error)) throw UsageError(name + " is a folder: name a file in it");
    } else if (const std::string scheme = ascii_lower(source.substr(0, colon)); scheme != "http" && scheme != "https") {
        throw UsageError(name + " can't be followed: a file can, and an address that begins with https:// or http://");
    }
}

}  // namespace kiosk
