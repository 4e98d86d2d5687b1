#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "matching/index.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

enum class UnitKind : std::uint8_t {
  kNone,
  kPlatoon,
  kCompany,
  kBattery,
  kBattalion,
  kSquadron,
  kDetachment,
  kPost,  // "в/ч А1234": the number of a military post
  kRegiment,
  kBrigade,
  kDivision,
  kCorps,
  kArmy,
};

// A military unit as it is written: its numbered levels, largest first, and the names it bears.
struct UnitSense {
  static constexpr std::size_t kLevelsMax = 3, kWordsMax = 3;
  struct Level {
    std::uint32_t number = 0;
    UnitKind kind = UnitKind::kNone;  // kNone: the number stands alone
    friend bool operator==(const Level&, const Level&) = default;
  };
  std::array<Level, kLevelsMax> levels{};
  std::array<std::uint32_t, kWordsMax> words{};  // of names ("Азов"): hashes, sorted
  std::uint8_t level_count = 0, word_count = 0;
  std::uint16_t branches = 0;  // mechanised, tank, airborne ...

  bool known() const { return level_count + word_count > 0 || branches != 0; }
  friend bool operator==(const UnitSense&, const UnitSense&) = default;
};

// "93 ОМБр", "93-я отдельная механизированная бригада", "93rd brigade". Never fails.
UnitSense read_unit(std::string_view text);

// The number must agree; branch and parent mean little. A change of units between question and record is common, so
// another unit speaks little against.
FieldEvidence unit_evidence(const UnitWeights& weights, const UnitSense& asked, const UnitSense& held);

}  // namespace hotline::matching
