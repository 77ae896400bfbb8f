#pragma once

#include "kiosk/sources/files/reader.h"

namespace kiosk {

/// The programme as `kiosk export FILE.txt` writes it: tables of MediaWiki.
Reader wiki_rows_reader();

}  // namespace kiosk
