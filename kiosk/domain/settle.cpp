#include "kiosk/domain/settle.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "kiosk/base/text.h"
#include "kiosk/domain/cancelled_title.h"
#include "kiosk/domain/distinct_ids.h"
#include "kiosk/domain/settle_zone.h"

namespace kiosk {
namespace {

using namespace std::chrono;

// Without a day change in the file: a clock before this hour that follows an evening in its room is the night after.
constexpr seconds end_of_night = hours{4};
constexpr seconds noon = hours{12};

// Every zone's clock shows these in four digits, which is what the database and ISO 8601 write.
constexpr Instant first_moment = sys_days{year{2} / 1 / 1};
constexpr Instant last_moment = sys_days{year{9998} / 12 / 31};

/// What has to be known of a session on its way through the decisions.
struct Origin {
    std::string where = {};  // in the file
    bool placed = false;     // a topic by hand
    bool dropped = false;    // another one holds in its place
};

/// Puts items into an order without room for a second copy of them.
///
/// @param from  for each place, where the item that belongs there stands now; is used up
template <typename Item>
void put_in_order(std::vector<Item>& items, std::vector<std::size_t> from) {
    for (std::size_t start = 0; start < items.size(); ++start) {
        if (from[start] == start) continue;
        Item first = std::move(items[start]);
        std::size_t at = start;
        for (std::size_t next = from[at]; next != start; next = from[at]) {
            items[at] = std::move(items[next]);
            from[at] = at;
            at = next;
        }
        items[at] = std::move(first);
        from[at] = at;
    }
}

class Settling {
  public:
    Settling(Draft draft, const std::string& zone_asked_for) : draft_(std::move(draft)) {
        result_.skipped = std::move(draft_.skipped);
        result_.warnings = std::move(draft_.warnings);
        zone_ = settle_zone(draft_, zone_asked_for, result_.warnings);
    }

    Settled run() {
        settle_rooms();
        result_.sessions.reserve(draft_.sessions.size());
        origins_.reserve(draft_.sessions.size());
        for (DraftSession& session : draft_.sessions) settle_session(session);
        draft_.sessions = {};
        drop_repeated();
        take_placings();
        give_ids();
        settle_days();
        sort_sessions();
        settle_event();
        return std::move(result_);
    }

  private:
    void skip(std::string where, std::string why) { result_.skipped.push_back({std::move(where), std::move(why)}); }
    void warn(std::string where, std::string why) { result_.warnings.push_back({std::move(where), std::move(why)}); }

    void keep_room(const std::string& name) {
        if (!name.empty() && room_places_.emplace(name, result_.rooms.size()).second) result_.rooms.push_back(name);
    }

    static void drop_repeated_rooms(std::vector<std::string>& rooms) {
        auto kept = rooms.begin();
        for (auto room = rooms.begin(); room != rooms.end(); ++room) {
            if (room->empty() || std::find(rooms.begin(), kept, *room) != kept) continue;
            if (kept != room) *kept = std::move(*room);
            ++kept;
        }
        rooms.erase(kept, rooms.end());
    }

    void settle_rooms() {
        for (const std::string& room : draft_.rooms) keep_room(std::string{trimmed(room)});
        for (DraftSession& session : draft_.sessions) {
            for (std::string& room : session.rooms)
                if (const auto bare = trimmed(room); bare.size() != room.size()) room = std::string{bare};
            drop_repeated_rooms(session.rooms);
            for (const std::string& room : session.rooms) keep_room(room);
        }
    }

    /// Whether a day, by the hours of the file, opens after a clock and still is open at that clock of the next date.
    bool opens_after(Date date, seconds clock) const {
        const auto day = std::ranges::find(draft_.days, date, &DraftDay::date);
        if (day == draft_.days.end() || !day->opens || !day->closes) return false;
        const Instant at_clock = zone_.moment_of(local_days{date} + clock);
        const Instant night_after = zone_.moment_of(local_days{date} + clock + days{1});
        return at_clock < day->opens->moment_in(zone_) && night_after < day->closes->moment_in(zone_);
    }

    /// The clock face that day, clock and day change mean together.
    ClockFace face_under_day(const DraftSession& session) {
        const std::string room = session.rooms.empty() ? std::string{} : session.rooms.front();
        seconds& evening = last_clock_[{*session.listed_under, room}];
        const bool night = draft_.day_change ? *session.clock < *draft_.day_change
                                             : opens_after(*session.listed_under, *session.clock) ||
                                                   (*session.clock < end_of_night && evening >= noon);
        if (!night) evening = *session.clock;
        return local_days{*session.listed_under} + *session.clock + (night ? days{1} : days{0});
    }

    void compare_clock(const DraftSession& session, Instant starts) {
        if (!session.clock) return;
        const auto time_of_day = [](ClockFace face) { return face - floor<days>(face); };
        const bool fits = time_of_day(session.starts->face) == *session.clock % days{1} ||
                          time_of_day(zone_.face_at(starts)) == *session.clock % days{1};
        if (!fits) warn(named_place(session), "its clock time and its full date contradict each other; the full date holds");
    }

    std::optional<Instant> settle_start(const DraftSession& session) {
        if (session.starts) {
            const Instant starts = session.starts->moment_in(zone_);
            compare_clock(session, starts);
            return starts;
        }
        if (session.clock && session.listed_under) return zone_.moment_of(face_under_day(session));
        skip(named_place(session), !session.clock ? "it has no start" : "it has a clock time, but no day");
        return std::nullopt;
    }

    Instant settle_end(const DraftSession& session, Instant starts) {
        std::optional<Instant> ends;
        if (session.ends) ends = session.ends->moment_in(zone_);
        else if (session.duration) ends = starts + *session.duration;
        if (!ends) warn(named_place(session), "it has no end and no length; it counts as over when it starts");
        if (ends && *ends < starts) warn(named_place(session), "it ends before it starts; it counts as over when it starts");
        return std::max(ends.value_or(starts), starts);
    }

    void settle_session(DraftSession& draft) {
        MarkedTitle marked = without_cancelled_mark(draft.title);
        if (marked.title.empty()) return skip(named_place(draft), "it has no title");
        const auto starts = settle_start(draft);
        if (!starts) return;
        const Instant ends = settle_end(draft, *starts);
        if (*starts < first_moment || ends > last_moment) return skip(named_place(draft), "its time is outside the years 2 to 9998");
        origins_.push_back({.where = std::move(draft.where), .placed = draft.placed && !draft.rooms.empty()});
        SettledSession& settled = result_.sessions.emplace_back();
        Session& session = settled.session;
        session.id = trimmed(draft.id);
        session.guid = std::move(draft.guid);
        session.title = std::move(marked.title);
        session.starts = *starts;
        session.ends = ends;
        if (!draft.rooms.empty()) session.room = std::move(draft.rooms.front());
        if (draft.rooms.size() > 1) session.also_in.assign(std::make_move_iterator(draft.rooms.begin() + 1), std::make_move_iterator(draft.rooms.end()));
        session.people = std::move(draft.people);
        session.track = std::move(draft.track);
        session.cancelled = draft.cancelled || marked.cancelled;
        settled.from_face = !draft.starts || !draft.starts->offset;
    }

    std::string place_of(std::size_t i) const { return named_place(origins_[i].where, result_.sessions[i].session.title); }

    /// Takes out what was dropped.
    void close_ranks() {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < origins_.size(); ++i) {
            if (origins_[i].dropped) continue;
            if (kept != i) {
                result_.sessions[kept] = std::move(result_.sessions[i]);
                origins_[kept] = std::move(origins_[i]);
            }
            ++kept;
        }
        result_.sessions.resize(kept);
        origins_.resize(kept);
    }

    /// Same id, time, room and title: one session, the later content. It keeps the earlier one's place.
    void drop_repeated() {
        const auto key = [&](std::size_t place) {
            const Session& session = result_.sessions[place].session;
            return std::tie(session.id, session.title, session.room, session.starts);
        };
        const auto hash = [&](std::size_t place) {
            const auto& [id, title, room, starts] = key(place);
            const std::size_t texts = std::hash<std::string>{}(id) * 31 + std::hash<std::string>{}(title);
            return (texts * 31 + std::hash<std::optional<std::string>>{}(room)) * 31 + static_cast<std::size_t>(starts.time_since_epoch().count());
        };
        const auto same = [&](std::size_t one, std::size_t other) { return key(one) == key(other); };
        std::unordered_set<std::size_t, decltype(hash), decltype(same)> seen{origins_.size(), hash, same};
        bool any = false;
        for (std::size_t i = 0; i < origins_.size(); ++i) {
            if (result_.sessions[i].session.id.empty()) continue;
            const auto [first, is_new] = seen.insert(i);
            if (is_new) continue;
            skip(place_of(*first), "it stands again at " + place_of(i) + ", which holds");
            result_.sessions[*first] = result_.sessions[i];
            origins_[*first] = origins_[i];
            origins_[i].dropped = any = true;
        }
        if (any) close_ranks();
    }

    /// A placed topic is no session of the file: its place is the topic's.
    void take_placings() {
        std::set<std::string_view> topics;
        for (const Topic& topic : draft_.topics) topics.insert(topic.id);
        if (topics.empty()) return;
        for (std::size_t i = 0; i < origins_.size(); ++i) {
            const Session& session = result_.sessions[i].session;
            origins_[i].dropped = origins_[i].placed && topics.contains(session.id);
            if (origins_[i].dropped) placings_[session.id] = {.room = *session.room, .starts = session.starts, .ends = session.ends};
        }
        close_ranks();
    }

    /// Ids of the file come first, so that one made from a title never takes a file's own. Sessions and topics share
    /// them, as a placed topic becomes a session under its own id.
    void give_ids() {
        DistinctIds ids{origins_.size() + draft_.topics.size()};
        for (std::size_t i = 0; i < origins_.size(); ++i) {
            Session& session = result_.sessions[i].session;
            if (session.id.empty() || ids.claims(session.id)) continue;
            warn(place_of(i), "its id \"" + session.id + "\" is another session's too; it got one of its own");
            // A world-wide id, or one with the title, stays the same when sessions are added before; a number would not.
            const bool has_guid = !session.guid.empty() && ids.claims(session.guid);
            session.id = has_guid ? session.guid : ids.claim_for_title(session.id + " " + session.title, session.id);
        }
        result_.topics = std::move(draft_.topics);
        for (Topic& topic : result_.topics)
            if (!topic.id.empty()) claim_topic_id(ids, topic);
        for (SettledSession& settled : result_.sessions)
            if (settled.session.id.empty()) {
                settled.session.id = ids.claim_for_title(settled.session.title, "session");
                settled.id_from_title = true;
            }
        for (Topic& topic : result_.topics)
            if (topic.id.empty()) topic.id = ids.claim_for_title(topic.title, "topic");
    }

    void claim_topic_id(DistinctIds& ids, Topic& topic) {
        const auto placing = placings_.find(topic.id);
        topic.id = ids.claim(topic.id);
        if (placing == placings_.end()) return;
        placing->second.topic = topic.id;
        result_.placings.push_back(placing->second);
        placings_.erase(placing);
    }

    void add_day(const DraftDay& draft) {
        Day& day = days_.try_emplace(draft.date, Day{.date = draft.date}).first->second;
        if (!draft.opens || !draft.closes || day.opens) return;
        const Instant opens = draft.opens->moment_in(zone_);
        const Instant closes = draft.closes->moment_in(zone_);
        if (closes <= opens) return warn(iso_date(draft.date), "the day closes before it opens; its hours were left out");
        day.opens = opens;
        day.closes = closes;
        result_.days_from_faces = result_.days_from_faces || !draft.opens->offset;
    }

    void settle_days() {
        for (const DraftDay& draft : draft_.days) add_day(draft);
        if (days_.empty())
            for (const SettledSession& settled : result_.sessions) {
                const ClockFace face = zone_.face_at(settled.session.starts) - draft_.day_change.value_or(seconds{0});
                add_day({.date = Date{floor<days>(face)}});
            }
        for (const auto& [date, day] : days_) result_.event.days.push_back(day);
    }

    /// Sorts their keys, so that each session itself moves once.
    void sort_sessions() {
        std::vector<std::tuple<Instant, Instant, std::size_t, std::string_view, std::size_t>> order;
        order.reserve(result_.sessions.size());
        for (const SettledSession& settled : result_.sessions) {
            const Session& session = settled.session;
            const std::size_t place = session.room ? room_places_.at(*session.room) : room_places_.size();
            order.emplace_back(session.starts, session.ends, place, session.id, order.size());
        }
        if (std::ranges::is_sorted(order)) return;
        std::ranges::sort(order);
        std::vector<std::size_t> from;
        from.reserve(order.size());
        for (const auto& [starts, ends, place, id, now_at] : order) from.push_back(now_at);
        put_in_order(result_.sessions, std::move(from));
    }

    void settle_event() {
        result_.format = draft_.format;
        result_.acronym = draft_.acronym;
        result_.event.name = trimmed(draft_.event_name);
        result_.event.timezone = zone_.name();
        result_.event.city = draft_.city;
        result_.event.country = draft_.country;
        if (!draft_.language.empty()) result_.event.language = draft_.language;
        if (result_.sessions.empty() && result_.topics.empty()) warn("the file", "it holds no session and no topic");
    }

    Draft draft_;
    Settled result_;
    Zone zone_;
    std::unordered_map<std::string, std::size_t> room_places_;
    std::map<std::pair<Date, std::string>, seconds> last_clock_;
    std::vector<Origin> origins_;  // of the result's sessions, until these are sorted
    std::map<Date, Day> days_;
    std::map<std::string, Placing> placings_;  // by the topic's id in the file
};

}  // namespace

Settled settle(Draft draft, const std::string& timezone) { return Settling{std::move(draft), timezone}.run(); }

}  // namespace kiosk
