#include "kiosk/app/pairing/pairing_wait.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <utility>
#include <variant>

#include "kiosk/app/pairing/pairing_attempt.h"
#include "kiosk/app/pairing/seen_codes.h"
#include "kiosk/sources/hub/pairing_code.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// What became of a code stays on the screen so long; and while a camera sees the code, it is tried again this late.
constexpr milliseconds answer_stays = 60s;
constexpr milliseconds try_again_after = 10s;

bool is_whole_code(std::string_view typed) { return looks_like_pairing_code(typed) && pairing_code_in(typed).has_value(); }

bool any_camera() {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/dev", error))
        if (entry.path().filename().string().starts_with("video")) return true;
    return false;
}

}  // namespace

PairingWait::PairingWait(PairingWaitOptions options)
    : options_(std::move(options)), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), reads_([this] {
          const std::uint64_t one = 1;
          [[maybe_unused]] const auto written = write(wake_.get(), &one, sizeof one);
      }) {}

void PairingWait::run() {
    keys_.emplace(KeyWatchOptions{.window = options_.window, .takes_all_keys = false, .is_complete = is_whole_code}, [this](const KeyNews& news) {
        const auto* scan = std::get_if<KeyScan>(&news);
        if (auto code = scan ? scanned_pairing_code(scan->text, scan->as_us) : std::nullopt) reads_.post({.code = std::move(code)});
    });
    if (options_.camera == "auto") {
        new_devices_ = UniqueFd{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
        inotify_add_watch(new_devices_.get(), "/dev", IN_CREATE);
    }
    say(waiting());
    for (;;) {
        look_for_camera();
        wait();
        for (const Read& read : reads_.take()) take(read);
        if (said_ != waiting() && std::chrono::steady_clock::now() >= tried_ + answer_stays) say(waiting());
    }
}

/// What a camera needs is loaded by a program of its own, and not before there is one.
void PairingWait::look_for_camera() {
    if (camera_ || options_.camera == "none" || (options_.camera == "auto" && !any_camera())) return;
    new_devices_ = UniqueFd{};
    camera_.emplace("kiosk-pairing-camera", std::vector<std::string>{options_.camera}, [this](const std::string& line) {
        if (line == camera_sees) return reads_.post({});
        if (auto code = scanned_pairing_code(line, line)) reads_.post({.code = std::move(code), .seen = true});
    });
}

void PairingWait::wait() {
    const auto over = tried_ + answer_stays - std::chrono::steady_clock::now();
    const int patience = said_ == waiting() ? -1 : static_cast<int>(std::max(0ms, std::chrono::ceil<milliseconds>(over)).count());
    std::array<pollfd, 2> sources = {{{wake_.get(), POLLIN, 0}, {new_devices_.get(), POLLIN, 0}}};
    poll(sources.data(), sources.size(), patience);
    std::array<char, 4096> events;
    for (const pollfd& source : sources) {
        if (!(source.revents & POLLIN)) continue;
        [[maybe_unused]] const auto size = read(source.fd, events.data(), events.size());
    }
}

void PairingWait::take(const Read& read) {
    if (!read.code) {
        const bool waited = said_ == waiting();
        sees_ = true;
        if (waited) say(waiting());
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (read.seen && *read.code == last_code_ && now < tried_ + try_again_after) return;
    say(PairingState::asking);
    const auto why = try_pairing_code(options_.database, *read.code);
    last_code_ = *read.code;
    tried_ = std::chrono::steady_clock::now();
    if (why) say(*why);  // else the screen sees it in the database
}

void PairingWait::say(PairingState state) {
    said_ = state;
    const std::string_view word = word_for(state);
    std::printf("%.*s\n", static_cast<int>(word.size()), word.data());
    std::fflush(stdout);
}

}  // namespace kiosk
