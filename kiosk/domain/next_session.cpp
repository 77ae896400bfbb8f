#include "kiosk/domain/next_session.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "kiosk/base/fold.h"

namespace kiosk {
namespace {

bool share_people(const Session& one, const Session& other) {
    return std::ranges::any_of(one.people, [&](const std::string& name) { return std::ranges::find(other.people, name) != other.people.end(); });
}

}  // namespace

std::set<std::string> topics_voted_for(const Programme& programme, std::string_view wiki_name) {
    std::set<std::string> topics;
    const std::string wanted = folded(wiki_name);
    if (wanted.empty()) return topics;
    for (const Topic& topic : programme.topics)
        if (std::ranges::any_of(topic.votes, [&](const Vote& vote) { return folded(vote.author) == wanted; })) topics.insert(topic.id);
    return topics;
}

std::optional<NextSession> next_session_for(const Programme& programme, std::string_view wiki_name, Instant now) {
    const auto topics = topics_voted_for(programme, wiki_name);
    const Session* first = nullptr;
    for (const Session& session : programme.sessions) {
        if (session.cancelled || session.starts <= now) continue;
        if (!session.topic.empty() && topics.contains(session.topic)) return NextSession{session, true};
        if (!first) first = &session;
    }
    return first ? std::optional{NextSession{*first, false}} : std::nullopt;
}

std::optional<Session> session_instead(const Programme& programme, const Session& full, Instant now,
                                       const std::function<bool(const Session&)>& has_space) {
    std::vector<const Session*> candidates;
    for (const Session& session : programme.sessions)
        if (session.id != full.id && !session.cancelled && session.ends > now && session.starts < full.ends && session.room)
            candidates.push_back(&session);
    std::ranges::stable_sort(candidates, {}, [&](const Session* session) {
        const bool other_track = full.track.empty() || session->track != full.track;
        const auto away = session->starts > full.starts ? session->starts - full.starts : full.starts - session->starts;
        return std::tuple{other_track, !share_people(*session, full), away};
    });
    const auto found = std::ranges::find_if(candidates, [&](const Session* session) { return has_space(*session); });
    return found == candidates.end() ? std::nullopt : std::optional{**found};
}

}  // namespace kiosk
