#include <nlohmann/json.hpp>

#include <algorithm>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/files/writer.h"
#include "kiosk/sources/files/written/written.h"

namespace kiosk {
namespace {

using Written = nlohmann::ordered_json;

/// Numbers as numbers: that is what other programs expect of an id.
Written written_id(const std::string& id) {
    constexpr std::size_t most_digits = 15;  // that every program keeps exactly
    const bool is_number = !id.empty() && id.size() <= most_digits && (id == "0" || id.front() != '0') &&
                           std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    return is_number ? Written(std::stoll(id)) : Written(as_plain_line(id));
}

Written written_event(const Session& session, const Zone& zone) {
    Written persons = Written::array();
    for (const std::string& person : session.people) persons.push_back({{"public_name", as_plain_line(person)}});
    Written event = {{"id", written_id(session.id)}};
    if (!session.guid.empty()) event["guid"] = as_plain_line(session.guid);
    event["date"] = written_time(session.starts, zone);
    event["start"] = written_clock(session.starts, zone);
    if (const auto length = written_length(session.ends - session.starts))
        event["duration"] = *length;
    else
        event["end"] = written_time(session.ends, zone);
    if (session.room) event["room"] = as_plain_line(*session.room);
    for (const std::string& room : session.also_in) event["also_in"].push_back(as_plain_line(room));
    event["title"] = as_plain_title(session.title);
    event["track"] = as_plain_line(session.track);
    event["persons"] = persons;
    if (session.cancelled) event["status"] = "cancelled";
    if (!session.topic.empty()) event["placed_topic"] = true;
    return event;
}

Written written_day(const ListedDay& listed, int index, const Zone& zone) {
    Written day = {{"index", index}};
    if (listed.day) {
        day["date"] = iso_date(listed.day->date);
        if (listed.day->opens) day["day_start"] = written_time(*listed.day->opens, zone);
        if (listed.day->closes) day["day_end"] = written_time(*listed.day->closes, zone);
    }
    day["rooms"] = Written::object();
    for (const Session* session : listed.sessions)
        day["rooms"][as_plain_line(session->room.value_or(""))].push_back(written_event(*session, zone));
    return day;
}

Written written_topic(const Topic& topic) {
    Written result = {{"id", topic.id}, {"title", topic.title}};
    if (topic.inserted) result["inserted"] = iso_date(*topic.inserted);
    for (const TopicField& field : topic_fields())
        if (const auto& value = topic.*field.value) result[std::string{field.name}] = *value;
    for (const Comment& comment : topic.comments)
        result["comments"].push_back({{"author", comment.author}, {"at", iso_time_utc(comment.at)}, {"text", comment.text}});
    for (const Vote& vote : topic.votes)
        result["votes"].push_back({{"author", vote.author}, {"at", iso_time_utc(vote.at)}, {"text", vote.kind}});
    return result;
}

Written written_conference(const Programme& programme, const Zone& zone) {
    const Event& event = programme.event;
    Written conference = {{"acronym", slug(event.name)}, {"title", as_plain_line(event.name)}};
    if (!event.days.empty()) {
        conference["start"] = iso_date(event.days.front().date);
        conference["end"] = iso_date(event.days.back().date);
    }
    conference["daysCount"] = event.days.size();
    conference["time_zone_name"] = event.timezone;
    conference["city"] = as_plain_line(event.city);
    conference["country"] = as_plain_line(event.country);
    conference["screen_language"] = event.language;
    conference["rooms"] = Written::array();
    for (const Room& room : programme.rooms) conference["rooms"].push_back({{"name", as_plain_line(room.name)}});
    conference["days"] = Written::array();
    int index = 0;
    for (const ListedDay& listed : listed_days(programme, zone)) conference["days"].push_back(written_day(listed, ++index, zone));
    return conference;
}

std::string write(const Programme& programme, Instant) {
    Written schedule = {{"conference", written_conference(programme, zone_of(programme))}};
    for (const Topic& topic : programme.topics) schedule["topics"].push_back(written_topic(topic));
    const Written document = {{"generator", {{"name", "kiosk"}}}, {"schedule", schedule}};
    return document.dump(2, ' ', false, Written::error_handler_t::replace) + "\n";
}

}  // namespace

Writer frab_json_writer() { return {.ending = "json", .description = "frab JSON", .write = write}; }

}  // namespace kiosk
