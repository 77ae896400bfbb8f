#include <pugixml.hpp>
#include <stdlib.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"
#include "kiosk/sources/text/csv.h"
#include "kiosk/store/programme_store.h"

// How long a large file takes from its bytes to the database, beside a bare parse of the same bytes by the same library.

namespace {

using namespace kiosk;
using std::chrono::steady_clock;

std::string padded(int number) { return std::string(number < 10 ? 1 : 0, '0').append(std::to_string(number)); }

/// 2.3 MB, 1,351 sessions.
std::string large_xml() {
    std::string abstract;
    while (abstract.size() < 1'380) abstract += "What is said about a session takes up most of a schedule. ";
    std::string text = "<schedule><conference><title>Large event</title><time_zone_name>Europe/Berlin</time_zone_name></conference>";
    for (int day = 27, number = 0; day <= 30; ++day) {
        const std::string date = "2024-12-" + padded(day);
        text.append("<day date=\"").append(date).append("\">");
        for (int room = 0; room < 34; ++room) {
            text.append("<room name=\"Room ").append(std::to_string(room)).append("\">");
            for (int hour = 10; hour < 20 && number < 1'351; ++hour, ++number) {
                const std::string id = std::to_string(number), clock = padded(hour);
                text.append("<event id=\"").append(id).append("\" guid=\"0b52ba30-").append(id).append("\"><date>").append(date);
                text.append("T").append(clock).append(":00:00+01:00</date><start>").append(clock).append(":00</start>");
                text.append("<duration>00:50</duration><room>Room ").append(std::to_string(room)).append("</room><title>Session ");
                text.append(id).append("</title><abstract>").append(abstract).append("</abstract><track>Track</track><persons>");
                text.append("<person id=\"1\">Ada Lovelace</person><person id=\"2\">Charles Babbage</person></persons></event>\n");
            }
            text += "</room>";
        }
        text += "</day>";
    }
    return text + "</schedule>";
}

/// 100,000 sessions, a hundred of them in each of a thousand hours.
std::string large_csv() {
    std::string text = "id,title,start,end,room,speakers,track\n";
    for (int number = 0; number < 100'000; ++number) {
        const int hour = number / 100, day = hour / 10, clock = 8 + hour % 10;
        const std::string id = std::to_string(number), moment = "2024-" + padded(1 + day / 25) + "-" + padded(1 + day % 25) + "T" + padded(clock);
        text.append(id).append(",\"Session ").append(id).append(", the title\",").append(moment).append(":00,").append(moment);
        text.append(":50,Room ").append(std::to_string(number % 100)).append(",\"Ada Lovelace, Charles Babbage\",Track\n");
    }
    return text;
}

/// What work costs: of the wall clock, and of the processor, which other programs slow down less.
struct Cost {
    double wall_ms = 0;
    double processor_ms = 0;
};

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

Cost median_of(int runs, const std::function<void()>& work) {
    std::vector<double> wall, processor;
    for (int run = 0; run < runs; ++run) {
        const auto before = steady_clock::now();
        const std::clock_t used_before = std::clock();
        work();
        processor.push_back(1000.0 * static_cast<double>(std::clock() - used_before) / CLOCKS_PER_SEC);
        wall.push_back(std::chrono::duration<double, std::milli>(steady_clock::now() - before).count());
    }
    return {median(std::move(wall)), median(std::move(processor))};
}

struct Case {
    const char* name;
    std::string content;
    std::size_t sessions;
    std::function<void(const std::string&)> bare;
    int runs;
    double bound_ms;
};

bool measure(const Case& large, const std::filesystem::path& folder) {
    const Cost bare = median_of(large.runs, [&] { large.bare(large.content); });
    std::size_t kept = 0;
    const Cost reading = median_of(large.runs, [&] {
        Reading read = read_schedule(large.content);
        kept = settle(std::move(read.draft), "Europe/Berlin").sessions.size();
    });
    const auto file = folder / "event.db";
    const Cost whole = median_of(large.runs, [&] {
        for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + ending);
        Database database = Database::open(file);
        store_import(database, settle(read_schedule(large.content).draft, "Europe/Berlin"), {.path = large.name});
    });
    const bool good = whole.wall_ms <= large.bound_ms && kept == large.sessions;
    std::printf("%s, %.1f MB, %zu sessions:\n", large.name, static_cast<double>(large.content.size()) / 1e6, kept);
    const auto tell = [&](const char* what, const Cost& cost) {
        std::printf("  %-18s %8.1f ms, of the processor %8.1f ms: %5.1f times the bare parse\n", what, cost.wall_ms, cost.processor_ms,
                    cost.processor_ms / bare.processor_ms);
    };
    tell("bare parse", bare);
    tell("read and settled", reading);
    tell("imported", whole);
    std::printf("  bound %.0f ms%s\n", large.bound_ms, good ? "" : "  OVER");
    return good;
}

void parse_xml(const std::string& content) {
    pugi::xml_document document;
    if (!document.load_buffer(content.data(), content.size())) std::abort();
}

void parse_csv(const std::string& content) {
    CsvReader reader{content, ','};
    CsvRecord record;
    while (reader.next(record)) {
    }
}

long most_memory_mib() {
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace

int main() {
    std::string name = (std::filesystem::temp_directory_path() / "kiosk-bench-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(name.data());
    bool good = measure({"XML", large_xml(), 1'351, parse_xml, 9, 150}, folder);
    good &= measure({"CSV", large_csv(), 100'000, parse_csv, 3, 2'000}, folder);
    constexpr long most_mib = 300;
    std::printf("  most memory %ld MiB  bound %ld MiB%s\n", most_memory_mib(), most_mib, most_memory_mib() <= most_mib ? "" : "  OVER");
    std::filesystem::remove_all(folder);
    return good && most_memory_mib() <= most_mib ? 0 : 1;
}
