#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/desk/check_in_desk.h"
#include "kiosk/model/check_in_stand.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The desk behind a check-in screen: opens the database when it can, and turns what fails into a code for the staff.
/// Without a database every ticket is unknown, and the test code works. One thread owns it.
///
/// The codes: D1 the disk is full, D2 it can't be written, D3 the database can't be read, D4 it could not be written, P1 the hub did not take a
/// pairing code, R1 the organiser took this machine off the hub.
class FrontDesk {
  public:
    explicit FrontDesk(std::filesystem::path database);

    /// Judges and records a scan.
    ///
    /// @param as_us  the same scan as a US keyboard writes it: counts where `text` is no ticket
    /// @param door   the room at whose door it was; none: at the entrance
    std::variant<CheckInAnswer, Trouble> answer(std::string_view text, std::string_view as_us, Instant now,
                                                const std::optional<std::string>& door = {});

    /// What the screen says when a pairing code did not work.
    Trouble pairing_failed() const { return {"P1", device_.name}; }

    /// How far this machine's clock is ahead of its hub's.
    std::chrono::seconds clock_error();

    /// Reads the programme and the check-ins ahead of the next scan. What fails is told by that one.
    void get_ready();

    /// Whether scans could be recorded, without one.
    std::optional<Trouble> trouble();

    /// Whether staff may leave the kiosk: with the organiser's passphrase, or where there is none.
    bool lets_out(std::string_view passphrase);

  private:
    CheckInDesk& open();
    Trouble taken_off() const { return {"R1", device_.name}; }
    Trouble told(std::string_view tried, const std::exception& error) const;

    std::filesystem::path file_;
    Device device_;
    std::optional<Database> database_ = {};
    bool is_empty_ = false;  // there is no file: the database is in memory
    std::unique_ptr<CheckInDesk> desk_ = {};
};

}  // namespace kiosk
