#include "kiosk/sources/tickets/signing_keys.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

using Bytes = std::vector<std::uint8_t>;
using KeyBytes = std::array<std::uint8_t, 32>;

// What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410).
constexpr std::array<std::uint8_t, 12> public_start = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                       0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::array<std::uint8_t, 16> private_start = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                        0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::size_t longest_text = 4096;
constexpr std::string_view public_name = "PUBLIC KEY";
constexpr std::string_view private_name = "PRIVATE KEY";

void start_sodium() {
    if (sodium_init() < 0) throw std::runtime_error("the library libsodium can't be started");
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.empty() || text.size() > longest_text) return {};
    Bytes bytes(text.size());
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), " \t\r\n", &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        return {};
    bytes.resize(size);
    return bytes;
}

/// What stands between the lines of a PEM text; none when it is no such text.
std::optional<Bytes> pem_content(std::string_view text, std::string_view name) {
    const auto begin = "-----BEGIN " + std::string(name) + "-----";
    const auto end = "-----END " + std::string(name) + "-----";
    text = trimmed(text);
    if (!text.starts_with(begin) || !text.ends_with(end) || text.size() < begin.size() + end.size()) return {};
    return from_base64(text.substr(begin.size(), text.size() - begin.size() - end.size()));
}

std::optional<KeyBytes> key_after(std::span<const std::uint8_t> start, const std::optional<Bytes>& der) {
    KeyBytes key;
    if (!der || der->size() != start.size() + key.size() || !std::equal(start.begin(), start.end(), der->begin()))
        return {};
    std::copy_n(der->begin() + static_cast<std::ptrdiff_t>(start.size()), key.size(), key.begin());
    return key;
}

std::string pem(std::span<const std::uint8_t> start, const KeyBytes& key, std::string_view name) {
    Bytes der(start.begin(), start.end());
    der.insert(der.end(), key.begin(), key.end());
    std::string base64(sodium_base64_ENCODED_LEN(der.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(base64.data(), base64.size(), der.data(), der.size(), sodium_base64_VARIANT_ORIGINAL);
    base64.pop_back();
    sodium_memzero(der.data(), der.size());
    return "-----BEGIN " + std::string(name) + "-----\n" + base64 + "\n-----END " + std::string(name) + "-----\n";
}

}  // namespace

SigningKey new_signing_key() {
    start_sodium();
    SigningKey key;
    randombytes_buf(key.data(), key.size());
    return key;
}

PublicKey public_key_of(const SigningKey& key) {
    start_sodium();
    PublicKey result;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(result.data(), secret.data(), key.data());
    sodium_memzero(secret.data(), secret.size());
    return result;
}

std::optional<PublicKey> public_key_from(std::string_view text) {
    if (const auto key = key_after(public_start, pem_content(text, public_name))) return key;
    const auto inner = from_base64(trimmed(text));
    if (!inner) return {};
    return key_after(public_start,
                     pem_content({reinterpret_cast<const char*>(inner->data()), inner->size()}, public_name));
}

std::optional<SigningKey> signing_key_from(std::string_view text) {
    return key_after(private_start, pem_content(text, private_name));
}

std::string to_pem(const PublicKey& key) { return pem(public_start, key, public_name); }

std::string signing_key_pem(const SigningKey& key) { return pem(private_start, key, private_name); }

bool is_signed_by_one(std::span<const PublicKey> keys, std::span<const std::uint8_t> message,
                      std::span<const std::uint8_t> signature) {
    start_sodium();
    return signature.size() == crypto_sign_BYTES && std::ranges::any_of(keys, [&](const PublicKey& key) {
               return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
           });
}

}  // namespace kiosk
