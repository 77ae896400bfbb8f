#include "kiosk/web/photo_places.h"

#include <algorithm>
#include <utility>

namespace kiosk {

bool PhotoPlaces::take_up(Connection& connection, const std::string& from) {
    const std::size_t amount = std::max(connection.whole(), least);
    if (!memory_.take(from, amount)) return false;
    connection.photo_from = from;
    connection.photo_memory = amount;
    return true;
}

bool PhotoPlaces::line_up(Connection& connection) {
    connection.photo_is_in_line = line_.take(connection.photo_from, 1);
    return connection.photo_is_in_line;
}

void PhotoPlaces::release(Connection& connection) {
    if (std::exchange(connection.photo_is_in_line, false)) line_.give_back(connection.photo_from, 1);
    if (const auto amount = std::exchange(connection.photo_memory, 0)) memory_.give_back(connection.photo_from, amount);
}

}  // namespace kiosk
