#pragma once

#include <string>

#include "kiosk/domain/agenda.h"
#include "kiosk/model/format.h"
#include "kiosk/model/moment.h"

namespace kiosk {

/// The line at the foot of a screen that says how far it can be relied on.
struct StatusLine {
    std::string text = {};  // "demo · …", "as of 10:12", "clock not trusted", "clock 5 min fast"; empty when all is well
    bool alarms = false;    // it is no small print: what the screen shows may be wrong
};

/// Says how far a screen can be relied on.
StatusLine status_line(const Programme& programme, const Moment& moment, const TimeWords& times);

/// When a screen that shows clocks, spans and progress by whole minutes is out of date: the next minute of the zone's
/// clocks, or, where that is earlier, the agenda's next change or the moment when a source outside becomes doubtful.
Instant next_change(const Agenda& agenda, const Moment& moment, const Zone& zone);

}  // namespace kiosk
