#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/baseline.hpp"
#include "core/ids.hpp"

namespace hotline::core {

// Stored in the table alarm: never renumber.
enum class AlarmKind : std::uint8_t {
  kCanaryTouched = 1,
  kManyPersons = 2,       // one caller has asked about as many persons as he may within the hour
  kManyTold = 3,          // one caller was told something about as many persons as he may hear of
  kManyAtCredential = 4,  // the callers of one certificate together
  kManyInAll = 5,         // all callers together
  kNearlyManyInAll = 6,   // four fifths of that
  kManyAskers = 7,        // one person is asked about by too many
  kManyCalls = 8,         // one caller calls faster than a person can
  kOffPattern = 9,        // one caller does not ask as people at a telephone do
  kManyRefused = 10       // one caller tries what is not his
};
inline constexpr std::size_t kAlarmKindCount = 10;
// For metrics and the command line: "canary_touched".
std::string_view name_of(AlarmKind kind);

// Names no person sought: who asked, what is wrong, how much of it.
struct Alarm {
  AlarmKind kind{};
  std::optional<Pattern> pattern;  // of kOffPattern
  ActorId actor;                   // empty: of all callers
  std::string credential;          // the certificate's name or "socket"; empty: of all callers
  std::uint32_t count = 0;
  // The same alarm of two servers, or raised again within its hour, has the same key and is kept once.
  std::string once_key;
};

}  // namespace hotline::core
