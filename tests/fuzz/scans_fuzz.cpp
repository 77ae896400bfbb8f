#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/base/text.h"
#include "kiosk/desk/check_in_desk.h"
#include "kiosk/domain/scan_text.h"
#include "kiosk/model/verdict_words.h"
#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"

namespace {

using namespace kiosk;

constexpr const char* code = "ADA-1";

void require(bool fact) {
    if (!fact) std::abort();
}

/// A desk that expects one person.
struct Venue {
    Venue() {
        make_organiser(database, "open sesame");
        import_attendees(database, HashKey::of(database), std::vector<DraftAttendee>{{.name = "Ada", .code = code}});
    }
    Database database = Database::in_memory();
    CheckInDesk desk{database, {.id = "d1", .name = "Door 1"}};
};

}  // namespace

/// Whatever the bytes: one verdict, whose words can be drawn; and nobody comes in but by a code of the list.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static Venue venue;
    const std::string_view scanned{reinterpret_cast<const char*>(bytes), size};
    const CheckInAnswer answer = venue.desk.answer(scanned, Instant{}, {});
    if (answer.verdict == Verdict::admitted || answer.verdict == Verdict::already_in)
        require(trimmed(scanned) == code || scan_text(scanned) == code || scanned.find('{') != std::string_view::npos);
    require(answer.verdict != Verdict::session_full && answer.verdict != Verdict::wrong_session);

    const Catalogue words;
    const TimeWords times{Zone{}, words};
    const VerdictView view = verdict_words(answer, "", {.programme = {}, .now = {}, .times = times});
    require(is_utf8(view.title));
    for (const std::string& line : view.lines) require(is_utf8(line));
    return 0;
}
