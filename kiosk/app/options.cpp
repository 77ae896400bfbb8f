#include "kiosk/app/options.h"

#include <algorithm>
#include <charconv>

#include "kiosk/base/text.h"

namespace kiosk {

Instant wall_clock() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

WrittenTime time_option(std::string_view option, std::string_view text) {
    if (const auto time = parse_iso_time(trimmed(text))) return *time;
    throw UsageError(std::string{option} + ": " + in_quotes(clean_utf8(text)) +
                     " is no time: write 2013-05-16T10:15 (the event's clock) or 2013-05-16T10:15+01:00");
}

Zone zone_option(std::string_view option, std::string_view name) {
    if (const auto zone = Zone::named(trimmed(name))) return *zone;
    throw UsageError(std::string{option} + ": this machine knows no time zone " + in_quotes(clean_utf8(name)) +
                     ": write one as Europe/Dublin (timedatectl list-timezones names them)");
}

int number_option(std::string_view option, std::string_view text, int largest) {
    const std::string_view digits = trimmed(text);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc{} && end == digits.data() + digits.size() && number >= 1 && number <= largest) return number;
    throw UsageError(std::string{option} + ": " + in_quotes(clean_utf8(text)) + " is no whole number from 1 to " +
                     std::to_string(largest));
}

void check_public_url(std::string_view url) {
    const bool is_http = url.starts_with("http://") || url.starts_with("https://");
    const std::string_view rest = url.substr(std::min(url.size(), url.find("://") + 3));
    const bool is_plain = std::ranges::all_of(rest, [](char c) { return c > ' ' && c < '\x7f' && c != '#' && c != '?' && c != '"'; });
    if (!is_http || rest.empty() || rest.front() == '/' || !is_plain)
        throw UsageError("--public-url: " + in_quotes(clean_utf8(url)) + " is no address of pages: write one as https://checkin.example.org");
}

Zone zone_of_event(std::string_view name) { return Zone::named(name).value_or(Zone{}); }

}  // namespace kiosk
