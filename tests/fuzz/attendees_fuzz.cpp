#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <unordered_set>

#include "kiosk/base/text.h"
#include "kiosk/sources/attendees/attendee_reader.h"
#include "kiosk/sources/attendees/ticket_code.h"

namespace {

using namespace kiosk;

void require(bool fact) {
    if (!fact) std::abort();
}

}  // namespace

/// Whatever the bytes: an answer, in UTF-8, with codes that are distinct and mean themselves.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view content{reinterpret_cast<const char*>(bytes), size};
    const AttendeeReading reading = read_attendees(content);
    require(reading.understood == reading.refusal.empty());
    std::unordered_set<std::string> codes;
    for (const DraftAttendee& attendee : reading.list.attendees) {
        require(is_utf8(attendee.name) && is_utf8(attendee.email) && is_utf8(attendee.code));
        require(!attendee.name.empty() || !attendee.email.empty() || !attendee.code.empty());
        require(attendee.code.empty() || codes.insert(attendee.code).second);
        require(code_meant_by(attendee.code) == attendee.code);
    }
    code_meant_by(content);
    return 0;
}
