#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace hotline::core {

struct GuardLimits {
  std::uint32_t calls_per_caller_per_minute = 120;
  std::uint32_t persons_per_caller_per_hour = 200;  // distinct persons sought
  std::uint32_t askers_per_person_per_hour = 20;    // distinct askers of one person
  std::uint32_t refusals_logged_singly_per_minute = 10;
  // Memory bounds. When full, the entry idle longest makes room.
  std::size_t callers_max = 10'000;
  std::size_t persons_max = 200'000;
};

enum class RefusalEntry : std::uint8_t { kSingle, kCounted };

struct RefusalCount {
  ActorId actor;
  Instant minute;  // its start
  std::uint32_t count = 0;
};

// Limits per caller and per person sought. Any thread; one short lock. Subjects and askers come as keyed hashes, so
// that the guard holds no name.
class Guard {
 public:
  Guard(GuardLimits limits, const Clock& clock);
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  // Counts one call; kTooMany with retry_after when the minute is full.
  Done admit_call(const ActorId& caller);
  // Counts a person sought, by the keyed hash of the question's facts. A person counted within the hour is free.
  Done admit_person(const ActorId& caller, std::uint64_t subject);
  // Counts an asker of the person, by the keyed hash of caller's number or account.
  Done admit_asker(std::uint64_t subject, std::uint64_t asker);

  // How this refusal goes into the log: singly, or only counted.
  RefusalEntry account_refusal(const ActorId& caller);
  // The counted refusals of minutes that have ended; each is given once. `all` also takes the running minute.
  std::vector<RefusalCount> take_refusal_counts();
  std::vector<RefusalCount> take_all_refusal_counts();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hotline::core
