#include "kiosk/app/check_in/key_watch.h"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <map>
#include <utility>

#include "kiosk/app/check_in/keyboard.h"
#include "kiosk/base/owned.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds grab_again_after = 500ms;

int close_display(Display* display) { return XCloseDisplay(display); }

/// The keys of all keyboards, read from X.
class Keys {
  public:
    Keys(const KeyWatchOptions& options, const std::function<void(KeyNews)>& post, const std::atomic<bool>& wants_letters)
        : options_(options), post_(post), wants_letters_(wants_letters) {}

    void run(const std::stop_token& stop, int stopped) {
        if (!select_keys()) return;
        while (!stop.stop_requested()) {
            take_keyboard();
            take_events();
            std::array<pollfd, 3> sources = {{{stopped, POLLIN, 0},
                                              {ConnectionNumber(display_.get()), POLLIN, 0},
                                              {ConnectionNumber(keeper_.get()), POLLIN, 0}}};
            poll(sources.data(), sources.size(), static_cast<int>(patience().count()));
            if (!(sources[1].revents & POLLIN)) end_silent_scans();
        }
    }

  private:
    struct Source {
        explicit Source(const KeyboardScan::IsComplete& is_complete) : keyboard(is_complete) {}
        Keyboard keyboard;
        steady_clock::time_point received = {};  // its last key
        milliseconds last = {};                  // the same by the server's clock
    };

    bool select_keys() {
        int event = 0, error = 0, major = 2, minor = 2;
        if (!display_ || !keeper_ || !XQueryExtension(display_.get(), "XInputExtension", &opcode_, &event, &error) ||
            XIQueryVersion(display_.get(), &major, &minor) != Success) {
            std::fprintf(stderr, "kiosk: scanners are not heard: the X server has no XInput 2\n");
            return false;
        }
        std::array<unsigned char, XIMaskLen(XI_LASTEVENT)> bits = {};
        XISetMask(bits.data(), XI_RawKeyPress);
        XISetMask(bits.data(), XI_RawKeyRelease);
        XIEventMask mask{XIAllMasterDevices, static_cast<int>(bits.size()), bits.data()};
        XISelectEvents(display_.get(), DefaultRootWindow(display_.get()), &mask, 1);
        XkbSelectEvents(display_.get(), XkbUseCoreKbd, XkbMapNotifyMask | XkbNewKeyboardNotifyMask,
                        XkbMapNotifyMask | XkbNewKeyboardNotifyMask);
        layout_.emplace(display_.get());
        read_state();
        return true;
    }

    /// While we have the keyboard, no window manager and no other program sees a key.
    void take_keyboard() {
        XEvent unused;
        while (XPending(keeper_.get()) > 0) XNextEvent(keeper_.get(), &unused);
        if (!options_.takes_all_keys || has_keyboard_) return;
        has_keyboard_ = XGrabKeyboard(keeper_.get(), DefaultRootWindow(keeper_.get()), False, GrabModeAsync, GrabModeAsync,
                                      CurrentTime) == GrabSuccess;
    }

    milliseconds patience() const {
        milliseconds wait = options_.takes_all_keys && !has_keyboard_ ? grab_again_after : milliseconds{60s};
        for (const auto& [id, source] : sources_)
            if (source.keyboard.scan().due()) wait = std::min(wait, std::max(0ms, until_silent(source)));
        return wait;
    }

    static milliseconds until_silent(const Source& source) {
        const auto silence = *source.keyboard.scan().due() - source.last;
        return std::chrono::ceil<milliseconds>(source.received + silence - steady_clock::now());
    }

    void end_silent_scans() {
        for (auto& [id, source] : sources_)
            if (const auto due = source.keyboard.scan().due(); due && until_silent(source) <= 0ms)
                post(source.keyboard.scan().silence_at(*due));
    }

    void take_events() {
        while (XPending(display_.get()) > 0) {
            XEvent event;
            XNextEvent(display_.get(), &event);
            if (event.type == GenericEvent && event.xcookie.extension == opcode_ &&
                XGetEventData(display_.get(), &event.xcookie)) {
                take(event.xcookie.evtype, *static_cast<const XIRawEvent*>(event.xcookie.data));
                XFreeEventData(display_.get(), &event.xcookie);
            } else if (event.type != GenericEvent) {
                if (event.type == MappingNotify) XRefreshKeyboardMapping(&event.xmapping);
                layout_stale_ = true;
            }
        }
    }

    void take(int kind, const XIRawEvent& event) {
        if (event.flags & XIKeyRepeat) return;
        auto& source = sources_.try_emplace(event.sourceid, options_.is_complete).first->second;
        source.received = steady_clock::now();
        // The server counts milliseconds in 32 bits; what is added keeps time going forward when they begin anew.
        if (event.time + (1U << 31U) < last_time_) wrapped_ += milliseconds{std::int64_t{1} << 32U};
        last_time_ = event.time;
        source.last = milliseconds{static_cast<std::int64_t>(event.time)} + wrapped_;
        const Keyboard::Key key{static_cast<unsigned>(event.detail), source.last};
        if (layout_stale_) layout_->reload(), read_state(), layout_stale_ = false;
        if (layout_->modifier(key.code) & (LockMask | Mod2Mask)) state_stale_ = true;
        if (kind == XI_RawKeyPress && !source.keyboard.scan().due()) state_stale_ = true;
        if (state_stale_) read_state();
        const auto letter = kind == XI_RawKeyPress ? source.keyboard.press(key, *layout_, state_)
                                                   : source.keyboard.release(key, *layout_);
        if (!letter || !is_meant_for_us()) return;
        if (wants_letters_) post_(TypedLetter{letter->text});
        if (letter->text == "\b") return;
        post(source.keyboard.scan().press(*letter));
    }

    void read_state() {
        XkbStateRec state{};
        state_stale_ = false;
        if (XkbGetState(display_.get(), XkbUseCoreKbd, &state) != Success) return;
        state_ = {.held = 0, .locked = state.locked_mods, .group = state.group};
    }

    bool is_meant_for_us() const {
        if (options_.takes_all_keys || options_.window == 0) return true;
        Window focused = None;
        int revert = 0;
        XGetInputFocus(display_.get(), &focused, &revert);
        return focused == options_.window || focused == PointerRoot || focused == None;
    }

    void post(std::vector<KeyScan> scans) const {
        for (KeyScan& scan : scans) post_(std::move(scan));
    }

    const KeyWatchOptions& options_;
    const std::function<void(KeyNews)>& post_;
    const std::atomic<bool>& wants_letters_;
    Owned<Display, close_display> display_{XOpenDisplay(nullptr)};
    // Who has grabbed the keyboard gets no raw keys: a connection of its own keeps it.
    Owned<Display, close_display> keeper_{XOpenDisplay(nullptr)};
    int opcode_ = 0;
    std::optional<KeyLayout> layout_ = {};
    bool layout_stale_ = false;
    KeyState state_ = {};
    bool state_stale_ = false;
    bool has_keyboard_ = false;
    std::map<int, Source> sources_ = {};
    Time last_time_ = 0;
    milliseconds wrapped_ = {};
};

}  // namespace

KeyWatch::KeyWatch(KeyWatchOptions options, std::function<void(KeyNews)> post)
    : thread_([options = std::move(options), post = std::move(post), this](const std::stop_token& stop) {
          const UniqueFd stopped{eventfd(0, EFD_CLOEXEC)};
          const std::stop_callback wake{stop, [&] {
                                            const std::uint64_t one = 1;
                                            [[maybe_unused]] const auto written = write(stopped.get(), &one, sizeof one);
                                        }};
          Keys{options, post, wants_letters_}.run(stop, stopped.get());
      }) {}

}  // namespace kiosk
