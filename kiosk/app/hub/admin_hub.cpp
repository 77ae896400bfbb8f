#include "kiosk/app/hub/admin_hub.h"

#include <algorithm>
#include <stdexcept>

#include "kiosk/app/options.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/hub/hub_admin.h"
#include "kiosk/store/hub/hub_folder.h"
#include "kiosk/store/hub/hub_link.h"

namespace kiosk {

std::string hub_address_option(std::string_view option, const std::string& text) {
    const auto address = trimmed(text);
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) return std::string{address};
    throw UsageError(std::string{option} + ": " + in_quotes(clean_utf8(text)) +
                     " is no address of a hub: write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
}

Postgres connect_as_organiser(const Database& database, const std::string& url) {
    const std::string known = url.empty() ? HubFolder{database}.read(HubFolder::url) : hub_address_option("--hub", url);
    const std::string address{trimmed(known)};
    if (const auto link = load_hub_link(database); address.empty() && link && !link->publishes)
        throw std::runtime_error("this machine is the device " + in_quotes(link->name) + " of the hub at " + link->host + ":" +
                                 std::to_string(link->port) + ", without the organiser's rights: ask on the organiser's machine, or name its address "
                                 "of the hub with --hub URL");
    if (address.empty())
        throw std::runtime_error(
            "no hub is known: kiosk hub start makes one on this machine, kiosk hub init URL takes a PostgreSQL that is there, --hub URL names one");
    return Postgres::connect({{"dbname", address}});
}

void remember_hub(const Database& database, const std::string& url) { HubFolder{database}.write(HubFolder::url, url + "\n"); }

std::string event_on(Postgres& hub, const Database& database) {
    const auto events = events_of(hub);
    if (!events) throw std::runtime_error("this PostgreSQL is no hub yet: kiosk hub init URL makes it one");
    if (const auto link = load_hub_link(database); link && std::ranges::find(*events, link->event) != events->end()) return link->event;
    if (events->empty()) throw std::runtime_error("the hub has no event yet: kiosk hub publish brings this machine's");
    if (events->size() > 1)
        throw std::runtime_error("the hub has several events, and this database belongs to none of them: name the one that was published with --db FILE");
    return events->front();
}

}  // namespace kiosk
