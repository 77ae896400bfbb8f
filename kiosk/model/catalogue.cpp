#include "kiosk/model/catalogue.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "kiosk/base/text.h"
#include "kiosk/model/mo_file.h"

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

constexpr std::array right_to_left_languages = {"ar", "dv", "fa", "he", "ps", "ur", "yi"};

/// "de" of "de-CH" and "de_CH.UTF-8"; empty where that is no language's name.
std::string primary_language(std::string_view tag) {
    const std::string language = ascii_lower(tag.substr(0, tag.find_first_of("-_.@")));
    const bool is_name = language.size() >= 2 && language.size() <= 3 &&
                         std::all_of(language.begin(), language.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_name ? language : std::string{};
}

/// A line "name: value" of a translation's header.
std::string_view header_value(std::string_view header, std::string_view name) {
    for (const std::string_view line : lines_of(header))
        if (line.starts_with(name)) return line.substr(name.size());
    return {};
}

}  // namespace

Catalogue Catalogue::load(const std::filesystem::path& folder, std::string_view language) {
    const std::string name = primary_language(language);
    if (name.empty() || name == "en") return {};
    std::ostringstream content;
    content << std::ifstream{folder / (name + ".mo"), std::ios::binary}.rdbuf();
    return from_mo(content.str(), name);
}

Catalogue Catalogue::from_mo(std::string_view content, std::string_view language) {
    const auto pairs = mo_pairs(content);
    if (!pairs) return {};
    Catalogue catalogue;
    catalogue.language_ = primary_language(language);
    catalogue.right_to_left_ = std::find(right_to_left_languages.begin(), right_to_left_languages.end(),
                                         catalogue.language_) != right_to_left_languages.end();
    for (const auto& [original, translation] : *pairs) {
        if (original.empty()) {
            catalogue.plural_rule_ = PluralRule{header_value(translation, "Plural-Forms:")};
            continue;
        }
        Translation entry{.english = std::string{original.substr(0, original.find('\0'))}, .texts = {}};
        for (const std::string_view text : split(translation, '\0')) entry.texts.emplace_back(text);
        catalogue.translations_.push_back(std::move(entry));
    }
    std::sort(catalogue.translations_.begin(), catalogue.translations_.end(),
              [](const Translation& a, const Translation& b) { return a.english < b.english; });
    return catalogue;
}

const Catalogue::Translation* Catalogue::translation_of(std::string_view english) const {
    const auto found = std::lower_bound(
        translations_.begin(), translations_.end(), english,
        [](const Translation& candidate, std::string_view wanted) { return candidate.english < wanted; });
    return found != translations_.end() && found->english == english ? &*found : nullptr;
}

std::string Catalogue::say(std::string_view english, std::initializer_list<Filling> fillings) const {
    const Translation* translation = translation_of(english);
    return filled(translation ? std::string_view{translation->texts.front()} : english, fillings);
}

std::string Catalogue::count(std::string_view english_one, std::string_view english_many, long count) const {
    std::string_view text = count == 1 ? english_one : english_many;
    if (const Translation* translation = translation_of(english_one)) {
        const std::size_t form = plural_rule_.form_of(count);
        if (form < translation->texts.size()) text = translation->texts[form];
    }
    return filled(text, {{"count", std::to_string(count)}});
}

}  // namespace kiosk
