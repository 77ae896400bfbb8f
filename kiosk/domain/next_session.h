#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "kiosk/domain/check_in.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// The ids of the topics that somebody voted for on the event's page.
///
/// @param wiki_name  under which the person votes, in any case; empty: nobody knows
std::set<std::string> topics_voted_for(const Programme& programme, std::string_view wiki_name);

/// Where to send a person: the first session still ahead whose topic they voted for, else the first still ahead anywhere.
/// Cancelled ones don't count.
///
/// @param wiki_name  under which the person votes, in any case; empty: nobody knows
/// @return           none when nothing is ahead
std::optional<NextSession> next_session_for(const Programme& programme, std::string_view wiki_name, Instant now);

/// A session to send people to when another is full: at the same time (it ends later than now and starts before the full
/// one ends), with space; rather of the same track, then with one of the same people, then the one that starts nearest.
///
/// @param has_space  asked for sessions in question only
std::optional<Session> session_instead(const Programme& programme, const Session& full, Instant now,
                                       const std::function<bool(const Session&)>& has_space);

}  // namespace kiosk
