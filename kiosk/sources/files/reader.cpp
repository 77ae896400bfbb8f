#include "kiosk/sources/files/reader.h"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/agenda/agenda_page.h"
#include "kiosk/sources/files/calendar/ical_schedule.h"
#include "kiosk/sources/files/csv/csv_schedule.h"
#include "kiosk/sources/files/json/json_schedules.h"
#include "kiosk/sources/files/looks_like.h"
#include "kiosk/sources/files/page/event_page.h"
#include "kiosk/sources/files/rows/wiki_rows.h"
#include "kiosk/sources/files/xml/frab_xml.h"
#include "kiosk/sources/text/charset.h"

namespace kiosk {
namespace {

using std::string_view;

Reading refused(string_view content, const std::string& stopped) {
    return {.refusal = "not understood: it looks like " + looks_like(content) + "; reading stopped at " + stopped};
}

std::string place_in(string_view text, std::size_t offset) {
    const auto line = std::ranges::count(text.substr(0, offset), '\n') + 1;
    return "line " + std::to_string(line) + ", byte " + std::to_string(offset);
}

/// The first place with words: what stands there fitted no format.
std::string first_words(string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return place_in(text, first == string_view::npos ? 0 : first);
}

/// @param text     UTF-8
/// @param content  the same as it stands in the file
Reading read_text(string_view text, string_view content) {
    if (const auto nul = text.find('\0'); nul != string_view::npos) return refused(content, place_in(text, nul));
    for (const Reader& reader : readers()) {
        if (!reader.recognises(text)) continue;
        Reading reading = reader.read(text);
        if (!reading.understood) reading.refusal = "not understood: " + reading.refusal;
        return reading;
    }
    return refused(content, first_words(text));
}

Reading read_converted(string_view content) {
    const auto text = as_utf8(content);
    if (!text) return refused(content, "byte 0: its text can't be made UTF-8");
    Reading reading = read_text(text->text, content);
    if (reading.understood && text->charset == "damaged UTF-8")
        reading.draft.warnings.push_back({"the file", "it says UTF-8, but holds bytes that are none; each became \ufffd"});
    return reading;
}

}  // namespace

std::span<const Reader> readers() {
    static const std::array all = {
        frab_xml_reader(),    conference_json_reader(), scale_json_reader(),          opass_json_reader(),
        indico_json_reader(), ical_reader(),            wiki_rows_reader(),           event_page_wikitext_reader(),
        event_page_text_reader(), csv_reader(),     mediawiki_agenda_reader(), markdown_agenda_reader()};
    return all;
}

Reading read_schedule(string_view content) {
    if (content.size() > largest_file)
        return {.refusal = "not understood: it has " + std::to_string(content.size() / (1024 * 1024)) +
                           " MiB, and files beyond 64 MiB are not read"};
    if (trimmed(content.substr(0, 4096)).empty() && trimmed(content).empty()) return refused(content, "its end");
    return is_utf8_already(content) ? read_text(content, content) : read_converted(content);
}

}  // namespace kiosk
