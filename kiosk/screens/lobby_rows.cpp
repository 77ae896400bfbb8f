#include "kiosk/screens/lobby_rows.h"

#include <algorithm>
#include <string>
#include <vector>

namespace kiosk {
namespace {

constexpr float title_u = 43, title_smallest_u = 40.5F, small_u = 27, smallest_u = 24.5F, label_u = 26;

std::uint32_t colour_of(const SeatWords& seats) { return seats.full ? colour::alarm : colour::soft; }

/// A text block of several lines, first measured, then placed.
struct Stack {
    Page& page;
    float x;
    float width;
    float y;

    void put(const Text& text, float gap_u) {
        page.place(text, x, y);
        if (text.bitmap) y += text.height + page.units(gap_u);
    }
};

TextRoom title_room(const Page& page, float width, int lines) {
    return {.width_px = width, .lines = lines, .smallest_px = page.units(title_smallest_u)};
}

TextRoom small_room(const Page& page, float width) { return {.width_px = width, .smallest_px = page.units(smallest_u)}; }

/// People and times in one line, the bar below it. @return the height
float draw_meta(Page& page, const OnNow& on, float x, float y, float width, bool place) {
    const TextStyle quiet{page.units(small_u), Weight::regular, colour::soft};
    const Text& until = page.set(" · " + on.until, quiet, {width / 2});
    const Text& state = page.set(on.state, {page.units(small_u), Weight::bold, colour::now}, {width / 2});
    const float times = until.width + state.width + page.units(24);
    const std::string moved = on.moved.empty() || on.people.empty() ? on.moved : on.moved + " ·";
    const Text& change = page.set(moved, {page.units(small_u), Weight::semibold, colour::changed}, small_room(page, width - times));
    const float before = change.width + (moved.empty() ? 0 : page.units(10));
    const Text& people = page.set(on.people, quiet, small_room(page, width - times - before));
    const float line = std::max(until.height, people.height);
    if (!place) return line + page.units(14);
    page.place(change, x, y + until.baseline - change.baseline);
    if (change.width + page.units(on.moved.empty() ? 0 : 180) < width - times)
        page.place(people, x + before, y + until.baseline - people.baseline);
    page.place_ending(until, x + width, y);
    page.place_ending(state, x + width - until.width - page.units(8), y + until.baseline - state.baseline);
    page.bar(x, y + line + page.units(6), width, page.units(8), on.progress, colour::now);
    return line + page.units(14);
}

/// All that is on in a room, centred in the row.
void draw_now(Page& page, const RoomRow& row, float x, float y, float width, float height, int lines) {
    if (row.now.empty()) {
        const Text& idle = page.set(row.idle, {page.units(title_u), Weight::semibold, colour::soft},
                                    title_room(page, width, lines));
        page.place(idle, x, y + (height - idle.height) / 2);
        return;
    }
    const int lines_each = row.now.size() > 1 ? 1 : lines;
    const float gap = page.units(6), lead = page.units(row.now.size() > 1 || lines == 1 ? 0 : 6);
    const auto title_of = [&](const OnNow& on) -> const Text& {
        return page.set(on.title, {page.units(row.now.size() > 1 ? title_smallest_u : title_u), Weight::semibold, colour::paper},
                        title_room(page, width, lines_each));
    };
    float whole = -gap;
    for (const OnNow& on : row.now) whole += title_of(on).height + lead + draw_meta(page, on, x, y, width, false) + gap;
    float top = y + (height - whole) / 2;
    for (const OnNow& on : row.now) {
        const Text& title = title_of(on);
        page.place(title, x, top);
        top += title.height + lead;
        top += draw_meta(page, on, x, top, width, true) + gap;
    }
}

/// What comes next and what is missed, in the order in which they are drawn.
std::vector<const UpNext*> coming_in(const RoomRow& row) {
    std::vector<const UpNext*> coming;
    for (const UpNext& missed : row.missed) coming.push_back(&missed);
    if (row.next) coming.push_back(&*row.next);
    return coming;
}

std::uint32_t colour_of(Tone tone) {
    return tone == Tone::alarm ? colour::alarm : tone == Tone::changed ? colour::changed : colour::next;
}

const Text& label_of(Page& page, const UpNext& coming, TextRoom room) {
    return page.set(coming.label, {page.units(label_u), Weight::semibold, colour_of(coming.tone), 0.04F}, room);
}

/// @param is_missed  then it isn't here, and steps back
const Text& title_of(Page& page, const UpNext& coming, bool is_missed, TextRoom room) {
    return page.set(coming.title, {page.units(title_smallest_u), Weight::regular, is_missed ? colour::soft : colour::paper}, room);
}

/// All that comes next or is missed in a room, centred in the row.
void draw_coming(Page& page, const RoomRow& row, float x, float y, float width, float height, bool compact) {
    const auto coming = coming_in(row);
    const bool several = coming.size() > 1;
    const auto label_in = [&](const UpNext& each) -> const Text& {
        TextRoom room = small_room(page, width);
        room.lines = several || compact || each.tone == Tone::next ? 1 : 2;
        return label_of(page, each, room);
    };
    const auto title_in = [&](const UpNext& each) -> const Text& {
        const bool is_missed = !row.next || &each != &*row.next;
        TextRoom room = title_room(page, width, several || compact ? 1 : 3);
        // A label of two lines leaves less to the title; the lines between the rows stay free.
        if (!several && !compact) room.height_px = height - label_in(each).height - page.units(24);
        return title_of(page, each, is_missed, room);
    };
    const float gap = page.units(several ? 0 : 4), between = page.units(8);
    float whole = -between;
    for (const UpNext* each : coming) whole += label_in(*each).height + gap + title_in(*each).height + between;
    Stack stack{page, x, width, y + (height - whole) / 2};
    for (const UpNext* each : coming) {
        stack.put(label_in(*each), several ? 0 : 4);
        stack.put(title_in(*each), 8);
    }
}

void draw_name(Page& page, const RoomRow& row, float x, float y, float width, float height, bool compact) {
    const Text& name = page.set(row.room, {page.units(compact ? 40.5F : 46), Weight::semibold, colour::paper},
                                {.width_px = width, .lines = 2, .smallest_px = page.units(compact ? 32 : 36),
                                 .height_px = height - page.units(8)});
    // How full it is matters more than where it is.
    float rest = height - name.height;
    const auto below = [&](const std::string& words, std::uint32_t colour) -> const Text& {
        const bool fits = !words.empty() && page.units(34) < rest;
        if (fits) rest -= page.units(34);
        return page.set(fits ? words : "", {page.units(small_u), Weight::regular, colour}, small_room(page, width));
    };
    const Text& seats = below(row.seats.text, colour_of(row.seats));
    const Text& note = below(row.note, colour::soft);
    const auto height_of = [](const Text& text) { return text.bitmap ? text.height : 0; };
    Stack stack{page, x, width, y + (height - name.height - height_of(note) - height_of(seats)) / 2};
    stack.put(name, 0);
    stack.put(note, 0);
    stack.put(seats, 0);
}

void draw_landscape(Page& page, const RoomRow& row, bool compact, float y, float height) {
    const float left = page.margin(), whole = page.width() - 2 * left;
    const float now_x = left + whole * 0.2F, next_x = left + whole * 0.685F;
    const float gap = page.units(28);
    const int lines = compact ? 1 : 2;
    draw_name(page, row, left, y, now_x - left - gap, height, compact);
    draw_now(page, row, now_x, y, next_x - now_x - page.units(48), height, lines);
    draw_coming(page, row, next_x, y, left + whole - next_x, height, compact);
}

/// What comes next or is missed, at the foot of a portrait row: two lines, or one where the room is needed.
/// @return where it begins
float draw_foot(Page& page, const UpNext& next, bool is_missed, bool one_line, float bottom) {
    const float left = page.margin(), whole = page.width() - 2 * left;
    const Text& label = label_of(page, next, small_room(page, one_line ? whole * 0.6F : whole));
    const float indent = one_line ? label.width + page.units(20) : 0;
    const Text& title = title_of(page, next, is_missed, title_room(page, whole - indent, 1));
    const float top = bottom - title.height - (one_line ? 0 : label.height);
    page.place(label, left, one_line ? top + title.baseline - label.baseline : top);
    page.place(title, left + indent, bottom - title.height);
    return top;
}

/// Portrait: the name above, what is on below it, what comes next at the foot.
void draw_portrait(Page& page, const RoomRow& row, bool compact, float y, float height) {
    const float left = page.margin(), whole = page.width() - 2 * left;
    const float pad = page.units(compact ? 5 : 14);
    const auto set_note = [&](const std::string& words, std::uint32_t colour) -> const Text& {
        return page.set(words, {page.units(small_u), Weight::regular, colour}, small_room(page, whole / 3));
    };
    const Text& seats = set_note(row.seats.text, colour_of(row.seats));
    const bool has_both = !row.note.empty() && !row.seats.text.empty();
    const Text& note = set_note(has_both ? row.note + " ·" : row.note, colour::soft);
    const float between = has_both ? page.units(8) : 0;
    const Text& name = page.set(row.room, {page.units(compact ? 32 : 40.5F), Weight::semibold, colour::soft},
                                {.width_px = whole - note.width - between - seats.width - page.units(24), .smallest_px = page.units(28)});
    page.place(name, left, y + pad);
    page.place_ending(seats, left + whole, y + pad + name.baseline - seats.baseline);
    page.place_ending(note, left + whole - seats.width - between, y + pad + name.baseline - note.baseline);
    const float top = y + pad + name.height;
    float bottom = y + height - pad;
    const auto coming = coming_in(row);
    const bool one_line = compact || row.now.size() > 1 || coming.size() > 1;
    for (auto each = coming.rbegin(); each != coming.rend(); ++each)
        bottom = draw_foot(page, **each, !row.next || *each != &*row.next, one_line, bottom) - page.units(each + 1 == coming.rend() ? 0 : 4);
    draw_now(page, row, left, top, whole, bottom - top, compact ? 1 : 2);
}

}  // namespace

void draw_room_row(Page& page, const RoomRow& row, bool compact, float y, float height) {
    if (page.is_portrait())
        draw_portrait(page, row, compact, y, height);
    else
        draw_landscape(page, row, compact, y, height);
}

}  // namespace kiosk
