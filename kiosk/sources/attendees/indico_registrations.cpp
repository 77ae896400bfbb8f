#include "kiosk/sources/attendees/indico_registrations.h"

#include <string_view>

#include "kiosk/sources/attendees/cell_words.h"
#include "kiosk/sources/attendees/json_list.h"
#include "kiosk/sources/attendees/repeated_notes.h"

namespace kiosk {
namespace {

using nlohmann::json;

/// A registration waiting for the organisers is not theirs to enter with yet.
TicketState state_of(const json& registration) {
    const std::string state = text_in(registration, "state");
    if (state == "rejected" || state == "withdrawn") return TicketState::revoked;
    if (state == "pending") return TicketState::blocked;
    return state == "unpaid" ? TicketState::unpaid : TicketState::valid;
}

/// What the registration form's own field of this title was answered with.
std::string answer_to(const json& registration, std::string_view title) {
    const json& sections = member(registration, "registration_data");
    if (!sections.is_array()) return {};
    for (const json& section : sections) {
        const json& fields = member(section, "fields");
        if (!fields.is_array()) continue;
        for (const json& field : fields)
            if (word_key(text_in(field, "title")) == title) return text_in(field, "data");
    }
    return {};
}

std::string first_of(std::string first, std::string second) { return first.empty() ? std::move(second) : std::move(first); }

DraftAttendee attendee_of(const json& registration) {
    const json& person = member(registration, "personal_data");
    DraftAttendee attendee;
    attendee.external_id = first_of(text_in(registration, "id"), text_in(registration, "registrant_id"));
    attendee.given_name = first_of(answer_to(registration, "firstname"), text_in(person, "firstName"));
    attendee.name = text_in(registration, "full_name");
    if (attendee.name.empty()) {
        const std::string family = first_of(answer_to(registration, "lastname"), text_in(person, "surname"));
        attendee.name = attendee.given_name.empty() ? family : attendee.given_name + (family.empty() ? "" : " ") + family;
    }
    attendee.email = first_of(text_in(registration, "email"), text_in(person, "email"));
    attendee.company = first_of(answer_to(registration, "affiliation"), text_in(person, "affiliation"));
    attendee.code = text_in(registration, "checkin_secret");
    attendee.state = state_of(registration);
    return attendee;
}

}  // namespace

bool is_indico_registration(const json& record) {
    if (!record.is_object()) return false;
    const bool names_person = record.contains("full_name") || record.contains("personal_data");
    const bool of_indico = record.contains("checkin_secret") || record.contains("regform_id") || record.contains("registrant_id");
    return names_person && of_indico;
}

AttendeeList read_indico_registrations(const std::vector<const json*>& records) {
    AttendeeList list{.format = "indico-check-in"};
    RepeatedNotes notes;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::string entry = "entry " + std::to_string(i + 1);
        if (!is_indico_registration(*records[i])) {
            list.skipped.push_back({entry, "it is no registration"});
            continue;
        }
        DraftAttendee attendee = attendee_of(*records[i]);
        attendee.where = attendee.external_id.empty() ? entry : "registration " + attendee.external_id;
        if (!attendee.external_id.empty()) attendee.external_id = "indico " + attendee.external_id;
        if (attendee.name.empty() && attendee.code.empty() && attendee.email.empty()) {
            list.skipped.push_back({attendee.where, "it has no name, no e-mail address and no secret"});
            continue;
        }
        if (attendee.code.empty()) notes.add(attendee.where, "it has no secret, so its Indico ticket stays unknown");
        if (is_true(*records[i], "checked_in"))
            notes.add(attendee.where, "it is checked in already; check-ins of other systems are not taken over");
        list.attendees.push_back(std::move(attendee));
    }
    list.warnings = notes.warnings();
    return list;
}

}  // namespace kiosk
