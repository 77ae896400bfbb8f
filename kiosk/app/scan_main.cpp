#include <CLI/CLI.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "kiosk/base/text.h"
#include "kiosk/sources/codes/joined_parts.h"
#include "kiosk/sources/codes/still_decoder.h"
#include "kiosk/sources/pictures/picture_file.h"

namespace kiosk {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int all_read = 0;
constexpr int could_not = 1;
constexpr int wrong_usage = 2;
constexpr auto patience = std::chrono::milliseconds(1200);

std::string escaped(std::string_view text) {
    std::string result;
    for (const char each : text) switch (each) {
            case '\\':
                result += "\\\\";
                break;
            case '\t':
                result += "\\t";
                break;
            case '\r':
                result += "\\r";
                break;
            case '\n':
                result += "\\n";
                break;
            default:
                result += each;
        }
    return result;
}

void complain(const std::string& sentence) { std::cerr << "kiosk: " << sentence << '\n'; }

FoundCodes codes_in(const std::string& file, StillDecoder& decoder) {
    const auto content = read_picture(file);
    FoundCodes codes;
    if (content.picture) {
        const auto ends = Clock::now() + patience;
        codes = decoder.decode(*content.picture, [ends] { return Clock::now() < ends; });
    }
    if (codes.empty() && !content.problem.empty()) complain(in_quotes(clean_utf8(file)) + ": " + content.problem);
    return codes;
}

void print(const std::string& file, const FoundCodes& codes) {
    if (codes.empty()) std::cout << file << "\t\n";
    for (const auto& code : codes) {
        std::cout << file << '\t' << escaped(is_utf8(code.text) ? code.text : clean_utf8(code.text)) << '\n';
        if (code.part >= 0)
            complain(in_quotes(clean_utf8(file)) + " holds part " + std::to_string(code.part + 1) + " of " +
                     std::to_string(code.parts) + " of a longer text; name the pictures of all parts together");
    }
}

int scan(const std::vector<std::string>& files) {
    StillDecoder decoder;
    std::vector<FoundCodes> found;
    for (const auto& file : files) found.push_back(codes_in(file, decoder));
    join_parts(found);
    bool has_all = true;
    for (std::size_t i = 0; i < files.size(); ++i) {
        print(files[i], found[i]);
        has_all = has_all && !found[i].empty();
    }
    return has_all ? all_read : could_not;
}

int run(int count, char** words) {
    CLI::App program{"Attendees' codes read from pictures.", "kiosk"};
    program.fallthrough();
    program.require_subcommand(1);
    std::string database;
    program.add_option("--db", database, "the event's database; not needed here")->type_name("FILE");
    auto* command = program.add_subcommand(
        "scan", "reads the QR codes in pictures and prints a line FILE<TAB>TEXT for each; exit 1 if one had none");
    std::vector<std::string> files;
    command->add_option("FILE", files, "pictures: PNG, JPEG or WebP")->required()->type_name("");
    try {
        program.parse(count, words);
    } catch (const CLI::Success& wish) {
        return program.exit(wish, std::cout, std::cout);
    } catch (const CLI::ParseError&) {
        complain("scan wants the names of pictures: kiosk scan FILE... (kiosk scan --help says more)");
        return wrong_usage;
    }
    const int result = scan(files);
    std::cout.flush();
    if (std::cout) return result;
    complain("the answer could not be written: the disk is full or the pipe is closed");
    return could_not;
}

}  // namespace
}  // namespace kiosk

int main(int count, char** words) {
    try {
        return kiosk::run(count, words);
    } catch (const std::exception& error) {
        kiosk::complain(error.what());
        return kiosk::could_not;
    }
}
