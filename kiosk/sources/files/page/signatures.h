#pragma once

#include <string>
#include <vector>

#include "kiosk/domain/draft.h"
#include "kiosk/sources/files/page/page_line.h"

namespace kiosk {

/// Reads what visitors of the page left below a topic: "[picture's name] Author 15:27, 2 March 2013 (UTC): text", several
/// on a line included. "Will attend" is a vote, all else a comment; what has no signature is told in `warnings`.
void read_signed(const std::vector<PageLine>& lines, Topic& topic, std::vector<Problem>& warnings);

}  // namespace kiosk
