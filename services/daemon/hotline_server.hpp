#pragma once

#include <chrono>
#include <memory>

#include "core/result.hpp"
#include "core/time.hpp"
#include "runtime/config.hpp"
#include "store/change_feed.hpp"

namespace hotline::daemon {

struct HotlineServerOptions {
  // A log whose end does not agree with itself is closed and continued by a new tree; else it is a reason not to start.
  bool accept_damaged = false;
};

// Everything hotlined is made of, wired once: keys, database, match index, log, services, socket. Made in the order of
// dependence and ended in the reverse one.
class HotlineServer {
 public:
  // Refuses with a reason a person can act on: settings, keys, a database that is not migrated, not marked, without a
  // log partition ahead, or that could lose a committed change; a damaged log.
  static core::Result<std::unique_ptr<HotlineServer>> start(const runtime::Config& config, const core::Clock& clock,
                                                            HotlineServerOptions options = {});
  ~HotlineServer();
  HotlineServer(const HotlineServer&) = delete;
  HotlineServer& operator=(const HotlineServer&) = delete;

  // No new call is taken; those under way end, at most after the configured time. Blocks. Safe to repeat.
  void drain();
  // For tests of freshness.
  store::ChangeFeed& change_feed();

 private:
  HotlineServer();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hotline::daemon
