#pragma once

#include <string_view>
#include <vector>

#include "kiosk/base/zone.h"

namespace kiosk {

/// The zones of a country, by the zone database's own tables of countries (iso3166.tab, zone.tab).
///
/// @param country  its English name or two-letter code, any case
/// @return         empty when the database does not know it, or its tables are not there
std::vector<Zone> zones_of_country(std::string_view country);

}  // namespace kiosk
