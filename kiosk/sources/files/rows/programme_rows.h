#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "kiosk/domain/draft.h"
#include "kiosk/domain/programme.h"

namespace kiosk {

/// A programme as a table: a row for each session, and rows of other kinds for what a table of sessions has no place for.
/// CSV and wikitext write the same table. Moments are "2013-05-16 10:15+01:00"; several rooms or people stand on lines of
/// their own.
namespace rows {

constexpr std::size_t width = 10;
using Row = std::array<std::string, width>;

/// The names above the columns, in reading order.
inline constexpr std::array<const char*, width> header = {"Start",  "End",    "Room", "Title", "People",
                                                          "Track",  "Status", "Kind", "ID",    "GUID"};

/// The whole programme: sessions in their order first, then topics, then days, rooms and the event.
std::vector<Row> of(const Programme& programme);

/// Whether these are the names above our columns; the last was not always there.
bool is_header(std::span<const std::string> fields);

/// Gathers a draft from rows.
class Gathering {
  public:
    /// @param fields  as many as there are; what lacks is empty
    void read(std::span<const std::string> fields, const std::string& where);

    Draft take();

  private:
    void read_session(std::span<const std::string> fields, const std::string& where, bool placed);
    void read_of_topic(std::span<const std::string> fields, const std::string& kind, const std::string& where);
    bool read_of_event(std::span<const std::string> fields, const std::string& kind, const std::string& where);

    Draft draft_ = {};
    std::vector<std::string> rooms_ = {};  // in the event's order
};

}  // namespace rows
}  // namespace kiosk
