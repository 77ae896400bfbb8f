#include "kiosk/web/shares.h"

namespace kiosk {

bool Shares::take(const std::string& address, std::size_t amount) {
    const auto found = by_address_.find(address);
    const std::size_t has = found == by_address_.end() ? 0 : found->second;
    if (taken_ + amount > all_ || has + amount > of_one_) return false;
    taken_ += amount;
    by_address_[address] = has + amount;
    return true;
}

void Shares::give_back(const std::string& address, std::size_t amount) {
    taken_ -= amount;
    if (const auto found = by_address_.find(address); (found->second -= amount) == 0) by_address_.erase(found);
}

}  // namespace kiosk
