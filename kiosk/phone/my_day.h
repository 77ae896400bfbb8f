#pragma once

#include <set>
#include <string>
#include <vector>

#include "kiosk/model/format.h"
#include "kiosk/phone/pages/phone_page.h"

namespace kiosk {

/// What is on, what is next and where, and when the topics that somebody raised their hand for are discussed.
///
/// @param topics  their ids
std::vector<PageBlock> my_day(const Programme& programme, const std::set<std::string>& topics, Instant now, const TimeWords& times);

}  // namespace kiosk
