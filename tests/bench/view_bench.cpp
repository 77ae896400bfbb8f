#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/domain/agenda.h"
#include "kiosk/domain/programme.h"
#include "kiosk/model/lobby_view.h"
#include "kiosk/model/room_view.h"

namespace {

using namespace kiosk;
using std::chrono::steady_clock;

constexpr int session_count = 10'000;
constexpr int room_count = 100;
constexpr double bound_ms = 1.0;
const Instant first_start{std::chrono::sys_days{std::chrono::year{2024} / 12 / 27}};

// Four days of sessions of an hour, all day and night, in a hundred rooms.
Programme large_programme() {
    Programme programme;
    programme.event = {.name = "Large event", .timezone = "Europe/Berlin"};
    for (int day = 0; day < 5; ++day)
        programme.event.days.push_back({.date = Date{std::chrono::sys_days{std::chrono::year{2024} / 12 / (27 + day)}}});
    for (int room = 0; room < room_count; ++room) programme.rooms.push_back({.name = "Room " + std::to_string(room)});
    for (int i = 0; i < session_count; ++i) {
        const Instant starts = first_start + std::chrono::hours{i / room_count};
        programme.sessions.push_back({.id = std::to_string(i),
                                      .title = "A session with a title of usual length " + std::to_string(i),
                                      .starts = starts,
                                      .ends = starts + std::chrono::minutes{50},
                                      .room = programme.rooms[static_cast<std::size_t>(i % room_count)].name,
                                      .people = {"Ada Lovelace", "Charles Babbage"}});
    }
    return programme;
}

template <typename Work>
bool measure(const char* name, const Work& work) {
    std::vector<double> times_ms;
    for (int run = 0; run < 101; ++run) {
        const auto before = steady_clock::now();
        work();
        times_ms.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - before).count());
    }
    std::ranges::nth_element(times_ms, times_ms.begin() + 50);
    std::printf("%-44s median %9.3f ms  bound %8.3f ms%s\n", name, times_ms[50], bound_ms,
                times_ms[50] <= bound_ms ? "" : "  OVER");
    return times_ms[50] <= bound_ms;
}

}  // namespace

int main() {
    const Programme programme = large_programme();
    const Moment moment = {.shown = first_start + std::chrono::minutes{50 * 60 + 15}, .turning = first_start};
    std::size_t seen = 0;
    bool good = measure("agenda of one moment, 10,000 sessions",
                        [&] { seen += agenda_at(programme, moment.shown).rooms.size(); });
    good &= measure("lobby of one moment, 10,000 sessions",
                    [&] { seen += lobby_view(programme, moment, {}, {}).rows.size(); });
    good &= measure("door sign of one moment, 10,000 sessions",
                    [&] { seen += room_view(programme, {.room = "Room 17"}, moment, {}).later.size(); });
    return good && seen > 0 ? 0 : 1;
}
