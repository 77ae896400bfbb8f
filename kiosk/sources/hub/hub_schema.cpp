#include "kiosk/sources/hub/hub_schema.h"

#include <charconv>
#include <string>

namespace kiosk {
namespace {

constexpr const char* tried = "make its tables";

int number_in(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

int steps_done(Postgres& hub) {
    if (hub.run("SELECT to_regclass('kiosk.step') IS NOT NULL", tried).text(0, 0) == "t")
        return number_in(hub.run("SELECT coalesce(max(number), 0) FROM kiosk.step", tried).text(0, 0));
    if (hub.run("SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'kiosk'", tried).size() > 0)
        throw HubError("the database " + hub.database() +
                       " has a schema \"kiosk\" that is no hub: make another database and name it in the URL");
    return 0;
}

}  // namespace

HubUpgrade upgrade_hub(Postgres& hub) {
    constexpr int oldest = 150000;
    if (hub.version() < oldest)
        throw HubError("the hub needs PostgreSQL 15 or newer; this server is " + std::to_string(hub.version() / 10000));
    HubUpgrade upgrade;
    hub.transaction([&] {
        const auto steps = hub_steps();
        // Two organisers at once wait for each other here; the lock ends with the transaction.
        hub.run("SELECT pg_advisory_xact_lock(1802071923)", tried);
        upgrade.before = steps_done(hub);
        upgrade.now = static_cast<int>(steps.size());
        if (upgrade.before > upgrade.now)
            throw HubError("this hub was made by a newer kiosk (step " + std::to_string(upgrade.before) + "; this one knows " +
                           std::to_string(upgrade.now) + "): update this kiosk");
        if (upgrade.before == 0)
            hub.run_script("CREATE SCHEMA kiosk; CREATE TABLE kiosk.step (number int PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())",
                           tried);
        for (int step = upgrade.before; step < upgrade.now; ++step) {
            hub.run_script(std::string{steps[static_cast<std::size_t>(step)]}, tried);
            hub.run("INSERT INTO kiosk.step (number) VALUES ($1)", tried, {std::to_string(step + 1)});
        }
    });
    return upgrade;
}

void make_hub_database(Postgres& server) {
    if (server.run("SELECT FROM pg_catalog.pg_database WHERE datname = 'kiosk'", "look for its database").size() > 0) return;
    server.run("CREATE DATABASE kiosk", "make its database");
}

void begin_new_epoch(Postgres& hub) {
    hub.run("UPDATE kiosk.event SET epoch = replace(gen_random_uuid()::text, '-', '')", "begin a new epoch");
}

}  // namespace kiosk
