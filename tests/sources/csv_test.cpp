#include "kiosk/sources/text/csv.h"

#include <doctest/doctest.h>

namespace {

using namespace kiosk;
using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char separator = ',') {
    Rows rows;
    CsvReader reader{text, separator};
    for (CsvRecord record; reader.next(record);) rows.push_back(record.fields);
    return rows;
}

}  // namespace

TEST_CASE("separated values are read as spreadsheets write them") {
    struct Case {
        std::string_view text;
        Rows rows;
        const char* why;
    };
    const std::vector<Case> cases = {
        {"", {}, "nothing"},
        {"a,b\n1,2", {{"a", "b"}, {"1", "2"}}, "no line end at the end"},
        {"a,b\r\n1,2\r\n", {{"a", "b"}, {"1", "2"}}, "CR LF"},
        {"a,b\r1,2\r", {{"a", "b"}, {"1", "2"}}, "CR alone"},
        {"a\n\n\r\n1\n", {{"a"}, {"1"}}, "blank lines are no records"},
        {"a,,\n,", {{"a", "", ""}, {"", ""}}, "empty fields count"},
        {"\"Smith, John\",\"say \"\"hi\"\"\"", {{"Smith, John", "say \"hi\""}}, "separator and doubled quotes inside"},
        {"\"two\r\nlines\",x\ny", {{"two\r\nlines", "x"}, {"y"}}, "a line end inside"},
        {"\"\",\"\"\n\"\"", {{"", ""}, {""}}, "empty in quotes"},
        {"\"a\" , \"b\"\nc", {{"a", "b"}, {"c"}}, "blanks around quotes"},
        {"Ann \"Annie\" Lee,\"Bob \"the builder\" Fox\"\n", {{"Ann \"Annie\" Lee", "Bob \"the builder\" Fox"}},
         "quotes that nobody doubled"},
        {"\"open,x\ny,z", {{"\"open", "x"}, {"y", "z"}}, "a quote never closed costs its field alone"},
    };
    for (const Case& each : cases) CHECK_MESSAGE(rows_of(each.text) == each.rows, each.why);
    CHECK(rows_of("a;b\tc", ';') == Rows{{"a", "b\tc"}});
    CHECK(rows_of("a;b\tc", '\t') == Rows{{"a;b", "c"}});
}

TEST_CASE("a record knows its line, line ends in quotes included") {
    CsvReader reader{"a\r\n\r\n\"x\r\ny\rz\"\nb\n", ','};
    std::vector<std::size_t> lines;
    for (CsvRecord record; reader.next(record);) lines.push_back(record.line);
    CHECK(lines == std::vector<std::size_t>{1, 3, 6});
}

TEST_CASE("a quote that nobody closed does not swallow the rest of a long file") {
    std::string text = "name,code\n\"Ann,1\n";
    for (int i = 0; i < 1000; ++i) text += "Ben,2\n";
    text += "\"Last, Person\",3\n";

    const Rows rows = rows_of(text);

    REQUIRE(rows.size() == 1003);
    CHECK(rows[1] == std::vector<std::string>{"\"Ann", "1"});
    CHECK(rows.back() == std::vector<std::string>{"Last, Person", "3"});
}

TEST_CASE("a hundred thousand quotes are read in linear time") {
    std::string one_line;
    std::string many_lines;
    for (int i = 0; i < 100'000; ++i) one_line += "\"x,", many_lines += "\"x\n";
    CHECK(rows_of(one_line).size() == 1);
    CHECK(rows_of(many_lines).size() == 100'000);
}
