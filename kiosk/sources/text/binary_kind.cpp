#include "kiosk/sources/text/binary_kind.h"

#include <array>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr std::array<std::pair<string_view, string_view>, 15> magic = {{
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"%PDF", "a PDF document"},
    {"PK\x03\x04", "a ZIP archive, or an office document (export it as CSV)"},
    {"\xD0\xCF\x11\xE0", "an old office document (export it as CSV)"},
    {"\x1F\x8B", "a gzip archive (unpack it first)"},
    {"BZh", "a bzip2 archive (unpack it first)"},
    {"\xFD" "7zXZ", "an xz archive (unpack it first)"},
    {"7z\xBC\xAF", "a 7-Zip archive (unpack it first)"},
    {"SQLite format 3", "an SQLite database"},
    {"\x7F" "ELF", "a program"},
    {"RIFF", "a sound, film or WebP picture"},
    {"OggS", "a sound or film"},
    {"{\\rtf", "an RTF document"},
}};

bool starts_with_any_case(string_view text, string_view wanted) {
    return ascii_lower(text.substr(0, wanted.size())) == wanted;
}

}  // namespace

std::string binary_kind(string_view bytes) {
    if (bytes.empty()) return "an empty file";
    for (const auto& [start, name] : magic)
        if (bytes.starts_with(start)) return std::string{name};
    const string_view text = trimmed(bytes.substr(0, 4096));
    if (text.empty()) return "a file of white space only";
    if (starts_with_any_case(text, "<!doctype html") || starts_with_any_case(text, "<html")) return "an HTML page";
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return {};
    if (const auto nul = bytes.find('\0'); nul != string_view::npos)
        return "binary data (a NUL byte at byte " + std::to_string(nul) + ")";
    return {};
}

}  // namespace kiosk
