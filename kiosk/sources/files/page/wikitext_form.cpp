#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/page/event_page.h"
#include "kiosk/sources/files/page/page_line.h"
#include "kiosk/sources/files/page/signatures.h"
#include "kiosk/sources/files/page/topic_fields.h"
#include "kiosk/sources/files/page/when_and_where.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/wikitext.h"

namespace kiosk {
namespace {

using std::string_view;

bool is_project(string_view name) {
    const std::string small = ascii_lower(name);
    return small == "project" || small == "template:project";
}

std::size_t line_at(string_view page, std::size_t offset) {
    return static_cast<std::size_t>(std::ranges::count(page.substr(0, offset), '\n')) + 1;
}

/// What stands before remarks in the text copy, for the templates that draw it.
string_view picture_of(string_view template_name) {
    const std::string small = ascii_lower(template_name);
    if (small.find("comment") != std::string::npos || small.find("review") != std::string::npos)
        return "Pictogram voting comment 15px.png";
    return small.find("vote") != std::string::npos || small.find("attend") != std::string::npos ? "Pictogram vote 15px.png"
                                                                                                 : string_view{};
}

/// Remarks below a topic as the lines of the text copy.
std::vector<PageLine> remark_lines(string_view text, std::size_t first_line) {
    std::string plain;
    std::size_t at = 0;
    for (const WikiTemplate& used : templates_of(text)) {
        plain += text.substr(at, used.begin - at);
        at = used.end;
        plain += picture_of(used.name);
        for (const auto& parameter : used.parameters) (plain += ' ') += trimmed(parameter.second);
        if (used.parameters.empty() && picture_of(used.name).empty()) plain += used.name;
    }
    plain += text.substr(std::min(at, text.size()));
    std::vector<PageLine> lines;
    std::size_t number = first_line;
    for (const string_view line : lines_of(plain)) {
        const bool is_heading = trimmed(line).starts_with("==");
        std::string words{trimmed(wiki_line(line))};
        if (words.starts_with("• ")) words.erase(0, string_view{"• "}.size());
        if (!is_heading && !words.empty()) lines.push_back({number, std::move(words)});
        ++number;
    }
    return lines;
}

void read_parameter(string_view page, string_view key, string_view value, Topic& topic, std::vector<Problem>& warnings) {
    const std::size_t line = line_at(page, static_cast<std::size_t>(value.data() - page.data()));
    if (ascii_lower(key) == "project" || ascii_lower(key) == "title") return;
    const auto field = field_of_parameter(key);
    if (!field) {
        if (!trimmed(value).empty())
            warnings.push_back({place_of_line(line), "the parameter \"" + std::string{key} + "\" of \"" + topic.title + "\" is not known"});
    } else if (*field == TopicField::comments) {
        read_signed(remark_lines(value, line), topic, warnings);
    } else {
        set_field(topic, *field, wiki_lines(value), place_of_line(line), warnings);
    }
}

void read_topic(string_view page, const WikiTemplate& used, string_view below, Draft& draft) {
    const std::string where = place_of_line(line_at(page, used.begin));
    Topic topic;
    for (const auto& [key, value] : used.parameters)
        if (const std::string small = ascii_lower(key); small == "project" || small == "title") topic.title = wiki_lines(value);
    if (!used.closed) {
        draft.skipped.push_back({where, "the template of topic \"" + topic.title + "\" is never closed with }}"});
        return;
    }
    if (topic.title.empty()) {
        draft.skipped.push_back({where, "a topic without a title (parameter \"Project\")"});
        return;
    }
    std::ranges::replace(topic.title, '\n', ' ');
    for (const auto& [key, value] : used.parameters) read_parameter(page, key, value, topic, draft.warnings);
    read_signed(remark_lines(below, line_at(page, used.end)), topic, draft.warnings);
    draft.topics.push_back(std::move(topic));
}

std::string title_in(string_view page) {
    for (const string_view line : lines_of(page)) {
        const string_view text = trimmed(line);
        if (text.starts_with("= ") && text.ends_with(" =")) return wiki_line(text);
    }
    return {};
}

bool recognises(string_view content) {
    if (!is_page_sized(content)) return false;
    for (auto at = content.find("{{"); at != string_view::npos; at = content.find("{{", at + 2)) {
        const string_view rest = content.substr(at + 2, 40);
        if (is_project(trimmed(rest.substr(0, rest.find_first_of("|\n}"))))) return true;
    }
    return false;
}

Reading read(string_view content) {
    const std::string page = without_wiki_comments(content);
    Reading reading{.understood = true};
    reading.draft.format = event_page_wikitext_reader().format;
    std::vector<WikiTemplate> topics;
    for (WikiTemplate& used : templates_of(page))
        if (is_project(used.name)) topics.push_back(std::move(used));
    const string_view head = string_view{page}.substr(0, topics.empty() ? page.size() : topics.front().begin);
    std::vector<PageLine> lines;
    for (const string_view line : lines_of(head)) lines.push_back({lines.size() + 1, wiki_line(line)});
    reading.draft.event_name = title_in(head);
    read_when_and_where(lines, reading.draft);
    for (std::size_t i = 0; i < topics.size(); ++i) {
        const std::size_t end = i + 1 < topics.size() ? topics[i + 1].begin : page.size();
        read_topic(page, topics[i], string_view{page}.substr(topics[i].end, end - topics[i].end), reading.draft);
    }
    return reading;
}

}  // namespace

Reader event_page_wikitext_reader() {
    return {.format = "event-page", .description = "a wiki's event page, as wikitext", .recognises = recognises, .read = read};
}

}  // namespace kiosk
