#include "kiosk/sources/files/page/topic_fields.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;

struct Label {
    string_view words;
    TopicField field;
};

// Longer labels stand before those that they begin with.
constexpr std::array labels = {
    Label{"date of insert", TopicField::inserted},
    Label{"date of insertion", TopicField::inserted},
    Label{"date inserted", TopicField::inserted},
    Label{"verified", TopicField::verified},
    Label{"gsoc", TopicField::gsoc},
    Label{"technical contact", TopicField::contact},
    Label{"contact", TopicField::contact},
    Label{"mailing list/forum for project", TopicField::mailing_list},
    Label{"mailing list", TopicField::mailing_list},
    Label{"irc channel for project", TopicField::irc},
    Label{"irc channel", TopicField::irc},
    Label{"difficulty", TopicField::difficulty},
    Label{"skills needed", TopicField::skills},
    Label{"skills", TopicField::skills},
    Label{"description", TopicField::description},
    Label{"desc", TopicField::description},
    Label{"outcomes", TopicField::outcomes},
    Label{"outcome", TopicField::outcomes},
    Label{"peer review comments", TopicField::comments},
};

constexpr std::array parameters = {
    Label{"date", TopicField::inserted},    Label{"verified", TopicField::verified},
    Label{"gsoc", TopicField::gsoc},        Label{"contact", TopicField::contact},
    Label{"list", TopicField::mailing_list}, Label{"mailinglist", TopicField::mailing_list},
    Label{"irc", TopicField::irc},          Label{"difficulty", TopicField::difficulty},
    Label{"skills", TopicField::skills},    Label{"desc", TopicField::description},
    Label{"description", TopicField::description}, Label{"outcomes", TopicField::outcomes},
    Label{"outcome", TopicField::outcomes}, Label{"review", TopicField::comments},
    Label{"comments", TopicField::comments}, Label{"reviews", TopicField::comments},
};

bool says_none(string_view value) {
    constexpr std::array<string_view, 8> nothing = {"n/a", "n.a.", "na", "not applicable", "-", "--", "–", "—"};
    const std::string small = ascii_lower(value);
    return value.empty() || std::ranges::find(nothing, string_view{small}) != nothing.end();
}

string_view without_repeated_label(string_view value, TopicField field) {
    for (int guard = 0; guard < 4; ++guard) {
        const auto again = label_of(value);
        if (!again || again->field != field || field == TopicField::comments) return value;
        value = trimmed(again->rest);
    }
    return value;
}

std::optional<std::string>* text_field(Topic& topic, TopicField field) {
    switch (field) {
        case TopicField::verified: return &topic.verified;
        case TopicField::gsoc: return &topic.gsoc;
        case TopicField::contact: return &topic.contact;
        case TopicField::mailing_list: return &topic.mailing_list;
        case TopicField::irc: return &topic.irc;
        case TopicField::difficulty: return &topic.difficulty;
        case TopicField::skills: return &topic.skills;
        case TopicField::description: return &topic.description;
        case TopicField::outcomes: return &topic.outcomes;
        case TopicField::inserted:
        case TopicField::comments: break;
    }
    return nullptr;
}

}  // namespace

std::optional<FoundLabel> label_of(string_view line) {
    line = trimmed(line);
    const std::string head = ascii_lower(line.substr(0, 48));
    for (const Label& label : labels) {
        if (!head.starts_with(label.words)) continue;
        const string_view rest = trimmed(line.substr(label.words.size()));
        if (rest.starts_with(':')) return FoundLabel{label.field, trimmed(rest.substr(1))};
        if (label.field == TopicField::comments && rest.empty()) return FoundLabel{label.field, rest};
    }
    return std::nullopt;
}

std::optional<TopicField> field_of_parameter(string_view name) {
    std::string plain;
    for (const char c : ascii_lower(name))
        if (c >= 'a' && c <= 'z') plain += c;
    for (const Label& parameter : parameters)
        if (plain == parameter.words) return parameter.field;
    for (const Label& label : labels)
        if (ascii_lower(trimmed(name)) == label.words) return label.field;
    return std::nullopt;
}

void set_field(Topic& topic, TopicField field, string_view value, const std::string& where,
               std::vector<Problem>& warnings) {
    value = without_repeated_label(trimmed(value), field);
    if (says_none(value)) return;
    if (field == TopicField::inserted) {
        const auto date = parse_prose_date(value);
        if (!date) warnings.push_back({where, "the date of insert \"" + std::string{value} + "\" is no day/month/year"});
        if (date && !topic.inserted) topic.inserted = date;
        return;
    }
    auto* const text = text_field(topic, field);
    if (!text) return;
    if (!*text) {
        *text = value;
        return;
    }
    warnings.push_back({where, "this field of \"" + topic.title + "\" is given twice; the texts were joined"});
    **text += '\n';
    **text += value;
}

}  // namespace kiosk
