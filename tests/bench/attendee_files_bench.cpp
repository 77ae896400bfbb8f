#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <string>

#include "kiosk/sources/attendees/attendee_reader.h"

namespace {

using namespace kiosk;

constexpr double csv_bound_s = 0.6;   // for 100,000 people
constexpr double json_bound_s = 1.2;

std::string csv_of(int rows) {
    std::string csv = "Order code,Position ID,First name,Last name,E-mail,Company,Ticket type,Code,Valid from,Valid until,Paid,Status,Language\n";
    for (int i = 0; i < rows; ++i) {
        const std::string number = std::to_string(i);
        csv += "ORD" + number + ",1,Zoë,\"Example-Łącki " + number + ", Jr.\",person" + number +
               "@example.org,\"Example \"\"Works\"\" Ltd\",Two days,K7QD" + number +
               "M4XZR2,2024-12-27T08:00:00+01:00,2024-12-29,yes,paid,de\n";
    }
    return csv;
}

std::string json_of(int orders) {
    std::string json = "[";
    for (int i = 0; i < orders; ++i) {
        const std::string number = std::to_string(i);
        json += (i > 0 ? ",\n" : "\n");
        json += R"({"code":"O)" + number + R"(","status":"p","testmode":false,"email":"person)" + number +
                R"(@example.org","locale":"de","positions":[{"id":)" + number + R"(,"positionid":1,"item":5,"price":"23.00",)" +
                R"("attendee_name":"Person )" + number + R"(","attendee_name_parts":{"given_name":"Person"},"attendee_email":null,)" +
                R"("secret":"z3fsn8jyufm5kpk768q69gkbyr5f)" + number + R"(","addon_to":null,"checkins":[],"answers":[]}]})";
    }
    return json + "]";
}

long memory_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

bool measure(const char* name, const std::string& content, int people, double bound_s) {
    const std::clock_t before = std::clock();  // CPU time: a busy machine does not count
    const AttendeeReading reading = read_attendees(content);
    const double took_s = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    const bool good = reading.understood && static_cast<int>(reading.list.attendees.size()) == people && took_s <= bound_s;
    std::printf("%-44s %7.3f s CPU  bound %8.3f s  file %ld MiB, peak so far %ld MiB%s\n", name, took_s, bound_s,
                static_cast<long>(content.size() / 1024 / 1024), memory_mib(), good ? "" : "  OVER");
    return good;
}

}  // namespace

int main() {
    bool good = measure("attendee list, CSV, 100,000 rows", csv_of(100'000), 100'000, csv_bound_s);
    good &= measure("attendee list, CSV, 400,000 rows", csv_of(400'000), 400'000, 4 * csv_bound_s);
    good &= measure("pretix orders, JSON, 100,000 positions", json_of(100'000), 100'000, json_bound_s);
    return good ? 0 : 1;
}
