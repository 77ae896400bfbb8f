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

#include "kiosk/app/hub/admission_place.h"
#include "kiosk/app/hub/rest_after.h"
#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/hub/become_device.h"
#include "kiosk/store/contact.h"
#include "kiosk/store/hub/hub_folder.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Pause = std::chrono::milliseconds;

// Contact is doubted after 60 s: three of these may get lost.
constexpr Pause greet_every = 15s;
constexpr std::chrono::seconds contact_is_good_for = 60s;
// Where the hub can't wake anybody it is asked this often, each device at its own moments.
constexpr Pause ask_every = 2s;
constexpr Pause first_pause = 250ms;
constexpr Pause longest_pause = 4s;
// Check-ins of one moment travel together.
constexpr Pause gather = 5ms;
// The rest that follows so many is worth some questions not to be woken in it.
constexpr int many_rows = 25;
// What was sent is told, but not each time.
constexpr Pause greet_after_sending = 2s;
// SQLite writes a change first and makes it visible some time later, without touching a file again: a slow disk or a busy
// machine lies in between. So a change is looked for a few times more.
constexpr int looks_after_a_change = 20;  // about 8 s
constexpr Pause first_look = 15ms;
constexpr Pause longest_look = 500ms;

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

void read_away(int descriptor) {
    std::array<char, 4096> events;
    while (read(descriptor, events.data(), events.size()) > 0) {
    }
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
        refuse(exchange.contact(), database_);
        if (keeps_in_touch_) note_contact(file_, ContactKind::hub, wall_clock(), contact_is_good_for);
    }

    /// From now on screens may say how old the last contact is.
    void keep_in_touch() { keeps_in_touch_ = true; }

    SyncReport run(Exchange& exchange) {
        const Exchanged moved = exchange.run();
        return {.pulled = moved.pulled,
                .pushed = moved.pushed,
                .conflicts = open_conflicts(database_),
                .data_age_s = std::round(exchange.data_age_s().value_or(0) * 10) / 10};
    }

  private:
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
    /// @param hub  a socket; -1: none, and only the signals are waited for
    /// @return     false when the program is to end
    bool wait(int hub, Pause patience) {
        if (hub >= 0 && looks_left_ > 0) {
            --looks_left_;
            patience = std::min(patience, look_);
            look_ = std::min(look_ * 2, longest_look);
        }
        std::array<pollfd, 3> sources = {{{signals_.get(), POLLIN, 0}, {changes_.get(), POLLIN, 0}, {hub, POLLIN, 0}}};
        poll(sources.data(), hub < 0 ? 1 : sources.size(), static_cast<int>(std::max(patience, Pause{0}).count()));
        if (sources[0].revents & POLLIN) return false;
        if (sources[1].revents & POLLIN) {
            poll(sources.data(), 1, static_cast<int>(gather.count()));
            read_away(changes_.get());
            looks_left_ = looks_after_a_change;
            look_ = first_look;
        }
        return true;
    }

    /// @return  false when the program is to end
    bool rest(std::chrono::steady_clock::time_point until) {
        const auto left = std::chrono::duration_cast<Pause>(until - std::chrono::steady_clock::now());
        return wait(-1, left);
    }

  private:
    int looks_left_ = 0;
    Pause look_ = first_look;  // until the next one
    UniqueFd signals_;
    UniqueFd changes_;
};

Pause jittered(Pause pause) {
    static std::minstd_rand random{std::random_device{}()};
    if (pause <= Pause{0}) return pause;
    return Pause{std::uniform_int_distribution<Pause::rep>{pause.count() / 2, pause.count()}(random)};
}

}  // namespace

SyncReport sync_once(Database& database, const std::filesystem::path& file) {
    Sync sync{database, file};
    const auto exchange = sync.connect();
    const SyncReport report = sync.run(*exchange);
    sync.greet(*exchange);  // so that the hub knows what has come
    return report;
}

void sync_for_ever(Database& database, const std::filesystem::path& file, const std::function<void(const SyncReport&)>& told) {
    Sync sync{database, file};
    sync.keep_in_touch();
    Waiting waiting{file};
    std::unique_ptr<Exchange> exchange;
    Pause pause = first_pause;
    bool is_woken = false;
    auto greet_at = std::chrono::steady_clock::now();
    auto greeted_at = greet_at - greet_after_sending;
    std::string last_failure;
    for (;;) {
        try {
            if (!exchange) {
                exchange = sync.connect();
                is_woken = exchange->listen();
                pause = first_pause;
                last_failure.clear();
            }
            exchange->hub().was_notified();  // of what is asked for now
            const auto began = std::chrono::steady_clock::now();
            const SyncReport report = sync.run(*exchange);
            if (report.pulled > 0 || report.pushed > 0) told(report);
            if (report.pushed > 0) greet_at = std::min(greet_at, greeted_at + greet_after_sending);
            if (std::chrono::steady_clock::now() >= greet_at) {
                sync.greet(*exchange);
                greeted_at = std::chrono::steady_clock::now();
                greet_at = greeted_at + jittered(greet_every);
            }
            const auto ended = std::chrono::steady_clock::now();
            // Devices that one change woke don't stay in step.
            const auto rest_until = ended + jittered(rest_after(std::chrono::duration_cast<Pause>(ended - began), report.pulled + report.pushed));
            // Each turn ends with the question of what is new: what came meanwhile, with an answer, say, is not slept over.
            bool asked = exchange->hub().was_notified();
            while (!asked) {
                const auto until_greeting = std::chrono::duration_cast<Pause>(greet_at - std::chrono::steady_clock::now());
                if (!waiting.wait(exchange->hub().socket(), is_woken ? until_greeting : std::min(until_greeting, jittered(ask_every)))) return;
                asked = exchange->hub().was_notified() || !is_woken || unsent(database) > 0 || std::chrono::steady_clock::now() >= greet_at;
            }
            const bool is_deep = is_woken && report.pulled + report.pushed >= many_rows && rest_until > std::chrono::steady_clock::now();
            if (is_deep) exchange->listen_no_more();
            if (!waiting.rest(rest_until)) return;
            if (is_deep) is_woken = exchange->listen();
        } catch (const HubError& error) {
            exchange.reset();
            if (last_failure != error.what()) std::fprintf(stderr, "kiosk: %s; trying again\n", error.what());
            last_failure = error.what();
            if (!waiting.wait(-1, jittered(pause))) return;
            pause = std::min(pause * 2, longest_pause);
        }
    }
}

}  // namespace kiosk
