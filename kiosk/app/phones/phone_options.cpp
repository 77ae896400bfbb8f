#include "kiosk/app/phones/phone_options.h"

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

// A QR code of version 5 and level M holds 84 bytes.
constexpr std::size_t longest_url = 84 - presence_length - 1;

void check_url(const std::string& url) {
    check_public_url(url);
    if (url.size() - (url.ends_with('/') ? 1 : 0) > longest_url)
        throw UsageError("--public-url: " + in_quotes(clean_utf8(url)) + " is too long for a code that phones read from afar: it may have " +
                         std::to_string(longest_url) + " letters");
}

}  // namespace

PhoneServerOptions phone_server_options(const PhoneOptions& asked, const char* listen_option) {
    PhoneServerOptions options{.public_url = asked.public_url, .trusted_proxies = asked.trusted_proxies};
    if (!asked.listen.empty()) {
        const auto listen = listen_address(asked.listen);
        if (!listen)
            throw UsageError(std::string{listen_option} + ": " + in_quotes(clean_utf8(asked.listen)) +
                             " is no address to listen at: write one as 192.168.1.5:8013, [::1]:8013 or :8013");
        options.listen = *listen;
    }
    if (!asked.public_url.empty()) check_url(asked.public_url);
    for (const std::string& proxy : asked.trusted_proxies)
        if (!is_network_address(proxy))
            throw UsageError("--trusted-proxy: " + in_quotes(clean_utf8(proxy)) + " is no address: write one as 127.0.0.1 or ::1");
    options.ticks = ticks_now;
    return options;
}

std::unique_ptr<PhoneDesk> phone_desk(const std::filesystem::path& database, const std::optional<ScreenMark>& screen) {
    return std::make_unique<PhoneDesk>(PhoneDeskOptions{.database = database,
                                                        .languages = languages_folder(),
                                                        .demo = demo_programme(assets_folder()),
                                                        .screen = screen,
                                                        .device = [](const Database& opened) { return this_device(opened); },
                                                        .clock_error = clock_error});
}

std::chrono::milliseconds ticks_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace kiosk
