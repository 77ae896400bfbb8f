#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/base/zone.h"
#include "kiosk/domain/draft.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

using Json = nlohmann::ordered_json;

/// The forms in which commands answer. Times are ISO 8601 with the zone's offset; what is not known is null.
Json to_json(const Session& session, const Zone& zone);
Json to_json(const Day& day, const Zone& zone);
Json to_json(const Topic& topic, const Programme& programme, const Zone& zone);
Json to_json(const std::vector<Problem>& problems);

/// Null for an empty text.
Json text_or_null(const std::string& text);

template <typename T>
Json value_or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

/// Writes a whole document. Bytes that are no UTF-8 become U+FFFD.
void print(std::ostream& out, const Json& json);

}  // namespace kiosk
