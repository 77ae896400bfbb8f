#include "kiosk/store/faces.h"

#include <algorithm>
#include <vector>

#include "kiosk/base/zone.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

struct Span {
    std::string owner = {};  // a session's or edit's id, or a day's source
    std::string date = {};   // of a day; of an earlier place its position
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
    const auto move_faces = [&](const char* select, const char* update) {
        Statement row{database, update, tried};
        for (const Span& span : spans(database, select, tried)) {
            const Instant starts = moved(span.starts).value_or(Instant{});
            const Instant ends = moved(span.ends).value_or(starts);
            // A change of the clocks in the new zone can pull the end before the start.
            row.bind(starts).bind(std::max(starts, ends)).bind(span.owner).run();
        }
    };
    move_faces("SELECT id, '', starts, ends FROM session WHERE from_face", "UPDATE session SET starts = ?, ends = ? WHERE id = ?");
    move_faces("SELECT id, '', source_starts, source_ends FROM session WHERE source_from_face",
               "UPDATE session SET source_starts = ?, source_ends = ? WHERE id = ?");
    move_faces("SELECT id, '', starts, ends FROM edit WHERE from_face AND starts IS NOT NULL",
               "UPDATE edit SET starts = ?, ends = ? WHERE id = ?");
    move_faces("SELECT id, '', said_starts, said_ends FROM edit WHERE said_from_face",
               "UPDATE edit SET said_starts = ?, said_ends = ? WHERE id = ?");
    Statement place{database, "UPDATE earlier_place SET starts = ?, ends = ? WHERE session = ? AND position = ?", tried};
    for (const Span& span : spans(database,
                                  "SELECT session, position, p.starts, p.ends FROM earlier_place p JOIN session s ON s.id = session "
                                  "WHERE s.from_face",
                                  tried))
        place.bind(moved(span.starts)).bind(moved(span.ends)).bind(span.owner).bind(std::stoi(span.date)).run();
    Statement day{database, "UPDATE day SET opens = ?, closes = ? WHERE source = CAST(? AS INTEGER) AND date = ?", tried};
    for (const Span& span : spans(database, "SELECT source, date, opens, closes FROM day WHERE from_face", tried))
        day.bind(moved(span.starts)).bind(moved(span.ends)).bind(span.owner).bind(span.date).run();
}

}  // namespace kiosk
