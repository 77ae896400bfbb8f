#pragma once

#include <filesystem>

namespace kiosk {

/// Where the event's database is unless --db says otherwise: ${XDG_DATA_HOME:-~/.local/share}/kiosk/event.db.
///
/// @throws std::runtime_error  when the user has no home
std::filesystem::path default_database();

/// The folder that the running program's file is in.
std::filesystem::path program_folder();

/// The folder with the demo event, the fonts' list and the translations: beside the program's build folder, else where
/// the program was built.
std::filesystem::path assets_folder();

/// The folder with the compiled translations (XX.mo), which the build puts beside the programs.
std::filesystem::path languages_folder();

}  // namespace kiosk
