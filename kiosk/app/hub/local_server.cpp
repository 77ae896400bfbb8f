#include "kiosk/app/hub/local_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "kiosk/app/file_content.h"
#include "kiosk/app/paths.h"
#include "kiosk/base/priority.h"
#include "kiosk/base/text.h"
#include "kiosk/base/unique_fd.h"
#include "kiosk/sources/hub/certificate.h"
#include "kiosk/sources/hub/hub_schema.h"
#include "kiosk/sources/hub/postgres.h"
#include "kiosk/store/attendees/secret.h"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr int usual_port = 5432;
constexpr int ports_to_try = 100;

std::runtime_error failed(const std::string& sentence) { return std::runtime_error(sentence); }

/// The user that the server runs as; none: whoever runs this.
const passwd* server_user() {
    if (geteuid() != 0) return nullptr;
    const passwd* user = getpwnam("postgres");
    if (!user) throw failed("PostgreSQL must not run as root, and this machine has no user postgres: install the package postgresql");
    return user;
}

/// The newest PostgreSQL that Debian has put here.
fs::path find_programs() {
    fs::path best;
    int newest = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        const std::string name = entry.path().filename().string();
        int version = 0;
        std::from_chars(name.data(), name.data() + name.size(), version);
        if (version > newest && access((entry.path() / "bin/initdb").c_str(), X_OK) == 0) {
            newest = version;
            best = entry.path() / "bin";
        }
    }
    constexpr int oldest = 15;
    if (newest < oldest) throw failed("there is no PostgreSQL 15 or newer on this machine: apt-get install --no-install-recommends postgresql");
    return best;
}

// The server inherits its folder as an open descriptor: by that it reaches its files also below folders that its user may
// not pass, such as root's.
constexpr int folder_descriptor = 9;
constexpr const char* data = "/proc/self/fd/9/data";
constexpr const char* log_of_server = "/proc/self/fd/9/server.log";
constexpr const char* first_password = "/proc/self/fd/9/first-password";

/// Ends the child with a code that no program of PostgreSQL uses.
[[noreturn]] void become_program(const fs::path& program, const std::vector<std::string>& arguments, const fs::path& folder,
                                 const passwd* user) {
    constexpr int not_started = 125;
    std::vector<char*> words;
    std::string name = program.string();
    words.push_back(name.data());
    std::vector<std::string> copies = arguments;
    for (std::string& each : copies) words.push_back(each.data());
    words.push_back(nullptr);
    const int own = open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (own < 0 || dup2(own, folder_descriptor) < 0 || chdir("/") != 0) _exit(not_started);
    if (own != folder_descriptor) close(own);
    if (user && (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(not_started);
    setenv("LC_ALL", "C.UTF-8", 1);
    for (const char* name_of : {"PGHOST", "PGPORT", "PGUSER", "PGDATABASE", "PGPASSWORD", "PGDATA"}) unsetenv(name_of);
    execv(program.c_str(), words.data());
    _exit(not_started);
}

bool is_free(int port) {
    const UniqueFd probe{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const int yes = 1;
    setsockopt(probe.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return bind(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

int free_port() {
    for (int port = usual_port; port < usual_port + ports_to_try; ++port)
        if (is_free(port)) return port;
    throw failed("no port from 5432 on is free on this machine: name one with --port");
}

/// A file that the server's user alone may read.
void write_private(const fs::path& file, std::string_view content, const passwd* user) {
    const UniqueFd out{open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
    const bool written = out && write(out.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size());
    if (!written || fsync(out.get()) != 0 || (user && fchown(out.get(), user->pw_uid, user->pw_gid) != 0))
        throw failed(in_quotes(file.string()) + " can't be written: " + std::strerror(errno));
}

void make_folder(const fs::path& folder, const passwd* user) {
    std::error_code none;
    const bool is_new = !fs::exists(folder, none);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder)) throw failed("the folder " + in_quotes(folder.string()) + " can't be made: " + error.message());
    if (is_new && (chmod(folder.c_str(), 0700) != 0 || (user && chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)))
        throw failed("the folder " + in_quotes(folder.string()) + " can't be given to the server's user: " + std::strerror(errno));
    struct stat there = {};
    if (user && stat(folder.c_str(), &there) == 0 && there.st_uid != user->pw_uid) {
        if (!fs::is_empty(folder)) throw failed("the folder " + in_quotes(folder.string()) + " has other files: name an empty one with --dir");
        if (chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
            throw failed("the folder " + in_quotes(folder.string()) + " can't be given to the server's user: " + std::strerror(errno));
    }
}

constexpr const char* access_rules =
    "# Written by kiosk hub start. The organiser's role comes from this machine alone; all others with TLS and their key.\n"
    "hostssl all    organiser samehost scram-sha-256\n"
    "hostssl all    organiser all      reject\n"
    "hostssl kiosk  all       all      scram-sha-256\n";

std::string settings(int port) {
    return "# Written by kiosk hub start.\n"
           "listen_addresses = '*'\n"
           "port = " + std::to_string(port) + "\n"
           "unix_socket_directories = ''\n"
           "ssl = on\n"
           "ssl_cert_file = 'server.crt'\n"
           "ssl_key_file = 'server.key'\n"
           "password_encryption = 'scram-sha-256'\n"
           "# Each screen holds one.\n"
           "max_connections = 1200\n"
           "shared_buffers = '256MB'\n"
           "# A screen whose cable was pulled is let go after a minute.\n"
           "tcp_keepalives_idle = 20\n"
           "tcp_keepalives_interval = 10\n"
           "tcp_keepalives_count = 4\n"
           "tcp_user_timeout = 60000\n"
           "jit = off\n";
}

std::string escaped(const std::string& path) {
    std::string text;
    for (const char c : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || std::strchr("/-._~", c);
        if (plain) {
            text += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        text.append(1, '%').append(1, "0123456789ABCDEF"[byte >> 4U]).append(1, "0123456789ABCDEF"[byte & 15U]);
    }
    return text;
}

}  // namespace

std::string own_address() {
    // Nothing is sent: the system only says from which of its addresses it would be.
    const UniqueFd probe{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    sockaddr_in far = {};
    far.sin_family = AF_INET;
    far.sin_port = htons(9);
    inet_pton(AF_INET, "192.0.2.1", &far.sin_addr);
    sockaddr_in own = {};
    socklen_t size = sizeof own;
    std::array<char, INET_ADDRSTRLEN> text = {};
    if (connect(probe.get(), reinterpret_cast<const sockaddr*>(&far), sizeof far) != 0 ||
        getsockname(probe.get(), reinterpret_cast<sockaddr*>(&own), &size) != 0 ||
        !inet_ntop(AF_INET, &own.sin_addr, text.data(), text.size()))
        return "127.0.0.1";
    return text.data();
}

fs::path default_hub_folder() {
    return geteuid() == 0 ? fs::path{"/var/lib/kiosk-hub"} : default_database().parent_path() / "hub";
}

LocalServer::LocalServer(fs::path folder) : folder_(fs::absolute(std::move(folder))), programs_(find_programs()) {}

std::string LocalServer::run(const std::string& program, const std::vector<std::string>& arguments, const char* tried) const {
    const passwd* user = server_user();
    const fs::path output = folder_ / "kiosk-output.txt";
    write_private(output, "", user);
    const pid_t child = fork();
    if (child < 0) throw failed(std::string{"could not "} + tried + ": " + std::strerror(errno));
    if (child == 0) {
        const int out = open(output.c_str(), O_WRONLY | O_APPEND);
        const int in = open("/dev/null", O_RDONLY);
        if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0) _exit(126);
        // What the server inherited would stay open as long as it runs: a pipe's reader would wait for its end.
        close_range(3, ~0U, 0);
        // The organiser's machine may have a screen of its own, or be a door.
        set_priority(Priority::hub);
        become_program(programs_ / program, arguments, folder_, user);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const std::string words = file_content(output.string());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        std::string line;
        for (const auto part : lines_of(trimmed(words))) line.append(line.empty() ? "" : " ").append(trimmed(part));
        throw failed(std::string{"could not "} + tried + ": " + (line.empty() ? "it can't be started" : clean_utf8(line)) + " (see " +
                     log().string() + ")");
    }
    return words;
}

bool LocalServer::runs() const {
    std::error_code none;
    if (!fs::exists(folder_ / "data/postmaster.pid", none)) return false;
    try {
        run("pg_ctl", {"status", "-D", data}, "ask PostgreSQL whether it runs");
        return true;
    } catch (const std::runtime_error&) {
        return false;
    }
}

int LocalServer::port() const {
    int port = 0;
    std::error_code none;
    if (!fs::exists(folder_ / "port", none)) return 0;
    const std::string text = file_content((folder_ / "port").string());
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port;
}

void LocalServer::make(int port) {
    const passwd* user = server_user();
    const std::string password = hexadecimal(random_bytes(24));
    write_private(folder_ / "first-password", password + "\n", user);
    // Whoever stopped this half-way finds it begun anew.
    fs::remove_all(folder_ / "data");
    make_folder(folder_ / "data", user);
    run("initdb", {"-D", data, "--username=organiser", "--auth=scram-sha-256", std::string{"--pwfile="} + first_password,
                   "--encoding=UTF8", "--locale=C.UTF-8"},
        "set up PostgreSQL");
    fs::remove(folder_ / "first-password");
    const auto [key, certificate] = make_server_certificate();
    write_private(folder_ / "data/server.key", key, user);
    write_private(folder_ / "data/server.crt", certificate, user);
    write_private(folder_ / "data/pg_hba.conf", access_rules, user);
    write_private(folder_ / "server.crt", certificate, user);
    write_private(folder_ / "port", std::to_string(port) + "\n", user);
    write_private(folder_ / "password", password + "\n", user);  // last: now it is whole
}

bool LocalServer::start(const std::string& host, int port) {
    const passwd* user = server_user();
    make_folder(folder_, user);
    std::error_code none;
    const bool is_made = fs::exists(folder_ / "password", none);
    if (is_made && runs()) {
        if (port != 0 && port != this->port())
            throw failed("the hub runs already, on port " + std::to_string(this->port()) + ": for another port stop it first with kiosk hub stop "
                         "(devices that are paired then have to be paired again)");
        return false;
    }
    const int wanted = port != 0 ? port : is_made ? this->port() : free_port();
    if (!is_free(wanted))
        throw failed("the port " + std::to_string(wanted) + " of the hub is taken by another program: end that one, or name another with "
                     "--port (devices that are paired then have to be paired again)");
    if (!is_made)
        make(wanted);
    else if (wanted != this->port())
        write_private(folder_ / "port", std::to_string(wanted) + "\n", user);
    write_private(folder_ / "data/postgresql.auto.conf", settings(wanted), user);
    // After a power cut it first puts its files right, which takes a slow disk minutes.
    run("pg_ctl", {"start", "-w", "-t", "600", "-D", data, "-l", log_of_server}, "start PostgreSQL");
    set_session_priority(std::atoi(file_content((folder_ / "data/postmaster.pid").string()).c_str()), Priority::hub);
    make_database(host);
    return true;
}

void LocalServer::make_database(const std::string& host) const {
    Postgres server = Postgres::connect({{"dbname", url(host)}, {"dbname", "postgres"}});
    make_hub_database(server);
}

bool LocalServer::stop() {
    if (!runs()) return false;
    run("pg_ctl", {"stop", "-w", "-m", "fast", "-D", data}, "stop PostgreSQL");
    return true;
}

std::string LocalServer::url(const std::string& host) const {
    const std::string password = file_content((folder_ / "password").string());
    return "postgresql://organiser:" + std::string{trimmed(password)} + "@" + host + ":" + std::to_string(port()) +
           "/kiosk?sslmode=verify-ca&sslrootcert=" + escaped((folder_ / "server.crt").string());
}

}  // namespace kiosk
