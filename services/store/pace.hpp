#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace hotline::store {

// How long a thread that compares in the background rests between two steps. While the register is being written in
// bulk it rests after each one, as a multiple of what that took: a low priority alone gives way only within one
// program, and the database is another one.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;
  explicit Pace(int rests_per_step) : rests_per_step_(rests_per_step) {}

  // `revision` of the register after the step.
  Clock::duration rest(Clock::time_point began, Clock::time_point ended, std::int64_t revision) {
    if (revision != revision_) {
      // The first one is no change.
      if (revision_ >= 0) writing_until_ = ended + kWritingFor;
      revision_ = revision;
    }
    if (ended >= writing_until_) return Clock::duration::zero();
    return std::min<Clock::duration>(rests_per_step_ * (ended - began), kRestMax);
  }

 private:
  static constexpr std::chrono::seconds kWritingFor{2};
  static constexpr std::chrono::seconds kRestMax{2};
  int rests_per_step_;
  std::int64_t revision_ = -1;
  Clock::time_point writing_until_{};
};

}  // namespace hotline::store
