#pragma once

#include <string>

namespace kiosk::test {

/// The kept text of one screen. With KIOSK_WRITE_GOLDEN set it is first written anew from what is shown now, to be
/// looked at as a change before it is committed.
std::string golden(const std::string& name, const std::string& shown_now);

}  // namespace kiosk::test
