#include "kiosk/app/shown_programme.h"

#include <doctest/doctest.h>

#include <fstream>

#include "kiosk/app/paths.h"
#include "kiosk/store/event_edit.h"
#include "tests/store/settled.h"

using namespace kiosk;

namespace {

const Settled content = a_file("XenCon", {talk("1", "Opening", "Liffey", "10:00", "10:30")});

void import_into(const std::filesystem::path& file) {
    Database database = Database::open(file);
    store_import(database, content, from("/a.xml"));
}

/// The name of the event that is shown; empty while nothing has changed.
std::string change(ShownProgramme& shown) {
    const auto programme = shown.changed();
    return programme ? programme->event.name : "";
}

}  // namespace

TEST_CASE("the demo is shown until there is an event, and again when it is gone") {
    const TemporaryFolder folder;
    const auto file = folder / "event.db";
    const std::string demo = demo_programme(assets_folder()).event.name;
    ShownProgramme shown{file, assets_folder()};
    CHECK(change(shown) == demo);
    CHECK(change(shown) == "");
    CHECK_FALSE(std::filesystem::exists(file));

    Database::open(file);  // tables, and no event in them
    CHECK(change(shown) == "");
    import_into(file);
    CHECK(change(shown) == "XenCon");
    CHECK(change(shown) == "");

    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
    CHECK(change(shown) == demo);
}

TEST_CASE("a change is seen, whoever made it") {
    const TemporaryFolder folder;
    const auto file = folder / "event.db";
    import_into(file);
    ShownProgramme shown{file, assets_folder()};
    CHECK(change(shown) == "XenCon");
    {
        Database other = Database::open(file);
        edit_event(other, {.name = "Renamed"});
        CHECK(change(shown) == "Renamed");
    }
    CHECK(change(shown) == "");
}

TEST_CASE("a file that was put in the place of the old one is seen") {
    const TemporaryFolder folder;
    const auto file = folder / "event.db";
    import_into(file);
    ShownProgramme shown{file, assets_folder()};
    CHECK(change(shown) == "XenCon");
    {
        Database other = Database::open(folder / "other.db");
        edit_event(other, {.name = "Other", .timezone = "Europe/Berlin"});
    }
    for (const auto* end : {"-wal", "-shm"}) std::filesystem::remove(file.string() + end);
    std::filesystem::rename(folder / "other.db", file);
    CHECK(change(shown) == "Other");
}

TEST_CASE("a file that turned bad is told each time, and shown again when it is mended") {
    const TemporaryFolder folder;
    const auto file = folder / "event.db";
    std::ofstream(file) << std::string(2000, 'x');
    ShownProgramme shown{file, assets_folder()};
    CHECK_THROWS_AS(shown.changed(), StoreError);
    CHECK_THROWS_AS(shown.changed(), StoreError);
    std::filesystem::remove(file);
    import_into(file);
    CHECK(change(shown) == "XenCon");
}

TEST_CASE("the demo's clock starts when something is on and something comes") {
    const Programme demo = demo_programme(assets_folder());
    const Instant start = demo_clock_start(demo);
    CHECK(demo.is_demo);
    CHECK(std::ranges::any_of(demo.sessions, [&](const Session& session) { return session.runs_at(start); }));
    CHECK(std::ranges::any_of(demo.sessions, [&](const Session& session) { return session.starts > start; }));
}

TEST_CASE("without a demo file there is a sentence") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(demo_programme(folder / "nowhere"), std::runtime_error);
}
