#include "kiosk/phone/meant_code.h"

#include <map>

#include "kiosk/store/attendees/ticket_edit.h"
#include "kiosk/store/attendees/typed_mark.h"

namespace kiosk {

std::optional<std::string> meant_code(const Database& database, const HashKey& key, const TypedCode& typed) {
    // All are looked up even when one was found: the time tells nothing.
    std::map<std::string, std::string> codes;  // by attendee
    bool is_exact = false;
    for (const std::string& reading : typed.readings) {
        const auto attendee = attendee_with_code(database, key, reading);
        if (!attendee) continue;
        is_exact = is_exact || reading == typed.readings.front();
        codes.emplace(*attendee, reading);
    }
    for (TypedAlike& each : typed_alike(database, key, typed.readings.front())) codes.emplace(each.attendee, std::move(each.code));
    if (is_exact) return typed.readings.front();
    return codes.size() == 1 ? std::optional{codes.begin()->second} : std::nullopt;
}

}  // namespace kiosk
