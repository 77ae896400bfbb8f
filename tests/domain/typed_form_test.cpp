#include "kiosk/domain/typed_form.h"

#include <doctest/doctest.h>

namespace kiosk {

TEST_CASE("a code is the same however it is typed, and what looks alike on paper is one letter") {
    const std::string form = typed_form("GRACE-CODE-3");
    for (const char* typed : {"GRACECODE3", "grace code 3", " Grace\u2013Code\u20113 ", "GRACEC0DE3", "gracecode\u0663", "gracecode\u06f3",
                              "\u200fGRACE\u00a0CODE.3"})
        CHECK(typed_form(typed) == form);
    CHECK(typed_form("lO5ZB") == typed_form("I0S28"));
    CHECK(typed_form("GRACECODE4") != form);
    CHECK(typed_form("GRACECODE33") != form);
}

TEST_CASE("what nobody types has no typed form") {
    for (const char* code : {"", "---", "Größe-1", "\u6771\u4eac", "\xff", "\xd9", "\u066a"}) CHECK(typed_form(code).empty());
    CHECK(typed_form(std::string(40, 'A')).size() == 40);
    CHECK(typed_form(std::string(41, 'A')).empty());
}

}  // namespace kiosk
