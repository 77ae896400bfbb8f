#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// JSON whose objects keep the order of the file, as rooms stand in it.
using Json = nlohmann::ordered_json;

/// Parses the content and hands it on; refuses with the place where it is no JSON. Nothing thrown leaves this function.
Reading read_json(std::string_view content, const std::function<Reading(const Json&)>& read);

/// The refusal of a file that is JSON of a known kind, but not as it should be.
Reading json_refused(std::string why);

/// A member; null where the object has none, or is no object.
const Json& member(const Json& object, const char* name);

/// The items of an array; none for anything else.
std::vector<const Json*> items(const Json& array);

/// A value as clean text on one line: text, number, or the first text of an object of languages; empty for all else.
std::string words(const Json& value);

/// A member as words().
std::string words_of(const Json& object, const char* name);

/// A member that is a title: as words(), without Markdown.
std::string title_of(const Json& object, const char* name = "title");

/// Whether a status member says that an item is called off, or one that asks for it says yes.
bool is_called_off(const Json& item);

/// A member that is a time with its date, as ISO 8601 writes it.
std::optional<WrittenTime> time_of(const Json& object, const char* name);

/// Tells in `warnings` that a member of a session is there and was not understood; nothing where it is missing, null or empty.
void tell_malformed(const Json& object, const char* name, const DraftSession& session, std::vector<Problem>& warnings);

/// Whether the content begins as JSON and has the names, each in quotes, somewhere.
bool has_names(std::string_view content, char first, std::initializer_list<std::string_view> names);

}  // namespace kiosk
