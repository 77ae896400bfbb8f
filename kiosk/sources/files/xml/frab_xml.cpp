#include "kiosk/sources/files/xml/frab_xml.h"

#include <pugixml.hpp>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/xml/xml_event.h"
#include "kiosk/sources/text/duration.h"
#include "kiosk/sources/text/line_finder.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr int deepest = 8;  // of the elements that hold events, far beyond any real file

/// Gathers the draft while walking down from the root.
class ScheduleWalk {
  public:
    ScheduleWalk(string_view content, Draft& draft)
        : lines_(content), draft_(draft), known_rooms_(draft.rooms.begin(), draft.rooms.end()) {}

    void walk(const pugi::xml_node& parent, const XmlPlace& place, int depth) {
        for (const auto& child : parent.children()) {
            const string_view name = child.name();
            if (name == "event" || name == "entry")
                read_event(child, place);
            else if (depth < deepest && name == "day")
                walk(child, read_day(child), depth + 1);
            else if (depth < deepest && name == "room")
                walk(child, read_room(child, place), depth + 1);
            else if (depth < deepest && name != "conference" && name != "version" && name != "generator")
                walk(child, place, depth + 1);
        }
    }

  private:
    std::string where(const pugi::xml_node& node) const { return "line " + std::to_string(lines_.line_of(node.offset_debug())); }

    std::optional<WrittenTime> time_in(const pugi::xml_node& node, const char* name) {
        const std::string text = one_spaced(node.attribute(name).value());
        if (text.empty()) return std::nullopt;
        const auto time = parse_iso_time(text);
        if (!time) draft_.warnings.push_back({where(node), "the day's " + std::string{name} + " \"" + text + "\" was not understood"});
        return time;
    }

    XmlPlace read_day(const pugi::xml_node& node) {
        DraftDay day{.opens = time_in(node, "start"), .closes = time_in(node, "end")};
        const std::string text = one_spaced(node.attribute("date").value());
        auto date = parse_prose_date(text);
        if (!date && day.opens) date = Date{std::chrono::floor<std::chrono::days>(day.opens->face)};
        if (!date && !text.empty()) draft_.warnings.push_back({where(node), "the day's date \"" + text + "\" was not understood"});
        if (!date) return {};
        day.date = *date;
        draft_.days.push_back(day);
        return {.day = date};
    }

    XmlPlace read_room(const pugi::xml_node& node, XmlPlace place) {
        place.room = plain_line(node.attribute("name").value());
        keep_room(place.room);
        return place;
    }

    void read_event(const pugi::xml_node& node, XmlPlace place) {
        place.where = where(node) + ", " + node.name();
        if (const string_view id = node.attribute("id").value(); !id.empty()) place.where.append(" ").append(one_spaced(clean_utf8(id.substr(0, 80))));
        draft_.sessions.push_back(read_xml_event(node, place, draft_.warnings));
        for (const std::string& room : draft_.sessions.back().rooms) keep_room(room);
    }

    void keep_room(const std::string& name) {
        if (!name.empty() && known_rooms_.insert(name).second) draft_.rooms.push_back(name);
    }

    LineFinder lines_;
    Draft& draft_;
    std::unordered_set<std::string> known_rooms_;
};

void read_conference(const pugi::xml_node& conference, Draft& draft) {
    draft.acronym = plain_line(conference.child_value("acronym"));
    draft.event_name = plain_line(conference.child_value("title"));
    if (draft.event_name.empty()) draft.event_name = draft.acronym;
    for (const char* name : {"time_zone_name", "timezone", "time_zone"})
        if (draft.timezone.empty()) draft.timezone = plain_line(conference.child_value(name));
    draft.city = plain_line(conference.child_value("city"));
    draft.country = plain_line(conference.child_value("country"));
    draft.language = plain_line(conference.child_value("screen_language"));
    for (const auto& room : conference.child("rooms").children("room"))
        if (std::string name = plain_line(room.attribute("name").value()); !name.empty()) draft.rooms.push_back(std::move(name));
    const std::string change = plain_line(conference.child_value("day_change"));
    if (change.empty()) return;
    draft.day_change = parse_duration(change);
    if (!draft.day_change || *draft.day_change >= std::chrono::hours{24}) {
        draft.day_change.reset();
        draft.warnings.push_back({"day_change", "\"" + change + "\" was not understood"});
    }
}

Reading refused(std::string why) { return {.refusal = "it looks like a conference schedule in XML, but " + std::move(why)}; }

bool recognises(string_view content) {
    const string_view head = trimmed(content.substr(0, 64 * 1024));
    if (!head.starts_with('<')) return false;
    const auto root = head.find("<schedule");
    if (root == string_view::npos || root + 9 >= head.size()) return false;
    return string_view{" \t\r\n>/"}.find(head[root + 9]) != string_view::npos;
}

Reading read(string_view content) {
    pugi::xml_document document;
    const auto outcome = document.load_buffer(content.data(), content.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!outcome) {
        const auto line = LineFinder{content}.line_of(outcome.offset);
        return refused("reading stopped at line " + std::to_string(line) + " (byte " + std::to_string(outcome.offset) +
                       "): " + outcome.description());
    }
    const auto root = document.child("schedule");
    if (!root) return refused("its outermost element is \"" + plain_line(document.document_element().name()) + "\", not \"schedule\"");
    for (auto next = root.next_sibling(); next; next = next.next_sibling())
        if (next.type() == pugi::node_element)
            return refused("a second document begins at line " + std::to_string(LineFinder{content}.line_of(next.offset_debug())));

    Reading reading{.understood = true};
    reading.draft.format = frab_xml_reader().format;
    read_conference(root.child("conference"), reading.draft);
    ScheduleWalk{content, reading.draft}.walk(root, {}, 0);
    for (const auto& topic : root.child("topics").children("topic")) reading.draft.topics.push_back(read_xml_topic(topic));
    if (reading.draft.days.empty() && reading.draft.sessions.empty() && reading.draft.topics.empty()) return refused("there is no day and no event in it");
    return reading;
}

}  // namespace

Reader frab_xml_reader() {
    return {.format = "frab-xml", .description = "frab / Pentabarf / pretalx XML", .recognises = recognises, .read = read};
}

}  // namespace kiosk
