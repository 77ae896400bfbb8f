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
#include "kiosk/sources/text/slash_dates.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

/// The separator that a first line "sep=;" names, else the one that the header line has most of, quotes left out.
char separator_of(string_view content) {
    if (const auto named = named_separator(content)) return *named;
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

/// What the table's days say together about the order of day and month in those with slashes.
SlashOrder order_of_days(CsvReader reader, const Columns& columns) {
    SlashDates dates;
    CsvRecord record;
    while (reader.next(record))
        for (const Column column : {Column::date, Column::start, Column::end_date, Column::end}) {
            const auto place = columns.place_of(column);
            if (!place || *place >= record.fields.size()) continue;
            const string_view text = trimmed(record.fields[*place]);
            if (const auto date = find_slash_date(text)) dates.note(*date);
            else if (const auto sure = text.find('-') == string_view::npos ? std::nullopt : parse_iso_date(text.substr(0, 10))) dates.note(*sure);
        }
    return dates.order();
}

/// Reads the lines of one table.
class TableRead {
  public:
    /// @param month_first  how days with slashes are meant; none: there are none
    TableRead(const Columns& columns, std::optional<bool> month_first, Draft& draft)
        : columns_(columns), month_first_(month_first), draft_(draft) {}

    void read_record(const CsvRecord& record) {
        DraftSession& session = draft_.sessions.emplace_back();
        session.where = "line " + std::to_string(record.line);
        if (record.broken_quote) draft_.warnings.push_back({session.where, "a quote opens and is never closed"});
        session.title = plain_title(written(record, Column::title));
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
        session.cancelled = is_called_off(record);
    }

  private:
    string_view written(const CsvRecord& record, Column column) const {
        const auto place = columns_.place_of(column);
        return place && *place < record.fields.size() ? string_view{record.fields[*place]} : string_view{};
    }

    std::string cell(const CsvRecord& record, Column column) const { return plain_line(written(record, column)); }

    /// A cell with a day or a time; a day with slashes in ISO 8601.
    std::string moment_cell(const CsvRecord& record, Column column) const {
        return month_first_ ? with_iso_date(cell(record, column), *month_first_) : cell(record, column);
    }

    bool is_called_off(const CsvRecord& record) const {
        const std::string status = ascii_lower(cell(record, Column::status));
        const std::string flag = cell(record, Column::cancelled);
        return status == "true" || status == "yes" || says_cancelled(status) || says_yes(flag) || says_cancelled(flag);
    }

    std::optional<Date> date_in(const CsvRecord& record, Column column, const DraftSession& session) {
        const std::string text = moment_cell(record, column);
        if (text.empty()) return std::nullopt;
        auto date = parse_prose_date(text);
        if (!date)
            if (const auto time = whole_time(text)) date = Date{floor<days>(time->face)};
        if (!date) draft_.warnings.push_back({named_place(session), "the date \"" + text + "\" was not understood"});
        return date;
    }

    void read_times(const CsvRecord& record, DraftSession& session) {
        const std::string start = moment_cell(record, Column::start);
        const std::string end = moment_cell(record, Column::end);
        session.starts = whole_time(start.empty() ? moment_cell(record, Column::date) : start);
        if (!session.starts) session.listed_under = date_in(record, Column::date, session);
        if (!session.starts) session.clock = parse_clock(start);
        session.ends = whole_time(end);
        if (const std::string length = cell(record, Column::duration); !length.empty()) {
            session.duration = parse_duration(length);
            if (!session.duration) draft_.warnings.push_back({named_place(session), "the duration \"" + length + "\" was not understood"});
        }
        if (!start.empty() && !session.clock && !session.starts) read_hours(start, session);
        if (const auto clock = session.ends ? std::nullopt : parse_clock(end)) end_at(record, *clock, session);
        // A date in a table is the calendar's, after midnight too.
        if (session.clock && session.listed_under && !session.starts)
            session.starts = WrittenTime{.face = local_days{*session.listed_under} + *session.clock};
    }

    /// "14:00-15:30"
    void read_hours(const std::string& start, DraftSession& session) {
        const auto hours = find_hours(start);
        if (!hours) {
            draft_.warnings.push_back({named_place(session), "the start \"" + start + "\" was not understood"});
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
        const auto last = date_in(record, Column::end_date, session);
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
        const auto names = split(text, separator);
        session.people.reserve(names.size());
        for (string_view name : names) {
            name = trimmed(name);
            const auto colon = name.find(':');
            const bool numbered = colon != string_view::npos && colon > 0 &&
                                  std::ranges::all_of(name.substr(0, colon), [](char c) { return c >= '0' && c <= '9'; });
            if (numbered) name = trimmed(name.substr(colon + 1));
            if (!name.empty()) session.people.emplace_back(name);
        }
    }

    const Columns& columns_;
    std::optional<bool> month_first_;
    Draft& draft_;
    std::unordered_set<std::string> known_rooms_;
};

/// @param text  of the whole table: its first line may only name the separator
std::vector<std::string> header_of(CsvReader& reader, string_view text) {
    CsvRecord record;
    if (named_separator(trimmed(text.substr(0, 64)))) reader.next(record);
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

/// The table of somebody else.
///
/// @param reader   behind the header
/// @param content  of the whole file
Draft read_table(CsvReader& reader, const Columns& columns, string_view content) {
    constexpr std::size_t shortest_record = 32;  // of a usual table, to make room at once; a denser one grows
    Draft draft;
    draft.sessions.reserve(std::min(static_cast<std::size_t>(std::ranges::count(content, '\n')), content.size() / shortest_record) + 1);
    std::optional<bool> month_first;
    if (content.find('/') != string_view::npos) {
        const SlashOrder order = order_of_days(reader, columns);
        month_first = order.month_first;
        if (!order.doubt.empty()) draft.warnings.push_back({"the file", order.doubt});
    }
    TableRead table{columns, month_first, draft};
    CsvRecord record;
    while (reader.next(record))
        if (!is_blank(record)) table.read_record(record);
    return draft;
}

bool recognises(string_view content) {
    const string_view head = content.substr(0, 64 * 1024);
    const string_view start = trimmed(head);
    if (start.empty() || start.starts_with('<') || start.starts_with('{') || start.starts_with('[')) return false;
    CsvReader reader{head, separator_of(start)};
    return Columns{header_of(reader, start)}.make_a_schedule();
}

Reading read(string_view content) {
    Reading reading{.understood = true};
    CsvReader reader{content, separator_of(trimmed(content.substr(0, 64 * 1024)))};
    const std::vector<std::string> header = header_of(reader, content);
    reading.draft = rows::is_header(header) ? read_own_table(reader) : read_table(reader, Columns{header}, content);
    reading.draft.format = csv_reader().format;
    return reading;
}

}  // namespace

Reader csv_reader() { return {.format = "csv", .description = "a table in CSV", .recognises = recognises, .read = read}; }

}  // namespace kiosk
