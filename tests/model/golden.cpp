#include "tests/model/golden.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kiosk::test {

std::string golden(const std::string& name, const std::string& shown_now) {
    const std::string path = std::string{KIOSK_SOURCE_DIR} + "/tests/golden/" + name + ".txt";
    if (std::getenv("KIOSK_WRITE_GOLDEN")) std::ofstream{path, std::ios::binary} << shown_now;
    std::ostringstream kept;
    kept << std::ifstream{path, std::ios::binary}.rdbuf();
    return kept.str();
}

}  // namespace kiosk::test
