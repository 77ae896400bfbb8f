#include "kiosk/store/attendees/phone_greetings.h"

#include <chrono>

#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t mark_bytes = 4, id_bytes = 16;
constexpr auto stays = 60s;
constexpr std::string_view purpose = "greeting";
constexpr const char* writing = "leave word for a screen";
constexpr const char* reading = "read what a screen is to say";

std::string as_text(const Database& database, const Greeting& greeting) {
    Statement row{database,
                  "SELECT json_object('verdict', ?, 'given_name', ?, 'language', ?, 'was_here_before', ?, 'first_at', ?, 'first_device', ?, "
                  "'valid_from', ?, 'session', ?, 'instead', ?, 'next', ?, 'voted_for_next', ?, 'list_is_arriving', ?)",
                  writing};
    row.bind(name_of(greeting.verdict)).bind(greeting.given_name).bind(greeting.language).bind(greeting.was_here_before);
    row.bind(greeting.first_at).bind(greeting.first_device).bind(greeting.valid_from);
    row.bind(greeting.session).bind(greeting.instead).bind(greeting.next).bind(greeting.voted_for_next).bind(greeting.list_is_arriving);
    row.step();
    return row.text(0);
}

std::optional<Greeting> from_text(const Database& database, const std::string& text) {
    Statement row{database,
                  "SELECT w ->> 'verdict', w ->> 'given_name', w ->> 'language', w ->> 'was_here_before', w ->> 'first_at', w ->> 'first_device', "
                  "w ->> 'valid_from', w ->> 'session', w ->> 'instead', w ->> 'next', w ->> 'voted_for_next', w ->> 'list_is_arriving' "
                  "FROM (SELECT iif(json_valid(?1), ?1, '{}') AS w)",
                  reading};
    row.bind(text).step();
    const auto verdict = verdict_named(row.text(0));
    if (!verdict) return std::nullopt;
    Greeting greeting{.verdict = *verdict,
                      .given_name = row.text(1),
                      .language = row.text(2),
                      .was_here_before = row.integer(3) != 0,
                      .first_at = row.instant(4),
                      .first_device = row.text(5),
                      .valid_from = row.instant(6),
                      .session = row.optional_text(7),
                      .instead = row.optional_text(8),
                      .next = row.optional_text(9),
                      .voted_for_next = row.integer(10) != 0,
                      .list_is_arriving = row.integer(11) != 0};
    const bool is_whole = (*verdict != Verdict::already_in || greeting.first_at) && (*verdict != Verdict::not_yet_valid || greeting.valid_from);
    return is_whole ? std::optional{std::move(greeting)} : std::nullopt;
}

}  // namespace

std::string machine_mark(std::string_view machine) { return public_hash(machine).substr(0, mark_bytes); }

void leave_greeting(Database& database, const HashKey& key, std::string_view machine, const Greeting& greeting, Instant at) {
    const std::string said = std::string{purpose}.append(as_text(database, greeting));
    put_greeting(database, {.id = hexadecimal(random_bytes(id_bytes)), .machine = hexadecimal(machine), .content = base64url(sealed(said, key.of_phones())), .at = at}, at);
}

void put_greeting(Database& database, const SealedGreeting& greeting, Instant now) {
    // Those of a clock that was ahead go as well.
    Statement{database, "DELETE FROM phone_greeting WHERE at < ? OR at > ?", writing}.bind(now - stays).bind(now + stays).run();
    Statement{database, "INSERT OR IGNORE INTO phone_greeting (id, machine, content, at) VALUES (?, ?, ?, ?)", writing}
        .bind(greeting.id)
        .bind(greeting.machine)
        .bind(greeting.content)
        .bind(greeting.at)
        .run();
}

std::vector<SealedGreeting> greetings_for(const Database& database, std::string_view machine) {
    Statement rows{database, "SELECT id, machine, content, at FROM phone_greeting WHERE machine = ?", reading};
    rows.bind(hexadecimal(machine));
    std::vector<SealedGreeting> list;
    while (rows.step())
        list.push_back({.id = rows.text(0), .machine = rows.text(1), .content = rows.text(2), .at = rows.instant(3).value_or(Instant{})});
    return list;
}

std::optional<Greeting> opened_greeting(const Database& database, const HashKey& key, const SealedGreeting& greeting) {
    const auto box = from_base64url(greeting.content);
    const auto said = box ? unsealed(*box, key.of_phones()) : std::nullopt;
    if (!said || !said->starts_with(purpose)) return std::nullopt;
    return from_text(database, said->substr(purpose.size()));
}

}  // namespace kiosk
