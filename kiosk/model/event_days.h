#pragma once

#include <optional>
#include <span>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// One day of an event as people live it: what happens after midnight belongs to the evening before.
struct EventDay {
    Date date = {};
    Instant from = {};                  // every moment in [from, to) is this day
    Instant to = {};                    // when the doors close, else 05:00 of the next morning
    std::optional<Instant> opens = {};  // the doors, where somebody said when
    std::optional<Instant> closes = {};
    std::optional<Instant> first_start = {};  // of its sessions; none when it has none
    std::optional<Instant> last_end = {};     // at most `to`

    /// When the day begins for visitors: the doors or the first session; none when nobody knows.
    std::optional<Instant> begins() const;

    /// When it is over for them: the doors or the last session; none when nobody knows.
    std::optional<Instant> ends() const;
};

/// The days of an event by date: the listed ones, and each one more on which something happens.
std::vector<EventDay> event_days(const Programme& programme, const Zone& zone);

/// The day that a moment belongs to; null between days.
const EventDay* day_at(std::span<const EventDay> days, Instant moment);

/// The first day that begins after a moment; null when there is none.
const EventDay* day_after(std::span<const EventDay> days, Instant moment);

}  // namespace kiosk
