#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// What is known of a person with a ticket. It stands in the database sealed only.
struct Person {
    std::string name = {};
    std::string given_name = {};
    std::string email = {};
    std::string company = {};
    std::string language = {};
    std::string wiki_name = {};

    bool operator==(const Person&) const = default;
};

/// The record that is sealed. Its length is rounded up, so that it tells little of the name's.
std::string packed(const Person& person);

/// @return none when these bytes are no record
std::optional<Person> unpacked(std::string_view record);

}  // namespace kiosk
