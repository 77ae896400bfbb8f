#include "kiosk/sources/hub/edit_content.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "kiosk/base/iso_time.h"

namespace kiosk {
namespace {

using Json = nlohmann::json;

constexpr std::array needed = {"id", "batch", "at", "device", "kind", "session"};
constexpr std::array optional_texts = {"room", "starts", "ends", "undoes", "said_starts", "said_ends", "said_room"};
constexpr std::array numbers = {"position", "from_face"};
constexpr std::array optional_numbers = {"said_cancelled", "said_from_face"};
constexpr std::array kinds = {"place", "unplace", "move", "delay", "cancel", "restore"};

bool is_number(const Json& value) { return value.is_number_integer() || value.is_boolean(); }

const Json& member(const Json& row, const char* name) {
    static const Json null;
    const auto found = row.find(name);
    return found == row.end() ? null : *found;
}

/// @return none when the member is missing or is no time
std::optional<Instant> time_in(const Json& row, const char* name) {
    const Json& value = member(row, name);
    const auto written = value.is_string() ? parse_iso_time(value.get_ref<const std::string&>()) : std::nullopt;
    return written ? std::optional{written->moment_in(Zone{})} : std::nullopt;
}

bool has_times(const Json& row) {
    if (!time_in(row, "at")) return false;
    if (member(row, "starts").is_null() && member(row, "ends").is_null()) return true;
    const auto starts = time_in(row, "starts"), ends = time_in(row, "ends");
    return starts && ends && *starts <= *ends;
}

}  // namespace

bool is_edit_content(std::string_view id, std::string_view content) {
    const Json row = Json::parse(content, nullptr, false);
    if (!row.is_object()) return false;
    const auto all = [&](const auto& names, auto&& holds) {
        return std::ranges::all_of(names, [&](const char* name) { return holds(member(row, name)); });
    };
    return std::ranges::all_of(row, [](const Json& value) { return value.is_primitive(); }) &&
           all(needed, [](const Json& value) { return value.is_string(); }) &&
           all(optional_texts, [](const Json& value) { return value.is_string() || value.is_null(); }) && all(numbers, is_number) &&
           all(optional_numbers, [](const Json& value) { return is_number(value) || value.is_null(); }) &&
           row["id"].get_ref<const std::string&>() == id && std::ranges::find(kinds, row["kind"].get_ref<const std::string&>()) != kinds.end() &&
           has_times(row);
}

}  // namespace kiosk
