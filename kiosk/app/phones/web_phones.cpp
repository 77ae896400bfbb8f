#include "kiosk/app/phones/web_phones.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>

#include "kiosk/app/attendees/this_device.h"
#include "kiosk/app/options.h"
#include "kiosk/app/paths.h"
#include "kiosk/app/phones/phone_options.h"

namespace kiosk {
namespace {

using namespace std::chrono_literals;

constexpr auto try_again_after = 5s;

/// Serves when it can: a port that somebody else has may be free later, and the screen shows meanwhile.
class LastingService : public PhoneService {
  public:
    LastingService(PhoneServerOptions options, std::filesystem::path database)
        : thread_([options = std::move(options), database = std::move(database)](const std::stop_token& stop) {
              run(options, database, stop);
          }) {}

  private:
    static void wait(const std::stop_token& stop, std::chrono::seconds at_most) {
        std::mutex mutex;
        std::condition_variable_any asleep;
        std::unique_lock lock{mutex};
        asleep.wait_for(lock, stop, at_most, [] { return false; });
    }

    static void run(const PhoneServerOptions& options, const std::filesystem::path& database, const std::stop_token& stop) {
        bool told = false;
        while (!stop.stop_requested()) {
            try {
                const PhoneServer server{options, phone_desk(database, options.screen), languages_folder()};
                while (!stop.stop_requested()) wait(stop, 24h);
            } catch (const std::exception& error) {
                if (!std::exchange(told, true)) std::fprintf(stderr, "kiosk: %s; it is tried again every 5 s\n", error.what());
                options.tell(PhoneInvitation{});
                wait(stop, try_again_after);
            }
        }
    }

    std::jthread thread_;
};

/// A database that can't be read yet says nothing of it; that is for others to tell.
Device device_of(const std::filesystem::path& file) {
    try {
        const auto database = Database::open_if_there(file);
        return database ? this_device(*database) : this_device();
    } catch (const StoreError&) {
        return this_device();
    }
}

}  // namespace

WebPhones::WebPhones(const ShowOptions& options)
    : database_(options.database), is_rehearsal_(options.at || options.rate != 1), options_(phone_server_options(options.phones.value_or(PhoneOptions{}), "--web")) {}

PhoneServerOptions WebPhones::options_for(ScreenPurpose purpose, const std::string& room) const {
    PhoneServerOptions options = options_;
    options.screen = screen_mark(purpose, device_of(database_).id, room);
    return options;
}

std::unique_ptr<PhoneService> WebPhones::serve(ScreenPurpose purpose, const std::string& room, ShownClock clock,
                                               std::function<void(PhoneNews)> tell) {
    PhoneServerOptions options = options_for(purpose, room);
    options.moment = [clock, is_rehearsal = is_rehearsal_] {
        return PhoneMoment{.real = wall_clock(), .shown = clock.now().shown, .is_rehearsal = is_rehearsal};
    };
    options.tell = std::move(tell);
    return std::make_unique<LastingService>(std::move(options), database_);
}

PhoneInvitation WebPhones::invitation(ScreenPurpose purpose, const std::string& room) {
    const PhoneServerOptions options = options_for(purpose, room);
    return {code_url(options, options.listen.port, phone_desk(database_)->code_on(*options.screen, wall_clock()))};
}

}  // namespace kiosk
