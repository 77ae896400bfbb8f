#include "kiosk/app/commands/print.h"

#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/base/text.h"

namespace kiosk {

std::string day_and_clock(Instant moment, const Zone& zone) {
    std::string text = iso_time(moment, zone).substr(0, 16);
    text[10] = ' ';
    return text;
}

std::string clock_of(Instant moment, const Zone& zone) { return day_and_clock(moment, zone).substr(11); }

std::string from_until(Instant starts, Instant ends, const Zone& zone) {
    const std::string first = day_and_clock(starts, zone);
    const std::string last = day_and_clock(ends, zone);
    const bool one_day = first.substr(0, 10) == last.substr(0, 10);
    return one_day ? first + "–" + last.substr(11) : first + " – " + last;
}

std::string list_in_quotes(std::span<const std::string> names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + in_quotes(name);
    return text;
}

std::string rooms_of(const Programme& programme) {
    std::vector<std::string> names;
    for (const Room& room : programme.rooms) names.push_back(room.name);
    return names.empty() ? "the event has no rooms yet" : "the rooms are " + list_in_quotes(names);
}

std::string counted(std::size_t count, const std::string& one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

}  // namespace kiosk
