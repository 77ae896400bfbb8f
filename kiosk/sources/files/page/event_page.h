#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// A wiki's event page as a browser copies it to plain text: when and where, then topics with labelled fields, comments
/// and votes.
Reader event_page_text_reader();

/// The same page as its wikitext, with one `project` template a topic. Has the same format name as the text copy, so
/// that either updates what the other brought.
Reader event_page_wikitext_reader();

}  // namespace kiosk
