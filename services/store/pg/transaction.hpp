#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/pool.hpp"

namespace hotline::store::pg {

// A synchronous standby that is slow for longer than this is as good as gone; the caller retries with its request id.
inline constexpr std::chrono::seconds kCommitWait{10};

// READ COMMITTED. Destroyed without commit it is rolled back in the background.
class Transaction {
 public:
  Transaction(Lease lease, runtime::Deadline deadline);
  Transaction(Transaction&&) noexcept = default;
  Transaction& operator=(Transaction&& other) noexcept;
  ~Transaction();

  boost::asio::awaitable<core::Result<Rows>> exec(Query query, Params params = {});
  boost::asio::awaitable<PipelineOutcome> pipeline(std::vector<Call> calls);
  boost::asio::awaitable<core::Result<std::int64_t>> copy_in(Query copy, CopyRows rows);
  boost::asio::awaitable<core::Done> copy_out(Query copy, std::function<core::Done(const Row&)> take);

  // Refuses when the deadline has passed. Once sent it is stopped neither by cancellation (which stays off for the rest
  // of the coroutine) nor by the deadline: it waits kCommitWait, then closes the connection. An error with
  // outcome_unknown() may or may not be committed; with every other error it is not. Ends the transaction.
  boost::asio::awaitable<core::Done> commit();
  // Waits for the end, for a caller who goes on with the same rows; the destructor does it without waiting.
  boost::asio::awaitable<core::Done> rollback();

  runtime::Deadline deadline() const { return deadline_; }

 private:
  Lease lease_;
  runtime::Deadline deadline_;
};

// Takes a connection and sends BEGIN with the statement_timeout of the deadline.
boost::asio::awaitable<core::Result<Transaction>> begin(Pool& pool, runtime::Deadline deadline);

}  // namespace hotline::store::pg
