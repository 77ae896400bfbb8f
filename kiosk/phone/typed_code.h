#pragma once

#include <string>
#include <string_view>

namespace kiosk {

/// What somebody typed as the code of their ticket.
struct TypedCode {
    std::string code = {};     // as a scanner would send it
    std::string capitals = {};  // the same in capitals without blanks, where that differs: people type so
    bool is_mistyped = false;  // it looks like one of ours and can't be one
};

/// Reads a typed code: one of ours in groups, in any case, with letters that are easily mistaken; any other as it stands.
TypedCode typed_code(std::string_view typed);

}  // namespace kiosk
