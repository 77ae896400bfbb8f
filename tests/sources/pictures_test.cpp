#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "kiosk/sources/pictures/picture_file.h"
#include "kiosk/sources/pictures/tricks.h"
#include "tests/skipped.h"

using namespace kiosk;

namespace {

using Bytes = std::vector<std::uint8_t>;

void append(Bytes& bytes, std::string_view text) {
    for (const char each : text) bytes.push_back(static_cast<std::uint8_t>(each));
}

void append_number(Bytes& bytes, std::uint32_t number) {
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

std::uint32_t crc32_of(std::span<const std::uint8_t> bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const auto byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

/// A PNG file that claims a size and has no pixels.
Bytes png_of_size(std::uint32_t width, std::uint32_t height) {
    Bytes bytes;
    append(bytes, "\x89PNG\r\n\x1a\n");
    append_number(bytes, 13);
    append(bytes, "IHDR");
    append_number(bytes, width);
    append_number(bytes, height);
    append(bytes, std::string_view("\x08\0\0\0\0", 5));
    append_number(bytes, crc32_of(std::span(bytes).last(17)));
    append_number(bytes, 0);
    append(bytes, "IDAT");
    append_number(bytes, 0x35af061e);
    return bytes;
}

Bytes content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

GreyPicture picture_of(int width, Bytes pixels) {
    const int height = static_cast<int>(pixels.size()) / width;
    return {width, height, std::move(pixels)};
}

std::string problem_of(std::string_view text) {
    Bytes bytes;
    append(bytes, text);
    return picture_from(bytes).problem;
}

}  // namespace

TEST_CASE("what is no picture gets a sentence") {
    CHECK(problem_of("") == "the file is empty");
    CHECK(problem_of("GIF89a...") == "it is a GIF picture; PNG, JPEG and WebP can be read");
    CHECK(problem_of("hello") == "it is no picture in PNG, JPEG or WebP");
    CHECK(problem_of("\x89PNG\r\n\x1a\n").starts_with("the PNG picture is damaged: "));
    CHECK(problem_of("\xff\xd8\xff") == "the picture is damaged: it has no pixels");
    CHECK(problem_of("RIFF????WEBPVP8 ").starts_with("the WebP picture is damaged"));
    CHECK(read_picture("/").problem == "it is a folder; name the pictures in it");
    CHECK(read_picture("no/such/file").problem == "it cannot be opened: No such file or directory");
}

TEST_CASE("a picture that only claims to be huge takes no memory") {
    CHECK(picture_from(png_of_size(60'000, 60'000)).problem.starts_with("the picture has 60000 x 60000 pixels"));
    CHECK(picture_from(png_of_size(1'000'000, 65)).problem.starts_with("the picture has 1000000 x 65 pixels"));
    CHECK_FALSE(picture_from(png_of_size(0x7fffffff, 0x7fffffff)).picture);
    CHECK_FALSE(picture_from(png_of_size(0, 0)).picture);
    CHECK(picture_from(png_of_size(40, 40)).problem.starts_with("the PNG picture is damaged: "));
}

TEST_CASE("pictures of each format are read, and broken off anywhere do no harm") {
    for (const char* name :
         {"qr/pyzbar/pyzbar/tests/qrcode_rotated.png", "qr/boofcv-v3/boofcv-v3/detection/curved/image009.jpg",
          "qr/zxing-cpp/test/samples/qrcode-4/01.webp"}) {
        const auto file = sample_file(name);
        if (!file) return;
        const auto whole = content_of(*file);
        const auto picture = picture_from(whole);
        REQUIRE_MESSAGE(picture.picture.has_value(), name << ": " << picture.problem);
        CHECK(picture.problem.empty());
        const auto [dark, bright] = std::minmax_element(picture.picture->pixels.begin(), picture.picture->pixels.end());
        CHECK(*bright - *dark > 100);
        for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40 + 1) {
            const auto cut = picture_from(std::span(whole).first(size));
            CHECK_FALSE(cut.problem.empty());
        }
        auto scrambled = whole;
        for (std::size_t i = 40; i < scrambled.size(); i += 97) scrambled[i] = static_cast<std::uint8_t>(~scrambled[i]);
        picture_from(scrambled);
    }
}

TEST_CASE("tricks do to pixels what they say") {
    const auto checks = picture_of(4, {0, 0, 200, 200, 0, 0, 200, 200});
    CHECK(shrunk(checks, 2).pixels == Bytes{0, 200});
    CHECK(shrunk(picture_of(1, {7}), 4).pixels == Bytes{7});
    CHECK(resized(checks, 2, 1).pixels == Bytes{0, 200});
    CHECK(resized(picture_of(2, {0, 200}), 4, 1).pixels == Bytes{0, 50, 150, 200});
    CHECK(inverted(checks).pixels == Bytes{255, 255, 55, 55, 255, 255, 55, 55});
    CHECK(blurred(picture_of(3, {0, 0, 0, 0, 90, 0, 0, 0, 0}), 1).pixels == Bytes{23, 15, 23, 15, 10, 15, 23, 15, 23});
    CHECK(without_speckles(picture_of(3, {9, 9, 9, 9, 255, 9, 9, 9, 9})).pixels[4] == 9);
    CHECK(thresholded(picture_of(3, {90, 90, 10}), 2, 0).pixels == Bytes{255, 255, 0});
    CHECK(with_gamma(picture_of(3, {0, 64, 255}), 0.5F).pixels == Bytes{0, 128, 255});
    CHECK(with_local_contrast(picture_of(4, {100, 160, 100, 160}), 8).pixels == Bytes{0, 255, 0, 255});
    CHECK(sharpened(picture_of(3, {100, 100, 100}), 1, 2).pixels == Bytes{100, 100, 100});
}
