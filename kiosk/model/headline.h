#pragma once

#include <span>
#include <string>

#include "kiosk/domain/agenda.h"
#include "kiosk/model/event_days.h"
#include "kiosk/model/format.h"

namespace kiosk {

/// Where a whole event stands at a moment, in words.
struct Headline {
    enum class Stage { nothing_planned, ahead, running, over };

    Stage stage = Stage::running;
    std::string text = {};    // empty while something is on
    std::string detail = {};  // what comes next; may be empty
};

/// Says where the event stands.
///
/// @param agenda  of the same programme at the same moment
/// @param days    as `event_days` gives them
Headline headline_at(const Programme& programme, const Agenda& agenda, std::span<const EventDay> days, Instant now,
                     const TimeWords& times);

/// The line at the foot that says what the programme is, where it isn't simply the event: the demo's mark.
std::string status_line(const Programme& programme, const Catalogue& words);

/// When a screen that shows clocks, spans and progress by whole minutes is out of date: the next minute of the zone's
/// clocks, or the agenda's next change where that is earlier.
Instant next_change(const Agenda& agenda, Instant now, const Zone& zone);

}  // namespace kiosk
