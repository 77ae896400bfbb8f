#include <doctest/doctest.h>

#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"
#include "tests/sources/shared_file.h"

using namespace kiosk;

namespace {

Settled read(const std::string& content) {
    const Reading reading = read_schedule(content);
    CAPTURE(reading.refusal);
    REQUIRE(reading.understood);
    return settle(reading.draft, "Europe/Berlin");
}

std::string only_span(const std::string& content) {
    const Settled settled = read(content);
    REQUIRE(settled.sessions.size() == 1);
    const Session& session = settled.sessions[0].session;
    return iso_time_utc(session.starts).append(" ").append(iso_time_utc(session.ends));
}

}  // namespace

TEST_CASE("columns are known by their names, in any order, with any of three separators") {
    const char* ten_to_eleven = "2024-07-01T08:00:00Z 2024-07-01T09:00:00Z";
    CHECK(only_span("Title,Date,Start,Duration\nA,2024-07-01,10:00,1:00\n") == ten_to_eleven);
    CHECK(only_span("Raum;Titel;Datum;Beginn;Ende\nSaal;A;01.07.2024;10:00;11:00\n") == ten_to_eleven);
    CHECK(only_span("Subject\tStart Date\tStart Time\tEnd Date\tEnd Time\r\nA\t1 July 2024\t10:00 AM\t1 July 2024\t11:00 AM\r\n") == ten_to_eleven);
    CHECK(only_span("name,starts at,ends at\nA,2024-07-01T10:00:00+02:00,2024-07-01T11:00:00+02:00\n") == ten_to_eleven);
    CHECK(only_span("title,date,time\nA,2024-07-01,10:00 - 11:00\n") == ten_to_eleven);
    CHECK(only_span("title,start,minutes\nA,2024-07-01 10:00,60\n") == ten_to_eleven);
}

TEST_CASE("an end on the clock after midnight is the next day's") {
    CHECK(only_span("title,date,start,end\nA,2024-07-01,23:00,01:30\n") == "2024-07-01T21:00:00Z 2024-07-01T23:30:00Z");
}

TEST_CASE("an end on the clock is where the clock says, in the night of the change too") {
    CHECK(only_span("title,date,start,end\nA,2024-10-27,01:00,04:00\n") == "2024-10-26T23:00:00Z 2024-10-27T03:00:00Z");
    CHECK(only_span("title,date,start,end\nA,2024-03-30,23:00,04:00\n") == "2024-03-30T22:00:00Z 2024-03-31T02:00:00Z");
    CHECK(only_span("title,start,end\nA,2024-10-27 01:00+02:00,04:00\n") == "2024-10-26T23:00:00Z 2024-10-27T02:00:00Z");
}

TEST_CASE("a column can say in any language that a session is called off") {
    for (const char* word : {"cancelled", "CANCELED", "fällt aus", "Annulé", "yes", "ملغاة"})
        CHECK(read(std::string{"title,start,status\nA,2024-07-01 10:00,"} + word + "\n").sessions.at(0).session.cancelled);
    for (const char* word : {"", "confirmed", "no", "not cancelled"})
        CHECK_FALSE(read(std::string{"title,start,status\nA,2024-07-01 10:00,"} + word + "\n").sessions.at(0).session.cancelled);
}

TEST_CASE("a column that asks whether a session is called off takes any yes") {
    for (const char* word : {"true", "Yes", "1", "x", "ja", "cancelled"})
        CHECK(read(std::string{"title,start,is_cancelled\nA,2024-07-01 10:00,"} + word + "\n").sessions.at(0).session.cancelled);
    for (const char* word : {"", "false", "0", "no"})
        CHECK_FALSE(read(std::string{"title,start,is_cancelled\nA,2024-07-01 10:00,"} + word + "\n").sessions.at(0).session.cancelled);
}

TEST_CASE("days with slashes: all of the table decide whether the month comes first") {
    struct Row {
        const char* days;      // of the sessions, with semicolons between
        const char* expected;  // the first of them
        const char* doubt;     // a part of the warning; empty: there is none
        const char* why;
    };
    for (const Row& row : std::vector<Row>{
             {"25/12/2024", "2024-12-25", "", "there is no month 25"},
             {"12/25/2024", "2024-12-25", "", "there is no month 25"},
             {"7/1/2024;7/13/2024", "2024-07-01", "", "one of the table can only be American"},
             {"7/1/24;13/1/24", "2024-01-07", "", "one of the table can't be American"},
             {"7/1/2024", "2024-01-07", "2024-01-07, not 2024-07-01", "nothing tells: the day first, as in most of the world"},
             {"1/7/2024;2/7/2024", "2024-07-01", "2024-07-01, not 2024-01-07", "nothing tells, and the days are close together so"},
             {"7/1/2024;7/2/2024;7/3/2024", "2024-07-01", "close together", "three days of July, or three months"},
             {"7/1/2024;2024-07-02", "2024-07-01", "", "the event's other days are in July"},
             {"7/1/2024;2024-01-08", "2024-01-07", "", "the event's other days are in January"},
             {"25/12/2024;12/26/2024;7/1/2024", "2024-12-25", "two orders", "both can't be: each as it can be read"},
             {"7/7/2024", "2024-07-07", "", "both ways are the same day"}}) {
        CAPTURE(row.why);
        std::string table = "title,date,start,end\n";
        std::size_t number = 0;
        for (std::size_t at = 0; at != std::string::npos;) {
            const std::string rest = std::string{row.days}.substr(at);
            table.append("A").append(std::to_string(++number)).append(",").append(rest.substr(0, rest.find(';'))).append(",10:00,11:00\n");
            at = rest.find(';') == std::string::npos ? rest.find(';') : at + rest.find(';') + 1;
        }
        const Reading reading = read_schedule(table);
        REQUIRE(reading.understood);
        REQUIRE(reading.draft.sessions.size() == number);
        CHECK(iso_date(Date{std::chrono::floor<std::chrono::days>(reading.draft.sessions[0].starts.value().face)}) == row.expected);
        CHECK(reading.draft.warnings.size() == (*row.doubt ? 1 : 0));
        if (*row.doubt && !reading.draft.warnings.empty()) CHECK(reading.draft.warnings[0].why.find(row.doubt) != std::string::npos);
    }
    CHECK(only_span("title,start,end\nA,7/13/2024 10:00 AM,7/13/2024 11:00 AM\n") == "2024-07-13T08:00:00Z 2024-07-13T09:00:00Z");
}

TEST_CASE("a first line that only names the separator is none of the table") {
    CHECK(only_span("sep=;\r\nTitle;Start;Duration\r\nA, or B;2024-07-01 10:00;60\r\n") == "2024-07-01T08:00:00Z 2024-07-01T09:00:00Z");
    CHECK(read("\xEF\xBB\xBFsep=|\nTitle|Start|Duration\nA|2024-07-01 10:00|\n").warnings.at(0).where == "line 3 \"A\"");
}

TEST_CASE("quotes, line ends within, and every charset that spreadsheets write") {
    const std::string plain = "Title,Date,Start,Speakers\n\"Löten, \"\"schnell\"\"\nund gut\",2024-07-01,10:00,1:Ada|2:Bo\n";
    std::string latin = plain;
    const auto umlaut = latin.find("ö");
    latin.erase(umlaut, 1);
    latin[umlaut] = '\xF6';
    std::string wide{"\xFF\xFE"};
    for (const char c : latin) wide += std::string{c, '\0'};

    std::string marked{"\xEF\xBB\xBF"};
    marked += plain;

    for (const std::string& content : {plain, marked, latin, wide}) {
        const Settled settled = read(content);
        REQUIRE(settled.sessions.size() == 1);
        CHECK(settled.sessions[0].session.title == "Löten, \"schnell\" und gut");
        CHECK(settled.sessions[0].session.people == std::vector<std::string>{"Ada", "Bo"});
    }
}

TEST_CASE("a line without a title or a time is skipped with its line") {
    const Settled settled = read("Title,Date,Start\nA,2024-07-01,10:00\n,2024-07-01,11:00\nB,2024-07-01,later\n,,\n");

    CHECK(settled.sessions.size() == 1);
    REQUIRE(settled.skipped.size() == 2);
    CHECK(settled.skipped[0].where == "line 3");
    CHECK(settled.skipped[1].where == "line 4 \"B\"");
}

TEST_CASE("a table without a title or a time is no schedule") {
    CHECK_FALSE(read_schedule("Name,Mail\nAda,a@example.invalid\n").understood);
    CHECK_FALSE(read_schedule("one,two\n1,2\n").understood);
}
