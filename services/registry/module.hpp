#pragma once

#include <grpcpp/impl/service_type.h>

#include <functional>
#include <memory>

#include "core/canaries.hpp"
#include "core/guard.hpp"
#include "core/time.hpp"
#include "runtime/config.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"

namespace hotline::matching {
class Index;
}
namespace hotline::rpc {
struct CallContext;
class Gate;
class PageTokens;
}  // namespace hotline::rpc
namespace hotline::store {
class ChangeFeed;
class LogWriter;
}  // namespace hotline::store
namespace hotline::store::pg {
class Pool;
}

namespace hotline::registry {

class RegistryService;

// The registry as the daemon wires it. Everything given here outlives it; `pool` is of the login hotline_registry,
// `trial` says whether the database is marked TRIAL.
class Module {
 public:
  Module(const rpc::Gate& gate, store::pg::Pool& pool, const runtime::Keyring& keyring, store::ChangeFeed& feed,
         store::LogWriter& log, const core::Clock& clock, runtime::Random& random, const matching::Index& index,
         core::Guard& guard, const core::Canaries& canaries, const rpc::PageTokens& page_tokens,
         const runtime::Config& config, bool trial, std::function<void(const rpc::CallContext&, core::Reason)> refused);
  ~Module();

  grpc::Service& service();

 private:
  std::unique_ptr<RegistryService> service_;
};

}  // namespace hotline::registry
