#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// A file's text in UTF-8, without a byte order mark.
struct Utf8Text {
    std::string text = {};
    std::string charset = {};  // that it was written in: "UTF-8", "UTF-16LE", "ISO-8859-1" …
};

/// Whether the bytes are UTF-8 without a byte order mark already, so that nothing has to be turned.
bool is_utf8_already(std::string_view bytes);

/// Finds the charset of a text by its byte order mark, its zero bytes, or the name in an XML declaration, and turns it
/// into UTF-8. Bytes that are not UTF-8 and have no name are taken as Windows-1252, which holds Latin-1.
///
/// @return none when the bytes can't be read so, e.g. UTF-16 that breaks off within a character
std::optional<Utf8Text> as_utf8(std::string_view bytes);

}  // namespace kiosk
