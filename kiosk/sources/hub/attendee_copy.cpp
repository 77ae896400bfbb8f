#include "kiosk/sources/hub/attendee_copy.h"

#include <array>
#include <cstdint>
#include <optional>

#include "kiosk/sources/hub/postgres.h"

namespace kiosk {

namespace {

constexpr const char* oldest_columns =
    "id, digest, code_hash, state, revoked_by_hand, ticket_type, valid_from, valid_until, ticket_public, ticket_box, sessions, gone, place";
constexpr std::size_t columns = 15;
constexpr std::size_t header_bytes = 11 + 4;  // signature, flags; then the length of an extension

/// Takes what it reads off the front of a text.
class Bytes {
  public:
    explicit Bytes(std::string_view text) : text_(text) {}

    std::string_view next(std::size_t count) {
        if (count > text_.size()) throw HubError("the hub sent attendees that can't be read");
        const auto taken = text_.substr(0, count);
        text_.remove_prefix(count);
        return taken;
    }

    /// @param size  bytes, big end first
    std::int64_t number(std::size_t size) {
        std::uint64_t value = 0;
        for (const char c : next(size)) value = value << 8U | static_cast<unsigned char>(c);
        return size == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int32_t>(value);
    }

    std::optional<std::string_view> field() {
        const std::int64_t length = number(4);
        if (length < 0) return std::nullopt;
        return next(static_cast<std::size_t>(length));
    }

    bool empty() const { return text_.empty(); }

  private:
    std::string_view text_;
};

bool is_true(const std::optional<std::string_view>& field) { return field == std::string_view{"\1", 1}; }

}  // namespace

std::string copied_columns(Postgres& hub) {
    const Rows typed = hub.run("SELECT FROM pg_catalog.pg_attribute WHERE attrelid = 'kiosk.attendee'::regclass AND attname = 'typed_box'",
                               "say what it knows of attendees");
    return std::string{oldest_columns} + (typed.size() > 0 ? ", typed_hash, typed_box" : ", NULL::bytea, NULL::bytea");
}

void AttendeeCopy::read(std::string_view piece) {
    Bytes bytes{piece};
    if (!header_read_) {
        bytes.next(header_bytes);
        bytes.next(static_cast<std::size_t>(bytes.number(4)));
        header_read_ = true;
    }
    while (!bytes.empty()) {
        const std::int64_t count = bytes.number(2);
        if (count < 0) return;  // the end
        if (count != columns) throw HubError("the hub sent attendees of another shape");
        std::array<std::optional<std::string_view>, columns> field;
        for (auto& each : field) each = bytes.field();
        take_({.id = field[0].value_or(""),
               .digest = field[1].value_or(""),
               .code_hash = field[2],
               .state = field[3].value_or(""),
               .revoked_by_hand = is_true(field[4]),
               .ticket_type = field[5].value_or(""),
               .valid_from = field[6],
               .valid_until = field[7],
               .ticket_public = field[8],
               .ticket_box = field[9],
               .sessions = field[10],
               .typed_hash = field[13],
               .typed_box = field[14],
               .gone = is_true(field[11])},
              field[12].value_or(""));
    }
}

}  // namespace kiosk
