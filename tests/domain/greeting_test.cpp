#include "kiosk/domain/greeting.h"

#include <doctest/doctest.h>

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr Instant noon = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + 12h;

}  // namespace

TEST_CASE("a greeting says on another screen what the own one would, but for the name") {
    const Session talk{.id = "talk", .title = "Talk"}, other{.id = "other", .title = "Other"};
    const Programme programme{.sessions = {talk, other}};
    const CheckInAnswer answer{.verdict = Verdict::already_in,
                               .attendee = "0123",
                               .name = "Ada Lovelace",
                               .given_name = "Ada",
                               .language = "de",
                               .was_here_before = true,
                               .first_at = noon,
                               .first_device = "North",
                               .valid_from = noon - 1h,
                               .session = talk,
                               .instead = other,
                               .next = NextSession{.session = other, .voted_for = true},
                               .list_is_arriving = true};
    CheckInAnswer expected = answer;
    expected.attendee.clear();
    expected.name.clear();
    CHECK(answer_in(greeting_of(answer, true), programme) == expected);
    expected.given_name.clear();
    CHECK(answer_in(greeting_of(answer, false), programme) == expected);

    const CheckInAnswer elsewhere = answer_in(greeting_of(answer, true), {});
    CHECK_FALSE(elsewhere.session);
    CHECK_FALSE(elsewhere.next);
}

TEST_CASE("every verdict is known by its name") {
    for (int each = 0; each <= static_cast<int>(Verdict::bad_signature); ++each) {
        const auto verdict = static_cast<Verdict>(each);
        CHECK(verdict_named(name_of(verdict)) == verdict);
    }
    CHECK_FALSE(verdict_named("of_a_newer_kiosk"));
}

}  // namespace kiosk
