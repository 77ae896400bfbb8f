#include "kiosk/sources/files/json/json_document.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/domain/cancelled_title.h"
#include "kiosk/sources/text/line_finder.h"
#include "kiosk/sources/text/markup.h"

namespace kiosk {

using std::string_view;

Reading json_refused(std::string why) { return {.refusal = "it looks like a schedule in JSON, but " + std::move(why)}; }

Reading read_json(string_view content, const std::function<Reading(const Json&)>& read) {
    try {
        return read(Json::parse(content));
    } catch (const Json::parse_error& error) {
        const auto line = LineFinder{content}.line_of(static_cast<std::ptrdiff_t>(error.byte));
        return json_refused("reading stopped at line " + std::to_string(line) + " (byte " + std::to_string(error.byte) +
                            "): that is no JSON");
    } catch (const Json::exception& error) {  // a number beyond all types, a broken escape
        return json_refused("reading stopped: " + one_spaced(error.what()));
    }
}

const Json& member(const Json& object, const char* name) {
    static const Json none;
    if (!object.is_object()) return none;
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
}

std::vector<const Json*> items(const Json& array) {
    std::vector<const Json*> result;
    if (array.is_array())
        for (const Json& item : array) result.push_back(&item);
    return result;
}

namespace {

std::string cleaned(const Json& value, std::string (*clean)(string_view)) {
    if (value.is_string()) return clean(value.get_ref<const std::string&>());
    if (value.is_number()) return value.dump();
    if (value.is_object())
        for (const Json& text : value)
            if (text.is_string() && !trimmed(text.get_ref<const std::string&>()).empty()) return cleaned(text, clean);
    return {};
}

}  // namespace

std::string words(const Json& value) { return cleaned(value, plain_line); }

std::string title_of(const Json& object, const char* name) { return cleaned(member(object, name), plain_title); }

bool is_called_off(const Json& item) {
    for (const char* name : {"status", "state"})
        if (says_cancelled(words_of(item, name))) return true;
    for (const char* name : {"cancelled", "canceled", "is_cancelled", "is_canceled"})
        if (const Json& flag = member(item, name); flag.is_boolean() ? flag.get<bool>() : says_yes(words(flag))) return true;
    return false;
}

std::string words_of(const Json& object, const char* name) { return words(member(object, name)); }

std::optional<WrittenTime> time_of(const Json& object, const char* name) { return parse_iso_time(words_of(object, name)); }

void tell_malformed(const Json& object, const char* name, const DraftSession& session, std::vector<Problem>& warnings) {
    constexpr std::size_t longest_quote = 60;
    const Json& value = member(object, name);
    if (value.is_null() || (value.is_string() && trimmed(value.get_ref<const std::string&>()).empty())) return;
    std::string written = value.is_string() ? words(value) : value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (written.size() > longest_quote) written = clean_utf8(written.substr(0, longest_quote)) + "…";
    warnings.push_back({named_place(session), "the " + std::string{name} + " \"" + written + "\" was not understood"});
}

bool has_names(string_view content, char first, std::initializer_list<string_view> names) {
    if (!trimmed(content.substr(0, 4096)).starts_with(first)) return false;
    return std::ranges::all_of(names, [&](string_view name) {
        return content.find('"' + std::string{name} + '"') != string_view::npos;
    });
}

}  // namespace kiosk
