#include "kiosk/screens/lobby_screen.h"

#include <algorithm>

#include "kiosk/model/lobby_layout.h"
#include "kiosk/screens/lobby_rows.h"
#include "kiosk/screens/phone_code.h"

namespace kiosk {
namespace {

constexpr float title_u = 42, title_smallest_u = 40.5F, small_u = 27, smallest_u = 24.5F;

float units(const Page& page, double count) { return page.units(static_cast<float>(count)); }

/// Event and day on one side, the clock on the other.
void draw_header(Page& page, const LobbyView& view, const LobbyLayout& layout) {
    const float left = page.margin(), right = page.width() - left;
    const Text& clock = page.set(view.clock, {page.units(128), Weight::bold, colour::paper}, {page.width() / 2});
    page.place_ending(clock, right, page.units(98) - clock.height / 2);
    const float width = right - left - clock.width - page.units(48);
    const Text& event = page.set(view.event, {page.units(54), Weight::bold, colour::paper},
                                 {.width_px = width, .lines = 1, .smallest_px = page.units(40.5F)});
    page.place(event, left, page.units(84) - event.height / 2);
    const Text& day = page.set(view.day, {page.units(32), Weight::regular, colour::soft},
                               {.width_px = width, .smallest_px = page.units(26)});
    page.place(day, left, page.units(120));
    page.rule(left, units(page, layout.header), right - left);
}

/// A dot for each page, the one that shows filled.
float draw_dots(Page& page, const LobbyView& view, float y) {
    constexpr int most_dots = 12;
    float x = page.margin() + page.units(10);
    if (view.page_count < 2 || view.page_count > most_dots) return page.margin();
    for (int i = 0; i < view.page_count; ++i, x += page.units(30))
        page.circle(x, y, page.units(9), colour::soft, i == view.page_index);
    return x + page.units(12);
}

void draw_footer(Page& page, const LobbyView& view, const LobbyLayout& layout) {
    const float middle = page.height() - units(page, layout.footer) / 2 + page.units(2);
    const float left = page.margin(), right = page.width() - left, whole = right - left;
    const TextStyle quiet{page.units(small_u), Weight::regular, colour::soft};
    const auto room = [&](float width) { return TextRoom{.width_px = width, .smallest_px = page.units(smallest_u)}; };

    const float words_left = draw_dots(page, view, middle);
    const Text& rooms = page.set(view.page, quiet, room(whole / 3));
    const float gap = page.units(40);
    // What is wrong matters more than which rooms these are.
    const float alarm = view.status_alarms ? page.set(view.status, status_style(page, true), room(whole)).width : 0;
    const bool says_rooms = words_left + rooms.width + gap + alarm <= right;
    if (says_rooms) page.place(rooms, words_left, middle - rooms.height / 2);
    const float from = view.page.empty() && view.page_count < 2 ? left : words_left + (says_rooms ? rooms.width : 0) + gap;
    // What may be wrong is said whole where it can be; the notice has what it leaves.
    const float share = view.status_alarms ? 0.66F : 0.4F;
    const Text& status = page.set(view.status, status_style(page, view.status_alarms),
                                  room(view.notice.empty() ? right - from : std::min(whole * share, right - from)));
    page.place_ending(status, right, middle - status.height / 2);

    const float to = view.status.empty() ? right : right - status.width - gap;
    const Text& notice = page.set(view.notice, quiet, room(to - from));
    page.place_centred(notice, std::clamp(page.width() / 2, from + notice.width / 2, to - notice.width / 2),
                       middle - notice.height / 2);
}

/// The state of the whole event: above the rooms, or large and alone.
void draw_headline(Page& page, const LobbyView& view, float y, float bottom, bool alone) {
    const float left = page.margin(), width = page.width() - 2 * left;
    const Text& headline = page.set(view.headline, {page.units(alone ? 84 : 50), Weight::bold, colour::paper},
                                    {.width_px = width, .lines = alone ? 3 : 1, .smallest_px = page.units(40.5F)});
    const Text& detail = page.set(view.headline_detail, {page.units(alone ? 40 : 32), Weight::regular, colour::soft},
                                  {.width_px = width, .lines = alone ? 3 : 1, .smallest_px = page.units(smallest_u)});
    const float gap = page.units(alone ? 20 : 2);
    const float taken = headline.height + (detail.bitmap ? detail.height + gap : 0);
    y += (bottom - y - taken) / 2;
    page.place(headline, left, y);
    page.place(detail, left, y + headline.height + gap);
}

/// Rows take up what a full page leaves over, as far as it does them good; equally high on every page.
float row_height(const Page& page, const LobbyView& view, const LobbyLayout& layout, float room) {
    const float wanted = units(page, view.compact ? layout.compact_row : layout.row);
    if (view.topics || view.rows.empty()) return wanted;
    const std::size_t rows =
        view.page_count > 1 ? layout.rows_on_page(view.compact, !view.headline.empty()) : view.rows.size();
    return std::clamp(room / static_cast<float>(std::max(rows, view.rows.size())), wanted, wanted * 1.2F);
}

void draw_topics(Page& page, const LobbyView& view, const LobbyLayout& layout, float y, float bottom) {
    const TopicPanel& panel = *view.topics;
    const float left = page.margin(), all = page.width() - 2 * left;
    const float beside = view.phone ? std::max(units(page, layout.code_width), code_side(page, view.phone->code)) : 0;
    const float whole = view.phone ? all - beside - page.units(40) : all;
    if (view.phone) draw_phone_column(page, *view.phone, left + all - beside, y + page.units(24), beside);
    const int columns = layout.card_columns;
    const float gap = page.units(48), width = (whole - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    page.rule(left, y, all);
    const Text& heading = page.set(panel.heading, {page.units(30), Weight::semibold, colour::next, 0.03F}, {whole});
    page.place(heading, left, y + page.units(22));
    y += units(page, layout.panel_heading) + page.units(6);
    // Where there is room to spare the cards take more lines, but keep together.
    const auto rows = static_cast<float>((panel.cards.size() + static_cast<std::size_t>(columns) - 1) /
                                         static_cast<std::size_t>(columns));
    const float tallest = page.units(columns == 1 ? 260 : 210);  // a narrow column breaks titles more often
    const float card = std::clamp((bottom - y) / rows, units(page, layout.card), tallest);
    const bool is_roomy = card > page.units(180);
    const int title_lines = card > page.units(240) ? 3 : 2;
    for (std::size_t i = 0; i < panel.cards.size(); ++i) {
        const auto column = static_cast<float>(static_cast<int>(i) % columns);
        const auto row = static_cast<float>(static_cast<int>(i) / columns);
        const float x = left + column * (width + gap), top = y + row * card;
        const Text& title = page.set(panel.cards[i].title, {page.units(title_u), Weight::semibold, colour::paper},
                                     {.width_px = width, .lines = title_lines, .smallest_px = page.units(title_smallest_u),
                                      .height_px = card - page.units(is_roomy ? 84 : 44)});
        page.place(title, x, top);
        const Text& details = page.set(panel.cards[i].details, {page.units(small_u), Weight::regular, colour::soft},
                                       {.width_px = width, .lines = is_roomy ? 2 : 1, .smallest_px = page.units(smallest_u)});
        page.place(details, x, top + title.height + page.units(4));
    }
}

}  // namespace

void draw_lobby(Page& page, const LobbyView& view) {
    const LobbyLayout layout = lobby_layout({static_cast<int>(page.width()), static_cast<int>(page.height()), view.phone.has_value()});
    draw_header(page, view, layout);
    float y = units(page, layout.header);
    const float bottom = page.height() - units(page, layout.footer);
    if (!view.headline.empty()) {
        const bool alone = view.rows.empty() && !view.topics;
        draw_headline(page, view, y, alone ? bottom : y + units(page, layout.headline), alone);
        y += units(page, layout.headline);
        if (!alone) page.rule(page.margin(), y, page.width() - 2 * page.margin());
    }
    const float row = row_height(page, view, layout, bottom - y);
    for (std::size_t i = 0; i < view.rows.size(); ++i, y += row) {
        if (i > 0) page.rule(page.margin(), y, page.width() - 2 * page.margin());
        draw_room_row(page, view.rows[i], view.compact, y, row);
    }
    if (view.topics) draw_topics(page, view, layout, y, bottom);
    draw_footer(page, view, layout);
}

}  // namespace kiosk
