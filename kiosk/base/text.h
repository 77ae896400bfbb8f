#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

/// Without white space at both ends (no-break space and byte order mark included).
std::string_view trimmed(std::string_view text);

/// The lines of a text, ends of line (LF, CR LF, CR) taken off; the last may be empty.
std::vector<std::string_view> lines_of(std::string_view text);

/// The parts between separators; one part, the whole, when there is none.
std::vector<std::string_view> split(std::string_view text, char separator);

/// With ASCII letters made small; all else as it is.
std::string ascii_lower(std::string_view text);

/// Whether every byte belongs to well-formed UTF-8 (RFC 3629).
bool is_utf8(std::string_view bytes);

/// The text with each malformed byte sequence replaced by U+FFFD and control characters other than tab and line feed
/// left out, so that it can be stored, drawn and printed.
std::string clean_utf8(std::string_view bytes);

/// “text”: how the program's sentences name what others wrote.
std::string in_quotes(std::string_view text);

/// Latin letters with accents as their plain ASCII ones ("São" -> "Sao"); all else as it is.
std::string without_accents(std::string_view text);

/// Small ASCII letters and digits with single hyphens between ("Xen on ARM" -> "xen-on-arm"); letters of other scripts
/// stay as they are.
std::string slug(std::string_view text);

}  // namespace kiosk
