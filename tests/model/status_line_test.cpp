#include "kiosk/model/status_line.h"

#include <doctest/doctest.h>

#include "kiosk/model/check_in_view.h"
#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"
#include "kiosk/model/view_text.h"
#include "tests/model/golden.h"
#include "tests/model/hackathon.h"

using namespace kiosk;
using namespace kiosk::test;
using namespace std::chrono_literals;

namespace {

const Catalogue english;
const Instant now = at("2013-05-16T10:15:20");

Moment followed(Contact contact) { return {.shown = now, .standing = {.contact = contact}}; }

StatusLine said(const Moment& moment) { return status_line(hackathon(), moment, TimeWords{dublin, english}); }

}  // namespace

TEST_CASE("a screen says nothing of itself while all is well") {
    CHECK(said({.shown = now}).text.empty());
    CHECK(said(followed({.last = now - 30s, .good_until = now + 1s})).text.empty());
}

TEST_CASE("a programme is 'as of' the last good contact from the second on in which it may be out of date") {
    CHECK(said(followed({.last = at("2013-05-16T10:12:40"), .good_until = now})).text == "as of 10:12");
    CHECK(said(followed({.last = at("2013-05-15T18:00"), .good_until = now - 12h})).text == "as of yesterday 18:00");
    CHECK(said(followed({.last = at("2013-05-15T18:00"), .good_until = now - 12h})).alarms);
}

TEST_CASE("a clock that can't be believed is said before anything else") {
    Moment moment = followed({.last = now - 1h, .good_until = now - 30min});
    moment.standing.clock_trusted = false;
    CHECK(said(moment).text == "clock not trusted");
    CHECK(said(moment).alarms);
}

TEST_CASE("a clock that is more than a minute from the hub's is said, and is an alarm") {
    struct Row {
        std::chrono::seconds ahead;
        const char* text;
        const char* why;
    };
    const Row rows[] = {{60s, "", "a minute is tolerated"},
                        {61s, "clock 1 min fast", "the second after"},
                        {-60s, "", "behind: the same"},
                        {-5min, "clock 5 min slow", "behind"},
                        {2h + 5min, "clock 2 h 5 min fast", "hours"},
                        {-24h * 400, "clock 400 days slow", "an empty battery"}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Moment moment{.shown = now};
        moment.standing.hub.clock_ahead = row.ahead;
        CHECK(said(moment).text == row.text);
        CHECK(said(moment).alarms == !std::string{row.text}.empty());
    }
}

TEST_CASE("a door says quietly that tickets came in twice, and how much of its list is there") {
    Moment moment{.shown = now};
    moment.standing.hub.let_in_twice = 1;
    CHECK(said(moment).text == "1 ticket was let in twice: tell the organiser");
    moment.standing.hub.let_in_twice = 3;
    CHECK(said(moment).text == "3 tickets were let in twice: tell the organiser");
    CHECK_FALSE(said(moment).alarms);

    moment.standing.hub = {.attendees = ArrivingList{.here = 0, .all = 0}};
    CHECK(said(moment).text == "the list of attendees is on its way");
    moment.standing.hub.attendees = ArrivingList{.here = 4999, .all = 12000};
    CHECK(said(moment).text == "list of attendees: 41 % here");
    moment.standing.hub.attendees = ArrivingList{.here = 12000, .all = 12000};
    CHECK(said(moment).text == "list of attendees: 99 % here");  // whole is said by silence
}

TEST_CASE("a screen that gets no more changes from its hub says why, besides how old its programme is") {
    struct Row {
        HubMembership membership;
        const char* text;
    };
    const Row rows[] = {{HubMembership::member, ""},
                        {HubMembership::taken_off, "this screen was taken out of the event's hub"},
                        {HubMembership::copied, "a copy of this screen has taken its place: pair it anew"},
                        {HubMembership::unknown, "the event's hub doesn't know this screen: pair it anew"}};
    for (const Row& row : rows) {
        CAPTURE(row.text);
        Moment moment{.shown = now};
        moment.standing.hub.membership = row.membership;
        CHECK(said(moment).text == row.text);
        CHECK(said(moment).alarms == (row.membership != HubMembership::member));
    }
    Moment old = followed({.last = at("2013-05-16T10:12:40"), .good_until = now});
    old.standing.hub.membership = HubMembership::taken_off;
    CHECK(said(old).text == "this screen was taken out of the event's hub · as of 10:12");
}

TEST_CASE("the demo says what became of a pairing code, and nobody else does") {
    struct Row {
        PairingState state;
        const char* text;
        bool alarms;
    };
    const Row rows[] = {{PairingState::none, "demo · replace it: kiosk/run import FILE", false},
                        {PairingState::waiting, "demo · replace it: kiosk/run import FILE", false},
                        {PairingState::watching, "demo · replace it: kiosk/run import FILE · the camera looks for a pairing code", false},
                        {PairingState::asking, "asking the hub of this pairing code", false},
                        {PairingState::refused, "this pairing code was used already or is too old: make a new one", true},
                        {PairingState::unreached, "the hub of this pairing code can't be reached", true},
                        {PairingState::failed, "this screen could not be paired: the kiosk's log says why", true}};
    Programme demo = hackathon();
    demo.is_demo = true;
    for (const Row& row : rows) {
        CAPTURE(row.text);
        Moment moment{.shown = now};
        moment.standing.pairing = row.state;
        const StatusLine line = status_line(demo, moment, TimeWords{dublin, english});
        CHECK(line.text == row.text);
        CHECK(line.alarms == row.alarms);
        CHECK(said(moment).text.empty());
        CHECK(pairing_state_in(word_for(row.state)) == row.state);
    }
    CHECK_FALSE(pairing_state_in("whatever"));
}

TEST_CASE("the demo says that it is one, and that is no alarm") {
    Programme demo = hackathon();
    demo.is_demo = true;
    const StatusLine line = status_line(demo, {.shown = now}, TimeWords{dublin, english});
    CHECK(line.text == "demo · replace it: kiosk/run import FILE");
    CHECK_FALSE(line.alarms);
}

TEST_CASE("every screen says it, and wakes when it has to") {
    const Moment fresh = followed({.last = now - 30s, .good_until = now + 7s});
    const Moment lost = followed({.last = now - 3min, .good_until = now - 1min});
    const Programme programme = hackathon_with_sessions();
    const LobbyView lobby = lobby_view(programme, lost, {}, english);
    const RoomView door = room_view(programme, {.room = "Liffey"}, lost, english);
    const CheckInView check_in = check_in_view({}, programme, lost, english);
    CHECK(lobby.status == "as of 10:12");
    CHECK(lobby.status_alarms);
    CHECK(door.status == "as of 10:12");
    CHECK(door.status_alarms);
    CHECK(std::get<IdleView>(check_in.shown).status == "as of 10:12");
    CHECK(std::get<IdleView>(check_in.shown).status_alarms);
    CHECK(lobby.changes_at == now + 40s);

    CHECK(lobby_view(programme, fresh, {}, english).changes_at == now + 7s);
    CHECK(room_view(programme, {.room = "Liffey"}, fresh, english).changes_at == now + 7s);
    CHECK(check_in_view({}, programme, fresh, english).changes_at == now + 7s);
}

TEST_CASE("walls that their hub gave up go on with the programme and say so at their foot") {
    const auto standing = [](HubMembership membership) { return Moment{.shown = now, .standing = {.hub = {.membership = membership}}}; };
    const Programme programme = hackathon_with_sessions();
    Programme demo = programme;
    demo.is_demo = true;
    const struct {
        const char* golden;
        std::string shown;
    } rows[] = {
        {"lobby-taken-off", to_text(lobby_view(programme, standing(HubMembership::taken_off), {}, english))},
        {"door-copied", to_text(room_view(programme, {.room = "Liffey"}, standing(HubMembership::copied), english))},
        {"check-in-unknown-to-hub", to_text(check_in_view({}, programme, standing(HubMembership::unknown), english))},
        {"door-demo-refused", to_text(room_view(demo, {.room = "Liffey"}, {.shown = now, .standing = {.pairing = PairingState::refused}}, english))}};
    for (const auto& row : rows) CHECK(row.shown == golden(row.golden, row.shown));
}
