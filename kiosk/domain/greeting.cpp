#include "kiosk/domain/greeting.h"

#include <algorithm>

namespace kiosk {
namespace {

std::optional<std::string> id_of(const std::optional<Session>& session) {
    return session ? std::optional{session->id} : std::nullopt;
}

std::optional<Session> session_with(const std::optional<std::string>& id, const Programme& programme) {
    if (!id) return std::nullopt;
    const auto found = std::ranges::find(programme.sessions, *id, &Session::id);
    return found == programme.sessions.end() ? std::nullopt : std::optional{*found};
}

}  // namespace

Greeting greeting_of(const CheckInAnswer& answer, bool says_name) {
    return {.verdict = answer.verdict,
            .given_name = says_name ? answer.given_name : "",
            .language = answer.language,
            .was_here_before = answer.was_here_before,
            .first_at = answer.first_at,
            .first_device = answer.first_device,
            .valid_from = answer.valid_from,
            .session = id_of(answer.session),
            .instead = id_of(answer.instead),
            .next = answer.next ? std::optional{answer.next->session.id} : std::nullopt,
            .voted_for_next = answer.next && answer.next->voted_for,
            .list_is_arriving = answer.list_is_arriving};
}

CheckInAnswer answer_in(const Greeting& greeting, const Programme& programme) {
    CheckInAnswer answer{.verdict = greeting.verdict,
                         .given_name = greeting.given_name,
                         .language = greeting.language,
                         .was_here_before = greeting.was_here_before,
                         .first_at = greeting.first_at,
                         .first_device = greeting.first_device,
                         .valid_from = greeting.valid_from,
                         .session = session_with(greeting.session, programme),
                         .instead = session_with(greeting.instead, programme),
                         .list_is_arriving = greeting.list_is_arriving};
    if (auto next = session_with(greeting.next, programme)) answer.next = NextSession{std::move(*next), greeting.voted_for_next};
    return answer;
}

}  // namespace kiosk
