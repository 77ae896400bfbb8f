#include "kiosk/app/commands/tell_changed.h"

#include <algorithm>
#include <ostream>

#include "kiosk/app/commands/json.h"
#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

const Session* session_in(const Programme& programme, const std::string& id) {
    const auto found = std::ranges::find(programme.sessions, id, &Session::id);
    return found == programme.sessions.end() ? nullptr : &*found;
}

/// "Liffey, 2013-05-16 10:00–11:30, cancelled"; "no place" for a topic without one.
std::string place_words(const Session* session, const Zone& zone) {
    if (!session) return "no place";
    return (session->room ? *session->room + ", " : "") + from_until(session->starts, session->ends, zone) +
           (session->cancelled ? ", cancelled" : "");
}

std::string title_of(const std::string& id, const Session* before, const Session* after, const Programme& programme) {
    if (after) return after->title;
    if (before) return before->title;
    const auto topic = std::ranges::find(programme.topics, id, &Topic::id);
    return topic == programme.topics.end() ? id : topic->title;
}

}  // namespace

void tell_changed(std::ostream& out, const Programme& before, const Programme& after, std::span<const std::string> changed, bool as_json) {
    const Zone zone = zone_of_event(after.event.timezone);
    Json list = Json::array();
    for (const std::string& id : changed) {
        const Session* was = session_in(before, id);
        const Session* is = session_in(after, id);
        if (as_json) {
            if (is) list.push_back(to_json(*is, zone));
            continue;
        }
        const std::string now = place_words(is, zone), then = place_words(was, zone);
        out << in_quotes(title_of(id, was, is, after)) << ": " << now << (now == then ? "" : " (was " + then + ")") << "\n";
    }
    if (as_json) print(out, list);
}

}  // namespace kiosk
