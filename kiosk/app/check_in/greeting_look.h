#pragma once

#include <set>
#include <string>
#include <vector>

#include "kiosk/domain/greeting.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Looks for what this machine's check-in screen is to say to people whose phones another process has answered.
class GreetingLook {
  public:
    /// What has come since the last look. What comes too late is left out.
    ///
    /// @param database  of this machine
    std::vector<Greeting> take(Database& database);

  private:
    std::set<std::string> seen_ = {};  // their ids, as far as they are still there
};

}  // namespace kiosk
