#include "kiosk/app/commands/open_event.h"

#include <stdexcept>
#include <utility>

#include "kiosk/store/programme_store.h"

namespace kiosk {

OpenEvent open_event(const std::filesystem::path& file) {
    auto database = Database::open_if_there(file);
    auto programme = database ? load_programme(*database) : std::nullopt;
    if (!programme) throw std::runtime_error("there is no event yet: kiosk import FILE brings one");
    return {std::move(*database), std::move(*programme)};
}

}  // namespace kiosk
