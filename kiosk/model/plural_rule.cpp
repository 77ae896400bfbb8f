#include "kiosk/model/plural_rule.h"

#include <array>
#include <charconv>
#include <optional>

namespace kiosk {
namespace {

/// Works a C expression out while reading it. Every branch is read, so an error anywhere is noticed whatever the count.
class Reckoning {
  public:
    Reckoning(std::string_view expression, long n) : rest_(expression), n_(n) {}

    /// None when the text is not an expression from end to end.
    std::optional<long> result() {
        const long value = choice();
        skip_spaces();
        if (broken_ || !rest_.empty()) return std::nullopt;
        return value;
    }

  private:
    struct Operator {
        std::string_view sign;
        int binds;  // the higher, the tighter
        long (*apply)(long, long);
    };

    // Longer signs before their own beginnings.
    static constexpr std::array<Operator, 13> operators = {{
        {"||", 1, [](long a, long b) -> long { return a || b; }},
        {"&&", 2, [](long a, long b) -> long { return a && b; }},
        {"==", 3, [](long a, long b) -> long { return a == b; }},
        {"!=", 3, [](long a, long b) -> long { return a != b; }},
        {"<=", 4, [](long a, long b) -> long { return a <= b; }},
        {">=", 4, [](long a, long b) -> long { return a >= b; }},
        {"<", 4, [](long a, long b) -> long { return a < b; }},
        {">", 4, [](long a, long b) -> long { return a > b; }},
        {"+", 5, [](long a, long b) { return a + b; }},
        {"-", 5, [](long a, long b) { return a - b; }},
        {"*", 6, [](long a, long b) { return a * b; }},
        {"/", 6, [](long a, long b) { return b == 0 ? 0 : a / b; }},
        {"%", 6, [](long a, long b) { return b == 0 ? 0 : a % b; }},
    }};

    void skip_spaces() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    }

    bool take(std::string_view sign) {
        skip_spaces();
        if (!rest_.starts_with(sign)) return false;
        rest_.remove_prefix(sign.size());
        return true;
    }

    long choice() {
        const long condition = operation(1);
        if (!take("?")) return condition;
        const long when_true = choice();
        if (!take(":")) broken_ = true;
        const long when_false = broken_ ? 0 : choice();
        return condition ? when_true : when_false;
    }

    const Operator* next_operator(int at_least) {
        skip_spaces();
        for (const Operator& candidate : operators)
            if (rest_.starts_with(candidate.sign)) return candidate.binds >= at_least ? &candidate : nullptr;
        return nullptr;
    }

    long operation(int at_least) {
        long left = operand();
        while (const Operator* sign = broken_ ? nullptr : next_operator(at_least)) {
            rest_.remove_prefix(sign->sign.size());
            left = sign->apply(left, operation(sign->binds + 1));
        }
        return left;
    }

    long operand() {
        if (take("n")) return n_;
        if (take("!")) return !operand();
        if (take("(")) {
            const long value = choice();
            if (!take(")")) broken_ = true;
            return value;
        }
        skip_spaces();
        long number = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
        if (error != std::errc{}) broken_ = true;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return number;
    }

    std::string_view rest_;
    long n_;
    bool broken_ = false;
};

std::string_view value_of(std::string_view plural_forms, std::string_view name) {
    const auto begin = plural_forms.find(name);
    if (begin == std::string_view::npos) return {};
    plural_forms.remove_prefix(begin + name.size());
    return plural_forms.substr(0, plural_forms.find(';'));
}

}  // namespace

PluralRule::PluralRule(std::string_view plural_forms) {
    const std::string_view expression = value_of(plural_forms, "plural=");
    const std::optional<long> forms = Reckoning{value_of(plural_forms, "nplurals="), 0}.result();
    if (!forms || *forms < 1 || !Reckoning{expression, 0}.result()) return;
    expression_ = expression;
    forms_ = *forms;
}

std::size_t PluralRule::form_of(long count) const {
    const long form = Reckoning{expression_, count < 0 ? -count : count}.result().value_or(0);
    return static_cast<std::size_t>(form < 0 || form >= forms_ ? 0 : form);
}

}  // namespace kiosk
