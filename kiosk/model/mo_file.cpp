#include "kiosk/model/mo_file.h"

#include <cstdint>

namespace kiosk {
namespace {

constexpr std::uint32_t magic = 0x950412de;

/// Reads numbers at places that the file itself names; a place outside of it makes it broken.
class MoBytes {
  public:
    MoBytes(std::string_view content, bool big_endian) : content_(content), big_endian_(big_endian) {}

    bool broken() const { return broken_; }

    std::uint32_t number_at(std::uint64_t offset) {
        if (offset + 4 > content_.size()) {
            broken_ = true;
            return 0;
        }
        std::uint32_t value = 0;
        for (unsigned i = 0; i < 4; ++i) {
            const auto byte = static_cast<unsigned char>(content_[offset + (big_endian_ ? i : 3 - i)]);
            value = (value << 8) | byte;
        }
        return value;
    }

    /// The text that an entry of one of the two tables describes: length, offset.
    std::string_view text_of(std::uint64_t entry) {
        const std::uint64_t length = number_at(entry);
        const std::uint64_t offset = number_at(entry + 4);
        if (offset + length > content_.size()) broken_ = true;
        return broken_ ? std::string_view{} : content_.substr(offset, length);
    }

  private:
    std::string_view content_;
    bool big_endian_;
    bool broken_ = false;
};

}  // namespace

std::optional<std::vector<std::pair<std::string_view, std::string_view>>> mo_pairs(std::string_view content) {
    const bool big_endian = MoBytes{content, true}.number_at(0) == magic;
    MoBytes bytes{content, big_endian};
    if (bytes.number_at(0) != magic) return std::nullopt;
    const std::uint64_t count = bytes.number_at(8);
    const std::uint64_t originals = bytes.number_at(12);
    const std::uint64_t translations = bytes.number_at(16);

    std::vector<std::pair<std::string_view, std::string_view>> pairs;
    for (std::uint64_t i = 0; i < count && !bytes.broken(); ++i)
        pairs.emplace_back(bytes.text_of(originals + i * 8), bytes.text_of(translations + i * 8));
    if (bytes.broken()) return std::nullopt;
    return pairs;
}

}  // namespace kiosk
