#include "kiosk/phone/pages/html.h"

#include "kiosk/base/text.h"

namespace kiosk {

std::string html(std::string_view text) {
    std::string result;
    for (const char c : clean_utf8(text)) switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&#39;"; break;
            default: result += c;
        }
    return result;
}

}  // namespace kiosk
