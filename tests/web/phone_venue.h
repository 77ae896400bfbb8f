#pragma once

#include "kiosk/phone/phone_desk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/store/attendees/attendee_import.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/attendees/phone_greetings.h"
#include "kiosk/store/event_edit.h"
#include "kiosk/store/programme_store.h"
#include "kiosk/store/statement.h"

namespace kiosk {

using namespace std::chrono_literals;

constexpr auto event_day = std::chrono::sys_days{std::chrono::year{2013} / 5 / 16};

inline Instant at(int hour, int minute = 0) { return event_day + std::chrono::hours{hour} + std::chrono::minutes{minute}; }

inline SettledSession session(std::string id, Instant starts, Instant ends, std::string room) {
    return {.session = {.id = id, .title = "About " + id, .starts = starts, .ends = ends, .room = std::move(room)}};
}

/// A folder that goes with the test.
struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-phones-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

/// One day in two rooms, three attendees, two topics.
inline void make_venue(const std::filesystem::path& file) {
    Database database = Database::open(file);
    Settled content;
    content.format = "test";
    content.event = {.name = "Hackathon", .timezone = "UTC", .days = {{.date = std::chrono::year_month_day{event_day}, .opens = at(9), .closes = at(18)}}};
    content.rooms = {"Liffey", "Tolka"};
    content.sessions = {session("arm", at(10), at(11), "Liffey"), session("tools", at(10), at(11), "Tolka"),
                        session("late", at(14), at(15), "Liffey")};
    content.topics = {{.id = "roadmap", .title = "Roadmap"}, {.id = "docs", .title = "Documents <b>", .votes = {{.author = "Ada"}}}};
    store_import(database, content, {.at = at(8)});
    edit_room(database, "Liffey", {.capacity = 1});
    make_organiser(database, "open sesame");
    const DraftAttendee people[] = {
        {.where = "1", .name = "Ada Lovelace", .given_name = "Ada", .email = "a@x", .code = "ADA", .wiki_name = "Ada"},
        {.where = "2", .name = "Grace Hopper", .given_name = "Grace", .email = "g@x", .code = "GRACE"},
        {.where = "3", .name = "Owes", .email = "o@x", .code = "OWES", .state = TicketState::unpaid}};
    import_attendees(database, HashKey::of(database), people);
}

/// Making a venue is slow, as passphrases are made slow to guess: each test has a copy of one.
inline std::filesystem::path venue_in(const Folder& folder) {
    static const Folder made;
    static const bool is_made = (make_venue(made.path / "event.db"), true);
    for (const char* name : {"event.db", "event.db.key"})
        if (is_made) std::filesystem::copy_file(made.path / name, folder.path / name);
    return folder.path / "event.db";
}

/// A venue's desk for phones, and a phone that keeps what it is told.
struct Venue {
    PhoneReply ask(PhoneRequest request) {
        request.cookie = cookie;
        request.languages = languages;
        PhoneReply reply = asked->answer(request, {.real = real, .shown = now, .is_rehearsal = is_rehearsal});
        if (reply.cookie) cookie = *reply.cookie;
        return reply;
    }
    PhoneReply open(const std::string& path) { return ask({.path = path}); }
    PhoneReply scan(ScreenPurpose purpose, const std::string& room = "") {
        return open(asked->code_on(screen_mark(purpose, "machine", room), real));
    }
    PhoneReply send(const PhoneReply& page, std::map<std::string, std::string> fields, const std::string& path = "go") {
        fields.emplace("token", form_of(page));
        return ask({.is_post = true, .path = path, .fields = std::move(fields)});
    }
    static std::string form_of(const PhoneReply& page) {
        constexpr std::string_view before = "name=\"token\" value=\"";
        const auto from = page.body.find(before);
        if (from == std::string::npos) return "";
        const auto start = from + before.size();
        return page.body.substr(start, page.body.find('"', start) - start);
    }
    int check_ins() { return static_cast<int>(all_check_ins(Database::open(file)).size()); }

    /// What lies there for the screen of the machine, opened.
    std::vector<Greeting> greetings() {
        Database database = Database::open(file);
        std::vector<Greeting> list;
        for (const SealedGreeting& each : greetings_for(database, machine_mark("machine")))
            list.push_back(opened_greeting(database, HashKey::of(database), each).value());
        return list;
    }
    int used_forms() const {
        const Database database = Database::open(file);
        Statement count{database.handle(), "SELECT count(*) FROM used_form", "count the used forms"};
        count.step();
        return count.integer(0);
    }
    PhoneDeskOptions options(const std::optional<ScreenMark>& screen = {}) {
        return {.database = file,
                .languages = KIOSK_LANGUAGES,
                .screen = screen,
                .device = [](const Database&) { return Device{.id = "machine", .name = "door"}; },
                .clock_error = [this](const Database&) { return clock_error; }};
    }

    Folder folder;
    std::filesystem::path file = venue_in(folder);
    std::chrono::seconds clock_error{0};
    PhoneDesk desk{options()};
    PhoneDesk* asked = &desk;
    Instant real = at(100);  // on another day than the rehearsal shows
    Instant now = at(10, 5);
    bool is_rehearsal = true;
    std::string cookie;
    std::string languages = "en";
};

inline void run_sql(Database& database, const char* sql) { REQUIRE(sqlite3_exec(database.handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK); }

inline bool says(const PhoneReply& page, std::string_view words) { return page.body.find(words) != std::string::npos; }

}  // namespace kiosk
