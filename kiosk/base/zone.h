#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"

namespace kiosk {

/// A time zone of the machine's zone database, by its IANA name.
///
/// Cheap to copy. The database is read once, when the first zone is asked for; safe from any thread.
class Zone {
  public:
    /// UTC.
    Zone();

    /// @param name  e.g. "Europe/Dublin"; letters' case counts
    /// @return      none when the database does not have it
    static std::optional<Zone> named(std::string_view name);

    /// Finds the zone that a city gives its name to ("Dublin" -> Europe/Dublin, "New York" -> America/New_York).
    ///
    /// @param city  any case, spaces or underscores
    /// @return      none when no zone is called after it
    static std::optional<Zone> of_city(std::string_view city);

    const std::string& name() const { return name_; }

    /// What clocks in the zone show at a moment.
    ClockFace face_at(Instant moment) const;

    /// The zone's difference to UTC at a moment; east is positive.
    std::chrono::seconds offset_at(Instant moment) const;

    /// The moment at which clocks show a face. A face that comes twice means its first time; one that is skipped means
    /// the moment that the clock would have reached had it not been put forward.
    Instant moment_of(ClockFace face) const;

    bool operator==(const Zone& other) const { return name_ == other.name_; }

  private:
    Zone(std::string name, const void* rules);

    std::string name_;
    const void* rules_;  // the library's own, alive as long as the program; null is UTC
};

}  // namespace kiosk
