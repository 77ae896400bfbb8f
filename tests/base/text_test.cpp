#include "kiosk/base/text.h"

#include <doctest/doctest.h>

using namespace kiosk;

TEST_CASE("white space of every kind goes from both ends") {
    CHECK(trimmed(" \t Liffey \r\n") == "Liffey");
    CHECK(trimmed("\u00a0\u00a0 Liffey\u3000") == "Liffey");
    CHECK(trimmed("\ufeffdata") == "data");
    CHECK(trimmed(" \n ").empty());
}

TEST_CASE("lines end as any machine ends them") {
    CHECK(lines_of("a\nb\r\nc\rd") == std::vector<std::string_view>{"a", "b", "c", "d"});
    CHECK(lines_of("") == std::vector<std::string_view>{""});
    CHECK(lines_of("a\n") == std::vector<std::string_view>{"a", ""});
}

TEST_CASE("only well-formed UTF-8 passes as such") {
    for (const auto* good : {"", "abc", "Ä", "沈括", "👩‍💻"}) CHECK_MESSAGE(is_utf8(good), good);
    for (const auto* bad : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\x80"})
        CHECK_FALSE(is_utf8(bad));
}

TEST_CASE("text from strangers is made fit to show") {
    CHECK(clean_utf8("a\xff" "b") == "a\ufffd" "b");
    CHECK(clean_utf8("a\x01\x1b[31mb\r\n\tc") == "a[31mb\n\tc");
    CHECK(clean_utf8(std::string("a\0b", 3)) == "ab");
}

TEST_CASE("a title becomes an id that a person can type") {
    CHECK(slug("Xen on ARM \"Portathon\"") == "xen-on-arm-portathon");
    CHECK(slug("  -- ") == "");
    CHECK(slug("Où & when?") == "où-when");
}
