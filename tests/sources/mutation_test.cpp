#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/domain/settle.h"
#include "kiosk/sources/files/reader.h"

using namespace kiosk;

namespace {

std::vector<std::filesystem::path> real_files() {
    std::vector<std::filesystem::path> files;
    const auto data = std::filesystem::path{KIOSK_SOURCE_DIR} / "../shared/data";
    for (const char* folder : {"schedules", "schedules/updates", "wiki"})
        if (std::filesystem::is_directory(data / folder))
            for (const auto& entry : std::filesystem::directory_iterator(data / folder))
                if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// What a broken file is made with; the same in every run and by every compiler.
class Chance {
  public:
    explicit Chance(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t end) { return engine_() % end; }

  private:
    std::mt19937 engine_;
};

void read_and_settle(const std::string& content) {
    const Reading reading = read_schedule(content);
    CHECK(reading.understood == reading.refusal.empty());
    CHECK(is_utf8(reading.refusal));
    if (reading.understood) settle(reading.draft, "");
}

}  // namespace

TEST_CASE("a real file with flipped bytes, cut off or doubled is read without harm") {
    const auto files = real_files();
    if (files.empty()) MESSAGE("skipped: no sample data ../shared/data");
    Chance chance{20130516};
    for (const auto& file : files) {
        CAPTURE(file);
        std::ifstream in(file, std::ios::binary);
        const std::string whole{std::istreambuf_iterator<char>{in}, {}};
        std::string flipped = whole;
        for (std::size_t i = 0; i <= whole.size() / 2000; ++i)
            flipped[chance.below(flipped.size())] ^= static_cast<char>(1U << chance.below(8));
        read_and_settle(flipped);
        read_and_settle(whole.substr(0, chance.below(whole.size())));
        const std::size_t from = chance.below(whole.size()), to = from + chance.below(whole.size() - from);
        read_and_settle(whole.substr(0, to) + whole.substr(from));
    }
}
