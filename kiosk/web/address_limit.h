#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace kiosk {

/// How many forms an address may send: far more than all phones of a venue behind one address do, far less than a
/// program that tries codes out would like.
class AddressLimit {
  public:
    /// Whether an address may send one more. Counts it.
    bool may_send(const std::string& address, std::chrono::milliseconds now);

  private:
    struct Allowance {
        double left = 0;
        std::chrono::milliseconds at{0};
    };

    void forget_quiet_ones(std::chrono::milliseconds now);

    std::unordered_map<std::string, Allowance> allowances_ = {};
};

}  // namespace kiosk
