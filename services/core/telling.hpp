#pragma once

#include <cstdint>
#include <string_view>

#include "core/could_be_said.hpp"

namespace hotline::core {

// What it takes to tell a family what is held of one man. Mirrored in the proto: never renumber.
enum class Telling : std::uint8_t {
  kByOperator = 1,
  kAfterRelease = 2,  // a supervisor releases it first
  kInPerson = 3,
  kNotNow = 4,
};
inline constexpr std::uint8_t kTellingLast = 4;

struct TellingNeed {
  Telling telling = Telling::kNotNow;
  std::uint8_t caller_level_min = 0;  // with the first two
  friend bool operator==(const TellingNeed&, const TellingNeed&) = default;
};

// From today's policy table: the least that has to be done before it tells something of the man.
TellingNeed telling_need(const HeldOfCluster& held);

std::string_view name_of(Telling telling);

}  // namespace hotline::core
