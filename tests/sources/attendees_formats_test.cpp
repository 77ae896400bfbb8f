#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "kiosk/sources/attendees/attendee_reader.h"
#include "kiosk/sources/attendees/ticket_code.h"
#include "tests/skipped.h"

namespace {

using namespace kiosk;

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

AttendeeList list_of(std::string_view content) {
    AttendeeReading reading = read_attendees(content);
    REQUIRE_MESSAGE(reading.understood, reading.refusal);
    return std::move(reading.list);
}

bool warns(const AttendeeList& list, std::string_view words) {
    return std::ranges::any_of(list.warnings, [&](const Problem& problem) { return problem.why.find(words) != std::string::npos; });
}

const std::string orders_folder = "attendees/libpretixsync/libpretixsync/src/testFixtures/resources/orders/";

}  // namespace

TEST_CASE("every position of a pretix order is an attendee or is skipped") {
    for (const char* name : {"order1", "order2", "order4", "order5", "order6", "order9", "order10", "rmevent1-order1"}) {
        const auto file = sample_file(orders_folder + name + ".json");
        if (!file) return;
        CAPTURE(name);
        const std::string content = content_of(*file);
        const AttendeeList list = list_of(content);
        CHECK(list.format == "pretix-orders");
        CHECK(list.attendees.size() + list.skipped.size() == count_of(content, "\"positionid\""));
        CHECK(list.skipped.empty());
    }
}

TEST_CASE("orders of pretix keep what the ticket office says of them") {
    const auto file = sample_file(orders_folder + "order9.json");
    const auto pending = sample_file(orders_folder + "order2.json");
    const auto unapproved = sample_file(orders_folder + "order5.json");
    const auto cancelled = sample_file(orders_folder + "order6.json");
    const auto test_order = sample_file(orders_folder + "rmevent1-order1.json");
    const auto paid = sample_file(orders_folder + "order1.json");
    if (!file || !pending || !unapproved || !cancelled || !test_order || !paid) return;

    const AttendeeList limited = list_of(content_of(*file));
    CHECK(limited.attendees[0].name == "Amy Miller");
    CHECK(limited.attendees[0].code == "6BT7mkCwbVnIbrKZ5X8I");
    CHECK(limited.attendees[0].email == "woodjeffrey@barron-leon.com");
    CHECK(limited.attendees[0].external_id == "VALI1/92692");
    CHECK(limited.attendees[0].state == TicketState::valid);  // pending, but valid all the same
    CHECK(limited.attendees[1].state == TicketState::blocked);
    CHECK(limited.attendees[2].valid_until == parse_iso_time("2023-03-04T00:00:00Z"));
    CHECK(limited.attendees[3].valid_from == parse_iso_time("2023-03-04T00:00:00Z"));

    for (const DraftAttendee& attendee : list_of(content_of(*pending)).attendees) CHECK(attendee.state == TicketState::unpaid);
    for (const DraftAttendee& attendee : list_of(content_of(*unapproved)).attendees) CHECK(attendee.state == TicketState::blocked);
    for (const DraftAttendee& attendee : list_of(content_of(*cancelled)).attendees) CHECK(attendee.state == TicketState::revoked);
    CHECK(warns(list_of(content_of(*test_order)), "test mode"));
    const AttendeeList first = list_of(content_of(*paid));
    CHECK(first.attendees[0].state == TicketState::valid);
    CHECK(first.attendees[0].language == "en");
    CHECK(warns(first, "checked in already; check-ins of other systems are not taken over (and 1 more)"));
}

TEST_CASE("pretix orders come alone, in a list, on a page and in its own export") {
    const std::string order =
        R"({"code":"ABC","status":"p","email":"o@example.org","locale":"de-informal","invoice_address":{"company":"Example Ltd"},)"
        R"("positions":[{"id":1,"positionid":1,"item":5,"attendee_name":"Ann Lee","attendee_name_parts":{"given_name":"Ann"},)"
        R"("attendee_email":"ann@example.org","secret":"s1","addon_to":null},)"
        R"({"id":2,"positionid":2,"item":6,"attendee_name":null,"secret":"s2","addon_to":1},)"
        R"({"id":3,"positionid":3,"item":5,"attendee_name":"Ben","secret":"s3","canceled":true,"addon_to":null}]})";
    const std::vector<std::string> files = {
        order,
        "[" + order + "]",
        R"({"count":1,"next":null,"results":[)" + order + "]}",
        R"({"event":{"name":"X","items":[{"id":5,"name":"Day"},{"id":6,"name":{"de":"Kurs","en":"Course"}}],"orders":[)" + order + "]}}",
    };
    for (const std::string& file : files) {
        CAPTURE(file);
        const AttendeeList list = list_of(file);
        REQUIRE(list.attendees.size() == 3);
        CHECK(list.attendees[0].given_name == "Ann");
        CHECK(list.attendees[0].email == "ann@example.org");
        CHECK(list.attendees[0].company == "Example Ltd");
        CHECK(list.attendees[0].language == "de");
        CHECK(list.attendees[1].name == "Ann Lee");  // an add-on of hers
        CHECK(list.attendees[1].code == "s2");
        CHECK(list.attendees[2].state == TicketState::revoked);
        CHECK(list.attendees[2].email == "o@example.org");
        CHECK(list.warnings.empty());
    }
    CHECK(list_of(files[0]).attendees[0].ticket_type == "#5");
    CHECK(list_of(files[3]).attendees[0].ticket_type == "Day");
    CHECK(list_of(files[3]).attendees[1].ticket_type == "Course");
    CHECK(warns(list_of(R"({"next":"https://example.org/?page=2","results":[)" + order + "]}"), "one page of several"));
}

TEST_CASE("an expired pretix order is unpaid, one that waits for approval is blocked, a pending one may be let in") {
    const auto state_of = [](const std::string& order) {
        return list_of(R"({"code":"A",)" + order + R"(,"positions":[{"positionid":1,"secret":"s"}]})").attendees[0].state;
    };
    CHECK(state_of(R"("status":"e")") == TicketState::unpaid);
    CHECK(state_of(R"("status":"n")") == TicketState::unpaid);
    CHECK(state_of(R"("status":"n","require_approval":true)") == TicketState::blocked);
    CHECK(state_of(R"("status":"n","valid_if_pending":true)") == TicketState::valid);
    CHECK(state_of(R"("status":"c","valid_if_pending":true)") == TicketState::revoked);
}

TEST_CASE("a page of pretix's check-in list is read, loose commas and all") {
    const auto file = sample_file("attendees/pretix-docs/api-checkinlists-positions.response.txt");
    if (!file) return;
    const AttendeeList list = list_of(content_of(*file));
    REQUIRE(list.attendees.size() == 1);
    CHECK(list.attendees[0].name == "Peter");
    CHECK(list.attendees[0].code == "z3fsn8jyufm5kpk768q69gkbyr5f4h6w");
    CHECK(list.attendees[0].external_id == "ABC12/23442");
    CHECK(warns(list, "commas"));
}

TEST_CASE("pretix's check-in list as CSV is read") {
    for (const char* name : {"checkinlist-simple.csv", "checkinlist-sorted-given-name.csv"}) {
        const auto file = sample_file(std::string{"attendees/pretix-docs/"} + name);
        if (!file) return;
        const AttendeeList list = list_of(content_of(*file));
        CHECK(list.format == "pretix-check-in-list");
        REQUIRE(list.attendees.size() == 2);
        const auto& peter = *std::ranges::find(list.attendees, "Mr Peter A Jones", &DraftAttendee::name);
        CHECK(peter.given_name == "Peter");
        CHECK(peter.code == "hutjztuxhkbtwnesv2suqv26k6ttytxx");
        CHECK(peter.email == "dummy@dummy.test");
        CHECK(peter.ticket_type == "Ticket");
        CHECK(list.warnings.empty());
    }
}

TEST_CASE("Eventbrite's attendee report is read; refunded is revoked") {
    const auto report = sample_file("attendees/eventbrite/eb2ez-test_input_file_1.csv");
    const auto refunded = sample_file("attendees/eventbrite/test-rows-refunded.csv");
    if (!report || !refunded) return;

    const AttendeeList first = list_of(content_of(*report));
    CHECK(first.format == "eventbrite-attendees");
    REQUIRE(first.attendees.size() == 3);
    CHECK(first.attendees[0].name == "John Doe");
    CHECK(first.attendees[0].external_id == "eventbrite 18441583423");
    CHECK(first.attendees[0].company == "Company1Name");
    CHECK(first.attendees[0].ticket_type == "General Admission");
    CHECK(first.attendees[0].code.empty());
    CHECK(first.attendees[0].state == TicketState::valid);
    CHECK(warns(first, "Barcode #"));

    const AttendeeList second = list_of(content_of(*refunded));
    REQUIRE(second.attendees.size() == 4);
    CHECK(second.attendees[0].external_id.empty());  // two people share the order
    CHECK(second.attendees[1].name == "Jonah Kim");
    CHECK(second.attendees[2].state == TicketState::revoked);
    CHECK(second.attendees[3].name == "Ivy");
}

TEST_CASE("Eventbrite's barcode is the code") {
    const AttendeeList list = list_of("Order #,First Name,Last Name,Attendee #,Barcode #,Attendee Status\n"
                                      "1001,Ann,Lee,5001,500110001,Not Attending\n");
    CHECK(list.attendees[0].code == "500110001");
    CHECK(list.attendees[0].external_id == "eventbrite 5001");
    CHECK(list.attendees[0].state == TicketState::revoked);
    CHECK(list.warnings.empty());
}

TEST_CASE("Indico's registrations are read, and its QR code means the secret that they have") {
    const std::string registration =
        R"({"id":12,"regform_id":3,"event_id":1,"full_name":"Guinea Pig","email":"1337@example.test","state":"complete",)"
        R"("checkin_secret":"9982BE4E-32CF-4656-A781-62AD45609D12","checked_in":true,"is_paid":false,"price":0,)"
        R"("registration_data":[{"title":"Personal Data","fields":[{"title":"First Name","data":"Guinea"},)"
        R"({"title":"Affiliation","data":"Example Lab"},{"title":"Picture","data":null}]}]})";
    for (const std::string& file : {registration, "[" + registration + "]"}) {
        const AttendeeList list = list_of(file);
        CHECK(list.format == "indico-check-in");
        REQUIRE(list.attendees.size() == 1);
        const DraftAttendee& pig = list.attendees[0];
        CHECK(pig.external_id == "indico 12");
        CHECK(pig.name == "Guinea Pig");
        CHECK(pig.given_name == "Guinea");
        CHECK(pig.company == "Example Lab");
        CHECK(pig.state == TicketState::valid);
        CHECK(pig.code == code_meant_by(R"({"i":[2,"indico.example.org","mYK+TjLPRlangWKtRWCdEg=="]})"));
        CHECK(warns(list, "checked in already"));
    }
    const auto state_of = [](const std::string& state) {
        return list_of(R"([{"full_name":"A","checkin_secret":"s","state":")" + state + "\"}]").attendees[0].state;
    };
    CHECK(state_of("unpaid") == TicketState::unpaid);
    CHECK(state_of("pending") == TicketState::blocked);
    CHECK(state_of("withdrawn") == TicketState::revoked);
    CHECK(state_of("rejected") == TicketState::revoked);
}

TEST_CASE("Indico's registrations as CSV are read") {
    const AttendeeList list = list_of("ID,Name,First Name,Last Name,Email Address,Affiliation,Registration date,Registration state\n"
                                      "1,Ann Lee,Ann,Lee,ann@example.org,Example Lab,2024-01-02,Completed\n"
                                      "2,Ben Fox,Ben,Fox,ben@example.org,,2024-01-02,Awaiting payment\n"
                                      "3,Cid Roe,Cid,Roe,cid@example.org,,2024-01-02,Pending\n"
                                      "4,Dee Poe,Dee,Poe,dee@example.org,,2024-01-02,Withdrawn\n");
    CHECK(list.format == "indico-csv");
    REQUIRE(list.attendees.size() == 4);
    CHECK(list.attendees[0].name == "Ann Lee");
    CHECK(list.attendees[0].given_name == "Ann");
    CHECK(list.attendees[0].external_id == "indico list 1");
    CHECK(list.attendees[0].state == TicketState::valid);
    CHECK(list.attendees[1].state == TicketState::unpaid);
    CHECK(list.attendees[2].state == TicketState::blocked);
    CHECK(list.attendees[3].state == TicketState::revoked);
    CHECK(warns(list, "no secrets"));
}

TEST_CASE("a scanned text means one code, whatever its form") {
    const std::string uuid = "9982be4e-32cf-4656-a781-62ad45609d12";
    struct Case {
        std::string scanned;
        std::string code;
        const char* why;
    };
    const std::vector<Case> cases = {
        {uuid, uuid, "as Indico lists it"},
        {"9982BE4E-32CF-4656-A781-62AD45609D12", uuid, "capitals"},
        {R"({"i":[2,"indico.example.org","mYK+TjLPRlangWKtRWCdEg=="]})", uuid, "QR code"},
        {R"( {"i": [2, "http://indico.example.org", "mYK+TjLPRlangWKtRWCdEg"], "x": 1} )", uuid, "no padding, a plugin's key"},
        {R"({"i":[2,"indico.example.org","mYK-TjLPRlangWKtRWCdEg==","mYK+TjLPRlangWKtRWCdEg=="]})", uuid, "a companion's"},
        {R"({"registrant_id":"5","checkin_secret":"9982be4e-32cf-4656-a781-62ad45609d12","event_id":"1"})", uuid, "older"},
        {R"({"i":[2,"indico.example.org","short"]})", "short", "no UUID"},
        {R"({"i":[2,"indico.example.org"]})", R"({"i":[2,"indico.example.org"]})", "no secret"},
        {R"({"i":)", R"({"i":)", "broken JSON"},
        {"  ABC 12\n", "ABC 12", "blanks at the ends"},
        {"9982be4e32cf4656a78162ad45609d12", "9982be4e32cf4656a78162ad45609d12", "another system's"},
        {"", "", "nothing"},
        {std::string(7089, '{'), std::string(7089, '{'), "nonsense"},
        {"{\"i\":\xFF\xFE", "{\"i\":\xFF\xFE", "no UTF-8"},
    };
    for (const Case& each : cases) CHECK_MESSAGE(code_meant_by(each.scanned) == each.code, each.why);

    for (const char* name : {"ticket_qr_code_data-0.json", "ticket_qr_code_data-1.json"}) {
        const auto file = sample_file(std::string{"attendees/indico/indico/modules/events/registration/tests/"} + name);
        if (!file) return;
        CHECK(code_meant_by(content_of(*file)) == "9982be4e-32cf-4656-a781-62ad45609d12");
    }
}

TEST_CASE("no sample file, whole or cut or with bytes changed, does any harm") {
    const auto root = sample_file("attendees");
    if (!root) return;
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*root)) {
        if (!entry.is_regular_file() || entry.file_size() > 5000) continue;
        ++files;
        const std::string content = content_of(entry.path());
        for (std::size_t cut = 0; cut <= 60; ++cut) {
            std::string damaged = content.substr(0, content.size() * cut / 60);
            if (!damaged.empty()) damaged[damaged.size() * 7 / 11] = static_cast<char>(cut * 37);
            const AttendeeReading reading = read_attendees(damaged);
            CHECK(reading.understood == reading.refusal.empty());
        }
    }
    CHECK(files > 20);
}
