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

}  // namespace kiosk
