#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/store/attendees/hash_key.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// What stands beside a ticket's code so that it is found however it is typed. Both empty where nobody types it.
struct TypedMark {
    std::string hash = {};  // of the code's typed form
    std::string box = {};   // the code, opened by its typed form
};

TypedMark typed_mark(const HashKey& key, std::string_view code);

/// An attendee whose code is typed like another text.
struct TypedAlike {
    std::string attendee = {};  // id
    std::string code = {};
};

/// Who is meant by a typed text, as far as lists of late have said it; no more than two, as then nobody knows who is meant.
std::vector<TypedAlike> typed_alike(const Database& database, const HashKey& key, std::string_view typed);

}  // namespace kiosk
