#include <pugixml.hpp>

#include <algorithm>
#include <sstream>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/files/writer.h"
#include "kiosk/sources/files/written/written.h"

namespace kiosk {
namespace {

void add(pugi::xml_node& parent, const char* name, const std::string& text) {
    parent.append_child(name).append_child(pugi::node_pcdata).set_value(text.c_str());
}

void add_if_there(pugi::xml_node& parent, const char* name, const std::string& text) {
    if (!text.empty()) add(parent, name, as_plain_line(text));
}

void write_conference(pugi::xml_node& root, const Programme& programme) {
    const Event& event = programme.event;
    pugi::xml_node conference = root.append_child("conference");
    add(conference, "acronym", slug(event.name));
    add_if_there(conference, "title", event.name);
    if (!event.days.empty()) {
        add(conference, "start", iso_date(event.days.front().date));
        add(conference, "end", iso_date(event.days.back().date));
    }
    add(conference, "days", std::to_string(event.days.size()));
    add(conference, "time_zone_name", event.timezone);
    add_if_there(conference, "city", event.city);
    add_if_there(conference, "country", event.country);
    add_if_there(conference, "screen_language", event.language);
    pugi::xml_node rooms = conference.append_child("rooms");  // in their order, those without a session too
    for (const Room& room : programme.rooms) rooms.append_child("room").append_attribute("name") = as_plain_line(room.name).c_str();
}

void write_event(pugi::xml_node& parent, const Session& session, const Zone& zone) {
    pugi::xml_node event = parent.append_child("event");
    event.append_attribute("id") = session.id.c_str();
    if (!session.guid.empty()) event.append_attribute("guid") = as_plain_line(session.guid).c_str();
    add(event, "date", written_time(session.starts, zone));
    add(event, "start", written_clock(session.starts, zone));
    if (const auto length = written_length(session.ends - session.starts))
        add(event, "duration", *length);
    else
        add(event, "end", written_time(session.ends, zone));
    for (const std::string& room : all_rooms(session)) add(event, "room", as_plain_line(room));
    add(event, "title", as_plain_title(session.title));
    add_if_there(event, "track", session.track);
    pugi::xml_node persons = event.append_child("persons");
    for (const std::string& person : session.people) add(persons, "person", as_plain_line(person));
    if (session.cancelled) add(event, "status", "cancelled");
    if (!session.topic.empty()) add(event, "placed_topic", "true");
}

void write_day(pugi::xml_node& root, const ListedDay& listed, int index, const Zone& zone) {
    pugi::xml_node day = root.append_child("day");
    day.append_attribute("index") = index;
    if (listed.day) {
        day.append_attribute("date") = iso_date(listed.day->date).c_str();
        if (listed.day->opens) day.append_attribute("start") = written_time(*listed.day->opens, zone).c_str();
        if (listed.day->closes) day.append_attribute("end") = written_time(*listed.day->closes, zone).c_str();
    }
    std::vector<std::string> rooms;
    for (const Session* session : listed.sessions)
        if (const std::string room = session->room.value_or(""); std::ranges::find(rooms, room) == rooms.end()) rooms.push_back(room);
    for (const std::string& name : rooms) {
        pugi::xml_node room = day.append_child("room");
        room.append_attribute("name") = as_plain_line(name).c_str();
        for (const Session* session : listed.sessions)
            if (session->room.value_or("") == name) write_event(room, *session, zone);
    }
}

void write_said(pugi::xml_node& parent, const char* name, const std::string& author, Instant at, const std::string& text) {
    pugi::xml_node said = parent.append_child(name);
    add(said, "author", author);
    add(said, "at", iso_time_utc(at));
    add(said, "text", text);
}

void write_topics(pugi::xml_node& root, const Programme& programme) {
    if (programme.topics.empty()) return;
    pugi::xml_node topics = root.append_child("topics");
    for (const Topic& topic : programme.topics) {
        pugi::xml_node node = topics.append_child("topic");
        node.append_attribute("id") = topic.id.c_str();
        add(node, "title", topic.title);
        if (topic.inserted) add(node, "inserted", iso_date(*topic.inserted));
        for (const TopicField& field : topic_fields())
            if (const auto& value = topic.*field.value) add(node, std::string{field.name}.c_str(), *value);
        for (const Comment& comment : topic.comments) write_said(node, "comment", comment.author, comment.at, comment.text);
        for (const Vote& vote : topic.votes) write_said(node, "vote", vote.author, vote.at, vote.kind);
    }
}

std::string write(const Programme& programme, Instant) {
    const Zone zone = zone_of(programme);
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("schedule");
    pugi::xml_node generator = root.append_child("generator");
    generator.append_attribute("name") = "kiosk";
    write_conference(root, programme);
    int index = 0;
    for (const ListedDay& listed : listed_days(programme, zone)) write_day(root, listed, ++index, zone);
    write_topics(root, programme);
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

}  // namespace

Writer frab_xml_writer() { return {.ending = "xml", .description = "frab XML", .write = write}; }

}  // namespace kiosk
