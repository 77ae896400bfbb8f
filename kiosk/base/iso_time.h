#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/base/zone.h"

namespace kiosk {

/// A time as somebody wrote it: a clock face, and the offset to UTC where they gave one.
struct WrittenTime {
    ClockFace face = {};
    std::optional<std::chrono::seconds> offset = {};

    /// The moment meant: by the offset where there is one, else by the zone.
    Instant moment_in(const Zone& zone) const;

    bool operator==(const WrittenTime&) const = default;
};

/// Reads ISO 8601: "2013-05-16T10:15", seconds and fractions allowed, a space for the T, an offset as "Z", "+01:00",
/// "+0100" or "+01" (RFC 3339 is a part of it). A date alone is its midnight.
///
/// @return none when it is anything else, impossible dates and hours included
std::optional<WrittenTime> parse_iso_time(std::string_view text);

/// Reads "2013-05-16".
std::optional<Date> parse_iso_date(std::string_view text);

/// "2013-05-16T10:15:00+01:00": the moment in the zone, with its offset.
std::string iso_time(Instant moment, const Zone& zone);

/// "2013-05-16T09:15:00Z".
std::string iso_time_utc(Instant moment);

/// "2013-05-16".
std::string iso_date(Date date);

}  // namespace kiosk
