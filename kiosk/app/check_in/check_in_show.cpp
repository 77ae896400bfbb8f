#include "kiosk/app/check_in/check_in_show.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/app/check_in/check_in_stage.h"
#include "kiosk/app/check_in/front_desk.h"
#include "kiosk/app/check_in/greeting_look.h"
#include "kiosk/app/check_in/key_watch.h"
#include "kiosk/app/pairing/pairing_attempt.h"
#include "kiosk/app/clock.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/phones/phone_side.h"
#include "kiosk/app/png_file.h"
#include "kiosk/app/standing_look.h"
#include "kiosk/app/watch.h"
#include "kiosk/app/window.h"
#include "kiosk/domain/scan_text.h"
#include "kiosk/domain/ticket_code.h"
#include "kiosk/model/verdict_words.h"
#include "kiosk/sources/camera/camera.h"
#include "kiosk/sources/sound/player.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Wait = std::chrono::duration<double>;

constexpr Tick look_at_desk_every = 5s;

Tick tick_now() { return std::chrono::floor<Tick>(std::chrono::steady_clock::now().time_since_epoch()); }

CameraState state_of(const CameraNews& news) {
    if (!news.codes.empty()) return CameraState::found;
    switch (news.health) {
        case CameraHealth::starting:
        case CameraHealth::seeing: return CameraState::looking;
        case CameraHealth::missing: return CameraState::missing;
        case CameraHealth::busy: return CameraState::busy;
        case CameraHealth::dark: return CameraState::dark;
        case CameraHealth::too_near: return CameraState::too_near;
    }
    return CameraState::missing;
}

CameraPicture picture_of(const Preview& preview) {
    // Above all that shaped texts are numbered by.
    static constexpr std::uint64_t first_id = std::uint64_t{1} << 62U;
    CameraPicture picture{.bitmap = {.id = first_id, .kind = Bitmap::Kind::colour, .width = preview.side, .height = preview.side}};
    picture.bitmap.colours.reserve(preview.grey.size());
    for (const std::uint32_t grey : preview.grey) picture.bitmap.colours.push_back(0xFF000000U | grey * 0x010101U);
    picture.outline = preview.outline;
    return picture;
}

/// Whether no more keys of it can come. Our own codes check themselves, whatever stands before them.
bool is_own_code(std::string_view typed) {
    constexpr std::size_t longest_marks = 16;
    if (typed.size() < ticket_code_length || typed.size() > ticket_code_length + longest_marks) return false;
    return !own_code(scan_text(typed)).empty();
}

ScreenPurpose purpose_at(const std::optional<std::string>& door) { return door ? ScreenPurpose::door : ScreenPurpose::check_in; }

/// The loop of the check-in screen. The desk is asked on this thread: it answers in a fraction of a frame, and while a
/// slow disk makes it wait there is nothing true to draw.
class CheckInShow {
  public:
    CheckInShow(const ShowOptions& options, CheckInStage& stage, ShownClock clock, PhoneSide* phones)
        : options_(options), stage_(stage), clock_(clock), phones_(phones), desk_(options.database) {}

    /// @return  whether a hub has made another screen of this machine
    bool run(ShownProgramme programme) {
        Window window{{.windowed = options_.windowed, .monitor = options_.monitor}};
        look_at_desk();
        present(window);
        stage_.warm_up(window.canvas());
        desk_.get_ready();
        Mailbox<News> news{Window::wake};
        Mailbox<KeyNews> keys{Window::wake};
        Mailbox<Greeting> greetings{Window::wake};
        const Watch watch{std::move(programme), options_.database, news, [&greetings, look = GreetingLook{}](Database& database) mutable {
                              for (Greeting& each : look.take(database)) greetings.post(std::move(each));
                          }};
        const auto companions = companions_of(options_);
        KeyWatch key_watch{{.window = window.id(), .takes_all_keys = !options_.windowed, .is_complete = is_own_code},
                           [&keys](KeyNews item) { keys.post(std::move(item)); }};
        Mailbox<CameraNews> sights{Window::wake};
        std::optional<Camera> camera;
        if (options_.camera != "none") {
            stand_.set_camera(CameraState::looking);
            camera.emplace(options_.camera, [&sights](CameraNews item) { sights.post(std::move(item)); });
        }
        serve_phones();
        Mailbox<bool> pairings{Window::wake};
        std::optional<PairingAttempt> attempt;
        try_to_pair_ = [&](std::string code) {
            attempt.emplace(options_.database, std::move(code), [&pairings](bool well) { pairings.post(well); });
        };
        while (!ended_ && !window.was_closed()) {
            present(window);
            key_watch.want_letters(stand_.staff() != nullptr);
            if (window.wait(until_due())) stage_.forget();
            for (const bool well : pairings.take()) paired(well);
            for (News& item : news.take()) std::visit([&](auto& value) { take(value); }, item);
            for (KeyNews& item : keys.take()) std::visit([&](auto& value) { take(value); }, item);
            for (CameraNews& item : sights.take()) take(item);
            for (PhoneNews& item : phone_news_.take()) std::visit([&](auto& value) { take(value); }, item);
            for (const Greeting& item : greetings.take()) answered_by_phone(answer_in(item, stage_.programme()));
            for (const Touch& touch : window.take_touches()) take(touch);
            pass();
        }
        return is_another_;
    }

  private:
    /// Begins to, or goes on with another clock or room.
    void serve_phones() {
        if (!phones_) return;
        service_.reset();
        served_door_ = stage_.door();
        service_ = phones_->serve(purpose_at(served_door_), served_door_.value_or(""), clock_,
                                  [this](PhoneNews item) { phone_news_.post(std::move(item)); });
    }

    void present(Window& window) {
        const auto boxes = stage_.draw(stand_, standing_.moment_of(clock_), window.canvas());
        if (!boxes.empty()) window.present(boxes);
    }

    Wait until_due() const {
        Wait wait = 60s;
        const auto until = [&](Tick moment) { wait = std::min(wait, Wait{std::max(moment - tick_now(), Tick{0})}); };
        if (const auto due = stage_.changes_at()) wait = std::min(wait, clock_.until_shown(*due));
        if (const auto due = stand_.changes_at()) until(*due);
        if (stand_.trouble()) until(desk_looked_at_ + look_at_desk_every);
        return wait;
    }

    void pass() {
        stand_.pass(tick_now());
        if (stand_.trouble() && tick_now() >= desk_looked_at_ + look_at_desk_every) look_at_desk();
    }

    void look_at_desk() {
        desk_looked_at_ = tick_now();
        if (auto trouble = desk_.trouble())
            stand_.failed(std::move(*trouble));
        else
            stand_.mended();
    }

    /// The demo's clock is for looking at: what is recorded has the machine's time.
    Instant moment_of_scan() {
        const bool is_machine_s = !options_.at && options_.rate == 1;
        const Instant moment = stage_.programme().is_demo && !options_.at ? wall_clock() : clock_.now().shown;
        return is_machine_s ? moment - desk_.clock_error() : moment;
    }

    void scanned(const std::string& text, const std::string& as_us, std::string how, bool seen) {
        if (text.empty() || stand_.staff() || stand_.is_repeat(text, seen, tick_now())) return;
        if (auto code = stage_.programme().is_demo ? scanned_pairing_code(text, as_us) : std::nullopt)
            return try_to_pair_(std::move(*code));
        auto answer = desk_.answer(text, as_us, moment_of_scan(), stage_.door());
        if (auto* trouble = std::get_if<Trouble>(&answer)) {
            desk_looked_at_ = tick_now();
            stand_.failed(std::move(*trouble));
            stand_.turned_away(desk_looked_at_);
            return tones_.play(Sign::stop);
        }
        const Sign sign = sign_of(std::get<CheckInAnswer>(answer).verdict);
        stand_.answered(text, std::get<CheckInAnswer>(std::move(answer)), std::move(how), tick_now());
        tones_.play(sign);
    }

    void take(Programme& programme) {
        const bool is_other_clock = stage_.programme().is_demo != programme.is_demo;
        if (is_other_clock) clock_ = shown_clock(options_, programme);
        stage_.set_programme(std::move(programme));
        desk_.get_ready();
        if (is_other_clock || stage_.door() != served_door_) serve_phones();
    }
    void take(const StopAsked&) { ended_ = true; }
    void take(const PairedAnew&) { ended_ = is_another_ = true; }
    void take(const StandingChanged&) const {}  // awake is all it takes
    void take(const HubStanding& hub) {
        standing_.hear(hub);
        if (hub.membership == HubMembership::taken_off) look_at_desk();
    }
    void take(const SourceDown& down) const {
        std::fprintf(stderr, "kiosk: the screen keeps showing the last programme: %s\n", down.why.c_str());
    }

    /// One that went well is heard of by the database.
    void paired(bool well) {
        if (well) return;
        desk_looked_at_ = tick_now();
        stand_.failed(desk_.pairing_failed());
    }

    void take(const KeyScan& scan) {
        // A scanner that was not set up like this machine: what it means may be either reading.
        const std::string& text = scan.text.empty() ? scan.as_us : scan.text;
        scanned(text, scan.as_us, scanner_words(scan, stage_.words_for(stand_)), false);
    }

    void take(CameraNews& news) {
        stand_.set_camera(state_of(news));
        if (news.preview) {
            CameraPicture picture = picture_of(*news.preview);
            picture.bitmap.id += ++pictures_;
            stage_.set_picture(std::move(picture));
        } else {
            stage_.set_picture(std::nullopt);
        }
        for (const std::string& code : news.codes) scanned(code, code, "", true);
    }

    void take(const PhoneInvitation& invitation) { stand_.set_code(code_of(invitation)); }

    void take(PhoneVerdict& verdict) { answered_by_phone(std::move(verdict.answer)); }

    /// Somebody checked in by phone, whichever process answered it: they look at this screen, too.
    void answered_by_phone(CheckInAnswer answer) {
        if (stand_.staff()) return;
        const Sign sign = sign_of(answer.verdict);
        stand_.answered_by_phone(std::move(answer), tick_now());
        if (!stand_.answer()) tones_.play(sign);
    }

    void take(const TypedLetter& letter) {
        if (letter.text == "\n")
            leave();
        else if (letter.text != "\t")
            stand_.type(letter.text, tick_now());
    }

    void take(const Touch& touch) {
        if (!touch.down) return stand_.release();
        const TouchArea* area = stage_.touched(touch.x, touch.y);
        if (!area) return;
        switch (area->asks) {
            case TouchArea::Asks::language: return stand_.choose_language(area->what, tick_now());
            case TouchArea::Asks::corner: return stand_.press_corner(tick_now());
            case TouchArea::Asks::letter: return stand_.type(area->what, tick_now());
            case TouchArea::Asks::capitals: return stand_.toggle_capitals(tick_now());
            case TouchArea::Asks::erase: return stand_.type("\b", tick_now());
            case TouchArea::Asks::back: return stand_.close_staff();
            case TouchArea::Asks::leave: return leave();
        }
    }

    void leave() {
        if (!stand_.staff()) return;
        if (desk_.lets_out(stand_.staff()->typed))
            ended_ = true;
        else
            stand_.refuse(tick_now());
    }

    const ShowOptions& options_;
    CheckInStage& stage_;
    ShownClock clock_;
    PhoneSide* phones_;
    StandingLook standing_{options_.database};
    FrontDesk desk_;
    CheckInStand stand_ = {};
    Tick desk_looked_at_ = {};
    std::uint64_t pictures_ = 0;
    bool ended_ = false;
    bool is_another_ = false;
    std::function<void(std::string code)> try_to_pair_ = {};
    TonePlayer tones_ = {};
    Mailbox<PhoneNews> phone_news_{Window::wake};
    std::optional<std::string> served_door_ = {};
    std::unique_ptr<PhoneService> service_ = {};  // ends before what it tells
};

/// A database that can't be read is shown as out of order, not as an end; the watch goes on trying.
Programme first_programme(ShownProgramme& source) {
    try {
        return source.changed().value_or(Programme{});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "kiosk: %s\n", error.what());
        return {};
    }
}

}  // namespace

bool show_check_in(const ShowOptions& options, PhoneSide* phones) {
    hold_ending_signals();
    const auto assets = assets_folder();
    setenv("FONTCONFIG_FILE", (assets / "fonts.conf").c_str(), 0);
    ShownProgramme source{options.database, assets};
    Programme programme = first_programme(source);
    const ShownClock clock = shown_clock(options, programme);
    CheckInStage stage{languages_folder(), options.screen == ScreenKind::room, options.room};
    stage.set_programme(std::move(programme));
    if (options.screenshot.empty()) return CheckInShow{options, stage, clock, phones}.run(std::move(source));

    const ScreenShape shape = picture_shape(options);
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(shape.width_px) * static_cast<std::size_t>(shape.height_px));
    const Canvas canvas{pixels.data(), shape.width_px, shape.height_px, shape.width_px};
    StandingLook standing{options.database};
    standing.hear(source.hub());
    CheckInStand stand;
    if (phones) stand.set_code(code_of(phones->invitation(purpose_at(stage.door()), stage.door().value_or(""))));
    stage.draw(stand, standing.moment_of(clock), canvas);
    write_png(canvas, options.screenshot);
    return false;
}

}  // namespace kiosk
