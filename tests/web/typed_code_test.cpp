#include "kiosk/phone/typed_code.h"

#include <doctest/doctest.h>

#include "kiosk/base/text.h"
#include "kiosk/domain/ticket_code.h"

namespace kiosk {
namespace {

std::string in_groups(const std::string& code, const std::string& gap) {
    std::string text;
    for (std::size_t i = 0; i < code.size(); ++i) text += (i > 0 && i % 5 == 0 ? gap : "") + code[i];
    return text;
}

const std::string own = ticket_code("Hackathon", std::string(32, '\x15'));

}  // namespace

TEST_CASE("a code of ours is understood however people type it") {
    for (const char* gap : {"", " ", "-", " - ", "\u2013", "\u00a0", "."}) CHECK(typed_code(in_groups(own, gap)).code == own);
    CHECK(typed_code(ascii_lower(own)).code == own);
    std::string alike = own;
    for (char& c : alike) c = c == '0' ? 'o' : c == '1' ? 'l' : c;
    CHECK(typed_code(" " + alike + " ").code == own);
}

TEST_CASE("a code of ours with a wrong letter is told apart without being looked up") {
    std::string wrong = own;
    wrong[9] = wrong[9] == 'X' ? 'Y' : 'X';
    CHECK(typed_code(in_groups(wrong, " ")).is_mistyped);
}

TEST_CASE("other systems' codes stay as they stand") {
    for (const std::string code : {"ADA-CODE-1", "ab c", "12345", "https://x.example/t?q=1"}) {
        CHECK(typed_code(" " + code + "\r\n").code == code);
        CHECK_FALSE(typed_code(code).is_mistyped);
    }
}

}  // namespace kiosk
