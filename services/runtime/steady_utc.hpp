#pragma once

#include <algorithm>
#include <chrono>

#include "core/time.hpp"

namespace hotline::runtime {

// UTC that nobody's setting of the machine's clock moves: what it was at the start, and the time that has passed since.
// For budgets, which a jump must neither give back nor use up.
class SteadyUtc final : public core::Clock {
 public:
  using SteadyNow = std::chrono::steady_clock::time_point (*)();

  explicit SteadyUtc(const core::Clock& clock, SteadyNow steady_now = &std::chrono::steady_clock::now)
      : steady_now_(steady_now), began_(clock.now()), began_steady_(steady_now()) {}
  core::Instant now() const override {
    return began_ + std::chrono::duration_cast<core::Instant::duration>(steady_now_() - began_steady_);
  }

 private:
  SteadyNow steady_now_;
  core::Instant began_;
  std::chrono::steady_clock::time_point began_steady_;
};

// The later of the machine's clock and the steady one. For what runs out: a token or certificate that has run out stays
// so when the clock is set back under the running program.
class LatestUtc final : public core::Clock {
 public:
  LatestUtc(const core::Clock& clock, const SteadyUtc& steady) : clock_(clock), steady_(steady) {}
  core::Instant now() const override { return std::max(clock_.now(), steady_.now()); }

 private:
  const core::Clock& clock_;
  const SteadyUtc& steady_;
};

}  // namespace hotline::runtime
