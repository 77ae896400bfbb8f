#include "kiosk/app/check_in/greeting_look.h"

#include <chrono>
#include <utility>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/store/attendees/phone_greetings.h"

namespace kiosk {

std::vector<Greeting> GreetingLook::take(Database& database) {
    std::vector<Greeting> fresh;
    std::set<std::string> there;
    for (const SealedGreeting& each : greetings_for(database, machine_mark(this_device(database).id))) {
        there.insert(each.id);
        const auto age = std::chrono::abs(wall_clock_by_hub(database) - each.at);
        if (seen_.contains(each.id) || age > greeting_counts) continue;
        if (auto greeting = opened_greeting(database, HashKey::of(database), each)) fresh.push_back(std::move(*greeting));
    }
    seen_ = std::move(there);
    return fresh;
}

}  // namespace kiosk
