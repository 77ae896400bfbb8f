#pragma once

#include "kiosk/app/show.h"

namespace kiosk {

/// Shows the check-in screen until staff end it or a signal does, or writes one picture of it.
///
/// @throws std::exception  with a whole sentence for the organiser
void show_check_in(const ShowOptions& options);

}  // namespace kiosk
