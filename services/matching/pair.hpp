#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "matching/boosting.hpp"
#include "matching/evidence.hpp"
#include "matching/parts.hpp"

namespace hotline::matching {

// What the model of two names looks at, for one reading of each. All that the words themselves say; how rare they are
// belongs to the evidence (evidence.hpp).
enum class PairFeature : std::uint8_t {
  kSurnameDistance,  // alignment, of the mean length; 1 when one has no surname
  kSurnameCost,      // the same cost in whole sounds
  kSurnameEdits,     // sounds changed, left out, put in or swapped with the next
  kSurnameStray,     // sounds that only one of them has, wherever they stand
  kSurnameSkeleton,  // edits of the consonant classes
  kSurnameLength,    // of the shorter one
  kSurnameSuffix,    // 0 the same, 1 only one has a known one, 2 two different ones
  kSurnameEnding,    // 1 when the endings tell different sexes
  kSurnamePrefix,    // sounds that agree from the beginning, of the shorter length
  kGivenLevel,       // GivenLevel
  kGivenDistance,    // of the forms; 0 when missing
  kGivenEdits,
  kGivenStrength,  // of the shared sense
  kGivenLength,
  kPatronymicLevel,
  kPatronymicDistance,
  kPatronymicEdits,
  kPatronymicStrength,
  kPatronymicLength,
  kFatherForSon,  // 1: the patronymic of one is the given name of the other
  kSexDiffers,
  kUnlikelyReading,  // bits by which the readings are less likely than the best ones
  kWordsLeft,        // words that got no role
  kWordsDiffer,      // difference of the word counts
  kCount,
};
inline constexpr std::size_t kPairFeatures = static_cast<std::size_t>(PairFeature::kCount);
using PairFeatures = std::array<float, kPairFeatures>;

std::string_view name_of(PairFeature feature);
// How the probability may depend on each.
std::span<const Direction> pair_directions();
// Field of the explanation that a feature belongs to; kTogether: to none alone.
enum class PairField : std::uint8_t { kSurname, kGiven, kPatronymic, kTogether };
inline constexpr std::size_t kPairFieldCount = 4;
PairField field_of(PairFeature feature);

PairFeatures pair_features(const Lexicon& lexicon, const Reading& asked, const Reading& held);

}  // namespace hotline::matching
