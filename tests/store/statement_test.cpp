#include "kiosk/store/statement.h"

#include <doctest/doctest.h>

#include "kiosk/store/database.h"

using namespace kiosk;

namespace {

constexpr const char* count_to =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";

int number_of_statements(const Database& database) {
    int count = 0;
    for (sqlite3_stmt* each = sqlite3_next_stmt(database.handle(), nullptr); each;
         each = sqlite3_next_stmt(database.handle(), each))
        ++count;
    return count;
}

}  // namespace

TEST_CASE("what is asked again is prepared once, and keeps nothing of before") {
    const Database database = Database::in_memory();
    {
        Statement row{database, count_to, "count"};
        REQUIRE(row.bind(3).step());
        CHECK(row.integer(0) == 1);
    }
    const int prepared = number_of_statements(database);
    Statement row{database, count_to, "count"};
    CHECK(number_of_statements(database) == prepared);
    CHECK(row.step());  // nothing is bound
    CHECK_FALSE(row.step());
}

TEST_CASE("two that ask the same at once don't disturb each other") {
    const Database database = Database::in_memory();
    Statement outer{database, count_to, "count"};
    outer.bind(3);
    int steps = 0;
    while (outer.step()) {
        Statement inner{database, count_to, "count"};
        inner.bind(2);
        while (inner.step()) ++steps;
    }
    CHECK(steps == 6);
}

TEST_CASE("a statement that was not run to its end lets others write") {
    const Database database = Database::in_memory();
    Statement{database, "CREATE TABLE a (b)", "make"}.run();
    Statement{database, "INSERT INTO a VALUES (1), (2)", "fill"}.run();
    {
        Statement row{database, "SELECT b FROM a", "read"};
        REQUIRE(row.step());
    }
    Statement{database, "DROP TABLE a", "drop"}.run();
    CHECK_THROWS_AS((Statement{database, "SELECT b FROM a", "read"}.step()), StoreError);
}

TEST_CASE("of very many statements some are kept") {
    const Database database = Database::in_memory();
    const int before = number_of_statements(database);
    for (int i = 0; i < 200; ++i) Statement{database, "SELECT " + std::to_string(i), "count"}.run();
    CHECK(number_of_statements(database) - before <= 64);
}
