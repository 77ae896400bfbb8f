#include "kiosk/app/standing_look.h"

#include <sys/timex.h>

#include <ctime>
#include <utility>

#include "kiosk/app/built.h"
#include "kiosk/app/options.h"
#include "kiosk/store/contact.h"

namespace kiosk {
namespace {

ClockReading read_clocks() {
    timespec running = {};
    clock_gettime(CLOCK_BOOTTIME, &running);
    timex asked = {};  // asks for nothing to be set
    const int state = adjtimex(&asked);
    return {.wall = wall_clock(),
            .running = std::chrono::seconds{running.tv_sec},
            .synchronised = state >= 0 && state != TIME_ERROR && (asked.status & STA_UNSYNC) == 0};
}

}  // namespace

StandingLook::StandingLook(std::filesystem::path database) : database_(std::move(database)), trust_(built_at()) {}

Moment StandingLook::moment_of(const ShownClock& clock) {
    Moment moment = clock.now();
    moment.standing.hub = hub_;
    moment.standing.pairing = pairing_;
    if (!clock.is_of_machine()) moment.standing.hub.clock_ahead = {};  // a rehearsal's clock is nobody's
    if (clock.is_of_machine()) moment.standing.clock_trusted = trust_.believes(read_clocks());
    if (const auto contact = weakest_contact(database_))
        moment.standing.contact = Contact{.last = clock.shown_at(contact->last), .good_until = clock.shown_at(contact->good_until)};
    return moment;
}

}  // namespace kiosk
