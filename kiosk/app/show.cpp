#include "kiosk/app/show.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/clock.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/phones/phone_side.h"
#include "kiosk/app/png_file.h"
#include "kiosk/app/screen.h"
#include "kiosk/app/standing_look.h"
#include "kiosk/app/watch.h"
#include "kiosk/app/window.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Wait = std::chrono::duration<double>;

ScreenPurpose purpose_of(ScreenKind kind) { return kind == ScreenKind::lobby ? ScreenPurpose::topics : ScreenPurpose::door; }

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
    Show(const ShowOptions& options, Screen& screen, ShownClock clock, bool is_demo, PhoneSide* phones)
        : options_(options), screen_(screen), clock_(clock), shows_demo_(is_demo), phones_(phones) {}

    /// @return  whether a hub has made another screen of this machine
    bool run(ShownProgramme programme) {
        Window window{{.windowed = options_.windowed, .monitor = options_.monitor}};
        present(window);
        Mailbox<News> news{Window::wake};
        const Watch watch{std::move(programme), options_.database, news};
        const auto companions = companions_of(options_);
        window_ = options_.windowed ? window.id() : 0;
        serve_phones();
        while (!ended_ && !window.was_closed()) {
            if (std::exchange(pairing_may_differ_, false)) wait_for_pairing();
            if (window.wait(until_due(screen_, clock_))) screen_.forget();
            for (const PhoneNews& item : phone_news_.take())
                if (const auto* invitation = std::get_if<PhoneInvitation>(&item)) screen_.set_code(code_of(*invitation));
            for (News& item : news.take()) std::visit([&](auto& value) { take(value); }, item);
            for (const PairingState item : pairing_news_.take()) standing_.hear(item);
            present(window);
        }
        return is_another_;
    }

  private:
    /// The demo reads pairing codes, as long as this machine is nobody's.
    void wait_for_pairing() {
        const bool wanted = shows_demo_ && !screen_by_hub(options_.database);
        if (!wanted) {
            pairing_.reset();
            pairing_news_.take();
            standing_.hear(PairingState::none);
        } else if (!pairing_) {
            pairing_.emplace("kiosk-pairing", std::vector<std::string>{options_.database.string(), options_.camera, std::to_string(window_)},
                             [this](const std::string& line) {
                                 if (const auto state = pairing_state_in(line)) pairing_news_.post(*state);
                             });
        }
    }

    /// Begins to, or goes on with another clock or room.
    void serve_phones() {
        if (!phones_) return;
        service_.reset();
        served_room_ = screen_.room();
        service_ = phones_->serve(purpose_of(options_.screen), served_room_, clock_, [this](PhoneNews item) { phone_news_.post(std::move(item)); });
    }

    void present(Window& window) {
        const auto boxes = screen_.draw(standing_.moment_of(clock_), window.canvas());
        if (!boxes.empty()) window.present(boxes);
    }

    void take(Programme& programme) {
        const bool is_other_clock = shows_demo_ != programme.is_demo;
        if (is_other_clock) clock_ = shown_clock(options_, programme);
        shows_demo_ = programme.is_demo;
        screen_.set_programme(std::move(programme));
        pairing_may_differ_ = true;
        if (is_other_clock || screen_.room() != served_room_) serve_phones();
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
    PhoneSide* phones_;
    bool ended_ = false;
    bool is_another_ = false;
    Mailbox<PairingState> pairing_news_{Window::wake};
    unsigned long window_ = 0;  // for which keys have to be meant; 0: any
    bool pairing_may_differ_ = true;  // looked at after the programme was drawn: starting and ending programs takes a moment
    std::optional<Companion> pairing_ = {};  // ends before what it tells
    Mailbox<PhoneNews> phone_news_{Window::wake};
    std::string served_room_ = {};
    std::unique_ptr<PhoneService> service_ = {};  // ends before what it tells
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
    if (auto exchange = companion_for_hub(options.database)) companions.push_back(std::move(*exchange));
    return companions;
}

ScreenShape picture_shape(const ShowOptions& options) {
    if (options.windowed) return *options.windowed;
    return Window::monitor_shape(options.monitor).value_or(ScreenShape{});
}

bool show(const ShowOptions& options, PhoneSide* phones) {
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
        if (phones) screen.set_code(code_of(phones->invitation(purpose_of(options.screen), screen.room())));
        write_picture(options, screen, clock, source.hub());
        return false;
    }
    return Show{options, screen, clock, is_demo, phones}.run(std::move(source));
}

}  // namespace kiosk
