#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>

#include "core/result.hpp"
#include "registry/registry_parts.hpp"
#include "registry/registry_service.hpp"

namespace hotline::registry {

// One ImportList call on its strand: chunks are read, judged and sealed (on `workers`) while the one before is being
// committed, and answered in order after their commits.
boost::asio::awaitable<core::Done> serve_import(RegistryParts parts, boost::asio::any_io_executor workers,
                                                rpc::CallContext call, std::shared_ptr<ImportStream> stream);

}  // namespace hotline::registry
