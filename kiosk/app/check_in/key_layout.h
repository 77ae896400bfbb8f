#pragma once

#include <memory>
#include <string>

struct _XDisplay;

namespace kiosk {

/// Which modifier keys are held, as bits of X (ShiftMask ...), and which are locked.
struct KeyState {
    unsigned held = 0;
    unsigned locked = 0;
    int group = 0;
};

/// What the keys of an X keyboard write.
class KeyLayout {
  public:
    explicit KeyLayout(_XDisplay* display);
    ~KeyLayout();

    /// Reads the layout anew, after somebody changed it.
    void reload();

    /// The modifier bits of a key; 0 for any other key.
    unsigned modifier(unsigned keycode) const;

    /// What the key writes in this layout, UTF-8; "\n", "\t" and "\b" for Enter, Tab and Backspace; empty: nothing.
    std::string text(unsigned keycode, const KeyState& state) const;

    /// What the key in this place writes on a US keyboard; 0: nothing.
    char us(unsigned keycode, bool shift) const;

    /// The digit of a key of the number pad; -1 for any other key.
    int pad_digit(unsigned keycode) const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// A code point as UTF-8.
std::string utf8_of(unsigned code);

}  // namespace kiosk
