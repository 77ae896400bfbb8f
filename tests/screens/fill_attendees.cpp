#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"

/// fill_attendees DATABASE PASSPHRASE: adds the attendees of standard input, one a line: name, given name, code, state and
/// language, with tabs between.
int main(int count, char** arguments) try {
    if (count != 3) return 2;
    kiosk::Database database = kiosk::Database::open(arguments[1]);
    if (!kiosk::has_organiser(database)) kiosk::make_organiser(database, arguments[2]);
    std::vector<kiosk::DraftAttendee> drafts;
    for (std::string line; std::getline(std::cin, line);) {
        const auto cells = kiosk::split(line, '\t');
        kiosk::DraftAttendee draft{.where = line, .name = std::string{cells.at(0)}, .given_name = std::string{cells.at(1)},
                                   .code = std::string{cells.at(2)}};
        draft.external_id = draft.code;
        for (const auto state : {kiosk::TicketState::unpaid, kiosk::TicketState::blocked, kiosk::TicketState::revoked})
            if (cells.at(3) == kiosk::name_of(state)) draft.state = state;
        draft.language = std::string{cells.at(4)};
        drafts.push_back(std::move(draft));
    }
    kiosk::import_attendees(database, kiosk::HashKey::of(database), drafts);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "fill_attendees: %s\n", error.what());
    return 1;
}
