#include "kiosk/store/attendees/person.h"

#include <doctest/doctest.h>

#include "kiosk/store/attendees/secret.h"

namespace kiosk {

TEST_CASE("a person's record comes back as it was, and no other bytes are one") {
    const Person person{.name = "王小明", .given_name = "小明", .email = "w@example.org", .language = "zh"};
    const std::string record = packed(person);
    CHECK(unpacked(record) == person);
    CHECK(record.size() % 32 == 0);
    CHECK(packed({}).size() % 32 == 0);

    for (std::size_t size = 0; size < 24; ++size) CHECK(unpacked(record.substr(0, size)) == std::nullopt);
    CHECK(unpacked(std::string(64, '\xff')) == std::nullopt);
    CHECK(unpacked("") == std::nullopt);
}

TEST_CASE("a sealed text opens with its key alone, whole and unchanged") {
    const Key key = Key::random();
    std::string box = sealed("Ada Lovelace", key);
    CHECK(unsealed(box, key) == "Ada Lovelace");
    CHECK(unsealed(box, Key::random()) == std::nullopt);
    CHECK(unsealed(box.substr(0, 30), key) == std::nullopt);
    CHECK(unsealed("", key) == std::nullopt);
    box.back() = static_cast<char>(box.back() ^ 1);
    CHECK(unsealed(box, key) == std::nullopt);
}

}  // namespace kiosk
