#include "kiosk/screens/room_screen.h"

#include <algorithm>
#include <string>

#include "kiosk/screens/phone_code.h"
#include "kiosk/screens/room_panel.h"

namespace kiosk {
namespace {

// A door's title is at least 1/16 of the shorter side, whatever its length.
constexpr float title_u = 100, title_smallest_u = 68, smallest_u = 24.5F;

/// A column that is filled from the top.
struct Column {
    float x = 0;
    float width = 0;
    float y = 0;
    float bottom = 0;

    float left_over() const { return bottom - y; }
};

void put(Page& page, Column& column, const Text& text, float gap_u) {
    if (!text.bitmap) return;
    page.place(text, column.x, column.y);
    column.y += text.height + page.units(gap_u);
}

TextRoom one_line(const Page& page, float width) { return {.width_px = width, .smallest_px = page.units(smallest_u)}; }

/// The room's name and the clock. @return where the rest begins
float draw_header(Page& page, const RoomView& view) {
    const float left = page.margin(), right = page.width() - left, top = page.units(64);
    const Text& clock = page.set(view.clock, {page.units(86), Weight::bold, colour::paper}, {page.width() / 2});
    const float width = right - left - clock.width - page.units(40);
    const Text& name = page.set(view.room, {page.units(128), Weight::bold, colour::paper},
                                {.width_px = width, .lines = 2, .smallest_px = page.units(60),
                                 .height_px = page.units(190)});
    page.place(name, left, top);
    page.place_ending(clock, right, top + std::max(0.0F, name.baseline - clock.baseline));
    const std::string line = view.where.empty() ? view.day : view.where + " · " + view.day;
    const Text& where = page.set(line, {page.units(34), Weight::regular, colour::soft}, one_line(page, right - left));
    page.place(where, left, top + name.height + page.units(2));
    return top + name.height + where.height + page.units(page.is_portrait() ? 76 : 40);
}

/// A label, and at the end of its line, or below it, how full the session is.
void put_label(Page& page, Column& column, const Text& label, const SeatWords& seats, float gap_u) {
    const TextStyle style{page.units(36), seats.full ? Weight::bold : Weight::regular, seats.full ? colour::alarm : colour::soft};
    const Text& text = page.set(seats.text, style, one_line(page, column.width));
    const bool beside = label.width + text.width + page.units(40) <= column.width;
    if (beside) page.place_ending(text, column.x + column.width, column.y + label.baseline - text.baseline);
    put(page, column, label, beside ? gap_u : 0);
    if (!beside) put(page, column, text, gap_u);
}

void draw_now(Page& page, Column& column, const DoorNow& on, bool alone) {
    put_label(page, column, page.set(on.label, {page.units(36), Weight::semibold, colour::now, 0.04F}, one_line(page, column.width)),
              on.seats, 14);
    put(page, column, page.set(on.moved, {page.units(36), Weight::semibold, colour::changed}, one_line(page, column.width)), 8);
    const float below = page.units(alone ? 170 : 130);
    const bool is_short = column.left_over() < page.units(360);  // better small than cut
    put(page, column,
        page.set(on.title, {page.units(alone ? title_u : 80), Weight::bold, colour::paper},
                 {.width_px = column.width, .lines = alone ? 5 : 2, .smallest_px = page.units(is_short ? 48 : title_smallest_u),
                  .height_px = std::max(page.units(90), column.left_over() - below)}),
        16);
    put(page, column,
        page.set(on.people, {page.units(alone ? 46 : 38), Weight::regular, colour::soft},
                 {.width_px = column.width, .lines = alone ? 2 : 1, .smallest_px = page.units(32)}),
        alone ? 34 : 22);
    page.bar(column.x, column.y, column.width, page.units(13), on.progress, colour::now);
    column.y += page.units(30);
    const TextStyle quiet{page.units(36), Weight::regular, colour::soft};
    const Text& until = page.set(on.until, quiet, one_line(page, column.width * 0.62F));
    const Text& started = page.set(on.started, quiet, one_line(page, column.width - until.width - page.units(30)));
    page.place(started, column.x, column.y);
    page.place_ending(until, column.x + column.width, column.y);
    column.y += until.height + page.units(alone ? 60 : 40);
}

/// Names of rooms, column by column; what is left over is counted.
void draw_rooms(Page& page, const Column& column, const std::vector<std::string>& rooms) {
    const TextStyle style{page.units(40), Weight::semibold, colour::paper};
    const float gap = page.units(40), line = page.units(54);
    const auto lines = static_cast<std::size_t>(std::max(1.0F, column.left_over() / line));
    const std::size_t columns = std::clamp<std::size_t>((rooms.size() + lines - 1) / lines, 1, page.is_portrait() ? 2 : 3);
    const float width = (column.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const std::size_t places = lines * columns;
    for (std::size_t i = 0; i < std::min(rooms.size(), places); ++i) {
        const bool counts_the_rest = i + 1 == places && rooms.size() > places;
        const std::string text = counts_the_rest ? "+ " + std::to_string(rooms.size() - i) : rooms[i];
        const Text& name = page.set(text, style, {.width_px = width, .smallest_px = page.units(30)});
        page.place(name, column.x + static_cast<float>(i / lines) * (width + gap),
                   column.y + static_cast<float>(i % lines) * line);
    }
}

void draw_idle(Page& page, Column& column, const RoomView& view) {
    put(page, column,
        page.set(view.idle, {page.units(title_u), Weight::bold, colour::paper},
                 {.width_px = column.width, .lines = 4, .smallest_px = page.units(title_smallest_u)}),
        20);
    put(page, column,
        page.set(view.idle_detail, {page.units(46), Weight::regular, colour::soft},
                 {.width_px = column.width, .lines = 3, .smallest_px = page.units(34)}),
        50);
    draw_rooms(page, column, view.known_rooms);
}

/// What people look for here in vain, as far as there is room for it; what is left over is counted.
///
/// @param kept_px  of the column's room, for what comes below
void draw_missed(Page& page, Column& column, const std::vector<DoorMissed>& missed, float kept_px) {
    const bool many = missed.size() > 1;
    const float within = 8, between = 30, count_px = page.units(36 + between);
    for (std::size_t i = 0; i < missed.size(); ++i) {
        const DoorMissed& each = missed[i];
        const std::uint32_t tone = each.tone == Tone::alarm ? colour::alarm : colour::changed;
        const Text& label = page.set(each.label, {page.units(34), Weight::semibold, tone, 0.04F},
                                     {.width_px = column.width, .lines = many ? 2 : 3, .smallest_px = page.units(smallest_u)});
        const Text& title = page.set(each.title, {page.units(many ? 42 : 58), Weight::semibold, colour::soft},
                                     {.width_px = column.width, .lines = many ? 1 : 3, .smallest_px = page.units(42)});
        const float wanted = label.height + title.height + page.units(within + between);
        const bool is_last = i + 1 == missed.size();
        if (i > 0 && column.left_over() - kept_px < wanted + (is_last ? 0 : count_px)) {
            const TextStyle style{page.units(36), Weight::regular, colour::soft};
            put(page, column, page.set("+ " + std::to_string(missed.size() - i), style, {column.width}), between);
            break;
        }
        put(page, column, label, within);
        put(page, column, title, between);
    }
    column.y += page.units(12);
}

void draw_next(Page& page, Column& column, const DoorNext& next) {
    put_label(page, column, page.set(next.label, {page.units(34), Weight::semibold, colour::next, 0.04F}, one_line(page, column.width)),
              next.seats, 8);
    put(page, column,
        page.set(next.moved, {page.units(34), Weight::semibold, colour::changed},
                 {.width_px = column.width, .lines = 2, .smallest_px = page.units(smallest_u)}),
        8);
    put(page, column,
        page.set(next.title, {page.units(58), Weight::semibold, colour::paper},
                 {.width_px = column.width, .lines = 3, .smallest_px = page.units(42),
                  .height_px = std::max(page.units(56), column.left_over() - page.units(70))}),
        12);
    put(page, column,
        page.set(next.people, {page.units(38), Weight::regular, colour::soft},
                 {.width_px = column.width, .smallest_px = page.units(30)}),
        0);
    column.y += page.units(42);
}

/// As many lines of the rest of the day as there is room for; what is left over is counted.
void draw_later(Page& page, Column& column, const std::vector<DoorLater>& later) {
    const TextStyle time_style{page.units(36), Weight::semibold, colour::soft};
    const TextStyle title_style{page.units(36), Weight::regular, colour::soft};
    float times = 0;
    for (const DoorLater& line : later) times = std::max(times, page.set(line.time, time_style, {column.width}).width);
    for (std::size_t i = 0; i < later.size(); ++i) {
        const Text& time = page.set(later[i].time, time_style, {column.width});
        const float line = time.height + page.units(20);
        if (column.left_over() < line * (i + 1 < later.size() ? 2 : 1)) {
            const Text& more = page.set("+ " + std::to_string(later.size() - i), title_style, {column.width});
            if (column.left_over() >= more.height) page.place(more, column.x, column.y);
            return;
        }
        const float x = column.x + times + page.units(36), room = column.width - (x - column.x);
        const Text& moved = page.set(later[i].moved, {page.units(30), Weight::semibold, colour::changed},
                                     {.width_px = room * 0.55F, .smallest_px = page.units(smallest_u)});
        const float taken = moved.bitmap ? moved.width + page.units(20) : 0;
        const Text& title = page.set(later[i].title, title_style, {.width_px = room - taken, .smallest_px = page.units(32)});
        page.place(time, column.x, column.y);
        page.place(title, x, column.y + time.baseline - title.baseline);
        page.place_ending(moved, column.x + column.width, column.y + time.baseline - moved.baseline);
        column.y += line;
    }
}

void draw_status(Page& page, const RoomView& view) {
    const Text& status = page.set(view.status, status_style(page, view.status_alarms),
                                  one_line(page, page.width() - 2 * page.margin()));
    page.place_ending(status, page.width() - page.margin(), page.height() - page.units(44) - status.height / 2);
}

}  // namespace

void draw_room(Page& page, const RoomView& view, const CameraPicture* picture) {
    const float top = draw_header(page, view), left = page.margin(), whole = page.width() - 2 * left;
    float bottom = page.height() - page.units(view.status.empty() ? 60 : 90);
    const bool portrait = page.is_portrait();
    // Upright there is no room for words between the camera's picture and the code.
    const bool is_stacked = view.panel && view.phone && portrait && view.panel->has_camera && view.panel->checks_in;
    if (view.panel) {
        const DoorFoot foot{*view.panel, view.phone && !is_stacked ? &*view.phone : nullptr};
        const float panel = bottom - door_foot_height(page, foot);
        draw_door_foot(page, foot, picture, panel);
        bottom = panel - page.units(30);
    }
    const bool has_more = view.next || !view.later.empty() || !view.missed.empty();
    const float first_width = portrait || !has_more ? whole : whole * 0.58F;
    const bool is_beside = !portrait && has_more;  // the code stands below what comes next, else below all
    const float whole_bottom = bottom;
    const bool has_phone = view.phone && (!view.panel || is_stacked);
    if (has_phone) {
        const float phone_left = is_beside ? left + whole * 0.64F : left;
        const float phone_top = bottom - phone_panel_height(page, *view.phone);
        draw_phone_panel(page, *view.phone, phone_left, phone_top, left + whole - phone_left);
        bottom = phone_top - page.units(portrait ? 50 : 30);
    }

    // The second part never loses its room to a long title: what is missed, next and a line or two of the day stay.
    const float kept = page.units(has_phone ? 330 : 430) + page.units(view.missed.empty() ? 0 : 270);
    Column first{left, first_width, top, portrait && has_more ? bottom - kept : is_beside ? whole_bottom : bottom};
    if (view.now.empty()) draw_idle(page, first, view);
    const float share = first.left_over() / static_cast<float>(std::max<std::size_t>(1, view.now.size()));
    for (std::size_t i = 0; i < view.now.size(); ++i) {
        Column part{first.x, first.width, first.y, std::max(first.y, top) + share};
        draw_now(page, part, view.now[i], view.now.size() == 1);
        first.y = part.y;
    }
    if (!has_more) return draw_status(page, view);

    Column second{left, whole, first.y, bottom};
    if (portrait)
        page.rule(left, second.y, whole), second.y += page.units(46);
    else
        second = {left + whole * 0.64F, whole * 0.36F, top, bottom};
    if (!view.missed.empty()) draw_missed(page, second, view.missed, page.units(view.next ? 320 : 0));
    if (view.next) draw_next(page, second, *view.next);
    if (view.next && !view.later.empty() && second.left_over() > page.units(120)) {
        page.rule(second.x, second.y, second.width);
        second.y += page.units(40);
    }
    draw_later(page, second, view.later);
    draw_status(page, view);
}

}  // namespace kiosk
