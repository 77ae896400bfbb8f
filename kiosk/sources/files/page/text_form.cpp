#include <algorithm>
#include <span>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/page/event_page.h"
#include "kiosk/sources/files/page/page_line.h"
#include "kiosk/sources/files/page/signatures.h"
#include "kiosk/sources/files/page/topic_fields.h"
#include "kiosk/sources/files/page/when_and_where.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {
namespace {

using std::string_view;
using Lines = std::span<const PageLine>;

bool is_blank(const PageLine& line) { return line.text.empty(); }

/// The last line with words before a place; the number of lines when there is none.
std::size_t words_before(Lines lines, std::size_t place) {
    while (place > 0)
        if (!is_blank(lines[--place])) return place;
    return lines.size();
}

bool stands_apart(Lines lines, std::size_t place) {
    return place >= 2 && is_blank(lines[place - 1]) && is_blank(lines[place - 2]);
}

/// Where the titles of topics stand. A title is followed by a label, and either stands apart or the label is one that
/// comes no later in the page's order than the label before it.
std::vector<std::size_t> title_places(Lines lines) {
    std::vector<std::size_t> titles;
    std::optional<TopicField> last;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto label = label_of(lines[i].text);
        if (!label) continue;
        const std::size_t before = words_before(lines, i);
        const bool before_is_title = before < lines.size() && !label_of(lines[before].text);
        const bool goes_back = last && label->field <= *last;
        const bool begins = before_is_title && label->field != TopicField::comments &&
                            (!last || goes_back || stands_apart(lines, before));
        if (begins) titles.push_back(before);
        last = label->field;
    }
    return titles;
}

/// Cuts the first line of a topic into its three fields: "Date of insert: ...; Verified: ...; GSoC: ...".
std::vector<std::pair<TopicField, string_view>> fields_of_line(const FoundLabel& first) {
    std::vector<std::pair<TopicField, string_view>> fields;
    TopicField field = first.field;
    string_view rest = first.rest;
    if (field <= TopicField::gsoc) {
        for (std::size_t at = rest.find(';'); at != string_view::npos; at = rest.find(';', at + 1)) {
            const auto next = label_of(rest.substr(at + 1));
            if (!next || next->field > TopicField::gsoc) continue;
            fields.emplace_back(field, rest.substr(0, at));
            field = next->field;
            rest = next->rest;
            at = 0;
            if (rest.empty()) break;
        }
    }
    if (field <= TopicField::gsoc && rest.ends_with(';')) rest.remove_suffix(1);
    fields.emplace_back(field, rest);
    return fields;
}

/// Tells of text below a topic that belongs to none of its fields.
void tell_leftover(Lines lines, std::vector<Problem>& warnings) {
    std::size_t first = 0;
    while (first < lines.size() && is_blank(lines[first])) ++first;
    if (first == lines.size()) return;
    warnings.push_back({place_of_line(lines[first].number),
                        "text that belongs to no topic was left out: \"" + one_spaced(lines[first].text) + "\""});
}

/// Where the last field of a topic ends: before a gap of two lines, as nothing of the topic follows it.
std::size_t end_of_last_field(Lines lines, std::size_t begin) {
    for (std::size_t i = begin + 2; i < lines.size(); ++i)
        if (!is_blank(lines[i]) && is_blank(lines[i - 1]) && is_blank(lines[i - 2])) return i;
    return lines.size();
}

Topic read_topic(Lines lines, std::vector<Problem>& warnings) {
    Topic topic{.title = plain_line(lines.front().text)};
    std::size_t at = 1;
    while (at < lines.size() && !label_of(lines[at].text)) ++at;
    tell_leftover(lines.subspan(1, at - 1), warnings);
    while (at < lines.size()) {
        const auto label = label_of(lines[at].text);
        std::size_t next = at + 1;
        while (next < lines.size() && !label_of(lines[next].text)) ++next;
        std::size_t end = next;
        // What visitors wrote may stand apart from its heading; any other last field may not.
        if (next == lines.size() && label->field != TopicField::comments) {
            end = end_of_last_field(lines, at);
            tell_leftover(lines.subspan(end), warnings);
        }
        std::vector<PageLine> value = {{lines[at].number, {}}};
        value.insert(value.end(), lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, lines.begin() + static_cast<std::ptrdiff_t>(end));
        const auto fields = fields_of_line(*label);
        for (std::size_t i = 0; i + 1 < fields.size(); ++i)
            set_field(topic, fields[i].first, one_spaced(fields[i].second), place_of_line(lines[at].number), warnings);
        value.front().text = fields.back().second;
        if (label->field == TopicField::comments)
            read_signed(value, topic, warnings);
        else
            set_field(topic, fields.back().first, prose(value), place_of_line(lines[at].number), warnings);
        at = next;
    }
    return topic;
}

/// The page's title, without the wiki's own drawers: "Archived/Hackathon/May2013" -> "Hackathon May2013".
std::string page_title(Lines lines) {
    for (const PageLine& line : lines) {
        std::string title = plain_line(line.text);
        if (title.empty()) continue;
        if (title.starts_with("Archived/")) title.erase(0, string_view{"Archived/"}.size());
        std::ranges::replace(title, '/', ' ');
        std::ranges::replace(title, '_', ' ');
        return title;
    }
    return {};
}

/// Where the topics' part begins: the heading "Topics", else the first title.
std::size_t topics_begin(Lines lines, std::size_t first_title) {
    for (std::size_t i = first_title; i > 0; --i)
        if (ascii_lower(one_spaced(lines[i - 1].text)) == "topics") return i;
    return first_title;
}

bool recognises(string_view content) {
    if (trimmed(content.substr(0, 200)).starts_with('<') || !is_page_sized(content)) return false;
    std::size_t labels = 0;
    bool of_a_topic = false;
    for (const string_view line : lines_of(content)) {
        const auto label = label_of(line);
        if (!label) continue;
        ++labels;
        of_a_topic = of_a_topic || label->field == TopicField::inserted || ascii_lower(line).find("technical contact") != std::string::npos;
        if (of_a_topic && labels >= 2) return true;
    }
    return false;
}

/// The page without what a wiki prints below it.
Lines without_foot(Lines lines) {
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const string_view opening : {"Retrieved from \"", "Categories:", "Category:", "Navigation menu"})
            if (lines[i].text.starts_with(opening) && i > 0 && is_blank(lines[i - 1])) return lines.first(i);
    return lines;
}

Reading read(string_view content) {
    const std::vector<PageLine> page = page_lines(content);
    const Lines lines = without_foot(page);
    Reading reading{.understood = true};
    reading.draft.format = event_page_text_reader().format;
    const auto titles = title_places(lines);
    const std::size_t first_title = titles.empty() ? lines.size() : titles.front();
    const std::size_t topics_part = topics_begin(lines, first_title);
    reading.draft.event_name = page_title(lines.first(topics_part));
    read_when_and_where(lines.first(topics_part), reading.draft);
    tell_leftover(lines.subspan(topics_part, first_title - topics_part), reading.draft.warnings);
    for (std::size_t i = 0; i < titles.size(); ++i) {
        const std::size_t end = i + 1 < titles.size() ? titles[i + 1] : lines.size();
        reading.draft.topics.push_back(read_topic(lines.subspan(titles[i], end - titles[i]), reading.draft.warnings));
    }
    return reading;
}

}  // namespace

Reader event_page_text_reader() {
    return {.format = "event-page",
            .description = "a wiki's event page, copied from the browser",
            .recognises = recognises,
            .read = read};
}

}  // namespace kiosk
