#include "kiosk/sources/files/page/when_and_where.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "kiosk/base/text.h"
#include "kiosk/sources/files/page/place_phrase.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"
#include "kiosk/sources/text/tokens.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

bool is_about_the_page(string_view line) {
    constexpr std::array<string_view, 6> openings = {"revision as of",         "latest revision", "this page was last",
                                                     "this is an old revision", "retrieved from",  "from "};
    const std::string small = ascii_lower(trimmed(line));
    for (const string_view word : {"last updated", "last modified", "last edited"})
        if (small.find(word) != std::string::npos) return true;
    return std::ranges::any_of(openings, [&](string_view opening) { return small.starts_with(opening); });
}

bool has(const std::string& text, string_view word) { return text.find(word) != std::string::npos; }

/// How much a line with a date looks like the one that says when the event is.
int weight_of(const std::string& small, bool below_when) {
    int weight = 0;
    if (has(small, "confirm")) weight += 4;
    if (small.starts_with("when:") || small.starts_with("date:") || small.starts_with("dates:")) weight += 4;
    if (has(small, "take place") || has(small, "takes place") || has(small, "held")) weight += 3;
    if (has(small, " in ")) weight += 2;
    if (below_when) weight += 2;
    return weight;
}

/// The line that says when the event is.
const PageLine* line_with_dates(std::span<const PageLine> lines) {
    const PageLine* best = nullptr;
    int best_weight = -1;
    bool below_when = false;
    for (const PageLine& line : lines) {
        const std::string small = ascii_lower(one_spaced(line.text));
        if (small.starts_with("when") && small.size() < 40) below_when = true;
        if (is_about_the_page(line.text) || !find_dates(line.text, std::nullopt)) continue;
        const int weight = weight_of(small, below_when);
        if (weight > best_weight) best = &line, best_weight = weight;
    }
    return best;
}

bool drop_prefix(std::string& text, string_view prefix) {
    if (!ascii_lower(text).starts_with(prefix)) return false;
    text.erase(0, prefix.size());
    return true;
}

bool drop_suffix(std::string& text, string_view suffix) {
    if (!ascii_lower(text).ends_with(suffix)) return false;
    text.resize(text.size() - suffix.size());
    return true;
}

/// "We confirmed the Xen Hackathon for" -> "Xen Hackathon"; empty when what stands before the date is no name.
std::string name_before_date(string_view before) {
    constexpr std::array<string_view, 22> openings = {
        "we have now confirmed ", "we have confirmed ", "we've confirmed ", "we are happy to confirm ", "we confirmed ",
        "we confirm ",            "we will host ",      "we will hold ",    "we are hosting ",          "we host ",
        "confirmed: ",            "that ",              "this year's ",     "the next ",                "the ",
        "an ",                    "a ",                 "our ",             "join us for ",             "join us at ",
        "welcome to ",            "when: "};
    constexpr std::array<string_view, 23> endings = {
        " for",        " on",          " from",     " between",     " during",       " is",       " at",     " will be",
        " held",       " will take place", " takes place", " taking place", " scheduled", " confirmed", " planned", " will happen",
        " happens",    " dates",       " will run", " runs",        ",",             ":",          " ("};
    std::string name = one_spaced(before);
    for (const string_view stop : {". ", "! ", "? "})
        if (const auto end = name.rfind(stop); end != std::string::npos) name.erase(0, end + stop.size());
    for (bool again = true; again;) {
        again = false;
        for (const string_view opening : openings) again = drop_prefix(name, opening) || again;
        for (const string_view ending : endings) again = drop_suffix(name, ending) || again;
        name = one_spaced(name);
        if (const auto tokens = tokens_of(name); tokens.size() > 1 && tokens.back().kind == Token::Kind::weekday)
            name = one_spaced(name.substr(0, tokens.back().begin)), again = true;
        if (const auto place = name.rfind(" in "); again && place != std::string::npos) name.resize(place);
    }
    constexpr std::size_t longest_name = 90;
    const bool is_name = !name.empty() && name.size() <= longest_name && name.find_first_of("\n;") == std::string::npos;
    const std::string small = ascii_lower(name);
    const bool is_label = small == "when" || small == "date" || small == "dates" || small == "event" || small == "it" ||
                          small == "hackathon dates" || small == "this";
    return is_name && !is_label ? name : std::string{};
}

/// The text with a stretch made blanks, so that what was understood is not read twice.
std::string blanked(std::string text, std::size_t begin, std::size_t end) {
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    return text;
}

/// Which of the days a line is about.
struct DaysNamed {
    std::vector<std::size_t> places = {};  // in the list of days
    std::string rest = {};                 // the line without the words that named them
    bool foreign_date = false;             // names a date that is no day of the event
};

/// Takes "Day 2" out of a line, so that its number is not read as a day of a month.
std::size_t take_day_number(std::string& line) {
    const auto tokens = tokens_of(line);
    for (std::size_t t = 0; t + 1 < tokens.size(); ++t) {
        if (ascii_lower(tokens[t].text) != "day" || tokens[t + 1].kind != Token::Kind::number) continue;
        const std::size_t number = tokens[t + 1].value;
        line = blanked(std::move(line), tokens[t].begin, tokens[t + 1].end);
        return number;
    }
    return 0;
}

void take_weekdays(DaysNamed& named, const std::vector<DraftDay>& days) {
    const bool decided = !named.places.empty() || named.foreign_date;
    const std::string line = named.rest;
    for (const Token& token : tokens_of(line)) {
        if (token.kind != Token::Kind::weekday) continue;
        for (std::size_t i = 0; i < days.size() && !decided; ++i)
            if (weekday{sys_days{days[i].date}} == weekday{token.value + 1}) named.places.push_back(i);
        named.rest = blanked(std::move(named.rest), token.begin, token.end);
    }
}

DaysNamed days_named(std::string line, const std::vector<DraftDay>& days) {
    DaysNamed named;
    const std::size_t number = take_day_number(line);
    // A date without a year is of the event's first or of its last, which differ at New Year.
    for (const auto year : {days.front().date.year(), days.back().date.year()}) {
        const auto dates = find_dates(line, year);
        if (!dates || !named.places.empty()) continue;
        for (std::size_t i = 0; i < days.size(); ++i)
            if (dates->first <= days[i].date && days[i].date <= dates->last) named.places.push_back(i);
        named.foreign_date = named.places.empty();
        if (!named.foreign_date || year == days.back().date.year()) line = blanked(std::move(line), dates->begin, dates->end);
    }
    if (named.places.empty() && !named.foreign_date && number >= 1 && number <= days.size()) named.places = {number - 1};
    named.rest = std::move(line);
    take_weekdays(named, days);
    return named;
}

/// Words that say more than "open from": a dinner's hours are not the event's.
std::size_t foreign_words(string_view line) {
    constexpr std::array<string_view, 18> ours = {"from", "open",    "opens", "hours",   "opening", "time", "times", "each", "every",
                                                  "day",  "days",    "both",  "daily",   "all",     "of",   "the",   "local", "at"};
    std::size_t count = 0;
    for (const Token& token : tokens_of(line))
        if (token.kind == Token::Kind::word && std::ranges::find(ours, string_view{ascii_lower(token.text)}) == ours.end() &&
            token.text.find_first_not_of("*:.•◦") != string_view::npos)
            ++count;
    return count;
}

void read_hours(std::span<const PageLine> lines, std::vector<DraftDay>& days) {
    for (const PageLine& line : lines) {
        DaysNamed named = days_named(line.text, days);
        const auto hours = find_hours(named.rest);
        if (!hours || named.foreign_date) continue;
        const std::size_t more = foreign_words(blanked(named.rest, hours->begin, hours->end));
        if (more > (named.places.empty() ? 0U : 2U)) continue;
        if (named.places.empty())
            for (std::size_t i = 0; i < days.size(); ++i) named.places.push_back(i);
        for (const std::size_t place : named.places) {
            DraftDay& day = days[place];
            if (day.opens) continue;
            day.opens = WrittenTime{.face = local_days{day.date} + hours->opens};
            day.closes = WrittenTime{.face = local_days{day.date} + hours->closes};
        }
    }
}

void read_place(std::span<const PageLine> lines, const PageLine* sentence, std::size_t after, Draft& draft) {
    std::optional<PlacePhrase> place;
    if (sentence) {
        const string_view text = sentence->text;
        place = find_place(text.substr(after));
        if (!place) place = find_place(text.substr(0, after));
    }
    for (const PageLine& line : lines) {
        if (place) break;
        const std::string text = one_spaced(line.text);
        const std::string small = ascii_lower(text);
        for (const string_view label : {"where:", "location:", "place:", "city:", "venue:"})
            if (const auto at = small.find(label); !place && at != std::string::npos && at < 6)
                place = parse_place(string_view{text}.substr(at + label.size()));
    }
    if (!place) {
        draft.warnings.push_back({sentence ? place_of_line(sentence->number) : "the page", "the page names no city"});
        return;
    }
    draft.city = place->city;
    draft.country = place->country;
}

}  // namespace

void read_when_and_where(std::span<const PageLine> lines, Draft& draft) {
    const PageLine* sentence = line_with_dates(lines);
    if (!sentence) {
        draft.warnings.push_back({"the page", "no line says on which days the event is"});
        read_place(lines, nullptr, 0, draft);
        return;
    }
    const auto dates = *find_dates(sentence->text, std::nullopt);
    if (const std::string name = name_before_date(string_view{sentence->text}.substr(0, dates.begin)); !name.empty())
        draft.event_name = name;
    constexpr auto longest_event = days{31};
    if (sys_days{dates.last} - sys_days{dates.first} > longest_event)
        draft.warnings.push_back({place_of_line(sentence->number), "more than 31 days; only the first and the last were taken"});
    const auto step = sys_days{dates.last} - sys_days{dates.first} > longest_event ? sys_days{dates.last} - sys_days{dates.first} : days{1};
    for (auto day = sys_days{dates.first}; day <= sys_days{dates.last}; day += step) draft.days.push_back({.date = Date{day}});
    read_hours(lines, draft.days);
    read_place(lines, sentence, dates.end, draft);
}

}  // namespace kiosk
