#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store::pg {

// READ COMMITTED unless asked otherwise. Destroyed without commit it is rolled back in the background.
class Transaction {
 public:
  Transaction(Transaction&&) noexcept = default;
  Transaction& operator=(Transaction&&) noexcept;
  ~Transaction();

  boost::asio::awaitable<core::Result<Rows>> exec(Query query, Params params);
  boost::asio::awaitable<PipelineOutcome> pipeline(std::vector<Call> calls);
  boost::asio::awaitable<core::Result<std::int64_t>> copy_in(Query copy, CopyRows rows);
  boost::asio::awaitable<core::Done> copy_out(Query copy, std::function<core::Done(const Row&)> take);

  // Not stopped by cancellation or the deadline: it waits kCommitWait, then closes the connection. An error with
  // outcome_unknown() may or may not have been committed; every other error was not.
  boost::asio::awaitable<core::Done> commit();
  boost::asio::awaitable<void> rollback();

  runtime::Deadline deadline() const { return deadline_; }
  Connection& connection() { return *lease_; }

 private:
  friend boost::asio::awaitable<core::Result<Transaction>> begin(Pool& pool, runtime::Deadline deadline);
  Transaction(Lease lease, runtime::Deadline deadline);
  void end();

  Lease lease_;
  runtime::Deadline deadline_;
};

// A synchronous standby that is slow for longer than this is as good as gone; the caller retries with its request id.
inline constexpr std::chrono::seconds kCommitWait{10};

// Takes a connection and sends BEGIN with the statement_timeout of the deadline.
boost::asio::awaitable<core::Result<Transaction>> begin(Pool& pool, runtime::Deadline deadline);

}  // namespace hotline::store::pg
