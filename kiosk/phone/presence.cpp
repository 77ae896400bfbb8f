#include "kiosk/phone/presence.h"

#include <cstdint>

#include "kiosk/store/attendees/phone_greetings.h"

namespace kiosk {
namespace {

// A code in bytes: purpose, the low byte of its number, machine, room, proof.
constexpr std::size_t mark_bytes = 4, proof_bytes = 8, machine_at = 2, room_at = machine_at + mark_bytes,
                      proof_at = room_at + mark_bytes;
static_assert((proof_at + proof_bytes) * 4 / 3 == presence_length);
// A machine whose clock is a little ahead shows what is not due yet.
constexpr int earliest = -1, latest = static_cast<int>(code_counts / code_stays) - 1;

/// Counts the codes since 1970.
std::int64_t number_at(Instant now) { return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch() / code_stays; }

std::string proof(std::string_view shown, std::int64_t number, const Key& key) {
    return proof_of(std::string{shown}.append(" ").append(std::to_string(number)), key).substr(0, proof_bytes);
}

std::string four_bytes_of(std::string_view text) { return public_hash(text).substr(0, mark_bytes); }

bool is_purpose(unsigned char byte) { return byte >= 1 && byte <= 3; }

}  // namespace

ScreenMark screen_mark(ScreenPurpose purpose, std::string_view machine, std::string_view room) {
    return {purpose, machine_mark(machine), four_bytes_of(room)};
}

bool is_door_of(const ScreenMark& mark, std::string_view room) {
    return mark.purpose == ScreenPurpose::door && mark.room == four_bytes_of(room);
}

std::string presence_code(const ScreenMark& mark, Instant now, const Key& key) {
    const std::int64_t number = number_at(now);
    std::string bytes{static_cast<char>(mark.purpose), static_cast<char>(number & 0xff)};
    bytes.append(mark.machine).append(mark.room);
    return base64url(bytes + proof(bytes, number, key));
}

Instant next_presence_code(Instant now) { return Instant{(number_at(now) + 1) * code_stays}; }

std::optional<ScreenMark> seen_screen(std::string_view code, Instant now, const std::function<Key(const std::string&)>& key_of) {
    if (code.size() != presence_length) return std::nullopt;
    const auto bytes = from_base64url(code);
    if (!bytes || !is_purpose(static_cast<unsigned char>(bytes->front()))) return std::nullopt;
    const std::string_view shown = std::string_view{*bytes}.substr(0, proof_at);
    const ScreenMark mark{static_cast<ScreenPurpose>(bytes->front()), bytes->substr(machine_at, mark_bytes),
                          bytes->substr(room_at, mark_bytes)};
    const auto low = static_cast<unsigned char>((*bytes)[1]);
    for (int age = earliest; age <= latest; ++age) {
        const std::int64_t number = number_at(now) - age;
        if ((number & 0xff) != low) continue;
        const bool is_genuine = are_equal(std::string_view{*bytes}.substr(proof_at), proof(shown, number, key_of(mark.machine)));
        return is_genuine ? std::optional{mark} : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace kiosk
