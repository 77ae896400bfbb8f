#include "kiosk/sources/text/charset.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

/// An open conversion; iconv_t is no plain pointer in the standard, hence no Owned.
class Conversion {
  public:
    explicit Conversion(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
    ~Conversion() {
        if (is_open()) iconv_close(handle_);
    }
    Conversion(const Conversion&) = delete;
    Conversion& operator=(const Conversion&) = delete;

    bool is_open() const {
        return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT: iconv's own way to say "none"
    }

    std::optional<std::string> run(string_view bytes) {
        std::string result;
        std::string piece(64 * 1024, '\0');
        std::string input{bytes};  // iconv takes a pointer to changeable bytes
        char* next = input.data();
        std::size_t left = input.size();
        while (left > 0) {
            char* out = piece.data();
            std::size_t room = piece.size();
            const auto outcome = iconv(handle_, &next, &left, &out, &room);
            result.append(piece.data(), piece.size() - room);
            if (outcome == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
        }
        return result;
    }

  private:
    iconv_t handle_;
};

std::optional<Utf8Text> converted(string_view bytes, const std::string& charset) {
    Conversion conversion{charset};
    if (!conversion.is_open()) return std::nullopt;
    auto text = conversion.run(bytes);
    if (!text) return std::nullopt;
    return Utf8Text{std::move(*text), charset};
}

/// UTF-16 of mostly Latin text without a mark has a zero in every other byte.
std::string utf16_by_zeros(string_view bytes) {
    const string_view head = bytes.substr(0, 200);
    if (head.size() < 4) return {};
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < head.size(); ++i)
        if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
    const std::size_t half = head.size() / 2;
    if (odd > half * 7 / 10 && even == 0) return "UTF-16LE";
    if (even > half * 7 / 10 && odd == 0) return "UTF-16BE";
    return {};
}

/// The encoding that an XML declaration names; empty when there is none.
std::string declared_in_xml(string_view bytes) {
    const string_view head = bytes.substr(0, 200);
    if (!trimmed(head).starts_with("<?xml")) return {};
    const string_view declaration = head.substr(0, head.find("?>"));
    const auto at = declaration.find("encoding");
    if (at == string_view::npos) return {};
    const auto open = declaration.find_first_of("\"'", at);
    if (open == string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    if (close == string_view::npos) return {};
    return std::string{declaration.substr(open + 1, close - open - 1)};
}

}  // namespace

std::optional<Utf8Text> as_utf8(string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
    if (const auto charset = utf16_by_zeros(bytes); !charset.empty()) return converted(bytes, charset);
    if (is_utf8(bytes)) return Utf8Text{std::string{bytes}, "UTF-8"};

    const std::string declared = ascii_lower(declared_in_xml(bytes));
    const bool says_utf8 = declared == "utf-8" || declared == "utf8";
    if (says_utf8) return Utf8Text{std::string{bytes}, "damaged UTF-8"};
    if (!declared.empty())
        if (auto text = converted(bytes, declared)) return text;
    if (auto text = converted(bytes, "WINDOWS-1252")) return text;
    return converted(bytes, "ISO-8859-1");
}

}  // namespace kiosk
