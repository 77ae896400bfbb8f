#include "kiosk/domain/cancelled_title.h"

#include <algorithm>
#include <array>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using std::string_view;

constexpr auto marks = std::to_array<string_view>({
    "cancelled", "canceled",                                                                    // English
    "fällt leider aus", "fällt aus", "faellt aus", "entfällt", "entfaellt", "abgesagt", "ausgefallen",  // German
    "annulée", "annulées", "annulés", "annulé", "annulee", "annule",                            // French
    "cancelado", "cancelada", "suspendido", "suspendida", "anulado", "anulada",                 // Spanish
    "curtha ar ceal", "ar ceal", "cealaithe",                                                   // Irish
    "odwołane", "odwołany", "odwołana", "odwołano",                                             // Polish
    "anulowane", "anulowany", "anulowana",
    "أُلغيت", "ألغيت", "أُلغي", "ألغي", "ملغاة", "ملغى"});                                         // Arabic

/// Capital letters of the six languages made small; every letter keeps its length in bytes.
std::string folded(string_view text) {
    std::string result = ascii_lower(text);
    for (std::size_t i = 0; i + 1 < result.size(); ++i) {
        const auto lead = static_cast<unsigned char>(result[i]);
        const auto tail = static_cast<unsigned char>(result[i + 1]);
        if (lead == 0xC3 && tail >= 0x80 && tail <= 0x9E && tail != 0x97) result[i + 1] = static_cast<char>(tail + 0x20);
        if (lead == 0xC5 && tail == 0x81) result[i + 1] = static_cast<char>(0x82);
    }
    return result;
}

constexpr std::array<string_view, 22> separators = {":", "-", "–", "—", "]", ")", "[", "(", "*", "!", "|", "/", ",", ".", "~", "_", "\u00a0",
                                                       "❌", "⛔", "🚫", "\ufe0f", "،"};

bool is_ascii_letter(char c) { return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9'); }

/// Takes separators and blanks off the front. @return whether there was a separator
bool drop_separators(string_view& text) {
    bool any = false;
    for (bool again = true; again;) {
        again = false;
        while (text.starts_with(' ')) text.remove_prefix(1);
        if (!text.empty() && is_ascii_letter(text.front())) break;
        for (const string_view separator : separators)
            if (text.starts_with(separator)) text.remove_prefix(separator.size()), any = again = true;
    }
    return any;
}

/// The bytes with which marks begin and end; a title that has others there can't have a mark.
struct Edges {
    std::array<bool, 256> first = {};
    std::array<bool, 256> last = {};
};

constexpr Edges edges_of_marks() {
    Edges edges;
    for (const string_view mark : marks) {
        edges.first[static_cast<unsigned char>(mark.front())] = true;
        edges.last[static_cast<unsigned char>(mark.back())] = true;
    }
    // The letters beyond ASCII may be written large.
    for (std::size_t byte = 0x80; byte < 256; ++byte) edges.first[byte] = edges.last[byte] = true;
    return edges;
}

constexpr Edges edges = edges_of_marks();

bool is_edge(const std::array<bool, 256>& known, char c) { return known[static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c)]; }

bool drop_separators_behind(string_view& text) {
    bool any = false;
    for (bool again = true; again;) {
        again = false;
        while (text.ends_with(' ')) text.remove_suffix(1);
        if (!text.empty() && is_ascii_letter(text.back())) break;
        for (const string_view separator : separators)
            if (text.ends_with(separator)) text.remove_suffix(separator.size()), any = again = true;
    }
    return any;
}

bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80U; }

/// Written in capitals, a mark needs nothing between itself and the title.
bool is_loud(string_view mark) {
    return std::ranges::none_of(mark, [](char c) { return c >= 'a' && c <= 'z'; }) &&
           std::ranges::any_of(mark, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// What is left behind a mark at the front; none when there is no mark.
string_view behind_mark(string_view title, bool& found) {
    string_view text = title;
    const bool set_apart = drop_separators(text);
    if (text.empty() || !is_edge(edges.first, text.front())) return title;
    const std::string small = folded(text);
    for (const string_view mark : marks) {
        if (small.front() != mark.front() || !small.starts_with(mark)) continue;
        string_view rest = text.substr(mark.size());
        if (!rest.empty() && is_letter(rest.front()) && !rest.starts_with("–") && !rest.starts_with("—")) continue;
        const string_view written = text.substr(0, mark.size());
        const bool separated = drop_separators(rest);
        if (!separated && !rest.empty() && !set_apart && !is_loud(written)) continue;
        found = true;
        return trimmed(rest);
    }
    return title;
}

string_view before_mark(string_view title, bool& found) {
    string_view text = title;
    drop_separators_behind(text);
    if (text.empty() || !is_edge(edges.last, text.back())) return title;
    const std::string small = folded(text);
    for (const string_view mark : marks) {
        if (small.back() != mark.back() || !small.ends_with(mark) || small.size() == mark.size()) continue;
        string_view rest = text.substr(0, text.size() - mark.size());
        const string_view written = text.substr(rest.size());
        const bool blank = rest.ends_with(' ');
        const bool separated = drop_separators_behind(rest);
        if (!separated && !(blank && is_loud(written))) continue;
        found = true;
        return trimmed(rest);
    }
    return title;
}

}  // namespace

MarkedTitle without_cancelled_mark(string_view title) {
    title = trimmed(title);
    bool found = false;
    string_view bare = behind_mark(title, found);
    bare = before_mark(bare, found);
    return {std::string{bare.empty() ? title : bare}, found};
}

bool says_cancelled(string_view status) {
    status = trimmed(status);
    const MarkedTitle marked = without_cancelled_mark(status);
    return marked.cancelled && marked.title == status;
}

bool says_yes(string_view text) {
    constexpr std::array<string_view, 9> words = {"true", "yes", "y", "1", "x", "ja", "oui", "sí", "tak"};
    return std::ranges::find(words, string_view{ascii_lower(trimmed(text))}) != words.end();
}

}  // namespace kiosk
