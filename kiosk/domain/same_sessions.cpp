#include "kiosk/domain/same_sessions.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace kiosk {
namespace {

/// What two sessions must have in common to be the same in one pass; empty: this one takes no part.
using Signature = std::string (*)(const KnownSession&);

std::string in_one(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text.append(part).append(1, '\0');
    return text;
}

std::string moment(const KnownSession& session) { return std::to_string(session.starts.time_since_epoch().count()); }

std::string people(const KnownSession& session) {
    std::vector<std::string> names = session.people;
    std::ranges::sort(names);
    std::string text;
    for (const std::string& name : names) text.append(name).append(1, '\n');
    return text;
}

std::string guid(const KnownSession& session) { return session.guid; }
std::string guid_and_start(const KnownSession& session) {
    return session.guid.empty() ? "" : in_one({session.guid, moment(session)});
}
std::string id(const KnownSession& session) { return session.key_from_title ? "" : session.key; }
std::string title_people_start_room(const KnownSession& session) {
    return in_one({session.title, people(session), moment(session), session.room.value_or("")});
}
std::string title_people_start(const KnownSession& session) {
    return in_one({session.title, people(session), moment(session)});
}
std::string title_and_people(const KnownSession& session) { return in_one({session.title, people(session)}); }
std::string title_and_start(const KnownSession& session) { return in_one({session.title, moment(session)}); }
std::string people_and_start(const KnownSession& session) {
    return session.people.empty() ? "" : in_one({people(session), moment(session)});
}
std::string title(const KnownSession& session) { return session.title; }

class Matching {
  public:
    Matching(std::span<const KnownSession> before, std::span<const KnownSession> after)
        : before_(before), after_(after), found_(after.size()), taken_(before.size()) {}

    /// Puts together what is left on both sides and has the signature in common, by start.
    ///
    /// @param only_unique  leaves out a signature that several have on either side
    void pass(Signature signature, bool without_ids, bool only_unique = false) {
        if (open_ == 0) return;
        std::unordered_map<std::string, std::pair<Places, Places>> groups;
        for (std::size_t i = 0; i < before_.size(); ++i)
            if (!taken_[i]) add(groups, signature(before_[i]), i, true);
        for (std::size_t i = 0; i < after_.size(); ++i)
            if (!found_[i]) add(groups, signature(after_[i]), i, false);
        for (auto& [key, group] : groups) put_together(group.first, group.second, without_ids, only_unique);
    }

    std::vector<std::optional<std::size_t>> result() && { return std::move(found_); }

  private:
    using Places = std::vector<std::size_t>;

    static void add(std::unordered_map<std::string, std::pair<Places, Places>>& groups, std::string key, std::size_t place, bool before) {
        if (key.empty()) return;
        auto& [old_places, new_places] = groups[std::move(key)];
        (before ? old_places : new_places).push_back(place);
    }

    void put_together(Places& old_places, Places& new_places, bool without_ids, bool only_unique) {
        if (only_unique && (old_places.size() != 1 || new_places.size() != 1)) return;
        std::ranges::stable_sort(old_places, {}, [&](std::size_t i) { return before_[i].starts; });
        std::ranges::stable_sort(new_places, {}, [&](std::size_t i) { return after_[i].starts; });
        auto first_open = old_places.begin();
        for (const std::size_t place : new_places) {
            while (first_open != old_places.end() && taken_[*first_open]) ++first_open;
            const auto old = std::find_if(first_open, old_places.end(), [&](std::size_t i) {
                return !taken_[i] && (!without_ids || before_[i].key_from_title || after_[place].key_from_title);
            });
            if (old == old_places.end()) continue;
            found_[place] = *old;
            taken_[*old] = true;
            --open_;
        }
    }

    std::span<const KnownSession> before_;
    std::span<const KnownSession> after_;
    std::vector<std::optional<std::size_t>> found_;
    std::vector<bool> taken_;
    std::size_t open_ = before_.size();  // of `before_`, not found again yet
};

}  // namespace

std::vector<std::optional<std::size_t>> same_sessions(std::span<const KnownSession> before, std::span<const KnownSession> after) {
    Matching matching{before, after};
    matching.pass(guid_and_start, false);
    matching.pass(guid, false);
    matching.pass(id, false);
    const auto lacks_id = &KnownSession::key_from_title;
    if (std::ranges::none_of(before, lacks_id) && std::ranges::none_of(after, lacks_id)) return std::move(matching).result();
    for (const Signature signature : {title_people_start_room, title_people_start, title_and_people, title_and_start, people_and_start})
        matching.pass(signature, true);
    matching.pass(title, true, true);
    return std::move(matching).result();
}

}  // namespace kiosk
