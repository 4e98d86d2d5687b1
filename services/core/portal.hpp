#pragma once

#include <chrono>
#include <cstdint>

#include "core/time.hpp"

namespace hotline::core {

// Whether what a person confirmed may leave through a portal: from the release hour (UTC) of the next day on. So nobody
// learns from the hour of an answer when a list came, and a mistake of the evening is found before the morning.
inline bool past_release_hour(Instant confirmed, Instant now, std::chrono::hours release_hour) {
  const auto next_day = std::chrono::floor<std::chrono::days>(confirmed) + std::chrono::days(1);
  return now >= next_day + release_hour;
}

// kAtOnce: for trials, where nobody waits a day for a test.
enum class PortalRelease : std::uint8_t { kNextDay, kAtOnce };

}  // namespace hotline::core
