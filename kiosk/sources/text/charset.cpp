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

bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// How many bytes of UTF-8 are still to come at the end of a text that breaks off within a letter; 0 when it doesn't.
std::size_t lacking_at_end(string_view text) {
    std::size_t back = 1;
    while (back < 4 && back < text.size() && continues_letter(text[text.size() - back])) ++back;
    if (text.size() < back) return 0;
    const auto lead = static_cast<unsigned char>(text[text.size() - back]);
    const std::size_t length = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC0U ? 2 : 1;
    return length > back ? length - back : 0;
}

/// Calendars may fold a line within a letter (RFC 5545, 3.1): its bytes are put together before the fold.
std::string with_whole_letters(string_view bytes) {
    std::string result;
    result.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto feed = bytes.find('\n');
        const string_view ended = bytes.substr(0, feed);
        const string_view line = ended.ends_with('\r') ? ended.substr(0, ended.size() - 1) : ended;
        const std::size_t lacking = lacking_at_end(line);
        result += line;
        if (feed == string_view::npos) return result.append(ended.substr(line.size()));
        const string_view fold = bytes.substr(line.size(), feed + 2 - line.size());  // the line's end and a blank
        const string_view next = bytes.substr(std::min(line.size() + fold.size(), bytes.size()));
        const bool folded = lacking > 0 && (fold.ends_with(' ') || fold.ends_with('\t')) && next.size() >= lacking &&
                            std::ranges::all_of(next.substr(0, lacking), continues_letter);
        if (folded) {
            result.append(next.substr(0, lacking)).append(fold);
            bytes = next.substr(lacking);
        } else {
            result.append(bytes.substr(line.size(), feed + 1 - line.size()));
            bytes.remove_prefix(feed + 1);
        }
    }
    return result;
}

}  // namespace

bool is_utf8_already(string_view bytes) {
    return !bytes.starts_with("\xEF\xBB\xBF") && utf16_by_zeros(bytes).empty() && is_utf8(bytes);
}

std::optional<Utf8Text> as_utf8(string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
    if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
    if (const auto charset = utf16_by_zeros(bytes); !charset.empty()) return converted(bytes, charset);
    if (is_utf8(bytes)) return Utf8Text{std::string{bytes}, "UTF-8"};
    if (std::string whole = with_whole_letters(bytes); is_utf8(whole)) return Utf8Text{std::move(whole), "UTF-8"};

    const std::string declared = ascii_lower(declared_in_xml(bytes));
    const bool says_utf8 = declared == "utf-8" || declared == "utf8";
    if (says_utf8) return Utf8Text{std::string{bytes}, "damaged UTF-8"};
    if (!declared.empty())
        if (auto text = converted(bytes, declared)) return text;
    if (auto text = converted(bytes, "WINDOWS-1252")) return text;
    return converted(bytes, "ISO-8859-1");
}

}  // namespace kiosk
