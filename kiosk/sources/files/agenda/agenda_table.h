#pragma once

#include "kiosk/domain/draft.h"
#include "kiosk/sources/files/agenda/agenda_place.h"
#include "kiosk/sources/files/agenda/blocks.h"

namespace kiosk {

/// Reads the rows of a table. A row with a time becomes a session where its day is known, else a topic that says its time;
/// a row without a time becomes a topic where a column is headed as a title.
void read_agenda_table(const Block& table, AgendaPlace& place, Draft& draft);

/// Gives each session from `first` on that has only a start the start of the next later one as its end.
void close_gaps(Draft& draft, std::size_t first);

}  // namespace kiosk
