#include "store/migrator.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/seal.hpp"
#include "sql/migrate.hpp"
#include "sql/migrations.hpp"
#include "sql/setup.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store {

namespace {

using pg::BlockingConnection;

// An index over millions of rows takes its time.
constexpr std::chrono::minutes kMigrationTime{60};
constexpr std::chrono::seconds kUsualTime{30};

core::Error refused(std::string message) {
  return core::make_error(core::Reason::kWrongState, std::move(message));
}

std::string label(const MigrationFile& file) {
  const std::string number = std::to_string(file.number);
  return std::string(number.size() < 4 ? 4 - number.size() : 0, '0') + number + "_" + std::string(file.name);
}

// Only the comment lines at the head of the file are looked at.
bool in_transaction(std::string_view text) {
  while (text.starts_with("--")) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end).starts_with("-- migrate: no transaction")) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

core::Error failed(const MigrationFile& file, const core::Error& cause) {
  core::Error error = cause;
  error.message = "migration " + label(file) + " failed: " + cause.message;
  return error;
}

core::Result<std::map<int, std::string>> applied_hashes(BlockingConnection& connection) {
  auto rows = connection.exec(sql::migrate::kListApplied);
  if (!rows) return rows.error();
  std::map<int, std::string> out;
  for (const pg::Row row : *rows) out.emplace(row.int4(0), row.bytea(2));
  return out;
}

std::string hash_of(std::string_view text) {
  const core::Bytes32 hash = runtime::sha256(text);
  return std::string(reinterpret_cast<const char*>(hash.data()), hash.size());
}

// Files are numbered from 1 without a gap, what is applied is a head of them, and each is as it was.
core::Done check_history(std::span<const MigrationFile> files, const std::map<int, std::string>& applied) {
  int expected = 0;
  for (const MigrationFile& file : files) {
    if (file.number != ++expected) return refused("migrations are not numbered without a gap at " + label(file));
    const auto found = applied.find(file.number);
    if (found == applied.end()) continue;
    if (found->second != hash_of(file.text))
      return refused("migration " + label(file) + " was edited after it was applied");
  }
  expected = 0;
  for (const auto& [number, hash] : applied) {
    if (number != ++expected) return refused("the database lacks a migration before number " + std::to_string(number));
  }
  if (!applied.empty() && static_cast<std::size_t>(applied.rbegin()->first) > files.size()) {
    return refused("the database is newer than this program: it has migration " +
                   std::to_string(applied.rbegin()->first) +
                   "; run the program that brought it there or a later one, or restore the backup of before");
  }
  return core::Nothing{};
}

core::Done record(BlockingConnection& connection, const MigrationFile& file) {
  pg::Params params;
  params.int4(file.number).text(file.name).bytea(hash_of(file.text));
  auto written = connection.exec(sql::migrate::kRecord, params);
  if (!written) return written.error();
  return core::Nothing{};
}

core::Done apply(BlockingConnection& connection, const MigrationFile& file) {
  const bool transaction = in_transaction(file.text);
  if (transaction) {
    auto begun = connection.exec(pg::kBegin);
    if (!begun) return begun.error();
  }
  core::Done step = connection.script(std::string(file.text));
  if (step) step = record(connection, file);
  if (!transaction) return step;
  if (!step) {
    auto undone = connection.exec(pg::kRollback);
    if (!undone) connection.close();
    return step;
  }
  auto committed = connection.exec(pg::kCommit);
  if (!committed) return committed.error();
  if (committed->command() != "COMMIT") return refused("it ends its own transaction");
  return core::Nothing{};
}

core::Result<MigrationOutcome> migrate_locked(BlockingConnection& connection, std::span<const MigrationFile> files) {
  // Asked first, for CREATE TABLE IF NOT EXISTS wants rights that a second run need not have.
  auto there = connection.exec(sql::migrate::kTableThere);
  if (!there) return there.error();
  if (!there->front().boolean(0)) {
    core::Done created = connection.script(sql::migrate::kCreateTable);
    if (!created) return created.error();
  }
  auto applied = applied_hashes(connection);
  if (!applied) return applied.error();
  core::Done history = check_history(files, *applied);
  if (!history) return history.error();
  MigrationOutcome outcome;
  outcome.current = static_cast<int>(applied->size());
  for (const MigrationFile& file : files.subspan(applied->size())) {
    core::Done done = apply(connection, file);
    if (!done) return failed(file, done.error());
    ++outcome.applied;
    outcome.current = file.number;
  }
  return outcome;
}

}  // namespace

std::vector<MigrationFile> built_in_migrations() {
  std::vector<MigrationFile> files;
  for (const sql::Migration& each : sql::kMigrations) files.push_back(MigrationFile{each.number, each.name, each.text});
  return files;
}

core::Result<MigrationOutcome> migrate(BlockingConnection& connection) {
  const std::vector<MigrationFile> files = built_in_migrations();
  return migrate(connection, files);
}

core::Result<MigrationOutcome> migrate(BlockingConnection& connection, std::span<const MigrationFile> files) {
  connection.set_timeout(kMigrationTime);
  auto locked = connection.exec(sql::migrate::kLock);
  if (!locked) return locked.error();
  auto outcome = migrate_locked(connection, files);
  if (connection.usable()) {
    // The lock goes with the session; a connection that cannot let go of it is closed.
    auto unlocked = connection.exec(sql::migrate::kUnlock);
    if (!unlocked) connection.close();
  }
  connection.set_timeout(kUsualTime);
  return outcome;
}

core::Done check_migrated(BlockingConnection& connection) {
  const std::vector<MigrationFile> files = built_in_migrations();
  auto there = connection.exec(sql::migrate::kTableThere);
  if (!there) return there.error();
  if (!there->front().boolean(0)) return refused("the database was never migrated: run hotline migrate");
  auto applied = applied_hashes(connection);
  if (!applied) return applied.error();
  core::Done history = check_history(files, *applied);
  if (!history) return history;
  if (applied->size() < files.size()) {
    return refused("the database lacks " + std::to_string(files.size() - applied->size()) +
                   " migration(s) of this program: back it up, then run hotline migrate");
  }
  return core::Nothing{};
}

std::string_view database_kind_name(DatabaseKind kind) {
  return kind == DatabaseKind::kTrial ? "TRIAL" : "LIVE";
}

core::Done mark_database(BlockingConnection& connection, DatabaseKind kind) {
  pg::Params params;
  params.text(database_kind_name(kind));
  auto written = connection.exec(sql::migrate::kWriteKind, params);
  if (!written) {
    if (pg::sqlstate_of(written.error()) != pg::kUniqueViolation) return written.error();
    auto held = database_kind(connection);
    if (!held) return held.error();
    if (*held != kind) {
      return refused("the database is marked " + std::string(database_kind_name(*held)) + " for good");
    }
  }
  if (kind == DatabaseKind::kLive) return core::Nothing{};
  auto sources = connection.exec(sql::setup::kPutTrialSources);
  if (!sources) return sources.error();
  return core::Nothing{};
}

core::Result<DatabaseKind> database_kind(BlockingConnection& connection) {
  auto there = connection.exec(sql::migrate::kKindTableThere);
  if (!there) return there.error();
  if (!there->front().boolean(0)) return refused("the database was never migrated: run hotline migrate");
  auto rows = connection.exec(sql::migrate::kReadKind);
  if (!rows) return rows.error();
  if (rows->empty()) return refused("the database is marked neither TRIAL nor LIVE");
  return rows->front().text_view(0) == "LIVE" ? DatabaseKind::kLive : DatabaseKind::kTrial;
}

}  // namespace hotline::store
