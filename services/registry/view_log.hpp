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

// What the guard counts of a page, and whether it was asked for a person who does not exist.
struct ViewCounted {
  std::uint64_t subject = 0;
  bool touched = false;
};

// Writes the durable log entry of one page of the register; the page may leave only after kCommitted. `persons` are
// those it shows, at the versions they were read at, none on an empty page; `revision` is that of the register or of
// the index they were found in. `question` is what was searched for.
boost::asio::awaitable<core::Result<ViewLogged>> log_persons_view(RegistryParts parts, rpc::CallContext call,
                                                                  std::vector<store::PersonVersion> persons,
                                                                  std::int64_t revision, std::string purpose,
                                                                  core::QuestionFacts question = core::QuestionFacts(),
                                                                  ViewCounted counted = ViewCounted());

// Whether the caller may look once more, counted by what he looks at: `what` is a word of ours and what was asked. A
// block is logged like every refusal.
core::Result<ViewCounted> count_view(const RegistryParts& parts, const rpc::CallContext& call, const std::string& what);

}  // namespace hotline::registry
