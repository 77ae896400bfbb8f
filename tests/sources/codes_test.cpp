#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include "drawn_code.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/codes/flattening.h"
#include "kiosk/sources/codes/joined_parts.h"
#include "kiosk/sources/codes/live_decoder.h"
#include "kiosk/sources/codes/still_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"
#include "kiosk/sources/pictures/tricks.h"
#include "tests/skipped.h"

using namespace kiosk;

namespace {

const std::string ticket = "K7QX2-M9TFA-3HWRD-PZ4CB-8EYN6";

bool always() { return true; }

std::vector<std::string> texts(const FoundCodes& codes) {
    std::vector<std::string> result;
    for (const auto& code : codes) result.push_back(code.text);
    return result;
}

using Texts = std::vector<std::string>;

/// As cloth hangs: rows swing to the right and columns down, by up to so many pixels.
GreyPicture on_cloth(const GreyPicture& picture, double swing_px) {
    auto result = blank_picture(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const int from_x = x + static_cast<int>(std::lround(swing_px * std::sin(y * 7.0 / picture.height)));
            const int from_y = y + static_cast<int>(std::lround(swing_px * std::sin(x * 6.0 / picture.width + 1)));
            if (from_x < 0 || from_y < 0 || from_x >= picture.width || from_y >= picture.height) continue;
            result.row(y)[x] = picture.row(from_y)[from_x];
        }
    return result;
}

/// One line of EXPECTED.tsv.
struct Expected {
    std::string file = {};
    std::string kind = {};
    std::string text = {};
};

std::string unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        const char sign = text[++i];
        result += sign == 't' ? '\t' : sign == 'r' ? '\r' : sign == 'n' ? '\n' : sign;
    }
    return result;
}

std::vector<Expected> expected_texts(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<Expected> rows;
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
        const auto cells = split(line, '\t');
        if (cells.size() == 3) rows.push_back({std::string(cells[0]), std::string(cells[1]), unescaped(cells[2])});
    }
    return rows;
}

/// Whether one of the frames of a round, all alike, gives the text.
bool round_reads(const GreyPicture& frame, const std::string& text) {
    LiveDecoder decoder;
    for (std::size_t i = 0; i < LiveDecoder::round; ++i) {
        const auto found = texts(decoder.decode(frame));
        if (std::ranges::find(found, text) != found.end()) return true;
    }
    return false;
}

bool is_part(const Expected& row) { return row.file.find("qrcode-7/01-") != std::string::npos; }

}  // namespace

TEST_CASE("a code is read, and told where it lies") {
    StillDecoder decoder;
    const auto codes = decoder.decode(in_a_room(drawn_code(ticket, 4), 400, 300, 120, 60), always);
    REQUIRE(texts(codes) == Texts{ticket});
    for (const auto& corner : codes[0].corners) {
        CHECK(corner.x > 120);
        CHECK(corner.x < 280);
        CHECK(corner.y > 60);
        CHECK(corner.y < 220);
    }
}

TEST_CASE("several codes in one picture are all read, the same text once") {
    StillDecoder decoder;
    auto picture = in_a_room(drawn_code("first", 4), 600, 400, 20, 20);
    picture = [&] {
        auto both = in_a_room(drawn_code("second", 5), 600, 400, 300, 150);
        for (int y = 0; y < 160; ++y) std::copy_n(picture.row(y), 290, both.row(y));
        return both;
    }();
    auto found = texts(decoder.decode(picture, always));
    std::ranges::sort(found);
    CHECK(found == Texts{"first", "second"});
}

TEST_CASE("codes are read in every state that doors and pockets bring") {
    StillDecoder decoder;
    const auto code = drawn_code(ticket, 6);
    struct Case {
        std::string why;
        GreyPicture picture;
    };
    const Case cases[] = {
        {"white on black, as dark screens show it", inverted(code)},
        {"faint print",
         [&] {
             auto faint = code;
             for (auto& pixel : faint.pixels) pixel = static_cast<std::uint8_t>(200 + pixel / 16);
             return faint;
         }()},
        {"out of focus", blurred(blurred(code, 3), 3)},
        {"far away", shrunk(code, 3)},
        {"on a T-shirt", on_cloth(code, 4)},
    };
    for (const Case& each : cases)
        CHECK_MESSAGE(texts(decoder.decode(each.picture, always)) == Texts{ticket}, each.why);
}

TEST_CASE("a code on cloth becomes a flat one") {
    const auto flat = flattened(on_cloth(drawn_code(ticket, 6), 2));
    REQUIRE_FALSE(flat.empty());
    CHECK(flat[0].picture.width == drawn_code(ticket, 4).width);
    const auto drawn = drawn_code(ticket, 4);
    int wrong_pixels = 0;
    for (std::size_t i = 0; i < drawn.pixels.size(); ++i) wrong_pixels += flat[0].picture.pixels[i] != drawn.pixels[i];
    CHECK(wrong_pixels / 16 <= 2);  // modules; the error correction mends many more
    CHECK(flattened(in_a_room(blank_picture(1, 1), 300, 200, 0, 0)).empty());
}

TEST_CASE("the search for a code ends when it is told to") {
    StillDecoder decoder;
    int asked = 0;
    CHECK(decoder.decode(inverted(drawn_code(ticket, 4)), [&asked] { return ++asked <= 2; }).empty());
    CHECK(asked > 2);
    CHECK(decoder.decode({}, always).empty());
}

TEST_CASE("a round of camera frames reads what a still picture does") {
    struct Case {
        std::string why;
        GreyPicture code;
    };
    const Case cases[] = {
        {"on paper", drawn_code(ticket, 4)},
        {"white on black", inverted(drawn_code(ticket, 4))},
        {"on a T-shirt", on_cloth(drawn_code(ticket, 6), 4)},
        {"out of focus", blurred(blurred(drawn_code(ticket, 6), 3), 3)},
        {"far away", drawn_code(ticket, 2)},
    };
    for (const Case& each : cases) {
        LiveDecoder decoder;
        const auto frame = in_a_room(each.code, 1280, 720, 500, 250);
        Texts seen;
        for (std::size_t i = 0; i < LiveDecoder::round; ++i)
            for (const auto& text : texts(decoder.decode(frame))) seen.push_back(text);
        CHECK_MESSAGE(!seen.empty(), each.why);
        CHECK(std::ranges::all_of(seen, [](const auto& text) { return text == ticket; }));
    }
}

TEST_CASE("a text spread over several codes is whole when all its codes are there") {
    const auto part = [](std::string text, int at, int of) {
        FoundCode code;
        code.text = std::move(text);
        code.part = at;
        code.parts = of;
        code.sequence = "77";
        return code;
    };
    SUBCASE("in whatever order") {
        std::vector<FoundCodes> pictures = {{part("gramme", 1, 2)}, {part("pro", 0, 2)}};
        join_parts(pictures);
        CHECK(texts(pictures[0]) == Texts{"programme"});
        CHECK(texts(pictures[1]) == Texts{"programme"});
        CHECK(pictures[0][0].part == -1);
    }
    SUBCASE("one is missing") {
        std::vector<FoundCodes> pictures = {{part("pro", 0, 3)}, {part("gramme", 1, 3)}};
        join_parts(pictures);
        CHECK(texts(pictures[0]) == Texts{"pro"});
        CHECK(pictures[0][0].part == 0);
    }
    SUBCASE("two claim the same place") {
        std::vector<FoundCodes> pictures = {{part("pro", 0, 2)}, {part("gramme", 1, 2)}, {part("gnosis", 1, 2)}};
        join_parts(pictures);
        CHECK(texts(pictures[0]) == Texts{"pro"});
    }
}

TEST_CASE("the strangers' pictures are read, folder by folder, and nothing is read where nothing is") {
    const auto list = sample_file("qr/EXPECTED.tsv");
    if (!list) return;
    struct Tally {
        int pictures = 0;
        int read = 0;
    };
    std::map<std::string, Tally> folders;
    Tally all;
    int by_frames = 0;
    std::vector<FoundCodes> parts;
    std::vector<std::string> wholes;
    StillDecoder decoder;
    for (const auto& row : expected_texts(*list)) {
        if (row.kind != "negative" && row.text.empty()) continue;
        const auto file = read_picture((list->parent_path() / row.file).string());
        REQUIRE_MESSAGE(file.picture.has_value(), row.file << ": " << file.problem);
        const auto codes = decoder.decode(*file.picture, always);
        const auto found = texts(codes);
        if (row.kind == "negative") {
            CHECK_MESSAGE(found.empty(), row.file << " reads " << (found.empty() ? "" : found[0]));
        } else if (is_part(row)) {
            parts.push_back(codes);
            wholes.push_back(row.text);
        } else {
            const bool is_read = std::ranges::find(found, row.text) != found.end();
            auto& folder = folders[row.file.substr(0, row.file.rfind('/'))];
            ++folder.pictures, ++all.pictures;
            by_frames += round_reads(*file.picture, row.text);
            folder.read += is_read, all.read += is_read;
        }
    }
    for (const auto& [folder, tally] : folders)
        std::printf("%3d of %3d  %s\n", tally.read, tally.pictures, folder.c_str());
    std::printf("%3d of %3d  in all\n", all.read, all.pictures);
    std::printf("%3d of %3d  by a round of camera frames\n", by_frames, all.pictures);
    CHECK(all.read >= 212);
    CHECK(by_frames >= 208);

    join_parts(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) CHECK(texts(parts[i]) == Texts{wholes[i]});
}
