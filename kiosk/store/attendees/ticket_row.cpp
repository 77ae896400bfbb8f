#include "kiosk/store/attendees/ticket_row.h"

#include "kiosk/store/attendees/organiser.h"

namespace kiosk {
namespace {

TicketState state_named(std::string_view name) {
    for (const TicketState state : {TicketState::valid, TicketState::unpaid, TicketState::blocked, TicketState::revoked})
        if (name == name_of(state)) return state;
    return TicketState::blocked;
}

}  // namespace

Ticket ticket_in(const Statement& row) {
    return {.id = row.text(0),
            .state = state_named(row.text(1)),
            .type = row.text(2),
            .valid_from = parse_iso_time(row.text(3)),
            .valid_until = parse_iso_time(row.text(4))};
}

std::optional<std::string> stored_time(const std::optional<WrittenTime>& time) {
    if (!time) return std::nullopt;
    std::string text = iso_time_utc(time->moment_in(Zone{}));
    if (!time->offset) text.pop_back();
    return text;
}

std::vector<std::string> sessions_of_ticket(const Database& database, const std::string& attendee) {
    Statement rows{database, "SELECT session FROM attendee_session WHERE attendee = ? ORDER BY session",
                   "read what a ticket is for"};
    rows.bind(attendee);
    std::vector<std::string> sessions;
    while (rows.step()) sessions.push_back(rows.text(0));
    return sessions;
}

std::optional<OpenTicket> ticket_with_code(const Database& database, const HashKey& key, std::string_view code) {
    static const std::string sql =
        std::string{"SELECT "} + ticket_columns + ", ticket_public IS NOT NULL, ticket_box FROM attendee WHERE code_hash = ?";
    Statement row{database, sql, "look up a ticket"};
    row.bind_bytes(key.of_code(code));
    if (!row.step()) return std::nullopt;
    OpenTicket found{.ticket = ticket_in(row)};
    found.ticket.sessions = sessions_of_ticket(database, found.ticket.id);
    const std::string box = row.bytes(6);
    const auto record = row.integer(5) != 0 ? unsealed_with(key.of_ticket_pair(code), box) : unsealed(box, key.of_ticket(code));
    if (record) found.person = unpacked(*record).value_or(Person{});
    return found;
}

std::optional<Ticket> ticket_with_id(const Database& database, const std::string& attendee) {
    static const std::string sql = std::string{"SELECT "} + ticket_columns + " FROM attendee WHERE id = ?";
    Statement row{database, sql, "look up a ticket"};
    if (!row.bind(attendee).step()) return std::nullopt;
    Ticket ticket = ticket_in(row);
    ticket.sessions = sessions_of_ticket(database, ticket.id);
    return ticket;
}

std::string attendee_id_of(const HashKey& key, std::string_view code) {
    return hexadecimal(key.of_identity(std::string{"code "}.append(code)).substr(0, id_bytes));
}

void add_signed_ticket(Database& database, const HashKey& key, std::string_view code, const Ticket& ticket) {
    Statement{database,
              "INSERT INTO attendee (id, code_hash, state, ticket_type, valid_from, valid_until) VALUES (?, ?, 'valid', ?, ?, ?)",
              "write an attendee"}
        .bind(ticket.id)
        .bind_bytes(key.of_code(code))
        .bind(ticket.type)
        .bind(stored_time(ticket.valid_from))
        .bind(stored_time(ticket.valid_until))
        .run();
}

}  // namespace kiosk
