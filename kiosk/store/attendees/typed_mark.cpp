#include "kiosk/store/attendees/typed_mark.h"

#include "kiosk/domain/typed_form.h"
#include "kiosk/store/statement.h"

namespace kiosk {

TypedMark typed_mark(const HashKey& key, std::string_view code) {
    const std::string form = typed_form(code);
    if (form.empty()) return {};
    return {.hash = key.of_typed(form), .box = sealed(code, key.of_typed_box(form))};
}

std::vector<TypedAlike> typed_alike(const Database& database, const HashKey& key, std::string_view typed) {
    // Looked up even where nobody types such a text: the time tells nothing.
    const std::string form = typed_form(typed);
    const Key opens = key.of_typed_box(form);
    Statement rows{database, "SELECT id, typed_box FROM attendee WHERE typed_hash = ? LIMIT 2", "look up a ticket"};
    rows.bind_bytes(key.of_typed(form));
    std::vector<TypedAlike> alike;
    while (rows.step())
        if (auto code = unsealed(rows.bytes(1), opens)) alike.push_back({.attendee = rows.text(0), .code = std::move(*code)});
    return alike;
}

}  // namespace kiosk
