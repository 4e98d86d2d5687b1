#pragma once

#include <chrono>

namespace hotline::runtime {

// The instant after which nobody waits for the result any more. On the monotonic clock: a jump of the wall clock must
// neither end nor lengthen a call.
using Deadline = std::chrono::steady_clock::time_point;

inline Deadline deadline_in(std::chrono::milliseconds span) {
  return std::chrono::steady_clock::now() + span;
}

// Never negative.
inline std::chrono::milliseconds time_left(Deadline deadline) {
  const auto left = deadline - std::chrono::steady_clock::now();
  if (left.count() <= 0) return std::chrono::milliseconds(0);
  return std::chrono::duration_cast<std::chrono::milliseconds>(left);
}

}  // namespace hotline::runtime
