#include "kiosk/app/commands/find_session.h"

#include <stdexcept>
#include <vector>

#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::size_t most_named = 12;

/// "“Lunch” 2013-05-16 12:00 (7), …"
std::string named(const std::vector<const Session*>& sessions, const Zone& zone) {
    std::string text;
    for (std::size_t i = 0; i < sessions.size() && i < most_named; ++i)
        text += (i == 0 ? "" : ", ") + in_quotes(sessions[i]->title) + " " + day_and_clock(sessions[i]->starts, zone) + " (" +
                sessions[i]->id + ")";
    if (sessions.size() > most_named) text += " and " + std::to_string(sessions.size() - most_named) + " more";
    return text;
}

}  // namespace

const Session& find_session(const Programme& programme, const std::string& meant) {
    const std::string beginning = folded(meant);
    std::vector<const Session*> begin_so;
    std::vector<const Session*> are_called_so;
    for (const Session& session : programme.sessions) {
        if (session.id == meant) return session;
        const std::string title = folded(session.title);
        if (!beginning.empty() && title.starts_with(beginning)) begin_so.push_back(&session);
        if (title == beginning) are_called_so.push_back(&session);
    }
    const auto& fitting = are_called_so.empty() ? begin_so : are_called_so;
    if (fitting.size() == 1) return *fitting.front();

    const std::string wanted = in_quotes(clean_utf8(meant));
    if (!fitting.empty())
        throw std::runtime_error("several sessions are called " + wanted + " or begin so: " +
                                 named(fitting, zone_of_event(programme.event.timezone)) + "; say the id in brackets");
    throw std::runtime_error("no session has the id " + wanted + " or a title that begins so; kiosk now --json shows those of a moment with their ids");
}

}  // namespace kiosk
