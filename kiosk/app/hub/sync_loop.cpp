#include "kiosk/app/hub/sync_loop.h"

#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <utility>

#include "kiosk/app/hub/admission_place.h"
#include "kiosk/app/hub/rest_after.h"
#include "kiosk/app/options.h"
#include "kiosk/base/priority.h"
#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/hub/become_device.h"
#include "kiosk/store/contact.h"
#include "kiosk/store/hub/hub_folder.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Pause = std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;

// Contact is doubted after 60 s: three of these may get lost.
constexpr Pause greet_every = 15s;
// A connection over which nothing has come or gone for as long is made anew, which gives the hub back what it grew by.
constexpr Pause calm_after = 60s;
constexpr std::chrono::seconds contact_is_good_for = 60s;
// Where the hub can't wake anybody it is asked this often, each device at its own moments.
constexpr Pause ask_every = 2s;
constexpr Pause first_pause = 250ms;
constexpr Pause longest_pause = 4s;
// What is written in one moment is looked at together.
constexpr Pause gather = 5ms;
// Check-ins travel together, and those of other doors are asked for together: of a hundred that come at once, each costs the hub
// a turn of its disk and wakes every device. All of this is less than a second.
constexpr Pause gather_to_send = 250ms;
constexpr Pause gather_to_pull = 400ms;
// The rest that follows so many is worth some questions not to be woken in it.
constexpr int many_rows = 25;
// That all was sent is told, but not each time.
constexpr Pause greet_after_sending = 5s;
// SQLite writes a change first and makes it visible some time later, without touching a file again: its disk lies in between, and
// perhaps a busy machine. So a change is looked for a few times more, each after twice as long.
constexpr Pause first_look = 20ms;
constexpr Pause first_look_after_exchange = 200ms;  // which wrote most of it itself
constexpr Pause longest_look = 4s;

class NoDevice : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

void refuse(Standing standing, const Database& database) {
    if (standing == Standing::revoked)
        throw NoDevice("this machine is no device of the hub any more: its attendees are deleted; kiosk hub device add makes a new code for it");
    const HubLink link = load_hub_link(database).value_or(HubLink{});
    if (standing == Standing::copied)
        throw NoDevice(another_machine_is(link));
    // The hub may be a new one, or back from a backup that is older than the pairing: all that is here stays.
    if (standing == Standing::unknown)
        throw HubError("the hub doesn't know this machine any more, which keeps what it has and goes on alone: " + way_back(link));
}

/// A revoked machine has no key to ask the hub with.
void refuse_without_key(const Database& database) {
    const auto link = load_hub_link(database);
    if (link && link->state == "revoked" && HubFolder{database}.read(HubFolder::password).empty()) refuse(Standing::revoked, database);
}

/// @return  whether there was anything
bool read_away(int descriptor) {
    std::array<char, 4096> events;
    bool is_any = false;
    while (read(descriptor, events.data(), events.size()) > 0) is_any = true;
    return is_any;
}

/// The exchange with what this program gives it.
class Sync {
  public:
    Sync(Database& database, std::filesystem::path file) : database_(database), file_(std::move(file)), place_(database) {
        // The hub has all that is written here, and the place it came to is in the same transactions.
        database.wait_for_no_disk();
    }

    std::unique_ptr<Exchange> connect() {
        refuse_without_key(database_);
        auto exchange = reach();
        greet(*exchange);
        return exchange;
    }

    void greet(Exchange& exchange) {
        if (!exchange.still_here()) refuse(exchange.contact(), database_);
        if (keeps_in_touch_) note_contact(file_, ContactKind::hub, wall_clock(), contact_is_good_for);
    }

    /// From now on screens may say how old the last contact is.
    void keep_in_touch() { keeps_in_touch_ = true; }

    /// @param pulls  else what is here is sent and no more
    SyncReport run(Exchange& exchange, bool pulls = true) {
        const Exchanged moved = exchange.run(pulls);
        return {.pulled = moved.pulled,
                .pushed = moved.pushed,
                .conflicts = open_conflicts(database_),
                .data_age_s = std::round(exchange.data_age_s().value_or(0) * 10) / 10};
    }

    /// A connection alone; its first greeting is still to come.
    std::unique_ptr<Exchange> reach() {
        try {
            return std::make_unique<Exchange>(database_, ExchangeOptions{.clock = std::chrono::system_clock::now,
                                                                         .place_of = [this](const SentCheckIn& each) { return place_.of(each); },
                                                                         .progress = [](int here, int all) { tell_progress(here, all); },
                                                                         .version = KIOSK_VERSION});
        } catch (const UnknownDevice&) {
            set_hub_state(database_, "unknown");
            throw;
        }
    }

  private:
    static void tell_progress(int here, int all) {
        if (isatty(STDERR_FILENO)) std::fprintf(stderr, "\r\033[K%d of %d attendees%s", here, all, here >= all ? "\n" : "");
    }

    Database& database_;
    std::filesystem::path file_;
    AdmissionPlace place_;
    bool keeps_in_touch_ = false;
};

/// Waits for the hub, the database and the signals that end the program.
class Waiting {
  public:
    explicit Waiting(const std::filesystem::path& file) {
        sigset_t ending;
        sigemptyset(&ending);
        for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&ending, signal);
        pthread_sigmask(SIG_BLOCK, &ending, nullptr);
        signals_ = UniqueFd{signalfd(-1, &ending, SFD_NONBLOCK | SFD_CLOEXEC)};
        changes_ = UniqueFd{inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
        const auto folder = std::filesystem::absolute(file).parent_path();
        inotify_add_watch(changes_.get(), folder.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO);
    }

    /// Ends early when the database changed, and a few times after that.
    ///
    /// @param hub           a socket; -1: none, and only the signals are waited for
    /// @param for_database  false: a change of it is left for later
    /// @return              false when the program is to end
    bool wait(int hub, Pause patience, bool for_database = true) {
        const bool looks = hub >= 0 && for_database && look_at_ != Moment::max();
        if (looks) patience = std::min(patience, std::chrono::ceil<Pause>(look_at_ - Clock::now()));
        std::array<pollfd, 3> sources = {{{signals_.get(), POLLIN, 0}, {for_database ? changes_.get() : -1, POLLIN, 0}, {hub, POLLIN, 0}}};
        poll(sources.data(), hub < 0 ? 1 : sources.size(), static_cast<int>(std::max(patience, Pause{0}).count()));
        if (looks && look_at_ <= Clock::now()) {
            look_ *= 2;
            look_at_ = look_ <= longest_look ? Clock::now() + look_ : Moment::max();
        }
        if (sources[0].revents & POLLIN) return false;
        if (sources[1].revents & POLLIN) {
            poll(sources.data(), 1, static_cast<int>(gather.count()));
            look_later(first_look);
        }
        return true;
    }

    /// What was written until now is looked for in a while, not at once.
    void look_later(Pause first) {
        if (!read_away(changes_.get())) return;
        look_ = first;
        look_at_ = Clock::now() + look_;
    }

    /// @return  false when the program is to end
    bool rest(Moment until) {
        const auto left = std::chrono::duration_cast<Pause>(until - Clock::now());
        return wait(-1, left);
    }

  private:
    Moment look_at_ = Moment::max();
    Pause look_ = first_look;  // from the one before it
    UniqueFd signals_;
    UniqueFd changes_;
};

Pause jittered(Pause pause) {
    static std::minstd_rand random{std::random_device{}()};
    if (pause <= Pause{0}) return pause;
    return Pause{std::uniform_int_distribution<Pause::rep>{pause.count() / 2, pause.count()}(random)};
}

/// The turns of a machine that stays in touch with its hub: it exchanges, waits until there is something to exchange, and rests.
class Turns {
  public:
    Turns(Database& database, const std::filesystem::path& file, const std::function<void(const SyncReport&)>& told)
        : database_(database), told_(told), sync_(database, file), waiting_(file) {
        sync_.keep_in_touch();
    }

    /// Returns when the program is to end.
    void run() {
        for (;;) {
            try {
                reach();
                if (!turn()) return;
            } catch (const HubError& error) {
                if (!try_again(error.what())) return;
            } catch (const StoreError& error) {
                if (!error.is_for_now()) throw;
                if (!try_again(error.what())) return;
            }
        }
    }

  private:
    /// Over another connection, after a while.
    ///
    /// @return  false when the program is to end
    bool try_again(const std::string& failure) {
        exchange_.reset();
        if (last_failure_ != failure) std::fprintf(stderr, "kiosk: %s; trying again\n", failure.c_str());
        last_failure_ = failure;
        if (!waiting_.wait(-1, jittered(pause_))) return false;
        pause_ = std::min(pause_ * 2, longest_pause);
        return true;
    }

    /// Connects, and anew where a fresh connection is smaller.
    void reach() {
        if (!exchange_) {
            exchange_ = sync_.connect();
            pause_ = first_pause;
            last_failure_.clear();
        } else if (exchange_->is_large() && Clock::now() >= calm_at_ && what_is_unsent(database_) == Unsent::nothing) {
            exchange_.reset();
            exchange_ = sync_.reach();
            greet_at_ = Clock::now();
        } else {
            return;
        }
        hear_again();
        calm_at_ = Clock::now() + jittered(calm_after);
        pull_at_ = Clock::now();
    }

    /// @return  false when the program is to end
    bool turn() {
        const Moment began = Clock::now();
        const bool is_called = exchange_->called() != Call::nothing;  // for what is asked for now
        const bool pulls = is_called || began >= std::min(pull_at_, greet_at_);
        if (pulls) {
            if (is_deaf_) hear_again();
            pull_at_ = Moment::max();
        }
        push_at_ = Moment::max();
        const SyncReport report = sync_.run(*exchange_, pulls);
        // Not before: a first sync ends with seconds in which doors wait for it, and from there is no way back up.
        if (!std::exchange(gives_way_, true)) give_way();
        waiting_.look_later(first_look_after_exchange);
        if (report.pushed > 0 && what_is_unsent(database_) == Unsent::check_ins) push_at_ = Clock::now() + jittered(gather_to_send);
        // What became of it, a ticket that was let in twice, say, the hub tells to others alone.
        if (!pulls && report.pushed > 0) pull_at_ = std::min(pull_at_, Clock::now() + jittered(gather_to_pull));
        const int rows = report.pulled + report.pushed;
        if (rows > 0) {
            told_(report);
            calm_at_ = Clock::now() + jittered(calm_after);
        }
        greet(report.pushed > 0);
        // Devices that one change woke don't stay in step.
        const Moment ended = Clock::now();
        const Moment rest_until = ended + jittered(rest_after(std::chrono::duration_cast<Pause>(ended - began), report.pulled, report.pushed));
        return wait_for_work() && rest(rest_until, rows);
    }

    /// To doors and screens: the processor and the disk. A first sync has them until it ends, as it is over sooner.
    void give_way() {
        set_priority(Priority::background);
        database_.tidy_little_by_little();
    }

    void greet(bool has_sent) {
        if (has_sent) greet_at_ = std::min(greet_at_, Clock::now() + jittered(greet_after_sending));
        if (Clock::now() < greet_at_) return;
        sync_.greet(*exchange_);
        greet_at_ = Clock::now() + jittered(greet_every);
    }

    /// What came meanwhile, with an answer, say, is not slept over.
    ///
    /// @return  false when the program is to end
    bool wait_for_work() {
        if (!is_woken_) pull_at_ = std::min(pull_at_, Clock::now() + jittered(ask_every));
        hear();
        // What the hub refused stays unsent, and is offered again when something happens.
        for (Unsent left = Unsent::nothing; left != Unsent::more_than_check_ins;) {
            const auto patience = std::min({pull_at_, push_at_, greet_at_}) - Clock::now();
            if (patience <= Clock::duration::zero()) return true;
            if (!waiting_.wait(exchange_->hub().socket(), std::chrono::ceil<Pause>(patience), push_at_ == Moment::max())) return false;
            hear();
            left = what_is_unsent(database_);
            if (left == Unsent::check_ins && push_at_ == Moment::max()) {
                push_at_ = Clock::now() + jittered(gather_to_send);
                ask_soon();
            }
        }
        return true;
    }

    void hear() {
        const Call call = exchange_->called();
        if (call == Call::now) pull_at_ = Clock::now();
        if (call == Call::check_ins) ask_soon();
    }

    /// Where one door lets in others do, too: what they do is asked for together, and not heard one by one.
    void ask_soon() {
        pull_at_ = std::min(pull_at_, Clock::now() + jittered(gather_to_pull));
        hear_no_more();
    }

    /// Until it asks by itself.
    void hear_no_more() {
        if (!is_woken_ || is_deaf_) return;
        exchange_->listen_no_more();
        is_deaf_ = true;
    }

    void hear_again() {
        is_woken_ = exchange_->listen();
        is_deaf_ = false;
    }

    /// @return  false when the program is to end
    bool rest(Moment until, int rows) {
        if (rows >= many_rows && until > Clock::now()) {
            hear_no_more();
            pull_at_ = until;
        }
        return waiting_.rest(until);
    }

    Database& database_;
    const std::function<void(const SyncReport&)>& told_;
    Sync sync_;
    Waiting waiting_;
    std::unique_ptr<Exchange> exchange_ = {};
    Pause pause_ = first_pause;
    std::string last_failure_ = {};
    bool gives_way_ = false;
    bool is_woken_ = false;  // by the hub, which can
    bool is_deaf_ = false;   // for now
    Moment pull_at_ = {};    // what has changed is asked for then
    Moment push_at_ = {};    // what is here is sent then
    Moment calm_at_ = {};
    Moment greet_at_ = Clock::now();
};

}  // namespace

SyncReport sync_once(Database& database, const std::filesystem::path& file) {
    Sync sync{database, file};
    const auto exchange = sync.connect();
    const SyncReport report = sync.run(*exchange);
    sync.greet(*exchange);  // so that the hub knows what has come
    return report;
}

void sync_for_ever(Database& database, const std::filesystem::path& file, const std::function<void(const SyncReport&)>& told) {
    Turns{database, file, told}.run();
}

}  // namespace kiosk
