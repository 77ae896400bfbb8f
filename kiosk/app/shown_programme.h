#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "kiosk/domain/programme.h"
#include "kiosk/store/database.h"
#include "kiosk/store/hub_standing.h"
#include "kiosk/store/paired_screen.h"

namespace kiosk {

/// The built-in event, shown until one is imported.
///
/// @throws std::runtime_error  when its file is missing or not understood
Programme demo_programme(const std::filesystem::path& assets);

/// A moment inside the event when as much is on as ever: where the demo's clock starts.
Instant demo_clock_start(const Programme& programme);

/// The programme to show from a database file, and when it becomes another. Makes no file. One thread owns it.
class ShownProgramme {
  public:
    /// @param database  need not exist: the demo is shown until it does
    /// @param assets    the folder with the demo
    ShownProgramme(std::filesystem::path database, std::filesystem::path assets);

    /// Looks whether anybody has changed it; costs some 10 µs when not.
    ///
    /// @return  the programme at the first call and after each change; none when it is what the last call gave
    /// @throws StoreError  when the file can't be read; the next call tries again
    std::optional<Programme> changed();

    /// What a hub has made of this machine, as the database stands.
    ///
    /// @return none when it is paired with none
    std::optional<PairedScreen> paired() const { return database_ ? paired_screen(*database_) : std::nullopt; }

    /// The database, for what else is to be read of it; null: there is none.
    Database* database() { return database_ ? &*database_ : nullptr; }

    /// How this machine stands with its hub, as the database stands.
    HubStanding hub() const { return database_ ? hub_standing(*database_) : HubStanding{}; }

  private:
    /// Which file it is, and for a frozen one also its state.
    struct Seen {
        bool there = false;
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t changed_ns = 0;
        std::int64_t log_size = 0;

        bool operator==(const Seen&) const = default;
    };
    Seen look() const;

    std::filesystem::path file_;
    std::filesystem::path assets_;
    std::optional<Seen> seen_ = {};
    std::optional<Database> database_ = {};
    std::optional<int> version_ = {};  // the last seen data_version
    bool demo_given_ = false;
};

/// What a hub has made of this machine.
///
/// @return none when it is paired with none, or the database can't be read: that is for others to tell
std::optional<PairedScreen> screen_by_hub(const std::filesystem::path& database);

/// The programme of a database, or the demo where there is none.
Programme programme_now(const std::filesystem::path& database, const std::filesystem::path& assets);

}  // namespace kiosk
