#include "kiosk/store/contact.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <string>
#include <string_view>

#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

/// @return  0 for a note that nobody finished writing
std::chrono::seconds seconds_in(int note) {
    std::array<char, 20> digits = {};
    const ssize_t there = pread(note, digits.data(), digits.size(), 0);
    long seconds = 0;
    if (there > 0) std::from_chars(digits.data(), digits.data() + there, seconds);
    return std::chrono::seconds{seconds};
}

void write_seconds(int note, std::chrono::seconds seconds) {
    if (seconds_in(note) == seconds) return;
    const std::string digits = std::to_string(seconds.count()) + "\n";
    if (pwrite(note, digits.data(), digits.size(), 0) < 0) return;
    [[maybe_unused]] const int cut = ftruncate(note, static_cast<off_t>(digits.size()));
}

}  // namespace

std::filesystem::path contact_file(const std::filesystem::path& database, ContactKind kind) {
    return database.string() + (kind == ContactKind::follow ? ".follow-contact" : ".hub-contact");
}

void note_contact(const std::filesystem::path& database, ContactKind kind, Instant contact, std::chrono::seconds good_for) {
    const UniqueFd note{open(contact_file(database, kind).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)};
    if (!note) return;
    write_seconds(note.get(), good_for);
    const timespec time = {.tv_sec = contact.time_since_epoch().count(), .tv_nsec = 0};
    const timespec times[] = {time, time};
    futimens(note.get(), times);
}

void forget_contact(const std::filesystem::path& database, ContactKind kind) {
    unlink(contact_file(database, kind).c_str());
}

std::optional<Contact> last_contact(const std::filesystem::path& database, ContactKind kind) {
    const UniqueFd note{open(contact_file(database, kind).c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat state = {};
    if (!note || fstat(note.get(), &state) != 0) return std::nullopt;
    const Instant last{std::chrono::seconds{state.st_mtim.tv_sec}};
    return Contact{.last = last, .good_until = last + seconds_in(note.get())};
}

std::optional<Contact> weakest_contact(const std::filesystem::path& database) {
    std::optional<Contact> weakest;
    for (const ContactKind kind : {ContactKind::follow, ContactKind::hub})
        if (const auto contact = last_contact(database, kind); contact && (!weakest || contact->good_until < weakest->good_until))
            weakest = contact;
    return weakest;
}

}  // namespace kiosk
