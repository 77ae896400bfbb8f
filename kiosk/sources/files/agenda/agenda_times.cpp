#include "kiosk/sources/files/agenda/agenda_times.h"

#include "kiosk/base/text.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

string_view without_joint(string_view text) {
    for (bool again = true; again;) {
        again = false;
        text = trimmed(text);
        for (const string_view joint : {":", "-", "–", "—", ",", "."})
            if (text.starts_with(joint)) text.remove_prefix(joint.size()), again = true;
    }
    return text;
}

}  // namespace

std::optional<AgendaHours> hours_in_front(string_view text) {
    text = trimmed(text);
    const string_view head = text.substr(0, 40);
    if (const auto hours = find_hours(head); hours && hours->begin <= 2) {
        seconds length = hours->closes - hours->opens;
        // "12:30-2:00" is no night: a span beyond half a day lost its half.
        if (length > std::chrono::hours{12}) length -= std::chrono::hours{12};
        return AgendaHours{hours->opens, length, std::string{without_joint(text.substr(hours->end))}};
    }
    for (const string_view stop : {": ", " ", ""}) {
        const auto end = stop.empty() ? text.size() : text.find(stop);
        if (end == string_view::npos || end > 10) continue;
        if (const auto clock = parse_clock(text.substr(0, end)); clock && text.find_first_of(":.h") < end)
            return AgendaHours{*clock, std::nullopt, std::string{without_joint(text.substr(end))}};
    }
    return std::nullopt;
}

seconds HalfDay::later_than_before(seconds clock) {
    const seconds half = hours{12};
    if (clock >= hours{13}) counts_to_24_ = true;
    if (!counts_to_24_ && clock < latest_ && clock + half >= latest_ && clock + half < hours{24}) clock += half;
    else if (clock >= hours{13} || clock >= latest_) latest_ = clock;
    if (clock > latest_) latest_ = clock;
    return clock;
}

}  // namespace kiosk
