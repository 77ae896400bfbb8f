#include "kiosk/sources/files/calendar/ical_schedule.h"

#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "kiosk/base/owned.h"
#include "kiosk/base/text.h"
#include "kiosk/base/zone.h"
#include "kiosk/sources/files/calendar/ical_repeats.h"
#include "kiosk/sources/files/calendar/ical_time.h"
#include "kiosk/sources/files/calendar/windows_zone.h"
#include "kiosk/sources/files/written/written.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

using Component = Owned<icalcomponent, icalcomponent_free>;

/// What a look at the bare lines tells: the library keeps no line numbers, and fails silently on a calendar that breaks off.
struct Outline {
    std::size_t begin = string_view::npos;  // byte at which the first calendar begins
    std::size_t first_line = 0;             // its line
    std::size_t open = 0;                   // calendars that are never ended
    std::size_t lone_end = 0;               // line of an END without its BEGIN; 0: none
    std::string zone = {};                  // named for the whole calendar
    std::vector<std::size_t> event_lines = {};
};

Outline outline_of(string_view content) {
    Outline outline;
    std::size_t number = 0;
    std::size_t depth = 0;
    for (const string_view line : lines_of(content)) {
        ++number;
        if (line.size() > 200) continue;
        const std::string small = ascii_lower(trimmed(line));
        if (small == "begin:vcalendar") {
            if (outline.begin == string_view::npos) {
                outline.begin = static_cast<std::size_t>(line.data() - content.data());
                outline.first_line = number;
            }
            ++outline.open;
        } else if (small == "end:vcalendar") {
            outline.open -= std::min<std::size_t>(outline.open, 1);
        } else if (small == "begin:vevent") {
            outline.event_lines.push_back(number);
        }
        if (outline.begin != string_view::npos && line.starts_with(trimmed(line))) {
            if (small.starts_with("begin:")) ++depth;
            else if (small.starts_with("end:") && depth > 0) --depth;
            else if (small.starts_with("end:") && outline.lone_end == 0) outline.lone_end = number;
        }
        for (const string_view name : {"x-wr-timezone:", "vtimezone:"})
            if (small.starts_with(name)) outline.zone = trimmed(trimmed(line).substr(name.size()));
    }
    return outline;
}

std::string text_in(icalproperty* property) {
    if (!property) return {};
    icalvalue* value = icalproperty_get_value(property);
    const bool is_text = value && (icalvalue_isa(value) == ICAL_TEXT_VALUE || icalvalue_isa(value) == ICAL_X_VALUE);
    const char* text = is_text ? (icalvalue_isa(value) == ICAL_TEXT_VALUE ? icalvalue_get_text(value) : icalvalue_get_x(value)) : nullptr;
    return text ? text : "";
}

std::string text_of(icalcomponent* component, icalproperty_kind kind) {
    return plain_line(text_in(icalcomponent_get_first_property(component, kind)));
}

/// The values of one of the properties that programs add ("X-WR-CALNAME"), as they are.
std::vector<std::string> extras_of(icalcomponent* component, string_view name) {
    std::vector<std::string> values;
    for (auto* property = icalcomponent_get_first_property(component, ICAL_X_PROPERTY); property;
         property = icalcomponent_get_next_property(component, ICAL_X_PROPERTY))
        if (const char* written = icalproperty_get_x_name(property); written && name == written) values.push_back(text_in(property));
    return values;
}

std::string extra_of(icalcomponent* component, string_view name) {
    const auto values = extras_of(component, name);
    return values.empty() ? std::string{} : plain_line(values.front());
}

/// The rest of the line of a description that begins with one of the labels: "Speaker: Ada".
std::string labelled(const std::string& description, std::initializer_list<string_view> labels) {
    for (const string_view line : lines_of(description))
        for (const string_view label : labels)
            if (trimmed(line).starts_with(label)) return one_spaced(trimmed(line).substr(label.size()));
    return {};
}

void read_people(icalcomponent* event, const std::string& description, DraftSession& session) {
    for (const std::string& person : extras_of(event, "X-KIOSK-PERSON")) session.people.push_back(plain_line(person));
    if (!session.people.empty()) return;
    if (const std::string speakers = labelled(description, {"Speaker:", "Speakers:"}); !speakers.empty()) {
        for (const string_view name : split(speakers, ','))
            if (!trimmed(name).empty()) session.people.emplace_back(trimmed(name));
        return;
    }
    icalproperty* organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
    icalparameter* name = organizer ? icalproperty_get_first_parameter(organizer, ICAL_CN_PARAMETER) : nullptr;
    const char* text = name ? icalparameter_get_cn(name) : nullptr;
    if (text && !trimmed(text).empty()) session.people.push_back(plain_line(text));
}

/// Reads the events of one calendar.
class CalendarRead {
  public:
    CalendarRead(icalcomponent* calendar, const Outline& outline, Draft& draft, std::size_t& count)
        : calendar_(calendar), outline_(outline), draft_(draft), count_(count) {}

    void run() {
        cancelled_ = icalcomponent_get_method(calendar_) == ICAL_METHOD_CANCEL;
        if (draft_.event_name.empty()) draft_.event_name = extra_of(calendar_, "X-WR-CALNAME");
        for (auto* event = first(); event; event = next())
            if (const auto replaced = replaced_by(event)) replaced_.insert(*replaced);
        for (auto* event = first(); event; event = next()) read_event(event);
    }

  private:
    using Occurrence = std::pair<std::string, Instant>;

    icalcomponent* first() { return icalcomponent_get_first_component(calendar_, ICAL_VEVENT_COMPONENT); }
    icalcomponent* next() { return icalcomponent_get_next_component(calendar_, ICAL_VEVENT_COMPONENT); }

    static Occurrence occurrence(const std::string& uid, const WrittenTime& time) { return {uid, time.moment_in(Zone{})}; }

    /// The occurrence of a repeated event that this one stands for.
    std::optional<Occurrence> replaced_by(icalcomponent* event) {
        const auto time = ical_time(icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY), calendar_);
        return time ? std::optional{occurrence(text_of(event, ICAL_UID_PROPERTY), time->written)} : std::nullopt;
    }

    std::string place_of_next_event() {
        const std::size_t place = count_++;
        return place < outline_.event_lines.size() ? "line " + std::to_string(outline_.event_lines[place]) : "event " + std::to_string(place + 1);
    }

    std::optional<IcalTime> time_of(icalcomponent* event, icalproperty_kind kind, const DraftSession& session) {
        icalproperty* property = icalcomponent_get_first_property(event, kind);
        const auto time = ical_time(property, calendar_);
        if (time && !time->unknown_zone.empty())
            draft_.warnings.push_back({named_place(session), "the time zone \"" + time->unknown_zone + "\" is not known; its clock time was taken as the event's"});
        if (time && draft_.timezone.empty()) draft_.timezone = time->zone;
        return time;
    }

    void read_length(icalcomponent* event, const IcalTime& starts, DraftSession& session) {
        const auto ends = time_of(event, ICAL_DTEND_PROPERTY, session);
        if (ends) {
            session.ends = ends->written;
        } else if (auto* duration = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY)) {
            session.duration = seconds{icaldurationtype_as_int(icalproperty_get_duration(duration))};
        } else if (starts.whole_day) {
            session.ends = WrittenTime{.face = starts.written.face + days{1}};
        }
    }

    void read_event(icalcomponent* event) {
        DraftSession session{.where = place_of_next_event()};
        session.title = plain_title(text_in(icalcomponent_get_first_property(event, ICAL_SUMMARY_PROPERTY)));
        session.id = text_of(event, ICAL_UID_PROPERTY);
        session.guid = extra_of(event, "X-KIOSK-GUID");
        session.track = text_of(event, ICAL_CATEGORIES_PROPERTY);
        const std::string description = text_in(icalcomponent_get_first_property(event, ICAL_DESCRIPTION_PROPERTY));
        if (session.track.empty()) session.track = labelled(description, {"Track:"});
        if (std::string room = text_of(event, ICAL_LOCATION_PROPERTY); !room.empty()) session.rooms.push_back(std::move(room));
        for (const std::string& more : extras_of(event, "X-KIOSK-ALSO-IN")) session.rooms.push_back(plain_line(more));
        session.placed = !extras_of(event, "X-KIOSK-PLACED-TOPIC").empty();
        read_people(event, description, session);
        session.cancelled = cancelled_ || icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
        const auto starts = time_of(event, ICAL_DTSTART_PROPERTY, session);
        if (starts) {
            session.starts = starts->written;
            read_length(event, *starts, session);
        }
        keep_with_repeats(event, std::move(session));
    }

    void keep_with_repeats(icalcomponent* event, DraftSession session) {
        if (const auto replaced = replaced_by(event)) {
            session.id.append("/").append(iso_time_utc(replaced->second));
            draft_.sessions.push_back(std::move(session));
            return;
        }
        const IcalRepeats repeats = repeats_of(event, calendar_);
        if (!repeats.problem.empty() && !repeats.starts.empty()) draft_.warnings.push_back({named_place(session), repeats.problem});
        if (!repeats.problem.empty() && repeats.starts.empty()) draft_.skipped.push_back({named_place(session), repeats.problem});
        else if (repeats.starts.empty()) draft_.sessions.push_back(std::move(session));
        for (const WrittenTime& starts : repeats.starts) {
            const Occurrence key = occurrence(session.id, starts);
            if (replaced_.contains(key)) continue;
            DraftSession copy = session;
            copy.id.append("/").append(iso_time_utc(key.second));
            if (session.ends) copy.ends = moved(*session.ends, *session.starts, starts);
            copy.starts = starts;
            draft_.sessions.push_back(std::move(copy));
        }
    }

    /// The end that belongs to another start: as long after it, by the clock where there is no offset.
    static WrittenTime moved(const WrittenTime& ends, const WrittenTime& from, const WrittenTime& to) {
        if (!ends.offset || !from.offset || !to.offset) return {.face = to.face + (ends.face - from.face)};
        const auto length = ends.moment_in(Zone{}) - from.moment_in(Zone{});
        return {.face = to.face + length, .offset = to.offset};
    }

    icalcomponent* calendar_;
    const Outline& outline_;
    Draft& draft_;
    std::size_t& count_;  // of events over all calendars of the file
    bool cancelled_ = false;
    std::set<Occurrence> replaced_;
};

Reading refused(std::string why) { return {.refusal = "it looks like an iCalendar file, but " + std::move(why)}; }

/// A value of several lines: the first, and the rest.
std::pair<string_view, string_view> first_line(string_view text) {
    const auto end = text.find('\n');
    return end == string_view::npos ? std::pair{text, string_view{}} : std::pair{text.substr(0, end), text.substr(end + 1)};
}

/// Who said something, when and what.
Comment said_in(string_view value) {
    const auto [at, rest] = first_line(value);
    const auto [author, text] = first_line(rest);
    const auto time = parse_iso_time(at);
    return {.author = clean_utf8(author), .at = time ? time->moment_in(Zone{}) : Instant{}, .text = clean_utf8(text)};
}

/// A topic as `kiosk export` writes it.
Topic topic_of(icalcomponent* todo) {
    const auto text = [&](icalproperty_kind kind) { return one_spaced(clean_utf8(text_in(icalcomponent_get_first_property(todo, kind)))); };
    Topic topic{.id = text(ICAL_UID_PROPERTY), .title = text(ICAL_SUMMARY_PROPERTY)};
    topic.inserted = parse_iso_date(extra_of(todo, "X-KIOSK-INSERTED"));
    for (const std::string& value : extras_of(todo, "X-KIOSK-FIELD"))
        for (const TopicField& field : topic_fields())
            if (const auto [name, rest] = first_line(value); name == field.name) topic.*field.value = clean_utf8(rest);
    for (const std::string& value : extras_of(todo, "X-KIOSK-COMMENT")) topic.comments.push_back(said_in(value));
    for (const std::string& value : extras_of(todo, "X-KIOSK-VOTE")) {
        Comment vote = said_in(value);
        topic.votes.push_back({.author = std::move(vote.author), .at = vote.at, .kind = std::move(vote.text)});
    }
    return topic;
}

/// What a calendar by `kiosk export` says of the event.
void read_own_event(icalcomponent* calendar, Draft& draft) {
    if (draft.city.empty()) draft.city = extra_of(calendar, "X-KIOSK-CITY");
    if (draft.country.empty()) draft.country = extra_of(calendar, "X-KIOSK-COUNTRY");
    if (draft.language.empty()) draft.language = extra_of(calendar, "X-KIOSK-LANGUAGE");
    for (const std::string& room : extras_of(calendar, "X-KIOSK-ROOM")) draft.rooms.push_back(plain_line(room));
    for (const std::string& value : extras_of(calendar, "X-KIOSK-DAY")) {
        const auto parts = split(value, ' ');
        const auto date = parse_iso_date(parts.front());
        if (!date) continue;
        draft.days.push_back({.date = *date});
        if (parts.size() != 3) continue;
        draft.days.back().opens = parse_iso_time(parts[1]);
        draft.days.back().closes = parse_iso_time(parts[2]);
    }
}

void read_calendar(icalcomponent* calendar, const Outline& outline, Draft& draft, std::size_t& count) {
    read_own_event(calendar, draft);
    for (auto kind : {ICAL_VTODO_COMPONENT, ICAL_VJOURNAL_COMPONENT})
        for (auto* other = icalcomponent_get_first_component(calendar, kind); other; other = icalcomponent_get_next_component(calendar, kind))
            if (!extras_of(other, "X-KIOSK-TOPIC").empty()) draft.topics.push_back(topic_of(other));
            else draft.skipped.push_back({text_of(other, ICAL_SUMMARY_PROPERTY), "it is a to-do or a note, no session"});
    CalendarRead{calendar, outline, draft, count}.run();
}

bool recognises(string_view content) {
    const Outline outline = outline_of(content.substr(0, 64 * 1024));
    return outline.begin != string_view::npos;
}

Reading read(string_view content) {
    const Outline outline = outline_of(content);
    if (outline.begin == string_view::npos) return refused("there is no BEGIN:VCALENDAR in it");
    if (outline.open > 0) return refused("it breaks off: a calendar (the first begins at line " + std::to_string(outline.first_line) + ") is never ended");
    if (outline.lone_end > 0) return refused("line " + std::to_string(outline.lone_end) + " ends what was never begun");
    icalerror_set_errors_are_fatal(0);
    const Component root{icalparser_parse_string(std::string{content.substr(outline.begin)}.c_str())};
    if (!root) return refused("reading stopped at line " + std::to_string(outline.first_line) + ": the calendar can't be taken apart");
    Reading reading{.understood = true};
    Draft& draft = reading.draft;
    draft.format = ical_reader().format;
    const auto windows = windows_zone(outline.zone);
    draft.timezone = windows ? windows->name() : outline.zone;
    if (!trimmed(content.substr(0, outline.begin)).empty())
        draft.warnings.push_back({"line 1", "the text before the calendar was left out"});
    std::size_t count = 0;
    if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
        read_calendar(root.get(), outline, draft, count);
    } else {
        for (auto* calendar = icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT); calendar;
             calendar = icalcomponent_get_next_component(root.get(), ICAL_VCALENDAR_COMPONENT))
            read_calendar(calendar, outline, draft, count);
    }
    if (count < outline.event_lines.size())
        draft.warnings.push_back({"the file", std::to_string(outline.event_lines.size() - count) + " events could not be taken apart"});
    return reading;
}

}  // namespace

Reader ical_reader() { return {.format = "ical", .description = "iCalendar", .recognises = recognises, .read = read}; }

}  // namespace kiosk
