#include "kiosk/sources/attendees/csv_list.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/attendees/cell_words.h"
#include "kiosk/sources/attendees/list_columns.h"
#include "kiosk/sources/attendees/repeated_notes.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr int header_search_records = 10;
constexpr std::size_t most_words = 1000;

/// Whether a name has a half of it at one of its ends: "Ada Lovelace" has "Ada".
bool holds_name(std::string_view name, std::string_view half) {
    if (half.empty()) return false;
    const std::string whole = folded(name), part = folded(half);
    return whole == part || whole.starts_with(part + " ") || whole.ends_with(" " + part);
}

bool names_somebody(const ListColumns& columns) {
    constexpr std::array telling = {Column::full_name, Column::name, Column::given_name, Column::family_name,
                                    Column::email, Column::code};
    return std::ranges::any_of(telling, [&](Column column) { return columns.has(column); });
}

struct Header {
    char separator = ',';
    std::size_t line = 0;
    ListColumns columns{{}};
};

/// The header as one separator shows it: the first record, or a later one that names at least two columns.
std::optional<Header> header_with(char separator, string_view text) {
    CsvReader reader{text, separator};
    CsvRecord record;
    for (int i = 0; i < header_search_records && reader.next(record); ++i) {
        ListColumns columns{record.fields};
        if (names_somebody(columns) && (i == 0 || columns.known() >= 2))
            return Header{separator, record.line, std::move(columns)};
    }
    return std::nullopt;
}

std::optional<Header> header_of(string_view text) {
    std::optional<Header> best;
    for (const char separator : {',', ';', '\t', '|'})
        if (auto header = header_with(separator, text))
            if (!best || header->columns.known() > best->columns.known()) best = std::move(header);
    return best;
}

std::string format_of(const ListColumns& columns) {
    if (columns.has_header("ordercode") && (columns.has_header("secret") || columns.has_header("automaticallycheckedin")))
        return "pretix-check-in-list";
    if (columns.has_header("order#") && (columns.has_header("attendeestatus") || columns.has_header("attendee#")))
        return "eventbrite-attendees";
    if (columns.has_header("registrationstate") || (columns.has_header("registrationdate") && columns.has_header("id")))
        return "indico-csv";
    return "csv";
}

class ListReader {
  public:
    explicit ListReader(Header header) : header_(std::move(header)) {
        list_.format = format_of(header_.columns);
        // Numbers of several systems must not meet; Indico's list numbers people otherwise than its API.
        if (list_.format == "eventbrite-attendees") id_prefix_ = "eventbrite ";
        if (list_.format == "indico-csv") id_prefix_ = "indico list ";
    }

    AttendeeList read(string_view text) {
        CsvReader reader{text, header_.separator};
        CsvRecord record;
        while (reader.next(record) && record.line < header_.line) {
        }
        while (reader.next(record)) {
            const bool is_blank = record.fields.size() == 1 && trimmed(record.fields.front()).empty() && columns().count() > 1;
            if (!is_blank) take(record);
        }
        note_missing_codes();
        list_.warnings = notes_.warnings();
        return std::move(list_);
    }

  private:
    const ListColumns& columns() const { return header_.columns; }
    std::string text(Column column, const CsvRecord& record) const { return one_line(columns().cell(column, record)); }

    void take(CsvRecord& record) {
        const std::string where = "line " + std::to_string(record.line);
        mend(record, where);
        DraftAttendee attendee = attendee_in(record, where);
        if (attendee.name.empty() && attendee.code.empty() && attendee.email.empty())
            list_.skipped.push_back({where, "it has no name, no e-mail address and no code"});
        else
            list_.attendees.push_back(std::move(attendee));
    }

    /// Evens out a record that has more or fewer fields than the header.
    void mend(CsvRecord& record, const std::string& where) {
        if (record.broken_quote) notes_.add(where, "a quote is opened and not closed");
        auto& fields = record.fields;
        while (fields.size() > columns().count() && trimmed(fields.back()).empty()) fields.pop_back();
        if (fields.size() < columns().count())
            notes_.add(where, "it has fewer fields than the header; the missing ones count as empty");
        if (fields.size() <= columns().count()) return;
        if (joined_name(fields))
            notes_.add(where, "it has more fields than the header: a name with the separator in it, which was put together");
        else
            notes_.add(where, "it has more fields than the header; the last ones are left out, please look at it");
    }

    /// A name with an unquoted separator moves the e-mail address out of its column: "Lee, Ann,ann@example.org".
    bool joined_name(std::vector<std::string>& fields) const {
        const std::size_t extra = fields.size() - columns().count();
        const Column wanted = columns().has(Column::full_name) ? Column::full_name : Column::name;
        if (!columns().has(Column::email) || !columns().has(wanted)) return false;
        const std::size_t email = columns().fields(Column::email).front();
        const std::size_t name = columns().fields(wanted).front();
        const auto is_address = [&](std::size_t field) { return fields[field].find('@') != std::string::npos; };
        if (name > email || is_address(email) || !is_address(email + extra)) return false;
        for (std::size_t i = 1; i <= extra; ++i) fields[name] += header_.separator + fields[name + i];
        const auto after = fields.begin() + static_cast<std::ptrdiff_t>(name) + 1;
        fields.erase(after, after + static_cast<std::ptrdiff_t>(extra));
        return true;
    }

    DraftAttendee attendee_in(const CsvRecord& record, const std::string& where) {
        DraftAttendee attendee{.where = where};
        put_name(attendee, record);
        attendee.email = text(Column::email, record);
        attendee.company = text(Column::company, record);
        attendee.ticket_type = text(Column::ticket_type, record);
        attendee.code = code_in(record, where);
        attendee.external_id = external_id_in(record);
        attendee.state = state_in(record, where);
        attendee.valid_from = time_in(Column::valid_from, record, where);
        attendee.valid_until = time_in(Column::valid_until, record, where);
        attendee.sessions = sessions_in(columns().cell(Column::sessions, record));
        attendee.wiki_name = text(Column::wiki_name, record);
        attendee.language = language_meant_by(columns().cell(Column::language, record));
        note_check_in(record, where);
        return attendee;
    }

    void put_name(DraftAttendee& attendee, const CsvRecord& record) const {
        std::string given = text(Column::given_name, record);
        std::string family = text(Column::family_name, record);
        std::string full = text(Column::full_name, record);
        std::string name = text(Column::name, record);
        // "Name;Vorname" and "Nombre;Apellidos": beside one half, the plain word means the other.
        const bool is_half = !holds_name(name, given) && !holds_name(name, family);
        if (is_half && columns().has(Column::given_name) && !columns().has(Column::family_name)) family = std::exchange(name, {});
        if (is_half && columns().has(Column::family_name) && !columns().has(Column::given_name)) given = std::exchange(name, {});
        if (full.empty()) full = std::move(name);
        if (full.empty())
            for (const std::string& part : {given, text(Column::middle_name, record), family})
                if (!part.empty()) full += (full.empty() ? "" : " ") + part;
        attendee.name = std::move(full);
        attendee.given_name = std::move(given);
    }

    std::string code_in(const CsvRecord& record, const std::string& where) {
        std::string code = text(Column::code, record);
        if (says_none(code)) return {};
        if (is_shortened_number(code)) {
            notes_.add(where, "its code was shortened by a spreadsheet (1.23E+10) and is left out; export the list again");
            return {};
        }
        return code;
    }

    static bool is_shortened_number(string_view code) {
        const auto exponent = code.find_first_of("Ee");
        if (exponent == string_view::npos || code.substr(exponent + 1, 1) != "+") return false;
        const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
        return exponent > 0 && std::ranges::all_of(code.substr(0, exponent), is_part) &&
               std::ranges::all_of(code.substr(exponent + 2), is_part);
    }

    std::string external_id_in(const CsvRecord& record) const {
        const std::string id = text(Column::id, record);
        if (!says_none(id)) return id_prefix_ + id;
        const std::string order = text(Column::order, record);
        const std::string position = text(Column::position, record);
        return order.empty() || position.empty() ? std::string{} : order + "-" + position;
    }

    TicketState state_in(const CsvRecord& record, const std::string& where) {
        TicketState state = TicketState::valid;
        const auto worsen = [&](TicketState other) { state = std::max(state, other); };
        for (const std::size_t field : columns().fields(Column::status))
            if (field < record.fields.size()) worsen(state_of_word(trimmed(record.fields[field]), where));
        const string_view paid = columns().cell(Column::paid, record);
        if (!paid.empty() && (answer_meant_by(paid) == false || state_meant_by(paid) == TicketState::unpaid))
            worsen(TicketState::unpaid);
        const string_view blocked = columns().cell(Column::blocked, record);
        if (!blocked.empty() && answer_meant_by(blocked) == true) worsen(TicketState::blocked);
        return state;
    }

    TicketState state_of_word(string_view word, const std::string& where) {
        if (word.empty()) return TicketState::valid;
        if (states_.size() > most_words) states_.clear();
        const auto [entry, is_new] = states_.try_emplace(std::string{word});
        if (is_new) entry->second = state_meant_by(word);
        if (is_new && list_.format == "indico-csv" && word_key(word) == "pending") entry->second = TicketState::blocked;
        if (!entry->second) notes_.add(where, "the status " + in_quotes(one_line(word)) + " is not known and counts as valid");
        return entry->second.value_or(TicketState::valid);
    }

    std::optional<WrittenTime> time_in(Column column, const CsvRecord& record, const std::string& where) {
        const string_view cell = columns().cell(column, record);
        if (cell.empty()) return std::nullopt;
        auto time = time_meant_by(cell, column == Column::valid_until);
        if (!time && !says_none(cell))
            notes_.add(where, "a time of validity is not understood (write 2024-12-31 or 2024-12-31 18:00) and is left out");
        return time;
    }

    void note_check_in(const CsvRecord& record, const std::string& where) {
        const string_view cell = columns().cell(Column::checked_in, record);
        if (!cell.empty() && answer_meant_by(cell) != false && !says_none(cell))
            notes_.add(where, "it is checked in already; check-ins of other systems are not taken over");
    }

    void note_missing_codes() {
        if (columns().has(Column::code) || list_.attendees.empty()) return;
        if (list_.format == "eventbrite-attendees")
            notes_.add("the header", "there is no column “Barcode #”, so Eventbrite's own tickets stay unknown; add it to the "
                                     "report, or issue tickets");
        if (list_.format == "indico-csv")
            notes_.add("the header", "Indico's CSV has no secrets, so its own tickets stay unknown; import the JSON of its "
                                     "check-in API, or issue tickets");
    }

    Header header_;
    std::string id_prefix_;
    AttendeeList list_;
    RepeatedNotes notes_;
    std::unordered_map<std::string, std::optional<TicketState>> states_;
};

}  // namespace

std::optional<AttendeeList> read_csv_list(string_view text) {
    auto header = header_of(text);
    if (!header) return std::nullopt;
    return ListReader{std::move(*header)}.read(text);
}

}  // namespace kiosk
