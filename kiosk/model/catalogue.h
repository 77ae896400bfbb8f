#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

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

    const std::string& language() const { return language_; }
    bool right_to_left() const { return right_to_left_; }

    /// The message in this language with its {places} filled; English where a translation is missing.
    ///
    /// @param english  the message as it stands in the code, e.g. "until {time}"
    std::string say(std::string_view english, std::initializer_list<Filling> fillings = {}) const;

    /// As `say`, for a count; {count} is filled with it.
    std::string count(std::string_view english_one, std::string_view english_many, long count) const;

  private:
    std::string language_ = "en";
    bool right_to_left_ = false;
};

}  // namespace kiosk
