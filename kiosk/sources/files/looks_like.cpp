#include "kiosk/sources/files/looks_like.h"

#include "kiosk/base/text.h"
#include "kiosk/sources/text/binary_kind.h"

namespace kiosk {

std::string looks_like(std::string_view bytes) {
    if (auto kind = binary_kind(bytes); !kind.empty()) return kind;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16 text";
    const std::string_view text = trimmed(bytes.substr(0, 4096));
    if (text.starts_with('<')) return "XML, but not of a schedule";
    if (text.starts_with('{') || text.starts_with('[')) return "JSON without sessions";
    if (ascii_lower(text.substr(0, 11)) == "begin:vcard") return "a contact card";
    return "text without a schedule or topics in a form that is known";
}

}  // namespace kiosk
