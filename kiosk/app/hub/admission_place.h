#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/zone.h"
#include "kiosk/domain/programme.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub/hub_outbox.h"

namespace kiosk {

/// Names what a ticket admits to once, the same on each machine: the session, or the entrance on one of the event's days.
class AdmissionPlace {
  public:
    explicit AdmissionPlace(const Database& database) : database_(database) {}

    std::string of(const SentCheckIn& check_in);

  private:
    const Database& database_;
    std::optional<std::int64_t> revision_ = {};
    Programme programme_ = {};
    Zone zone_ = {};
};

}  // namespace kiosk
