#include "kiosk/phone/form_token.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

const Instant noon = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + 12h;
const Key key = Key::from(std::string(32, 'k')).value();

Phone phone_with(std::string code) {
    Phone phone = new_phone(noon + 24h);
    phone.code = std::move(code);
    return phone;
}

Sight sight() { return {.screen = screen_mark(ScreenPurpose::check_in, "machine", ""), .at = noon, .nonce = "12345678"}; }

}  // namespace

TEST_CASE("what a phone keeps comes back as it was") {
    Phone phone = phone_with("TICKET");
    phone.is_known = true;
    phone.sight = sight();
    CHECK(unsealed_phone(sealed_phone(phone, key), noon, key) == phone);
    phone.sight.reset();
    CHECK(unsealed_phone(sealed_phone(phone, key), noon, key) == phone);
}

TEST_CASE("a phone's memory ends, shows nothing, and can't be made by others") {
    const Phone phone = phone_with("TICKET");
    const std::string cookie = sealed_phone(phone, key);
    CHECK_FALSE(unsealed_phone(cookie, phone.until, key));
    CHECK(cookie.find("TICKET") == std::string::npos);
    CHECK_FALSE(unsealed_phone(cookie, noon, Key::from(std::string(32, 'x')).value()));
    for (const std::string nonsense : {"", "x", "AAAA", "=;,"}) CHECK_FALSE(unsealed_phone(nonsense, noon, key));
    SUBCASE("a form's token is no cookie, nor a cookie a token") {
        CHECK_FALSE(unsealed_phone(form_token(sight(), phone, key), noon, key));
        CHECK_FALSE(sight_of_form(cookie, phone, noon, key));
    }
}

TEST_CASE("a form counts for ten minutes, for its phone and its ticket") {
    const Phone phone = phone_with("TICKET");
    const std::string token = form_token(sight(), phone, key);
    CHECK(sight_of_form(token, phone, noon, key) == sight());
    CHECK(sight_of_form(token, phone, noon + 10min - 1s, key));
    CHECK_FALSE(sight_of_form(token, phone, noon + 10min, key));
    CHECK_FALSE(sight_of_form(token, phone_with("TICKET"), noon, key));
    Phone other_ticket = phone;
    other_ticket.code = "ANOTHER";
    CHECK_FALSE(sight_of_form(token, other_ticket, noon, key));
    std::string forged = token;
    forged[10] = forged[10] == 'A' ? 'B' : 'A';
    CHECK_FALSE(sight_of_form(forged, phone, noon, key));
}

TEST_CASE("a form is tried a few times, and no more once it was given up") {
    TriedForms tried;
    CHECK(tried.may_try("a", noon));
    tried.give_up("a", noon);
    CHECK(tried.is_given_up("a"));
    CHECK_FALSE(tried.may_try("a", noon + 9min));
    int tries = 0;
    while (tried.may_try("b", noon) && tries < 100) ++tries;
    CHECK(tries == 6);
}

}  // namespace kiosk
