#include "kiosk/store/attendees/ticket_edit.h"

#include "kiosk/store/attendees/typed_mark.h"
#include "kiosk/store/statement.h"

namespace kiosk {

bool set_revoked(Database& database, const std::string& attendee, bool revoked) {
    Statement{database, "UPDATE attendee SET revoked_by_hand = ?2 WHERE id = ?1 AND revoked_by_hand <> ?2", "write a ticket"}
        .bind(attendee)
        .bind(revoked)
        .run();
    return sqlite3_changes(database.handle()) > 0;
}

std::optional<std::string> attendee_with_code(const Database& database, const HashKey& key, std::string_view code) {
    Statement row{database, "SELECT id FROM attendee WHERE code_hash = ?", "look up a ticket"};
    return row.bind_bytes(key.of_code(code)).step() ? std::optional{row.text(0)} : std::nullopt;
}

void give_code(Database& database, const HashKey& key, const Batch& batch, const Attendee& attendee, const std::string& code) {
    const TypedMark mark = typed_mark(key, code);
    const std::string public_half = public_half_of(key.of_ticket_pair(code));
    Statement{database,
              "UPDATE attendee SET code_hash = ?, code_batch = ?, code_box = ?, ticket_public = ?, ticket_box = ?, typed_hash = ?, "
              "typed_box = ? WHERE id = ?",
              "write a ticket"}
        .bind_bytes(key.of_code(code))
        .bind(batch.id)
        .bind_bytes(sealed(code, batch.key))
        .bind_bytes(public_half)
        .bind_bytes(sealed_for(public_half, packed(attendee.person)))
        .bind_bytes(mark.hash)
        .bind_bytes(mark.box)
        .bind(attendee.ticket.id)
        .run();
}

}  // namespace kiosk
