#include "kiosk/phone/phone.h"

#include <cstdint>

namespace kiosk {
namespace {

constexpr std::size_t id_bytes = 8, time_bytes = 8, mark_bytes = 4;
constexpr std::string_view purpose = "phone";

std::string packed(Instant moment) {
    auto number = static_cast<std::uint64_t>(moment.time_since_epoch().count());
    std::string bytes(time_bytes, '\0');
    for (char& byte : bytes) byte = static_cast<char>(number & 0xffU), number >>= 8U;
    return bytes;
}

Instant moment_in(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = time_bytes; i > 0; --i) number = number << 8U | static_cast<unsigned char>(bytes[i - 1]);
    return Instant{std::chrono::seconds{static_cast<std::int64_t>(number)}};
}

}  // namespace

std::string packed(const Sight& sight) {
    return std::string(1, static_cast<char>(sight.screen.purpose)) + sight.screen.machine + sight.screen.room + packed(sight.at) +
           sight.nonce;
}

std::optional<Sight> unpacked_sight(std::string_view bytes) {
    if (bytes.size() != sight_bytes || bytes[0] < 1 || bytes[0] > 4) return std::nullopt;
    return Sight{.screen = {static_cast<ScreenPurpose>(bytes[0]), std::string{bytes.substr(1, mark_bytes)},
                            std::string{bytes.substr(1 + mark_bytes, mark_bytes)}},
                 .at = moment_in(bytes.substr(1 + 2 * mark_bytes, time_bytes)),
                 .nonce = std::string{bytes.substr(1 + 2 * mark_bytes + time_bytes)}};
}

Phone new_phone(Instant until) { return {.id = random_bytes(id_bytes), .until = until}; }

std::string sealed_phone(const Phone& phone, const Key& key) {
    std::string record{purpose};
    record.append(phone.id).append(packed(phone.until)).append(1, phone.is_known ? '1' : '0');
    record.append(phone.sight ? packed(*phone.sight) : std::string(sight_bytes, '\0'));
    return base64url(sealed(record.append(phone.code), key));
}

std::optional<Phone> unsealed_phone(std::string_view cookie, Instant now, const Key& key) {
    const auto box = from_base64url(cookie);
    const auto record = box ? unsealed(*box, key) : std::nullopt;
    constexpr std::size_t fixed = purpose.size() + id_bytes + time_bytes + 1 + sight_bytes;
    if (!record || !record->starts_with(purpose) || record->size() < fixed) return std::nullopt;
    std::string_view rest = std::string_view{*record}.substr(purpose.size());
    const auto take = [&](std::size_t count) {
        const std::string_view part = rest.substr(0, count);
        rest.remove_prefix(count);
        return part;
    };
    Phone phone{.id = std::string{take(id_bytes)}};
    phone.until = moment_in(take(time_bytes));
    phone.is_known = take(1) == "1";
    phone.sight = unpacked_sight(take(sight_bytes));
    phone.code = std::string{rest};
    return now < phone.until ? std::optional{phone} : std::nullopt;
}

}  // namespace kiosk
