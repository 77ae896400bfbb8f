#include "kiosk/store/attendees/attendee_import.h"

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"
#include "kiosk/store/attendees/known_attendees.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/attendees/person.h"
#include "kiosk/store/attendees/ticket_row.h"
#include "kiosk/store/attendees/typed_mark.h"
#include "kiosk/store/late_indexes.h"
#include "kiosk/store/statement.h"

namespace kiosk {
namespace {

constexpr const char* writing = "write the attendees";

Person person_of(const DraftAttendee& draft) {
    return {.name = clean_utf8(draft.name),
            .given_name = clean_utf8(draft.given_name),
            .email = clean_utf8(draft.email),
            .company = clean_utf8(draft.company),
            .language = clean_utf8(draft.language),
            .wiki_name = clean_utf8(draft.wiki_name)};
}

Marks marks_of(const DraftAttendee& draft, const HashKey& key) {
    Marks marks{.person_is_sure = !draft.email.empty()};
    if (!draft.external_id.empty()) marks.external = key.of_external_id(draft.external_id);
    if (!draft.code.empty()) marks.code = key.of_code(draft.code);
    if (draft.email.empty() && draft.name.empty()) return marks;
    std::string person = folded(draft.email) + '\n' + folded(draft.name);
    if (draft.email.empty()) person += '\n' + folded(draft.company);
    marks.person = key.of_person(person);
    return marks;
}

/// The row that an update changes, as far as it counts.
struct OldRow {
    std::string id = {};
    std::string content_hash = {};
    std::string ticket_public = {};
    std::string unmarked_code = {};  // hash of a code that is found as it stands alone
};

class Import {
  public:
    Import(Database& database, const HashKey& key)
        : sql_(database.handle()), key_(key), batch_(make_batch(database)), known_(database) {}

    void take(DraftAttendee draft) {
        Marks marks = marks_of(draft, key_);
        const auto match = known_.find(marks);
        if (match.code_is_another_s) {
            outcome_.warnings.push_back({draft.where, "the code is another attendee's already; this one is kept without it"});
            draft.code.clear();
            marks.code.clear();
        }
        const std::string record = packed(person_of(draft));
        const std::string content = key_.of_content(content_of(draft, record));
        if (match.number != 0)
            update(match.number, draft, record, content);
        else
            add(draft, marks, record, content);
        known_.wrote(match.number != 0 ? match.number : sqlite3_last_insert_rowid(sql_), marks);
    }

    AttendeeImport outcome() && { return std::move(outcome_); }

  private:
    static std::string content_of(const DraftAttendee& draft, const std::string& record) {
        std::string content = record;
        for (const std::string_view part : {std::string_view{draft.external_id}, std::string_view{draft.code},
                                            std::string_view{draft.ticket_type}, name_of(draft.state)})
            content.append(1, '\0').append(part);
        for (const auto& time : {draft.valid_from, draft.valid_until}) content.append(1, '\0').append(stored_time(time).value_or(""));
        for (const std::string& session : draft.sessions) content.append(1, '\0').append(session);
        return content;
    }

    void add(const DraftAttendee& draft, const Marks& marks, const std::string& record, const std::string& content) {
        const std::string id = new_id(draft, marks);
        insert_.bind_bytes(marks.external).bind_bytes(marks.code).bind_bytes(marks.person).bind_bytes(content);
        bind_ticket(insert_, draft, record);
        insert_.bind_bytes(ticket_box(draft, record)).bind(id);
        bind_typed(insert_, draft).run();
        write_sessions(id, draft);
        ++outcome_.added;
    }

    void update(std::int64_t number, const DraftAttendee& draft, const std::string& record, const std::string& content) {
        const OldRow old = old_row(number);
        const Marks marks = marks_of(draft, key_);
        if (old.content_hash == content) {
            if (!marks.code.empty() && old.unmarked_code == marks.code) bind_typed(mark_, draft).bind_large(number).run();
            ++outcome_.unchanged;
            return;
        }
        update_.bind_bytes(marks.external).bind_bytes(marks.code).bind_bytes(marks.person).bind_bytes(content);
        bind_ticket(update_, draft, record);
        const bool is_issued = draft.code.empty() && !old.ticket_public.empty();
        update_.bind_bytes(is_issued ? sealed_for(old.ticket_public, record) : ticket_box(draft, record)).bind_large(number);
        bind_typed(update_, draft).run();
        Statement{sql_, "DELETE FROM attendee_session WHERE attendee = ?", writing}.bind(old.id).run();
        write_sessions(old.id, draft);
        ++outcome_.updated;
    }

    void bind_ticket(Statement& statement, const DraftAttendee& draft, const std::string& record) {
        statement.bind(name_of(draft.state))
            .bind(clean_utf8(draft.ticket_type))
            .bind(stored_time(draft.valid_from))
            .bind(stored_time(draft.valid_until))
            .bind(batch_.id)
            .bind_bytes(sealed(record, batch_.key))
            .bind_bytes(draft.code.empty() ? "" : sealed(draft.code, batch_.key));
    }

    Statement& bind_typed(Statement& statement, const DraftAttendee& draft) {
        const TypedMark mark = draft.code.empty() ? TypedMark{} : typed_mark(key_, draft.code);
        return statement.bind_bytes(mark.hash).bind_bytes(mark.box);
    }

    std::string ticket_box(const DraftAttendee& draft, const std::string& record) const {
        return draft.code.empty() ? "" : sealed(record, key_.of_ticket(draft.code));
    }

    OldRow old_row(std::int64_t number) {
        find_.bind_large(number).step();
        OldRow old{find_.text(0), find_.bytes(1), find_.bytes(2), find_.bytes(3)};
        find_.run();
        return old;
    }

    std::string new_id(const DraftAttendee& draft, const Marks& marks) {
        std::string identity = !marks.external.empty() ? "external " + draft.external_id
                               : !marks.code.empty()   ? "code " + draft.code
                                                       : "person " + marks.person;
        while (true) {
            std::string id = hexadecimal(key_.of_identity(identity).substr(0, id_bytes));
            if (known_.take_id(id)) return id;
            identity += " again";
        }
    }

    void write_sessions(const std::string& id, const DraftAttendee& draft) {
        for (const std::string& session : draft.sessions) session_.bind(id).bind(clean_utf8(session)).run();
    }

    sqlite3* sql_;
    const HashKey& key_;
    Batch batch_;
    KnownAttendees known_;
    AttendeeImport outcome_;
    Statement insert_{sql_,
                      "INSERT INTO attendee (external_hash, code_hash, person_hash, content_hash, state, ticket_type, "
                      "valid_from, valid_until, batch, person_box, code_box, code_batch, ticket_box, id, typed_hash, typed_box) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, iif(?11 IS NULL, NULL, ?9), ?12, ?13, ?14, ?15)",
                      writing};
    // A list without codes leaves the ticket as it was, but for its box where that can be sealed without the code.
    Statement update_{sql_,
                      "UPDATE attendee SET external_hash = coalesce(?1, external_hash), code_hash = coalesce(?2, code_hash), "
                      "person_hash = ?3, content_hash = ?4, state = ?5, ticket_type = ?6, valid_from = ?7, valid_until = ?8, "
                      "batch = ?9, person_box = ?10, code_batch = iif(?11 IS NULL, code_batch, ?9), "
                      "code_box = coalesce(?11, code_box), ticket_public = iif(?2 IS NULL, ticket_public, NULL), "
                      "ticket_box = coalesce(?12, ticket_box), typed_hash = iif(?2 IS NULL, typed_hash, ?14), "
                      "typed_box = iif(?2 IS NULL, typed_box, ?15) WHERE number = ?13",
                      writing};
    Statement mark_{sql_, "UPDATE attendee SET typed_hash = ?, typed_box = ? WHERE number = ?", writing};
    Statement find_{sql_, "SELECT id, content_hash, ticket_public, iif(typed_hash IS NULL, code_hash, NULL) FROM attendee WHERE number = ?",
                    "read an attendee"};
    Statement session_{sql_, "INSERT OR IGNORE INTO attendee_session (attendee, session) VALUES (?, ?)", writing};
};

}  // namespace

AttendeeImport import_attendees(Database& database, const HashKey& key, std::span<const DraftAttendee> drafts) {
    // A large list is sorted into its indexes in memory.
    Statement{database.handle(), "PRAGMA cache_size = -131072", "import attendees"}.run();
    AttendeeImport outcome;
    database.transaction([&] {
        LateIndexes indexes{database.handle(), "attendee", drafts.size()};
        Import import{database, key};
        for (const DraftAttendee& draft : drafts) import.take(draft);
        outcome = std::move(import).outcome();
        indexes.make();
        Statement{database,
                  "DELETE FROM batch WHERE id NOT IN (SELECT batch FROM attendee WHERE batch IS NOT NULL UNION "
                  "SELECT code_batch FROM attendee WHERE code_batch IS NOT NULL)",
                  writing}
            .run();
    });
    return outcome;
}

}  // namespace kiosk
