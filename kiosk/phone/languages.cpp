#include "kiosk/phone/languages.h"

#include <cstdlib>

#include "kiosk/base/text.h"
#include "kiosk/model/check_in_view.h"

namespace kiosk {
namespace {

constexpr std::size_t longest_list = 512;

/// The weight behind ";q=", 0 to 1; 1 where there is none.
double weight_in(std::string_view part) {
    const auto at = part.find("q=");
    if (at == std::string_view::npos) return 1;
    const std::string number{part.substr(at + 2, 5)};
    char* end = nullptr;
    const double weight = std::strtod(number.c_str(), &end);
    return end != number.c_str() && weight >= 0 && weight <= 1 ? weight : 0;
}

}  // namespace

Languages::Languages(const std::filesystem::path& folder) {
    for (const LanguageName& each : offered_languages()) words_.emplace(each.language, Catalogue::load(folder, each.language));
}

const Catalogue* Languages::named(std::string_view language) const {
    const auto found = words_.find(ascii_lower(language.substr(0, language.find('-'))));
    return found == words_.end() ? nullptr : &found->second;
}

const Catalogue& Languages::wanted_by(std::string_view accept_language, std::string_view usual) const {
    const Catalogue* best = nullptr;
    double best_weight = 0;
    for (const std::string_view part : split(accept_language.substr(0, longest_list), ',')) {
        const auto end = part.find(';');
        const double weight = end == std::string_view::npos ? 1 : weight_in(part.substr(end));
        const Catalogue* words = named(trimmed(part.substr(0, end)));
        if (words && weight > best_weight) best = words, best_weight = weight;
    }
    if (best) return *best;
    const Catalogue* words = named(usual);
    return words ? *words : words_.at("en");
}

}  // namespace kiosk
