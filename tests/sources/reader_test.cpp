#include "kiosk/sources/files/reader.h"

#include <doctest/doctest.h>

using namespace kiosk;

namespace {

struct Refusal {
    const char* why;
    std::string content;
    const char* says;
};

const Refusal refusals[] = {
    {"nothing", "", "an empty file"},
    {"blanks", " \n\n", "white space"},
    {"a picture", std::string{"\x89PNG\r\n\x1A\n\0\0", 10}, "PNG"},
    {"a document", "%PDF-1.4\n", "PDF"},
    {"a page of HTML", "<!DOCTYPE html><html><body>hi</body></html>", "HTML"},
    {"XML of something else", "<?xml version='1.0'?><rss/>", "XML"},
    {"XML called schedule inside", "<rss><schedule/></rss>", "outermost"},
    {"JSON without sessions", "{\"a\": 1}", "JSON"},
    {"text about nothing we know", "Dear all,\nplease come.\n", "text"},
    {"UTF-16", std::string{"\xFF\xFE" "h\0i\0", 6}, "UTF-16"},
    {"half a UTF-16 character", std::string{"\xFF\xFE" "h\0i", 5}, "UTF-16"},
    {"a NUL within text", std::string{"Topics\n\0\nmore", 13}, "NUL"},
    {"a schedule with a NUL in it", std::string{"<schedule>\0</schedule>", 22}, "NUL"},
};

}  // namespace

TEST_CASE("a file that is not understood is refused in one sentence that says what it looks like and where reading stopped") {
    for (const Refusal& c : refusals) {
        CAPTURE(c.why);
        const Reading reading = read_schedule(c.content);
        CAPTURE(reading.refusal);
        CHECK_FALSE(reading.understood);
        CHECK(reading.refusal.find(c.says) != std::string::npos);
        CHECK(reading.refusal.find('\n') == std::string::npos);
    }
}

TEST_CASE("a file beyond the limit is refused unread") {
    CHECK_FALSE(read_schedule(std::string(largest_file + 1, 'x')).understood);
}

TEST_CASE("a schedule in UTF-16 is read") {
    const std::string plain = "<schedule><day date='2024-07-01'/></schedule>";
    std::string wide{"\xFE\xFF"};
    for (const char c : plain) wide += std::string{'\0', c};

    CHECK(read_schedule(wide).understood);
    CHECK(read_schedule(wide.substr(2)).understood);
}
