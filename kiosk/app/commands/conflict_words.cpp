#include "kiosk/app/commands/conflict_words.h"

#include "kiosk/app/commands/print.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

std::string hours(const std::vector<Day>& days, const Zone& zone) {
    std::string text;
    for (const Day& day : days) {
        text += text.empty() ? "" : ", ";
        const auto midnight = std::chrono::local_days{day.date};
        text += from_until(day.opens.value_or(zone.moment_of(midnight)),
                           day.closes.value_or(zone.moment_of(midnight + std::chrono::days{1})), zone);
    }
    return text;
}

}  // namespace

std::string conflict_words(const Placing& placing, const PlacingConflict& conflict, const Zone& zone) {
    std::string text;
    for (const Session& session : conflict.clashes)
        text += (text.empty() ? "" : ", ") + in_quotes(session.title) + " (" + from_until(session.starts, session.ends, zone) + ")";
    if (!text.empty()) text = "in " + in_quotes(placing.room) + " there is then " + text;
    if (!conflict.hours.empty())
        text += (text.empty() ? "" : "; ") + from_until(placing.starts, placing.ends, zone) +
                " is outside the event's hours (" + hours(conflict.hours, zone) + ")";
    return text;
}

}  // namespace kiosk
