#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.h"

namespace kiosk {

/// Hours that a row or an item of an agenda begins with.
struct AgendaHours {
    std::chrono::seconds starts = {};
    std::optional<std::chrono::seconds> length = {};  // none: only a start is written
    std::string rest = {};                            // of the text, without the hours
};

/// Reads "10:15-10:45", "9:00-9:15AM", "08:30: Doors open". Both are to stand at the front.
std::optional<AgendaHours> hours_in_front(std::string_view text);

/// Decides what "2:00" means after "11:45-12:00" on a page that writes no half of the day. One for each table or list.
class HalfDay {
  public:
    std::chrono::seconds later_than_before(std::chrono::seconds clock);

  private:
    std::chrono::seconds latest_ = {};
    bool counts_to_24_ = false;
};

}  // namespace kiosk
