#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/base/mailbox.h"
#include "kiosk/app/shown_programme.h"

namespace kiosk {

/// Somebody asked the program to end (SIGTERM, SIGINT, SIGHUP).
struct StopAsked {};

/// The database could not be read; what was shown stays.
struct SourceDown {
    std::string why = {};
};

/// The machine's clock was set, or a contact was found or lost: how far the screen can be relied on may be another.
struct StandingChanged {};

/// A hub has made another screen of this machine.
struct PairedAnew {};

using News = std::variant<Programme, StopAsked, SourceDown, StandingChanged, HubStanding, PairedAnew>;

/// Keeps the signals that end the program from ending it at once; a Watch takes them. What only says that a file can't
/// grow is no end. Before the first thread.
void hold_ending_signals();

/// Waits on a thread of its own for changes of the database, whoever makes them, of the notes beside it, and of the clock,
/// and for the signals that end the program, and posts them as news.
class Watch {
  public:
    /// @param programme  has been read once; the thread owns it from here on
    /// @param database   the file that it reads
    /// @param look_too   called on that thread with the database, where there is one, after each change
    Watch(ShownProgramme programme, std::filesystem::path database, Mailbox<News>& news, std::function<void(Database&)> look_too = {});

  private:
    std::jthread thread_;
};

}  // namespace kiosk
