#include "kiosk/sources/files/agenda/agenda_table.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool has_word(const std::string& text, std::initializer_list<string_view> words) {
    const std::string small = ascii_lower(text);
    return std::ranges::any_of(words, [&](string_view word) { return small.find(word) != std::string::npos; });
}

bool heads_times(const std::string& text) { return has_word(text, {"time", "when", "hour", "zeit", "hora", "heure"}); }
bool heads_people(const std::string& text) { return has_word(text, {"speaker", "presenter", "contact", "author", "moderator", "chair", "champion", "who"}); }
bool heads_titles(const std::string& text) {
    return has_word(text, {"title", "topic", "session", "talk", "meeting name", "project name", "event", "activity"}) && !heads_people(text);
}

bool is_time(const Cell& cell) {
    const auto hours = hours_in_front(cell.text);
    return hours && hours->rest.size() < 12;
}

/// What the columns of a table hold.
struct Layout {
    const TableRow* header = nullptr;
    std::size_t time = nowhere;
    std::size_t title = nowhere;
    std::size_t people = nowhere;
    bool rooms_as_columns = false;
};

std::size_t time_column(const Block& table) {
    std::array<std::size_t, 3> counts{};
    for (const TableRow& row : table.rows)
        for (std::size_t i = 0; i < std::min(counts.size(), row.cells.size()); ++i)
            if (is_time(row.cells[i])) ++counts[i];
    const auto most = std::ranges::max_element(counts);
    return *most == 0 ? nowhere : static_cast<std::size_t>(most - counts.begin());
}

Layout layout_of(const Block& table) {
    Layout layout{.time = time_column(table)};
    if (table.rows.empty()) return layout;
    const TableRow& first = table.rows.front();
    const bool marked = std::ranges::any_of(first.cells, [](const Cell& cell) { return cell.heads; });
    const bool timeless = layout.time == nowhere || layout.time >= first.cells.size() || !is_time(first.cells[layout.time]);
    bool named = false;
    for (const Cell& cell : first.cells) named = named || heads_times(cell.text) || heads_titles(cell.text);
    const bool dated = std::ranges::any_of(first.cells, [](const Cell& cell) { return find_dates(cell.text, 2000y).has_value(); });
    if (!timeless || dated || (!marked && !named)) return layout;
    layout.header = &first;
    std::size_t others = 0;
    for (std::size_t i = 0; i < first.cells.size(); ++i) {
        const std::string& text = first.cells[i].text;
        if (i == layout.time && !heads_titles(text)) continue;
        if (layout.title == nowhere && heads_titles(text)) layout.title = i == layout.time ? i + 1 : i;
        else if (layout.people == nowhere && heads_people(text)) layout.people = i;
        else if (!text.empty() && !heads_times(text)) ++others;
    }
    layout.rooms_as_columns = layout.time != nowhere && layout.title == nowhere && layout.people == nowhere && others >= 1;
    return layout;
}

class TableRead {
  public:
    TableRead(const Block& table, AgendaPlace& place, Draft& draft) : table_(table), place_(place), draft_(draft), layout_(layout_of(table)) {}

    void run() {
        const std::size_t first = draft_.sessions.size();
        for (std::size_t i = 0; i < table_.rows.size(); ++i) {
            const TableRow& row = table_.rows[i];
            if (&row == layout_.header) continue;
            if (layout_.time < row.cells.size() && is_time(row.cells[layout_.time])) read_timed(i);
            else if (!take_day(row) && layout_.time == nowhere) read_untimed(row);
        }
        close_gaps(draft_, first);
    }

  private:
    bool take_day(const TableRow& row) {
        std::string all;
        for (const Cell& cell : row.cells)
            if (!cell.from_left) (all += cell.text) += ' ';
        const auto day = single_day_in(all, place_.year);
        if (!day || layout_.time == nowhere) return false;
        place_.day = day;
        place_.half_day = {};
        return true;
    }

    void read_timed(std::size_t place_of_row) {
        const TableRow& row = table_.rows[place_of_row];
        AgendaHours hours = *hours_in_front(row.cells[layout_.time].text);
        hours.starts = place_.half_day.later_than_before(hours.starts);
        if (layout_.rooms_as_columns) {
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (i != layout_.time) read_in_room(place_of_row, i, hours);
            return;
        }
        std::string title;
        std::string people;
        if (layout_.title != nowhere && layout_.title < row.cells.size()) {
            title = row.cells[layout_.title].text;
            if (layout_.people < row.cells.size()) people = row.cells[layout_.people].text;
        } else {
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                if (i == layout_.time || row.cells[i].from_left || row.cells[i].text.empty()) continue;
                if (!title.empty()) people = title;
                title = row.cells[i].text;
            }
        }
        keep(row, hours, title, people, place_.room.empty() ? std::vector<std::string>{} : std::vector{place_.room});
    }

    /// A cell under a room's heading; it may reach over more rooms, and down over more rows.
    void read_in_room(std::size_t place_of_row, std::size_t column, AgendaHours hours) {
        const TableRow& row = table_.rows[place_of_row];
        const Cell& cell = row.cells[column];
        if (cell.from_left || cell.from_above || cell.text.empty()) return;
        std::vector<std::string> rooms;
        for (std::size_t i = column; i < row.cells.size() && (i == column || row.cells[i].from_left); ++i)
            if (i < layout_.header->cells.size() && !layout_.header->cells[i].text.empty()) rooms.push_back(layout_.header->cells[i].text);
        for (std::size_t next = place_of_row + 1; next < table_.rows.size(); ++next) {
            const auto& below = table_.rows[next].cells;
            if (column >= below.size() || !below[column].from_above || layout_.time >= below.size()) break;
            const auto more = hours_in_front(below[layout_.time].text);
            if (more && more->length) hours.length = more->starts + *more->length - hours.starts;
        }
        keep(row, hours, cell.text, {}, std::move(rooms));
    }

    void keep(const TableRow& row, const AgendaHours& hours, const std::string& text, const std::string& people, std::vector<std::string> rooms) {
        AgendaTitle title = agenda_title(text);
        const std::string where = "line " + std::to_string(row.line);
        if (title.title.empty() && people.empty()) return;
        if (title.title.empty()) title.title = title.track.empty() ? people : title.track;
        if (ascii_lower(title.title) == "not available") {
            draft_.skipped.push_back({where, "the room is not available then"});
            return;
        }
        if (!place_.day) return keep_topic(row, title.title, people);
        DraftSession session{.title = std::move(title.title), .rooms = std::move(rooms), .track = std::move(title.track)};
        session.where = where;
        session.starts = WrittenTime{.face = local_days{*place_.day} + hours.starts};
        session.duration = hours.length;
        if (!people.empty()) session.people.push_back(people);
        for (const std::string& room : session.rooms)
            if (std::ranges::find(draft_.rooms, room) == draft_.rooms.end()) draft_.rooms.push_back(room);
        draft_.sessions.push_back(std::move(session));
    }

    void read_untimed(const TableRow& row) {
        if (!layout_.header || layout_.title == nowhere || layout_.title >= row.cells.size()) return;
        const std::string title = agenda_title(row.cells[layout_.title].text).title;
        const std::string people = layout_.people < row.cells.size() ? row.cells[layout_.people].text : std::string{};
        if (!title.empty()) keep_topic(row, title, people);
    }

    /// What the table says of a topic beside title and people, a line a column.
    void keep_topic(const TableRow& row, const std::string& title, const std::string& people) {
        Topic topic{.title = title};
        if (!people.empty()) topic.contact = people;
        std::string text;
        const auto add = [&](const std::string& line) { (text += text.empty() ? "" : "\n") += line; };
        if (layout_.time < row.cells.size()) {
            std::string when = place_.day_words;
            if (!when.empty()) when += ", ";
            when += row.cells[layout_.time].text;
            if (!place_.room.empty()) when.append(", ").append(place_.room);
            add(when);
        }
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Cell& cell = row.cells[i];
            if (i == layout_.time || i == layout_.people || cell.from_left || cell.text.empty() || cell.text == title) continue;
            const bool headed = layout_.header && i < layout_.header->cells.size() && !layout_.header->cells[i].text.empty();
            add(headed ? std::string{layout_.header->cells[i].text}.append(": ").append(cell.text) : cell.text);
        }
        if (!text.empty()) topic.description = std::move(text);
        draft_.topics.push_back(std::move(topic));
    }

    const Block& table_;
    AgendaPlace& place_;
    Draft& draft_;
    Layout layout_;
};

}  // namespace

void read_agenda_table(const Block& table, AgendaPlace& place, Draft& draft) { TableRead{table, place, draft}.run(); }

void close_gaps(Draft& draft, std::size_t first) {
    for (std::size_t i = first; i < draft.sessions.size(); ++i) {
        DraftSession& session = draft.sessions[i];
        if (session.duration || session.ends) continue;
        for (std::size_t next = i + 1; next < draft.sessions.size(); ++next) {
            const auto length = draft.sessions[next].starts->face - session.starts->face;
            if (length <= seconds{0}) continue;
            if (length < hours{12}) session.duration = length;
            break;
        }
    }
}

}  // namespace kiosk
