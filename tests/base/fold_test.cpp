#include "kiosk/base/fold.h"

#include <doctest/doctest.h>

using namespace kiosk;

TEST_CASE("names are the same when only case and white space differ") {
    CHECK(folded("  Xen\u00a0 Hackathon\tMay  2013 ") == "xen hackathon may 2013");
    CHECK(folded("ÜBER Straße") == "über straße");
    CHECK(folded("ΑΘΉΝΑ КИЇВ") == "αθήνα київ");
    CHECK(folded("東京 👩‍💻 שלום") == "東京 👩‍💻 שלום");
    CHECK(folded(" \n").empty());
}

TEST_CASE("comparing text from strangers is safe whatever the bytes") {
    CHECK(folded("A\xff") == "a\ufffd");
    CHECK(folded("\xf0\x9f") == "\ufffd\ufffd");
}
