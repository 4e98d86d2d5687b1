#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"
#include "store/pg/session.hpp"

namespace hotline::store::pg {

// The twin of Connection for a thread of its own (log writer, index loader, change feed, migrator, tests). Every wait
// has a limit; when it is passed the connection is closed and reconnect() makes a new one.
class BlockingConnection {
 public:
  static core::Result<std::unique_ptr<BlockingConnection>> connect(SessionOptions options);
  ~BlockingConnection();
  BlockingConnection(const BlockingConnection&) = delete;
  BlockingConnection& operator=(const BlockingConnection&) = delete;

  // How long one call may take (of a COPY: one step); 30 s unless set. The server's own statement_timeout is the
  // login's, or what a script sets.
  void set_timeout(std::chrono::milliseconds timeout) { timeout_ = timeout; }

  core::Result<Rows> exec(const Query& query, const Params& params = {});
  // Sends all, one sync, reads the results in order. The calls are one transaction unless they hold BEGIN or COMMIT
  // (kBegin, kCommit, kRollback). If the connection dies or is tainted while they may have been committed, the error
  // says outcome unknown (sqlstate.hpp).
  PipelineOutcome pipeline(std::span<const Call> calls);
  // Several statements as text without parameters, for migrations and set-up. One transaction unless it says otherwise.
  core::Done script(const std::string& sql);

  // COPY table (columns) FROM STDIN (FORMAT binary). `next` gets empty rows to fill and returns false when these are
  // the last.
  core::Result<std::int64_t> copy_in(const Query& copy, const std::function<bool(CopyRows& rows)>& next);
  core::Result<std::int64_t> copy_in(const Query& copy, const CopyRows& rows);
  // COPY (query) TO STDOUT (FORMAT binary), row by row. An error from `take` ends the reading and closes the
  // connection.
  core::Done copy_out(const Query& copy, const std::function<core::Done(const Row&)>& take);

  core::Done listen(std::string_view channel);
  // Payloads that came; waits until there is one, or gives none at the limit.
  core::Result<std::vector<std::string>> wait_notifications(std::chrono::milliseconds limit);
  // For a poll() that also waits for something else, followed by wait_notifications(0). -1 when closed.
  int descriptor() const;

  bool usable() const { return session_.ok() && !busy_; }
  bool in_transaction() const { return session_.in_transaction(); }
  // The last commit's outcome is unknown because replication was given up; the connection is closed then.
  bool tainted() const { return session_.tainted(); }
  void close();
  // Closes and connects again. LISTENs and a taint are gone.
  core::Done reconnect();

 private:
  struct Use;
  explicit BlockingConnection(SessionOptions options);
  core::Done open(const SessionOptions& host, runtime::Deadline deadline);
  core::Done shake_hands(const SessionOptions& host, runtime::Deadline deadline);
  PipelineOutcome pipeline_until(std::span<const Call> calls, runtime::Deadline deadline);
  core::Done wait(short events, runtime::Deadline deadline);
  core::Done flush(runtime::Deadline deadline);
  core::Done receive(runtime::Deadline deadline);
  core::Done put_copy(std::string_view bytes, runtime::Deadline deadline);
  enum class Finished { kCommand, kCopyIn, kCopyOut };
  core::Result<Finished> finish_command(std::int64_t& rows, runtime::Deadline deadline);
  core::Done start_copy(const Query& copy, Finished wanted, runtime::Deadline deadline);
  bool unfinished() const;
  core::Error broken(bool committing, const core::Done& why);

  SessionOptions options_;
  Session session_;
  std::chrono::milliseconds timeout_{30'000};
  bool busy_ = false;
};

}  // namespace hotline::store::pg
