#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/domain/keyboard_scan.h"

namespace kiosk {

/// A letter that somebody typed, while letters are wanted.
struct TypedLetter {
    std::string text = {};  // UTF-8; "\n", "\b"
};

using KeyNews = std::variant<KeyScan, TypedLetter>;

struct KeyWatchOptions {
    unsigned long window = 0;    // of X; 0: keys count whatever window they are meant for
    bool takes_all_keys = true;  // no other program gets any; else only keys meant for the window count
    KeyboardScan::IsComplete is_complete = {};
};

/// Reads the keys of every keyboard on a thread and a connection of its own, each scanner apart, by the X server's clock:
/// neither focus nor drawing gets between a scanner's keys. What it reads operates nothing.
class KeyWatch {
  public:
    /// @param post  called on the thread
    KeyWatch(KeyWatchOptions options, std::function<void(KeyNews)> post);

    /// Whether letters are posted one by one, besides scans. From any thread.
    void want_letters(bool wanted) { wants_letters_ = wanted; }

  private:
    std::atomic<bool> wants_letters_ = false;
    std::jthread thread_;
};

}  // namespace kiosk
