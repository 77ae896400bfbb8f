#include "kiosk/domain/distinct_ids.h"

#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t longest_slug = 60;  // bytes

std::string short_slug(std::string_view title) {
    std::string id = slug(title);
    if (id.size() <= longest_slug) return id;
    std::size_t end = longest_slug;
    while (end > 0 && (static_cast<unsigned char>(id[end]) & 0xC0U) == 0x80U) --end;
    id.resize(end);
    while (id.ends_with('-')) id.pop_back();
    return id;
}

}  // namespace

std::string DistinctIds::claim(std::string id) {
    if (taken_.insert(id).second) return id;
    for (std::size_t number = 2;; ++number) {
        std::string next = id + "-" + std::to_string(number);
        if (taken_.insert(next).second) return next;
    }
}

std::string DistinctIds::claim_for_title(std::string_view title, std::string_view otherwise) {
    std::string id = short_slug(title);
    return claim(id.empty() ? std::string{otherwise} : std::move(id));
}

}  // namespace kiosk
