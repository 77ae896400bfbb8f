#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

/// Verifies tickets. Ed25519 (RFC 8032).
using PublicKey = std::array<std::uint8_t, 32>;

/// Signs tickets: the seed of an Ed25519 key. Stays with the organiser.
using SigningKey = std::array<std::uint8_t, 32>;

/// A new key that nobody can foretell.
SigningKey new_signing_key();

/// What verifies the tickets that a key signs.
PublicKey public_key_of(const SigningKey& key);

/// Reads a public key: PEM ("BEGIN PUBLIC KEY", RFC 8410), or the base64 of that PEM, as pretix gives it out.
///
/// @return  none when it is anything else, keys of other kinds included
std::optional<PublicKey> public_key_from(std::string_view text);

/// Reads a signing key: PEM ("BEGIN PRIVATE KEY", RFC 8410), not encrypted.
std::optional<SigningKey> signing_key_from(std::string_view text);

std::string to_pem(const PublicKey& key);

/// The key itself: whoever has this text can make tickets.
std::string signing_key_pem(const SigningKey& key);

/// Whether a signature of 64 bytes over a message is by one of the keys.
bool is_signed_by_one(std::span<const PublicKey> keys, std::span<const std::uint8_t> message,
                      std::span<const std::uint8_t> signature);

}  // namespace kiosk
