#include "kiosk/sources/files/agenda/agenda_topics.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;
using Blocks = std::span<const Block>;
using Kind = Block::Kind;

bool speaks_of_topics(string_view heading) {
    constexpr std::array<string_view, 7> words = {"topic", "idea", "project", "bof", "birds of a feather", "goals", "proposal"};
    const std::string small = ascii_lower(heading);
    return std::ranges::any_of(words, [&](string_view word) { return small.find(word) != std::string::npos; });
}

bool is_rule(const Block& block) { return block.kind == Kind::text && block.text.starts_with("---"); }

bool is_way_back(string_view text) { return ascii_lower(text).starts_with("return to"); }

bool is_placeholder(string_view text) {
    const std::string small = ascii_lower(text);
    return small.starts_with("(enter ") || small.starts_with("(add ") || small.starts_with("(your ") || small == "tbd" || small == "tba" || small == "...";
}

/// Labels by which pages of ideas name a topic's fields.
enum class Part { description, contact, skills, difficulty };

std::optional<Part> part_called(string_view text) {
    std::string name = ascii_lower(trimmed(text));
    for (const string_view ending : {":", "(s)"})
        if (name.ends_with(ending)) name.resize(name.size() - ending.size());
    if (name == "mentor" || name == "mentors" || name == "champion" || name == "champions" || name == "contact" || name == "organizer")
        return Part::contact;
    if (name == "skills" || name == "languages and skill" || name == "languages and skills" || name == "difficulty and needed skills" ||
        name == "involved toolkits or projects" || name == "degree of difficulty and needed skills")
        return Part::skills;
    if (name == "difficulty") return Part::difficulty;
    if (name == "rationale" || name == "approach" || name == "description" || name == "project" || name == "projects") return Part::description;
    return std::nullopt;
}

void append(std::optional<std::string>& field, string_view line, string_view between = "\n") {
    if (!field) field = std::string{};
    if (!field->empty()) *field += between;
    *field += line;
}

std::optional<std::string>& field_of(Topic& topic, Part part) {
    switch (part) {
        case Part::contact: return topic.contact;
        case Part::skills: return topic.skills;
        case Part::difficulty: return topic.difficulty;
        case Part::description: break;
    }
    return topic.description;
}

/// What stands below a topic's heading, put into its fields.
Topic topic_of(const std::string& title, Blocks below) {
    Topic topic{.title = title};
    Part part = Part::description;
    for (const Block& block : below) {
        if (is_rule(block)) break;
        if (block.kind == Kind::table || (block.kind == Kind::item && is_way_back(block.text))) continue;
        if (const auto called = part_called(block.text)) {
            part = *called;
            continue;
        }
        const auto colon = block.text.find(':');
        const auto inline_part = colon == std::string::npos ? std::nullopt : part_called(string_view{block.text}.substr(0, colon));
        if (inline_part) {
            append(field_of(topic, *inline_part), trimmed(string_view{block.text}.substr(colon + 1)));
            continue;
        }
        const bool bullet = block.kind == Kind::item && part == Part::description;
        append(field_of(topic, part), bullet ? std::string(block.level * 2, ' ').append("• ").append(block.text) : block.text,
               part == Part::contact ? ", " : "\n");
    }
    return topic;
}

/// Each item of the outermost level, with those set in below it.
void read_items(Blocks section, Draft& draft) {
    for (std::size_t i = 0; i < section.size() && !is_rule(section[i]); ++i) {
        const Block& item = section[i];
        if (item.kind != Kind::item || item.level != 1 || is_way_back(item.text)) continue;
        if (is_placeholder(item.text)) {
            draft.skipped.push_back({"line " + std::to_string(item.line), "it only keeps a place: \"" + item.text + "\""});
            continue;
        }
        std::size_t end = i + 1;
        while (end < section.size() && section[end].kind == Kind::item && section[end].level > 1) ++end;
        Topic topic = topic_of(item.text, section.subspan(i + 1, end - i - 1));
        // A long item is a title and its description.
        const auto colon = item.text.find(": ");
        const auto stop = item.text.find(". ");
        const auto cut = std::min(colon, stop);
        constexpr std::size_t longest_title = 100;
        if (cut != std::string::npos && cut <= longest_title && item.text.size() > longest_title) {
            topic.title = item.text.substr(0, cut);
            std::string rest = item.text.substr(cut + 2);
            if (topic.description) rest.append("\n").append(*topic.description);
            topic.description = std::move(rest);
        }
        draft.topics.push_back(std::move(topic));
    }
}

/// The level of the headings that cut the page into its parts; 0: there are none.
std::size_t section_level(Blocks blocks) {
    std::array<std::size_t, 7> counts{};
    for (const Block& block : blocks)
        if (block.kind == Kind::heading) ++counts[std::min<std::size_t>(block.level, 6)];
    for (std::size_t level = 1; level < counts.size(); ++level)
        if (counts[level] > 1 || (counts[level] == 1 && level > 1)) return level;
    return 0;
}

void read_section(Blocks section, Draft& draft) {
    const auto is_heading = [](const Block& block) { return block.kind == Kind::heading; };
    const auto first = std::ranges::find_if(section, is_heading);
    if (first == section.end()) return read_items(section, draft);
    const std::size_t level = first->level;
    auto at = first;
    while (at != section.end()) {
        const auto next = std::find_if(at + 1, section.end(), [&](const Block& block) { return is_heading(block) && block.level <= level; });
        draft.topics.push_back(topic_of(at->text, Blocks{at + 1, next}));
        at = next;
    }
}

}  // namespace

void read_agenda_topics(Blocks blocks, const std::string& title, Draft& draft) {
    const std::size_t level = section_level(blocks);
    if (level == 0) return;
    const bool all = speaks_of_topics(title);
    const auto begins = [&](const Block& block) { return block.kind == Kind::heading && block.level == level; };
    auto at = std::ranges::find_if(blocks, begins);
    while (at != blocks.end()) {
        const auto next = std::find_if(at + 1, blocks.end(), begins);
        if (all || speaks_of_topics(at->text)) read_section(Blocks{at + 1, next}, draft);
        at = next;
    }
}

}  // namespace kiosk
