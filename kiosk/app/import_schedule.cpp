#include "kiosk/app/import_schedule.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "kiosk/app/options.h"
#include "kiosk/sources/files/reader.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

/// A rehearsal leaves no new file behind.
Database open(const std::filesystem::path& file, bool dry_run) {
    if (!dry_run) return Database::open(file);
    auto database = Database::open_if_there(file);
    return database ? std::move(*database) : Database::in_memory();
}

Settled settled(const Database& database, Draft draft, const ImportRequest& request) {
    if (!request.timezone.empty() || !holds_event(database)) return settle(std::move(draft), request.timezone);
    const bool names_zone = Zone::named(draft.timezone) || Zone::of_city(draft.city);
    Settled content = settle(draft, "");
    const auto kept = zone_to_keep(database, content, request.path, names_zone);
    return kept && *kept != content.event.timezone ? settle(std::move(draft), *kept) : content;
}

}  // namespace

std::size_t ImportReport::cancelled() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(content.sessions, [](const SettledSession& each) { return each.session.cancelled; }));
}

ImportReport import_schedule(const std::filesystem::path& file, ImportRequest request) {
    Reading reading = read_schedule(request.content);
    if (!reading.understood) throw std::runtime_error(request.name + ": " + reading.refusal);
    Database database = open(file, request.dry_run);
    ImportReport report{.content = settled(database, std::move(reading.draft), request), .dry_run = request.dry_run};
    ImportOutcome outcome = store_import(database, report.content,
                                         {.path = request.path,
                                          .at = wall_clock(),
                                          .device = request.device,
                                          .replace = request.replace,
                                          .dry_run = request.dry_run,
                                          .zone_is_asked = !request.timezone.empty()});
    report.event = outcome.event;
    report.changes = outcome.changes;
    std::ranges::move(outcome.warnings, std::back_inserter(report.content.warnings));
    return report;
}

}  // namespace kiosk
