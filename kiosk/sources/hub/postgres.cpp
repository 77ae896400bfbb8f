#include "kiosk/sources/hub/postgres.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>

#include <array>
#include <charconv>

#include "kiosk/base/text.h"

namespace kiosk {
namespace {

std::string one_line(std::string_view words) {
    std::string line;
    for (const std::string_view part : lines_of(trimmed(words))) line.append(line.empty() ? "" : " ").append(trimmed(part));
    return clean_utf8(line);
}

Owned<X509, X509_free> peer_certificate(PGconn* connection) {
    auto* tls = static_cast<SSL*>(PQsslStruct(connection, "OpenSSL"));
    return Owned<X509, X509_free>{tls ? SSL_get1_peer_certificate(tls) : nullptr};
}

}  // namespace

std::string_view Rows::text(int row, int column) const {
    return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

int Rows::written() const {
    const std::string_view count = PQcmdTuples(result_.get());
    int number = 0;
    std::from_chars(count.data(), count.data() + count.size(), number);
    return number;
}

HubError Postgres::error(std::string_view tried, const PGresult* result) const {
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const char* words = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    if (state && words) return HubError("the hub could not " + std::string{tried} + ": " + one_line(words), state);
    return HubError("the connection to the hub broke when it was to " + std::string{tried} + ": " +
                    one_line(PQerrorMessage(connection_.get())));
}

Postgres Postgres::connect(const Options& options) {
    // A cable that was pulled is noticed within half a minute, in either direction.
    Options all = {{"connect_timeout", "10"},    {"tcp_user_timeout", "10000"}, {"keepalives_idle", "10"},
                   {"keepalives_interval", "5"}, {"keepalives_count", "3"},     {"client_encoding", "UTF8"},
                   {"application_name", "kiosk"}, {"gssencmode", "disable"}};
    all.insert(all.end(), options.begin(), options.end());
    std::vector<const char*> names, values;
    for (const auto& [name, value] : all) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    Owned<PGconn, PQfinish> connection{PQconnectdbParams(names.data(), values.data(), 1)};
    if (!connection) throw HubError("there is no memory left to reach the hub");
    if (PQstatus(connection.get()) != CONNECTION_OK)
        throw HubError("the hub could not be reached: " + one_line(PQerrorMessage(connection.get())));
    PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
    PQsetnonblocking(connection.get(), 1);
    return Postgres{std::move(connection)};
}

void Postgres::wait(short events, std::string_view tried) {
    pollfd ready{socket(), events, 0};
    const int count = poll(&ready, 1, static_cast<int>(patience_.count()));
    if (count == 0)
        throw HubError("the hub did not answer within " + std::to_string(patience_.count() / 1000) + " s when it was to " +
                       std::string{tried});
    if (ready.revents & POLLIN && PQconsumeInput(connection_.get()) == 0) throw error(tried);
}

void Postgres::flush(std::string_view tried) {
    for (int left = PQflush(connection_.get()); left != 0; left = PQflush(connection_.get())) {
        if (left < 0) throw error(tried);
        wait(POLLIN | POLLOUT, tried);
    }
}

Owned<PGresult, PQclear> Postgres::next_result(std::string_view tried) {
    while (PQisBusy(connection_.get())) wait(POLLIN, tried);
    return Owned<PGresult, PQclear>{PQgetResult(connection_.get())};
}

Owned<PGresult, PQclear> Postgres::answer(std::string_view tried) {
    flush(tried);
    Owned<PGresult, PQclear> last;
    std::optional<HubError> failed;
    while (auto result = next_result(tried)) {
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) return result;
        if (status == PGRES_FATAL_ERROR && !failed) failed = error(tried, result.get());
        last = std::move(result);
    }
    if (failed) throw *failed;
    if (!last) throw error(tried);
    return last;
}

Rows Postgres::run(const std::string& sql, std::string_view tried, const Parameters& parameters) {
    std::vector<const char*> values;
    for (const auto& each : parameters) values.push_back(each ? each->c_str() : nullptr);
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0) == 0)
        throw error(tried);
    return Rows{answer(tried)};
}

void Postgres::run_script(const std::string& sql, std::string_view tried) {
    if (PQsendQuery(connection_.get(), sql.c_str()) == 0) throw error(tried);
    answer(tried);
}

void Postgres::transaction(const std::function<void()>& work) {
    run("BEGIN", "begin to write");
    try {
        work();
        run("COMMIT", "write");
    } catch (...) {
        try {
            if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) run("ROLLBACK", "take back what was begun");
        } catch (const HubError&) {
            // A broken connection has taken it back already; what failed first is told.
        }
        throw;
    }
}

void Postgres::copy_out(const std::string& sql, std::string_view tried, const std::function<void(std::string_view)>& take) {
    if (PQsendQuery(connection_.get(), sql.c_str()) == 0) throw error(tried);
    answer(tried);
    for (;;) {
        char* piece = nullptr;
        const int size = PQgetCopyData(connection_.get(), &piece, 1);
        const Owned<char, PQfreemem> owner{piece};
        if (size > 0) {
            take({piece, static_cast<std::size_t>(size)});
        } else if (size == 0) {
            wait(POLLIN, tried);
        } else if (size == -1) {
            break;
        } else {
            throw error(tried);
        }
    }
    answer(tried);
}

void Postgres::copy_in(const std::string& sql, std::string_view tried, const std::function<std::string_view()>& give) {
    if (PQsendQuery(connection_.get(), sql.c_str()) == 0) throw error(tried);
    answer(tried);
    const auto until_taken = [&](auto&& put) {
        for (int taken = put(); taken != 1; taken = put()) {
            if (taken < 0) throw error(tried);
            wait(POLLIN | POLLOUT, tried);
        }
    };
    for (std::string_view piece = give(); !piece.empty(); piece = give())
        until_taken([&] { return PQputCopyData(connection_.get(), piece.data(), static_cast<int>(piece.size())); });
    until_taken([&] { return PQputCopyEnd(connection_.get(), nullptr); });
    answer(tried);
}

std::vector<Notice> Postgres::notices() {
    if (PQconsumeInput(connection_.get()) == 0) throw error("wake this machine");
    std::vector<Notice> list;
    while (const Owned<PGnotify, PQfreemem> note{PQnotifies(connection_.get())})
        if (note->be_pid != PQbackendPID(connection_.get())) list.push_back({.channel = note->relname, .words = note->extra});
    return list;
}

std::string Postgres::certificate() const {
    const auto found = peer_certificate(connection_.get());
    if (!found) return "";
    const Owned<BIO, BIO_free_all> memory{BIO_new(BIO_s_mem())};
    PEM_write_bio_X509(memory.get(), found.get());
    char* start = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &start);
    return {start, static_cast<std::size_t>(size)};
}

std::string Postgres::fingerprint() const {
    const auto found = peer_certificate(connection_.get());
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    if (!found || X509_digest(found.get(), EVP_sha256(), hash.data(), &size) != 1) return "";
    std::string digits;
    for (unsigned int i = 0; i < size; ++i) {
        digits += "0123456789abcdef"[hash[i] >> 4U];
        digits += "0123456789abcdef"[hash[i] & 15U];
    }
    return digits;
}

std::string Postgres::scram_verifier(const std::string& role, const std::string& password) {
    const Owned<char, PQfreemem> verifier{
        PQencryptPasswordConn(connection_.get(), password.c_str(), role.c_str(), "scram-sha-256")};
    if (!verifier) throw error("make a key");
    return verifier.get();
}

std::string Postgres::in_quotes(std::string_view text) {
    const Owned<char, PQfreemem> literal{PQescapeLiteral(connection_.get(), text.data(), text.size())};
    if (!literal) throw error("read a text");
    return literal.get();
}

}  // namespace kiosk
