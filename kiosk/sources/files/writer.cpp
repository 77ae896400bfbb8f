#include "kiosk/sources/files/writer.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"

namespace kiosk {

std::span<const Writer> writers() {
    static const std::array all = {frab_xml_writer(), frab_json_writer(), ical_writer(), csv_writer(), wikitext_writer()};
    return all;
}

const Writer* writer_for(std::string_view ending) {
    const auto all = writers();
    const auto found = std::ranges::find(all, ascii_lower(ending), &Writer::ending);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace kiosk
