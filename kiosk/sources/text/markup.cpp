#include "kiosk/sources/text/markup.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markdown.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr std::array tags_of_html = {
    string_view{"a"},      string_view{"abbr"},   string_view{"address"}, string_view{"article"}, string_view{"b"},
    string_view{"big"},    string_view{"br"},     string_view{"center"},  string_view{"cite"},    string_view{"code"},
    string_view{"dd"},     string_view{"del"},    string_view{"div"},     string_view{"dl"},      string_view{"dt"},
    string_view{"em"},     string_view{"font"},   string_view{"h1"},      string_view{"h2"},      string_view{"h3"},
    string_view{"h4"},     string_view{"h5"},     string_view{"h6"},      string_view{"hr"},      string_view{"i"},
    string_view{"iframe"}, string_view{"img"},    string_view{"ins"},     string_view{"kbd"},     string_view{"li"},
    string_view{"nowiki"}, string_view{"ol"},     string_view{"p"},       string_view{"pre"},     string_view{"q"},
    string_view{"s"},      string_view{"script"}, string_view{"section"}, string_view{"small"},   string_view{"span"},
    string_view{"strike"}, string_view{"strong"}, string_view{"style"},   string_view{"sub"},     string_view{"sup"},
    string_view{"table"},  string_view{"tbody"},  string_view{"td"},      string_view{"th"},      string_view{"thead"},
    string_view{"tr"},     string_view{"tt"},     string_view{"u"},       string_view{"ul"},      string_view{"var"},
    string_view{"blockquote"}};

constexpr std::array<std::pair<string_view, string_view>, 36> named_entities = {{
    {"amp", "&"},     {"lt", "<"},      {"gt", ">"},      {"quot", "\""},   {"apos", "'"},    {"nbsp", "\u00a0"},
    {"ndash", "–"},   {"mdash", "—"},   {"hellip", "…"},  {"lsquo", "‘"},   {"rsquo", "’"},   {"ldquo", "“"},
    {"rdquo", "”"},   {"bdquo", "„"},   {"laquo", "«"},   {"raquo", "»"},   {"bull", "•"},    {"middot", "·"},
    {"copy", "©"},    {"reg", "®"},     {"trade", "™"},   {"euro", "€"},    {"deg", "°"},     {"times", "×"},
    {"auml", "ä"},    {"ouml", "ö"},    {"uuml", "ü"},    {"Auml", "Ä"},    {"Ouml", "Ö"},    {"Uuml", "Ü"},
    {"szlig", "ß"},   {"eacute", "é"},  {"egrave", "è"},  {"aacute", "á"},  {"oacute", "ó"},  {"ccedil", "ç"},
}};

std::string utf8_of(std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return "\ufffd";
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    const auto tail = [&](int shift) { return byte(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) return {byte(code)};
    if (code < 0x800) return {byte(0xC0U | (code >> 6U)), tail(0)};
    if (code < 0x10000) return {byte(0xE0U | (code >> 12U)), tail(6), tail(0)};
    return {byte(0xF0U | (code >> 18U)), tail(12), tail(6), tail(0)};
}

/// What a reference between "&" and ";" stands for; empty when it is unknown.
std::string resolved(string_view name) {
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto end = digits.data() + digits.size();
        const auto [stop, error] = std::from_chars(digits.data(), end, code, hex ? 16 : 10);
        return error == std::errc{} && stop == end && !digits.empty() ? utf8_of(code) : std::string{};
    }
    const auto found = std::ranges::find(named_entities, name, &std::pair<string_view, string_view>::first);
    return found == named_entities.end() ? std::string{} : std::string{found->second};
}

struct Tag {
    string_view name = {};  // empty: what stands here is no tag of HTML
    bool closes = false;
    std::size_t length = 0;
};

Tag tag_at(string_view text) {
    constexpr std::size_t longest_tag = 4000;
    if (text.starts_with("<!--")) {
        const auto end = text.find("-->");
        return end == string_view::npos ? Tag{} : Tag{"!--", false, end + 3};
    }
    const bool closes = text.starts_with("</");
    std::size_t end = closes ? 2 : 1;
    while (end < text.size() && ((text[end] | 32) >= 'a' && (text[end] | 32) <= 'z')) ++end;
    if (end < text.size() && text[end] >= '1' && text[end] <= '6') ++end;
    const string_view written = text.substr(closes ? 2 : 1, end - (closes ? 2 : 1));
    if (written.empty() || written.size() > 10) return {};
    const std::string name = ascii_lower(written);
    const auto known = std::ranges::find(tags_of_html, string_view{name});
    if (known == tags_of_html.end()) return {};
    if (end >= text.size() || string_view{" \t\r\n/>"}.find(text[end]) == string_view::npos) return {};
    const auto close = text.substr(0, longest_tag).find('>', end);
    if (close == string_view::npos) return {};
    return {*known, closes, close + 1};
}

bool begins_line(string_view tag) {
    constexpr std::array breaking = {string_view{"br"}, string_view{"p"},  string_view{"div"}, string_view{"ul"},
                                     string_view{"ol"}, string_view{"li"}, string_view{"tr"},  string_view{"pre"},
                                     string_view{"h1"}, string_view{"h2"}, string_view{"h3"},  string_view{"h4"},
                                     string_view{"h5"}, string_view{"h6"}, string_view{"dd"},  string_view{"dt"},
                                     string_view{"hr"}, string_view{"blockquote"}};
    return std::ranges::find(breaking, tag) != breaking.end();
}

/// Takes the tags out. A tag that begins a line becomes a line feed, an item its bullet.
std::string without_tags(string_view text) {
    std::string result;
    result.reserve(text.size());
    std::size_t level = 0;
    while (!text.empty()) {
        const auto less = text.find('<');
        result += text.substr(0, less);
        if (less == string_view::npos) break;
        text.remove_prefix(less);
        const Tag tag = tag_at(text);
        if (tag.name.empty()) {
            result += '<';
            text.remove_prefix(1);
            continue;
        }
        const bool is_list = tag.name == "ul" || tag.name == "ol";
        if (is_list) level = tag.closes ? level - std::min<std::size_t>(level, 1) : std::min<std::size_t>(level + 1, 8);
        if (begins_line(tag.name)) result += '\n';
        if (tag.name == "li" && !tag.closes) result += std::string(std::max<std::size_t>(level, 1) * 2, ' ') + "• ";
        if (tag.name == "td" || tag.name == "th") result += ' ';
        text.remove_prefix(tag.length);
    }
    return result;
}

std::size_t indent_of(string_view line) {
    const auto first = line.find_first_not_of(' ');
    return first == string_view::npos ? 0 : first;
}

/// Most of what stands in large tables is clean as it is, which is seen in a fraction of the time that cleaning takes.
bool is_plain(string_view text) {
    char last = ' ';
    for (const char c : text) {
        if (c < ' ' || c > '~' || c == '<' || c == '&' || (c == ' ' && last == ' ')) return false;
        last = c;
    }
    return text.empty() || last != ' ';
}

}  // namespace

bool is_page_sized(string_view text) {
    constexpr std::size_t largest_page = 4UL * 1024 * 1024;
    constexpr std::size_t longest_line = 100'000;
    if (text.size() > largest_page) return false;
    std::size_t length = 0;
    return std::ranges::none_of(text, [&](char c) { return (length = c == '\n' || c == '\r' ? 0 : length + 1) > longest_line; });
}

std::string without_entities(string_view text) {
    constexpr std::size_t longest_name = 10;
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const auto ampersand = text.find('&');
        result += text.substr(0, ampersand);
        if (ampersand == string_view::npos) break;
        text.remove_prefix(ampersand);
        const auto end = text.substr(0, longest_name + 2).find(';');
        const std::string meant = end == string_view::npos ? std::string{} : resolved(text.substr(1, end - 1));
        result += meant.empty() ? "&" : meant;
        text.remove_prefix(meant.empty() ? 1 : end + 1);
    }
    return result;
}

std::string one_spaced(string_view text) {
    std::string result;
    result.reserve(text.size());
    text = trimmed(text);
    while (!text.empty()) {
        const bool no_break = text.starts_with("\u00a0");
        const bool blank = no_break || string_view{" \t\r\n\f\v"}.find(text.front()) != string_view::npos;
        if (!blank)
            result += text.front();
        else if (!result.ends_with(' '))
            result += ' ';
        text.remove_prefix(no_break ? 2 : 1);
    }
    return result;
}

// Escaped HTML comes escaped once more from some exports: entities are resolved, tags taken out, entities again.
std::string plain_line(string_view text) {
    if (is_plain(text)) return std::string{text};
    const bool has_markup = text.find_first_of("<&") != string_view::npos;
    if (!has_markup) return one_spaced(clean_utf8(text));
    return one_spaced(clean_utf8(without_entities(without_tags(without_entities(text)))));
}

std::string plain_title(string_view text) {
    if (std::ranges::none_of(text, is_markdown_mark)) return plain_line(text);
    return one_spaced(clean_utf8(without_entities(without_markdown(one_spaced(without_tags(without_entities(text)))))));
}

std::string plain_lines(string_view text) {
    const std::string bare = clean_utf8(without_entities(without_tags(without_entities(text))));
    std::string result;
    for (const string_view line : lines_of(bare)) {
        const std::string words = one_spaced(line);
        if (words.empty()) continue;
        if (!result.empty()) result += '\n';
        if (words.starts_with("• ")) result += std::string(indent_of(line), ' ');
        result += words;
    }
    return result;
}

}  // namespace kiosk
