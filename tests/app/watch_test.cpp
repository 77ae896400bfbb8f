#include "kiosk/app/watch.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>

#include "kiosk/store/contact.h"
#include "kiosk/store/event_edit.h"

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

/// A folder that is gone afterwards.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

/// Waits for news without looking again and again.
struct Letters {
    std::mutex mutex;
    std::condition_variable arrived;
    bool any = false;
    Mailbox<News> box{[this] {
        const std::lock_guard lock{mutex};
        any = true;
        arrived.notify_all();
    }};

    std::optional<News> next() {
        std::unique_lock lock{mutex};
        // A letter may have been taken before its ring was heard: an empty box is waited at again.
        while (arrived.wait_for(lock, 10s, [&] { return any; })) {
            any = false;
            auto all = box.take();
            if (!all.empty()) return std::move(all.back());
        }
        return std::nullopt;
    }
};

}  // namespace

TEST_CASE("a screen hears of a change that another program makes, and of an event that comes to be") {
    const Folder folder;
    const auto file = folder.path / "new" / "event.db";
    const auto assets = std::filesystem::path(KIOSK_SOURCE_DIR) / "assets";
    ShownProgramme shown{file, assets};
    REQUIRE(shown.changed()->is_demo);
    Letters letters;
    const Watch watch{std::move(shown), file, letters.box};

    Database other = Database::open(file);
    edit_event(other, {.name = "Hackathon", .timezone = "Europe/Dublin"});
    const auto made = letters.next();
    REQUIRE(made);
    REQUIRE(std::holds_alternative<Programme>(*made));
    CHECK(std::get<Programme>(*made).event.name == "Hackathon");
    CHECK_FALSE(std::get<Programme>(*made).is_demo);

    edit_event(other, {.notice = "Wi-Fi: hackathon"});
    const auto noted = letters.next();
    REQUIRE(noted);
    CHECK(std::get<Programme>(*noted).event.notice == "Wi-Fi: hackathon");
}

TEST_CASE("a screen hears of a contact that was found or lost") {
    const Folder folder;
    const auto file = folder.path / "event.db";
    ShownProgramme shown{file, std::filesystem::path(KIOSK_SOURCE_DIR) / "assets"};
    REQUIRE(shown.changed());
    Letters letters;
    const Watch watch{std::move(shown), file, letters.box};
    Database other = Database::open(file);
    edit_event(other, {.name = "Hackathon", .timezone = "Europe/Dublin"});
    REQUIRE(letters.next());  // it watches from here on
    const auto heard = [&] {
        const auto news = letters.next();
        return news && std::holds_alternative<StandingChanged>(*news);
    };

    note_contact(file, ContactKind::follow, Instant{} + 1368695700s, 90s);
    CHECK(heard());
    note_contact(file, ContactKind::follow, Instant{} + 1368695700s, 0s);
    CHECK(heard());
}
