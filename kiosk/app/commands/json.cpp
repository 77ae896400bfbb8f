#include "kiosk/app/commands/json.h"

#include <algorithm>
#include <ostream>

#include "kiosk/base/iso_time.h"

namespace kiosk {

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json to_json(const Session& session, const Zone& zone) {
    return {{"id", session.id},
            {"title", session.title},
            {"starts", iso_time(session.starts, zone)},
            {"ends", iso_time(session.ends, zone)},
            {"room", value_or_null(session.room)},
            {"people", session.people},
            {"track", text_or_null(session.track)},
            {"cancelled", session.cancelled}};
}

Json to_json(const Day& day, const Zone& zone) {
    const auto time = [&](const std::optional<Instant>& moment) {
        return moment ? Json(iso_time(*moment, zone)) : Json(nullptr);
    };
    return {{"date", iso_date(day.date)}, {"opens", time(day.opens)}, {"closes", time(day.closes)}};
}

Json to_json(const Topic& topic, const Programme& programme, const Zone& zone) {
    Json comments = Json::array();
    for (const Comment& each : topic.comments)
        comments.push_back({{"author", each.author}, {"at", iso_time(each.at, zone)}, {"text", each.text}});
    Json votes = Json::array();
    for (const Vote& each : topic.votes)
        votes.push_back({{"author", each.author}, {"at", iso_time(each.at, zone)}, {"kind", each.kind}});
    const auto placed = std::ranges::find(programme.sessions, topic.id, &Session::topic);
    return {{"id", topic.id},
            {"title", topic.title},
            {"inserted", topic.inserted ? Json(iso_date(*topic.inserted)) : Json(nullptr)},
            {"verified", value_or_null(topic.verified)},
            {"gsoc", value_or_null(topic.gsoc)},
            {"contact", value_or_null(topic.contact)},
            {"mailing_list", value_or_null(topic.mailing_list)},
            {"irc", value_or_null(topic.irc)},
            {"difficulty", value_or_null(topic.difficulty)},
            {"skills", value_or_null(topic.skills)},
            {"description", value_or_null(topic.description)},
            {"outcomes", value_or_null(topic.outcomes)},
            {"comments", comments},
            {"votes", votes},
            {"placed", placed == programme.sessions.end() ? Json(nullptr) : to_json(*placed, zone)}};
}

Json to_json(const std::vector<Problem>& problems) {
    Json list = Json::array();
    for (const Problem& problem : problems) list.push_back({{"where", problem.where}, {"why", problem.why}});
    return list;
}

void print(std::ostream& out, const Json& json) {
    out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace kiosk
