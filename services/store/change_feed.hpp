#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"

namespace hotline::store {

struct ChangeFeedOptions {
  std::string conninfo;                 // of the login hotline_registry
  std::chrono::milliseconds poll{200};  // beside the database's notifications
  runtime::Metrics* metrics = nullptr;  // outlives the feed; none: figures are kept and shown nowhere
};

// Loads the match index from the register at start-up and then applies every committed revision to it, on a thread of
// its own with a connection of its own.
class ChangeFeed {
 public:
  // Loads everything (up to 30 s at 1 M persons), then follows. The index, the keyring outlive the feed.
  static core::Result<std::unique_ptr<ChangeFeed>> start(ChangeFeedOptions options, matching::Index& index,
                                                         const runtime::Keyring& keyring);
  ~ChangeFeed();
  ChangeFeed(const ChangeFeed&) = delete;
  ChangeFeed& operator=(const ChangeFeed&) = delete;

  // Makes the feed look now instead of at the next notification.
  void nudge();
  // True once the index has applied `revision`; false when the deadline came first. Resumes on the caller's executor.
  boost::asio::awaitable<bool> wait_for(std::int64_t revision, std::chrono::steady_clock::time_point deadline);
  // For tests of freshness: changes are no longer applied until let_go.
  void hold_back();
  void let_go();

 private:
  ChangeFeed();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
