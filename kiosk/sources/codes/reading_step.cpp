#include "kiosk/sources/codes/reading_step.h"

#include "kiosk/sources/codes/flattening.h"
#include "kiosk/sources/codes/zxing_reader.h"

namespace kiosk {
namespace {

FoundCodes read_flat(const GreyPicture& picture) {
    FoundCodes codes;
    for (const auto& flat : flattened(picture))
        for (auto& code : read_with_zxing(flat.picture, {Ink::fixed, true, true})) {
            code.corners = flat.corners;
            codes.push_back(std::move(code));
        }
    return codes;
}

FoundCodes read(const GreyPicture& picture, Reader reader, ZbarReader& zbar) {
    switch (reader) {
        case Reader::zxing:
            return read_with_zxing(picture, {.with_data_matrix = true});
        case Reader::zxing_global:
            return read_with_zxing(picture, {.ink = Ink::global});
        case Reader::zxing_fixed:
            return read_with_zxing(picture, {.ink = Ink::fixed});
        case Reader::zbar:
            return zbar.read(picture);
        case Reader::flat:
            return read_flat(picture);
    }
    return {};
}

}  // namespace

FoundCodes read_by(const ReadingStep& step, const GreyPicture& picture, ZbarReader& zbar) {
    if (step.look == nullptr) return read(picture, step.reader, zbar);
    const auto seen = step.look(picture);
    auto codes = read(seen, step.reader, zbar);
    const float x = static_cast<float>(picture.width) / static_cast<float>(seen.width);
    const float y = static_cast<float>(picture.height) / static_cast<float>(seen.height);
    for (auto& code : codes)
        for (auto& corner : code.corners) corner = {corner.x * x, corner.y * y};
    return codes;
}

}  // namespace kiosk
