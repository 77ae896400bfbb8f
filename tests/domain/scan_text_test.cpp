#include "kiosk/domain/scan_text.h"

#include <doctest/doctest.h>

using namespace kiosk;

TEST_CASE("a scan is the text in the code, whatever the scanner put about it") {
    struct Case {
        std::string sent;
        std::string text;
        std::string why;
    };
    const Case cases[] = {
        {"K7QX2", "K7QX2", "no suffix"},
        {"K7QX2\r\n", "K7QX2", "CR LF as suffix"},
        {"K7QX2\t", "K7QX2", "a tab as suffix"},
        {" K7QX2 \r", "K7QX2", "blanks"},
        {"\ufeffK7QX2", "K7QX2", "a byte order mark"},
        {"]Q1K7QX2\r", "K7QX2", "the mark of QR codes"},
        {"]d2K7QX2", "K7QX2", "the mark of Data Matrix"},
        {"\\000026K7QX2", "K7QX2", "an encoding"},
        {"]Q1\\000026K7QX2", "K7QX2", "both"},
        {"]Q2\\000026a\\\\b\\000003c", "a\\bc", "encodings within, backslashes doubled"},
        {"]Q1a\\\\b", "a\\\\b", "backslashes as they are where no encodings are announced"},
        {"\\00002", "\\00002", "no encoding: a digit short"},
        {"C:\\000026", "C:\\000026", "no encoding: not at the start"},
        {"]Q", "]Q", "no mark: too short"},
        {"][1]", "][1]", "no mark: no letter"},
        {"", "", "nothing"},
        {"]Q1", "", "a mark and nothing"},
        {"a\r\nb\n", "a\r\nb", "a text of two lines"},
        {std::string("a\0b", 3), std::string("a\0b", 3), "a NUL within"},
        {"\xff\xfe", "\xff\xfe", "no UTF-8: nothing is added or lost"},
    };
    for (const Case& each : cases) CHECK_MESSAGE(scan_text(each.sent) == each.text, each.why);
}
