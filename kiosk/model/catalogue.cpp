#include "kiosk/model/catalogue.h"

#include <algorithm>

namespace kiosk {
namespace {

std::string filled(std::string_view message, std::initializer_list<Filling> fillings) {
    std::string result;
    while (!message.empty()) {
        const auto open = message.find('{');
        result += message.substr(0, open);
        if (open == std::string_view::npos) break;
        message.remove_prefix(open);
        const auto close = message.find('}');
        if (close == std::string_view::npos) return result.append(message);
        const std::string_view place = message.substr(1, close - 1);
        const auto filling = std::find_if(fillings.begin(), fillings.end(),
                                          [&](const Filling& candidate) { return candidate.first == place; });
        if (filling != fillings.end())
            result += filling->second;
        else
            result += message.substr(0, close + 1);
        message.remove_prefix(close + 1);
    }
    return result;
}

}  // namespace

std::string Catalogue::say(std::string_view english, std::initializer_list<Filling> fillings) const {
    return filled(english, fillings);
}

std::string Catalogue::count(std::string_view english_one, std::string_view english_many, long count) const {
    return filled(count == 1 ? english_one : english_many, {{"count", std::to_string(count)}});
}

}  // namespace kiosk
