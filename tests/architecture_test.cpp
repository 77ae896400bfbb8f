#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Starts = std::vector<std::string_view>;

struct Rule {
    Starts includes;  // how an include begins
    Starts files;     // how the files below kiosk/ begin that may have it
};

// The first rule that knows an include decides; one that no rule knows is of the standard library, or refused.
const std::vector<Rule> rules = {
    {{"kiosk/base/"}, {""}},
    {{"kiosk/domain/"}, {"domain/", "store/", "sources/", "model/", "desk/", "phone/", "screens/", "app/"}},
    {{"kiosk/store/"}, {"store/", "sources/", "desk/", "phone/", "app/"}},
    {{"kiosk/sources/"}, {"sources/", "desk/", "phone/", "web/", "app/"}},
    {{"kiosk/model/"}, {"model/", "desk/", "paper/", "phone/", "screens/", "app/"}},
    {{"kiosk/desk/"}, {"desk/", "phone/", "app/"}},
    {{"kiosk/phone/"}, {"phone/", "web/", "app/"}},
    {{"kiosk/web/"}, {"web/", "app/"}},
    {{"kiosk/paper/"}, {"paper/", "app/"}},
    {{"kiosk/screens/"}, {"screens/", "app/"}},
    {{"kiosk/app/"}, {"app/"}},
    {{"date/"}, {"base/zone.cpp"}},
    {{"sqlite3.h"}, {"store/"}},
    {{"sodium.h"}, {"store/attendees/", "sources/tickets/"}},
    {{"pugixml.hpp", "nlohmann/", "libical/"}, {"sources/", "app/"}},
    {{"iconv.h"}, {"sources/text/"}},
    {{"ZXing/", "zbar.h"}, {"sources/codes/"}},
    {{"curl/"}, {"sources/follow/followed_address.cpp"}},
    {{"webp/", "turbojpeg.h"}, {"sources/pictures/"}},
    {{"gst/"}, {"sources/camera/", "sources/sound/"}},
    {{"libpq-fe.h", "openssl/"}, {"sources/hub/"}},
    {{"png.h"}, {"sources/pictures/", "app/"}},
    {{"qrencode.h"}, {"model/qr_code.cpp"}},
    {{"httplib.h"}, {"web/request_reader.cpp"}},
    {{"pango", "cairo", "fontconfig", "glib", "hb"}, {"screens/text", "paper/badge_pages"}},
    {{"imgui.h"}, {"screens/", "app/"}},
    {{"GLFW/", "X11/", "CLI/", "imgui_"}, {"app/"}},
    {{"unistd.h", "fcntl.h", "poll.h", "pthread.h", "termios.h", "sys/", "netinet/", "arpa/", "ifaddrs.h", "net/", "netdb.h", "grp.h", "pwd.h", "signal.h", "spawn.h"},
     {"base/", "store/", "sources/", "screens/", "web/", "app/"}},
};

bool starts_with_one_of(std::string_view text, const Starts& starts) {
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); });
}

bool may_include(std::string_view file, std::string_view include) {
    for (const Rule& rule : rules)
        if (starts_with_one_of(include, rule.includes)) return starts_with_one_of(file, rule.files);
    return include.find_first_of("./") == std::string_view::npos;
}

void each_line(const char* folder, const std::function<void(const std::string& file, const std::string& line)>& look) {
    const auto root = std::filesystem::path(KIOSK_SOURCE_DIR) / folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const auto kind = entry.path().extension();
        if (kind != ".h" && kind != ".cpp" && kind != ".sql") continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);) look(entry.path().lexically_relative(root).string(), line);
    }
}

}  // namespace

TEST_CASE("folders look in one direction, and each library stays in its place") {
    int includes = 0;
    each_line("kiosk", [&](const std::string& file, const std::string& line) {
        if (!line.starts_with("#include ")) return;
        const std::string include = line.substr(10, line.find_first_of(">\"", 10) - 10);
        CHECK_MESSAGE(may_include(file, include), file << " may not include " << include);
        ++includes;
    });
    CHECK(includes > 0);
}

TEST_CASE("databases are asked by kiosk/store, the hub by kiosk/sources/hub, and by nobody else") {
    each_line("kiosk", [](const std::string& file, const std::string& line) {
        if (file.starts_with("store/") || file.starts_with("sources/hub/")) return;
        for (const char* sql : {"\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"CREATE ", "\"DROP ", "\"PRAGMA "})
            CHECK_MESSAGE(line.find(sql) == std::string::npos, file << " holds SQL: " << line);
    });
}

TEST_CASE("the clock is read in kiosk/app and nowhere else") {
    const auto look = [](const std::string& file, const std::string& line) {
        for (const char* clock : {"_clock::now", "clock_gettime", "gettimeofday", "time(nullptr)", "time(0)", "time(NULL)",
                                  "GetTime()", "'now'", "CURRENT_T", "unixepoch()"})
            CHECK_MESSAGE((file.starts_with("app/") || line.find(clock) == std::string::npos), file << " reads the clock: " << line);
    };
    each_line("kiosk", look);
    each_line("db", look);
}
