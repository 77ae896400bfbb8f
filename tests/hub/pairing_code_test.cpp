#include "kiosk/sources/hub/pairing_code.h"

#include <doctest/doctest.h>

#include <string>

namespace kiosk {
namespace {

const PairingCode code = {.host = "192.0.2.17",
                          .port = 5433,
                          .database = "kiosk",
                          .secret = "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                          .fingerprint = "00112233445566778899aabbccddeeff"};

TEST_CASE("a pairing code says what it was made of") {
    for (const char* host : {"192.0.2.17", "2001:db8::17", "hub.example.org", "Big_Host"})
        for (const char* database : {"kiosk", "Kiosk 2/é"}) {
            PairingCode each = code;
            each.host = host;
            each.database = database;
            CHECK(pairing_code_in(text_of(each)) == each);
        }
}

TEST_CASE("a pairing code has only letters that scanners type on most keyboards and QR codes pack densely") {
    CHECK(text_of(code).find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") == std::string::npos);
}

TEST_CASE("case and white space around a pairing code don't count") {
    std::string small = text_of(code);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    CHECK(pairing_code_in("  " + small + "\n") == code);
}

TEST_CASE("a pairing code with one wrong letter is none, wherever it is") {
    const std::string text = text_of(code);
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string wrong = text;
        wrong[i] = wrong[i] == '7' ? '3' : '7';
        CAPTURE(wrong);
        CHECK_FALSE(pairing_code_in(wrong));
        CHECK_FALSE(pairing_code_in(text.substr(0, i)));
    }
}

TEST_CASE("two letters that a keyboard's layout swaps are noticed") {
    std::string swapped = text_of(code);
    const auto y = swapped.find("YZ");
    REQUIRE(y != std::string::npos);
    std::swap(swapped[y], swapped[y + 1]);
    CHECK_FALSE(pairing_code_in(swapped));
    CHECK(looks_like_pairing_code(swapped));
}

TEST_CASE("tickets and other texts are no pairing codes") {
    for (const char* text : {"", "KIOSK", "KIOSK/", "TESTTEST-QWYZAM-0123456789", "https://example.org/KIOSK/1/2/3/4/5"}) {
        CHECK_FALSE(pairing_code_in(text));
        CHECK_FALSE(looks_like_pairing_code(text));
    }
}

}  // namespace
}  // namespace kiosk
