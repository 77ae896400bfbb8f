#include "kiosk/app/built.h"

namespace kiosk {

Instant built_at() { return Instant{std::chrono::seconds{KIOSK_BUILT_AT}}; }

}  // namespace kiosk
