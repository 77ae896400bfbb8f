#include "kiosk/sources/tickets/signed_ticket.h"

#include <sodium.h>

#include <algorithm>
#include <vector>

#include "kiosk/base/fold.h"
#include "kiosk/base/text.h"

namespace kiosk {
namespace {

constexpr std::string_view start = "KS";
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::uint8_t version = 1;

constexpr std::size_t attendee_size = 6;
constexpr std::size_t moment_size = 4;
constexpr std::size_t type_size = 12;
constexpr std::size_t payload_size = 1 + std::tuple_size_v<EventMark> + attendee_size + 2 * moment_size + type_size;
constexpr std::size_t signature_size = crypto_sign_BYTES;
static_assert(start.size() + (payload_size + signature_size) * 8 / 5 == signed_ticket_length);

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, std::uint64_t number, std::size_t size) {
    for (std::size_t i = size; i-- > 0;) bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

std::uint64_t take(std::span<const std::uint8_t>& bytes, std::size_t size) {
    std::uint64_t number = 0;
    for (const auto byte : bytes.first(size)) number = number << 8U | byte;
    bytes = bytes.subspan(size);
    return number;
}

std::uint64_t seconds_of(const std::optional<Instant>& moment) {
    constexpr long long latest = 0xffffffff;  // in the year 2106
    return moment ? static_cast<std::uint64_t>(
                        std::clamp(moment->time_since_epoch().count(), std::int64_t{1}, std::int64_t{latest}))
                  : 0;
}

std::optional<Instant> moment_of(std::uint64_t seconds) {
    if (seconds == 0) return {};
    return Instant{std::chrono::seconds{static_cast<long long>(seconds)}};
}

std::string_view cut(std::string_view text, std::size_t size) {
    if (text.size() <= size) return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
    return text.substr(0, size);
}

Bytes payload_of(const SignedTicket& ticket) {
    Bytes bytes = {version};
    bytes.insert(bytes.end(), ticket.event.begin(), ticket.event.end());
    append(bytes, ticket.attendee, attendee_size);
    append(bytes, seconds_of(ticket.valid_from), moment_size);
    append(bytes, seconds_of(ticket.valid_until), moment_size);
    const auto type = cut(ticket.ticket_type, type_size);
    bytes.insert(bytes.end(), type.begin(), type.end());
    bytes.resize(payload_size);
    return bytes;
}

SignedTicket ticket_from(std::span<const std::uint8_t> payload) {
    SignedTicket ticket;
    payload = payload.subspan(1);
    std::copy_n(payload.begin(), ticket.event.size(), ticket.event.begin());
    payload = payload.subspan(ticket.event.size());
    ticket.attendee = take(payload, attendee_size);
    ticket.valid_from = moment_of(take(payload, moment_size));
    ticket.valid_until = moment_of(take(payload, moment_size));
    const auto end = std::ranges::find(payload, std::uint8_t{0});
    ticket.ticket_type = clean_utf8(std::string(payload.begin(), end));
    return ticket;
}

std::string in_letters(const Bytes& bytes) {
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const auto byte : bytes) {
        held = held << 8U | byte;
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[held >> (bits - 5) & 31U];
    }
    return text;
}

char put_right(char letter) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'I' || letter == 'L') return '1';
    return letter == 'O' ? '0' : letter;
}

std::optional<Bytes> from_letters(std::string_view text) {
    Bytes bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char letter : text) {
        const auto value = alphabet.find(put_right(letter));
        if (value == std::string_view::npos) return {};
        held = held << 5U | static_cast<std::uint32_t>(value);
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<std::uint8_t>(held >> bits));
    }
    return bytes;
}

}  // namespace

EventMark event_mark(std::string_view event_name) {
    const auto name = folded(trimmed(event_name));
    std::array<std::uint8_t, crypto_generichash_BYTES> hash;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(name.data()), name.size(),
                       nullptr, 0);
    EventMark mark;
    std::copy_n(hash.begin(), mark.size(), mark.begin());
    return mark;
}

std::string sign_ticket(const SignedTicket& ticket, const SigningKey& key) {
    auto bytes = payload_of(ticket);
    PublicKey unused;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
    std::array<std::uint8_t, signature_size> signature;
    crypto_sign_seed_keypair(unused.data(), secret.data(), key.data());
    crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return std::string(start) + in_letters(bytes);
}

std::optional<SignedTicket> read_signed_ticket(std::string_view text, std::span<const PublicKey> keys) {
    if (text.size() != signed_ticket_length) return {};
    for (std::size_t i = 0; i < start.size(); ++i)
        if (put_right(text[i]) != start[i]) return {};
    const auto bytes = from_letters(text.substr(start.size()));
    if (!bytes || bytes->front() != version) return {};
    const auto payload = std::span(*bytes).first(payload_size);
    auto ticket = ticket_from(payload);
    ticket.text = std::string(start) + in_letters(*bytes);
    ticket.is_genuine = is_signed_by_one(keys, payload, std::span(*bytes).subspan(payload_size));
    return ticket;
}

}  // namespace kiosk
