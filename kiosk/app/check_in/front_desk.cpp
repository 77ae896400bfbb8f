#include "kiosk/app/check_in/front_desk.h"

#include <unistd.h>

#include <cstdio>

#include "kiosk/app/attendees/hub_clock.h"
#include "kiosk/app/attendees/this_device.h"
#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/hub_standing.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t least_space = 1 << 20;

/// Whether the text itself was at fault: as another keyboard writes it, it may be a ticket.
bool is_no_ticket(const CheckInAnswer& answer) {
    return answer.verdict == Verdict::unknown || answer.verdict == Verdict::unreadable ||
           answer.verdict == Verdict::wrong_event || answer.verdict == Verdict::bad_signature;
}

}  // namespace

FrontDesk::FrontDesk(fs::path database) : file_(std::move(database)), device_(this_device()) {}

CheckInDesk& FrontDesk::open() {
    std::error_code ignored;
    if (is_empty_ && fs::exists(file_, ignored)) desk_.reset();
    if (desk_) return *desk_;
    database_ = Database::open_if_there(file_);
    is_empty_ = !database_;
    if (!database_) database_ = Database::in_memory();
    device_ = this_device(*database_);
    desk_ = std::make_unique<CheckInDesk>(*database_, device_);
    return *desk_;
}

Trouble FrontDesk::told(std::string_view tried, const std::exception& error) const {
    std::error_code failed;
    const bool was_open = desk_ != nullptr;
    const fs::path folder = fs::absolute(file_, failed).parent_path();
    const auto space = fs::space(folder, failed);
    const bool full = !failed && space.available < least_space;
    const bool closed = access(folder.c_str(), W_OK) != 0 || access(file_.c_str(), W_OK) != 0;
    const char* code = full ? "D1" : closed ? "D2" : was_open ? "D4" : "D3";
    std::fprintf(stderr, "kiosk: check-in is out of order (%s), could not %.*s: %s\n", code, static_cast<int>(tried.size()),
                 tried.data(), error.what());
    return {code, device_.name};
}

std::variant<CheckInAnswer, Trouble> FrontDesk::answer(std::string_view text, std::string_view as_us, Instant now,
                                                       const std::optional<std::string>& door) {
    try {
        CheckInDesk& desk = open();
        if (hub_standing(*database_).membership == HubMembership::taken_off) return taken_off();
        const auto judged = [&](std::string_view scan) {
            return door ? desk.answer_at_door(scan, now, *door) : desk.answer(scan, now, std::nullopt);
        };
        CheckInAnswer first = judged(text);
        if (!is_no_ticket(first) || as_us == text || as_us.empty()) return first;
        CheckInAnswer second = judged(as_us);
        return is_no_ticket(second) ? first : second;
    } catch (const std::exception& error) {
        const Trouble trouble = told("record a scan", error);
        desk_.reset();  // the next one begins with a new connection
        return trouble;
    }
}

void FrontDesk::get_ready() {
    try {
        open().get_ready();
    } catch (const std::exception&) {
        desk_.reset();  // the next one begins with a new connection
    }
}

std::chrono::seconds FrontDesk::clock_error() {
    try {
        open();
        return kiosk::clock_error(*database_);
    } catch (const std::exception&) {
        return std::chrono::seconds{0};  // the scan itself meets the same trouble, and tells it
    }
}

std::optional<Trouble> FrontDesk::trouble() {
    try {
        open();
        if (hub_standing(*database_).membership == HubMembership::taken_off) return taken_off();
        try_to_record(*database_);
        std::error_code failed;
        const auto space = fs::space(fs::absolute(file_, failed).parent_path(), failed);
        if (!is_empty_ && !failed && space.available < least_space) return Trouble{"D1", device_.name};
        return std::nullopt;
    } catch (const std::exception& error) {
        const Trouble trouble = told("open the database", error);
        desk_.reset();
        return trouble;
    }
}

bool FrontDesk::lets_out(std::string_view passphrase) {
    try {
        open();
        if (!has_organiser(*database_)) return true;
        OrganiserKey::open(*database_, passphrase);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace kiosk
