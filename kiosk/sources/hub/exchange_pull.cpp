#include "kiosk/sources/hub/exchange.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/sources/hub/arrivals.h"
#include "kiosk/sources/hub/attendee_copy.h"
#include "kiosk/sources/hub/hub_json.h"
#include "kiosk/store/hub/hub_phones.h"

namespace kiosk {
namespace {

// So that a door that writes at the same time waits a few hundredths of a second at most.
constexpr int attendees_at_once = 5000;
constexpr std::size_t check_ins_in_a_piece = 500;  // three milliseconds
constexpr std::chrono::milliseconds between_pieces{3};  // who waits has looked again
constexpr std::size_t letters_at_once = 128 * 1024;  // a thousand check-ins
constexpr const char* sending_attendees = "send the attendees";

HubPlace place_in(const Json& reached) {
    return {.reached = reached.at("change"),
            .epoch = reached.at("epoch"),
            .mark = optional_in<std::string>(reached, "mark").value_or("")};
}

/// How many rows are read at once: one at least, where there is one.
std::size_t numbers_at_once(const Rows& rows, std::span<const int> numbers) {
    std::size_t count = 0;
    for (std::size_t letters = 0; count < numbers.size() && letters < letters_at_once; ++count) letters += rows.text(numbers[count], 1).size();
    return count;
}

/// Has the check-ins in rows written piece by piece, so that a door waits for one piece and not for all.
///
/// @return  the last of them, which are left to write
std::vector<SentCheckIn> write_in_pieces(const Rows& rows, std::span<const int> numbers, const std::function<void(std::span<const SentCheckIn>)>& write) {
    for (;;) {
        const std::size_t count = numbers_at_once(rows, numbers);
        const auto check_ins = read_check_ins(rows, numbers.first(count));
        numbers = numbers.subspan(count);
        std::span<const SentCheckIn> left{check_ins};
        while (!left.empty() && (!numbers.empty() || left.size() > check_ins_in_a_piece)) {
            const auto piece = left.first(std::min(left.size(), check_ins_in_a_piece));
            write(piece);
            left = left.subspan(piece.size());
            std::this_thread::sleep_for(between_pieces);
        }
        if (numbers.empty()) return {left.begin(), left.end()};
    }
}

}  // namespace

int Exchange::pull() {
    const auto pulled = pull_news();
    is_current_ = pulled.has_value();
    return pulled ? *pulled : pull_all();
}

/// All that has changed behind the place that this machine has come to, or all there is where that place is in another log. A
/// log is changed for another one by contact() alone, which puts into the outbox again what the other may lack.
Rows Exchange::changes_since_here() {
    const auto ask = [&] {
        Rows rows = hub_.run("SELECT kind, content FROM kiosk.changes_since($1)", "say what has changed", {std::to_string(whole_ ? 0 : link_.reached)});
        if (rows.size() == 0) throw HubError("the hub doesn't know this device any more");
        return rows;
    };
    const auto greet = [&] {
        is_in_doubt_ = false;
        if (contact() != Standing::welcome) throw HubError("the hub takes this machine for another one");
    };
    if (is_in_doubt_ && !whole_) greet();
    Rows rows = ask();
    const Json reached = Json::parse(rows.text(0, 1));
    const bool is_another = !link_.epoch.empty() && (reached.at("epoch") != link_.epoch || reached.at("change") < link_.reached);
    if (!is_another || whole_) return rows;
    greet();
    return ask();
}

int Exchange::pull_all() {
    is_large_ = true;
    was_called_ = false;
    const Rows rows = changes_since_here();
    take_greetings(rows);
    const Json reached = Json::parse(rows.text(0, 1));
    const bool is_first = link_.epoch.empty(), is_all = whole_ || link_.reached == 0;
    const auto change = reached.at("change").get<std::int64_t>();
    const bool any_attendees = reached.at("attendees").get<int>() > 0;
    int pulled = 0;
    // Before the place is: should the list break off, it is asked for again.
    if (!whole_ && link_.attendees_reached.value_or(0) != 0 && any_attendees) pulled += pull_attendees(true, change);
    if (whole_ || is_first || change != link_.reached) {
        std::vector<int> numbers;
        for (int i = 1; i < rows.size(); ++i) numbers.push_back(i);
        pulled += write_arrivals(rows, std::move(numbers), place_in(reached), is_all);
        whole_ = false;
    }
    return pulled + pull_attendees(false, change);
}

int Exchange::write_arrivals(const Rows& rows, std::vector<int> numbers, const HubPlace& place, bool is_all) {
    int pulled = 0;
    const auto write = [&](std::span<const SentCheckIn> check_ins, std::span<const Arrived> others, bool is_last) {
        database_.transaction([&] {
            Arrivals arrivals{database_, !link_.publishes};
            if (is_last && is_all) forget_conflicts(database_);
            if (is_last && is_all) forget_hands(database_);
            arrivals.write(check_ins);
            for (const Arrived& each : others) arrivals.write(each);
            if (is_last && is_all && !link_.publishes) arrivals.remove_others();
            if (is_last) set_hub_place(database_, place);
            if (is_last && whole_) compare_attendees_anew(database_);
            arrivals.finish(now());
            pulled += arrivals.count();
        });
    };
    // A check-in is whole by itself: of many, most are written before the place that they lead to.
    const auto rest = std::ranges::stable_partition(numbers, [&](int row) { return is_of_check_ins(rows, row); });
    const auto others = read_arrived(rows, {rest.begin(), rest.end()});
    bool came_in_pieces = false;
    const auto last = write_in_pieces(rows, {numbers.begin(), rest.begin()}, [&](std::span<const SentCheckIn> piece) {
        write(piece, {}, false);
        came_in_pieces = true;
    });
    write(last, others, true);
    if (came_in_pieces) database_.wait_for_disk();
    read_link();
    return pulled;
}

int Exchange::pull_attendees(bool any_changed, std::int64_t until) {
    if (!link_.checks_in || link_.publishes) return 0;
    if (!link_.attendees_reached) return first_sync_of_attendees();
    if (!any_changed && *link_.attendees_reached != 0) return 0;
    return changed_attendees(*link_.attendees_reached, until);
}

int Exchange::first_sync_of_attendees() {
    AttendeeWriter writer{database_};
    auto sync = first_sync(database_);
    int here = 0;
    if (!sync) {
        const Rows count = hub_.run("SELECT count(*) FROM kiosk.attendee WHERE NOT gone", "count the attendees");
        database_.transaction([&] { sync = writer.begin_first_sync(link_.reached, std::atoi(std::string{count.text(0, 0)}.c_str())); });
    } else {
        here = count_listed_attendees(database_);
    }
    const int already = here;
    std::string reached;
    AttendeeCopy copy{[&](const HubAttendee& attendee, std::string_view place) {
        writer.append(attendee);
        reached.assign(place);
        ++here;
    }};
    std::string rows;
    int waiting = 0;
    const auto write_down = [&] {
        // What came so far stays: should the connection break, the next one goes on behind it.
        database_.transaction([&] {
            copy.read(rows);
            writer.reached_place(reached);
        });
        rows.clear();
        waiting = 0;
        options_.progress(here, sync->all);
    };
    std::string after;
    if (!sync->place.empty()) after = " AND place > decode(" + hub_.in_quotes(hexadecimal(sync->place)) + ", 'hex')";
    hub_.copy_out("COPY (SELECT " + copied_columns(hub_) + " FROM kiosk.attendee WHERE event = " + hub_.in_quotes(link_.event) +
                      " AND NOT gone" + after + " ORDER BY event, place) TO STDOUT (FORMAT binary)",
                  sending_attendees, [&](std::string_view piece) {
                      rows.append(piece);
                      if (++waiting == attendees_at_once) write_down();
                  });
    write_down();
    database_.transaction([&] { writer.end_first_sync(sync->from); });
    read_link();
    return here - already;
}

int Exchange::changed_attendees(std::int64_t since, std::int64_t until) {
    AttendeeWriter writer{database_};
    int written = 0;
    const bool all = since == 0;
    if (all) writer.begin_list();
    AttendeeCopy copy{[&](const HubAttendee& attendee, std::string_view) {
        if (all && !attendee.gone) writer.saw(attendee.id);
        if (writer.write(attendee)) ++written;
    }};
    std::string rows;
    int waiting = 0;
    const auto write_down = [&] {
        database_.transaction([&] { copy.read(rows); });
        rows.clear();
        waiting = 0;
    };
    hub_.copy_out("COPY (SELECT " + copied_columns(hub_) + " FROM kiosk.attendee WHERE event = " + hub_.in_quotes(link_.event) +
                      " AND change > " + std::to_string(since) + " ORDER BY change) TO STDOUT (FORMAT binary)",
                  sending_attendees, [&](std::string_view piece) {
                      rows.append(piece);
                      if (++waiting == attendees_at_once) write_down();
                  });
    write_down();
    database_.transaction([&] {
        if (all) written += writer.remove_unseen();
        writer.reached(until);
    });
    read_link();
    return written;
}

}  // namespace kiosk
