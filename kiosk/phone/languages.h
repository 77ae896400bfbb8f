#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/model/catalogue.h"

namespace kiosk {

/// The words of every language that the screens know, and which of them a visitor wants.
class Languages {
  public:
    /// @param folder  with the compiled catalogues
    explicit Languages(const std::filesystem::path& folder);

    /// The words for a browser's list of languages ("de-CH,de;q=0.9,en;q=0.5"): the one it wants most of those there are.
    ///
    /// @param usual  where it wants none of them
    const Catalogue& wanted_by(std::string_view accept_language, std::string_view usual) const;

  private:
    const Catalogue* named(std::string_view language) const;

    std::map<std::string, Catalogue, std::less<>> words_ = {};
};

}  // namespace kiosk
