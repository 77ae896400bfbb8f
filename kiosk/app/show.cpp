#include "kiosk/app/show.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "kiosk/app/clock.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/png_file.h"
#include "kiosk/app/screen.h"
#include "kiosk/app/standing_look.h"
#include "kiosk/app/watch.h"
#include "kiosk/app/window.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Wait = std::chrono::duration<double>;

void write_picture(const ShowOptions& options, Screen& screen, const ShownClock& clock, const HubStanding& hub) {
    const ScreenShape shape = picture_shape(options);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(shape.width_px) * static_cast<std::size_t>(shape.height_px));
    const Canvas canvas{pixels.data(), shape.width_px, shape.height_px, shape.width_px};
    StandingLook standing{options.database};
    standing.hear(hub);
    screen.draw(standing.moment_of(clock), canvas);
    write_png(canvas, options.screenshot);
}

/// How long a window may sleep: until the view is out of date, and never so long that a machine's clock that was set
/// goes unnoticed.
Wait until_due(const Screen& screen, const ShownClock& clock) {
    Wait wait = 60s;
    if (const auto due = screen.changes_at()) wait = std::min(wait, clock.until_shown(*due));
    if (const auto turn = screen.turns_at()) wait = std::min(wait, clock.until_turning(*turn));
    return wait;
}

/// The loop of a window: news, view, picture, sleep.
class Show {
  public:
    Show(const ShowOptions& options, Screen& screen, ShownClock clock, bool is_demo)
        : options_(options), screen_(screen), clock_(clock), shows_demo_(is_demo) {}

    /// @return  whether a hub has made another screen of this machine
    bool run(ShownProgramme programme) {
        Window window{{.windowed = options_.windowed, .monitor = options_.monitor}};
        present(window);
        Mailbox<News> news{Window::wake};
        const Watch watch{std::move(programme), options_.database, news};
        const auto companions = companions_of(options_);
        while (!ended_ && !window.was_closed()) {
            if (window.wait(until_due(screen_, clock_))) screen_.forget();
            for (News& item : news.take()) std::visit([&](auto& value) { take(value); }, item);
            present(window);
        }
        return is_another_;
    }

  private:
    void present(Window& window) {
        const auto boxes = screen_.draw(standing_.moment_of(clock_), window.canvas());
        if (!boxes.empty()) window.present(boxes);
    }

    void take(Programme& programme) {
        if (shows_demo_ != programme.is_demo) clock_ = shown_clock(options_, programme);
        shows_demo_ = programme.is_demo;
        screen_.set_programme(std::move(programme));
    }

    void take(const StopAsked&) { ended_ = true; }

    void take(const PairedAnew&) { ended_ = is_another_ = true; }

    void take(const StandingChanged&) const {}  // awake is all it takes

    void take(const HubStanding& hub) { standing_.hear(hub); }

    void take(const SourceDown& down) const {
        std::fprintf(stderr, "kiosk: the screen keeps showing the last programme: %s\n", down.why.c_str());
    }

    const ShowOptions& options_;
    Screen& screen_;
    ShownClock clock_;
    StandingLook standing_{options_.database};
    bool shows_demo_;
    bool ended_ = false;
    bool is_another_ = false;
};

}  // namespace

ShownClock shown_clock(const ShowOptions& options, const Programme& programme) {
    if (options.at) return ShownClock::starting_at(options.at->moment_in(zone_of_event(programme.event.timezone)), options.rate);
    if (programme.is_demo) return ShownClock::starting_at(demo_clock_start(programme), options.rate);
    return ShownClock::of_machine_at_rate(options.rate);
}

std::vector<Companion> companions_of(const ShowOptions& options) {
    std::vector<Companion> companions;
    if (!options.follow.empty())
        companions.emplace_back("kiosk-follow", std::vector<std::string>{"--db", options.database.string(), "follow", "--every",
                                                                         options.every, "--", options.follow});
    if (screen_by_hub(options.database))
        companions.emplace_back("kiosk-sync", std::vector<std::string>{"--db", options.database.string(), "sync"});
    return companions;
}

ScreenShape picture_shape(const ShowOptions& options) {
    if (options.windowed) return *options.windowed;
    return Window::monitor_shape(options.monitor).value_or(ScreenShape{});
}

bool show(const ShowOptions& options) {
    hold_ending_signals();
    const auto assets = assets_folder();
    // Only the families that the screens use: reading the whole machine's fonts costs the start 25 ms.
    setenv("FONTCONFIG_FILE", (assets / "fonts.conf").c_str(), 0);
    ShownProgramme source{options.database, assets};
    Programme programme = source.changed().value();
    const ShownClock clock = shown_clock(options, programme);
    const bool is_demo = programme.is_demo;
    Screen screen{options.screen, options.room, languages_folder()};
    screen.set_programme(std::move(programme));
    if (!options.screenshot.empty()) {
        write_picture(options, screen, clock, source.hub());
        return false;
    }
    return Show{options, screen, clock, is_demo}.run(std::move(source));
}

}  // namespace kiosk
