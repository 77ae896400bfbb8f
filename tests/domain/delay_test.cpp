#include "kiosk/domain/delay.h"

#include <doctest/doctest.h>

#include "kiosk/base/iso_time.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const Zone dublin = *Zone::named("Europe/Dublin");

Instant at(std::string_view clock) { return parse_iso_time("2013-05-16T" + std::string{clock})->moment_in(dublin); }

Session talk(std::string id, std::string room, std::string_view starts, std::string_view ends) {
    return {.id = id, .title = id, .starts = at(starts), .ends = at(ends), .room = std::move(room)};
}

/// "a 10:10–11:10" for each shift.
std::vector<std::string> lines(const std::vector<Shift>& shifts) {
    std::vector<std::string> result;
    for (const Shift& shift : shifts)
        result.push_back(shift.session + " " + iso_time(shift.starts, dublin).substr(11, 5) + "–" + iso_time(shift.ends, dublin).substr(11, 5));
    return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a delay pushes what follows, and gaps swallow it") {
    Programme programme;
    programme.sessions = {talk("a", "Liffey", "10:00", "11:00"), talk("beside", "Corrib", "11:00", "12:00"),
                          talk("b", "Liffey", "11:00", "12:00"), talk("off", "Liffey", "12:00", "12:10"),
                          talk("c", "Liffey", "12:10", "13:00"), talk("d", "Liffey", "13:05", "14:00")};
    programme.sessions[3].cancelled = true;
    const Session& a = programme.sessions[0];

    CHECK(lines(delayed(programme, a, 10min, false)) == Lines{"a 10:10–11:10"});
    CHECK(lines(delayed(programme, a, 10min, true)) == Lines{"a 10:10–11:10", "b 11:10–12:10"});
    CHECK(lines(delayed(programme, a, 12min, true)) == Lines{"a 10:12–11:12", "b 11:12–12:12", "c 12:12–13:02"});
    CHECK(lines(delayed(programme, a, 30min, true)) ==
          Lines{"a 10:30–11:30", "b 11:30–12:30", "c 12:30–13:20", "d 13:20–14:15"});
    CHECK(lines(delayed(programme, a, -10min, true)) == Lines{"a 09:50–10:50"});
}

TEST_CASE("what ran side by side before is not pushed, what is in two rooms pushes in both") {
    Programme programme;
    programme.sessions = {talk("a", "Liffey", "10:00", "11:00"), talk("along", "Liffey", "10:30", "11:30"), talk("b", "Corrib", "11:00", "12:00")};
    programme.sessions[0].also_in = {"Corrib"};
    CHECK(lines(delayed(programme, programme.sessions[0], 10min, true)) == Lines{"a 10:10–11:10", "b 11:10–12:10"});
}

TEST_CASE("a delay goes over midnight") {
    Programme programme;
    programme.sessions = {talk("a", "Liffey", "22:00", "23:30"), talk("b", "Liffey", "23:30", "23:50")};
    CHECK(lines(delayed(programme, programme.sessions[0], 45min, true)) == Lines{"a 22:45–00:15", "b 00:15–00:35"});
}

TEST_CASE("what speaks against a shift") {
    struct Row {
        Shift shift;
        std::size_t clashes;
        bool outside;
        const char* why;
    };
    Programme programme;
    programme.event.days = {{*parse_iso_date("2013-05-16"), at("09:00"), at("17:00")}};
    programme.sessions = {talk("early", "Liffey", "08:00", "08:30"), talk("a", "Liffey", "10:00", "11:00"),
                          talk("along", "Liffey", "10:30", "11:30"), talk("b", "Liffey", "12:00", "13:00"),
                          talk("off", "Liffey", "14:00", "15:00"), talk("c", "Corrib", "14:00", "15:00")};
    programme.sessions[4].cancelled = true;
    const std::vector<Row> rows = {
        {{"a", "Liffey", at("10:10"), at("11:10")}, 0, false, "two that ran side by side may go on to"},
        {{"a", "Liffey", at("11:10"), at("12:10")}, 1, false, "into the next"},
        {{"a", "Liffey", at("14:00"), at("15:00")}, 0, false, "in the place of one that is called off"},
        {{"a", "Corrib", at("14:30"), at("15:30")}, 1, false, "into another room's"},
        {{"a", "Corrib", at("16:30"), at("17:30")}, 0, true, "after the event closes"},
        {{"early", "Liffey", at("08:10"), at("08:40")}, 0, false, "outside the hours as before"},
        {{"off", "Liffey", at("12:00"), at("13:00")}, 0, false, "what is called off is in nobody's way"},
        {{"c", {}, at("12:00"), at("13:00")}, 0, false, "without a room likewise"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto conflicts = conflicts_of({row.shift}, programme, dublin);
        CHECK(conflicts.empty() == (row.clashes == 0 && !row.outside));
        if (conflicts.empty()) continue;
        CHECK(conflicts[0].conflict.clashes.size() == row.clashes);
        CHECK(!conflicts[0].conflict.hours.empty() == row.outside);
    }
}

TEST_CASE("shifts that are made together don't clash with places that they leave") {
    Programme programme;
    programme.sessions = {talk("a", "Liffey", "10:00", "11:00"), talk("b", "Liffey", "11:00", "12:00")};
    CHECK(conflicts_of(delayed(programme, programme.sessions[0], 15min, true), programme, dublin).empty());
    CHECK(conflicts_of(delayed(programme, programme.sessions[0], 15min, false), programme, dublin).size() == 1);
}
