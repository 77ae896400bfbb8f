#include "kiosk/sources/files/xml/xml_event.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/domain/cancelled_title.h"
#include "kiosk/sources/files/written/written.h"
#include "kiosk/sources/text/duration.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

std::string text_of(const pugi::xml_node& event, const char* name) { return plain_line(event.child_value(name)); }

/// An attribute, else a child of the same name.
std::string written(const pugi::xml_node& event, const char* name) {
    const auto attribute = event.attribute(name);
    return attribute ? plain_line(attribute.value()) : text_of(event, name);
}

void malformed(string_view what, const std::string& text, const DraftSession& session, std::vector<Problem>& warnings) {
    warnings.push_back({named_place(session), "the " + std::string{what} + " \"" + text + "\" was not understood"});
}

void read_times(const pugi::xml_node& event, const XmlPlace& place, DraftSession& session, std::vector<Problem>& warnings) {
    session.listed_under = place.day;
    if (const std::string text = text_of(event, "date"); !text.empty()) {
        if (const auto date = parse_iso_date(text))
            session.listed_under = date;
        else if (const auto time = parse_iso_time(text))
            session.starts = time;
        else
            malformed("date", text, session, warnings);
    }
    if (const std::string text = text_of(event, "start"); !text.empty()) {
        session.clock = parse_clock(text);
        const auto whole = session.clock ? std::nullopt : parse_iso_time(text);
        if (whole && !session.starts) session.starts = whole;
        if (!session.clock && !whole) malformed("start", text, session, warnings);
    }
    if (const std::string text = text_of(event, "duration"); !text.empty()) {
        session.duration = parse_duration(text);
        if (!session.duration) malformed("duration", text, session, warnings);
    }
    const std::string end = text_of(event, "end");
    if (session.duration || end.empty()) return;
    session.ends = parse_iso_time(end);
    const auto clock = session.ends ? std::nullopt : parse_clock(end);
    if (clock && session.clock) session.duration = *clock - *session.clock + (*clock < *session.clock ? days{1} : days{0});
    if (!session.ends && !session.duration) malformed("end", end, session, warnings);
}

/// EuroPython's entries name several rooms with commas between; a `room` with an id is always one.
void read_rooms(const pugi::xml_node& event, const XmlPlace& place, DraftSession& session) {
    const bool lists_rooms = string_view{event.name()} == "entry";
    for (const auto& room : event.children("room")) {
        const std::string name = plain_line(room.child_value());
        if (name.empty()) continue;
        if (!lists_rooms || room.attribute("id")) {
            session.rooms.push_back(name);
            continue;
        }
        for (const string_view part : split(name, ','))
            if (!trimmed(part).empty()) session.rooms.emplace_back(trimmed(part));
    }
    if (session.rooms.empty() && !place.room.empty()) session.rooms.push_back(place.room);
}

void read_people(const pugi::xml_node& event, DraftSession& session) {
    const auto add = [&](const pugi::xml_node& person) {
        std::string name = plain_line(person.child("name") ? person.child_value("name") : person.child_value());
        if (!name.empty()) session.people.push_back(std::move(name));
    };
    for (const auto& person : event.child("persons").children("person")) add(person);
    for (const auto& speaker : event.child("speakers").children("speaker")) add(speaker);
}

bool is_called_off(const pugi::xml_node& event) {
    const auto says = [&](bool (*so)(string_view), std::initializer_list<const char*> names) {
        return std::ranges::any_of(names, [&](const char* name) { return so(written(event, name)); });
    };
    return says(says_cancelled, {"status", "state"}) || says(says_yes, {"cancelled", "canceled", "is_cancelled", "is_canceled"});
}

Instant moment_in(const pugi::xml_node& said) {
    const auto at = parse_iso_time(said.child_value("at"));
    return at ? at->moment_in(Zone{}) : Instant{};
}

}  // namespace

Topic read_xml_topic(const pugi::xml_node& node) {
    Topic topic{.id = one_spaced(clean_utf8(node.attribute("id").value())), .title = one_spaced(clean_utf8(node.child_value("title")))};
    topic.inserted = parse_iso_date(node.child_value("inserted"));
    for (const TopicField& field : topic_fields())
        if (const auto value = node.child(std::string{field.name}.c_str())) topic.*field.value = clean_utf8(value.child_value());
    for (const auto& said : node.children("comment"))
        topic.comments.push_back({clean_utf8(said.child_value("author")), moment_in(said), clean_utf8(said.child_value("text"))});
    for (const auto& vote : node.children("vote"))
        topic.votes.push_back({clean_utf8(vote.child_value("author")), moment_in(vote), clean_utf8(vote.child_value("text"))});
    return topic;
}

DraftSession read_xml_event(const pugi::xml_node& event, const XmlPlace& place, std::vector<Problem>& warnings) {
    DraftSession session{.where = place.where};
    session.id = one_spaced(clean_utf8(event.attribute("id").value()));
    session.guid = written(event, "guid");
    if (session.id.empty()) session.id = session.guid;
    session.title = plain_title(event.child_value("title"));
    session.track = text_of(event, event.child("track") ? "track" : "category");
    session.cancelled = is_called_off(event);
    session.placed = string_view{event.child_value("placed_topic")} == "true";
    read_times(event, place, session, warnings);
    read_rooms(event, place, session);
    read_people(event, session);
    return session;
}

}  // namespace kiosk
