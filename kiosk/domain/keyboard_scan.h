#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// A key that went down. Time runs on any clock that only goes forward.
struct TypedKey {
    std::chrono::milliseconds at = {};
    std::string text = {};  // what this machine's keyboard layout makes of it, UTF-8; "\n" and "\t" for Enter and Tab
    char us = 0;            // what the same key writes on a US keyboard; 0: nothing
};

/// What ended a scan.
enum class ScanEnd { enter, tab, complete, silence };

/// What a scanner typed.
struct KeyScan {
    std::string text = {};   // as this machine's layout writes it
    std::string as_us = {};  // as a US keyboard writes it: scanners that were never set up type like one
    ScanEnd end = ScanEnd::silence;
    std::chrono::milliseconds slowest = {};  // the longest gap between two keys

    bool operator==(const KeyScan&) const = default;
};

/// Tells scans from typing in the keys of one keyboard. Needs no field and no focus. Scanners leave gaps of up to 100 ms
/// between keys; people are slower, or stop after a few letters.
class KeyboardScan {
  public:
    /// Whether a text is a whole code of our own, which needs no end of line.
    using IsComplete = std::function<bool(std::string_view text)>;

    explicit KeyboardScan(IsComplete is_complete) : is_complete_(std::move(is_complete)) {}

    /// Takes the next key.
    ///
    /// @return the scans that end with it, or ended by the silence before it; mostly none
    std::vector<KeyScan> press(const TypedKey& key);

    /// Ends a scan by silence.
    ///
    /// @param now  `due` or later
    /// @return     two where two scanners wrote in turn into one keyboard
    std::vector<KeyScan> silence_at(std::chrono::milliseconds now);

    /// When `silence_at` has to be asked; none while no keys are waiting.
    std::optional<std::chrono::milliseconds> due() const;

    /// The longest text taken; what comes after it is dropped. The most that a QR code holds is 7,089.
    static constexpr std::size_t most_keys = 8192;

  private:
    std::vector<KeyScan> finish(ScanEnd end);
    bool typed_by_scanner(ScanEnd end) const;

    IsComplete is_complete_;
    KeyScan keys_ = {};
    std::size_t count_ = 0;  // of keys in `keys_`
    std::chrono::milliseconds last_ = {};
};

}  // namespace kiosk
