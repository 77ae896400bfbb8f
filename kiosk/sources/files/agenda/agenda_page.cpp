#include "kiosk/sources/files/agenda/agenda_page.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/country.h"
#include "kiosk/base/text.h"
#include "kiosk/base/zone.h"
#include "kiosk/sources/files/agenda/agenda_place.h"
#include "kiosk/sources/files/agenda/agenda_table.h"
#include "kiosk/sources/files/agenda/agenda_topics.h"
#include "kiosk/sources/files/agenda/blocks.h"
#include "kiosk/sources/files/page/when_and_where.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"
#include "kiosk/sources/text/tokens.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;
using Kind = Block::Kind;

/// The year that a page is about: of its title, else of the first date that has one.
std::optional<year> year_of(const std::string& title, const PageBlocks& page) {
    for (const Token& token : tokens_of(title))
        if (token.kind == Token::Kind::number && token.text.size() == 4 && token.value >= 1990 && token.value < 2100)
            return year{static_cast<int>(token.value)};
    for (const Block& block : page.blocks)
        if (const auto dates = find_dates(block.text, std::nullopt)) return dates->first.year();
    return std::nullopt;
}

/// What is left of an item when days and rooms are taken out of it.
bool says_only_when(string_view rest) {
    return std::ranges::all_of(tokens_of(rest), [](const Token& token) {
        return token.kind == Token::Kind::weekday || token.kind == Token::Kind::comma || token.kind == Token::Kind::joint;
    });
}

class AgendaRead {
  public:
    AgendaRead(const PageBlocks& page, Draft& draft) : page_(page), draft_(draft) {}

    void run() {
        draft_.event_name = page_.title;
        for (const Block& block : page_.blocks)
            if (draft_.event_name.empty() || (block.kind == Kind::heading && block.level == 1)) {
                if (block.kind == Kind::heading && block.level == 1) draft_.event_name = block.text;
                if (block.kind == Kind::heading) break;
            }
        place_.year = year_of(draft_.event_name, page_);
        for (const Block& block : page_.blocks) read_block(block);
        close_gaps(draft_, list_begins_);
        read_agenda_topics(page_.blocks, page_.title + " " + draft_.event_name, draft_);
        read_when_and_where_of_page();
    }

  private:
    void read_block(const Block& block) {
        if (block.kind == Kind::heading) {
            end_list();
            take_heading(place_, block.text, block.level <= room_level_);
            if (!place_.room.empty() && ascii_lower(block.text).find("room:") != std::string::npos) room_level_ = block.level;
        } else if (block.kind == Kind::table) {
            end_list();
            read_agenda_table(block, place_, draft_);
            list_begins_ = draft_.sessions.size();
        } else if (block.kind == Kind::item) {
            read_item(block);
        }
    }

    void end_list() {
        close_gaps(draft_, list_begins_);
        list_begins_ = draft_.sessions.size();
        parent_.clear();
    }

    void read_item(const Block& item) {
        const auto dates = find_dates(item.text, place_.year);
        const std::string rest = dates ? item.text.substr(0, dates->begin).append(" ").append(item.text, dates->end) : item.text;
        if (dates && says_only_when(rest)) {
            end_list();
            place_.day = dates->first == dates->last ? std::optional{dates->first} : std::nullopt;
            place_.half_day = {};
            day_level_ = item.level;
            return;
        }
        if (day_level_ > 0 && item.level <= day_level_) {
            end_list();
            place_.day.reset();
            day_level_ = 0;
        }
        if (item.level == 1) parent_ = item.text;
        if (dates) return read_dated(item, *dates, rest);
        const auto hours = hours_in_front(item.text);
        if (hours && place_.day && !hours->rest.empty()) keep(item, *place_.day, *hours, hours->rest, {});
    }

    /// "Monday, March 25, 18:30 - 20:00, Room: Terrace" below the item that says what it is.
    void read_dated(const Block& item, const DatesPhrase& dates, const std::string& rest) {
        const auto hours = find_hours(rest);
        if (!hours || dates.first != dates.last || item.level < 2 || parent_.empty()) return;
        std::string other = rest.substr(0, hours->begin).append(" ").append(rest, hours->end);
        std::string room;
        if (const auto at = ascii_lower(other).find("room:"); at != std::string::npos) {
            room = one_spaced(string_view{other}.substr(at + 5));
            other.resize(at);
        }
        if (!says_only_when(other)) return;
        keep(item, dates.first, {.starts = hours->opens, .length = hours->closes - hours->opens}, parent_, room);
    }

    void keep(const Block& item, Date day, const AgendaHours& hours, const std::string& text, const std::string& room) {
        AgendaTitle title = agenda_title(text);
        DraftSession session{.title = std::move(title.title), .track = std::move(title.track)};
        session.where = "line " + std::to_string(item.line);
        session.starts = WrittenTime{.face = local_days{day} + place_.half_day.later_than_before(hours.starts)};
        session.duration = hours.length;
        const std::string& where = room.empty() ? place_.room : room;
        if (!where.empty()) session.rooms.push_back(where);
        if (!where.empty() && std::ranges::find(draft_.rooms, where) == draft_.rooms.end()) draft_.rooms.push_back(where);
        draft_.sessions.push_back(std::move(session));
    }

    /// City and country come from the page's words; its days too, where no session has any.
    void read_when_and_where_of_page() {
        std::vector<PageLine> lines;
        for (const Block& block : page_.blocks)
            if (block.kind == Kind::text || block.kind == Kind::item) lines.push_back({block.line, block.text});
        Draft scratch;
        read_when_and_where(lines, scratch);
        // A page of prose says "in" of much that is no place.
        if (Zone::of_city(scratch.city) || !zones_of_country(scratch.country).empty()) {
            draft_.city = scratch.city;
            draft_.country = scratch.country;
        }
        if (draft_.sessions.empty()) draft_.days = std::move(scratch.days);
    }

    const PageBlocks& page_;
    Draft& draft_;
    AgendaPlace place_;
    std::string parent_;             // the outermost item above
    std::size_t list_begins_ = 0;    // the first session of the list that is being read
    std::size_t day_level_ = 0;      // of the item that named the day; 0: a heading did
    std::size_t room_level_ = 0;     // of the heading that named the room
};

Reading read_blocks(const PageBlocks& page, string_view format) {
    Reading reading{.understood = true};
    reading.draft.format = format;
    AgendaRead{page, reading.draft}.run();
    const Draft& draft = reading.draft;
    if (draft.sessions.empty() && draft.topics.empty() && draft.days.empty())
        return {.refusal = "it looks like a page of a wiki, but no line of it names a time, a day or a topic (read to its end)"};
    return reading;
}

Reading read_mediawiki(string_view content) { return read_blocks(mediawiki_blocks(content), mediawiki_agenda_reader().format); }
Reading read_markdown(string_view content) { return read_blocks(markdown_blocks(content), markdown_agenda_reader().format); }

bool recognises_mediawiki(string_view content) {
    if (!is_page_sized(content)) return false;
    for (const string_view line : lines_of(content)) {
        const string_view text = trimmed(line);
        if (text.starts_with("{|") || (text.size() > 4 && text.starts_with("==") && text.ends_with("=="))) return true;
        if (text.size() > 200) continue;
        if (ascii_lower(text).starts_with("<table") && content.find("[http") != string_view::npos) return true;
    }
    return false;
}

bool recognises_markdown(string_view content) {
    if (!is_page_sized(content)) return false;
    for (const string_view line : lines_of(content)) {
        const auto hashes = std::min(line.find_first_not_of('#'), line.size());
        if (hashes > 0 && hashes <= 6 && line.substr(hashes).starts_with(' ')) return true;
        if (line.starts_with("|--") || line.starts_with("| --") || line.starts_with("|:-")) return true;
    }
    return false;
}

}  // namespace

Reader mediawiki_agenda_reader() {
    return {.format = "mediawiki", .description = "a wiki's agenda in MediaWiki markup", .recognises = recognises_mediawiki, .read = read_mediawiki};
}

Reader markdown_agenda_reader() {
    return {.format = "markdown", .description = "an agenda in Markdown", .recognises = recognises_markdown, .read = read_markdown};
}

}  // namespace kiosk
