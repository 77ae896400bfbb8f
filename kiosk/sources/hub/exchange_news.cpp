#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "kiosk/sources/hub/exchange.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/store/hub/hub_folder.h"

namespace kiosk {
namespace {

template <typename Number>
Number number_in(std::string_view text) {
    Number number = {};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// Columns of kiosk.news(), behind those that all arrivals have.
constexpr int content_column = 1, change_column = 2, nth_column = 3, mark_column = 4;

/// The numbers of the rows, in the hub's order.
std::vector<int> in_order(const Rows& rows) {
    std::vector<int> numbers;
    for (int i = 0; i < rows.size(); ++i) numbers.push_back(i);
    std::ranges::sort(numbers, {}, [&](int row) {
        return std::pair{number_in<std::int64_t>(rows.text(row, change_column)),
                         number_in<int>(rows.text(row, nth_column))};
    });
    return numbers;
}

}  // namespace

/// Takes what the hub's feed has behind the change that this machine has come to.
///
/// @return  how many rows were new; none where the feed doesn't say all: changes_since() does then
std::optional<int> Exchange::pull_news() {
    const bool lacks_attendees = link_.checks_in && !link_.publishes && link_.attendees_reached.value_or(0) == 0;
    if (!is_listening_ || !has_feed_ || whole_ || link_.reached == 0 || lacks_attendees) return std::nullopt;
    try {
        const Rows rows = hub_.run("SELECT kind, content, change, nth, mark FROM kiosk.news($1)", "say what is new",
                                   {std::to_string(link_.reached)});
        if (was_called_) ask_for_greetings();
        std::vector<int> numbers = in_order(rows);
        // The change that this machine has come to is told, too. Without it, or with another mark, the log is another
        // one or begins later.
        const auto change_at = [&](int row) { return number_in<std::int64_t>(rows.text(row, change_column)); };
        is_in_doubt_ = numbers.empty() || change_at(numbers.front()) != link_.reached ||
            rows.text(numbers.front(), mark_column) != link_.mark;
        if (is_in_doubt_) return std::nullopt;
        const int last = numbers.back();
        numbers.erase(numbers.begin());
        std::erase_if(numbers, [&](int row) { return rows.is_null(row, content_column); });  // for others
        if (std::ranges::any_of(numbers, [&](int row) { return rows.text(row, 0) == "more"; })) return std::nullopt;
        if (change_at(last) == link_.reached) return 0;
        return write_arrivals(
            rows, std::move(numbers),
            {.reached = change_at(last), .epoch = link_.epoch, .mark = std::string{rows.text(last, mark_column)}});
    } catch (const HubError& error) {
        if (error.sql_state() != not_known) throw;
        has_feed_ = false;  // the hub was made by an older kiosk
        return std::nullopt;
    }
}

bool Exchange::still_here() {
    if (!is_current_ || unsent(database_) > 0) return false;
    const HubFolder folder{database_};
    const UniqueFd alone = folder.lock();
    const NoncePair nonces = next_nonce(folder);
    const auto asked_at = options_.clock();
    const auto ahead = link_.clock_error_s ? std::optional{std::to_string(*link_.clock_error_s)} : std::nullopt;
    const Rows row =
        hub_.run("SELECT kiosk.still_here($1, $2, $3)", "greet this machine", {nonces.last, nonces.next, ahead});
    if (row.size() == 0 || row.is_null(0, 0)) return false;
    const auto answered_at = options_.clock();
    nonce_taken(folder, nonces);
    const std::chrono::duration<double> middle = asked_at.time_since_epoch() + (answered_at - asked_at) / 2;
    set_clock_error(database_, middle.count() - number_in<double>(row.text(0, 0)));
    read_link();
    return true;
}

Call Exchange::called() {
    Call call = Call::nothing;
    for (const Notice& each : hub_.notices()) {
        was_called_ = was_called_ || each.channel == "kiosk_" + link_.device;
        call = std::max(call, each.words == "check-ins" ? Call::check_ins : Call::now);
    }
    return call;
}

}  // namespace kiosk
