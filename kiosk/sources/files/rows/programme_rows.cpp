#include "kiosk/sources/files/rows/programme_rows.h"

#include <algorithm>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/domain/cancelled_title.h"
#include "kiosk/sources/files/written/written.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk::rows {
namespace {

enum Place : std::size_t { start, end, room, title, people, track, status, kind, id, guid };

std::string lines(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : "\n").append(part);
    return text;
}

/// "2013-05-16 10:15+01:00"
std::string moment(Instant at, const Zone& zone) {
    std::string text = written_time(at, zone);
    text[10] = ' ';
    if (text.compare(16, 3, ":00") == 0) text.erase(16, 3);
    return text;
}

Row row(const char* what, const std::string& value) {
    Row result;
    result[title] = value;
    result[kind] = what;
    return result;
}

Row session_row(const Session& session, const Zone& zone) {
    Row result = row(session.topic.empty() ? "session" : "placed topic", session.title);
    result[start] = moment(session.starts, zone);
    result[end] = moment(session.ends, zone);
    result[room] = lines(all_rooms(session));
    result[people] = lines(session.people);
    result[track] = session.track;
    result[status] = session.cancelled ? "cancelled" : "";
    result[id] = session.id;
    result[guid] = session.guid;
    return result;
}

void add_topic(std::vector<Row>& table, const Topic& topic, const Zone& zone) {
    const auto add = [&](const char* what, const std::string& value) -> Row& {
        table.push_back(row(what, value));
        table.back()[id] = topic.id;
        return table.back();
    };
    add("topic", topic.title);
    if (topic.inserted) add("inserted", iso_date(*topic.inserted));
    for (const TopicField& field : topic_fields())
        if (const auto& value = topic.*field.value) add(std::string{field.name}.c_str(), *value);
    for (const Comment& comment : topic.comments) {
        Row& said = add("comment", comment.text);
        said[start] = moment(comment.at, zone);
        said[people] = comment.author;
    }
    for (const Vote& vote : topic.votes) {
        Row& given = add("vote", "");
        given[start] = moment(vote.at, zone);
        given[people] = vote.author;
        given[status] = vote.kind;
    }
}

std::string field(std::span<const std::string> fields, Place place) { return place < fields.size() ? fields[place] : std::string{}; }

std::string line(std::span<const std::string> fields, Place place) { return one_spaced(clean_utf8(field(fields, place))); }

std::vector<std::string> parts(std::span<const std::string> fields, Place place) {
    std::vector<std::string> result;
    const std::string text = field(fields, place);
    for (const std::string_view part : lines_of(text))
        if (std::string words = one_spaced(clean_utf8(part)); !words.empty()) result.push_back(std::move(words));
    return result;
}

}  // namespace

std::vector<Row> of(const Programme& programme) {
    const Zone zone = zone_of(programme);
    const Event& event = programme.event;
    std::vector<Row> table;
    for (const Session& session : programme.sessions) table.push_back(session_row(session, zone));
    for (const Topic& topic : programme.topics) add_topic(table, topic, zone);
    for (const Day& day : event.days) {
        table.push_back(row("day", iso_date(day.date)));
        if (day.opens) table.back()[start] = moment(*day.opens, zone);
        if (day.closes) table.back()[end] = moment(*day.closes, zone);
    }
    for (const Room& each : programme.rooms) {
        table.push_back(row("room", ""));
        table.back()[room] = each.name;
    }
    table.push_back(row("event", event.name));
    table.push_back(row("timezone", event.timezone));
    if (!event.city.empty()) table.push_back(row("city", event.city));
    if (!event.country.empty()) table.push_back(row("country", event.country));
    table.push_back(row("language", event.language));
    return table;
}

bool is_header(std::span<const std::string> fields) {
    const bool fits = fields.size() == width || fields.size() == width - 1;
    return fits && std::ranges::equal(fields, std::span{header}.first(fields.size()), [](const std::string& field, const char* name) { return trimmed(field) == name; });
}

void Gathering::read(std::span<const std::string> fields, const std::string& where) {
    const std::string what = ascii_lower(line(fields, kind));
    if (what.empty() || what == "session" || what == "placed topic") return read_session(fields, where, what == "placed topic");
    if (!read_of_event(fields, what, where)) read_of_topic(fields, what, where);
}

void Gathering::read_session(std::span<const std::string> fields, const std::string& where, bool placed) {
    DraftSession session{.where = where, .id = line(fields, id), .guid = line(fields, guid), .title = line(fields, title), .placed = placed};
    session.starts = parse_iso_time(line(fields, start));
    session.ends = parse_iso_time(line(fields, end));
    session.rooms = parts(fields, room);
    session.people = parts(fields, people);
    session.track = line(fields, track);
    session.cancelled = says_cancelled(line(fields, status));
    draft_.sessions.push_back(std::move(session));
}

bool Gathering::read_of_event(std::span<const std::string> fields, const std::string& what, const std::string& where) {
    const std::string value = line(fields, title);
    if (what == "event") draft_.event_name = value;
    else if (what == "timezone") draft_.timezone = value;
    else if (what == "city") draft_.city = value;
    else if (what == "country") draft_.country = value;
    else if (what == "language") draft_.language = value;
    else if (what == "room") rooms_.push_back(line(fields, room));
    else if (what != "day") return false;
    if (what != "day") return true;
    if (const auto date = parse_iso_date(value))
        draft_.days.push_back({.date = *date, .opens = parse_iso_time(line(fields, start)), .closes = parse_iso_time(line(fields, end))});
    else
        draft_.warnings.push_back({where, "the date \"" + value + "\" was not understood"});
    return true;
}

void Gathering::read_of_topic(std::span<const std::string> fields, const std::string& what, const std::string& where) {
    const std::string topic_id = line(fields, id);
    if (what == "topic") {
        draft_.topics.push_back({.id = topic_id, .title = line(fields, title)});
        return;
    }
    const auto of_it = std::find_if(draft_.topics.rbegin(), draft_.topics.rend(), [&](const Topic& each) { return each.id == topic_id; });
    const auto known = std::ranges::find(topic_fields(), what, &TopicField::name);
    const bool is_known = known != topic_fields().end() || what == "inserted" || what == "comment" || what == "vote";
    if (!is_known || of_it == draft_.topics.rend()) {
        draft_.warnings.push_back({where, is_known ? "it belongs to a topic that does not stand above it" : "a row of the kind \"" + what + "\" is not understood"});
        return;
    }
    Topic& topic = *of_it;
    std::string value = clean_utf8(field(fields, title));
    if (known != topic_fields().end()) {
        topic.*known->value = std::move(value);
        return;
    }
    const auto at = parse_iso_time(line(fields, start));
    const Instant when = at ? at->moment_in(Zone{}) : Instant{};
    if (what == "inserted") topic.inserted = parse_iso_date(value);
    if (what == "comment") topic.comments.push_back({.author = line(fields, people), .at = when, .text = std::move(value)});
    if (what == "vote") topic.votes.push_back({.author = line(fields, people), .at = when, .kind = line(fields, status)});
}

Draft Gathering::take() {
    draft_.rooms = std::move(rooms_);
    return std::move(draft_);
}

}  // namespace kiosk::rows
