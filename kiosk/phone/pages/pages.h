#pragma once

#include <set>
#include <span>
#include <string>

#include "kiosk/domain/check_in.h"
#include "kiosk/model/format.h"
#include "kiosk/phone/pages/phone_page.h"

namespace kiosk {

/// What every page is said from.
struct PageScene {
    const Programme& programme;
    const TimeWords& times;
    Instant now = {};              // as the screens show it
    bool has_ticket = false;       // the phone remembers one
    std::string form = {};         // token of what can be done here; empty: nothing
    std::string forget_form = {};  // token of "forget me"
    std::string mistake = {};      // what was wrong with the last try; may be empty
};

/// At no screen: what to do, and what the phone remembers. Takes a ticket's link.
PhonePage start_page(const PageScene& scene);

/// Before the check-in screen.
PhonePage check_in_page(const PageScene& scene);

/// Before a door.
///
/// @param sessions  that can be checked in to
PhonePage door_page(const PageScene& scene, const std::string& room, std::span<const Session* const> sessions);

/// Before the lobby's panel of topics.
///
/// @param raised   ids of the topics that this phone's attendee wants to attend
/// @param on_page  those of them that were said on the event's page, and can't be taken back here
PhonePage topics_page(const PageScene& scene, const std::set<std::string>& raised, const std::set<std::string>& on_page);

/// After a check-in. Where the scene has a form a ticket that was not found may be tried again, or another said in place of
/// one that lets nobody in.
///
/// @param values  what the form sends besides, e.g. the session
PhonePage verdict_page(const PageScene& scene, const CheckInAnswer& answer, std::vector<PageBlock> day,
                       const std::vector<std::pair<std::string, std::string>>& values);

PhonePage day_page(const PageScene& scene, std::vector<PageBlock> day);
PhonePage forgotten_page(const PageScene& scene);
PhonePage scan_again_page(const PageScene& scene);
PhonePage not_here_page(const PageScene& scene);

/// For when there is no time for anything else.
PhonePage busy_page(const Catalogue& words);

}  // namespace kiosk
