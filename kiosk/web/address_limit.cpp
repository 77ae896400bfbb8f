#include "kiosk/web/address_limit.h"

#include <algorithm>

namespace kiosk {
namespace {

using std::chrono::milliseconds;

constexpr double a_second = 100, at_once = 1000, quiet = 900;
constexpr std::size_t most_addresses = 20'000;

double left_after(double left, milliseconds passed) {
    return std::min(at_once, left + a_second * std::chrono::duration<double>(passed).count());
}

}  // namespace

bool AddressLimit::may_send(const std::string& address, milliseconds now) {
    if (allowances_.size() >= most_addresses) forget_quiet_ones(now);
    const auto [found, is_new] = allowances_.try_emplace(address, Allowance{at_once, now});
    Allowance& allowance = found->second;
    allowance.left = left_after(allowance.left, now - allowance.at);
    allowance.at = now;
    if (allowance.left < 1) return false;
    allowance.left -= 1;
    return true;
}

void AddressLimit::forget_quiet_ones(milliseconds now) {
    std::erase_if(allowances_, [&](const auto& each) { return left_after(each.second.left, now - each.second.at) > quiet; });
    if (allowances_.size() >= most_addresses) allowances_.clear();
}

}  // namespace kiosk
