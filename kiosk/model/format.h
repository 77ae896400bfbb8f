#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/time.h"
#include "kiosk/base/zone.h"
#include "kiosk/model/catalogue.h"

namespace kiosk {

/// Says times in the words of one language, as clocks in one zone show them. Keeps a reference to the catalogue.
class TimeWords {
  public:
    TimeWords(Zone zone, const Catalogue& words) : zone_(std::move(zone)), words_(words) {}

    const Zone& zone() const { return zone_; }
    const Catalogue& words() const { return words_; }

    /// The calendar date in the zone.
    Date date_of(Instant moment) const;

    /// "09:05".
    std::string clock(Instant moment) const;

    /// "Thursday 16 May"; begins small in languages that write weekdays so.
    std::string day(Date date) const;

    /// Whether the clock alone says which moment is meant: the same date, or the same night until 05:00.
    bool clock_says_it(Instant moment, Instant now) const;

    /// A moment as somebody who stands at `now` says it: "12:00" today and for the rest of the night, "tomorrow 09:00",
    /// "Saturday 09:00" within a week, else "16 May 09:00", with the year where it is another.
    std::string when(Instant moment, Instant now) const;

    /// "See you tomorrow at 09:00", "See you on Saturday at 09:00".
    std::string see_you(Instant moment, Instant now) const;

    /// "1 h 45 min", as two clocks without seconds suggest it; from a day on "3 days".
    std::string span(Instant from, Instant to) const;

  private:
    std::string short_date(Date date, Instant now) const;

    Zone zone_;
    const Catalogue& words_;
};

/// How many minutes clocks without seconds move on from one moment to another; 0 when it is past.
long clock_minutes(Instant from, Instant to);

/// How many calendar days from one date to another.
long days_between(Date from, Date to);

/// The words of the program in capitals, for the state labels. Knows Latin letters; a small letter right
/// before a capital stays small (Irish "hAoine" becomes "hAOINE").
std::string capitals(std::string_view words);

/// The words of the program with a capital at their beginning, as a line begins.
std::string line_start(std::string_view words);

/// Parts with " · " between, empty ones left out. Where one is written from right to left each is isolated (U+2068,
/// U+2069), so that none turns its neighbours round.
std::string joined(const std::vector<std::string>& parts);

/// The text isolated if it has letters written from right to left, else as it is.
std::string isolated(const std::string& text);

/// What stands within quotation marks: its own ones become single, and it is isolated where needed.
std::string within_quotes(std::string_view text);

/// A text of several lines on one.
std::string on_one_line(std::string_view text);

}  // namespace kiosk
