#include "registry/module.hpp"

#include <utility>

#include "registry/registry_service.hpp"

namespace hotline::registry {

Module::Module(const rpc::Gate& gate, store::pg::Pool& pool, const runtime::Keyring& keyring, store::ChangeFeed& feed,
               store::LogWriter& log, const core::Clock& clock, runtime::Random& random, const matching::Index& index,
               core::Guard& guard, const core::Canaries& canaries, const rpc::PageTokens& page_tokens,
               const runtime::Config& config, bool trial,
               std::function<void(const rpc::CallContext&, core::Reason)> refused)
    : service_(std::make_unique<RegistryService>(
          gate, page_tokens,
          RegistryParts{pool, keyring, random, feed, log, clock, index, guard, canaries, config.limits.stream_rows_max,
                        trial, std::move(refused)})) {}

Module::~Module() = default;

grpc::Service& Module::service() {
  return *service_;
}

}  // namespace hotline::registry
