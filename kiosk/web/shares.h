#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

namespace kiosk {

/// Something that there is a bounded amount of, such as memory for photos. No address gets more than its share.
class Shares {
  public:
    /// @param all     how much there is
    /// @param of_one  how much of it one address may have
    Shares(std::size_t all, std::size_t of_one) : all_(all), of_one_(of_one) {}

    /// @return false when there is not so much left, or not for this address
    bool take(const std::string& address, std::size_t amount);

    /// Gives back what was taken.
    void give_back(const std::string& address, std::size_t amount);

  private:
    std::size_t all_, of_one_;
    std::size_t taken_ = 0;
    std::unordered_map<std::string, std::size_t> by_address_ = {};
};

}  // namespace kiosk
