#include "kiosk/model/view_text.h"

#include <cmath>

#include "kiosk/model/format.h"

namespace kiosk {
namespace {

constexpr std::string_view rule = "----------------------------------------\n";

void add_line(std::string& text, const std::string& line, std::string_view indent = "") {
    if (line.empty()) return;
    text += indent;
    text += line;
    text += '\n';
}

void add_number(std::string& text, std::string_view before, int number) {
    text += before;
    text += std::to_string(number);
}

std::string bar(double progress) {
    const int full = static_cast<int>(std::lround(progress * 20));
    std::string result;
    for (int part = 0; part < 20; ++part) result += part < full ? "█" : "░";
    return result;
}

/// "!" before what changed, "x" before what is called off: their colours.
std::string_view sign_of(Tone tone) { return tone == Tone::changed ? "! " : tone == Tone::alarm ? "x " : ""; }

void add_coming(std::string& text, const UpNext& coming) {
    add_line(text, std::string{sign_of(coming.tone)} + coming.label, "        ");
    add_line(text, coming.title, "        ");
}

void add_row(std::string& text, const RoomRow& row) {
    add_line(text, joined({row.room, row.note, row.seats.text}));
    for (const OnNow& now : row.now) {
        add_line(text, now.title, "    ");
        add_line(text, now.moved, "    ! ");
        add_line(text, now.people, "    ");
        add_line(text, joined({now.state, now.until}), "    ");
        add_line(text, bar(now.progress), "    ");
    }
    add_line(text, row.idle, "    ");
    for (const UpNext& missed : row.missed) add_coming(text, missed);
    if (row.next) add_coming(text, *row.next);
}

void add_panel(std::string& text, const DoorPanel& panel) {
    text += rule;
    add_line(text, panel.title, panel.alarm ? "(!) " : panel.checks_in ? "[#] " : "    ");
    for (const std::string& line : panel.lines) add_line(text, line, "    ");
}

}  // namespace

std::string to_text(const LobbyView& view) {
    std::string text;
    add_line(text, view.event);
    add_line(text, view.day);
    add_line(text, view.clock);
    add_line(text, view.headline, "== ");
    add_line(text, view.headline_detail, "   ");
    for (const RoomRow& row : view.rows) {
        text += rule;
        add_row(text, row);
    }
    if (view.topics) {
        text += rule;
        add_line(text, view.topics->heading);
        for (const TopicCard& card : view.topics->cards) {
            add_line(text, card.title, "  * ");
            add_line(text, card.details, "    ");
        }
        if (view.phone) text += to_text(*view.phone);
    }
    text += rule;
    if (view.page_count > 1) {
        add_number(text, "page ", view.page_index + 1);
        add_number(text, " of ", view.page_count);
        text += ": ";
    }
    add_line(text, view.page);
    add_line(text, view.notice);
    add_line(text, view.status);
    return text;
}

std::string to_text(const RoomView& view) {
    std::string text;
    add_line(text, joined({view.room, view.where}));
    add_line(text, view.clock);
    add_line(text, joined({view.event, view.day}));
    text += rule;
    for (const DoorNow& now : view.now) {
        add_line(text, joined({now.label, now.seats.text}));
        add_line(text, now.moved, "    ! ");
        add_line(text, now.title, "    ");
        add_line(text, now.people, "    ");
        add_line(text, bar(now.progress), "    ");
        add_line(text, joined({now.started, now.until}), "    ");
    }
    add_line(text, view.idle, "== ");
    add_line(text, view.idle_detail, "   ");
    for (const std::string& room : view.known_rooms) add_line(text, room, "  * ");
    for (const DoorMissed& missed : view.missed) {
        text += rule;
        add_line(text, std::string{sign_of(missed.tone)} + missed.label);
        add_line(text, missed.title, "    ");
    }
    if (view.next) {
        text += rule;
        add_line(text, joined({view.next->label, view.next->seats.text}));
        add_line(text, view.next->moved, "    ! ");
        add_line(text, view.next->title, "    ");
        add_line(text, view.next->people, "    ");
    }
    if (!view.later.empty()) text += rule;
    for (const DoorLater& later : view.later)
        add_line(text, later.time + "  " + later.title + (later.moved.empty() ? "" : "  ! " + later.moved));
    if (view.panel) add_panel(text, *view.panel);
    text += rule;
    if (view.phone) text += to_text(*view.phone);
    add_line(text, view.status);
    return text;
}

}  // namespace kiosk
