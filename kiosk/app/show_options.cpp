#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/app/empty_values.h"
#include "kiosk/app/follow/follow_source.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/show_options.h"
#include "kiosk/app/shown_programme.h"
#include "kiosk/base/priority.h"

namespace kiosk {
namespace {

/// "1920x1080"
ScreenShape shape_option(const std::string& text) {
    ScreenShape shape;
    char rest = 0;
    const int read = std::sscanf(text.c_str(), "%5dx%5d%c", &shape.width_px, &shape.height_px, &rest);
    const auto plausible = [](int px) { return px >= 320 && px <= 16384; };
    if (read != 2 || !plausible(shape.width_px) || !plausible(shape.height_px))
        throw UsageError("--windowed: “" + text + "” is no size: write WIDTHxHEIGHT, each from 320 to 16384, as 1280x720");
    return shape;
}

/// The words of the command line, before they are understood.
struct Words {
    std::string database, screen, at, windowed;
    ShowOptions options = {};
    PhoneOptions phones = {};
    std::vector<const CLI::Option*> web = {};  // --web, with and without the word show
};

void describe(CLI::App& show, Words& words) {
    show.add_option("--screen", words.screen,
                    "what hangs here: lobby, room (the sign of one door), or check-in (attendees show their tickets)")
        ->check(CLI::IsMember({"lobby", "room", "check-in"}))->default_str("lobby");
    show.add_option("--room", words.options.room, "the room of a door sign, by its exact name (implies --screen room)");
    show.add_flag("--check-in", words.options.checks_in,
                  "a door sign also lets people in to the session that is on, or starts within 15 minutes, and counts them");
    show.add_option("--camera", words.options.camera,
                    "of the check-in, and of the demo for pairing codes: auto, none, a device (/dev/video0), a folder of pictures, a video, or a "
                    "GStreamer pipeline")
        ->default_str("auto");
    show.add_option("--follow", words.options.follow,
                    "a file or an https address that is imported again whenever it changes, as kiosk follow does");
    show.add_option("--every", words.options.every, "how often to look at it: 60s, 5m, 1h")->default_str("60s");
    show.add_option("--at", words.at, "start the clock at this time: 2013-05-16T10:15, in the event's zone");
    show.add_option("--rate", words.options.rate, "run the clock so many times as fast, for a rehearsal")
        ->check(CLI::Range(0.001, 100000.0));
    show.add_option("--windowed", words.windowed, "a window of WIDTHxHEIGHT instead of the whole screen");
    show.add_option("--monitor", words.options.monitor, "the monitor to fill, counted from 0")->check(CLI::Range(0, 15));
    auto* web = show.add_option_function<std::vector<std::string>>(
                        "--web", [&words](const std::vector<std::string>& at) { words.phones.listen = at.empty() ? "" : at.front(); },
                        "serve visitors' phones, at this address of the machine (default: all, port 8013)")
                    ->expected(0, 1)
                    ->type_name("[ADDRESS:PORT]");
    words.web.push_back(web);
    show.add_option("--public-url", words.phones.public_url, "what codes for phones say, where a proxy with a certificate stands in front")
        ->type_name("URL");
    show.add_option("--trusted-proxy", words.phones.trusted_proxies, "the address of that proxy, whose word on phones is believed")
        ->type_name("ADDRESS")
        ->allow_extra_args(false);
    show.add_option("--screenshot", words.options.screenshot, "write one picture (PNG) and end");
}

ShowOptions understood(Words words) {
    ShowOptions options = std::move(words.options);
    options.database = words.database.empty() ? default_database() : std::filesystem::path{words.database};
    options.follows_hub = words.screen.empty() && options.room.empty();
    if (const auto paired = options.follows_hub ? screen_by_hub(options.database) : std::nullopt) {
        words.screen = paired->screen;
        options.room = paired->screen == "room" ? paired->room : "";
    }
    const bool room = words.screen == "room" || (words.screen.empty() && !options.room.empty());
    if (!words.screen.empty() && words.screen != "room" && !options.room.empty())
        throw UsageError("--room names a door sign; it does not go with --screen " + words.screen);
    options.screen = room ? ScreenKind::room : ScreenKind::lobby;
    if (words.screen == "check-in") options.screen = ScreenKind::check_in;
    if (!options.follow.empty()) check_source_option("--follow", options.follow);
    if (!options.follow.empty() && !options.screenshot.empty())
        throw UsageError("--screenshot writes a picture of what was imported; it does not go with --follow");
    every_option(options.every);
    if (options.checks_in && !room)
        throw UsageError(words.screen == "check-in"
                             ? "--check-in belongs to a door sign; --screen check-in lets people in at the entrance without it"
                             : "--check-in lets people in at the door of a room: add --screen room, or --room with its name");
    options.checks_in = options.checks_in || options.screen == ScreenKind::check_in;
    if (std::ranges::any_of(words.web, [](const CLI::Option* web) { return web->count() > 0; }))
        options.phones = std::move(words.phones);
    else if (!words.phones.public_url.empty() || !words.phones.trusted_proxies.empty())
        throw UsageError("--public-url and --trusted-proxy say how phones are served: they need --web");
    if (!words.at.empty()) options.at = time_option("--at", words.at);
    if (!words.windowed.empty()) options.windowed = shape_option(words.windowed);
    return options;
}

}  // namespace

int show_as_asked(int count, char** arguments, const std::function<int(const ShowOptions&)>& show_it) {
    Words words;
    CLI::App app{"Shows the event on a screen.", "kiosk"};
    app.add_option("--db", words.database, "the event's database (default: the user's own)");
    app.fallthrough();
    CLI::App& show_command = *app.add_subcommand("show", "Shows the event on a screen");
    // Without the command the same options count.
    describe(app, words);
    describe(show_command, words);
    refuse_empty_values(app);
    try {
        app.parse(count, arguments);
        go_first();
        return show_it(understood(std::move(words)));
    } catch (const CLI::CallForHelp& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "kiosk: show: %s; see kiosk show --help\n", error.what());
        return 2;
    } catch (const UsageError& error) {
        std::fprintf(stderr, "kiosk: %s; see kiosk show --help\n", error.what());
        return 2;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "kiosk: %s\n", error.what());
        return 1;
    }
}

}  // namespace kiosk
