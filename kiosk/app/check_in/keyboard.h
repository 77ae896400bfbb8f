#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "kiosk/app/check_in/key_layout.h"
#include "kiosk/domain/keyboard_scan.h"

namespace kiosk {

/// One keyboard of several: which of its keys are down, and the scan that it is in the middle of. A scanner is one.
class Keyboard {
  public:
    explicit Keyboard(KeyboardScan::IsComplete is_complete) : scan_(std::move(is_complete)) {}

    /// What one key did.
    struct Key {
        unsigned code = 0;
        std::chrono::milliseconds at = {};
    };

    /// Takes a key that went down.
    ///
    /// @param state  what all keyboards together hold and lock; what this one holds itself counts for what it writes
    /// @return       the letter it wrote; none for a key that is held, or writes nothing
    std::optional<TypedKey> press(const Key& key, const KeyLayout& layout, KeyState state);

    /// Takes a key that went up.
    ///
    /// @return the letter of a number that was typed while Alt was held
    std::optional<TypedKey> release(const Key& key, const KeyLayout& layout);

    KeyboardScan& scan() { return scan_; }
    const KeyboardScan& scan() const { return scan_; }

  private:
    KeyboardScan scan_;
    std::set<unsigned> down_ = {};
    unsigned held_ = 0;
    std::string number_ = {};  // typed on the number pad while Alt is held
    std::chrono::milliseconds last_ = {};
};

}  // namespace kiosk
