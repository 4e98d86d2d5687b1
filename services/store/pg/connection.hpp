#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"
#include "store/pg/session.hpp"

namespace hotline::store::pg {

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

// One awaitable connection. One coroutine at a time uses it. A call that ends by its deadline or by cancellation leaves
// the connection closed (usable() is false); the server ends the statement by its own statement_timeout. No cancel
// request is ever sent, so a COMMIT is never cancelled.
class Connection {
 public:
  static boost::asio::awaitable<core::Result<std::unique_ptr<Connection>>> connect(
      boost::asio::any_io_executor executor, SessionOptions options, runtime::Deadline deadline);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  boost::asio::awaitable<core::Result<Rows>> exec(Query query, Params params, runtime::Deadline deadline);
  // All in one round trip; the first that fails stops the rest.
  boost::asio::awaitable<PipelineOutcome> pipeline(std::vector<Call> calls, runtime::Deadline deadline);
  // Sends rows with COPY table (columns) FROM STDIN (FORMAT binary); returns how many the server took.
  boost::asio::awaitable<core::Result<std::int64_t>> copy_in(Query copy, CopyRows rows, runtime::Deadline deadline);
  // Reads COPY (query) TO STDOUT (FORMAT binary) row by row without holding them. An error from `take` ends the
  // reading and closes the connection.
  boost::asio::awaitable<core::Done> copy_out(Query copy, std::function<core::Done(const Row&)> take,
                                              runtime::Deadline deadline);

  // Connected, nothing under way.
  bool usable() const;
  // Usable and outside a transaction.
  bool idle() const;
  bool tainted() const;
  // Whether an idle connection is still there, without waiting.
  bool alive();
  void close();

 private:
  friend class Transaction;
  struct Watch;
  explicit Connection(boost::asio::any_io_executor executor);

  enum class Timeout { kSession, kLocal };
  boost::asio::awaitable<core::Done> wait_connected(runtime::Deadline deadline);
  boost::asio::awaitable<core::Done> flush();
  boost::asio::awaitable<core::Result<pg_result*>> next_result();
  boost::asio::awaitable<core::Done> wait_readable();
  boost::asio::awaitable<PipelineOutcome> run(std::vector<Call> calls, runtime::Deadline deadline, Timeout timeout);
  core::Done enter(runtime::Deadline deadline);
  void leave();
  core::Error broken(bool committing);
  core::Result<int> socket_copy();

  Session session_;
  std::shared_ptr<Watch> watch_;
  std::chrono::milliseconds statement_timeout_{-1};  // as the session has it; -1 unknown
  bool busy_ = false;
};

}  // namespace hotline::store::pg
