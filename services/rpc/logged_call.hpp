#pragma once

#include <string>

#include "core/payload.hpp"
#include "rpc/call_context.hpp"

namespace hotline::rpc {

// The payload of a log entry about an act of this call: who did it, by which method, and `what` in a word of ours and
// the numbers of what it was done to.
core::LogPayload payload_of(const CallContext& call, std::string what);

}  // namespace hotline::rpc
