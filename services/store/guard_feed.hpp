#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "core/canaries.hpp"
#include "core/guard.hpp"
#include "core/result.hpp"
#include "runtime/metrics.hpp"

namespace hotline::store {

struct GuardFeedOptions {
  std::string conninfo;  // of the login hotline_guard
  // How late this server counts what another one has logged, and keeps the alarms of its own.
  std::chrono::milliseconds poll{250};
  runtime::Metrics* metrics = nullptr;  // outlives it; none: figures are kept and shown nowhere
};

// Makes the guard's memory durable and common to all servers: the log is what was counted. A thread of its own reads
// what other servers log, writes the guard's alarms, and learns which persons are canaries.
class GuardFeed {
 public:
  // Has read the last hour of every tree when it returns. `own_tree` tells the tree that this process writes, whose
  // entries from now on the guard counts by itself. Guard and canaries outlive it.
  static core::Result<std::unique_ptr<GuardFeed>> start(GuardFeedOptions options, core::Guard& guard,
                                                        core::Canaries& canaries,
                                                        std::function<std::int32_t()> own_tree);
  ~GuardFeed();  // writes the alarms that wait, if it can
  GuardFeed(const GuardFeed&) = delete;
  GuardFeed& operator=(const GuardFeed&) = delete;

 private:
  GuardFeed();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
