#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/web/connection.h"
#include "kiosk/web/listening.h"
#include "kiosk/web/photo_places.h"

namespace kiosk {

/// The phones that are connected: a bounded number, for all and for each address. Newcomers are never turned away for those
/// that hold a connection and send nothing: of these the one that has kept us waiting longest goes.
class Connections {
  public:
    /// Keys begin here; smaller ones are free for others.
    static constexpr std::uint64_t first_key = 16;

    /// Takes up who has come.
    ///
    /// @return their key; 0 when all are being served and nobody can go
    std::uint64_t add(Arrival arrival, std::chrono::milliseconds now);

    /// @return null when they have left; valid until somebody is added or removed
    Connection* find(std::uint64_t key);

    void remove(std::uint64_t key);

    /// Lets go of who has kept us waiting longest.
    ///
    /// @param of  an address; empty: anybody
    /// @return    false when nobody does
    bool make_room(std::string_view of = {});

    /// Lets go of all whose time is over.
    void remove_late(std::chrono::milliseconds now);

    bool empty() const { return connections_.empty(); }

    /// What they hold for photos; who leaves gives it back.
    PhotoPlaces& photos() { return photos_; }

  private:
    std::unordered_map<std::uint64_t, Connection> connections_ = {};
    std::unordered_map<std::string, std::size_t> by_address_ = {};
    PhotoPlaces photos_ = {};
    std::uint64_t next_key_ = first_key;
};

}  // namespace kiosk
