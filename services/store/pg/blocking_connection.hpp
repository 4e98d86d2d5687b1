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
#include "store/pg/connection.hpp"
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

  // How long one call may take; 30 s unless set.
  void set_timeout(std::chrono::milliseconds timeout) { timeout_ = timeout; }

  core::Result<Rows> exec(const Query& query, const Params& params = {});
  // Sends all, one sync, reads the results in order. The pipeline is one transaction unless it holds BEGIN or COMMIT
  // (kBegin, kCommit, kRollback), which it may begin and end with. If COMMIT is among the calls and the connection dies
  // or is tainted, the error says outcome unknown (sqlstate.hpp).
  PipelineOutcome pipeline(std::span<const Call> calls);
  // Several statements as text without parameters, for migrations and set-up. One transaction unless it says otherwise.
  core::Done script(const std::string& sql);

  // `next` fills the rows and returns false when it has no more; called with cleared rows.
  core::Result<std::int64_t> copy_in(const Query& copy, const std::function<bool(CopyRows& rows)>& next);
  core::Result<std::int64_t> copy_in(const Query& copy, const CopyRows& rows);
  core::Done copy_out(const Query& copy, const std::function<core::Done(const Row&)>& take);

  core::Done listen(std::string_view channel);
  // Payloads that came within the time, at least one or none at the limit; stops at the first batch.
  core::Result<std::vector<std::string>> wait_notifications(std::chrono::milliseconds limit);

  bool usable() const { return session_->ok() && !busy_; }
  bool in_transaction() const { return session_->in_transaction(); }
  bool tainted() const { return session_->tainted(); }
  void close();
  // Closes and connects again; LISTENs and prepared statements are gone, a taint is cleared.
  core::Done reconnect();

 private:
  explicit BlockingConnection(SessionOptions options);
  core::Done open();
  core::Done wait(short events, runtime::Deadline deadline);
  core::Done flush(runtime::Deadline deadline);
  core::Result<pg_result*> next_result(runtime::Deadline deadline);
  core::Result<Rows> simple(const std::string& sql, runtime::Deadline deadline);
  core::Error broken(bool committing);

  SessionOptions options_;
  std::unique_ptr<Session> session_;
  std::chrono::milliseconds timeout_{30'000};
  bool busy_ = false;
};

}  // namespace hotline::store::pg
