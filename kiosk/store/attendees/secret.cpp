#include "kiosk/store/attendees/secret.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace kiosk {
namespace {

const unsigned char* unsigned_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* unsigned_bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Key::~Key() { sodium_memzero(bytes_.data(), size); }

Key Key::random() {
    Key key;
    randombytes_buf(key.data(), size);
    return key;
}

std::optional<Key> Key::from(std::string_view bytes) {
    if (bytes.size() != size) return std::nullopt;
    Key key;
    std::ranges::copy(bytes, key.bytes_.begin());
    return key;
}

std::string random_bytes(std::size_t count) {
    if (sodium_init() < 0) throw std::runtime_error("this machine gives no random numbers");
    std::string bytes(count, '\0');
    randombytes_buf(bytes.data(), count);
    return bytes;
}

std::string hexadecimal(std::string_view bytes) {
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), unsigned_bytes(bytes), bytes.size());
    text.pop_back();
    return text;
}

std::string base64url(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), unsigned_bytes(bytes), bytes.size(), variant);
    text.pop_back();
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes(text.size() * 3 / 4 + 1, '\0');
    std::size_t count = 0;
    const char* end = nullptr;
    const int failed = sodium_base642bin(unsigned_bytes(bytes), bytes.size(), text.data(), text.size(), nullptr, &count, &end,
                                         sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(count);
    return bytes;
}

std::string proof_of(std::string_view text, const Key& key) {
    std::string proof(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(unsigned_bytes(proof), proof.size(), unsigned_bytes(text), text.size(), key.data(), Key::size);
    return proof;
}

bool are_equal(std::string_view one, std::string_view other) {
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

std::string public_hash(std::string_view text) {
    std::string hash(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(unsigned_bytes(hash), hash.size(), unsigned_bytes(text), text.size(), nullptr, 0);
    return hash;
}

std::string sha256(std::string_view text) {
    std::string hash(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(unsigned_bytes(hash), unsigned_bytes(text), text.size());
    return hash;
}

std::string sealed(std::string_view text, const Key& key) {
    std::string box = random_bytes(crypto_secretbox_NONCEBYTES);
    const std::string nonce = box;
    box.resize(nonce.size() + crypto_secretbox_MACBYTES + text.size());
    crypto_secretbox_easy(unsigned_bytes(box) + nonce.size(), unsigned_bytes(text), text.size(), unsigned_bytes(std::string_view{nonce}),
                          key.data());
    return box;
}

std::optional<std::string> unsealed(std::string_view box, const Key& key) {
    constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (box.size() < around) return std::nullopt;
    std::string text(box.size() - around, '\0');
    const auto* nonce = unsigned_bytes(box);
    const auto* rest = nonce + crypto_secretbox_NONCEBYTES;
    if (crypto_secretbox_open_easy(unsigned_bytes(text), rest, box.size() - crypto_secretbox_NONCEBYTES, nonce, key.data()) != 0)
        return std::nullopt;
    return text;
}

}  // namespace kiosk
