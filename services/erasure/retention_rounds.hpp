#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>

#include "core/result.hpp"
#include "erasure/erasure_flow.hpp"
#include "runtime/metrics.hpp"
#include "store/pg/pool.hpp"

namespace hotline::erasure {

struct RetentionOptions {
  // Payloads are unreadable within a day of their end, so an hour leaves room for a server that was down.
  std::chrono::milliseconds every{3'600'000};
  // What a server left approved and undone, and entries of calls that overtook an erasure.
  std::chrono::milliseconds finish_every{60'000};
  std::chrono::milliseconds begins_after{0};
  std::int32_t batch_max = 5'000;  // payloads of one entry of the log
};

struct RetentionDone {
  std::int64_t payloads = 0;
  std::int64_t inquiries = 0;
  std::int64_t finished = 0;
};

// Erases what has been kept for 24 months, in batches of one log entry each, and finishes erasures that were left
// undone. Several servers of one database may do it at once: a place is erased by one of them. What it refers to
// outlives it.
class RetentionRounds {
 public:
  RetentionRounds(boost::asio::any_io_executor executor, store::pg::Pool& pool, Eraser eraser,
                  runtime::Metrics& metrics, RetentionOptions options = {});
  // Ends with the batch under way.
  ~RetentionRounds();
  RetentionRounds(const RetentionRounds&) = delete;
  RetentionRounds& operator=(const RetentionRounds&) = delete;

  // A whole round at once; for tests and for whoever does not want to wait.
  boost::asio::awaitable<core::Result<RetentionDone>> round();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::erasure
