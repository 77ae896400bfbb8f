#include "kiosk/store/import_placings.h"

#include "kiosk/store/place_topic.h"
#include "kiosk/store/statement.h"

namespace kiosk {

void write_placings(sqlite3* database, int source, const Settled& content) {
    const char* tried = "place the topics";
    Statement topic{database, "SELECT id FROM topic WHERE source = ? AND source_key = ?", tried};
    Statement session{database,
                      "INSERT INTO session (id, source_key, title, starts, ends, room, topic) "
                      "SELECT id, '', title, ?2, ?3, ?4, id FROM topic WHERE id = ?1 ON CONFLICT (id) DO NOTHING",
                      tried};
    for (const Placing& placing : content.placings) {
        if (!topic.bind(source).bind(placing.topic).step()) continue;
        const std::string id = topic.text(0);
        topic.run();
        session.bind(id).bind(placing.starts).bind(placing.ends).bind(placing.room).run();
        follow_topic(database, id);
    }
}

}  // namespace kiosk
