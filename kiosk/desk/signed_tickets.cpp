#include "kiosk/desk/signed_tickets.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "kiosk/sources/tickets/pretix_ticket.h"
#include "kiosk/sources/tickets/signed_ticket.h"

namespace kiosk {
namespace {

constexpr std::size_t id_digits = 12;

std::vector<PublicKey> keys_for(TicketSigner signer, std::span<const TrustedKey> keys) {
    std::vector<PublicKey> result;
    for (const TrustedKey& key : keys) {
        if (key.signer != signer || key.public_key.size() != PublicKey{}.size()) continue;
        std::ranges::transform(key.public_key, result.emplace_back().begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    }
    return result;
}

std::optional<WrittenTime> written(const std::optional<Instant>& moment) {
    if (!moment) return std::nullopt;
    return WrittenTime{ClockFace{moment->time_since_epoch()}, std::chrono::seconds{0}};
}

std::string id_of(std::uint64_t number) {
    std::string digits(id_digits, '0');
    for (std::size_t i = id_digits; i > 0; --i, number >>= 4U) digits[i - 1] = "0123456789abcdef"[number & 15U];
    return digits;
}

SignatureFinding finding_of(bool is_genuine) { return is_genuine ? SignatureFinding::good : SignatureFinding::bad_signature; }

/// pretix writes base64 backwards; its padding, then in front, may be left out.
std::string with_padding(std::string_view text) {
    const auto start = text.find_first_not_of('=');
    const std::string_view letters = start == std::string_view::npos ? "" : text.substr(start);
    return std::string((4 - letters.size() % 4) % 4, '=').append(letters);
}

}  // namespace

std::uint64_t signed_number_of(const std::string& attendee_id) {
    std::uint64_t number = 0;
    std::from_chars(attendee_id.data(), attendee_id.data() + attendee_id.size(), number, 16);
    return number;
}

SignedScan read_signed(std::string_view text, std::string_view event, std::span<const TrustedKey> keys) {
    if (const auto own = read_signed_ticket(text, keys_for(TicketSigner::kiosk, keys)))
        return {.finding = finding_of(own->is_genuine),
                .is_of_event = own->event == event_mark(event),
                .text = own->text,
                .ticket = {.id = id_of(own->attendee),
                           .type = own->ticket_type,
                           .valid_from = written(own->valid_from),
                           .valid_until = written(own->valid_until)}};
    // pretix has a key for each event: whose key it is, that is the event.
    if (const auto pretix = pretix_ticket(text, keys_for(TicketSigner::pretix, keys)))
        return {.finding = finding_of(pretix->is_genuine),
                .is_of_event = true,
                .text = with_padding(text),
                .ticket = {.type = std::to_string(pretix->product),
                           .valid_from = written(pretix->valid_from),
                           .valid_until = written(pretix->valid_until)}};
    return {};
}

}  // namespace kiosk
