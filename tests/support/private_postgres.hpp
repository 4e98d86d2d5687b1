#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace hotline::test {

// A throw-away PostgreSQL cluster of one test program: data checksums, a unix socket in a temporary folder and no TCP
// port. Run as root it works as the account `postgres`, for PostgreSQL refuses root. However the test ends, by
// destructor, exit, abort or kill -9, a watching shell ends the server and removes the folder.
// HOTLINE_PG_BIN names the folder of the server's programs, TMPDIR where the cluster is made.
class PrivatePostgres {
 public:
  enum class Durability {
    kFull,  // fsync, full_page_writes and synchronous_commit on, as in production
    kNone,  // all three off: for many rows, where no promise of durability is tested
  };

  explicit PrivatePostgres(Durability durability = Durability::kFull);
  ~PrivatePostgres();
  PrivatePostgres(const PrivatePostgres&) = delete;
  PrivatePostgres& operator=(const PrivatePostgres&) = delete;

  // The one cluster of this test program, made at first use.
  static PrivatePostgres& shared();

  // Where the next cluster that is made keeps its data, apart from its socket: an empty folder.
  static void put_data_in(const std::string& folder);

  // Fills the empty database `database` that all others are copied from: runs db/roles.sql and the migrations.
  using TemplateMaker = std::function<void(PrivatePostgres& server, const std::string& database)>;
  // Set before the first create_database(); one for all clusters of the program.
  static void set_template_maker(TemplateMaker maker);

  // A new database, a copy of the migrated template with its owner and its rights; the name is returned.
  std::string create_database();
  // A new database with nothing in it.
  std::string create_empty_database();
  void drop_database(const std::string& database);

  // libpq settings without a user: each login appends its own.
  std::string conninfo(const std::string& database) const;
  std::string superuser_conninfo(const std::string& database) const;

  // As superuser. Throws std::runtime_error with the server's message.
  void run_sql(const std::string& database, const std::string& sql) const;
  // First column of the first row; empty for none.
  std::string query_value(const std::string& database, const std::string& sql) const;
  // Runs a file with psql, which understands its backslash commands; its variable `database` is the database's name.
  void run_file(const std::string& database, const std::string& path) const;

  // The machine's power goes: every process of the server ends at once, in the middle of whatever it does.
  void kill_9();
  // Every connection breaks at once without a checkpoint; the next start recovers from the log.
  void stop_immediate();
  // Brings the server back, first ending it if it runs; returns once it takes connections.
  void restart();
  bool running() const;
  // Whether it ended by itself; then restart() brings it back.
  bool ended();

  const std::string& folder() const { return folder_; }
  pid_t pid() const { return postmaster_; }

 private:
  void start();
  void start_watcher();
  void end_watcher();
  void require_template();
  std::string unique_name();
  std::string log_tail() const;

  Durability durability_;
  pid_t owner_ = -1;  // a forked child of the test must not end the server
  std::string folder_;
  pid_t postmaster_ = -1;
  pid_t watcher_ = -1;
  int watcher_pipe_ = -1;
  int databases_made_ = 0;
  bool template_made_ = false;
};

}  // namespace hotline::test
