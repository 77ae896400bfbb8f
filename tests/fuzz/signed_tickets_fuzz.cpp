#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kiosk/base/text.h"
#include "kiosk/sources/tickets/pretix_ticket.h"
#include "kiosk/sources/tickets/signed_ticket.h"

namespace {

using namespace kiosk;

void require(bool fact) {
    if (!fact) std::abort();
}

}  // namespace

/// Whatever the bytes: no ticket, or one whose signature decides; a ticket that was signed is read as it was, and with
/// one letter changed it is not genuine.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const SigningKey key = [] {
        SigningKey fixed{};
        fixed.fill(7);
        return fixed;
    }();
    static const std::array<PublicKey, 1> trusted = {public_key_of(key)};
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};

    if (const auto own = read_signed_ticket(text, trusted)) require(is_utf8(own->ticket_type));
    if (const auto others = pretix_ticket(text, trusted)) require(!others->is_genuine);
    public_key_from(text);
    signing_key_from(text);

    constexpr std::size_t head = 8;
    if (size < head) return 0;
    SignedTicket ticket{.event = event_mark(text.substr(0, head)), .ticket_type = clean_utf8(text.substr(head))};
    for (std::size_t i = 0; i < 6; ++i) ticket.attendee = ticket.attendee << 8U | bytes[i];
    const std::string written = sign_ticket(ticket, key);
    require(written.size() == signed_ticket_length);
    const auto read = read_signed_ticket(written, trusted);
    require(read && read->is_genuine && read->attendee == ticket.attendee && read->event == ticket.event);

    std::string changed = written;  // its last letter has bits to spare
    char& letter = changed[bytes[6] % (changed.size() - 1)];
    letter = letter == 'A' ? 'B' : 'A';
    const auto forged = read_signed_ticket(changed, trusted);
    require(!forged || !forged->is_genuine);
    return 0;
}
