#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

/// Which of a language's plural forms a count takes, as a translation's header says it in C's notation:
/// "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;" (GNU gettext manual, "Plural forms").
class PluralRule {
  public:
    /// One form for 1, another for every other count.
    PluralRule() = default;

    /// @param plural_forms  the header's value; the rule of English where it can't be understood
    explicit PluralRule(std::string_view plural_forms);

    /// 0 up to the number of forms less one.
    std::size_t form_of(long count) const;

  private:
    std::string expression_ = "n!=1";
    long forms_ = 2;
};

}  // namespace kiosk
