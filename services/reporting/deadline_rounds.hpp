#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>

#include "core/result.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"
#include "store/pg/pool.hpp"

namespace hotline::reporting {

struct DeadlineOptions {
  // How long after a change a deadline may be wrong.
  std::chrono::milliseconds every{1'000};
  std::int32_t persons_at_once = 1'000;  // of one transaction
};

// Derives from each change of the register what is owed for the persons it touched, in the transaction that moves the
// cursor: nothing is passed over and nothing is counted twice, whatever server stops when. One server of a database
// does it at a time.
class DeadlineRounds {
 public:
  // All outlive it. The pool is of the login hotline_registry.
  DeadlineRounds(boost::asio::any_io_executor executor, store::pg::Pool& pool, const runtime::Keyring& keyring,
                 runtime::Metrics& metrics, DeadlineOptions options = {});
  // Ends with the step under way.
  ~DeadlineRounds();
  DeadlineRounds(const DeadlineRounds&) = delete;
  DeadlineRounds& operator=(const DeadlineRounds&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether more waits. False as well while another server has the cursor.
boost::asio::awaitable<core::Result<bool>> advance_deadlines(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                             std::int32_t persons_at_once);

}  // namespace hotline::reporting
