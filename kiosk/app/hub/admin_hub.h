#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/database.h"

namespace kiosk {

/// The address of a PostgreSQL as it was given.
///
/// @param option  for the sentence, e.g. "--hub"
/// @throws UsageError  when it is none
std::string hub_address_option(std::string_view option, const std::string& text);

/// The organiser's connection to the hub, with all rights.
///
/// @param url  of --hub; empty: the one that hub init or hub start remembered beside the database
/// @throws std::runtime_error  when none is known; UsageError when the one given is no address
Postgres connect_as_organiser(const Database& database, const std::string& url);

/// Remembers the organiser's hub for the commands to come.
void remember_hub(const Database& database, const std::string& url);

/// The hub's id of the event that this database is about; else of the hub's only event.
///
/// @throws std::runtime_error  when there is none, or several and none is this database's
std::string event_on(Postgres& hub, const Database& database);

}  // namespace kiosk
