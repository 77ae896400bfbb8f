#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace kiosk {

/// Gives out ids, none of them twice and none empty.
class DistinctIds {
  public:
    /// The id itself, or with "-2", "-3" … behind it when it was given out before.
    std::string claim(std::string id);

    /// An id made of a title, for what has none in its file.
    ///
    /// @param otherwise  stands in for a title without letters and digits
    std::string claim_for_title(std::string_view title, std::string_view otherwise);

    bool knows(const std::string& id) const { return taken_.contains(id); }

  private:
    std::unordered_set<std::string> taken_;
};

}  // namespace kiosk
