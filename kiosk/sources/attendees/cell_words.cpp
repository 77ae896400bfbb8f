#include "kiosk/sources/attendees/cell_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr auto plain_letters = std::to_array<std::pair<string_view, string_view>>({
    {"á", "a"}, {"à", "a"}, {"â", "a"}, {"ä", "a"}, {"ã", "a"}, {"å", "a"}, {"ą", "a"}, {"æ", "ae"}, {"ç", "c"},
    {"ć", "c"}, {"č", "c"}, {"é", "e"}, {"è", "e"}, {"ê", "e"}, {"ë", "e"}, {"ę", "e"}, {"ě", "e"}, {"í", "i"},
    {"ì", "i"}, {"î", "i"}, {"ï", "i"}, {"ł", "l"}, {"ñ", "n"}, {"ń", "n"}, {"ó", "o"}, {"ò", "o"}, {"ô", "o"},
    {"ö", "o"}, {"õ", "o"}, {"ø", "o"}, {"œ", "oe"}, {"ř", "r"}, {"š", "s"}, {"ś", "s"}, {"ß", "ss"}, {"ú", "u"},
    {"ù", "u"}, {"û", "u"}, {"ü", "u"}, {"ý", "y"}, {"ź", "z"}, {"ż", "z"},
});

constexpr auto states = std::to_array<std::pair<string_view, TicketState>>({
    {"p", TicketState::valid}, {"paid", TicketState::valid}, {"valid", TicketState::valid}, {"ok", TicketState::valid},
    {"attending", TicketState::valid}, {"checkedin", TicketState::valid}, {"complete", TicketState::valid},
    {"completed", TicketState::valid}, {"confirmed", TicketState::valid}, {"accepted", TicketState::valid},
    {"approved", TicketState::valid}, {"active", TicketState::valid}, {"registered", TicketState::valid},
    {"issued", TicketState::valid}, {"gultig", TicketState::valid}, {"bezahlt", TicketState::valid},
    {"bestatigt", TicketState::valid}, {"angemeldet", TicketState::valid}, {"aktiv", TicketState::valid},
    {"valide", TicketState::valid}, {"paye", TicketState::valid}, {"payee", TicketState::valid},
    {"confirme", TicketState::valid}, {"inscrit", TicketState::valid}, {"valido", TicketState::valid},
    {"pagado", TicketState::valid}, {"confirmado", TicketState::valid}, {"activo", TicketState::valid},
    {"baili", TicketState::valid}, {"bailitheach", TicketState::valid}, {"ioctha", TicketState::valid},
    {"wazny", TicketState::valid}, {"oplacony", TicketState::valid}, {"oplacone", TicketState::valid},
    {"potwierdzony", TicketState::valid}, {"aktywny", TicketState::valid},
    {"n", TicketState::unpaid}, {"e", TicketState::unpaid}, {"unpaid", TicketState::unpaid},
    {"notpaid", TicketState::unpaid}, {"awaitingpayment", TicketState::unpaid},
    {"pendingpayment", TicketState::unpaid}, {"paymentpending", TicketState::unpaid},
    {"overdue", TicketState::unpaid}, {"expired", TicketState::unpaid}, {"open", TicketState::unpaid},
    {"offen", TicketState::unpaid}, {"unbezahlt", TicketState::unpaid}, {"nichtbezahlt", TicketState::unpaid},
    {"zahlungausstehend", TicketState::unpaid}, {"impaye", TicketState::unpaid}, {"impayee", TicketState::unpaid},
    {"nonpaye", TicketState::unpaid}, {"enattentedepaiement", TicketState::unpaid},
    {"impagado", TicketState::unpaid}, {"nopagado", TicketState::unpaid}, {"pendientedepago", TicketState::unpaid},
    {"neamhioctha", TicketState::unpaid}, {"nieoplacony", TicketState::unpaid},
    {"nieoplacone", TicketState::unpaid}, {"niezaplacone", TicketState::unpaid},
    {"pending", TicketState::unpaid}, {"ausstehend", TicketState::unpaid}, {"blocked", TicketState::blocked},
    {"suspended", TicketState::blocked},
    {"onhold", TicketState::blocked}, {"gesperrt", TicketState::blocked}, {"bloque", TicketState::blocked},
    {"bloqueado", TicketState::blocked}, {"blockailte", TicketState::blocked},
    {"zablokowany", TicketState::blocked}, {"zablokowane", TicketState::blocked},
    {"c", TicketState::revoked}, {"canceled", TicketState::revoked}, {"cancelled", TicketState::revoked},
    {"refunded", TicketState::revoked}, {"revoked", TicketState::revoked}, {"void", TicketState::revoked},
    {"deleted", TicketState::revoked}, {"rejected", TicketState::revoked}, {"withdrawn", TicketState::revoked},
    {"notattending", TicketState::revoked}, {"transferred", TicketState::revoked},
    {"storniert", TicketState::revoked}, {"erstattet", TicketState::revoked}, {"abgesagt", TicketState::revoked},
    {"abgelehnt", TicketState::revoked}, {"annule", TicketState::revoked}, {"annulee", TicketState::revoked},
    {"rembourse", TicketState::revoked}, {"cancelado", TicketState::revoked}, {"anulado", TicketState::revoked},
    {"reembolsado", TicketState::revoked}, {"cealaithe", TicketState::revoked},
    {"aisioctha", TicketState::revoked}, {"anulowany", TicketState::revoked}, {"anulowane", TicketState::revoked},
});

constexpr auto yes_words = std::to_array<string_view>({"yes", "y", "true", "1", "x", "ja", "j", "wahr", "oui", "vrai", "si",
                                                   "verdadero", "ta", "isea", "tak", "prawda"});
constexpr auto no_words = std::to_array<string_view>({"no", "n", "false", "0", "nein", "falsch", "non", "faux", "falso",
                                                  "nil", "nihea", "nie", "falsz"});

constexpr auto languages = std::to_array<std::pair<string_view, string_view>>({
    {"english", "en"}, {"englisch", "en"}, {"anglais", "en"}, {"ingles", "en"}, {"bearla", "en"},
    {"angielski", "en"}, {"german", "de"}, {"deutsch", "de"}, {"allemand", "de"}, {"aleman", "de"},
    {"niemiecki", "de"}, {"french", "fr"}, {"francais", "fr"}, {"franzosisch", "fr"}, {"frances", "fr"},
    {"spanish", "es"}, {"espanol", "es"}, {"castellano", "es"}, {"spanisch", "es"}, {"irish", "ga"},
    {"gaeilge", "ga"}, {"polish", "pl"}, {"polski", "pl"}, {"polnisch", "pl"}, {"arabic", "ar"},
    {"العربية", "ar"}, {"arabisch", "ar"}, {"italian", "it"}, {"italiano", "it"}, {"dutch", "nl"},
    {"nederlands", "nl"},
});

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80U; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

template <typename Table>
auto meaning_in(const Table& table, string_view key) -> std::optional<typename Table::value_type::second_type> {
    const auto found = std::ranges::find(table, key, [](const auto& entry) { return entry.first; });
    if (found == table.end()) return std::nullopt;
    return found->second;
}

/// Takes one to `most` digits off the front.
std::optional<int> take_number(string_view& text, std::size_t most) {
    std::size_t count = 0;
    int value = 0;
    for (; count < most && count < text.size() && is_digit(text[count]); ++count) value = value * 10 + (text[count] - '0');
    text.remove_prefix(count);
    return count == 0 ? std::nullopt : std::optional{value};
}

/// 31.12.2024, 31/12/24, 12/31/2024; dots always put the day first.
std::optional<Date> take_local_date(string_view& text) {
    const auto first = take_number(text, 2);
    if (!first || text.empty()) return std::nullopt;
    const char mark = text.front();
    if (mark != '.' && mark != '/') return std::nullopt;
    text.remove_prefix(1);
    const auto second = take_number(text, 2);
    if (!second || text.empty() || text.front() != mark) return std::nullopt;
    text.remove_prefix(1);
    const auto size_before = text.size();
    const auto year = take_number(text, 4);
    const auto year_digits = size_before - text.size();
    if (!year || year_digits == 1 || year_digits == 3) return std::nullopt;

    const bool is_clear = mark == '.' || *first > 12 || *second > 12 || *first == *second;
    if (!is_clear) return std::nullopt;
    const bool month_first = mark == '/' && *second > 12;
    const Date date{std::chrono::year{year_digits == 2 ? 2000 + *year : *year},
                    std::chrono::month{static_cast<unsigned>(month_first ? *first : *second)},
                    std::chrono::day{static_cast<unsigned>(month_first ? *second : *first)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

/// "9:05", "09:05:30", "9:05 PM", "9 pm".
std::optional<std::chrono::seconds> clock_in(string_view text) {
    const std::string lower = ascii_lower(trimmed(text));
    string_view rest = lower;
    const auto hour = take_number(rest, 2);
    if (!hour) return std::nullopt;
    std::array<int, 2> minute_and_second{};
    for (int& part : minute_and_second) {
        if (rest.empty() || rest.front() != ':') break;
        rest.remove_prefix(1);
        const auto number = take_number(rest, 2);
        if (!number || *number > 59) return std::nullopt;
        part = *number;
    }
    rest = trimmed(rest);
    const bool twelve_hours = rest == "am" || rest == "pm";
    if ((!rest.empty() && !twelve_hours) || *hour > (twelve_hours ? 12 : 23)) return std::nullopt;
    const int hours = !twelve_hours ? *hour : *hour % 12 + (rest == "pm" ? 12 : 0);
    return std::chrono::hours{hours} + std::chrono::minutes{minute_and_second[0]} +
           std::chrono::seconds{minute_and_second[1]};
}

}  // namespace

std::string word_key(string_view text) {
    std::string key;
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
    const std::string small = std::ranges::all_of(text, is_ascii) ? ascii_lower(text) : folded(text);
    for (string_view rest = small; !rest.empty();) {
        if (is_ascii(rest.front())) {
            if (is_letter_or_digit(rest.front()) || rest.front() == '#') key += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        const auto accented = std::ranges::find_if(
            plain_letters, [&](const auto& letter) { return rest.starts_with(letter.first); });
        const bool is_plain = accented == plain_letters.end();
        key += is_plain ? rest.substr(0, 1) : accented->second;
        rest.remove_prefix(is_plain ? 1 : accented->first.size());
    }
    return key;
}

std::string one_line(string_view cell) {
    cell = trimmed(cell);
    if (cell.size() >= 3 && cell.starts_with("=\"") && cell.ends_with('"')) cell = trimmed(cell.substr(2, cell.size() - 3));
    std::string line{cell};
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7F'; };
    if (std::ranges::none_of(line, is_control)) return line;
    line.clear();
    for (const char c : cell) {
        const bool blank = c == '\n' || c == '\r' || c == '\t';
        if (blank && !line.ends_with(' ')) line += ' ';
        if (!is_control(c)) line += c;
    }
    return std::string{trimmed(line)};
}

std::optional<TicketState> state_meant_by(string_view word) { return meaning_in(states, word_key(word)); }

std::optional<bool> answer_meant_by(string_view word) {
    const std::string key = word_key(word);
    if (std::ranges::find(yes_words, key) != yes_words.end()) return true;
    if (std::ranges::find(no_words, key) != no_words.end()) return false;
    return std::nullopt;
}

std::string language_meant_by(string_view word) {
    if (const auto tag = meaning_in(languages, word_key(word))) return std::string{*tag};
    std::string tag{trimmed(word)};
    std::ranges::replace(tag, '_', '-');
    tag = tag.substr(0, tag.find_first_of(".@"));
    std::string result;
    for (const string_view part : split(tag, '-')) {
        const bool is_primary = result.empty();
        const bool good = std::ranges::all_of(part, [&](char c) { return is_ascii_letter(c) || (!is_primary && is_digit(c)); });
        if (!good || part.size() < 2 || part.size() > (is_primary ? 3U : 4U)) break;
        if (!is_primary) result += '-';
        result += is_primary ? ascii_lower(part) : std::string{part};
    }
    return result;
}

std::optional<WrittenTime> time_meant_by(string_view cell, bool is_end) {
    const string_view text = trimmed(cell);
    constexpr std::chrono::days whole_day{1};
    if (const auto date = parse_iso_date(text))
        return WrittenTime{.face = std::chrono::local_days{*date} + (is_end ? whole_day : std::chrono::days{0})};
    if (const auto written = parse_iso_time(text)) return written;
    string_view rest = text;
    const auto date = take_local_date(rest);
    if (!date) return std::nullopt;
    const ClockFace midnight = std::chrono::local_days{*date};
    if (rest.starts_with(',')) rest.remove_prefix(1);
    if (trimmed(rest).empty()) return WrittenTime{.face = midnight + (is_end ? whole_day : std::chrono::days{0})};
    if (rest.front() != ' ' && rest.front() != 'T') return std::nullopt;
    const auto clock = clock_in(rest.substr(1));
    if (!clock) return std::nullopt;
    return WrittenTime{.face = midnight + *clock};
}

std::vector<std::string> sessions_in(string_view cell) {
    std::string text{cell};
    for (char& c : text)
        if (c == '|' || c == '\n' || c == '\r') c = ';';
    std::vector<string_view> parts = split(text, ';');
    if (parts.size() == 1) {
        const auto by_comma = split(text, ',');
        const auto is_word = [](string_view part) { return trimmed(part).find(' ') == string_view::npos; };
        if (std::ranges::all_of(by_comma, is_word)) parts = by_comma;
    }
    std::vector<std::string> sessions;
    for (const string_view part : parts)
        if (auto session = one_line(part); !session.empty()) sessions.push_back(std::move(session));
    return sessions;
}

bool says_none(string_view cell) {
    if (cell.size() > 4) return false;
    const std::string key = word_key(cell);
    return key.empty() || key == "na" || key == "#na" || key == "none" || key == "null" || key == "nil" || key == "nan";
}

}  // namespace kiosk
