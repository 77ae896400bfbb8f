#pragma once

#include <span>
#include <string>

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// Forms for people who read a terminal: "2013-05-16 10:15", "10:15", and "2013-05-16 10:00–11:30", the second date
/// left out where it is the first.
std::string day_and_clock(Instant moment, const Zone& zone);
std::string clock_of(Instant moment, const Zone& zone);
std::string from_until(Instant starts, Instant ends, const Zone& zone);

/// "“Liffey”, “Corrib”".
std::string list_in_quotes(std::span<const std::string> names);

/// "the rooms are “Liffey”, “Corrib”", also where there are none.
std::string rooms_of(const Programme& programme);

/// "3 sessions", "1 session".
std::string counted(std::size_t count, const std::string& one);

}  // namespace kiosk
