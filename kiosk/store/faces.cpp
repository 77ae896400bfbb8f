#include "kiosk/store/faces.h"

#include <algorithm>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

struct Span {
    std::string owner = {};  // a session's id, or a day's source
    std::string date = {};
    std::optional<Instant> starts = {};
    std::optional<Instant> ends = {};
};

std::vector<Span> spans(sqlite3* database, const char* sql, const char* tried) {
    Statement rows{database, sql, tried};
    std::vector<Span> result;
    while (rows.step()) result.push_back({rows.text(0), rows.text(1), rows.instant(2), rows.instant(3)});
    return result;
}

}  // namespace

void keep_faces(sqlite3* database, const std::string& old_zone, const std::string& new_zone) {
    const Zone from = Zone::named(old_zone).value_or(Zone{});
    const Zone to = Zone::named(new_zone).value_or(Zone{});
    if (from == to) return;
    const auto moved = [&](std::optional<Instant> moment) {
        return moment ? std::optional{to.moment_of(from.face_at(*moment))} : std::nullopt;
    };

    const char* tried = "move the sessions to the new zone";
    Statement session{database, "UPDATE session SET starts = ?, ends = ? WHERE id = ?", tried};
    for (const Span& span : spans(database, "SELECT id, '', starts, ends FROM session WHERE from_face", tried)) {
        const Instant starts = moved(span.starts).value_or(Instant{});
        const Instant ends = moved(span.ends).value_or(starts);
        // A change of the clocks in the new zone can pull the end before the start.
        session.bind(starts).bind(std::max(starts, ends)).bind(span.owner).run();
    }
    Statement day{database, "UPDATE day SET opens = ?, closes = ? WHERE source = CAST(? AS INTEGER) AND date = ?", tried};
    for (const Span& span : spans(database, "SELECT source, date, opens, closes FROM day WHERE from_face", tried))
        day.bind(moved(span.starts)).bind(moved(span.ends)).bind(span.owner).bind(span.date).run();
}

}  // namespace kiosk
