#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/payload.hpp"
#include "core/result.hpp"
#include "registry/registry_parts.hpp"
#include "rpc/call_context.hpp"
#include "store/log_writer.hpp"

namespace hotline::registry {

// kStale: a person or the register changed since the page was read; read it again.
enum class ViewLogged : std::uint8_t { kCommitted, kStale };

// For how long a page is read anew when the register moves while it is being logged.
inline constexpr int kViewAttempts = 3;
core::Error moved_meanwhile();

// Writes the durable log entry of one page of the register; the page may leave only after kCommitted. `persons` are
// those it shows, at the versions they were read at, none on an empty page; `revision` is that of the register or of
// the index they were found in. `question` is what was searched for.
boost::asio::awaitable<core::Result<ViewLogged>> log_persons_view(RegistryParts parts, rpc::CallContext call,
                                                                  std::vector<store::PersonVersion> persons,
                                                                  std::int64_t revision, std::string purpose,
                                                                  core::QuestionFacts question = core::QuestionFacts());

}  // namespace hotline::registry
