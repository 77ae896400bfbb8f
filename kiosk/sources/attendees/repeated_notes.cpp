#include "kiosk/sources/attendees/repeated_notes.h"

namespace kiosk {
namespace {

constexpr std::size_t most_kinds = 50;

}  // namespace

void RepeatedNotes::add(std::string_view where, const std::string& what) {
    const auto found = places_.find(what);
    if (found != places_.end()) {
        ++kinds_[found->second].count;
        return;
    }
    if (kinds_.size() == most_kinds) return;
    places_.emplace(what, kinds_.size());
    kinds_.push_back({.first = {std::string{where}, what}, .count = 1});
}

std::vector<Problem> RepeatedNotes::warnings() const {
    std::vector<Problem> result;
    for (const Kind& kind : kinds_) {
        const std::string again = kind.count > 1 ? " (and " + std::to_string(kind.count - 1) + " more)" : "";
        result.push_back({kind.first.where, kind.first.why + again});
    }
    return result;
}

}  // namespace kiosk
