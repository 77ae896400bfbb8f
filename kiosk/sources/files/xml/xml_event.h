#pragma once

#include <pugixml.hpp>

#include <optional>
#include <string>
#include <vector>

#include "kiosk/domain/draft.h"

namespace kiosk {

/// Where in the document an event stands.
struct XmlPlace {
    std::optional<Date> day = {};  // none: under no day
    std::string room = {};         // name of the room that it is under; empty: under none
    std::string where = {};        // for problems
};

/// Reads one `event` or `entry` as it stands. What is malformed is told in `warnings`.
DraftSession read_xml_event(const pugi::xml_node& event, const XmlPlace& place, std::vector<Problem>& warnings);

/// Reads a <topic> as `kiosk export` writes it.
Topic read_xml_topic(const pugi::xml_node& topic);

}  // namespace kiosk
