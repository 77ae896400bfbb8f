#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/screens/bitmap.h"

namespace kiosk {

enum class Weight { regular, semibold, bold };

/// How a text looks.
struct TextStyle {
    float size_px = 24;  // of the em
    Weight weight = Weight::regular;
    std::uint32_t colour = 0xFFFFFFFF;  // ImGui's order: red in the lowest byte
    float spacing = 0;                  // between letters, in ems; for capitals; never for joined scripts
};

/// The room that a text has.
struct TextRoom {
    float width_px = 0;
    int lines = 1;
    float smallest_px = 0;  // a text that doesn't fit shrinks in steps down to here; 0: stays as it is
    float height_px = 0;    // 0: as the lines need
    bool flush_right = false;  // where the lines stand when there are several
};

/// A text that was shaped and drawn, ready for ImGui.
struct Text {
    const Bitmap* bitmap = nullptr;  // owned by the press; null for an empty text
    float width = 0;                 // of the words
    float height = 0;                // of the lines
    float left = 0;                  // where the bitmap stands from the words' top left; what sticks out is in it
    float top = 0;
    float baseline = 0;  // of the first line, from the top
    float size_px = 0;   // that was taken
    std::uint32_t colour = 0;
    int lines = 0;
    bool shortened = false;  // ends in an ellipsis
};

/// Shapes text of any script (Pango) into bitmaps and keeps those that are in use. For one thread.
class TextPress {
  public:
    TextPress();
    ~TextPress();

    /// Sets a text: wraps it, then shrinks it, then ends it in an ellipsis after a whole word. White space is folded.
    ///
    /// @return  valid until the second `end_frame` in which it was not asked for
    const Text& set(std::string_view text, const TextStyle& style, const TextRoom& room);

    /// Lets go of what the last two frames did not use.
    void end_frame();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk
