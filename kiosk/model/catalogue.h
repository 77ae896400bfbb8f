#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/model/plural_rule.h"

namespace kiosk {

/// Marks a message that stands in a table, for the list of messages to translate; it is said later.
constexpr std::string_view message(std::string_view english) { return english; }

/// A value for a {place} in a message.
using Filling = std::pair<std::string_view, std::string>;

/// The words that the program says, in one language. Titles and names are never looked up here.
class Catalogue {
  public:
    /// English: the messages themselves.
    Catalogue() = default;

    /// Reads a language's words from FOLDER/LANGUAGE.mo. English where there is no such file or it is not whole.
    ///
    /// @param language  BCP 47 or as a locale says it; only the language itself counts ("de-CH" is "de")
    /// @source          GNU gettext manual, "The Format of GNU MO Files"
    static Catalogue load(const std::filesystem::path& folder, std::string_view language);

    /// Reads a language's words from the content of a .mo file; English where it is not whole.
    static Catalogue from_mo(std::string_view content, std::string_view language);

    const std::string& language() const { return language_; }
    bool right_to_left() const { return right_to_left_; }

    /// The message in this language with its {places} filled; English where a translation is missing.
    ///
    /// @param english  the message as it stands in the code, e.g. "until {time}"
    std::string say(std::string_view english, std::initializer_list<Filling> fillings = {}) const;

    /// As `say`, for a count; {count} is filled with it.
    std::string count(std::string_view english_one, std::string_view english_many, long count) const;

  private:
    /// A message and what it is in this language, one text for each plural form.
    struct Translation {
        std::string english;
        std::vector<std::string> texts;
    };

    const Translation* translation_of(std::string_view english) const;

    std::string language_ = "en";
    bool right_to_left_ = false;
    PluralRule plural_rule_ = {};
    std::vector<Translation> translations_ = {};  // by `english`
};

}  // namespace kiosk
