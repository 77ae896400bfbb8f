#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

namespace kiosk {

/// Gives out ids, none of them twice and none empty.
class DistinctIds {
  public:
    /// @param expected  ids that will be given out; more make it slower
    explicit DistinctIds(std::size_t expected) { taken_.reserve(expected); }

    /// Gives out this very id.
    ///
    /// @return false when it was given out before
    bool claims(const std::string& id) { return taken_.insert(id).second; }

    /// The id itself, or with "-2", "-3" … behind it when it was given out before.
    std::string claim(std::string id);

    /// An id made of a title, for what has none in its file.
    ///
    /// @param otherwise  stands in for a title without letters and digits
    std::string claim_for_title(std::string_view title, std::string_view otherwise);

  private:
    std::unordered_set<std::string> taken_;
};

}  // namespace kiosk
