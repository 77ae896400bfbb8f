#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kiosk {

/// A PostgreSQL of this machine's own, from Debian's package: its files in one folder, TLS, one database "kiosk".
/// Started by root it runs as the user that the package made, since PostgreSQL refuses root.
class LocalServer {
  public:
    /// @param folder  for its files; need not be there yet
    /// @throws std::runtime_error  when PostgreSQL's package is missing
    explicit LocalServer(std::filesystem::path folder);

    /// Makes what is missing and starts it, unless it runs.
    ///
    /// @param host  under which devices will reach it
    /// @param port  0: the port it had; at first 5432, or the next that is free
    /// @return      whether it was started now
    /// @throws std::runtime_error  with PostgreSQL's own words when it does not start
    bool start(const std::string& host, int port);

    /// @return  whether it ran
    bool stop();

    /// The organiser's address of it: all rights.
    std::string url(const std::string& host) const;

    int port() const;
    std::filesystem::path log() const { return folder_ / "server.log"; }

  private:
    bool runs() const;
    void make(int port);
    void make_database(const std::string& host) const;
    std::string run(const std::string& program, const std::vector<std::string>& arguments, const char* tried) const;

    std::filesystem::path folder_;
    std::filesystem::path programs_;  // of PostgreSQL
};

/// The address under which other machines of this network reach this one; the loopback's where there is no network.
std::string own_address();

/// Where hub start keeps its files unless --dir says otherwise.
std::filesystem::path default_hub_folder();

}  // namespace kiosk
