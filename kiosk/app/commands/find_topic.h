#pragma once

#include <string>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// The topic that somebody means by its id, or by a beginning of its title, letters' case and white space not counted.
///
/// @throws std::runtime_error  when none fits, or several do: the sentence names them
const Topic& find_topic(const Programme& programme, const std::string& meant);

}  // namespace kiosk
