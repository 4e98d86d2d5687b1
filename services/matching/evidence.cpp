#include "matching/evidence.hpp"

#include <algorithm>
#include <array>

#include "matching/alignment.hpp"

namespace hotline::matching {
namespace {

// A table of levels, straight lines between: how much of the frequency weight a distance keeps, and what it costs.
struct Point {
  float distance, share, bits;  // weight = share * frequency bits + bits
};

template <std::size_t N>
float weight(const std::array<Point, N>& curve, float distance, float frequency_bits) {
  std::size_t i = 1;
  while (i + 1 < N && distance > curve[i].distance) ++i;
  const Point &low = curve[i - 1], &high = curve[i];
  const float t = std::clamp((distance - low.distance) / (high.distance - low.distance), 0.0F, 1.0F);
  const auto at = [&](const Point& point) { return point.share * frequency_bits + point.bits; };
  return at(low) + t * (at(high) - at(low));
}

constexpr std::array<Point, 8> kSurnameCurve = {{{0.00F, 1.00F, 0.0F},
                                                 {0.05F, 0.95F, -0.3F},
                                                 {0.10F, 0.85F, -1.0F},
                                                 {0.16F, 0.70F, -2.5F},
                                                 {0.24F, 0.45F, -4.5F},
                                                 {0.34F, 0.10F, -6.5F},
                                                 {0.50F, 0.0F, -10.0F},
                                                 {1.00F, 0.0F, -12.0F}}};
constexpr std::array<Point, 5> kUnknownCurve = {
    {{0.00F, 1.00F, -0.5F}, {0.10F, 0.80F, -1.5F}, {0.20F, 0.40F, -3.0F}, {0.32F, 0.0F, -5.0F}, {0.50F, 0.0F, -8.0F}}};

// Nearer surnames are spelled otherwise, not mistyped.
constexpr float kSlipMin = 0.1F;

constexpr float kGivenDifferentBits = -9.0F;
constexpr float kPatronymicDifferentBits = -6.5F;
constexpr float kInitialDiffersBits = -5.0F;
constexpr float kInitialBitsMax = 2.0F;
constexpr float kFatherSonBits = -3.0F;
constexpr float kSexBits = -4.0F;
// A weaker link only says that the two names have been confused before.
constexpr float kLinkedMin = 0.25F;

Agreement agreement_of(const GivenMatch& match) {
  switch (match.level) {
    case GivenLevel::kMissing:
      return Agreement::kNotAsked;
    case GivenLevel::kSame:
      return Agreement::kAgrees;
    case GivenLevel::kInitialAgrees:
    case GivenLevel::kDiminutive:
    case GivenLevel::kNearSame:
      return Agreement::kNearly;
    case GivenLevel::kLinked:
      return match.strength >= 0.4F ? Agreement::kNearly : Agreement::kDiffers;
    case GivenLevel::kUnknown:
      return match.distance < 0.02F   ? Agreement::kAgrees
             : match.distance < 0.25F ? Agreement::kNearly
                                      : Agreement::kDiffers;
    case GivenLevel::kInitialDiffers:
    case GivenLevel::kDifferent:
      return Agreement::kDiffers;
  }
  return Agreement::kDiffers;
}

float given_bits(const GivenMatch& match, float frequency_bits, float different_bits) {
  switch (match.level) {
    case GivenLevel::kMissing:
      return 0;
    case GivenLevel::kInitialAgrees:
      return std::min(frequency_bits, kInitialBitsMax);
    case GivenLevel::kInitialDiffers:
      return kInitialDiffersBits;
    case GivenLevel::kSame:
      return frequency_bits;
    case GivenLevel::kDiminutive:
      return frequency_bits * (0.35F + 0.5F * match.strength) - 0.5F;
    case GivenLevel::kNearSame:
      return weight(kUnknownCurve, match.distance * 0.8F, frequency_bits);
    case GivenLevel::kLinked:
      return match.strength * frequency_bits * 0.8F + (1 - match.strength) * different_bits * 0.7F;
    case GivenLevel::kUnknown:
      return std::max(weight(kUnknownCurve, match.distance, frequency_bits), different_bits);
    case GivenLevel::kDifferent:
      return different_bits;
  }
  return 0;
}

using Distance = float (*)(const AlignmentCosts&, const Form&, const Form&);

float closest(const AlignmentCosts& costs, const NameToken& a, const NameToken& b, Distance distance) {
  if (a.form == b.form) return 0;
  float best = distance(costs, a.form, b.form);
  if (!a.other.empty()) best = std::min(best, distance(costs, a.other, b.form));
  if (!b.other.empty()) best = std::min(best, distance(costs, a.form, b.other));
  if (!a.other.empty() && !b.other.empty()) best = std::min(best, distance(costs, a.other, b.other));
  return best;
}

}  // namespace

SurnameMatch match_surnames(const Lexicon& lexicon, const NameToken& a, const NameToken& b) {
  if (!a.known() || !b.known()) return {};
  const float heard = closest(lexicon.costs(), a, b, surname_distance);
  return {true, heard <= kSlipMin ? heard : std::min(heard, slip_distance(a.form, b.form))};
}

GivenMatch match_given(const Lexicon& lexicon, const NameToken& a, const NameToken& b) {
  if (!a.known() || !b.known()) return {};
  if (a.initial || b.initial) {
    const auto first_agrees = [&](const Form& form) { return form[0] == (a.initial ? b : a).form[0]; };
    return {first_agrees((a.initial ? a : b).form) ? GivenLevel::kInitialAgrees : GivenLevel::kInitialDiffers, 1, 0};
  }
  GivenMatch match;
  match.distance = closest(lexicon.costs(), a, b, form_distance);
  if (a.sense_count == 0 || b.sense_count == 0) {
    match.level = GivenLevel::kUnknown;
    return match;
  }
  float same = 0, linked = 0;
  bool diminutive = false;
  for (const GivenSense& x : a.sense_list()) {
    for (const GivenSense& y : b.sense_list()) {
      const float link = lexicon.link(x.given, y.given);
      if (link == 0) continue;
      const float strength = link * static_cast<float>(x.strength) * static_cast<float>(y.strength) / (255.0F * 255.0F);
      if (x.given == y.given && strength > same) {
        same = strength;
        diminutive = x.diminutive || y.diminutive;
      }
      if (x.given != y.given) linked = std::max(linked, strength);
    }
  }
  const bool near = a.near || b.near;
  if (same > 0) {
    match.strength = same;
    match.level = diminutive ? GivenLevel::kDiminutive : near ? GivenLevel::kNearSame : GivenLevel::kSame;
    // Сава and Савва, or the same diminutive twice: spelled alike is alike.
    if (diminutive && match.distance == 0) match.level = GivenLevel::kSame;
    return match;
  }
  match.strength = linked;
  if (linked >= kLinkedMin)
    match.level = GivenLevel::kLinked;
  else
    match.level = near ? GivenLevel::kUnknown : GivenLevel::kDifferent;
  if (near && linked < kLinkedMin) match.distance = std::max(match.distance, 0.12F);
  return match;
}

bool names_father(const NameToken& patronymic, const NameToken& given) {
  for (const GivenSense& x : patronymic.sense_list()) {
    for (const GivenSense& y : given.sense_list()) {
      if (x.given == y.given) return true;
    }
  }
  return false;
}

FieldEvidence surname_evidence(const SurnameMatch& match, float frequency_bits) {
  if (!match.compared) return {};
  const Agreement agreement = match.distance < 0.035F  ? Agreement::kAgrees
                              : match.distance < 0.26F ? Agreement::kNearly
                                                       : Agreement::kDiffers;
  return {agreement, weight(kSurnameCurve, match.distance, frequency_bits)};
}

FieldEvidence given_evidence(const GivenMatch& match, float frequency_bits) {
  return {agreement_of(match), given_bits(match, frequency_bits, kGivenDifferentBits)};
}

FieldEvidence patronymic_evidence(const GivenMatch& match, float frequency_bits) {
  return {agreement_of(match), given_bits(match, frequency_bits, kPatronymicDifferentBits)};
}

float joint_bits(const GivenMatch& given, const GivenMatch& patronymic, const NamedChild& asked,
                 const NamedChild& held) {
  float bits = 0;
  const bool given_differs = given.level == GivenLevel::kDifferent || given.level == GivenLevel::kUnknown;
  if (given_differs && (names_father(asked.patronymic, held.given) || names_father(held.patronymic, asked.given))) {
    bits += kFatherSonBits;
  }
  const auto sex_of = [](const NamedChild& child) {
    return child.patronymic.sex != core::Sex::kUnknown ? child.patronymic.sex : child.given.sex;
  };
  const core::Sex a = sex_of(asked), b = sex_of(held);
  const bool certain = given.level != GivenLevel::kSame || patronymic.level == GivenLevel::kSame;
  if (certain && a != core::Sex::kUnknown && b != core::Sex::kUnknown && a != b) bits += kSexBits;
  return bits;
}

}  // namespace hotline::matching
