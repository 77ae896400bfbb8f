#include "kiosk/store/contact.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

using namespace kiosk;
using namespace std::chrono_literals;

namespace {

const Instant ten = Instant{} + 1368695700s;

/// A folder that is gone afterwards, with the name of a database in it.
struct Place {
    std::filesystem::path folder;
    Place() {
        std::string name = (std::filesystem::temp_directory_path() / "kiosk-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~Place() { std::filesystem::remove_all(folder); }
    std::filesystem::path database() const { return folder / "event.db"; }
};

}  // namespace

TEST_CASE("a contact is what was noted last, and gone when nobody keeps it up any longer") {
    const Place place;
    CHECK(last_contact(place.database(), ContactKind::follow) == std::nullopt);

    note_contact(place.database(), ContactKind::follow, ten, 120s);
    CHECK(last_contact(place.database(), ContactKind::follow) == Contact{ten, ten + 120s});
    CHECK(last_contact(place.database(), ContactKind::hub) == std::nullopt);
    note_contact(place.database(), ContactKind::follow, ten + 60s, 90s);
    CHECK(last_contact(place.database(), ContactKind::follow) == Contact{ten + 60s, ten + 150s});

    forget_contact(place.database(), ContactKind::follow);
    CHECK(last_contact(place.database(), ContactKind::follow) == std::nullopt);
}

TEST_CASE("of several contacts the one counts that is doubtful first") {
    const Place place;
    CHECK(weakest_contact(place.database()) == std::nullopt);
    note_contact(place.database(), ContactKind::follow, ten, 300s);
    note_contact(place.database(), ContactKind::hub, ten + 60s, 30s);
    CHECK(weakest_contact(place.database()) == Contact{ten + 60s, ten + 90s});
}

TEST_CASE("a note that a power cut left empty is doubtful at once, and a folder that can't be written is no trouble") {
    const Place place;
    std::ofstream{contact_file(place.database(), ContactKind::hub)}.close();
    const auto contact = last_contact(place.database(), ContactKind::hub);
    REQUIRE(contact);
    CHECK(contact->good_until == contact->last);
    note_contact("/nowhere/event.db", ContactKind::hub, ten, 60s);
    CHECK(weakest_contact("/nowhere/event.db") == std::nullopt);
}
