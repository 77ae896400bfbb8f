#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "kiosk/base/iso_time.h"

namespace kiosk {

/// The command line asks for something that can't be meant; the program ends with 2. The text is a whole sentence.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// What the clock of this machine says.
Instant wall_clock();

/// A time given on the command line.
///
/// @param option  for the sentence, e.g. "--at"
/// @throws UsageError  when it is no time
WrittenTime time_option(std::string_view option, std::string_view text);

/// A zone given on the command line.
///
/// @throws UsageError  when this machine does not know it
Zone zone_option(std::string_view option, std::string_view name);

/// A whole number given on the command line.
///
/// @throws UsageError  when it is none, or not from 1 to the largest
int number_option(std::string_view option, std::string_view text, int largest);

/// Looks whether an address given on the command line is one that phones can open pages at.
///
/// @throws UsageError  when it is none
void check_public_url(std::string_view url);

/// The zone of an event; UTC should this machine not know it any more.
Zone zone_of_event(std::string_view name);

}  // namespace kiosk
