#pragma once

#include <array>
#include <string>
#include <string_view>

namespace kiosk {

/// What somebody typed as the code of their ticket.
struct TypedCode {
    /// The codes that may be meant, as typed first. Always as many, the same one twice where need be: looking them up takes
    /// the same time whatever was typed.
    std::array<std::string, 8> readings = {};
    std::string own = {};    // the one of ours that it is, of whatever event; mostly empty
    bool looks_own = false;  // it has the shape of one of ours, and is none
};

/// Reads a typed code: one of ours in groups, in any case, with letters that are easily mistaken; any other as it stands, in
/// small letters or in capitals, each with and without what stands between groups.
TypedCode typed_code(std::string_view typed);

}  // namespace kiosk
