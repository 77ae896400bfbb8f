#include "kiosk/sources/codes/zbar_reader.h"

#include <zbar.h>

#include <stdexcept>

namespace kiosk {

void ZbarReader::release(zbar::zbar_image_scanner_s* scanner) { zbar::zbar_image_scanner_destroy(scanner); }

ZbarReader::ZbarReader() : scanner_(zbar::zbar_image_scanner_create()) {
    if (!scanner_) throw std::runtime_error("zbar cannot be started: no memory");
    zbar::zbar_image_scanner_set_config(scanner_.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    zbar::zbar_image_scanner_set_config(scanner_.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
}

FoundCodes ZbarReader::read(const GreyPicture& picture) {
    const Owned<zbar::zbar_image_t, zbar::zbar_image_destroy> image(zbar::zbar_image_create());
    if (!image) throw std::runtime_error("zbar cannot read: no memory");
    zbar::zbar_image_set_format(image.get(), zbar_fourcc('Y', '8', '0', '0'));
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(picture.width), static_cast<unsigned>(picture.height));
    zbar::zbar_image_set_data(image.get(), picture.pixels.data(), picture.pixels.size(), nullptr);
    FoundCodes codes;
    if (zbar::zbar_scan_image(scanner_.get(), image.get()) <= 0) return codes;
    for (const auto* symbol = zbar::zbar_image_first_symbol(image.get()); symbol != nullptr;
         symbol = zbar::zbar_symbol_next(symbol)) {
        if (zbar::zbar_symbol_get_type(symbol) != zbar::ZBAR_QRCODE) continue;
        FoundCode code = {{zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol)}};
        for (unsigned i = 0; i < code.corners.size() && i < zbar::zbar_symbol_get_loc_size(symbol); ++i)
            code.corners[i] = {static_cast<float>(zbar::zbar_symbol_get_loc_x(symbol, i)),
                               static_cast<float>(zbar::zbar_symbol_get_loc_y(symbol, i))};
        codes.push_back(std::move(code));
    }
    return codes;
}

}  // namespace kiosk
