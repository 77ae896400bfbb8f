#include "kiosk/sources/pictures/picture_file.h"

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "kiosk/base/owned.h"

namespace kiosk {
namespace {

using Bytes = std::span<const std::uint8_t>;

// A file larger than this is no picture of a code.
constexpr std::size_t most_bytes = 256u << 20;

PictureFile refused(std::string why) { return {{}, std::move(why)}; }

bool starts_with(Bytes bytes, std::string_view start) {
    return bytes.size() >= start.size() && std::memcmp(bytes.data(), start.data(), start.size()) == 0;
}

std::string size_problem(long long width, long long height) {
    if (width < 1 || height < 1) return "the picture is damaged: it has no pixels";
    if (width <= most_pixels && height <= most_pixels && width * height <= most_pixels) return {};
    return "the picture has " + std::to_string(width) + " x " + std::to_string(height) +
           " pixels, more than the 64 million that are read; make it smaller";
}

PictureFile from_png(Bytes bytes) {
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    const Owned<png_image, png_image_free> release(&image);
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        return refused(std::string("the PNG picture is damaged: ") + image.message);
    if (auto problem = size_problem(image.width, image.height); !problem.empty()) return refused(problem);

    image.format = PNG_FORMAT_GRAY;
    auto picture = blank_picture(static_cast<int>(image.width), static_cast<int>(image.height));
    const png_color white = {255, 255, 255};
    if (png_image_finish_read(&image, &white, picture.pixels.data(), picture.width, nullptr) == 0)
        return refused(std::string("the PNG picture is damaged: ") + image.message);
    return {std::move(picture), {}};
}

PictureFile from_jpeg(Bytes bytes) {
    const Owned<void, tjDestroy> decoder(tjInitDecompress());
    if (!decoder) return refused("no memory for the JPEG picture");
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colours = 0;
    const auto size = static_cast<unsigned long>(bytes.size());
    if (tjDecompressHeader3(decoder.get(), bytes.data(), size, &width, &height, &subsampling, &colours) != 0)
        return refused(std::string("the JPEG picture is damaged: ") + tjGetErrorStr2(decoder.get()));
    if (auto problem = size_problem(width, height); !problem.empty()) return refused(problem);
    if (colours == TJCS_CMYK || colours == TJCS_YCCK)
        return refused("the JPEG picture has printing colours (CMYK); save it with RGB colours");

    auto picture = blank_picture(width, height);
    if (tjDecompress2(decoder.get(), bytes.data(), size, picture.pixels.data(), width, 0, height, TJPF_GRAY,
                      TJFLAG_LIMITSCANS) == 0)
        return {std::move(picture), {}};
    const auto problem = std::string("the JPEG picture is damaged: ") + tjGetErrorStr2(decoder.get());
    if (tjGetErrorCode(decoder.get()) == TJERR_WARNING) return {std::move(picture), problem};
    return refused(problem);
}

/// WebP's brightness runs from 16 to 235; in front of white, with the transparency given.
std::uint8_t grey_of(int brightness, int opacity) {
    const int grey = std::clamp((brightness - 16) * 255 / 219, 0, 255);
    return static_cast<std::uint8_t>((grey * opacity + 255 * (255 - opacity)) / 255);
}

PictureFile from_webp(Bytes bytes) {
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0) return refused("the WebP library is of another version");
    if (WebPGetFeatures(bytes.data(), bytes.size(), &config.input) != VP8_STATUS_OK)
        return refused("the WebP picture is damaged");
    if (auto problem = size_problem(config.input.width, config.input.height); !problem.empty()) return refused(problem);

    config.output.colorspace = MODE_YUVA;
    const Owned<WebPDecBuffer, WebPFreeDecBuffer> release(&config.output);
    if (WebPDecode(bytes.data(), bytes.size(), &config) != VP8_STATUS_OK)
        return refused(config.input.has_animation != 0 ? "the WebP picture is animated; save one picture of it"
                                                       : "the WebP picture is damaged");
    const auto& planes = config.output.u.YUVA;
    auto picture = blank_picture(config.output.width, config.output.height);
    for (int y = 0; y < picture.height; ++y) {
        const auto* brightness = planes.y + static_cast<std::ptrdiff_t>(y) * planes.y_stride;
        const auto* opacity =
            planes.a == nullptr ? nullptr : planes.a + static_cast<std::ptrdiff_t>(y) * planes.a_stride;
        auto* grey = picture.row(y);
        for (int x = 0; x < picture.width; ++x) grey[x] = grey_of(brightness[x], opacity == nullptr ? 255 : opacity[x]);
    }
    return {std::move(picture), {}};
}

int close_file(std::FILE* file) { return std::fclose(file); }

}  // namespace

PictureFile picture_from(Bytes bytes) {
    if (bytes.empty()) return refused("the file is empty");
    if (starts_with(bytes, "\x89PNG\r\n\x1a\n")) return from_png(bytes);
    if (starts_with(bytes, "\xff\xd8\xff")) return from_jpeg(bytes);
    if (starts_with(bytes, "RIFF") && bytes.size() >= 12 && starts_with(bytes.subspan(8), "WEBP"))
        return from_webp(bytes);
    if (starts_with(bytes, "GIF8")) return refused("it is a GIF picture; PNG, JPEG and WebP can be read");
    return refused("it is no picture in PNG, JPEG or WebP");
}

PictureFile read_picture(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return refused("it is a folder; name the pictures in it");
    const Owned<std::FILE, close_file> file(std::fopen(path.c_str(), "rb"));
    if (!file) return refused(std::string("it cannot be opened: ") + std::strerror(errno));

    std::vector<std::uint8_t> bytes;
    std::uint8_t part[1 << 16];
    for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, file.get())) > 0;) {
        if (bytes.size() + got > most_bytes)
            return refused("the file is larger than 256 MiB; make the picture smaller");
        bytes.insert(bytes.end(), part, part + got);
    }
    if (std::ferror(file.get()) != 0) return refused(std::string("it cannot be read: ") + std::strerror(errno));
    return picture_from(bytes);
}

}  // namespace kiosk
