#include "kiosk/sources/attendees/attendee_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/sources/attendees/csv_list.h"
#include "kiosk/sources/attendees/indico_registrations.h"
#include "kiosk/sources/attendees/json_list.h"
#include "kiosk/sources/attendees/keep_latest.h"
#include "kiosk/sources/attendees/pretix_orders.h"
#include "kiosk/sources/attendees/ticket_code.h"
#include "kiosk/sources/text/binary_kind.h"
#include "kiosk/sources/text/charset.h"

namespace kiosk {
namespace {

using nlohmann::json;
using std::string_view;

AttendeeReading refused(const std::string& reason) { return {.refusal = "not understood: it looks like " + reason}; }

std::string first_words(string_view text) {
    const auto first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    const auto line = std::ranges::count(text.substr(0, first), '\n') + 1;
    return "reading stopped at line " + std::to_string(line) + ", byte " + std::to_string(first);
}

AttendeeReading understood(AttendeeList list) {
    for (DraftAttendee& attendee : list.attendees) attendee.code = code_meant_by(attendee.code);
    keep_latest(list);
    return {.understood = true, .list = std::move(list)};
}

/// A text file put together from several, in UTF-8 and in Windows-1252, line by line.
std::string by_lines_as_utf8(string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t start = 0; start < bytes.size();) {
        const auto end = std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
        const string_view line = bytes.substr(start, end - start);
        if (is_utf8(line))
            text += line;
        else if (const auto converted = as_utf8(line))
            text += converted->text;
        start = end;
    }
    return text;
}

/// Whether some line is UTF-8 beyond ASCII, so that the file as a whole can't be of an older charset.
bool has_utf8_lines(string_view bytes) {
    const auto is_beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80U; };
    for (std::size_t start = 0; start < bytes.size();) {
        const auto end = std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
        const string_view line = bytes.substr(start, end - start);
        if (std::ranges::any_of(line, is_beyond_ascii) && is_utf8(line)) return true;
        start = end;
    }
    return false;
}

struct Records {
    std::vector<const json*> entries = {};
    const json* items = nullptr;  // products, where they stand beside
    bool has_more_pages = false;
};

/// The list of records in what an API answers or an export writes.
Records records_in(const json& root) {
    Records records;
    const json* list = &root;
    const json& results = member(root, "results");
    const json& event = member(root, "event");
    if (results.is_array() || results.is_object()) {
        list = &results;
        records.has_more_pages = member(root, "next").is_string();
    } else if (member(event, "orders").is_array()) {
        list = &member(event, "orders");
        records.items = &member(event, "items");
    }
    if (const json& registrants = member(*list, "registrants"); registrants.is_array()) list = &registrants;
    if (!list->is_array()) {
        records.entries.push_back(list);
        return records;
    }
    records.entries.reserve(list->size());
    for (const json& entry : *list) records.entries.push_back(&entry);
    return records;
}

std::optional<AttendeeList> list_in(const Records& records) {
    const auto holds = [&](bool (*is_record)(const json&)) {
        return std::ranges::any_of(records.entries, [&](const json* entry) { return is_record(*entry); });
    };
    if (holds(is_indico_registration)) return read_indico_registrations(records.entries);
    if (holds(is_pretix_record)) return read_pretix_orders(records.entries, records.items ? *records.items : json{});
    return std::nullopt;
}

AttendeeReading read_json(string_view text) {
    const ParsedJson parsed = parse_json(text);
    if (!parsed.understood) return refused(parsed.refusal);
    const Records records = records_in(parsed.root);
    if (records.entries.empty()) return refused("JSON with an empty list; " + first_words(text));
    auto list = list_in(records);
    if (!list) return refused("JSON without orders, positions or registrations; " + first_words(text));
    if (parsed.had_loose_commas) list->warnings.push_back({"the file", "commas before a closing bracket were left out"});
    if (records.has_more_pages)
        list->warnings.push_back({"the file", "it is one page of several; import the other pages as well"});
    return understood(std::move(*list));
}

/// Where something that is no text stops being readable: at its end, a NUL, or its very start.
std::size_t stop_in_binary(string_view content) {
    if (trimmed(content).empty()) return content.size();
    const auto nul = content.find('\0');
    return nul == string_view::npos ? 0 : nul;
}

AttendeeReading read_text(string_view text) {
    const string_view words = trimmed(text.substr(0, 4096));
    if (words.starts_with('{') || words.starts_with('[')) return read_json(text);
    if (words.starts_with('<')) return refused("XML, but attendee lists are CSV or JSON; " + first_words(text));
    if (ascii_lower(words.substr(0, 6)) == "begin:") return refused("a contact card or a calendar; " + first_words(text));
    auto list = read_csv_list(text);
    if (!list)
        return refused("text without a header that names a column of names, e-mail addresses or codes; " + first_words(text));
    if (list->attendees.empty() && list->skipped.empty()) list->warnings.push_back({"the file", "there is nobody below the header"});
    return understood(std::move(*list));
}

}  // namespace

AttendeeReading read_attendees(string_view content) {
    if (content.size() > largest_attendee_file)
        return {.refusal = "not understood: it has " + std::to_string(content.size() / (1024 * 1024)) +
                           " MiB, and files beyond 128 MiB are not read"};
    const auto utf8 = as_utf8(content);
    if (!utf8) return refused("text in a damaged encoding; reading stopped at byte 0");
    const bool is_utf16 = utf8->charset.starts_with("UTF-16");
    if (const std::string kind = is_utf16 ? std::string{} : binary_kind(content); !kind.empty())
        return refused(kind + "; reading stopped at byte " + std::to_string(stop_in_binary(content)));
    if (trimmed(utf8->text).empty()) return refused("a file of white space only; reading stopped at its end");
    if (utf8->charset == "UTF-8" || is_utf16 || !has_utf8_lines(content)) return read_text(utf8->text);
    AttendeeReading reading = read_text(by_lines_as_utf8(content));
    if (reading.understood)
        reading.list.warnings.push_back({"the file", "some of its lines are not UTF-8; they were read as Windows-1252"});
    return reading;
}

}  // namespace kiosk
