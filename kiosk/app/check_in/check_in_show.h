#pragma once

#include "kiosk/app/show.h"

namespace kiosk {

/// Shows the check-in screen until staff end it or a signal does, or writes one picture of it.
///
/// @param phones  serves them beside the screen; null: nobody does
/// @return  whether a hub has made another screen of this machine, which is then to be shown
/// @throws std::exception  with a whole sentence for the organiser
bool show_check_in(const ShowOptions& options, PhoneSide* phones);

}  // namespace kiosk
