#include "kiosk/app/shown_programme.h"

#include <sys/stat.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "kiosk/app/file_content.h"
#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/xml/frab_xml.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {

Programme demo_programme(const std::filesystem::path& assets) {
    const auto file = assets / "demo.schedule.xml";
    Reading reading = frab_xml_reader().read(file_content(file));
    if (!reading.understood) throw std::runtime_error("the built-in demo is not understood: " + reading.refusal);
    Database database = Database::in_memory();
    store_import(database, settle(std::move(reading.draft), ""), {.path = file.string()});
    Programme programme = load_programme(database).value();
    programme.is_demo = true;
    return programme;
}

Instant demo_clock_start(const Programme& programme) {
    using namespace std::chrono_literals;
    Instant best = programme.sessions.empty() ? Instant{} : programme.sessions.front().starts;
    std::ptrdiff_t most = 0;
    for (const Session& session : programme.sessions) {
        const Instant moment = session.starts + 10min;
        const auto running = std::ranges::count_if(programme.sessions, [&](const Session& s) { return s.runs_at(moment); });
        if (running > most) {
            most = running;
            best = moment;
        }
    }
    return best;
}

ShownProgramme::ShownProgramme(std::filesystem::path database, std::filesystem::path assets)
    : file_(std::move(database)), assets_(std::move(assets)) {}

ShownProgramme::Seen ShownProgramme::look() const {
    struct stat file = {};
    if (stat(file_.c_str(), &file) != 0) return {};
    Seen seen{.there = true, .device = file.st_dev, .inode = file.st_ino};
    if (database_ && database_->is_frozen()) {
        struct stat log = {};
        seen.changed_ns = file.st_mtim.tv_sec * 1'000'000'000L + file.st_mtim.tv_nsec;
        seen.log_size = stat((file_.string() + "-wal").c_str(), &log) == 0 ? log.st_size : 0;
    }
    return seen;
}

std::optional<Programme> ShownProgramme::changed() {
    if (look() != seen_) {
        seen_.reset();
        database_.reset();
        version_.reset();
        database_ = Database::open_if_there(file_);
        seen_ = look();
    }
    std::optional<Programme> programme;
    if (database_) {
        const int version = database_->data_version();
        if (version == version_) return std::nullopt;
        programme = load_programme(*database_);
        // What its hub has is on its way; the demo would be taken for it.
        if (!programme && paired_screen(*database_)) programme = Programme{};
        version_ = version;
    }
    if (programme) {
        demo_given_ = false;
        return programme;
    }
    if (demo_given_) return std::nullopt;
    programme = demo_programme(assets_);
    demo_given_ = true;
    return programme;
}

std::optional<PairedScreen> screen_by_hub(const std::filesystem::path& file) {
    try {
        const auto database = Database::open_if_there(file);
        return database ? paired_screen(*database) : std::nullopt;
    } catch (const StoreError&) {
        return std::nullopt;
    }
}

Programme programme_now(const std::filesystem::path& database, const std::filesystem::path& assets) {
    return ShownProgramme{database, assets}.changed().value();
}

}  // namespace kiosk
