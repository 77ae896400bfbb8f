#include "kiosk/sources/tickets/pretix_ticket.h"

#include <sodium.h>

#include <cstdint>
#include <vector>

namespace kiosk {
namespace {

using Bytes = std::span<const std::uint8_t>;

// The form: version, length of payload, length of signature (two bytes each, the high one first), payload, signature;
// in base64, written backwards.
constexpr std::size_t head_size = 5;
constexpr std::size_t signature_size = 64;
constexpr std::size_t longest_text = 2048;

std::vector<std::uint8_t> backwards_base64(std::string_view text) {
    const std::string forwards(text.rbegin(), text.rend());
    std::vector<std::uint8_t> bytes(forwards.size());
    for (const int variant : {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING}) {
        std::size_t size = 0;
        if (sodium_base642bin(bytes.data(), bytes.size(), forwards.data(), forwards.size(), nullptr, &size, nullptr,
                              variant) != 0)
            continue;
        bytes.resize(size);
        return bytes;
    }
    return {};
}

/// Walks over the fields of a protobuf message (its wire format), never past the end.
class Fields {
  public:
    explicit Fields(Bytes rest) : rest_(rest) {}

    bool at_end() const { return rest_.empty(); }

    std::optional<std::uint64_t> number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
            const auto byte = rest_.front();
            rest_ = rest_.subspan(1);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0) return value;
        }
        return {};
    }

    std::optional<Bytes> bytes(std::uint64_t size) {
        if (size > rest_.size()) return {};
        const auto result = rest_.first(static_cast<std::size_t>(size));
        rest_ = rest_.subspan(static_cast<std::size_t>(size));
        return result;
    }

  private:
    Bytes rest_;
};

std::optional<Instant> moment(std::uint64_t seconds) {
    constexpr std::uint64_t year_9999 = 253'402'300'800;
    if (seconds == 0 || seconds > year_9999) return {};
    return Instant{std::chrono::seconds{static_cast<long long>(seconds)}};
}

void set_number(PretixTicket& ticket, std::uint64_t field, std::uint64_t value) {
    switch (field) {
        case 2:
            ticket.product = static_cast<long long>(value);
            break;
        case 3:
            ticket.variation = static_cast<long long>(value);
            break;
        case 4:
            ticket.date = static_cast<long long>(value);
            break;
        case 5:
            ticket.valid_from = moment(value);
            break;
        case 6:
            ticket.valid_until = moment(value);
            break;
        default:
            break;
    }
}

/// Reads the next field; false where the message is broken.
bool take_field(Fields& fields, PretixTicket& ticket) {
    enum Kind : std::uint64_t { varint = 0, eight_bytes = 1, counted = 2, four_bytes = 5 };
    const auto tag = fields.number();
    if (!tag) return false;
    const std::uint64_t field = *tag >> 3;
    switch (*tag & 7U) {
        case varint: {
            const auto value = fields.number();
            if (value) set_number(ticket, field, *value);
            return value.has_value();
        }
        case counted: {
            const auto size = fields.number();
            const auto content = size ? fields.bytes(*size) : std::nullopt;
            if (content && field == 1) ticket.seed.assign(content->begin(), content->end());
            return content.has_value();
        }
        case eight_bytes:
            return fields.bytes(8).has_value();
        case four_bytes:
            return fields.bytes(4).has_value();
        default:
            return false;
    }
}

}  // namespace

std::optional<PretixTicket> pretix_ticket(std::string_view text, std::span<const PublicKey> keys) {
    if (text.empty() || text.size() > longest_text) return {};
    const auto all = backwards_base64(text);
    if (all.size() < head_size || all[0] != 1) return {};
    const std::size_t payload_size = static_cast<std::size_t>(all[1]) << 8U | all[2];
    const std::size_t signed_by_size = static_cast<std::size_t>(all[3]) << 8U | all[4];
    if (signed_by_size != signature_size || all.size() != head_size + payload_size + signature_size) return {};

    const auto payload = Bytes(all).subspan(head_size, payload_size);
    PretixTicket ticket;
    for (Fields fields(payload); !fields.at_end();)
        if (!take_field(fields, ticket)) return {};
    ticket.is_genuine = is_signed_by_one(keys, payload, Bytes(all).last(signature_size));
    return ticket;
}

}  // namespace kiosk
