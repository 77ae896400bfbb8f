#include <string>

#include "kiosk/base/iso_time.h"
#include "kiosk/sources/files/writer.h"
#include "kiosk/sources/files/written/written.h"

namespace kiosk {
namespace {

/// RFC 5545, 3.3.11.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') result += '\\';
        result += c;
    }
    return result;
}

/// "20130516T091500Z"
std::string moment(Instant at) {
    std::string text;
    for (const char c : iso_time_utc(at))
        if (c != '-' && c != ':') text += c;
    return text;
}

/// The lines of a calendar, ended with CR LF, none longer than 75 bytes (RFC 5545, 3.1).
class Lines {
  public:
    void add(const std::string& name, const std::string& value) {
        constexpr std::size_t longest = 75;
        std::string line = name + ":" + value;
        for (std::size_t room = longest; line.size() > room; room = longest - 1) {
            std::size_t end = room;
            while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
            text_.append(line, 0, end) += "\r\n ";
            line.erase(0, end);
        }
        text_ += line + "\r\n";
    }

    void add_text(const std::string& name, const std::string& text) { add(name, escaped(text)); }
    void add_line(const std::string& name, const std::string& line) {
        if (!line.empty()) add_text(name, as_plain_line(line));
    }

    std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

std::string joined_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

void write_head(Lines& lines, const Programme& programme) {
    const Event& event = programme.event;
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//kiosk//kiosk//EN");
    lines.add_line("X-WR-CALNAME", event.name);
    lines.add("X-WR-TIMEZONE", event.timezone);
    lines.add_line("X-KIOSK-CITY", event.city);
    lines.add_line("X-KIOSK-COUNTRY", event.country);
    lines.add_line("X-KIOSK-LANGUAGE", event.language);
    for (const Day& day : event.days) {
        std::string text = iso_date(day.date);
        if (day.opens && day.closes) text.append(" ").append(iso_time_utc(*day.opens)).append(" ").append(iso_time_utc(*day.closes));
        lines.add("X-KIOSK-DAY", text);
    }
    for (const Room& room : programme.rooms) lines.add_line("X-KIOSK-ROOM", room.name);
}

void write_session(Lines& lines, const Session& session, Instant now) {
    lines.add("BEGIN", "VEVENT");
    lines.add_line("UID", session.id);
    lines.add_line("X-KIOSK-GUID", session.guid);
    lines.add("DTSTAMP", moment(now));
    lines.add("DTSTART", moment(session.starts));
    // An end has to be later than the start (RFC 5545, 3.8.2.2); without one it ends as it begins.
    if (session.ends > session.starts) lines.add("DTEND", moment(session.ends));
    lines.add_text("SUMMARY", as_plain_title(session.title));
    lines.add_line("LOCATION", session.room.value_or(""));
    for (const std::string& room : session.also_in) lines.add_line("X-KIOSK-ALSO-IN", room);
    lines.add_line("CATEGORIES", session.track);
    if (!session.people.empty()) lines.add_text("DESCRIPTION", "Speakers: " + joined_names(session.people));
    for (const std::string& person : session.people) lines.add_line("X-KIOSK-PERSON", person);
    if (session.cancelled) lines.add("STATUS", "CANCELLED");
    if (!session.topic.empty()) lines.add("X-KIOSK-PLACED-TOPIC", "TRUE");
    lines.add("END", "VEVENT");
}

/// Who said something, when and what: one line each, the last may be several.
std::string said(const std::string& author, Instant at, const std::string& text) {
    return iso_time_utc(at) + "\n" + author + "\n" + text;
}

void write_topic(Lines& lines, const Topic& topic, Instant now) {
    lines.add("BEGIN", "VTODO");
    lines.add_text("UID", topic.id);
    lines.add("DTSTAMP", moment(now));
    lines.add_text("SUMMARY", topic.title);
    lines.add("X-KIOSK-TOPIC", "TRUE");
    if (topic.inserted) lines.add("X-KIOSK-INSERTED", iso_date(*topic.inserted));
    for (const TopicField& field : topic_fields())
        if (const auto& value = topic.*field.value) lines.add_text("X-KIOSK-FIELD", std::string{field.name} + "\n" + *value);
    for (const Comment& each : topic.comments) lines.add_text("X-KIOSK-COMMENT", said(each.author, each.at, each.text));
    for (const Vote& each : topic.votes) lines.add_text("X-KIOSK-VOTE", said(each.author, each.at, each.kind));
    lines.add("END", "VTODO");
}

std::string write(const Programme& programme, Instant now) {
    Lines lines;
    write_head(lines, programme);
    for (const Session& session : programme.sessions) write_session(lines, session, now);
    for (const Topic& topic : programme.topics) write_topic(lines, topic, now);
    lines.add("END", "VCALENDAR");
    return lines.take();
}

}  // namespace

Writer ical_writer() { return {.ending = "ics", .description = "iCalendar", .write = write}; }

}  // namespace kiosk
