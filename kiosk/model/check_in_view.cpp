#include "kiosk/model/check_in_view.h"

#include <algorithm>

#include "kiosk/domain/agenda.h"
#include "kiosk/model/door_panel.h"
#include "kiosk/model/format.h"
#include "kiosk/model/status_line.h"
#include "kiosk/model/verdict_words.h"
#include "kiosk/model/view_text.h"

namespace kiosk {
namespace {

constexpr std::size_t most_lines_now = 3;

std::string session_line(const Session& session, Instant now, const TimeWords& times) {
    const std::string what = times.when(session.starts, now) + "  " + isolated(session.title);
    return session.room ? joined({what, *session.room}) : what;
}

/// What is on, or what begins next.
void say_what_is_on(IdleView& view, const Programme& programme, const Agenda& agenda, Instant now, const TimeWords& times) {
    std::vector<const Session*> sessions;
    const auto add = [&](const Session* session) {
        if (std::ranges::find(sessions, session) == sessions.end()) sessions.push_back(session);
    };
    for (const RoomAgenda& room : agenda.rooms)
        for (const Session* session : room.now) add(session);
    view.now_label = times.words().say("On now");
    if (sessions.empty()) {
        const auto next = std::ranges::find_if(programme.sessions, [&](const Session& session) {
            return !session.cancelled && session.starts > now;
        });
        if (next == programme.sessions.end()) {
            view.now_label.clear();
            return;
        }
        view.now_label = times.words().say("Next");
        for (auto same = next; same != programme.sessions.end() && same->starts == next->starts; ++same)
            if (!same->cancelled) add(&*same);
    }
    for (const Session* session : sessions) {
        if (view.now.size() == most_lines_now) break;
        view.now.push_back(session_line(*session, now, times));
    }
}

IdleView idle_view(const CheckInStand& stand, const Programme& programme, const Agenda& agenda, const Moment& moment,
                   const TimeWords& times) {
    const Catalogue& words = times.words();
    const Instant now = moment.shown;
    const CameraState camera = stand.camera();
    IdleView view{.has_camera = camera != CameraState::off};
    view.camera_found = camera == CameraState::found;
    view.camera_fails = camera == CameraState::missing || camera == CameraState::busy;
    view.event = joined({programme.event.name, programme.event.city,
                         words.say("{day}, {time}", {{"day", times.day(times.date_of(now))}, {"time", times.clock(now)}})});
    view.invitation = view.has_camera && !view.camera_fails ? words.say("Hold your QR code to the camera")
                                                            : words.say("Hold your QR code to the scanner");
    view.hints = {words.say("From your phone or on paper."), words.say("No ticket? Please ask at the info desk.")};
    view.camera = camera_words(camera, words);
    say_what_is_on(view, programme, agenda, now, times);
    if (stand.code()) view.phone = check_in_panel(*stand.code(), words);
    if (const CheckInAnswer* answer = stand.phone_answer()) {
        VerdictView verdict = verdict_words(*answer, "", {programme, now, times, view.has_camera});
        view.greeting = PhoneGreeting{verdict.sign, std::move(verdict.title), std::move(verdict.lines)};
    }
    view.languages = offered_languages();
    for (LanguageName& name : view.languages) name.chosen = name.language == words.language();
    StatusLine status = status_line(programme, moment, times);
    view.status = std::move(status.text);
    view.status_alarms = status.alarms;
    return view;
}

StaffView staff_view(const StaffEntry& entry, const Catalogue& words) {
    StaffView view{.title = words.say("Staff: passphrase")};
    view.hint = entry.refused ? words.say("That was not it. Please try again.")
                              : words.say("It ends the check-in on this screen.");
    for (const char byte : entry.typed)
        if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) view.dots += "•";
    if (entry.capitals)
        view.rows = {"!\"#$%&()*+", "QWERTYUIOP", "ASDFGHJKL?", "ZXCVBNM;:_", "^|<>` "};
    else
        view.rows = {"1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm,.-", "/=@[]{}\\~ "};
    view.leave = words.say("Leave");
    view.back = words.say("Back");
    return view;
}

void add_line(std::string& text, const std::string& line, std::string_view indent = "") {
    if (!line.empty()) text.append(indent).append(line) += '\n';
}

constexpr const char* sign_marks[] = {"(tick) ", "(!) ", "(cross) "};

void add(std::string& text, const IdleView& view) {
    add_line(text, view.event);
    add_line(text, view.greeting ? view.greeting->title : view.invitation,
             view.greeting ? sign_marks[static_cast<int>(view.greeting->sign)] : "== ");
    for (const std::string& line : view.greeting ? view.greeting->lines : view.hints) add_line(text, line, "   ");
    add_line(text, view.camera, view.camera_found ? "[#] " : "[ ] ");
    add_line(text, view.now_label);
    for (const std::string& line : view.now) add_line(text, line, "    ");
    if (view.phone) text += to_text(*view.phone);
    std::string languages;
    for (const LanguageName& name : view.languages)
        languages += (languages.empty() ? "" : "  ") + (name.chosen ? "*" + name.name + "*" : name.name);
    add_line(text, languages);
    add_line(text, view.status);
}

void add(std::string& text, const VerdictView& view) {
    add_line(text, view.title, sign_marks[static_cast<int>(view.sign)]);
    for (const std::string& line : view.lines) add_line(text, line, "    ");
    if (view.card) {
        add_line(text, view.card->label, "  | ");
        add_line(text, view.card->title, "  | ");
        add_line(text, view.card->detail, "  | ");
        add_line(text, joined({view.card->span, view.card->time}), "  | ");
    }
    add_line(text, view.foot);
}

void add(std::string& text, const RoomView& view) { text += to_text(view); }

void add(std::string& text, const StaffView& view) {
    add_line(text, view.title, "== ");
    add_line(text, view.hint, "   ");
    add_line(text, view.dots, "   ");
    for (const std::string& row : view.rows) add_line(text, row, "    ");
    add_line(text, "[" + view.back + "] [" + view.leave + "]");
}

}  // namespace

std::vector<LanguageName> offered_languages() {
    return {{"en", "English"}, {"ga", "Gaeilge"}, {"de", "Deutsch"}, {"fr", "Français"},
            {"es", "Español"}, {"pl", "Polski"},  {"ar", "العربية"}};
}

CheckInView check_in_view(const CheckInStand& stand, const Programme& programme, const Moment& moment,
                          const Catalogue& words, const std::optional<std::string>& door) {
    const TimeWords times{Zone::named(programme.event.timezone).value_or(Zone{}), words};
    const Instant now = moment.shown;
    const Agenda agenda = agenda_at(programme, now);
    CheckInView view{.right_to_left = words.right_to_left()};
    view.changes_at = next_change(agenda, moment, times.zone());
    const VerdictScene scene{programme, now, times, stand.camera() != CameraState::off};
    if (stand.staff())
        view.shown = staff_view(*stand.staff(), words);
    else if (stand.trouble() && (!door || stand.turns_away() || programme.rooms.empty()))
        view.shown = trouble_words(*stand.trouble(), words);
    else if (stand.answer())
        view.shown = verdict_words(*stand.answer(), stand.how(), scene);
    else if (door)
        view.shown = room_view(programme, {.room = *door, .stand = &stand, .code = stand.code()}, moment, words);
    else
        view.shown = idle_view(stand, programme, agenda, moment, times);
    return view;
}

std::string to_text(const CheckInView& view) {
    std::string text;
    std::visit([&](const auto& shown) { add(text, shown); }, view.shown);
    return text;
}

}  // namespace kiosk
