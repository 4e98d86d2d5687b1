#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace hotline::relatives {

// Answers leave at whole steps of time after their call came, so that how long it took to find something out is not
// seen.
class TimeSlots {
 public:
  TimeSlots(boost::asio::any_io_executor executor, std::chrono::milliseconds step)
      : executor_(std::move(executor)), step_(step) {}

  std::chrono::steady_clock::time_point next(std::chrono::steady_clock::time_point came) const {
    const auto steps = (std::chrono::steady_clock::now() - came) / step_ + 1;
    return came + steps * step_;
  }
  // Called once, at the next step, on an executor thread.
  void at_next(std::chrono::steady_clock::time_point came, std::function<void()> then) const {
    auto timer = std::make_shared<boost::asio::steady_timer>(executor_, next(came));
    timer->async_wait([timer, then = std::move(then)](const boost::system::error_code&) { then(); });
  }
  const boost::asio::any_io_executor& executor() const { return executor_; }

 private:
  boost::asio::any_io_executor executor_;
  std::chrono::milliseconds step_;
};

}  // namespace hotline::relatives
