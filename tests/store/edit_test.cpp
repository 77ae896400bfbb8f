#include <doctest/doctest.h>

#include "kiosk/store/event_edit.h"
#include "kiosk/store/place_topic.h"
#include "tests/store/settled.h"

using namespace kiosk;

namespace {

Database with(const Settled& content) {
    Database database = Database::in_memory();
    store_import(database, content, from("/a.xml"));
    return database;
}

std::string starts_utc(const Database& database, std::size_t session) {
    return iso_time_utc(load_programme(database)->sessions[session].starts);
}

}  // namespace

TEST_CASE("an event can be made by hand, with a name and a zone") {
    Database database = Database::in_memory();
    CHECK_THROWS_WITH_AS(edit_event(database, {.name = "Fest"}),
                         "there is no event yet: import a file, or make one with event --name NAME --timezone ZONE", StoreError);
    CHECK_THROWS_AS(edit_room(database, "Hall", {.capacity = 3}), StoreError);

    edit_event(database, {.name = "Fest", .timezone = "Europe/Berlin"});

    CHECK(load_programme(database)->event == Event{.name = "Fest", .timezone = "Europe/Berlin"});
    store_import(database, a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}), from("/a.xml"));
    CHECK(load_programme(database)->event.name == "Fest");
}

TEST_CASE("another zone moves what was given as clock faces, and nothing else") {
    SettledSession absolute = talk("2", "With an offset", "Liffey", "11:00", "12:00");
    absolute.from_face = false;
    Database database = with(a_file("XenCon", {talk("1", "By the clock", "Liffey", "10:00", "10:30"), absolute}));

    edit_event(database, {.timezone = "America/New_York"});

    const Programme programme = load_programme(database).value();
    CHECK(programme.event.timezone == "America/New_York");
    CHECK(starts_utc(database, 0) == "2013-05-16T10:00:00Z");  // 11:00 in Dublin
    CHECK(starts_utc(database, 1) == "2013-05-16T14:00:00Z");  // 10:00 in New York
    CHECK(iso_time_utc(*programme.event.days[0].opens) == "2013-05-16T13:00:00Z");

    edit_event(database, {.timezone = "Europe/Dublin"});
    CHECK(starts_utc(database, 0) == "2013-05-16T09:00:00Z");
}

TEST_CASE("a topic that was placed by the clock moves with the zone, one placed with an offset doesn't") {
    Database database = with(a_file("XenCon", {}, {topic("a", "A"), topic("b", "B")}));
    place_topic(database, {"a", "Liffey", at("10:00"), at("11:00")}, {.from_face = true});
    place_topic(database, {"b", "Corrib", at("10:00"), at("11:00")}, {});
    edit_event(database, {.timezone = "Europe/Berlin"});
    CHECK(starts_utc(database, 0) == "2013-05-16T08:00:00Z");
    CHECK(starts_utc(database, 1) == "2013-05-16T09:00:00Z");
}

TEST_CASE("a field can be emptied, and the others stay") {
    Database database = with(a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}));
    edit_event(database, {.language = "de", .notice = "Wi-Fi"});
    edit_event(database, {.notice = ""});
    edit_room(database, "Liffey", {.capacity = 12, .where = "left"});
    edit_room(database, "Liffey", {.where = ""});
    CHECK(load_programme(database)->event.notice.empty());
    CHECK(load_programme(database)->event.language == "de");
    CHECK(load_programme(database)->rooms == std::vector<Room>{{"Liffey", 12, ""}});
}

TEST_CASE("placing a topic makes the room, moves it when it has a place, and can be undone") {
    Database database = with(a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}, {topic("a", "A")}));

    CHECK(place_topic(database, {"a", "Corrib", at("10:00"), at("11:00")}, {}).empty());
    CHECK(place_topic(database, {"a", "Corrib", at("10:30"), at("11:30")}, {}).empty());
    CHECK(lines(load_programme(database).value()) == Lines{"10:00 Opening @ Liffey (1)", "10:30 A @ Corrib (a)"});
    CHECK(load_programme(database)->sessions[1].topic == "a");
    CHECK(room_names(load_programme(database).value()) == Lines{"Liffey", "Corrib"});

    CHECK(unplace_topic(database, "a"));
    CHECK_FALSE(unplace_topic(database, "a"));
    CHECK(lines(load_programme(database).value()) == Lines{"10:00 Opening @ Liffey (1)"});
    CHECK(load_programme(database)->topics.size() == 1);
}

TEST_CASE("a conflict is told and nothing written, unless it is forced") {
    Database database = with(a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}, {topic("a", "A")}));

    const auto conflict = place_topic(database, {"a", "Liffey", at("10:29"), at("18:00")}, {});

    REQUIRE(conflict.clashes.size() == 1);
    CHECK(conflict.clashes[0].title == "Opening");
    CHECK(conflict.hours.size() == 1);
    CHECK(load_programme(database)->sessions.size() == 1);
    CHECK_FALSE(place_topic(database, {"a", "Liffey", at("10:29"), at("18:00")}, {.force = true}).empty());
    CHECK(load_programme(database)->sessions.size() == 2);
}

TEST_CASE("what is no topic can't be placed") {
    Database database = with(a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")}));
    CHECK_THROWS_AS(place_topic(database, {"1", "Corrib", at("10:00"), at("11:00")}, {}), StoreError);
    CHECK(room_names(load_programme(database).value()) == Lines{"Liffey"});
}
