#include "kiosk/sources/text/wikitext.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;

/// Where a template that begins at `begin` ends, and the bars and equal signs of its own level.
struct TemplateScan {
    std::size_t end = string_view::npos;  // behind the braces; npos: never closed
    std::vector<std::size_t> bars = {};
};

TemplateScan scan_template(string_view page, std::size_t begin) {
    TemplateScan scan;
    int braces = 0;
    int brackets = 0;
    for (std::size_t i = begin; i < page.size(); ++i) {
        const string_view pair = page.substr(i, 2);
        if (pair == "{{") {
            ++braces, ++i;
        } else if (pair == "}}") {
            --braces, ++i;
            if (braces == 0) {
                scan.end = i + 1;
                return scan;
            }
        } else if (pair == "[[") {
            ++brackets, ++i;
        } else if (pair == "]]") {
            brackets = std::max(brackets - 1, 0), ++i;
        } else if (page[i] == '|' && braces == 1 && brackets == 0) {
            scan.bars.push_back(i);
        }
    }
    return scan;
}

WikiTemplate template_at(string_view page, std::size_t begin) {
    const TemplateScan scan = scan_template(page, begin);
    WikiTemplate result{.begin = begin, .end = page.size(), .closed = scan.end != string_view::npos};
    if (result.closed) result.end = scan.end;
    const std::size_t inside_end = result.closed ? scan.end - 2 : page.size();
    const std::size_t name_end = scan.bars.empty() ? inside_end : scan.bars.front();
    result.name = trimmed(page.substr(begin + 2, name_end - begin - 2));
    for (std::size_t i = 0; i < scan.bars.size(); ++i) {
        const std::size_t from = scan.bars[i] + 1;
        const std::size_t until = i + 1 < scan.bars.size() ? scan.bars[i + 1] : inside_end;
        const string_view parameter = page.substr(from, until - from);
        const auto equals = parameter.find('=');
        const auto opens = std::min(parameter.find("{{"), parameter.find('['));
        const bool named = equals != string_view::npos && equals < opens && equals < 40;
        result.parameters.emplace_back(named ? trimmed(parameter.substr(0, equals)) : string_view{},
                                       named ? parameter.substr(equals + 1) : parameter);
    }
    return result;
}

bool is_media(string_view target) {
    const std::string small = ascii_lower(trimmed(target));
    return small.starts_with("file:") || small.starts_with("image:") || small.starts_with("category:");
}

/// "[[page|words]]" and "[address words]" as their words.
std::string without_links(string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto open = text.find('[');
        result += text.substr(0, open);
        if (open == string_view::npos) break;
        text.remove_prefix(open);
        const bool internal = text.starts_with("[[");
        const auto close = text.find(internal ? "]]" : "]");
        const string_view inside = close == string_view::npos ? string_view{} : text.substr(internal ? 2 : 1, close - (internal ? 2 : 1));
        const bool external = !internal && (inside.starts_with("http") || inside.starts_with("mailto:") || inside.starts_with("//") ||
                                            inside.starts_with("irc:") || inside.starts_with("ftp:"));
        if (internal && close != string_view::npos) {
            const auto bar = inside.rfind('|');
            if (!is_media(inside)) {
                const string_view words = bar == string_view::npos ? inside : inside.substr(bar + 1);
                result += words.starts_with(':') ? words.substr(1) : words;
            }
            text.remove_prefix(close + 2);
        } else if (external) {
            const auto blank = inside.find_first_of(" \t");
            result += blank == string_view::npos ? inside : trimmed(inside.substr(blank));
            text.remove_prefix(close + 1);
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    return result;
}

void drop_all(std::string& text, string_view what) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) text.erase(at, what.size());
}

/// References ("<ref>…</ref>") with what they hold.
std::string without_references(string_view text) {
    std::string result;
    while (true) {
        const auto open = text.find("<ref");
        result += text.substr(0, open);
        if (open == string_view::npos) return result;
        text.remove_prefix(open);
        const auto tag_end = text.find('>');
        if (tag_end == string_view::npos) return result += text;
        const bool empty = tag_end > 0 && text[tag_end - 1] == '/';
        const auto close = empty ? tag_end + 1 : text.find("</ref>");
        if (close == string_view::npos) return result += text;
        text.remove_prefix(empty ? close : close + 6);
    }
}

std::string with_templates_as_words(string_view text, int depth) {
    constexpr int deepest = 6;
    std::string result;
    std::size_t at = 0;
    for (const WikiTemplate& used : templates_of(text)) {
        result += text.substr(at, used.begin - at);
        at = used.end;
        std::string words;
        for (const auto& [key, value] : used.parameters)
            if (key.empty()) words.append(words.empty() ? "" : " ").append(trimmed(value));
        result += depth < deepest ? with_templates_as_words(words, depth + 1) : words;
    }
    return result += text.substr(std::min(at, text.size()));
}

bool is_heading(string_view line) { return line.size() > 2 && line.starts_with('=') && line.ends_with('='); }

}  // namespace

std::vector<WikiTemplate> templates_of(string_view page) {
    std::vector<WikiTemplate> found;
    for (auto at = page.find("{{"); at != string_view::npos; at = page.find("{{", at)) {
        found.push_back(template_at(page, at));
        // A template that is never closed ends the search: all behind it would be searched again from each brace.
        at = found.back().end;
    }
    return found;
}

std::string without_wiki_comments(string_view page) {
    std::string result;
    while (true) {
        const auto open = page.find("<!--");
        result += page.substr(0, open);
        if (open == string_view::npos) return result;
        const auto close = page.find("-->", open);
        const string_view comment = page.substr(open, close == string_view::npos ? close : close + 3 - open);
        result.append(static_cast<std::size_t>(std::ranges::count(comment, '\n')), '\n');
        page.remove_prefix(open + comment.size());
    }
}

std::string wiki_line(string_view line) {
    line = trimmed(line);
    if (is_heading(line)) {
        const auto first = line.find_first_not_of('=');
        const auto last = line.find_last_not_of('=');
        line = first == string_view::npos ? string_view{} : trimmed(line.substr(first, last - first + 1));
    }
    const auto markers = std::min(line.find_first_not_of("*#:;"), line.size());
    const string_view marker = line.substr(0, markers);
    const bool is_item = marker.find_first_of("*#") != string_view::npos;
    std::string words = with_templates_as_words(without_references(line.substr(markers)), 0);
    words = without_links(words);
    for (const string_view mark : {"'''", "''", "__NOTOC__", "__TOC__", "__NOEDITSECTION__"}) drop_all(words, mark);
    words = plain_line(words);
    if (words.empty() || !is_item) return words;
    return std::string(marker.size() * 2, ' ') + "• " + words;
}

std::string wiki_lines(string_view text) {
    std::string result;
    bool open_paragraph = false;
    std::string with_breaks{text};
    for (const string_view tag : {"<br>", "<br/>", "<br />", "<BR>"})
        for (auto at = with_breaks.find(tag); at != std::string::npos; at = with_breaks.find(tag, at))
            with_breaks.replace(at, tag.size(), "\n\n");
    for (const string_view line : lines_of(with_breaks)) {
        const std::string words = wiki_line(line);
        if (words.empty()) {
            open_paragraph = false;
            continue;
        }
        const char first = trimmed(line).front();
        const bool of_paragraph = string_view{"*#:;="}.find(first) == string_view::npos;
        if (!result.empty()) result += open_paragraph && of_paragraph ? ' ' : '\n';
        result += words;
        open_paragraph = of_paragraph;
    }
    return result;
}

}  // namespace kiosk
