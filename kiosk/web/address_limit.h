#pragma once

#include <chrono>
#include <string>
#include <unordered_map>

namespace kiosk {

/// How often an address may ask for something: far more often than all phones of a venue behind one address do.
class AddressLimit {
  public:
    struct Rate {
        double a_second = 0;
        double at_once = 0;  // after a pause
    };

    explicit AddressLimit(const Rate& rate) : rate_(rate) {}

    /// Whether an address may send one more. Counts it.
    bool may_send(const std::string& address, std::chrono::milliseconds now);

  private:
    struct Allowance {
        double left = 0;
        std::chrono::milliseconds at{0};
    };

    double left_after(const Allowance& allowance, std::chrono::milliseconds now) const;
    void forget_quiet_ones(std::chrono::milliseconds now);

    Rate rate_;
    std::unordered_map<std::string, Allowance> allowances_ = {};
};

}  // namespace kiosk
