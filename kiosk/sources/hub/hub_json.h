#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kiosk/base/iso_time.h"

namespace kiosk {

using Json = nlohmann::json;

/// What the hub answers where a device lacks a right, and where an older kiosk made the hub.
inline constexpr const char* not_allowed = "42501";  // insufficient_privilege
inline constexpr const char* not_known = "42883";    // undefined_function

/// @param place  a member's name, or an element's number
template <typename T, typename Place>
std::optional<T> optional_in(const Json& json, Place place) {
    const Json& value = json.at(place);
    return value.is_null() ? std::nullopt : std::optional{value.get<T>()};
}

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// @return none when it is no time, such as PostgreSQL's infinity
inline std::optional<Instant> time_in(const Json& value) {
    const auto at = value.is_string() ? parse_iso_time(value.get_ref<const std::string&>()) : std::nullopt;
    return at ? std::optional{at->moment_in(Zone{})} : std::nullopt;
}

/// The time "at" of a row of the hub.
inline std::optional<Instant> time_of(const Json& json) { return time_in(json.at("at")); }

}  // namespace kiosk
