#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

/// 32 secret bytes; wiped when they are no longer needed.
class Key {
  public:
    static constexpr std::size_t size = 32;

    Key() = default;
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();

    static Key random();

    /// @param bytes  32 of them
    /// @return       none when they are more or fewer
    static std::optional<Key> from(std::string_view bytes);

    const unsigned char* data() const { return bytes_.data(); }
    unsigned char* data() { return bytes_.data(); }
    std::string_view bytes() const { return {reinterpret_cast<const char*>(bytes_.data()), size}; }

  private:
    std::array<unsigned char, size> bytes_ = {};
};

/// Random bytes that nobody can foretell.
std::string random_bytes(std::size_t count);

/// Small hexadecimal digits, two a byte.
std::string hexadecimal(std::string_view bytes);

/// The letters that an address may hold (RFC 4648, base64url without padding).
std::string base64url(std::string_view bytes);

/// @return none when the text is anything else, or not the one way to write its bytes
std::optional<std::string> from_base64url(std::string_view text);

/// 16 bytes that only who has the key can make of a text.
std::string proof_of(std::string_view text, const Key& key);

/// Whether two byte strings are equal; takes as long wherever they differ.
bool are_equal(std::string_view one, std::string_view other);

/// 16 bytes that stand for a text; no key is needed to make them.
std::string public_hash(std::string_view text);

/// SHA-256, which PostgreSQL has, too.
std::string sha256(std::string_view text);

/// Hides a text from all who don't have the key, and shows them any change of it.
std::string sealed(std::string_view text, const Key& key);

/// @return none when it was sealed with another key, or is not whole
std::optional<std::string> unsealed(std::string_view box, const Key& key);

}  // namespace kiosk
