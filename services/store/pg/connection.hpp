#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/params.hpp"
#include "store/pg/row.hpp"
#include "store/pg/session.hpp"

namespace hotline::store::pg {

// One awaitable connection. One coroutine at a time uses it, on any executor. A call that ends by its deadline or by
// cancellation leaves the connection closed (usable() is false); the server ends the statement by its own
// statement_timeout. No cancel request is ever sent, so a COMMIT is never cancelled.
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
  bool usable() const { return session_.ok() && !busy_; }
  // Usable, outside a transaction, nothing doubtful about it: fit for the next user.
  bool idle() const { return usable() && !session_.in_transaction() && !session_.tainted() && !session_.dismissed(); }
  bool tainted() const { return session_.tainted(); }
  // Whether an idle connection is still there, without waiting.
  bool alive();
  void close();

 private:
  struct Watch;
  struct Use;
  explicit Connection(boost::asio::any_io_executor executor);

  boost::asio::awaitable<core::Done> open(SessionOptions options, runtime::Deadline deadline);
  boost::asio::awaitable<core::Done> shake_hands(SessionOptions options, runtime::Deadline deadline);
  boost::asio::awaitable<core::Result<pg_result*>> start_copy(Query copy, runtime::Deadline deadline);
  boost::asio::awaitable<core::Result<std::int64_t>> end_copy();
  boost::asio::awaitable<core::Result<pg_result*>> next_result();
  boost::asio::awaitable<core::Done> flush();
  boost::asio::awaitable<core::Done> receive();
  std::optional<Call> timeout_call(std::span<const Call> calls, runtime::Deadline deadline) const;
  core::Done watch_socket();
  core::Error broken(bool committing);

  Session session_;
  std::shared_ptr<Watch> watch_;
  std::chrono::milliseconds statement_timeout_{-1};  // as the session has it; -1 unknown
  bool busy_ = false;
};

}  // namespace hotline::store::pg
