#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// A wiki's agenda in MediaWiki markup: tables of times and titles, rooms as columns, lists of topics.
Reader mediawiki_agenda_reader();

/// The same in Markdown.
Reader markdown_agenda_reader();

}  // namespace kiosk
