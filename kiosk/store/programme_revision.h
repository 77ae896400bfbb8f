#pragma once

#include <cstdint>

#include "kiosk/store/database.h"

namespace kiosk {

/// Changes whenever the programme does, whoever changes it; not with the counts of who came and of hands. Costs some 10 µs,
/// where reading a large programme costs milliseconds.
std::int64_t programme_revision(const Database& database);

}  // namespace kiosk
