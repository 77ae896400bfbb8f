#include "kiosk/web/connections.h"

#include <utility>
#include <vector>

#include "kiosk/web/listen_address.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most = 4000, most_of_one_address = 1500;

}  // namespace

std::uint64_t Connections::add(Arrival arrival, std::chrono::milliseconds now) {
    if (connections_.size() >= most && !make_room()) return 0;
    std::string address = one_address(arrival.address);
    const auto others = by_address_.find(address);
    if (others != by_address_.end() && others->second >= most_of_one_address && !make_room(address)) return 0;
    ++by_address_[address];
    const std::uint64_t key = next_key_++;
    connections_.emplace(key, Connection{.socket = std::move(arrival.socket),
                                         .peer = std::move(arrival.address),
                                         .counts_for = std::move(address),
                                         .began = now,
                                         .ends = now + head_patience});
    return key;
}

Connection* Connections::find(std::uint64_t key) {
    const auto found = connections_.find(key);
    return found == connections_.end() ? nullptr : &found->second;
}

void Connections::remove(std::uint64_t key) {
    const auto found = connections_.find(key);
    if (found == connections_.end()) return;
    photos_.release(found->second);
    if (const auto count = by_address_.find(found->second.counts_for); --count->second == 0) by_address_.erase(count);
    connections_.erase(found);
}

bool Connections::make_room(std::string_view of) {
    auto longest = connections_.end();
    for (auto each = connections_.begin(); each != connections_.end(); ++each) {
        const Connection& connection = each->second;
        if (connection.state != Connection::State::reading || (!of.empty() && connection.counts_for != of)) continue;
        if (longest == connections_.end() || connection.began < longest->second.began) longest = each;
    }
    if (longest == connections_.end()) return false;
    remove(longest->first);
    return true;
}

void Connections::remove_late(std::chrono::milliseconds now) {
    std::vector<std::uint64_t> late;
    for (const auto& [key, connection] : connections_)
        if (connection.state != Connection::State::served && (now >= connection.ends || connection.is_too_slow(now))) late.push_back(key);
    for (const std::uint64_t key : late) remove(key);
}

}  // namespace kiosk
