#pragma once

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "matching/parts.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// How two surnames agree: the distance alone says it.
struct SurnameMatch {
  bool compared = false;
  float distance = 1;
};

enum class GivenLevel : std::uint8_t {
  kMissing,
  kInitialAgrees,
  kInitialDiffers,
  kSame,        // one class, both spelled as the lexicon has them
  kDiminutive,  // one is a diminutive of the other, or both of the same name
  kLinked,      // Егор and Георгий
  kNearSame,    // one class after a slip was forgiven
  kUnknown,     // the lexicon does not know one of them: their distance decides
  kDifferent,   // two known names, however alike they look
};

struct GivenMatch {
  GivenLevel level = GivenLevel::kMissing;
  float strength = 0;  // 0..1 of the shared sense
  float distance = 1;  // of the forms
};

SurnameMatch match_surnames(const Lexicon& lexicon, const NameToken& a, const NameToken& b);
// For given names, and for patronymics by the father's name.
GivenMatch match_given(const Lexicon& lexicon, const NameToken& a, const NameToken& b);
// The patronymic of one is the given name of the other.
bool names_father(const NameToken& patronymic, const NameToken& given);

// Evidence of one part of the name in bits, and how it reads to an operator.
FieldEvidence surname_evidence(const NameWeights& weights, const SurnameMatch& match, float frequency_bits);
FieldEvidence given_evidence(const NameWeights& weights, const GivenMatch& match, float frequency_bits);
FieldEvidence patronymic_evidence(const NameWeights& weights, const GivenMatch& match, float frequency_bits);

struct NameEvidence {
  FieldEvidence surname, given, patronymic;
};

// The two words that tell sex and father.
struct NamedChild {
  const NameToken &given, &patronymic;
};
// Sexes that contradict each other, and father taken for son.
float joint_bits(const NameWeights& weights, const GivenMatch& given, const GivenMatch& patronymic,
                 const NamedChild& asked, const NamedChild& held);

}  // namespace hotline::matching
