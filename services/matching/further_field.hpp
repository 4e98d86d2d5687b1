#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "core/candidate.hpp"

namespace hotline::matching {

// What a rival holds, as numbers that are equal when the values are; 0 is unknown.
struct RivalValues {
  double probability = 0;
  std::array<std::uint64_t, core::kFieldCount> values{};
};

// The field, not asked yet, whose answer is expected to tell most about which rival is the person sought: that in which
// likely rivals hold different values. Nothing when no answer would part them. `asked` holds a bit per field.
std::optional<core::Field> further_field(std::span<const RivalValues> rivals, std::uint32_t asked);

}  // namespace hotline::matching
