#include "kiosk/store/programme_revision.h"

#include "kiosk/store/statement.h"

namespace kiosk {

std::int64_t programme_revision(const Database& database) {
    Statement row{database, "SELECT number FROM programme_revision", "look whether the programme has changed"};
    return row.step() ? row.large_integer(0) : 0;
}

}  // namespace kiosk
