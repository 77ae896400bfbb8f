#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kiosk/store/attendees/organiser.h"
#include "kiosk/store/attendees/person.h"
#include "kiosk/store/attendees/secret.h"

namespace {

using namespace kiosk;

void require(bool fact) {
    if (!fact) std::abort();
}

/// A text with one byte changed, somewhere that its first byte says.
std::string damaged(std::string text, std::string_view bytes) {
    const std::size_t place = static_cast<unsigned char>(bytes.front()) * text.size() / 256;
    text[place] = static_cast<char>(text[place] ^ (1 << (bytes.size() % 8)));
    return text;
}

}  // namespace

/// Whatever stands in the database: a record that is whole, or none; and what was sealed opens as it was or not at all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Key key = *Key::from(std::string(Key::size, 'k'));
    static const std::string half = public_half_of(key);
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};

    if (const auto person = unpacked(text)) require(unpacked(packed(*person)) == person);
    const Person odd{.name = std::string{text}, .email = std::string{text.substr(0, text.size() / 2)}};
    require(unpacked(packed(odd)) == odd);

    require(!unsealed(text, key) && !unsealed_with(key, text));
    if (text.empty()) return 0;
    const std::string box = sealed(text, key);
    require(unsealed(box, key) == text);
    require(!unsealed(damaged(box, text), key));
    require(!unsealed(std::string_view{box}.substr(0, box.size() - 1), key));
    const std::string other = sealed_for(half, text);
    require(unsealed_with(key, other) == text);
    require(!unsealed_with(key, damaged(other, text)));
    return 0;
}
