#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/json/json_document.h"
#include "kiosk/sources/files/json/json_schedules.h"
#include "kiosk/sources/files/written/written.h"
#include "kiosk/sources/text/duration.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;

/// The first of several members that holds words.
std::string first_words(const Json& object, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (std::string text = words_of(object, name); !text.empty()) return text;
    return {};
}

std::vector<std::string> people_of(const Json& event) {
    std::vector<std::string> people;
    for (const char* list : {"persons", "participants", "speakers"})
        for (const Json* person : items(member(event, list))) {
            std::string name = person->is_object() ? first_words(*person, {"public_name", "name", "full_public_name"}) : words(*person);
            if (!name.empty()) people.push_back(std::move(name));
        }
    return people;
}

/// A track is a name, or an object that has one or is named by its slug in the conference's list.
std::string track_of(const Json& event, const Json& conference) {
    const Json& track = member(event, "track");
    if (!track.is_object()) return words(track);
    if (member(track, "name").is_object() || member(track, "name").is_string()) return words_of(track, "name");
    for (const Json* known : items(member(conference, "tracks")))
        for (const char* key : {"guid", "slug"})
            if (!words_of(track, key).empty() && words_of(*known, key) == words_of(track, key)) return words_of(*known, "name");
    return words_of(track, "slug");
}

std::string raw(const Json& object, const char* name) {
    const Json& value = member(object, name);
    return value.is_string() ? clean_utf8(value.get_ref<const std::string&>()) : std::string{};
}

Instant moment_in(const Json& said) {
    const auto at = parse_iso_time(raw(said, "at"));
    return at ? at->moment_in(Zone{}) : Instant{};
}

/// A topic as `kiosk export` writes it.
Topic topic_of(const Json& object) {
    Topic topic{.id = raw(object, "id"), .title = raw(object, "title"), .inserted = parse_iso_date(raw(object, "inserted"))};
    for (const TopicField& field : topic_fields())
        if (const std::string name{field.name}; member(object, name.c_str()).is_string()) topic.*field.value = raw(object, name.c_str());
    for (const Json* said : items(member(object, "comments")))
        topic.comments.push_back({raw(*said, "author"), moment_in(*said), raw(*said, "text")});
    for (const Json* vote : items(member(object, "votes")))
        topic.votes.push_back({raw(*vote, "author"), moment_in(*vote), raw(*vote, "text")});
    return topic;
}

class ConferenceRead {
  public:
    explicit ConferenceRead(const Json& schedule) : schedule_(schedule), conference_(member(schedule, "conference")) {}

    Draft run() {
        draft_.event_name = first_words(conference_, {"title", "acronym"});
        draft_.acronym = words_of(conference_, "acronym");
        draft_.timezone = first_words(conference_, {"time_zone_name", "timezone", "time_zone"});
        draft_.city = words_of(conference_, "city");
        draft_.country = words_of(conference_, "country");
        draft_.language = words_of(conference_, "screen_language");
        if (const std::string change = words_of(conference_, "day_change"); !change.empty()) draft_.day_change = parse_duration(change);
        for (const Json* list : {&member(conference_, "rooms"), &member(schedule_, "rooms")})
            for (const Json* room : items(*list)) keep_room(room->is_object() ? words_of(*room, "name") : words(*room));
        for (const Json* day : items(member(conference_, "days"))) read_day(*day);
        for (const Json* event : items(member(schedule_, "events"))) read_event(*event, {}, {}, "event " + std::to_string(++count_));
        for (const Json* topic : items(member(schedule_, "topics"))) draft_.topics.push_back(topic_of(*topic));
        draft_.format = member(schedule_, "events").is_array() ? "c3voc-json" : "frab-json";
        return std::move(draft_);
    }

  private:
    void keep_room(std::string name) {
        if (!name.empty() && std::ranges::find(draft_.rooms, name) == draft_.rooms.end()) draft_.rooms.push_back(std::move(name));
    }

    void read_day(const Json& day) {
        DraftDay draft;
        const auto date = parse_iso_date(words_of(day, "date"));
        for (const char* name : {"day_start", "start"})
            if (!draft.opens) draft.opens = time_of(day, name);
        for (const char* name : {"day_end", "end"})
            if (!draft.closes) draft.closes = time_of(day, name);
        if (date) {
            draft.date = *date;
            draft_.days.push_back(draft);
        } else if (!member(day, "date").is_null()) {
            draft_.warnings.push_back({"day " + words_of(day, "index"), "its date \"" + words_of(day, "date") + "\" was not understood"});
        }
        const Json& rooms = member(day, "rooms");
        if (rooms.is_object())
            for (const auto& [name, events] : rooms.items()) read_room(name, events, date);
        else
            for (const Json* room : items(rooms)) read_room(words_of(*room, "name"), member(*room, "events"), date);
    }

    void read_room(const std::string& name, const Json& events, std::optional<Date> day) {
        const std::string room = words(Json(name));
        keep_room(room);
        for (const Json* event : items(events)) read_event(*event, room, day, "event " + std::to_string(++count_));
    }

    void read_event(const Json& event, const std::string& room, std::optional<Date> day, std::string where) {
        DraftSession session;
        session.title = title_of(event);
        session.id = words_of(event, "id");
        session.guid = words_of(event, "guid");
        if (session.id.empty()) session.id = first_words(event, {"guid", "code"});
        session.where = std::move(where);
        session.listed_under = day;
        const auto date = parse_iso_date(words_of(event, "date"));
        if (date) session.listed_under = date;
        else session.starts = time_of(event, "date");
        if (!session.starts) session.starts = time_of(event, "start");
        session.clock = parse_clock(words_of(event, "start"));
        session.ends = time_of(event, "end");
        session.duration = parse_duration(words_of(event, "duration"));
        const bool has_whole_start = session.starts.has_value();
        if (!has_whole_start && !date) tell_malformed(event, "date", session, draft_.warnings);
        if (!has_whole_start && !session.clock) tell_malformed(event, "start", session, draft_.warnings);
        if (!session.ends) tell_malformed(event, "end", session, draft_.warnings);
        if (!session.duration) tell_malformed(event, "duration", session, draft_.warnings);
        const Json& own_room = member(event, "room");
        std::string own = own_room.is_object() ? words_of(own_room, "name") : words(own_room);
        if (own.empty()) own = room;
        keep_room(own);
        if (!own.empty()) session.rooms.push_back(std::move(own));
        for (const Json* more : items(member(event, "also_in")))
            if (std::string name = words(*more); !name.empty()) keep_room(name), session.rooms.push_back(std::move(name));
        session.people = people_of(event);
        session.track = track_of(event, conference_);
        session.cancelled = is_called_off(event);
        session.placed = member(event, "placed_topic").is_boolean();
        draft_.sessions.push_back(std::move(session));
    }

    const Json& schedule_;
    const Json& conference_;
    Draft draft_;
    std::size_t count_ = 0;
};

/// What a file that names the schema of days and rooms breaks of it, where it matters: an id that is no number is not one
/// that the next export will have.
std::string schema_breach(const Json& document) {
    const std::string schema = words_of(document, "$schema");
    const Json& schedule = member(document, "schedule");
    if (schema.empty() || member(schedule, "events").is_array()) return {};
    for (const Json* day : items(member(member(schedule, "conference"), "days"))) {
        const Json& rooms = member(*day, "rooms");
        if (!rooms.is_object()) continue;
        for (const auto& [room, events] : rooms.items())
            for (const Json* event : items(events))
                if (!member(*event, "id").is_number_integer())
                    return "it names the schema \"" + schema + "\", by which an event's id is a whole number, but that of \"" +
                           words_of(*event, "title") + "\" in \"" + room + "\" is " + member(*event, "id").dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return {};
}

Reading read(string_view content) {
    return read_json(content, [](const Json& document) -> Reading {
        if (std::string breach = schema_breach(document); !breach.empty()) return json_refused(std::move(breach));
        const Json& inner = member(document, "schedule");
        const Json& schedule = inner.is_object() ? inner : document;
        if (!member(schedule, "conference").is_object()) return json_refused("it has no \"conference\"");
        Reading reading{.understood = true, .draft = ConferenceRead{schedule}.run()};
        if (reading.draft.days.empty() && reading.draft.sessions.empty() && reading.draft.topics.empty()) return json_refused("there is no day and no event in it");
        return reading;
    });
}

bool recognises(string_view content) { return has_names(content, '{', {"conference"}) && (has_names(content, '{', {"days"}) || has_names(content, '{', {"events"})); }

}  // namespace

Reader conference_json_reader() {
    return {.format = "frab-json", .description = "frab / pretalx / c3voc JSON", .recognises = recognises, .read = read};
}

}  // namespace kiosk
