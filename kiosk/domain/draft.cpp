#include "kiosk/domain/draft.h"

namespace kiosk {

std::string named_place(std::string_view where, std::string_view title) {
    std::string place{where};
    if (!title.empty()) place.append(" \"").append(title).append("\"");
    return place;
}

}  // namespace kiosk
