#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "store/pg/conninfo.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"

struct pg_conn;

namespace hotline::store::pg {

// Shown in pg_stat_activity; each kind of connection has its own.
struct SessionOptions {
  Conninfo conninfo;
  std::string application_name = "hotlined";
  // Refuse a server on which a committed change can be lost: fsync, full_page_writes or synchronous_commit off.
  enum class Durability { kRequired, kNotChecked } durability = Durability::kRequired;
  std::chrono::milliseconds connect_timeout{5000};
};

// What the awaitable and the blocking connection share: the libpq handle, the names of prepared statements, notices,
// results to rows or errors. No waiting happens here.
class Session {
 public:
  Session() = default;
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Begins a connect without blocking (host names are looked up first; production hosts are sockets or addresses).
  core::Done start(const SessionOptions& options);
  void finish();
  // After the connect: non-blocking mode, notices.
  core::Done established();

  pg_conn* raw() const { return connection_; }
  bool ok() const;
  bool idle() const;  // no transaction, nothing under way
  bool in_transaction() const;

  // A warning said that a commit is not replicated; the outcome is unknown.
  bool tainted() const { return tainted_; }
  void set_committing(bool committing) { committing_ = committing; }

  // Queues the statement; prepares it in the same pipeline when it is new. `results` is raised by how many results
  // to read. The connection is in pipeline mode.
  core::Done send(const Query& query, const Params& params, std::vector<bool>& wanted);
  // A statement whose PREPARE failed must be prepared again.
  void forget(const Query& query);

  static core::Error error_of(const pg_result* result);

 private:
  struct Prepared {
    std::vector<Oid> types;
    std::string name;
  };
  static void notice(void* self, const pg_result* result);

  pg_conn* connection_ = nullptr;
  std::unordered_map<std::string_view, std::vector<Prepared>> prepared_;
  std::uint64_t prepared_count_ = 0;
  bool committing_ = false;
  bool tainted_ = false;
};

// Null when the server keeps what it commits, else what is off. `settings` is the row of kSettingsSql.
inline constexpr Query kSettingsSql =
    "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')";
core::Done check_durability(const Row& settings);

}  // namespace hotline::store::pg
