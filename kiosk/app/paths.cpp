#include "kiosk/app/paths.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

fs::path home() {
    if (const char* named = std::getenv("HOME"); named && *named) return named;
    throw std::runtime_error("no home folder is known (HOME is empty): say with --db FILE where the event's database is");
}

}  // namespace

fs::path default_database() {
    const char* named = std::getenv("XDG_DATA_HOME");
    const bool counts = named && fs::path{named}.is_absolute();  // the XDG rules ignore any other
    return (counts ? fs::path{named} : home() / ".local/share") / "kiosk/event.db";
}

fs::path program_folder() { return fs::read_symlink("/proc/self/exe").parent_path(); }

fs::path assets_folder() {
    const fs::path beside = (program_folder() / "../../assets").lexically_normal();
    std::error_code error;
    return fs::is_directory(beside, error) ? beside : fs::path{KIOSK_ASSETS};
}

fs::path languages_folder() { return (program_folder() / "../share/kiosk/languages").lexically_normal(); }

}  // namespace kiosk
