#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "core/result.hpp"
#include "matching/index.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"

namespace hotline::store {

struct StandingWatcherOptions {
  std::string conninfo;                        // of the login hotline_matching
  std::chrono::milliseconds poll{250};         // while there is nothing to compare
  std::chrono::milliseconds lead_poll{1'000};  // while another server leads
  runtime::Metrics* metrics = nullptr;         // outlives it; none: figures are kept and shown nowhere
};

// Keeps StandingJoin going on a thread of its own that gives way to lookups and imports. One server of a database
// leads; when it ends or loses its connection, another one goes on from the same place.
class StandingWatcher {
 public:
  // The index and the keyring outlive it.
  static core::Result<std::unique_ptr<StandingWatcher>> start(StandingWatcherOptions options,
                                                              std::shared_ptr<const matching::Lexicon> lexicon,
                                                              const matching::Index& persons,
                                                              const runtime::Keyring& keyring);
  ~StandingWatcher();  // ends after the step under way
  StandingWatcher(const StandingWatcher&) = delete;
  StandingWatcher& operator=(const StandingWatcher&) = delete;

 private:
  StandingWatcher();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::store
