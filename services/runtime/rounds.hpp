#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "runtime/log.hpp"

namespace hotline::runtime {

// Work that is done again and again beside the calls, one step at a time, until this is destroyed.
class Rounds {
 public:
  // Says how long to rest before the next one; zero: not at all. What it refers to outlives the rounds.
  using Step = std::function<boost::asio::awaitable<std::chrono::milliseconds>()>;

  // `bug_event` is logged when a step throws; then there is none any more.
  Rounds(const boost::asio::any_io_executor& executor, Safe bug_event, Step step,
         std::chrono::milliseconds begins_after = std::chrono::milliseconds(0));
  // Ends with the step under way; the executor must still run.
  ~Rounds();
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hotline::runtime
