#include "kiosk/app/attendees/this_device.h"

#include <unistd.h>

#include <array>
#include <fstream>

#include "kiosk/base/text.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {

Device this_device() {
    std::array<char, 256> name{};
    if (gethostname(name.data(), name.size() - 1) != 0 || name[0] == 0) name = {"kiosk"};
    Device device{.name = clean_utf8(name.data())};
    // Every Debian has the file; a number from it stays the same when the host is renamed.
    std::string machine;
    std::ifstream{"/etc/machine-id"} >> machine;
    device.id = device_id_of(machine.empty() ? device.name : machine);
    return device;
}

Device this_device(const Database& database) {
    const auto link = load_hub_link(database);
    return link ? Device{link->device, link->name} : this_device();
}

}  // namespace kiosk
