#include "kiosk/web/address_limit.h"

#include <algorithm>

namespace kiosk {
namespace {

using std::chrono::milliseconds;

constexpr double quiet = 0.9;  // of what there may be at once is left
constexpr std::size_t most_addresses = 20'000;

}  // namespace

bool AddressLimit::may_send(const std::string& address, milliseconds now) {
    if (allowances_.size() >= most_addresses) forget_quiet_ones(now);
    const auto [found, is_new] = allowances_.try_emplace(address, Allowance{rate_.at_once, now});
    Allowance& allowance = found->second;
    allowance.left = left_after(allowance, now);
    allowance.at = now;
    if (allowance.left < 1) return false;
    allowance.left -= 1;
    return true;
}

double AddressLimit::left_after(const Allowance& allowance, milliseconds now) const {
    return std::min(rate_.at_once, allowance.left + rate_.a_second * std::chrono::duration<double>(now - allowance.at).count());
}

void AddressLimit::forget_quiet_ones(milliseconds now) {
    std::erase_if(allowances_, [&](const auto& each) { return left_after(each.second, now) > quiet * rate_.at_once; });
    if (allowances_.size() >= most_addresses) allowances_.clear();
}

}  // namespace kiosk
