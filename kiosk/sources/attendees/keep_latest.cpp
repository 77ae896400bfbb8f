#include "kiosk/sources/attendees/keep_latest.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/base/fold.h"

namespace kiosk {
namespace {

/// Walks the list from its end, so that the last entry of a kind is met first and stays.
class LatestKept {
  public:
    explicit LatestKept(AttendeeList& list) : list_(list), dropped_(list.attendees.size()) {
        codes_.reserve(list.attendees.size());
        ids_.reserve(list.attendees.size());
    }

    void run() {
        for (std::size_t i = list_.attendees.size(); i-- > 0;) look_at(i);
        for (const auto& [id, at] : ids_)
            if (at.shared) note_shared(at);
        std::size_t kept = 0;
        for (std::size_t i = 0; i < list_.attendees.size(); ++i) {
            if (dropped_[i]) continue;
            if (kept != i) list_.attendees[kept] = std::move(list_.attendees[i]);
            ++kept;
        }
        list_.attendees.resize(kept);
    }

  private:
    struct Id {
        std::size_t last = 0;
        bool shared = false;
    };

    void look_at(std::size_t i) {
        DraftAttendee& attendee = list_.attendees[i];
        if (!attendee.code.empty()) {
            const auto [later, is_new] = codes_.try_emplace(attendee.code, i);
            if (!is_new) return drop(i, "code", later->second);
        }
        if (attendee.external_id.empty()) return;
        const auto [later, is_new] = ids_.try_emplace(attendee.external_id, Id{.last = i});
        if (is_new) return;
        const DraftAttendee& other = list_.attendees[later->second.last];
        if (folded(attendee.name) == folded(other.name) && (attendee.code.empty() || other.code.empty()))
            return drop(i, "id", later->second.last);
        later->second.shared = true;
        attendee.external_id.clear();
    }

    void drop(std::size_t i, const char* what, std::size_t later) {
        dropped_[i] = true;
        list_.skipped.push_back({list_.attendees[i].where, std::string{"the same "} + what + " stands again at " +
                                                               list_.attendees[later].where + ", which counts"});
    }

    void note_shared(const Id& id) {
        DraftAttendee& last = list_.attendees[id.last];
        if (!noted_)
            list_.warnings.push_back({last.where, "its id stands with different tickets, so it is not used to tell them apart"});
        noted_ = true;
        last.external_id.clear();
    }

    AttendeeList& list_;
    std::vector<bool> dropped_;
    // The keys stand in the list, which does not move while this lives; an id is cleared only when it is not looked for.
    std::unordered_map<std::string_view, std::size_t> codes_;
    std::unordered_map<std::string_view, Id> ids_;
    bool noted_ = false;
};

}  // namespace

void keep_latest(AttendeeList& list) { LatestKept{list}.run(); }

}  // namespace kiosk
