#pragma once

#include <string_view>

#include "kiosk/base/time.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// Whether a form of a phone's page was acted on, by whichever process.
///
/// @param nonce  bytes of its own
bool is_form_used(const Database& database, std::string_view nonce);

/// Writes down that a form is acted on, within the transaction that does so; those that have ended go.
///
/// @param ends  when nobody takes it any more
void use_form(Database& database, std::string_view nonce, Instant ends, Instant now);

}  // namespace kiosk
