#include "kiosk/domain/earlier_place.h"

#include <utility>

namespace kiosk {
namespace {

bool is_same(const EarlierPlace& one, const EarlierPlace& other) { return one.room == other.room && one.starts == other.starts; }

}  // namespace

void leave_place(std::vector<EarlierPlace>& before, EarlierPlace left, const EarlierPlace& arrived) {
    if (is_same(left, arrived)) return;
    if (!before.empty() && is_same(before.front(), arrived)) return before.clear();
    std::erase_if(before, [&](const EarlierPlace& place) { return is_same(place, arrived); });
    before.push_back(std::move(left));
}

}  // namespace kiosk
