#pragma once

#include <span>
#include <string_view>

namespace kiosk {

/// The SQL of `db/NNN_*.sql`, step 1 first.
std::span<const std::string_view> schema_steps();

}  // namespace kiosk
