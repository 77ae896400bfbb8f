#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/domain/draft.h"

namespace kiosk {

/// Collects warnings of which a long list may have thousands: each kind is told once, with its first place and how
/// often it came.
class RepeatedNotes {
  public:
    /// @param what  the kind; the same words are the same kind. Beyond 50 kinds further ones are left out
    void add(std::string_view where, const std::string& what);

    /// One warning a kind, in the order in which they first came.
    std::vector<Problem> warnings() const;

  private:
    struct Kind {
        Problem first = {};
        std::size_t count = 0;
    };
    std::vector<Kind> kinds_;
    std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace kiosk
