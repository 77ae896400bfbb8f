#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "kiosk/base/time.h"
#include "kiosk/store/prepared_statements.h"

namespace kiosk {

class Database;

/// One SQL statement, prepared; runs as often as wanted. Lives shorter than its connection.
class Statement {
  public:
    /// Prepared once for all that ask the same of this connection.
    ///
    /// @param tried   for the sentence when it fails, e.g. "read the rooms"; a literal, it is not copied
    /// @throws StoreError
    Statement(const Database& database, std::string_view sql, std::string_view tried);

    /// Prepared for this once.
    ///
    /// @param tried   for the sentence when it fails, e.g. "read the rooms"; a literal, it is not copied
    /// @throws StoreError
    Statement(sqlite3* database, std::string_view sql, std::string_view tried);

    Statement(Statement&&) = default;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Fills the next ? of this run. Texts are copied.
    Statement& bind(std::string_view text);
    Statement& bind(const char* text) { return bind(std::string_view{text}); }
    Statement& bind(const std::string& text) { return bind(std::string_view{text}); }
    /// As bind, but the text is not copied: it has to stay as it is until the run has ended.
    Statement& bind_lasting(std::string_view text);
    Statement& bind_lasting(const std::string& text) { return bind_lasting(std::string_view{text}); }
    Statement& bind_lasting(const std::optional<std::string>& text) { return text ? bind_lasting(std::string_view{*text}) : bind_null(); }
    Statement& bind(int number);
    Statement& bind_large(std::int64_t number);
    Statement& bind(bool yes) { return bind(yes ? 1 : 0); }
    Statement& bind(Instant moment);
    Statement& bind(Date date);
    /// As a BLOB; none at all, rather than an empty one, is NULL.
    Statement& bind_bytes(std::string_view bytes);
    template <typename T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind_null();
    }

    /// Goes to the next row.
    ///
    /// @return false after the last; the statement is then ready for another run
    bool step();

    /// Runs to the end.
    void run();

    /// Columns of the current row, from 0. A null reads as empty text, 0 or none.
    std::string text(int column) const;
    std::string bytes(int column) const;
    int integer(int column) const;
    std::int64_t large_integer(int column) const;
    bool is_null(int column) const;
    std::optional<std::string> optional_text(int column) const;
    std::optional<int> optional_integer(int column) const;
    std::optional<Instant> instant(int column) const;
    std::optional<Date> date(int column) const;

  private:
    Statement& bind_null();
    Statement& bound(int code);

    Prepared handle_;
    PreparedStatements* home_ = nullptr;  // it goes back there; none: it is over then
    std::string_view tried_;
    int next_ = 1;
};

}  // namespace kiosk
