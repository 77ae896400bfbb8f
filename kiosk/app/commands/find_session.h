#pragma once

#include <string>

#include "kiosk/domain/programme.h"

namespace kiosk {

/// The session that somebody means by its id, its title, or a beginning of its title, letters' case and white space not
/// counted.
///
/// @throws std::runtime_error  when none fits, or several do: the sentence names them with their ids
const Session& find_session(const Programme& programme, const std::string& meant);

}  // namespace kiosk
