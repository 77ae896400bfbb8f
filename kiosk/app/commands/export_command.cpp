#include "kiosk/app/commands/export_command.h"

#include <CLI/CLI.hpp>
#include <ostream>
#include <stdexcept>

#include "kiosk/app/commands/print.h"
#include "kiosk/app/options.h"
#include "kiosk/app/replace_file.h"
#include "kiosk/base/text.h"
#include "kiosk/sources/files/writer.h"
#include "kiosk/store/programme_store.h"

namespace kiosk {
namespace {

/// The format that the file's ending asks for.
const Writer& writer_of(const std::string& file) {
    const std::string ending = std::filesystem::path{file}.extension().string();
    if (const Writer* writer = ending.empty() ? nullptr : writer_for(std::string_view{ending}.substr(1))) return *writer;
    std::string known;
    for (const Writer& writer : writers())
        known += (known.empty() ? "" : ", ") + std::string{"."}.append(writer.ending).append(" (").append(writer.description).append(")");
    throw UsageError("FILE: " + in_quotes(clean_utf8(file)) + " says no format by its ending; it can be " + known);
}

class ExportCommand : public Command {
  public:
    CLI::App& add_to(CLI::App& program) override {
        CLI::App& words = *program.add_subcommand("export", "write the programme for other programs; importing it gives the same again");
        words.add_option("FILE", file_, "its ending says the format: .xml (frab), .json (frab), .ics, .csv or .txt (wikitext)")->required();
        return words;
    }

    void run(const std::filesystem::path& file, std::ostream& out) override {
        const Writer& writer = writer_of(file_);
        const auto database = Database::open_if_there(file);
        const auto programme = database ? load_programme(*database) : std::nullopt;
        if (!programme) throw std::runtime_error("there is no event yet: import a file first");
        replace_file(file_, writer.write(*programme, wall_clock()));
        out << in_quotes(clean_utf8(file_)) << " (" << writer.description << "): " << counted(programme->sessions.size(), "session")
            << ", " << counted(programme->topics.size(), "topic") << "\n";
    }

  private:
    std::string file_;
};

}  // namespace

std::unique_ptr<Command> export_command() { return std::make_unique<ExportCommand>(); }

}  // namespace kiosk
