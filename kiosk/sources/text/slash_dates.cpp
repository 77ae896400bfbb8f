#include "kiosk/sources/text/slash_dates.h"

#include <algorithm>

#include "kiosk/base/iso_time.h"

namespace kiosk {
namespace {

using std::string_view;
using namespace std::chrono;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes up to `most` digits off a place in a text.
std::optional<unsigned> number_at(string_view text, std::size_t& at, std::size_t most) {
    const std::size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && is_digit(text[at]) && at - begin < most) value = value * 10 + static_cast<unsigned>(text[at++] - '0');
    const bool ends = at == text.size() || !is_digit(text[at]);
    return at > begin && ends ? std::optional{value} : std::nullopt;
}

bool slash_at(string_view text, std::size_t& at) { return at < text.size() && text[at] == '/' && ++at; }

std::optional<SlashDate> date_at(string_view text, std::size_t begin) {
    std::size_t at = begin;
    const auto first = number_at(text, at, 2);
    if (!first || !slash_at(text, at)) return std::nullopt;
    const auto second = number_at(text, at, 2);
    if (!second || !slash_at(text, at)) return std::nullopt;
    const std::size_t year_begin = at;
    const auto written = number_at(text, at, 4);
    const std::size_t digits = at - year_begin;
    if (!written || (digits != 2 && digits != 4)) return std::nullopt;
    return SlashDate{.first = *first, .second = *second, .year = year{static_cast<int>(*written) + (digits == 2 ? 2000 : 0)}, .begin = begin, .end = at};
}

std::optional<Date> date_of(year y, unsigned m, unsigned d) {
    const Date date{y, month{m}, day{d}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

days span_of(const std::vector<Date>& dates) {
    const auto [first, last] = std::ranges::minmax(dates);
    return local_days{last} - local_days{first};
}

bool lie_near(const std::vector<Date>& dates, const std::vector<Date>& sure) {
    constexpr auto near = days{14};
    const auto span = std::ranges::minmax(sure);
    return std::ranges::all_of(dates, [&](Date date) { return local_days{date} >= local_days{span.min} - near && local_days{date} <= local_days{span.max} + near; });
}

}  // namespace

std::optional<Date> SlashDate::day_first() const { return date_of(year, second, first); }
std::optional<Date> SlashDate::month_first() const { return date_of(year, first, second); }

std::optional<SlashDate> find_slash_date(string_view text) {
    for (auto slash = text.find('/'); slash != string_view::npos; slash = text.find('/', slash + 1)) {
        std::size_t begin = slash;
        while (begin > 0 && slash - begin < 2 && is_digit(text[begin - 1])) --begin;
        if (begin == slash || (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '/'))) continue;
        if (const auto date = date_at(text, begin)) return date;
    }
    return std::nullopt;
}

void SlashDates::note(const SlashDate& date) {
    const auto one = date.day_first();
    const auto other = date.month_first();
    if (one && !other) only_day_first_ = true;
    if (!one && other) only_month_first_ = true;
    if (!one || !other || *one == *other) return;
    days_first_.push_back(*one);
    months_first_.push_back(*other);
}

SlashOrder SlashDates::order() const {
    constexpr auto together = days{14}, scattered = days{28};
    if (only_day_first_ && only_month_first_)
        return {.doubt = "the days are written in two orders, as 31/12 and as 12/31; those that fit both were read with the day first"};
    if (only_day_first_ || only_month_first_ || days_first_.empty()) return {.month_first = only_month_first_};
    if (!sure_.empty()) {
        const bool near_days = lie_near(days_first_, sure_), near_months = lie_near(months_first_, sure_);
        if (near_days != near_months) return {.month_first = near_months};
    }
    const std::string example = iso_date(days_first_.front()), other = iso_date(months_first_.front());
    if (span_of(months_first_) <= together && span_of(days_first_) >= scattered)
        return {.month_first = true,
                .doubt = "the days can be read in two ways; the month was taken for the first number, as the days are close together then: " +
                         other + ", not " + example + " (write days as " + other + " to be sure)"};
    return {.doubt = "the days can be read in two ways; the day was taken for the first number: " + example + ", not " + other +
                     " (write days as " + example + " to be sure)"};
}

std::string with_iso_date(string_view text, bool month_first) {
    const auto date = find_slash_date(text);
    if (!date) return std::string{text};
    const auto wanted = month_first ? date->month_first() : date->day_first();
    const auto meant = wanted ? wanted : month_first ? date->day_first() : date->month_first();
    if (!meant) return std::string{text};
    return std::string{text.substr(0, date->begin)} + iso_date(*meant) + std::string{text.substr(date->end)};
}

}  // namespace kiosk
