// check_in_storm DATABASE FROM COUNT PER_SECOND LATE_S: one door that lets in CODE-FROM and the COUNT - 1 after it, so many a
// second, whether the last answer is there or not, and so many seconds after the doors were opened. Says "ready" when it is, as a
// kiosk is before anybody comes, and waits for a line on standard input to begin; prints how long each verdict took from the
// moment the code was there, in ms, a line each. Ends with 1 when a code was not admitted.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/base/priority.h"
#include "kiosk/desk/check_in_desk.h"
#include "kiosk/store/hub/hub_link.h"

int main(int count, char** words) {
    using Clock = std::chrono::steady_clock;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    if (count != 6) return 2;
    const int from = std::atoi(words[2]), codes = std::atoi(words[3]);
    const std::chrono::duration<double> pace{1 / std::atof(words[4])};
    auto database = kiosk::Database::open(words[1]);
    const auto link = kiosk::load_hub_link(database);
    if (!link) return 2;
    kiosk::CheckInDesk desk{database, {.id = link->device, .name = link->name}};
    const kiosk::Instant opening = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + std::chrono::hours{9} + std::chrono::seconds{std::atoi(words[5])};
    std::vector<double> taken;
    kiosk::go_first();
    desk.get_ready();
    std::printf("ready\n");
    std::fflush(stdout);
    std::getchar();
    // Doors are not in step.
    const auto start = Clock::now() + std::chrono::duration_cast<Clock::duration>(pace * (from % 97) / 97);
    int refused = 0;
    for (int i = 0; i < codes; ++i) {
        const auto due = start + std::chrono::duration_cast<Clock::duration>(pace * i);
        std::this_thread::sleep_until(due);
        const auto since = std::chrono::floor<std::chrono::seconds>(due - start);
        const auto answer = desk.answer("CODE-" + std::to_string(from + i), opening + since, {});
        if (answer.verdict != kiosk::Verdict::admitted) {
            std::fprintf(stderr, "CODE-%d: verdict %d\n", from + i, static_cast<int>(answer.verdict));
            ++refused;
        }
        taken.push_back(Milliseconds{Clock::now() - due}.count());
    }
    for (const double each : taken) std::printf("%.3f\n", each);
    return refused == 0 ? 0 : 1;
}
