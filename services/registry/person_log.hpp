#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"

namespace hotline::registry {

struct PersonView;

// kStale: a person or the register changed since the view was read; read it again.
enum class ViewLogged : std::uint8_t { kCommitted, kStale };

// The persons that a page shows, each once, and the revision it was read at.
struct PersonsSeen {
  std::vector<store::PersonVersion> persons;
  std::int64_t revision = 0;
};

// Writes the durable log entry of one opened page; the page may leave only after kCommitted.
boost::asio::awaitable<core::Result<ViewLogged>> log_persons_seen(RegistryParts parts, rpc::CallContext call,
                                                                  PersonsSeen seen, std::string purpose);
boost::asio::awaitable<core::Result<ViewLogged>> log_person_view(RegistryParts parts, rpc::CallContext call,
                                                                 const PersonView& view, std::string purpose);

}  // namespace hotline::registry
