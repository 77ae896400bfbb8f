#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// A city as a sentence names it.
struct PlacePhrase {
    std::string city = {};
    std::string country = {};  // empty: not said
};

/// Finds the place behind "in": "... in Dublin Ireland.", "in San Francisco, California, USA at ...". Without a comma the
/// zone database says where a city's name ends; a city that it does not know is all but the country's words.
std::optional<PlacePhrase> find_place(std::string_view sentence);

/// Reads a text that is a place and nothing else: "Dublin, Ireland".
std::optional<PlacePhrase> parse_place(std::string_view text);

}  // namespace kiosk
