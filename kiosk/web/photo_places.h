#pragma once

#include <string>

#include "kiosk/web/connection.h"
#include "kiosk/web/shares.h"

namespace kiosk {

/// Where photos of tickets find memory while they are sent, and a place in the line of those that wait to be read. Both are
/// bounded, and one address, which may be a whole venue's, gets no more than half.
class PhotoPlaces {
  public:
    /// Sets memory aside for a photo whose head has arrived.
    ///
    /// @param from  the phone's address
    /// @return      false when there is none left
    bool take_up(Connection& connection, const std::string& from);

    /// A photo has arrived.
    ///
    /// @return false when too many wait to be read
    bool line_up(Connection& connection);

    /// It was answered, or has left. Nothing where there is no photo.
    void release(Connection& connection);

  private:
    // Phones make photos smaller where they can, to some hundred KiB.
    static constexpr std::size_t memory = 64U << 20U, least = 512U << 10U, in_line = 12;

    Shares memory_{memory, memory / 2};
    Shares line_{in_line, in_line / 2};
};

}  // namespace kiosk
