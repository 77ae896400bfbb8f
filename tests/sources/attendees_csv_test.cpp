#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "kiosk/sources/attendees/attendee_reader.h"

namespace {

using namespace kiosk;
using namespace std::chrono;
using Texts = std::vector<std::string>;

AttendeeList list_of(std::string_view content) {
    AttendeeReading reading = read_attendees(content);
    REQUIRE_MESSAGE(reading.understood, reading.refusal);
    return std::move(reading.list);
}

DraftAttendee only(std::string_view content) {
    AttendeeList list = list_of(content);
    REQUIRE(list.attendees.size() == 1);
    return std::move(list.attendees.front());
}

std::string warnings_of(const AttendeeList& list) {
    std::string all;
    for (const Problem& problem : list.warnings) all += problem.where + ": " + problem.why + "\n";
    return all;
}

ClockFace face(int y, unsigned m, unsigned d, int hour = 0, int minute = 0) {
    return ClockFace{local_days{year{y} / month{m} / day{d}}} + hours{hour} + minutes{minute};
}

}  // namespace

TEST_CASE("columns are found by name, in any order and in every language of the screens") {
    const std::vector<std::string> files = {
        "Name,E-mail,Company,Ticket type,Code\nAnn Lee,ann@example.org,Example Ltd,Day,K1\n",
        "code;ticket type;organisation;e-mail address;first name;last name\nK1;Day;Example Ltd;ann@example.org;Ann;Lee\n",
        "\xEF\xBB\xBFVorname;Nachname;E-Mail-Adresse;Firma;Ticketart;Strichcode\r\nAnn;Lee;ann@example.org;Example Ltd;Day;K1\r\n",
        "Name\tVorname\tE-Mail\tUnternehmen\tKategorie\tCode\nLee\tAnn\tann@example.org\tExample Ltd\tDay\tK1\n",
        "Nom;Prénom;Courriel;Société;Type de billet;Code-barres\nLee;Ann;ann@example.org;Example Ltd;Day;K1\n",
        "NOMBRE,APELLIDOS,CORREO ELECTRÓNICO,EMPRESA,TIPO DE ENTRADA,CÓDIGO\nAnn,Lee,ann@example.org,Example Ltd,Day,K1\n",
        "Ainm,Sloinne,Ríomhphost,Comhlacht,Cineál ticéid,Cód\nAnn,Lee,ann@example.org,Example Ltd,Day,K1\n",
        "Imię;Nazwisko;Adres e-mail;Organizacja;Rodzaj biletu;Kod\nAnn;Lee;ann@example.org;Example Ltd;Day;K1\n",
        "Participants of the year\n\nE-mail|Full name (badge)|Affiliation|Product|Secret\nann@example.org|Ann Lee|Example Ltd|Day|K1\n",
    };
    for (const std::string& file : files) {
        CAPTURE(file);
        const DraftAttendee ann = only(file);
        CHECK(ann.name == "Ann Lee");
        CHECK(ann.email == "ann@example.org");
        CHECK(ann.company == "Example Ltd");
        CHECK(ann.ticket_type == "Day");
        CHECK(ann.code == "K1");
        CHECK(ann.state == TicketState::valid);
    }
}

TEST_CASE("every optional column is taken where it stands, and none is needed") {
    const DraftAttendee ben = only(
        "ID,Full name,Vorname,valid from,valid until,Sessions,Wiki name,Language\n"
        "77,Ben van Doe,Ben,2024-12-27T08:00:00Z,2024-12-29,\"Opening; Hello, world\",BenD,de_AT.UTF-8\n");
    CHECK(ben.external_id == "77");
    CHECK(ben.given_name == "Ben");
    CHECK(ben.valid_from == WrittenTime{face(2024, 12, 27, 8), 0s});
    CHECK(ben.valid_until == WrittenTime{face(2024, 12, 30), {}});
    CHECK(ben.sessions == Texts{"Opening", "Hello, world"});
    CHECK(ben.wiki_name == "BenD");
    CHECK(ben.language == "de-AT");

    CHECK(only("Name\nAnn\n").name == "Ann");
    // Beside one half, "name" is the other half, unless it holds that half itself.
    CHECK(only("Name;Vorname\nDoe;Ann\n").name == "Ann Doe");
    CHECK(only("name,given_name\nAnn Doe,Ann\n").name == "Ann Doe");
    CHECK(only("name,family_name\nAnn Doe,Doe\n").name == "Ann Doe");
    CHECK(only("Code\nK1\n").code == "K1");
    CHECK(only("mail\na@example.org\n").email == "a@example.org");
    CHECK(only("Order,Position ID,Name\nABC,2,Ann").external_id == "ABC-2");
    CHECK(only("Order,Name\nABC,Ann").external_id.empty());
}

TEST_CASE("times of validity are read as spreadsheets write them") {
    struct Case {
        const char* cell;
        std::optional<ClockFace> from;
        std::optional<ClockFace> until;
    };
    const std::vector<Case> cases = {
        {"2024-12-27", face(2024, 12, 27), face(2024, 12, 28)},
        {"27.12.2024", face(2024, 12, 27), face(2024, 12, 28)},
        {"3.4.2024", face(2024, 4, 3), face(2024, 4, 4)},
        {"27.12.24 18:30", face(2024, 12, 27, 18, 30), face(2024, 12, 27, 18, 30)},
        {"27/12/2024", face(2024, 12, 27), face(2024, 12, 28)},
        {"12/27/2024 6:30 PM", face(2024, 12, 27, 18, 30), face(2024, 12, 27, 18, 30)},
        {"12/27/2024, 12:05 am", face(2024, 12, 27, 0, 5), face(2024, 12, 27, 0, 5)},
        {"2024-12-27 09:00:00", face(2024, 12, 27, 9), face(2024, 12, 27, 9)},
        {"3/4/2024", {}, {}},  // April or March
        {"31.02.2024", {}, {}},
        {"27.12.2024 25:00", {}, {}},
        {"soon", {}, {}},
    };
    for (const Case& each : cases) {
        CAPTURE(each.cell);
        const std::string file = std::string{"Name;Valid from;Valid until\nAnn;"} + each.cell + ";" + each.cell + "\n";
        const AttendeeList list = list_of(file);
        REQUIRE(list.attendees.size() == 1);
        const DraftAttendee& ann = list.attendees.front();
        CHECK((ann.valid_from ? std::optional{ann.valid_from->face} : std::nullopt) == each.from);
        CHECK((ann.valid_until ? std::optional{ann.valid_until->face} : std::nullopt) == each.until);
        CHECK(list.warnings.empty() == each.from.has_value());
    }
}

TEST_CASE("a ticket's state is taken from status, paid and blocked; the worst counts") {
    struct Case {
        const char* status;
        const char* paid;
        const char* blocked;
        TicketState state;
    };
    const std::vector<Case> cases = {
        {"", "", "", TicketState::valid},
        {"paid", "yes", "no", TicketState::valid},
        {"Attending", "0.00", "", TicketState::valid},
        {"Checked In", "", "", TicketState::valid},
        {"", "no", "", TicketState::unpaid},
        {"", "Nein", "", TicketState::unpaid},
        {"", "2024-11-30", "", TicketState::valid},
        {"pending", "", "", TicketState::unpaid},
        {"zahlung ausstehend", "", "", TicketState::unpaid},
        {"", "no", "x", TicketState::blocked},
        {"Refunded", "yes", "", TicketState::revoked},
        {"Cancelled", "no", "yes", TicketState::revoked},
        {"storniert", "", "", TicketState::revoked},
        {"Annulé", "", "", TicketState::revoked},
        {"who knows", "", "", TicketState::valid},
    };
    for (const Case& each : cases) {
        CAPTURE(each.status);
        CAPTURE(each.paid);
        const std::string row = std::string{"Ann,"} + each.status + "," + each.paid + "," + each.blocked;
        CHECK(only("Name,Status,Paid,Blocked\n" + row + "\n").state == each.state);
    }
    CHECK(only("Name,Attendee status,Payment status\nAnn,Attending,unpaid\n").state == TicketState::unpaid);
}

TEST_CASE("rows that are not as they should be cost nobody else a ticket") {
    const AttendeeList list = list_of(
        "Name,E-mail,Company,Code\n"
        "Ann,ann@example.org,,K1\n"
        ",,Example Ltd,\n"                            // line 3: nobody
        "Ben\n"                                       // too short
        "Lee, Cid,cid@example.org,Example Ltd,K2\n"   // a comma that nobody quoted
        "Dee,dee@example.org,,K3,,,\n"                // empty fields too many
        "Eve,eve@example.org,,-\n"                    // no code
        "Fay,fay@example.org,,1.84418E+10\n"          // a code that a spreadsheet destroyed
        "Gus,gus@example.org,,=\"00123\"\n"
        ",hal@example.org,,\n"
        "\"Ida\nJoy\",,,K1\n");                       // line 11: K1 again

    Texts names;
    Texts codes;
    for (const DraftAttendee& attendee : list.attendees) names.push_back(attendee.name), codes.push_back(attendee.code);
    CHECK(names == Texts{"Ben", "Lee, Cid", "Dee", "Eve", "Fay", "Gus", "", "Ida Joy"});
    CHECK(codes == Texts{"", "K2", "K3", "", "", "00123", "", "K1"});
    REQUIRE(list.skipped.size() == 2);
    CHECK(list.skipped[0] == Problem{"line 3", "it has no name, no e-mail address and no code"});
    CHECK(list.skipped[1] == Problem{"line 2", "the same code stands again at line 11, which counts"});
    CHECK(warnings_of(list) ==
          "line 4: it has fewer fields than the header; the missing ones count as empty\n"
          "line 5: it has more fields than the header: a name with the separator in it, which was put together\n"
          "line 8: its code was shortened by a spreadsheet (1.23E+10) and is left out; export the list again\n");
}

TEST_CASE("a thousand equal warnings are one") {
    std::string file = "Name,Code\n";
    for (int i = 0; i < 1000; ++i) file += "Ann " + std::to_string(i) + "\n";
    CHECK(warnings_of(list_of(file)) ==
          "line 2: it has fewer fields than the header; the missing ones count as empty (and 999 more)\n");
}

TEST_CASE("an id that different people share tells nobody apart; a person who stands twice counts once") {
    const AttendeeList shared = list_of("ID,Name,Code\n7,Ann,K1\n7,Ben,K2\n8,Cid,K3\n");
    REQUIRE(shared.attendees.size() == 3);
    CHECK(shared.attendees[0].external_id.empty());
    CHECK(shared.attendees[1].external_id.empty());
    CHECK(shared.attendees[2].external_id == "8");
    CHECK(shared.warnings.size() == 1);

    const AttendeeList twice = list_of("ID,Name,E-mail\n7,Ann,old@example.org\n7,ANN,new@example.org\n");
    REQUIRE(twice.attendees.size() == 1);
    CHECK(twice.attendees[0].email == "new@example.org");
    CHECK(twice.skipped.size() == 1);
}

TEST_CASE("a list is read in the encoding that it comes in") {
    const std::string utf8 = "Name;Code\nJürgen Łącki;K1\n";
    std::string utf16 = "\xFF\xFE";
    for (const char32_t c : std::u32string{U"Name;Code\nJürgen Łącki;K1\n"}) {
        utf16 += static_cast<char>(c & 0xFFU);
        utf16 += static_cast<char>(c >> 8U);
    }
    CHECK(only(utf8).name == "Jürgen Łącki");
    CHECK(only("\xEF\xBB\xBF" + utf8).name == "Jürgen Łącki");
    CHECK(only(utf16).name == "Jürgen Łącki");
    CHECK(only(utf16.substr(2)).name == "Jürgen Łącki");
    CHECK(only("Pr\xE9nom;Nom\nJ\xFCrgen;M\xFCller\n").name == "Jürgen Müller");
    CHECK(only("Name\nZo\x91\x92\n").name == "Zo‘’");

    const AttendeeList mixed = list_of("Name\nJ\xFCrgen\nZoë\n");
    REQUIRE(mixed.attendees.size() == 2);
    CHECK(mixed.attendees[0].name == "Jürgen");
    CHECK(mixed.attendees[1].name == "Zoë");
}

TEST_CASE("what is no attendee list is refused with what it looks like and where reading stopped") {
    struct Case {
        std::string content;
        const char* words;
    };
    const std::vector<Case> cases = {
        {"", "an empty file; reading stopped at byte 0"},
        {" \n ", "a file of white space only; reading stopped at byte 3"},
        {std::string{"\x89PNG\r\n\x1a\n\0\0", 10}, "a PNG picture; reading stopped at byte 8"},
        {"%PDF-1.4 Name", "a PDF document; reading stopped at byte 0"},
        {"PK\x03\x04 Name", "a ZIP archive, or an office document (export it as CSV); reading stopped at byte 0"},
        {std::string{"Name\nAnn\0Lee\n", 13}, "binary data (a NUL byte at byte 8); reading stopped at byte 8"},
        {"\n\nAnn;Lee\n", "text without a header that names a column of names, e-mail addresses or codes; reading stopped at "
                          "line 3, byte 2"},
        {"<!DOCTYPE html><p>Name", "an HTML page; reading stopped at byte 0"},
        {"<schedule/>", "XML, but attendee lists are CSV or JSON; reading stopped at line 1, byte 0"},
        {"BEGIN:VCARD\nFN:Ann\n", "a contact card or a calendar; reading stopped at line 1, byte 0"},
        {"{\n \"results\": [1, 2", "JSON; reading stopped at line 2, byte 19"},
        {"{\"a\": 1}", "JSON without orders, positions or registrations; reading stopped at line 1, byte 0"},
        {"[]", "JSON with an empty list; reading stopped at line 1, byte 0"},
        {std::string(100'000, '['), "JSON; reading stopped at line 1, byte 64, where it is nested more than 64 levels deep"},
    };
    for (const Case& each : cases) {
        const AttendeeReading reading = read_attendees(each.content);
        CHECK_FALSE(reading.understood);
        CHECK(reading.refusal == std::string{"not understood: it looks like "} + each.words);
    }
}
