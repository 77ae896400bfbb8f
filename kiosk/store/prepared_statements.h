#pragma once

#include <string_view>
#include <vector>

#include <sqlite3.h>

#include "kiosk/base/owned.h"

namespace kiosk {

using Prepared = Owned<sqlite3_stmt, sqlite3_finalize>;

/// Statements of one connection that nobody runs now, kept as what a door asks is asked again: to prepare them costs more than
/// to run them. Of very many the one that was not wanted for longest goes.
class PreparedStatements {
  public:
    /// @return none: nobody has left one with these words
    Prepared take(std::string_view sql);

    void leave(Prepared statement);

  private:
    std::vector<Prepared> idle_ = {};  // the one that was left last is last
};

}  // namespace kiosk
