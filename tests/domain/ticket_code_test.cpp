#include "kiosk/domain/ticket_code.h"

#include <doctest/doctest.h>

#include "kiosk/domain/next_session.h"

namespace kiosk {

TEST_CASE("our codes are told from all others, and from those of another event") {
    const std::string code = ticket_code("Hackathon", std::string(25, '\x1f'));
    CHECK(code.size() == ticket_code_length);
    CHECK(own_code(code) == code);
    CHECK(is_of_event(code, " hackathon "));
    CHECK_FALSE(is_of_event(code, "Congress"));

    CHECK(own_code("") == "");
    CHECK(own_code(code + "A") == "");
    CHECK(own_code(code.substr(1) + "K") == "");
    CHECK(own_code(std::string(32, '\0')) == "");
}

TEST_CASE("one wrong letter in our code is noticed, easily mistaken ones are put right") {
    const std::string code = ticket_code("Hackathon", std::string("0123456789abcdefghijklmno"));
    int noticed = 0;
    for (std::size_t place = 5; place < code.size(); ++place) {
        std::string wrong = code;
        wrong[place] = code[place] == 'A' ? 'B' : 'A';
        noticed += own_code(wrong).empty() ? 1 : 0;
    }
    CHECK(noticed >= 26);

    std::string typed = code;
    for (char& c : typed) c = c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    CHECK(own_code(typed) == code);
}

TEST_CASE("paper says a code to type in groups, where somebody would type it") {
    struct Row {
        std::string code, says;
        const char* why;
    };
    for (const Row& row : {Row{"K" + std::string(31, '7'), "K7777 77777 77777 77777 77777 77777 77", "ours"},
                           Row{"yk7qz8mn2p", "yk7qz 8mn2p", "of a ticket shop"},
                           Row{"AB12CD34", "AB12CD34", "short enough to read at once"},
                           Row{"GRACE-CODE-3", "GRACE-CODE-3", "in groups already"},
                           Row{std::string(33, 'A'), "", "signed, or an address"},
                           Row{"Größe", "", "not on every keyboard"}}) {
        CAPTURE(row.why);
        CHECK(code_to_type(row.code) == row.says);
    }
}

TEST_CASE("instead of a full session comes one of the same track with space, not a later one") {
    const Instant ten = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16} + std::chrono::hours{10};
    const auto talk = [&](std::string id, std::string track, int hour) {
        const Instant starts = ten + std::chrono::hours{hour};
        return Session{.id = std::move(id), .starts = starts, .ends = starts + std::chrono::hours{1}, .room = "R", .track = std::move(track)};
    };
    const Programme programme{.sessions = {talk("full", "A", 0), talk("other", "B", 0), talk("same", "A", 0), talk("later", "A", 1)}};
    const auto found = [&](const std::string& without_space) {
        const auto session = session_instead(programme, programme.sessions[0], ten,
                                             [&](const Session& each) { return each.id != without_space; });
        return session ? session->id : "none";
    };
    CHECK(found("") == "same");
    CHECK(found("same") == "other");
    CHECK(session_instead(programme, programme.sessions[0], ten, [](const Session&) { return false; }) == std::nullopt);
}

}  // namespace kiosk
