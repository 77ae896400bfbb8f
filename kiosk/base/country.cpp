#include "kiosk/base/country.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr const char* tables = "/usr/share/zoneinfo/";

// The database writes "Britain (UK)" and the like; these are what people write.
constexpr std::array<std::pair<string_view, string_view>, 10> other_names = {{
    {"united kingdom", "GB"}, {"great britain", "GB"}, {"england", "GB"}, {"scotland", "GB"}, {"wales", "GB"},
    {"northern ireland", "GB"}, {"czechia", "CZ"}, {"the netherlands", "NL"}, {"holland", "NL"}, {"republic of ireland", "IE"},
}};

/// "Britain (UK)" is called "Britain (UK)", "Britain" and "UK".
bool is_called(string_view written, string_view wanted) {
    const std::string name = ascii_lower(written);
    if (name == wanted) return true;
    const auto open = name.find('(');
    if (open == std::string::npos) return false;
    const auto close = name.find(')', open);
    return trimmed(string_view{name}.substr(0, open)) == wanted || name.substr(open + 1, close - open - 1) == wanted;
}

std::string code_of(string_view country) {
    const std::string wanted = ascii_lower(trimmed(country));
    if (wanted.empty()) return {};
    for (const auto& [name, code] : other_names)
        if (name == wanted) return std::string{code};
    std::ifstream table(std::string{tables} + "iso3166.tab");
    for (std::string line; std::getline(table, line);) {
        const auto columns = split(line, '\t');
        if (line.starts_with('#') || columns.size() < 2) continue;
        if (ascii_lower(columns[0]) == wanted || is_called(columns[1], wanted)) return std::string{columns[0]};
    }
    return {};
}

}  // namespace

std::vector<Zone> zones_of_country(string_view country) {
    std::vector<Zone> zones;
    const std::string code = code_of(country);
    if (code.empty()) return zones;
    std::ifstream table(std::string{tables} + "zone.tab");
    for (std::string line; std::getline(table, line);) {
        const auto columns = split(line, '\t');
        if (columns.size() < 3 || columns[0] != code) continue;
        if (auto zone = Zone::named(columns[2])) zones.push_back(std::move(*zone));
    }
    return zones;
}

}  // namespace kiosk
