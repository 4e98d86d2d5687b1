#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/conninfo.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"

struct pg_conn;

namespace hotline::store::pg {

struct SessionOptions {
  Conninfo conninfo;
  // Shown in pg_stat_activity; each kind of connection has its own.
  std::string application_name = "hotlined";
  // Refuse a server on which a committed change can be lost or come back changed: fsync, full_page_writes,
  // synchronous_commit or data_checksums off, data_sync_retry on.
  enum class Durability { kRequired, kNotChecked } durability = Durability::kRequired;
  // For all hosts together: each gets its share of what is left, and the next one its turn after that.
  std::chrono::milliseconds connect_timeout{5000};
};

// One statement of a pipeline.
struct Call {
  Query query;
  Params params;
};

// Rows of the calls that succeeded, in order. With an error, rows.size() is the number of the call that failed; those
// after it were not run.
struct PipelineOutcome {
  std::vector<Rows> rows;
  std::optional<core::Error> error;
};

// What the awaitable and the blocking connection share: the libpq handle, the names of prepared statements, notices,
// results to rows or errors. Nothing here waits.
class Session {
 public:
  Session() = default;
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Begins to connect. Host names are looked up first, which can block; hosts are sockets or addresses in production.
  core::Done start(const SessionOptions& options);
  // After the connect: non-blocking mode and notices.
  core::Done established();
  void finish();

  pg_conn* raw() const { return connection_; }
  bool ok() const;
  bool in_transaction() const;
  // A warning said that a commit is not replicated; its outcome is unknown.
  bool tainted() const { return tainted_; }
  // The server has said that it ends this session, or that it takes no writes and so is not the one to be asked.
  bool dismissed() const { return dismissed_; }

  // Queues all calls (and PREPARE where needed) and one sync; then flush, and collect() until it is done. Calls in
  // `hidden` come first and leave no rows.
  core::Done send(std::span<const Call> hidden, std::span<const Call> calls);
  enum class Progress { kDone, kNeedsInput, kBroken };
  Progress collect();
  PipelineOutcome take_outcome();

  // Whether losing the connection now, with these calls sent, leaves it open if they were committed: they hold COMMIT,
  // or commit by themselves because no transaction is open.
  bool commits(std::span<const Call> calls) const;
  void set_committing(bool committing) { committing_ = committing; }

 private:
  struct Prepared {
    std::vector<Oid> types;
    std::string name;
  };
  struct Awaited {
    enum class What { kPrepare, kHidden, kRows } what;
    std::string_view text;
    std::string name;
  };
  static void notice(void* self, const pg_result* result);
  core::Done send_one(const Call& call, Awaited::What what);
  void take(pg_result* result);
  void forget(const Awaited& prepare);

  pg_conn* connection_ = nullptr;
  std::unordered_map<std::string_view, std::vector<Prepared>> prepared_;
  std::uint64_t prepared_count_ = 0;
  std::uint64_t sends_ = 0;
  std::uint64_t plan_anew_at_ = 1;
  bool committing_ = false;
  bool tainted_ = false;
  bool dismissed_ = false;

  std::vector<Awaited> awaited_;
  std::size_t awaited_at_ = 0;
  int syncs_awaited_ = 0;
  bool synced_ = false;
  bool result_seen_ = false;
  PipelineOutcome outcome_;
};

core::Error error_of(const pg_result* result);

// The first statement of each session; its row is what a server must not have off. Plans are made for any parameters
// and for large tables: looking at a row costs much, finding it in an index little.
inline constexpr Query kOpenSession =
    "SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'),"
    " current_setting('data_checksums'), current_setting('data_sync_retry'),"
    " set_config('plan_cache_mode', 'force_generic_plan', false), set_config('jit', 'off', false),"
    " set_config('enable_seqscan', 'off', false), set_config('max_parallel_workers_per_gather', '0', false),"
    " set_config('cpu_tuple_cost', '10', false),"
    " set_config('cpu_index_tuple_cost', '10', false)";
core::Done check_durability(const Row& settings);

// When the attempt at the first of `hosts` ends, so that each of them gets its turn before `all`.
runtime::Deadline one_host_deadline(std::size_t hosts, runtime::Deadline all);

// Splits the messages of COPY ... TO STDOUT (FORMAT binary) into rows.
class CopyReader {
 public:
  core::Done feed(std::string_view message, const std::function<core::Done(const Row&)>& take);

 private:
  bool header_seen_ = false;
  std::vector<Cell> cells_;
};

// Before the first and after the last row of COPY ... FROM STDIN (FORMAT binary).
std::string_view copy_header();
std::string_view copy_trailer();
// What is given to libpq at once, so that its buffer stays small.
inline constexpr std::size_t kCopyChunkBytes = 64 * 1024;

}  // namespace hotline::store::pg
