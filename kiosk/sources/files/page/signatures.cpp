#include "kiosk/sources/files/page/signatures.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/sources/text/markup.h"
#include "kiosk/sources/text/phrases.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono_literals;

/// "15:27, 2 March 2013 (UTC)" within a text.
struct Stamp {
    std::size_t begin = 0;
    std::size_t end = 0;
    Instant at = {};
    std::string unknown_zone = {};
};

constexpr std::array<std::pair<string_view, std::chrono::minutes>, 16> zone_names = {{
    {"UTC", 0min},    {"GMT", 0min},    {"Z", 0min},       {"WET", 0min},    {"BST", 60min},   {"WEST", 60min},
    {"CET", 60min},   {"CEST", 120min}, {"EET", 120min},   {"EEST", 180min}, {"EST", -300min}, {"EDT", -240min},
    {"CST", -360min}, {"CDT", -300min}, {"PST", -480min},  {"PDT", -420min},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where the clock time around a colon begins; none when a colon is no clock's.
std::optional<std::size_t> clock_begin(string_view text, std::size_t colon) {
    if (colon == 0 || colon + 3 > text.size()) return std::nullopt;
    if (!is_digit(text[colon - 1]) || !is_digit(text[colon + 1]) || !is_digit(text[colon + 2])) return std::nullopt;
    std::size_t begin = colon - 1;
    if (begin > 0 && is_digit(text[begin - 1])) --begin;
    if (begin > 0 && is_digit(text[begin - 1])) return std::nullopt;
    return begin;
}

std::optional<Stamp> stamp_at(string_view text, std::size_t colon) {
    const auto begin = clock_begin(text, colon);
    if (!begin) return std::nullopt;
    const auto clock = parse_clock(text.substr(*begin, colon + 3 - *begin));
    // A window, as a line may hold a million colons.
    const string_view near = text.substr(0, colon + 80);
    const auto open = near.find('(', colon);
    const auto close = near.find(')', colon);
    if (!clock || open == string_view::npos || close == string_view::npos || close < open) return std::nullopt;
    string_view middle = trimmed(text.substr(colon + 3, open - colon - 3));
    if (middle.starts_with(',')) middle.remove_prefix(1);
    const auto date = parse_prose_date(middle);
    if (!date) return std::nullopt;
    const string_view zone = trimmed(text.substr(open + 1, close - open - 1));
    Stamp stamp{.begin = *begin, .end = close + 1, .at = std::chrono::sys_days{*date} + *clock};
    const auto known = std::ranges::find(zone_names, zone, &decltype(zone_names)::value_type::first);
    if (known == zone_names.end())
        stamp.unknown_zone = zone;
    else
        stamp.at -= known->second;
    return stamp;
}

std::optional<Stamp> find_stamp(string_view text) {
    for (auto colon = text.find(':'); colon != string_view::npos; colon = text.find(':', colon + 1))
        if (auto stamp = stamp_at(text, colon)) return stamp;
    return std::nullopt;
}

/// The name of a picture that stands before a remark: "Pictogram voting comment 15px.png".
struct Picture {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::optional<Picture> find_picture(string_view text, std::size_t from) {
    for (auto px = text.find("px.", from); px != string_view::npos; px = text.find("px.", px + 1)) {
        const std::string ending = ascii_lower(text.substr(px + 3, 3));
        const bool is_picture = ending == "png" || ending == "svg" || ending == "jpg" || ending == "gif";
        if (!is_picture || px == 0 || !is_digit(text[px - 1])) continue;
        for (const string_view word : {"Pictogram", "Symbol", "Icon", "File:", "Image:"})
            if (const auto begin = text.rfind(word, px); begin != string_view::npos && begin >= from)
                return Picture{begin, px + 6};
    }
    return std::nullopt;
}

/// Parts of a line, each from one picture to the next.
std::vector<string_view> remarks_of(string_view line) {
    std::vector<string_view> remarks;
    std::size_t begin = 0;
    std::size_t search = 0;
    while (const auto picture = find_picture(line, search)) {
        if (picture->begin > begin) remarks.push_back(line.substr(begin, picture->begin - begin));
        begin = picture->begin;
        search = picture->end;
    }
    remarks.push_back(line.substr(begin));
    std::erase_if(remarks, [](string_view remark) { return trimmed(remark).empty(); });
    return remarks;
}

std::string author_of(string_view text) {
    std::string author = one_spaced(text);
    for (const string_view ending : {"(talk | contribs)", "(talk)", "(discuss)", ":", ","})
        if (author.ends_with(ending)) author = one_spaced(string_view{author}.substr(0, author.size() - ending.size()));
    for (const string_view dash : {"--", "—", "–", "-", "•", "*", ":"})
        if (author.starts_with(dash)) author = one_spaced(string_view{author}.substr(dash.size()));
    return author;
}

/// A remark with its signature taken apart.
struct Remark {
    std::string author = {};
    Instant at = {};
    std::string text = {};
};

/// The wiki's own signatures stand behind the text: "text -- Author (talk) 15:27, ...".
Remark taken_apart(string_view remark, const Stamp& stamp) {
    const string_view before = trimmed(remark.substr(0, stamp.begin));
    string_view after = trimmed(remark.substr(stamp.end));
    if (after.starts_with(':')) after = trimmed(after.substr(1));
    if (after.empty())
        for (const string_view dash : {"--", "—", "–"})
            if (const auto at = before.rfind(dash); at != string_view::npos && at > 0)
                return {author_of(before.substr(at)), stamp.at, one_spaced(before.substr(0, at))};
    return {author_of(before), stamp.at, one_spaced(after)};
}

/// Whether a text raises a hand, alone or with words behind it.
bool will_attend(string_view text) {
    const std::string small = ascii_lower(text);
    return small.starts_with("will attend") || small.starts_with("i will attend") || small.starts_with("i'll attend");
}

void add(Topic& topic, Remark remark, bool picture_says_vote) {
    const string_view bare = trimmed(remark.text);
    const std::string plain = ascii_lower(bare.ends_with('.') || bare.ends_with('!') ? bare.substr(0, bare.size() - 1) : bare);
    const bool attends = will_attend(remark.text);
    const bool only_that = plain == "will attend" || plain == "i will attend" || plain == "i'll attend";
    const bool votes = only_that || (attends && picture_says_vote);
    if (votes) topic.votes.push_back({.author = remark.author, .at = remark.at});
    if (!only_that) topic.comments.push_back({remark.author, remark.at, std::move(remark.text)});
}

/// More remarks may follow on the line without a picture between: each begins with the word before its time.
void read_remark(string_view written, const std::string& where, Topic& topic, std::vector<Problem>& warnings) {
    const auto picture = find_picture(written, 0);
    const std::string name = picture ? ascii_lower(written.substr(0, picture->end)) : std::string{};
    const bool picture_says_vote = name.find("vote") != std::string::npos;
    string_view rest = picture ? written.substr(picture->end) : written;
    while (const auto stamp = find_stamp(rest)) {
        const auto next = find_stamp(rest.substr(stamp->end));
        std::size_t end = rest.size();
        if (next) {
            const string_view between = rest.substr(stamp->end, next->begin);
            const auto word = trimmed(between).empty() ? string_view::npos : between.find_last_of(' ', between.find_last_not_of(' '));
            end = stamp->end + (word == string_view::npos ? 0 : word);
        }
        if (!stamp->unknown_zone.empty())
            warnings.push_back({where, "the zone \"" + stamp->unknown_zone + "\" of a signature is not known; UTC was taken"});
        Remark remark = taken_apart(rest.substr(0, end), *stamp);
        if (remark.author.empty()) warnings.push_back({where, "a remark about \"" + topic.title + "\" has no author"});
        add(topic, std::move(remark), picture_says_vote);
        if (!next) return;
        rest = rest.substr(end);
    }
}

}  // namespace

void read_signed(const std::vector<PageLine>& lines, Topic& topic, std::vector<Problem>& warnings) {
    std::size_t comments_before = topic.comments.size();
    bool follows_comment = false;
    for (const PageLine& line : lines) {
        for (const string_view remark : remarks_of(line.text)) {
            if (find_stamp(remark)) {
                comments_before = topic.comments.size();
                read_remark(remark, place_of_line(line.number), topic, warnings);
                follows_comment = topic.comments.size() > comments_before;
            } else if (follows_comment && !find_picture(remark, 0)) {
                topic.comments.back().text += '\n' + prose_line(remark);
            } else {
                warnings.push_back({place_of_line(line.number), "a remark about \"" + topic.title +
                                                                    "\" has no author and time: \"" + one_spaced(remark) + "\""});
            }
        }
    }
}

}  // namespace kiosk
