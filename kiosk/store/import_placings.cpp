#include "kiosk/store/import_placings.h"

#include <vector>

#include "kiosk/store/placements.h"
#include "kiosk/store/statement.h"

namespace kiosk {

void write_placings(sqlite3* database, int source, const Settled& content, const Author& author) {
    Statement topic{database, "SELECT id FROM topic WHERE source = ? AND source_key = ?", "place the topics"};
    std::vector<Edit> edits;
    const std::string batch = random_id(database);
    for (const Placing& placing : content.placings) {
        if (!topic.bind(source).bind(placing.topic).step()) continue;
        const std::string id = topic.text(0);
        topic.run();
        // Whoever placed a topic here, or took it off its place, has the say.
        if (!edits_of(database, id).empty()) continue;
        edits.push_back({.id = random_id(database),
                         .batch = batch,
                         .at = author.at,
                         .device = author.device,
                         .kind = EditKind::place,
                         .session = id,
                         .room = placing.room,
                         .starts = placing.starts,
                         .ends = placing.ends});
    }
    add_edits(database, edits);
    for (const Edit& edit : edits) settle_placement(database, edit.session, author.at);
}

}  // namespace kiosk
