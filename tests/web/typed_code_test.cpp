#include "kiosk/phone/typed_code.h"

#include <doctest/doctest.h>

#include <algorithm>

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

bool may_mean(std::string_view typed, const std::string& code) {
    const TypedCode read = typed_code(typed);
    return std::ranges::find(read.readings, code) != read.readings.end();
}

}  // namespace

TEST_CASE("a code of ours is understood however people type it") {
    for (const char* gap : {"", " ", "-", " - ", "\u2013", "\u00a0", "."}) CHECK(typed_code(in_groups(own, gap)).own == own);
    CHECK(typed_code(ascii_lower(own)).own == own);
    std::string alike = own;
    for (char& c : alike) c = c == '0' ? 'o' : c == '1' ? 'l' : c;
    CHECK(typed_code(" " + alike + " ").own == own);
    CHECK(may_mean(alike, own));
}

TEST_CASE("a code with the shape of ours and a wrong letter is told apart") {
    std::string wrong = own;
    wrong[9] = wrong[9] == 'X' ? 'Y' : 'X';
    CHECK(typed_code(in_groups(wrong, " ")).looks_own);
    CHECK(typed_code(in_groups(wrong, " ")).own.empty());
    CHECK_FALSE(typed_code(own).looks_own);
}

TEST_CASE("other systems' codes are read as they stand first, then as phones and people change them") {
    for (const std::string code : {"ADA-CODE-1", "ab c", "12345", "https://x.example/t?q=1"}) {
        CHECK(typed_code(" " + code + "\r\n").readings.front() == code);
        CHECK_FALSE(typed_code(code).looks_own);
    }
    CHECK(may_mean("YK7QZ8MN2P", "yk7qz8mn2p"));
    CHECK(may_mean("Yk7qz 8mn2p ", "yk7qz8mn2p"));
    CHECK(may_mean("grace-code-3", "GRACE-CODE-3"));
    CHECK(may_mean("Grace-Code- 3", "Grace-Code-3"));
    CHECK(may_mean("abcde-fghij", "ABCDEFGHIJ"));
    CHECK(may_mean("abCde\u2013fgHij", "abCdefgHij"));
}

TEST_CASE("whatever is typed is looked up as often, and never as nothing") {
    for (const char* typed : {"a", "---", "KABC", "\u2013"})
        for (const std::string& reading : typed_code(typed).readings) CHECK_FALSE(reading.empty());
}

}  // namespace kiosk
