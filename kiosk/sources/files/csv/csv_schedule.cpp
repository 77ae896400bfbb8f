#include "kiosk/sources/files/csv/csv_schedule.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/domain/cancelled_title.h"
#include "kiosk/sources/files/csv/columns.h"
#include "kiosk/sources/files/rows/programme_rows.h"
#include "kiosk/sources/text/csv.h"
#include "kiosk/sources/text/duration.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

/// The separator that the header line has most of, quotes left out.
char separator_of(string_view content) {
    const string_view line = content.substr(0, content.find_first_of("\r\n")).substr(0, 64 * 1024);
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char separator : {',', ';', '\t'}) {
        bool quoted = false;
        std::ptrdiff_t count = 0;
        for (const char c : line) {
            if (c == '"') quoted = !quoted;
            if (c == separator && !quoted) ++count;
        }
        if (count > most) best = separator, most = count;
    }
    return best;
}

/// A moment in one cell: ISO 8601, or a date and a clock in prose.
std::optional<WrittenTime> whole_time(string_view text) {
    if (auto iso = parse_iso_time(text)) return text.size() > 10 ? iso : std::nullopt;
    const auto dates = find_dates(text, std::nullopt);
    if (!dates || dates->first != dates->last || dates->begin > 12) return std::nullopt;
    string_view rest = trimmed(text.substr(dates->end));
    while (rest.starts_with(',')) rest = trimmed(rest.substr(1));
    const auto clock = parse_clock(rest);
    if (!clock) return std::nullopt;
    return WrittenTime{.face = local_days{dates->first} + *clock};
}

/// Reads the lines of one table.
class TableRead {
  public:
    TableRead(Columns columns, Draft& draft) : columns_(columns), draft_(draft) {}

    void read_record(const CsvRecord& record) {
        DraftSession session{.title = cell(record, Column::title)};
        session.where = "line " + std::to_string(record.line);
        if (record.broken_quote) draft_.warnings.push_back({session.where, "a quote opens and is never closed"});
        if (!session.title.empty()) session.where.append(" \"").append(session.title).append("\"");
        session.id = cell(record, Column::id);
        session.guid = cell(record, Column::guid);
        if (session.id.empty()) session.id = session.guid;
        session.track = cell(record, Column::track);
        read_times(record, session);
        if (std::string room = cell(record, Column::room); !room.empty()) {
            if (known_rooms_.insert(room).second) draft_.rooms.push_back(room);
            session.rooms.push_back(std::move(room));
        }
        read_people(cell(record, Column::people), session);
        const std::string status = ascii_lower(cell(record, Column::status));
        const MarkedTitle marked = without_cancelled_mark(status);
        const bool is_mark_alone = marked.cancelled && marked.title == status;
        session.cancelled = status == "true" || status == "yes" || is_mark_alone;
        draft_.sessions.push_back(std::move(session));
    }

  private:
    std::string cell(const CsvRecord& record, Column column) const {
        const auto place = columns_.place_of(column);
        return place && *place < record.fields.size() ? plain_line(record.fields[*place]) : std::string{};
    }

    std::optional<Date> date_in(const CsvRecord& record, Column column, const std::string& where) {
        const std::string text = cell(record, column);
        if (text.empty()) return std::nullopt;
        auto date = parse_prose_date(text);
        if (!date)
            if (const auto time = whole_time(text)) date = Date{floor<days>(time->face)};
        if (!date) draft_.warnings.push_back({where, "the date \"" + text + "\" was not understood"});
        return date;
    }

    void read_times(const CsvRecord& record, DraftSession& session) {
        const std::string start = cell(record, Column::start);
        const std::string end = cell(record, Column::end);
        session.starts = whole_time(start.empty() ? cell(record, Column::date) : start);
        if (!session.starts) session.listed_under = date_in(record, Column::date, session.where);
        session.clock = parse_clock(start);
        session.ends = whole_time(end);
        if (const std::string length = cell(record, Column::duration); !length.empty()) {
            session.duration = parse_duration(length);
            if (!session.duration) draft_.warnings.push_back({session.where, "the duration \"" + length + "\" was not understood"});
        }
        if (!start.empty() && !session.clock && !session.starts) read_hours(start, session);
        if (const auto clock = parse_clock(end); clock && !session.ends) end_at(record, *clock, session);
        // A date in a table is the calendar's, after midnight too.
        if (session.clock && session.listed_under && !session.starts)
            session.starts = WrittenTime{.face = local_days{*session.listed_under} + *session.clock};
    }

    /// "14:00-15:30"
    void read_hours(const std::string& start, DraftSession& session) {
        const auto hours = find_hours(start);
        if (!hours) {
            draft_.warnings.push_back({session.where, "the start \"" + start + "\" was not understood"});
            return;
        }
        session.clock = hours->opens;
        session.duration = hours->closes - hours->opens;
    }

    /// An end on the clock is a face: over a change of the clocks it is not so far away as it looks.
    void end_at(const CsvRecord& record, seconds clock, DraftSession& session) {
        auto begin = session.clock;
        if (!begin && session.starts) begin = session.starts->face - floor<days>(session.starts->face);
        if (!begin) return;
        seconds length = clock - *begin;
        const auto first = session.starts ? std::optional{Date{floor<days>(session.starts->face)}} : session.listed_under;
        const auto last = date_in(record, Column::end_date, session.where);
        if (first && last) length += local_days{*last} - local_days{*first};
        else if (length < seconds{0}) length += days{1};
        const bool has_offset = session.starts && session.starts->offset;
        if (first && !has_offset) session.ends = WrittenTime{.face = local_days{*first} + *begin + length};
        else session.duration = length;
    }

    /// "1:Ada, 2:Bo" names two people under numbers of their own.
    static void read_people(const std::string& text, DraftSession& session) {
        const bool has_bar = text.find('|') != std::string::npos;
        const char separator = has_bar ? '|' : text.find(';') != std::string::npos ? ';' : ',';
        for (string_view name : split(text, separator)) {
            name = trimmed(name);
            const auto colon = name.find(':');
            const bool numbered = colon != string_view::npos && colon > 0 &&
                                  std::ranges::all_of(name.substr(0, colon), [](char c) { return c >= '0' && c <= '9'; });
            if (numbered) name = trimmed(name.substr(colon + 1));
            if (!name.empty()) session.people.emplace_back(name);
        }
    }

    Columns columns_;
    Draft& draft_;
    std::unordered_set<std::string> known_rooms_;
};

std::vector<std::string> header_of(CsvReader& reader) {
    CsvRecord record;
    return reader.next(record) ? record.fields : std::vector<std::string>{};
}

bool is_blank(const CsvRecord& record) {
    return std::ranges::all_of(record.fields, [](const std::string& field) { return trimmed(field).empty(); });
}

/// The table that `kiosk export` writes.
Draft read_own_table(CsvReader& reader) {
    rows::Gathering gathering;
    CsvRecord record;
    while (reader.next(record))
        if (!is_blank(record)) gathering.read(record.fields, "line " + std::to_string(record.line));
    return gathering.take();
}

bool recognises(string_view content) {
    const string_view head = content.substr(0, 64 * 1024);
    const string_view start = trimmed(head);
    if (start.empty() || start.starts_with('<') || start.starts_with('{') || start.starts_with('[')) return false;
    CsvReader reader{head, separator_of(start)};
    return Columns{header_of(reader)}.make_a_schedule();
}

Reading read(string_view content) {
    Reading reading{.understood = true};
    CsvReader reader{content, separator_of(trimmed(content.substr(0, 64 * 1024)))};
    const std::vector<std::string> header = header_of(reader);
    if (rows::is_header(header)) {
        reading.draft = read_own_table(reader);
    } else {
        TableRead table{Columns{header}, reading.draft};
        CsvRecord record;
        while (reader.next(record))
            if (!is_blank(record)) table.read_record(record);
    }
    reading.draft.format = csv_reader().format;
    return reading;
}

}  // namespace

Reader csv_reader() { return {.format = "csv", .description = "a table in CSV", .recognises = recognises, .read = read}; }

}  // namespace kiosk
