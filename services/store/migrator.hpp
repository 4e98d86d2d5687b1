#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

// One file of db/migrations. A text whose first lines hold "-- migrate: no transaction" has one statement only.
struct MigrationFile {
  int number = 0;
  std::string_view name;
  std::string_view text;
};

// Those compiled in, in order.
std::vector<MigrationFile> built_in_migrations();

struct MigrationOutcome {
  int applied = 0;  // by this call
  int current = 0;  // the number of the last one in the database
};

// Applies what is missing, each in a transaction of its own, under an advisory lock so that two can run at once.
// Refuses (kWrongState) a file that was edited after it was applied, a gap, and a database newer than this program.
core::Result<MigrationOutcome> migrate(pg::BlockingConnection& connection);
core::Result<MigrationOutcome> migrate(pg::BlockingConnection& connection, std::span<const MigrationFile> files);
// Whether the database stands exactly where this program expects it; changes nothing.
core::Done check_migrated(pg::BlockingConnection& connection);

enum class DatabaseKind { kTrial, kLive };
std::string_view database_kind_name(DatabaseKind kind);  // "TRIAL", "LIVE"

// Written once for good; marking again with the same kind changes nothing, with the other is refused (kWrongState).
// A TRIAL one gets the sources of the invented register.
core::Done mark_database(pg::BlockingConnection& connection, DatabaseKind kind);
// kWrongState when it was never marked.
core::Result<DatabaseKind> database_kind(pg::BlockingConnection& connection);

}  // namespace hotline::store
