#include "kiosk/domain/keyboard_scan.h"

#include <algorithm>
#include <utility>

namespace kiosk {
namespace {

using std::chrono::milliseconds;

// The promised 100 ms, and what a busy USB hub or machine adds.
constexpr milliseconds longest_gap{115};
// No hand is that fast for three keys and Enter; a palm on the keyboard is, but has no Enter.
constexpr milliseconds beyond_hands{35};
constexpr std::size_t fewest_fast = 6;
constexpr std::size_t fewest_fast_with_end = 3;
constexpr std::size_t fewest_slow = 8;
constexpr std::size_t fewest_slow_with_end = 6;

bool is_whole(const KeyboardScan::IsComplete& is_complete, const KeyScan& scan) {
    return is_complete(scan.text) || (scan.as_us != scan.text && is_complete(scan.as_us));
}

/// Two codes whose letters came in turn, told apart; empty when it is not that.
std::vector<KeyScan> unravelled(const KeyScan& scan, const KeyboardScan::IsComplete& is_complete) {
    if (scan.as_us.size() % 2 != 0) return {};
    std::vector<KeyScan> two(2, KeyScan{.end = scan.end, .slowest = scan.slowest});
    for (std::size_t i = 0; i < scan.as_us.size(); ++i) two[i % 2].as_us += scan.as_us[i];
    for (KeyScan& one : two) {
        one.text = one.as_us;
        if (!is_complete(one.as_us)) return {};
    }
    return two;
}

}  // namespace

std::optional<milliseconds> KeyboardScan::due() const {
    return count_ == 0 ? std::nullopt : std::optional{last_ + longest_gap};
}

bool KeyboardScan::typed_by_scanner(ScanEnd end) const {
    if (end == ScanEnd::complete) return true;
    const bool has_end = end != ScanEnd::silence;
    if (keys_.slowest <= beyond_hands) return count_ >= (has_end ? fewest_fast_with_end : fewest_fast);
    return count_ >= (has_end ? fewest_slow_with_end : fewest_slow);
}

std::vector<KeyScan> KeyboardScan::finish(ScanEnd end) {
    keys_.end = end;
    std::vector<KeyScan> scans;
    if (count_ > 0 && typed_by_scanner(end)) {
        if (end != ScanEnd::complete) scans = unravelled(keys_, is_complete_);
        if (scans.empty()) scans.push_back(std::move(keys_));
    }
    keys_ = {};
    count_ = 0;
    return scans;
}

std::vector<KeyScan> KeyboardScan::silence_at(milliseconds now) {
    return count_ > 0 && now >= last_ + longest_gap ? finish(ScanEnd::silence) : std::vector<KeyScan>{};
}

std::vector<KeyScan> KeyboardScan::press(const TypedKey& key) {
    std::vector<KeyScan> scans = silence_at(key.at);
    if (count_ > 0) keys_.slowest = std::max(keys_.slowest, key.at - last_);
    last_ = key.at;
    if (key.text == "\n" || key.text == "\t") {
        for (KeyScan& scan : finish(key.text == "\n" ? ScanEnd::enter : ScanEnd::tab)) scans.push_back(std::move(scan));
        return scans;
    }
    if ((key.text.empty() && key.us == 0) || count_ == most_keys) return scans;
    ++count_;
    keys_.text += key.text;
    if (key.us != 0) keys_.as_us += key.us;
    if (is_whole(is_complete_, keys_))
        for (KeyScan& scan : finish(ScanEnd::complete)) scans.push_back(std::move(scan));
    return scans;
}

}  // namespace kiosk
