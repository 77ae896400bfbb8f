#include "kiosk/store/import_topics.h"

#include "kiosk/base/text.h"
#include "kiosk/store/place_topic.h"
#include "kiosk/store/public_ids.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing_topics = "write the topics";

void remove_missing_topics(sqlite3* database, const PublicIds& ids, std::vector<Problem>& warnings) {
    Statement topic{database,
                    "SELECT t.title, s.room, s.id IS NOT NULL FROM topic t LEFT JOIN session s ON s.topic = t.id WHERE t.id = ?",
                    writing_topics};
    Statement remove{database, "DELETE FROM topic WHERE id = ?", writing_topics};
    for (const std::string& id : ids.missing()) {
        topic.bind(id).step();
        const std::string where = "topic " + id + " " + in_quotes(topic.text(0));
        const bool is_placed = topic.integer(2) != 0;
        const std::string room = topic.text(1);
        topic.run();
        if (is_placed) {
            warnings.push_back({where, "is no longer in the file; it stays, as it was placed by hand in " + in_quotes(room)});
            continue;
        }
        warnings.push_back({where, "is no longer in the file: removed"});
        remove.bind(id).run();
    }
}

void write_details(sqlite3* database, const std::string& id, const Topic& topic) {
    for (const char* sql : {"DELETE FROM topic_comment WHERE topic = ?", "DELETE FROM topic_vote WHERE topic = ?"})
        Statement{database, sql, writing_topics}.bind(id).run();
    int position = 0;
    Statement comment{database, "INSERT INTO topic_comment (topic, position, author, at, text) VALUES (?, ?, ?, ?, ?)",
                      writing_topics};
    for (const Comment& each : topic.comments)
        comment.bind(id).bind(position++).bind(each.author).bind(each.at).bind(each.text).run();
    Statement vote{database, "INSERT INTO topic_vote (topic, position, author, at, kind) VALUES (?, ?, ?, ?, ?)",
                   writing_topics};
    for (const Vote& each : topic.votes)
        vote.bind(id).bind(position++).bind(each.author).bind(each.at).bind(each.kind).run();
}

}  // namespace

void write_topics(sqlite3* database, int source, const Settled& content, std::vector<Problem>& warnings) {
    PublicIds ids{database, source, "topic"};
    std::vector<std::string> id;
    for (const Topic& each : content.topics) id.push_back(ids.id_for(each.id));
    remove_missing_topics(database, ids, warnings);

    Statement topic{database,
                    "INSERT INTO topic (id, source, source_key, position, title, inserted, verified, gsoc, contact, "
                    "mailing_list, irc, difficulty, skills, description, outcomes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    "?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET source_key = excluded.source_key, position = "
                    "excluded.position, title = excluded.title, inserted = excluded.inserted, verified = excluded.verified, "
                    "gsoc = excluded.gsoc, contact = excluded.contact, mailing_list = excluded.mailing_list, irc = "
                    "excluded.irc, difficulty = excluded.difficulty, skills = excluded.skills, description = "
                    "excluded.description, outcomes = excluded.outcomes",
                    writing_topics};
    for (std::size_t i = 0; i < content.topics.size(); ++i) {
        const Topic& each = content.topics[i];
        topic.bind(id[i]).bind(source).bind(each.id).bind(static_cast<int>(i)).bind(each.title).bind(each.inserted);
        topic.bind(each.verified).bind(each.gsoc).bind(each.contact).bind(each.mailing_list).bind(each.irc);
        topic.bind(each.difficulty).bind(each.skills).bind(each.description).bind(each.outcomes).run();
        write_details(database, id[i], each);
        follow_topic(database, id[i]);
    }
}

}  // namespace kiosk
