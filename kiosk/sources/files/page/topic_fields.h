#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/domain/draft.h"

namespace kiosk {

/// The fields of a topic on the page, in the page's order.
enum class TopicField {
    inserted,
    verified,
    gsoc,
    contact,
    mailing_list,
    irc,
    difficulty,
    skills,
    description,
    outcomes,
    comments
};

/// A label found at the front of a line.
struct FoundLabel {
    TopicField field = {};
    std::string_view rest = {};  // of the line, behind the label
};

/// Finds the label that a line of the text copy begins with ("Skills Needed: ..."); any case.
std::optional<FoundLabel> label_of(std::string_view line);

/// Finds the field of a template's parameter ("Skills", "Desc"); any case.
std::optional<TopicField> field_of_parameter(std::string_view name);

/// Puts a value into its field: a label that it repeats is taken off, "N/A" is none, the date is read day first. What
/// can't be taken is told in `warnings`. Comments are not its business.
void set_field(Topic& topic, TopicField field, std::string_view value, const std::string& where,
               std::vector<Problem>& warnings);

}  // namespace kiosk
