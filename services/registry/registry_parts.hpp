#pragma once

#include <cstdint>
#include <functional>

#include "core/canaries.hpp"
#include "core/guard.hpp"
#include "core/time.hpp"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/change_feed.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::registry {

// What the registry service works with; owned by the daemon, outlives the service and its calls.
struct RegistryParts {
  store::pg::Pool& pool;  // of the login hotline_registry
  const runtime::Keyring& keyring;
  runtime::Random& random;
  store::ChangeFeed& feed;
  store::LogWriter& log;
  const core::Clock& clock;
  const matching::Index& index;
  core::Guard& guard;
  const core::Canaries& canaries;
  std::int64_t list_rows_max = 0;                                      // of one list
  bool trial = false;                                                  // whether the database is marked TRIAL
  std::function<void(const rpc::CallContext&, core::Reason)> refused;  // hears of what the guard blocks
};

}  // namespace hotline::registry
