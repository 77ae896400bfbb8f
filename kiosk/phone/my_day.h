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

/// The ids of the topics that somebody voted for on the event's page.
///
/// @param wiki_name  under which they vote on the page; empty: nobody knows
std::set<std::string> topics_on_page(const Programme& programme, std::string_view wiki_name);

}  // namespace kiosk
