#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace kiosk {

/// Makes every word and option of a command line refuse an empty value, as a script hands it over when a variable of it is
/// empty: nobody means "the default" or "any" by it. What an empty text clears keeps taking one.
inline void refuse_empty_values(CLI::App& words) {
    constexpr std::array<std::string_view, 2> cleared_by_empty = {"--notice", "--where"};
    for (CLI::Option* option : words.get_options()) {
        if (option->get_items_expected_max() == 0 || std::ranges::find(cleared_by_empty, option->get_name()) != cleared_by_empty.end()) continue;
        option->check([](const std::string& value) { return value.empty() ? std::string{"the value is empty"} : std::string{}; }, "");
    }
    for (CLI::App* command : words.get_subcommands([](const CLI::App*) { return true; })) refuse_empty_values(*command);
}

}  // namespace kiosk
