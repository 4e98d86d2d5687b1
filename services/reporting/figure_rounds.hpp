#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>

#include "core/result.hpp"
#include "core/time.hpp"
#include "reporting/figure_release.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"
#include "store/pg/pool.hpp"

namespace hotline::reporting {

struct FigureOptions {
  std::chrono::milliseconds every{1'000};
  FigureStep step;
};

// Keeps the counts up with the log and the register, and releases each month when it has ended. One server of a
// database does it at a time.
class FigureRounds {
 public:
  // All outlive it. The pool is of the login hotline_reporting.
  FigureRounds(boost::asio::any_io_executor executor, store::pg::Pool& pool, const runtime::Keyring& keyring,
               const core::Clock& clock, runtime::Metrics& metrics, FigureOptions options = {});
  // Ends with the step under way.
  ~FigureRounds();
  FigureRounds(const FigureRounds&) = delete;
  FigureRounds& operator=(const FigureRounds&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::reporting
