#include "kiosk/app/follow/follow.h"

#include <poll.h>
#include <sys/signalfd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <utility>

#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/follow/pause_after.h"
#include "kiosk/app/import_schedule.h"
#include "kiosk/app/options.h"
#include "kiosk/base/priority.h"
#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/store/contact.h"
#include "kiosk/store/last_import.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// A look takes its time; and one that fails alone is no reason to doubt a programme.
constexpr std::chrono::seconds grace = 30s;
constexpr int failures_that_count = 2;

/// Keeps the signals that end the program for a descriptor to tell.
UniqueFd ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return UniqueFd{signalfd(-1, &signals, SFD_CLOEXEC)};
}

class Following {
  public:
    Following(FollowedSource& source, FollowOptions options)
        : source_(source), options_(std::move(options)), stop_(ending_signals()) {}

    void run() {
        set_priority(Priority::background);
        begin_contact();
        while (true) {
            SourceLook look = source_.look(stop_.get());
            if (look.outcome == SourceLook::Outcome::stopped) break;
            if (look.outcome == SourceLook::Outcome::changed) import(look);
            const auto pause = look.outcome == SourceLook::Outcome::failed ? failed(look) : succeeded();
            if (!wait(pause)) break;
        }
        forget_contact(options_.database, ContactKind::follow);
    }

  private:
    /// Whoever died while following left a note; else what was imported last is as old as its import. Nobody is told
    /// before the first look is over.
    void begin_contact() {
        if (const auto left = last_contact(options_.database, ContactKind::follow)) {
            contact_ = left->last;
        } else if (auto database = Database::open_if_there(options_.database)) {
            contact_ = last_import(*database, source_.name());
        }
        if (contact_) note_contact(options_.database, ContactKind::follow, *contact_, wall_clock() - *contact_ + grace);
    }

    void import(SourceLook& look) {
        try {
            const ImportReport report = import_schedule(options_.database, {.content = std::move(look.content),
                                                                            .name = in_quotes(source_.name()),
                                                                            .path = source_.name(),
                                                                            .timezone = options_.timezone,
                                                                            .device = this_device().name,
                                                                            .replace = options_.replace});
            source_.take();
            options_.replace = false;  // once: a source that becomes another event by mistake is refused
            std::printf("imported %s (%s): %zu sessions (%zu cancelled), %zu topics, %zu skipped, %zu warnings\n",
                        report.event.c_str(), report.content.format.c_str(), report.content.sessions.size(), report.cancelled(),
                        report.content.topics.size(), report.content.skipped.size(), report.content.warnings.size());
            std::fflush(stdout);
        } catch (const std::exception& error) {
            look.outcome = SourceLook::Outcome::failed;
            look.why = error.what();
        }
    }

    std::chrono::seconds succeeded() {
        contact_ = wall_clock();
        note_contact(options_.database, ContactKind::follow, *contact_, options_.every + grace);
        if (!trouble_.empty()) std::fprintf(stderr, "kiosk: %s is read again\n", in_quotes(source_.name()).c_str());
        trouble_.clear();
        failures_ = 0;
        return options_.every;
    }

    std::chrono::seconds failed(const SourceLook& look) {
        ++failures_;
        if (look.why != trouble_) {
            const std::string name = in_quotes(source_.name());
            const bool names_it = look.why.starts_with(name);
            std::fprintf(stderr, "kiosk: %s%s; the programme stays as it is, and it is tried again\n",
                         names_it ? "" : (name + ": ").c_str(), look.why.c_str());
            trouble_ = look.why;
        }
        if (contact_ && failures_ >= failures_that_count) note_contact(options_.database, ContactKind::follow, *contact_, 0s);
        return std::max(pause_after(failures_, options_.every), look.wait_at_least);
    }

    /// Waits for the next look.
    /// @return false when told to stop
    bool wait(std::chrono::seconds pause) {
        const auto due = Clock::now() + pause;
        while (true) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now());
            if (left <= 0ms) return true;
            std::array<pollfd, 2> events = {{{stop_.get(), POLLIN, 0}, {source_.changes(), POLLIN, 0}}};
            if (poll(events.data(), events.size(), static_cast<int>(left.count())) <= 0) continue;
            if (events[0].revents != 0) return false;
            if (events[1].revents != 0 && source_.heard_change()) return true;
        }
    }

    FollowedSource& source_;
    FollowOptions options_;
    UniqueFd stop_;
    std::optional<Instant> contact_ = {};
    std::string trouble_ = {};  // told last; empty: all is well
    int failures_ = 0;          // on end
};

}  // namespace

void follow(FollowedSource& source, const FollowOptions& options) { Following{source, options}.run(); }

}  // namespace kiosk
