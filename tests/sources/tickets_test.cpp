#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/verdict.h"
#include "kiosk/sources/tickets/pretix_ticket.h"
#include "kiosk/sources/tickets/signed_ticket.h"
#include "tests/skipped.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

constexpr Instant noon{1'368'698'400s};  // 2013-05-16, a day of the hackathon in Dublin

SigningKey key_of(std::uint8_t seed) {
    SigningKey key;
    key.fill(seed);
    return key;
}

SignedTicket ticket() {
    return {.event = event_mark("Hackathon/May2013"),
            .attendee = 0x123456789abc,
            .ticket_type = "Speaker",
            .valid_from = noon - 4h,
            .valid_until = noon + 6h};
}

using Json = nlohmann::json;

std::vector<PublicKey> keys_for(const Json& vectors, const Json& list) {
    std::vector<PublicKey> keys;
    for (const auto& [event, id] : list.items())
        for (const auto& text : vectors["public_keys_base64_pem"][event]) {
            const auto key = public_key_from(text.get<std::string>());
            REQUIRE(key.has_value());
            keys.push_back(*key);
        }
    return keys;
}

/// As the door decides it.
Verdict judged(const PretixTicket& ticket, bool is_revoked, Instant now) {
    if (!ticket.is_genuine) return Verdict::bad_signature;
    return judge_scan({.state = is_revoked ? TicketState::revoked : TicketState::valid,
                       .valid_from = ticket.valid_from,
                       .valid_until = ticket.valid_until},
                      now);
}

std::string expected_name(Verdict verdict) {
    switch (verdict) {
        case Verdict::admitted:
            return "VALID";
        case Verdict::not_yet_valid:
        case Verdict::expired:
            return "INVALID_TIME";
        case Verdict::bad_signature:
            return "INVALID";
        case Verdict::revoked:
            return "REVOKED";
        default:
            return "";
    }
}

}  // namespace

TEST_CASE("a signed ticket says who may come in, and only the organiser's key can say it") {
    const auto text = sign_ticket(ticket(), key_of(7));
    CHECK(text.size() == signed_ticket_length);
    CHECK(text.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos);

    const PublicKey keys[] = {public_key_of(key_of(6)), public_key_of(key_of(7))};
    const auto read = read_signed_ticket(text, keys);
    REQUIRE(read.has_value());
    CHECK(read->is_genuine);
    CHECK(read->event == event_mark(" hackathon/may2013 "));
    CHECK(read->event != event_mark("Hackathon/May2014"));
    CHECK(read->attendee == 0x123456789abc);
    CHECK(read->ticket_type == "Speaker");
    CHECK(read->valid_from == noon - 4h);
    CHECK(read->valid_until == noon + 6h);
    CHECK(read->text == text);

    const auto with_other_key = read_signed_ticket(text, std::span(keys).first(1));
    REQUIRE(with_other_key.has_value());
    CHECK_FALSE(with_other_key->is_genuine);
}

TEST_CASE("any letter changed in a signed ticket is noticed") {
    const auto text = sign_ticket(ticket(), key_of(7));
    const PublicKey keys[] = {public_key_of(key_of(7))};
    for (std::size_t i = 2; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = changed[i] == '5' ? '6' : '5';
        const auto read = read_signed_ticket(changed, keys);
        CHECK_FALSE((read && read->is_genuine));
    }
}

TEST_CASE("a signed ticket is read as scanners and people may write it") {
    const auto text = sign_ticket(ticket(), key_of(7));
    const PublicKey keys[] = {public_key_of(key_of(7))};
    auto typed = text;
    for (auto& letter : typed) {
        if (letter == '1') letter = 'l';
        if (letter == '0') letter = 'o';
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    const auto read = read_signed_ticket(typed, keys);
    REQUIRE(read.has_value());
    CHECK(read->is_genuine);
    CHECK(read->text == text);
    for (const auto& other : {std::string(), std::string("KS"), text + "0", text.substr(1), std::string(154, '!'),
                              std::string(154, '\xff')})
        CHECK_FALSE(read_signed_ticket(other, keys).has_value());
}

TEST_CASE("a signed ticket may leave its hours open, and cuts a long type after a whole letter") {
    const PublicKey keys[] = {public_key_of(key_of(7))};
    auto open = ticket();
    open.valid_from.reset();
    open.valid_until.reset();
    open.ticket_type = "Frühbucher-Äpfel";
    const auto read = read_signed_ticket(sign_ticket(open, key_of(7)), keys);
    REQUIRE(read.has_value());
    CHECK_FALSE(read->valid_from.has_value());
    CHECK_FALSE(read->valid_until.has_value());
    CHECK(read->ticket_type == "Frühbucher-");
}

TEST_CASE("keys go to files and come back; anything else is no key") {
    const auto key = new_signing_key();
    CHECK(key != new_signing_key());
    CHECK(signing_key_from(signing_key_pem(key)) == key);
    CHECK(public_key_from(to_pem(public_key_of(key))) == public_key_of(key));
    CHECK_FALSE(public_key_from(signing_key_pem(key)).has_value());
    CHECK_FALSE(signing_key_from(to_pem(public_key_of(key))).has_value());
    for (const char* other :
         {"", "hello", "-----BEGIN PUBLIC KEY-----", "-----BEGIN PUBLIC KEY----------END PUBLIC KEY-----",
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----"})
        CHECK_FALSE(public_key_from(other).has_value());
}

TEST_CASE("tickets that pretix signed get the verdicts that pretix gives") {
    const auto file = sample_file("attendees/pretix-sig1/pretix_sig1_vectors.json");
    if (!file) return;
    std::ifstream in(*file);
    const auto vectors = Json::parse(in);
    REQUIRE(vectors["cases"].size() == 7);
    for (const auto& each : vectors["cases"]) {
        const auto text = each["ticket"].get<std::string>();
        const auto read = pretix_ticket(text, keys_for(vectors, each["list"]));
        REQUIRE(read.has_value());
        const auto revoked = each.value("revoked", std::vector<std::string>{});
        const bool is_revoked = std::ranges::find(revoked, text) != revoked.end();
        const auto now = each.contains("now")
                             ? parse_iso_time(each["now"].get<std::string>())->moment_in(Zone{})
                             : Instant{1'675'000'000s};
        const auto name = each["name"].get<std::string>();
        CHECK_MESSAGE(expected_name(judged(*read, is_revoked, now)) == each["expect"].get<std::string>(), name);
    }
}

TEST_CASE("what only looks like a pretix ticket does no harm") {
    CHECK_FALSE(pretix_ticket("", {}).has_value());
    CHECK_FALSE(pretix_ticket("hello", {}).has_value());
    CHECK_FALSE(pretix_ticket(std::string(100'000, 'A'), {}).has_value());
    CHECK_FALSE(pretix_ticket(std::string(84, 'A'), {}).has_value());
    const auto file = sample_file("attendees/pretix-sig1/pretix_sig1_vectors.json");
    if (!file) return;
    std::ifstream in(*file);
    const auto text = Json::parse(in)["cases"][0]["ticket"].get<std::string>();
    for (std::size_t i = 0; i < text.size(); ++i) {
        pretix_ticket(text.substr(i), {});
        auto changed = text;
        for (const char letter : {'A', '/', '9'}) {
            changed[i] = letter;
            const auto read = pretix_ticket(changed, {});
            CHECK_FALSE((read && read->is_genuine));
        }
    }
}
