#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/result.hpp"
#include "rpc/call_context.hpp"
#include "runtime/deadline.hpp"

// What all watches share: streams that bring what is there, then what comes.
namespace hotline::rpc {

struct WatchOptions {
  // How late a change is seen; each watch looks so often.
  std::chrono::milliseconds look_every{500};
  std::chrono::milliseconds heartbeat_every{15'000};
  // A supervisor's screens, and one to spare while a broken connection has not yet been noticed.
  std::int32_t watches_max = 4;
};

// One look has this long; the database is down for longer: the watch ends, and the caller comes again.
inline constexpr std::chrono::seconds kLookTime{5};
inline runtime::Deadline look_deadline(const CallContext& call) {
  return std::min(call.deadline, runtime::deadline_in(kLookTime));
}

// A look or a message may end with the call. The store counts whole milliseconds, so the last of them is over for it.
inline core::Done ended_with_call(const CallContext& call, core::Done watched) {
  const bool over =
      !watched && watched.error().reason == core::Reason::kOutOfTime && runtime::time_left(call.deadline).count() == 0;
  return over ? core::Done(core::Nothing{}) : watched;
}

}  // namespace hotline::rpc
