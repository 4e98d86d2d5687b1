#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace hotline::e2e {

// Look-ups that begin at their times whether or not earlier ones have ended, as callers do who know nothing of each
// other. One thread; requests are ready bytes in which only the request_id is changed, so that it takes little of the
// machine that it shares with what it measures.
struct OpenLoad {
  std::string socket;
  double each_second = 0;
  std::chrono::milliseconds time{};
  std::size_t operators_each_hundred = 100;  // the rest are portals
  std::chrono::milliseconds deadline{5'000};
  std::uint64_t seed = 0;
};

struct OpenCall {
  using Clock = std::chrono::steady_clock;
  bool by_operator = false;
  Clock::time_point due;  // when it was to begin; what it waits in the driver counts
  Clock::time_point ended;
  int code = -1;
  bool retry_said = false;  // with RetryInfo
  double ms() const { return std::chrono::duration<double, std::milli>(ended - due).count(); }
};

struct OpenResult {
  std::vector<OpenCall> calls;
  double cpu_seconds = 0;  // of the driver
  double seconds = 0;
};
OpenResult run_open(const OpenLoad& load);

// A closed loop with this many under way: how much can be done at all.
double closed_rate(const std::string& socket, std::size_t under_way, std::chrono::milliseconds time,
                   std::uint64_t seed);

// 0 to 1; of the times of the answered calls of one kind.
double percentile_ms(const std::vector<OpenCall>& calls, bool by_operator, double part);

}  // namespace hotline::e2e
