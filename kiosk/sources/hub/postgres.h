#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <libpq-fe.h>

#include "kiosk/base/owned.h"

namespace kiosk {

/// The hub could not be reached, or refused. The text is a whole sentence for the organiser.
class HubError : public std::runtime_error {
  public:
    explicit HubError(const std::string& sentence, std::string sql_state = "")
        : std::runtime_error(sentence), sql_state_(std::move(sql_state)) {}

    /// PostgreSQL's five letters; empty when the connection itself failed.
    const std::string& sql_state() const { return sql_state_; }

  private:
    std::string sql_state_;
};

/// The rows of an answer. Columns count from 0; a null reads as empty text.
class Rows {
  public:
    explicit Rows(Owned<PGresult, PQclear> result) : result_(std::move(result)) {}

    int size() const { return PQntuples(result_.get()); }
    std::string_view text(int row, int column) const;
    bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }

    /// How many rows a statement wrote.
    int written() const;

  private:
    Owned<PGresult, PQclear> result_;
};

/// What NOTIFY says.
struct Notice {
    std::string channel = {};
    std::string words = {};
};

using Parameters = std::vector<std::optional<std::string>>;

/// One connection to PostgreSQL. Nothing waits for a silent server longer than its patience. One thread owns it.
class Postgres {
  public:
    /// Options by libpq's names; later ones overrule those in a "dbname" that is a URL.
    using Options = std::vector<std::pair<std::string, std::string>>;

    /// @throws HubError  when nobody answers, or doesn't let us in
    static Postgres connect(const Options& options);

    /// Runs one statement with $1, $2 … as texts.
    ///
    /// @param tried  for the sentence when it fails, e.g. "read the devices"
    Rows run(const std::string& sql, std::string_view tried, const Parameters& parameters = {});

    /// Runs several statements.
    void run_script(const std::string& sql, std::string_view tried);

    /// Runs `work` as one transaction; all or nothing, also when it throws.
    void transaction(const std::function<void()>& work);

    /// Runs COPY … TO STDOUT; `take` gets each piece as it comes.
    void copy_out(const std::string& sql, std::string_view tried, const std::function<void(std::string_view piece)>& take);

    /// Runs COPY … FROM STDIN; `give` returns the next piece, empty at the end.
    void copy_in(const std::string& sql, std::string_view tried, const std::function<std::string_view()>& give);

    /// Each NOTIFY of another connection that has come since it was last asked. Reads what has arrived, does not wait.
    std::vector<Notice> notices();

    /// To wait on, and nothing else.
    int socket() const { return PQsocket(connection_.get()); }

    /// The server's certificate in PEM and its SHA-256 in small hexadecimal digits; empty without TLS.
    std::string certificate() const;
    std::string fingerprint() const;

    /// What the server keeps in place of a password.
    std::string scram_verifier(const std::string& role, const std::string& password);

    std::string in_quotes(std::string_view text);

    std::string host() const { return PQhost(connection_.get()); }
    std::string port() const { return PQport(connection_.get()); }
    std::string database() const { return PQdb(connection_.get()); }
    std::string user() const { return PQuser(connection_.get()); }
    int version() const { return PQserverVersion(connection_.get()); }

    void set_patience(std::chrono::milliseconds patience) { patience_ = patience; }

  private:
    explicit Postgres(Owned<PGconn, PQfinish> connection) : connection_(std::move(connection)) {}
    void flush(std::string_view tried);
    void wait(short events, std::string_view tried);
    Owned<PGresult, PQclear> next_result(std::string_view tried);
    Owned<PGresult, PQclear> answer(std::string_view tried);
    HubError error(std::string_view tried, const PGresult* result = nullptr) const;

    Owned<PGconn, PQfinish> connection_;
    std::chrono::milliseconds patience_{15000};
};

}  // namespace kiosk
