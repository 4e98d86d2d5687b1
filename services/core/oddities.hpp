#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.hpp"

namespace hotline::core {

// What cannot be, or cannot be so early: shown to a registrar, who looks into it. Nothing is refused for it when it
// arrives, since the statement that explains it may arrive later.
enum class OddityKind : std::uint8_t {
  kLifeAfterDeath = 1,
  kDaysOfDeath = 2,
  kEndsExclude = 3,
  kPresenceAfterEnd = 4,
  kOutOfOrder = 5,
};

struct Oddity {
  OddityKind kind = OddityKind::kOutOfOrder;
  // For a person to read, with the remedy; names kinds of statement, never a value.
  std::string description;
  std::vector<StatementId> statements;  // all that take part, sorted
  friend bool operator==(const Oddity&, const Oddity&) = default;
};

// All oddities of a cluster, judged over the whole of its statements as derive_status reads them: at most one for each
// way of being odd, in the order of their kinds. The order of the statements and of their arrival does not matter. A
// history whose status is CONFLICTING has at least one of the first four kinds; lower rungs, of which the status takes
// no notice, are judged as well.
std::vector<Oddity> oddities(std::span<const Statement> statements);

// "life_after_death"
std::string_view name_of(OddityKind kind);

}  // namespace hotline::core
