#include "kiosk/domain/edit.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace kiosk {
namespace {

constexpr std::array<std::pair<EditKind, std::string_view>, 6> names = {{{EditKind::place, "place"},
                                                                         {EditKind::unplace, "unplace"},
                                                                         {EditKind::move, "move"},
                                                                         {EditKind::delay, "delay"},
                                                                         {EditKind::cancel, "cancel"},
                                                                         {EditKind::restore, "restore"}}};

void apply(const Edit& edit, Edited& result) {
    if (edit.kind == EditKind::unplace) {
        result.placement.reset();
        result.room_by_hand = false;
        return;
    }
    if (edit.kind == EditKind::place) result.placement = Placement{};
    if (!result.placement) return;  // its place was taken back
    Placement& placement = *result.placement;
    if (edit.kind == EditKind::cancel) placement.cancelled = true;
    if (edit.room) {
        placement.room = edit.room;
        result.room_by_hand = true;
    }
    if (edit.starts && edit.ends) {
        placement.starts = *edit.starts;
        placement.ends = *edit.ends;
        placement.from_face = edit.from_face;
    }
}

}  // namespace

std::string_view name_of(EditKind kind) {
    return std::ranges::find(names, kind, &std::pair<EditKind, std::string_view>::first)->second;
}

std::optional<EditKind> edit_kind(std::string_view name) {
    const auto found = std::ranges::find(names, name, &std::pair<EditKind, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional{found->first};
}

Edited edited(const std::optional<Placement>& source, std::span<const Edit> edits) {
    Edited result{.placement = source};
    std::set<std::string_view> undone;
    for (const Edit& edit : edits)
        if (edit.kind == EditKind::restore) undone.insert(edit.undoes);
    for (const Edit& edit : edits) {
        if (edit.kind == EditKind::restore || undone.contains(edit.batch)) continue;
        if (edit.said && !(source && source->says_as(*edit.said))) {
            result.overruled.push_back(&edit);
            continue;
        }
        apply(edit, result);
        result.in_force.push_back(&edit);
    }
    return result;
}

}  // namespace kiosk
