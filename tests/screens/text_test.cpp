#include "kiosk/screens/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace kiosk;

namespace {

constexpr const char* long_title =
    "Everything that you always wanted to know about the long titles of sessions and of workshops in a programme";

/// Whether anything was drawn.
bool has_ink(const Text& text) {
    if (!text.bitmap) return false;
    return std::ranges::any_of(text.bitmap->coverage, [](auto c) { return c > 128; }) ||
           std::ranges::any_of(text.bitmap->colours, [](auto c) { return c >> 24U > 128U; });
}

}  // namespace

TEST_CASE("a short title stands as it is") {
    TextPress press;

    const Text& text = press.set("Lightning talks", {.size_px = 40}, {.width_px = 600, .lines = 2, .smallest_px = 30});

    CHECK(text.lines == 1);
    CHECK(text.size_px == 40);
    CHECK_FALSE(text.shortened);
    CHECK(has_ink(text));
    CHECK(text.width <= 600);
}

TEST_CASE("a long title wraps, then shrinks, then ends in an ellipsis") {
    TextPress press;
    const TextStyle style{.size_px = 40};

    const Text& wrapped = press.set(long_title, style, {.width_px = 900, .lines = 4, .smallest_px = 30});
    const Text& shrunk = press.set(long_title, style, {.width_px = 900, .lines = 2, .smallest_px = 30});
    const Text& cut = press.set(long_title, style, {.width_px = 400, .lines = 2, .smallest_px = 38});

    CHECK(wrapped.size_px == 40);
    CHECK(wrapped.lines == 3);
    CHECK(shrunk.size_px < 40);
    CHECK_FALSE(shrunk.shortened);
    CHECK(cut.shortened);
    CHECK(cut.lines <= 2);
    CHECK(cut.size_px == 38);
    CHECK(cut.width <= 400);
}

TEST_CASE("an ellipsis never takes half a letter away") {
    // The last byte of these letters is one that dashes have too.
    for (const std::string word : {"Сбор", "АГ", "АД", "一", "中中", "Äà"}) {
        TextPress press;
        const TextStyle style{.size_px = 40};
        const Text& wanted = press.set(word + "…", style, {.width_px = 900});
        const float width = wanted.width + 2;

        const Text& cut = press.set(word + " " + std::string(40, 'W'), style, {.width_px = width});

        CAPTURE(word);
        CHECK(cut.shortened);
        CHECK(cut.width == wanted.width);
        CHECK(cut.bitmap->coverage == wanted.bitmap->coverage);
    }
}

TEST_CASE("a word that is too wide shrinks before it is broken, and an endless one still ends") {
    TextPress press;

    const Text& word = press.set("Donaudampfschifffahrtsgesellschaft", {.size_px = 40},
                                 {.width_px = 600, .lines = 2, .smallest_px = 20});
    const Text& endless = press.set(std::string(3000, 'x'), {.size_px = 40},
                                    {.width_px = 600, .lines = 2, .smallest_px = 30});

    CHECK(word.lines == 1);
    CHECK(word.size_px < 40);
    CHECK(endless.lines <= 2);
    CHECK(endless.shortened);
    CHECK(endless.width <= 600);
}

TEST_CASE("every script has ink, and its lines keep the height of a Latin one") {
    TextPress press;
    const TextRoom room{.width_px = 900};
    const float latin = press.set("Ada Lovelace", {.size_px = 40}, room).height;
    for (const char* name : {"Žluťoučký Ångström", "Ἀρχιμήδης", "Менделеев", "ابن الهيثم", "אלברט איינשטיין", "आर्यभट",
                             "สุนทรภู่", "沈括", "関孝和", "장영실", "👩‍💻 🇮🇪"}) {
        CAPTURE(std::string{name});
        const Text& text = press.set(name, {.size_px = 40}, room);
        CHECK(has_ink(text));
        CHECK(std::abs(text.height - latin) <= 1);  // emoji are pictures of whole pixels
    }
}

TEST_CASE("emoji keep their own colours") {
    TextPress press;
    CHECK(press.set("👩‍💻", {.size_px = 40}, {.width_px = 900}).bitmap->kind == Bitmap::Kind::colour);
    CHECK(press.set("Ada", {.size_px = 40}, {.width_px = 900}).bitmap->kind == Bitmap::Kind::coverage);
}

TEST_CASE("a text is set once and kept while it is in use") {
    TextPress press;
    const TextRoom room{.width_px = 900};
    const auto id = press.set("Liffey", {.size_px = 40}, room).bitmap->id;

    press.end_frame();
    CHECK(press.set("Liffey", {.size_px = 40}, room).bitmap->id == id);
    for (int i = 0; i < 4; ++i) press.end_frame();
    CHECK(press.set("Liffey", {.size_px = 40}, room).bitmap->id != id);
}

TEST_CASE("short lines stand where the page begins, whatever their script") {
    struct Row {
        const char* text;
        bool flush_right;
    };
    // Both wrap into a long line and a short one.
    const Row table[] = {{"electrifying\u00a0experiments now", false},
                         {"electrifying\u00a0experiments now", true},
                         {"الكهرباء\u00a0والمغناطيسية الآن", false},
                         {"الكهرباء\u00a0والمغناطيسية الآن", true}};
    for (const Row& row : table) {
        CAPTURE(row.text);
        CAPTURE(row.flush_right);
        TextPress press;
        const float whole = press.set(row.text, {.size_px = 40}, {.width_px = 2000}).width;
        const Text& text = press.set(row.text, {.size_px = 40},
                                     {.width_px = whole - 20, .lines = 2, .flush_right = row.flush_right});
        REQUIRE(text.lines == 2);

        const Bitmap& bitmap = *text.bitmap;
        const auto has_ink_below = [&](int from, int to) {
            for (int y = bitmap.height * 5 / 8; y < bitmap.height; ++y)
                for (int x = from; x < to; ++x)
                    if (bitmap.coverage[static_cast<std::size_t>(y * bitmap.width + x)] > 128) return true;
            return false;
        };
        CHECK(has_ink_below(0, bitmap.width / 4) == !row.flush_right);
        CHECK(has_ink_below(bitmap.width * 3 / 4, bitmap.width) == row.flush_right);
    }
}

TEST_CASE("nothing is drawn for nothing") {
    TextPress press;
    CHECK(press.set("", {.size_px = 40}, {.width_px = 900}).bitmap == nullptr);
    CHECK(press.set(" \n\t ", {.size_px = 40}, {.width_px = 900}).bitmap == nullptr);
}
