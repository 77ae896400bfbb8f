#include "kiosk/app/attendees/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "kiosk/app/file_content.h"
#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"

namespace kiosk {
namespace {

constexpr const char* variable = "KIOSK_PASSPHRASE";

/// The terminal with its echo off, until this is gone.
class UnseenTerminal {
  public:
    UnseenTerminal() : terminal_(isatty(STDERR_FILENO) ? open("/dev/tty", O_RDWR | O_CLOEXEC) : -1) {
        if (!terminal_ || tcgetattr(terminal_.get(), &before_) != 0)
            throw std::runtime_error(
                "this needs the organiser's passphrase, and there is no terminal to ask at: write it into a file and add "
                "--passphrase-file FILE, or set KIOSK_PASSPHRASE");
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(terminal_.get(), TCSAFLUSH, &silent);
    }
    UnseenTerminal(const UnseenTerminal&) = delete;
    UnseenTerminal& operator=(const UnseenTerminal&) = delete;
    ~UnseenTerminal() { tcsetattr(terminal_.get(), TCSAFLUSH, &before_); }

    std::string ask(std::string_view question) {
        write_out(question);
        std::string line;
        char letter = 0;
        while (read(terminal_.get(), &letter, 1) == 1 && letter != '\n') line += letter;
        write_out("\n");
        return line;
    }

  private:
    void write_out(std::string_view words) {
        if (write(terminal_.get(), words.data(), words.size()) < 0) throw std::runtime_error("the terminal is gone");
    }

    UniqueFd terminal_;
    termios before_ = {};
};

std::string not_empty(std::string text, const std::string& where) {
    if (text.empty()) throw std::runtime_error("the passphrase " + where + " is empty");
    return text;
}

/// @return empty when none is given
std::string given_passphrase(const std::string& file) {
    if (!file.empty()) {
        const std::string content = file_content(file);
        return not_empty(std::string{lines_of(content).front()}, "in " + in_quotes(clean_utf8(file)));
    }
    const char* value = std::getenv(variable);
    return value ? not_empty(value, std::string{"in "} + variable) : "";
}

}  // namespace

bool passphrase_is_given(const std::string& file) { return !file.empty() || std::getenv(variable); }

std::string passphrase(const std::string& file) {
    if (passphrase_is_given(file)) return given_passphrase(file);
    return not_empty(UnseenTerminal{}.ask("The organiser's passphrase: "), "that was typed");
}

std::string new_passphrase(const std::string& file) {
    if (passphrase_is_given(file)) return given_passphrase(file);
    UnseenTerminal terminal;
    const std::string first =
        not_empty(terminal.ask("A new passphrase; whoever knows it can read the attendee list: "), "that was typed");
    if (terminal.ask("Once more: ") != first) throw std::runtime_error("the two passphrases differ: nothing was done");
    return first;
}

}  // namespace kiosk
