#include "kiosk/app/png_file.h"

#include <png.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace kiosk {

void write_png(const Canvas& canvas, const std::filesystem::path& file) {
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(canvas.width);
    image.height = static_cast<png_uint_32>(canvas.height);
    image.format = PNG_FORMAT_BGRA;
    std::vector<std::uint32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(canvas.width) * static_cast<std::size_t>(canvas.height));
    for (int y = 0; y < canvas.height; ++y)
        for (int x = 0; x < canvas.width; ++x) pixels.push_back(canvas.row(y)[x] | 0xFF000000U);
    if (!png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), 0, nullptr)) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) std::filesystem::remove(file, ignored);
        throw std::runtime_error("the picture " + file.string() + " could not be written: " + image.message);
    }
}

}  // namespace kiosk
