#pragma once

#include <span>

#include "kiosk/domain/draft.h"
#include "kiosk/sources/files/agenda/blocks.h"

namespace kiosk {

/// Finds the topics of a page: below a heading that speaks of topics, ideas, projects or BoFs, each heading is one, with
/// what stands below it; where there is none, each item of its list.
///
/// @param title  of the page; where it speaks of them, every heading does
void read_agenda_topics(std::span<const Block> blocks, const std::string& title, Draft& draft);

}  // namespace kiosk
