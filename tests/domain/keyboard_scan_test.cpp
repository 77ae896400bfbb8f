#include "kiosk/domain/keyboard_scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace kiosk;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

using Texts = std::vector<std::string>;

// Stands for our own tickets: eight letters between K and Z.
bool is_own(std::string_view text) { return text.size() == 8 && text.front() == 'K' && text.back() == 'Z'; }

/// A keyboard that somebody types on.
struct Keyboard {
    KeyboardScan scan{is_own};
    milliseconds now = 1000s;
    std::vector<KeyScan> scans = {};

    void take(std::vector<KeyScan> found) {
        for (KeyScan& one : found) scans.push_back(std::move(one));
    }
    void wait(milliseconds gap) {
        now += gap;
        if (scan.due() && now >= *scan.due()) take(scan.silence_at(now));
    }
    void press(char letter, milliseconds gap) {
        wait(gap);
        const bool is_end = letter == '\n' || letter == '\t';
        take(scan.press({.at = now, .text = {letter}, .us = is_end ? '\0' : letter}));
    }
    void type(std::string_view text, milliseconds gap) {
        for (const char letter : text) press(letter, gap);
    }
    Texts texts() const {
        Texts result;
        for (const KeyScan& one : scans) result.push_back(one.text);
        return result;
    }
};

}  // namespace

TEST_CASE("a scan ends with its suffix, by its length or in silence, at every speed of a scanner") {
    struct Row {
        std::string typed;
        milliseconds gap;
        Texts scans;
        ScanEnd end;
        const char* why;
    };
    const Row table[] = {
        {"TICKET-42\n", 0ms, {"TICKET-42"}, ScanEnd::enter, "all at once, with Enter"},
        {"TICKET-42\n", 100ms, {"TICKET-42"}, ScanEnd::enter, "the slowest, with Enter"},
        {"TICKET-42\t", 8ms, {"TICKET-42"}, ScanEnd::tab, "with Tab"},
        {"TICKET-42\n\n", 8ms, {"TICKET-42"}, ScanEnd::enter, "CR LF is one end"},
        {"TICKET-42", 8ms, {"TICKET-42"}, ScanEnd::silence, "nothing behind it"},
        {"TICKET-42", 100ms, {"TICKET-42"}, ScanEnd::silence, "nothing behind it, slowly"},
        {"KABCDEFZ", 8ms, {"KABCDEFZ"}, ScanEnd::complete, "our own code"},
        {"KABCDEFZ\n", 8ms, {"KABCDEFZ"}, ScanEnd::complete, "our own code, whose suffix is no scan of its own"},
        {"KABCDEFZ\r\n\t", 0ms, {"KABCDEFZ"}, ScanEnd::complete, "nor are several"},
        {"KABCDEFZKBBBBBBZ", 8ms, {"KABCDEFZ", "KBBBBBBZ"}, ScanEnd::complete, "two people, one behind the other"},
        {"AB1\n", 8ms, {"AB1"}, ScanEnd::enter, "short, but no hand is that fast"},
        {"ASDFG", 0ms, {}, ScanEnd::silence, "a palm on the keyboard"},
        {"ABCDEF\n", 80ms, {"ABCDEF"}, ScanEnd::enter, "short and slow, but it has an end"},
        {"ABCDE\n", 80ms, {}, ScanEnd::enter, "a fast hand"},
        {"ABCDEFG", 80ms, {}, ScanEnd::silence, "a fast hand without Enter"},
        {"TICKET-42 FOR THE DOOR\n", 120ms, {}, ScanEnd::enter, "a person who types"},
        {"\n\t\n", 8ms, {}, ScanEnd::enter, "ends without a beginning"},
        {"", 0ms, {}, ScanEnd::enter, "nothing"},
    };
    for (const Row& row : table) {
        CAPTURE(row.why);
        Keyboard keyboard;
        std::string typed = row.typed;
        std::erase(typed, '\r');
        keyboard.type(typed, row.gap);
        keyboard.wait(200ms);
        CHECK(keyboard.texts() == row.scans);
        if (!row.scans.empty()) CHECK(keyboard.scans.front().end == row.end);
        CHECK_FALSE(keyboard.scan.due());
    }
}

TEST_CASE("silence counts from the last key, and not before it is over") {
    Keyboard keyboard;
    keyboard.type("TICKET-42", 10ms);
    const auto due = keyboard.scan.due();
    REQUIRE(due);
    CHECK(*due > keyboard.now + 100ms);
    CHECK(*due <= keyboard.now + 120ms);
    CHECK(keyboard.scan.silence_at(*due - 1ms).empty());
    CHECK(keyboard.scan.silence_at(*due).size() == 1);
}

TEST_CASE("keys that come after a silence nobody looked at are a scan of their own") {
    KeyboardScan scan{is_own};
    milliseconds now = 0ms;
    for (const char letter : std::string{"TICKET-41"}) CHECK(scan.press({.at = now += 5ms, .text = {letter}, .us = letter}).empty());
    now += 1s;
    const auto first = scan.press({.at = now, .text = "T", .us = 'T'});
    REQUIRE(first.size() == 1);
    CHECK(first.front().text == "TICKET-41");
}

TEST_CASE("a keyboard of another country still gives what the scanner meant") {
    // A French keyboard where the scanner types as an American one.
    const std::string us = "K23ABWAZ";
    const std::vector<std::string> french = {"K", "é", "\"", "Q", "B", "Z", "Q", "W"};
    KeyboardScan scan{is_own};
    std::vector<KeyScan> found;
    for (std::size_t i = 0; i < us.size(); ++i)
        found = scan.press({.at = milliseconds{static_cast<long>(i) * 5}, .text = french[i], .us = us[i]});
    REQUIRE(found.size() == 1);
    CHECK(found.front().as_us == us);
    CHECK(found.front().text == "Ké\"QBZQW");
    CHECK(found.front().end == ScanEnd::complete);
}

TEST_CASE("two scanners that write in turn into one keyboard are told apart, or make one scan that nobody has") {
    const auto in_turn = [](const std::string& a, const std::string& b) {
        std::string mixed;
        for (std::size_t i = 0; i < a.size(); ++i) mixed += {a[i], b[i]};
        return mixed;
    };
    Keyboard keyboard;
    keyboard.type(in_turn("KABCDEFZ", "KGHIJLMZ") + "\n\n", 4ms);
    CHECK(keyboard.texts() == Texts{"KABCDEFZ", "KGHIJLMZ"});

    Keyboard uneven;
    uneven.type("KABKGHCDEFIJLZMZ\n\n", 4ms);
    uneven.wait(200ms);
    for (const std::string& text : uneven.texts()) CHECK_FALSE(is_own(text));
}

TEST_CASE("a text without an end is cut, not kept for ever") {
    Keyboard keyboard;
    for (int i = 0; i < 20'000; ++i) keyboard.press('A', 1ms);
    keyboard.wait(200ms);
    REQUIRE(keyboard.scans.size() == 1);
    CHECK(keyboard.scans.front().text.size() == KeyboardScan::most_keys);
}
