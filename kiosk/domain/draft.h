#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/iso_time.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// Something in a file that was not taken, or that should be looked at.
struct Problem {
    std::string where = {};  // the place in the file: "line 12", "event 47 \"Opening\""
    std::string why = {};

    bool operator==(const Problem&) const = default;
};

/// A day as a file writes it.
struct DraftDay {
    Date date = {};
    std::optional<WrittenTime> opens = {};
    std::optional<WrittenTime> closes = {};
};

/// A session as a file writes it, before zone, duplicates and cancellations are decided. A reader fills in what the
/// file says and decides nothing.
struct DraftSession {
    std::string where = {};  // its place in the file: "line 12"; for problems, by `named_place`
    std::string id = {};     // empty when the file gives none
    std::string guid = {};   // a world-wide id, where the file gives one beside
    std::string title = {};  // clean text
    std::optional<WrittenTime> starts = {};  // absolute, or a face; wins over day and clock
    std::optional<WrittenTime> ends = {};
    std::optional<std::chrono::seconds> duration = {};  // counts where ends is none
    std::optional<Date> listed_under = {};              // the day that it is listed under, where starts is none ...
    std::optional<std::chrono::seconds> clock = {};     // ... and the clock time since midnight given with it
    std::vector<std::string> rooms = {};                // empty: none; several: in all of them at once
    std::vector<std::string> people = {};
    std::string track = {};
    bool cancelled = false;  // a status field says so; a title's mark is found when it is settled
    bool placed = false;     // it is the topic of the same id, which somebody gave this place by hand
};

/// Where something stands, as a problem says it: its place in the file, with its title where it has one.
std::string named_place(std::string_view where, std::string_view title);
inline std::string named_place(const DraftSession& session) { return named_place(session.where, session.title); }

/// A whole file as it was understood.
struct Draft {
    std::string format = {};  // e.g. "frab-xml"
    std::string event_name = {};
    std::string acronym = {};   // short name of the event, where given
    std::string timezone = {};  // as the file names it; empty: it doesn't
    std::string city = {};
    std::string country = {};
    std::string language = {};
    std::optional<std::chrono::seconds> day_change = {};  // clocks before it, under a day, belong to the next date
    std::vector<DraftDay> days = {};
    std::vector<std::string> rooms = {};  // in the order of the file
    std::vector<DraftSession> sessions = {};
    std::vector<Topic> topics = {};     // complete but for ids, which are empty where the file gives none
    std::vector<Problem> skipped = {};  // one for each item that stands in the file and is not kept
    std::vector<Problem> warnings = {};
};

}  // namespace kiosk
