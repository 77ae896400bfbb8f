#include "kiosk/sources/files/agenda/front_matter.h"

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {

FrontMatter front_matter_of(std::string_view content) {
    FrontMatter front;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(content.substr(0, 64 * 1024))) {
        ++number;
        const std::string_view text = trimmed(line);
        if (number == 1 && text != "---") return {};
        if (number > 1 && text == "---") {
            front.lines = number;
            return front;
        }
        if (text.starts_with("title:")) {
            front.title = plain_line(text.substr(6));
            while (front.title.size() >= 2 && front.title.front() == '"' && front.title.back() == '"')
                front.title = front.title.substr(1, front.title.size() - 2);
        }
    }
    return {};
}

}  // namespace kiosk
