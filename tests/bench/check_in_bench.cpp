// Measures the import of 100,000 attendees, and judging and recording among 1,000,000 against a bare append to a file that
// is synced with fdatasync, in the same run and folder. Ends with 1 where a bound was missed.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "kiosk/base/unique_fd.h"
#include "kiosk/desk/check_in_desk.h"
#include "kiosk/sources/attendees/attendee_reader.h"
#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"

namespace {

using namespace kiosk;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Clock = std::chrono::steady_clock;

constexpr int bound_import_ms = 3000;
constexpr double bound_ratio = 2;
constexpr int scans = 4000;

std::string csv(int from, int to) {
    std::string text = "name,email,company,ticket type,code\n";
    for (int i = from; i < to; ++i) {
        const std::string number = std::to_string(i);
        text.append("Given Family ").append(number).append(",person").append(number).append("@example.org,Company ").append(
            std::to_string(i % 997)).append(",Regular,CODE").append(number).append("\n");
    }
    return text;
}

/// How long it takes from the text of a list to its rows on the disk.
struct Duration {
    double wall_ms = 0;
    double cpu_ms = 0;  // tells a slow program from a busy machine
};

Duration import(Database& database, int from, int to) {
    const std::string text = csv(from, to);
    const std::clock_t cpu = std::clock();
    const auto start = Clock::now();
    const AttendeeReading reading = read_attendees(text);
    import_attendees(database, HashKey::of(database), reading.list.attendees);
    return {Milliseconds{Clock::now() - start}.count(), 1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

double percentile(std::vector<double> values, double part) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

struct Timings {
    std::vector<double> desk = {};
    std::vector<double> append = {};
};

/// One of each in turn, so that both meet the same disk.
Timings scan_and_append(Database& database, const std::filesystem::path& folder, int attendees) {
    CheckInDesk desk{database, {.id = "bench", .name = "bench"}};
    const UniqueFd file{open((folder / "append").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)};
    const std::array<char, 128> record{};
    const Instant now = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16};
    std::mt19937 random{1};
    std::uniform_int_distribution<int> any{0, attendees - 1};
    Timings timings;
    for (int i = 0; i < scans; ++i) {
        const std::string code = "CODE" + std::to_string(any(random));
        const auto start = Clock::now();
        desk.answer(code, now, {});
        const auto between = Clock::now();
        if (write(file.get(), record.data(), record.size()) < 0 || fdatasync(file.get()) != 0) std::perror("append");
        timings.desk.push_back(Milliseconds{between - start}.count());
        timings.append.push_back(Milliseconds{Clock::now() - between}.count());
    }
    return timings;
}

}  // namespace

int main() {
    std::string name = (std::filesystem::temp_directory_path() / "kiosk-bench-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(name.data());
    Database database = Database::open(folder / "event.db");
    make_organiser(database, "bench");
    const Duration first = import(database, 0, 100'000);
    std::printf("import of 100,000 attendees: %.0f ms (bound %d), %.0f ms of it processor\n", first.wall_ms, bound_import_ms, first.cpu_ms);
    const Duration rest = import(database, 100'000, 1'000'000);
    std::printf("900,000 more: %.0f ms, %.0f ms of it processor\n", rest.wall_ms, rest.cpu_ms);
    const Timings timings = scan_and_append(database, folder, 1'000'000);
    const double desk = percentile(timings.desk, 0.99);
    const double append = percentile(timings.append, 0.99);
    std::printf("judge and record among 1,000,000: p50 %.3f ms, p99 %.3f ms; bare append p50 %.3f ms, p99 %.3f ms; p99 ratio %.2f "
                "(bound %.0f)\n",
                percentile(timings.desk, 0.5), desk, percentile(timings.append, 0.5), append, desk / append, bound_ratio);
    std::filesystem::remove_all(folder);
    return first.wall_ms <= bound_import_ms && desk <= bound_ratio * append ? 0 : 1;
}
