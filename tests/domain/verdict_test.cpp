#include "kiosk/domain/verdict.h"

#include <doctest/doctest.h>

#include <set>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

constexpr Instant noon{1'368'698'400s};

}  // namespace

TEST_CASE("a scan of a known ticket is judged by the first reason that counts") {
    struct Case {
        TicketFacts ticket;
        Verdict verdict;
        std::string why;
    };
    const Case cases[] = {
        {{}, Verdict::admitted, "nothing speaks against it"},
        {{.state = TicketState::revoked, .first_in = noon}, Verdict::revoked, "revoked outweighs being in"},
        {{.state = TicketState::blocked}, Verdict::blocked, "blocked"},
        {{.state = TicketState::unpaid}, Verdict::unpaid, "unpaid"},
        {{.valid_from = noon}, Verdict::admitted, "valid from this second"},
        {{.valid_from = noon + 1s}, Verdict::not_yet_valid, "valid from the next second"},
        {{.valid_until = noon + 1s}, Verdict::admitted, "valid for one second more"},
        {{.valid_until = noon}, Verdict::expired, "valid until this second"},
        {{.first_in = noon - 1h}, Verdict::already_in, "in since an hour"},
        {{.is_for_session = false}, Verdict::wrong_session, "for another session"},
        {{.session_has_room = false}, Verdict::session_full, "no seat left"},
        {{.is_for_session = false, .session_has_room = false},
         Verdict::wrong_session,
         "full does not matter to others"},
        {{.session_has_room = false, .first_in = noon - 1h}, Verdict::already_in, "one of those who fill the room"},
    };
    for (const Case& each : cases) CHECK_MESSAGE(judge_scan(each.ticket, noon) == each.verdict, each.why);
}

TEST_CASE("every verdict has a name of its own") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Verdict::bad_signature); ++i) names.insert(name_of(static_cast<Verdict>(i)));
    CHECK(names.size() == 14);
}
