#pragma once

#include <string>

namespace kiosk {

/// Whether a passphrase is given without asking: by a file or by KIOSK_PASSPHRASE.
bool passphrase_is_given(const std::string& file);

/// The organiser's passphrase: the first line of the file, else KIOSK_PASSPHRASE, else asked at the terminal, unseen.
///
/// @param file  of --passphrase-file; empty: none was named
/// @throws std::runtime_error  when there is none, and nobody to ask
std::string passphrase(const std::string& file);

/// As `passphrase`, for one that is set now: asked twice.
std::string new_passphrase(const std::string& file);

}  // namespace kiosk
