#include "kiosk/sources/files/written/written.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "kiosk/base/iso_time.h"
#include "kiosk/sources/text/markdown.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using namespace std::chrono;

std::string clock_words(seconds time, const char* format) {
    const hh_mm_ss parts{time};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), format, static_cast<int>(parts.hours().count()), static_cast<int>(parts.minutes().count()));
    std::string words = text.data();
    if (parts.seconds().count() == 0) return words;
    std::snprintf(text.data(), text.size(), ":%02d", static_cast<int>(parts.seconds().count()));
    return words + text.data();
}

bool begins_in(const Session& session, const Day& day) {
    return day.opens && day.closes && *day.opens <= session.starts && session.starts < *day.closes;
}

}  // namespace

std::string as_plain_line(const std::string& line) {
    if (plain_line(line) == line) return line;
    std::string escaped;
    for (const char c : line) {
        if (c == '&') escaped += "&amp;amp;";
        else if (c == '<') escaped += "&amp;lt;";
        else escaped += c;
    }
    return escaped;
}

std::string as_plain_title(const std::string& title) {
    if (plain_title(title) == title) return title;
    std::string escaped;
    for (const char c : title) {
        if (is_markdown_mark(c)) escaped += "&amp;#" + std::to_string(static_cast<int>(c)) + ";";
        else if (c == '&') escaped += "&amp;amp;";
        else if (c == '<') escaped += "&amp;lt;";
        else escaped += c;
    }
    return escaped;
}

std::string written_time(Instant moment, const Zone& zone) {
    return zone.offset_at(moment) % minutes{1} == seconds{0} ? iso_time(moment, zone) : iso_time_utc(moment);
}

std::string written_clock(Instant moment, const Zone& zone) {
    const ClockFace face = zone.face_at(moment);
    return clock_words(face - floor<days>(face), "%02d:%02d");
}

std::optional<std::string> written_length(seconds length) {
    constexpr seconds longest = days{366};
    if (length > longest) return std::nullopt;
    return clock_words(length, "%d:%02d");
}

const std::vector<TopicField>& topic_fields() {
    static const std::vector<TopicField> fields = {
        {"verified", &Topic::verified},         {"gsoc", &Topic::gsoc},     {"contact", &Topic::contact},
        {"mailing-list", &Topic::mailing_list}, {"irc", &Topic::irc},       {"difficulty", &Topic::difficulty},
        {"skills", &Topic::skills},             {"description", &Topic::description}, {"outcomes", &Topic::outcomes}};
    return fields;
}

std::vector<ListedDay> listed_days(const Programme& programme, const Zone& zone) {
    std::vector<ListedDay> listed;
    for (const Day& day : programme.event.days) listed.push_back({.day = &day});
    if (listed.empty()) listed.push_back({});
    for (const Session& session : programme.sessions) {
        auto under = std::ranges::find_if(listed, [&](const ListedDay& each) { return each.day && begins_in(session, *each.day); });
        if (under == listed.end()) {
            under = listed.begin();
            const Date date{floor<days>(zone.face_at(session.starts))};
            while (std::next(under) != listed.end() && std::next(under)->day->date <= date) ++under;
        }
        under->sessions.push_back(&session);
    }
    return listed;
}

std::vector<std::string> all_rooms(const Session& session) {
    std::vector<std::string> rooms;
    if (session.room) rooms.push_back(*session.room);
    rooms.insert(rooms.end(), session.also_in.begin(), session.also_in.end());
    return rooms;
}

Zone zone_of(const Programme& programme) { return Zone::named(programme.event.timezone).value_or(Zone{}); }

}  // namespace kiosk
