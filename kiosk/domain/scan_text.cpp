#include "kiosk/domain/scan_text.h"

#include <algorithm>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t encoding_mark = 7;  // a backslash and six digits

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool has_symbology_mark(std::string_view text) {
    return text.size() >= 3 && text[0] == ']' && is_letter(text[1]) && (is_digit(text[2]) || is_letter(text[2]));
}

bool has_encoding_mark(std::string_view text) {
    return text.size() >= encoding_mark && text[0] == '\\' &&
           std::ranges::all_of(text.substr(1, encoding_mark - 1), is_digit);
}

std::string without_inner_marks(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        if (has_encoding_mark(text)) {
            text.remove_prefix(encoding_mark);
            continue;
        }
        result += text.front();
        text.remove_prefix(text.starts_with("\\\\") ? 2 : 1);
    }
    return result;
}

}  // namespace

std::string scan_text(std::string_view sent) {
    auto text = trimmed(sent);
    bool announces_encodings = false;
    if (has_symbology_mark(text)) {
        announces_encodings = text[1] == 'Q' && (text[2] == '2' || text[2] == '4' || text[2] == '6');
        text = trimmed(text.substr(3));
    }
    while (has_encoding_mark(text)) text = trimmed(text.substr(encoding_mark));
    return announces_encodings ? without_inner_marks(text) : std::string{text};
}

}  // namespace kiosk
