#include "kiosk/app/tickets/find_attendee.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"

namespace kiosk {

const Attendee& find_attendee(const std::vector<Attendee>& attendees, const std::string& wanted) {
    const std::string name = folded(clean_utf8(wanted));
    if (name.empty()) throw std::runtime_error("an empty text is nobody's code or name");
    const auto whole = [&](const Attendee& each) { return each.code == wanted || each.ticket.id == wanted; };
    const auto same_name = [&](const Attendee& each) { return folded(each.person.name) == name; };
    const auto begins_so = [&](const Attendee& each) { return folded(each.person.name).starts_with(name); };
    for (const auto& fits : std::initializer_list<std::function<bool(const Attendee&)>>{whole, same_name, begins_so}) {
        const auto found = std::ranges::find_if(attendees, fits);
        if (found == attendees.end()) continue;
        if (std::find_if(found + 1, attendees.end(), fits) == attendees.end()) return *found;
        throw std::runtime_error("several attendees are called " + in_quotes(clean_utf8(wanted)) +
                                 ": name the code or the id (kiosk attendees --json lists them)");
    }
    throw std::runtime_error("no attendee has the code or name " + in_quotes(clean_utf8(wanted)));
}

}  // namespace kiosk
