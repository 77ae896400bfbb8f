#pragma once

#include <pugixml.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/draft.h"

namespace kiosk {

/// Reads a length: "01:00", "1:00", "00:30:00", "90" (minutes), "PT1H30M".
///
/// @return none for anything else, and beyond a year
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

/// Where in the document an event stands.
struct XmlPlace {
    std::optional<Date> day = {};  // none: under no day
    std::string room = {};         // name of the room that it is under; empty: under none
    std::string where = {};        // for problems
};

/// Reads one `event` or `entry` as it stands. What is malformed is told in `warnings`.
DraftSession read_xml_event(const pugi::xml_node& event, const XmlPlace& place, std::vector<Problem>& warnings);

}  // namespace kiosk
