#include "matching/evidence.hpp"

#include <algorithm>

#include "matching/alignment.hpp"

namespace hotline::matching {
namespace {

float weight(const WeightCurve& curve, float distance, float frequency_bits) {
  const auto& points = curve.points;
  std::size_t i = 1;
  while (i + 1 < curve.count && distance > points[i].distance) ++i;
  const WeightCurve::Point &low = points[i - 1], &high = points[i];
  const float t = std::clamp((distance - low.distance) / (high.distance - low.distance), 0.0F, 1.0F);
  const auto at = [&](const WeightCurve::Point& point) { return point.share * frequency_bits + point.bits; };
  return at(low) + t * (at(high) - at(low));
}

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

float given_bits(const NameWeights& weights, const GivenMatch& match, float frequency_bits, float different_bits) {
  switch (match.level) {
    case GivenLevel::kMissing:
      return 0;
    case GivenLevel::kInitialAgrees:
      return std::min(frequency_bits, weights.initial_max);
    case GivenLevel::kInitialDiffers:
      return weights.initial_differs;
    case GivenLevel::kSame:
      return frequency_bits;
    case GivenLevel::kDiminutive:
      return frequency_bits * (weights.diminutive_share + weights.diminutive_strength * match.strength) +
             weights.diminutive;
    case GivenLevel::kNearSame:
      return weight(weights.unknown, match.distance * weights.near_distance, frequency_bits);
    case GivenLevel::kLinked:
      return match.strength * frequency_bits * weights.linked_share +
             (1 - match.strength) * different_bits * weights.linked_against;
    case GivenLevel::kUnknown:
      return std::max(weight(weights.unknown, match.distance, frequency_bits), different_bits);
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
  const NameWeights& weights = lexicon.weights().names;
  const float heard = closest(lexicon.costs(), a, b, surname_distance);
  // Nearer ones are spelled otherwise, not mistyped.
  if (heard <= weights.slip_from) return {true, heard};
  const auto slips = slip_share(a.form, b.form);
  return {true, slips ? std::min(heard, weights.slip * *slips) : heard};
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
  const NameWeights& weights = lexicon.weights().names;
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
  if (linked >= weights.linked_min)
    match.level = GivenLevel::kLinked;
  else
    match.level = near ? GivenLevel::kUnknown : GivenLevel::kDifferent;
  if (near && linked < weights.linked_min) match.distance = std::max(match.distance, weights.near_distance_min);
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

FieldEvidence surname_evidence(const NameWeights& weights, const SurnameMatch& match, float frequency_bits) {
  if (!match.compared) return {};
  const Agreement agreement = match.distance < 0.035F  ? Agreement::kAgrees
                              : match.distance < 0.26F ? Agreement::kNearly
                                                       : Agreement::kDiffers;
  return {agreement, weight(weights.surname, match.distance, frequency_bits)};
}

FieldEvidence given_evidence(const NameWeights& weights, const GivenMatch& match, float frequency_bits) {
  return {agreement_of(match), given_bits(weights, match, frequency_bits, weights.given_different)};
}

FieldEvidence patronymic_evidence(const NameWeights& weights, const GivenMatch& match, float frequency_bits) {
  return {agreement_of(match), given_bits(weights, match, frequency_bits, weights.patronymic_different)};
}

float joint_bits(const NameWeights& weights, const GivenMatch& given, const GivenMatch& patronymic,
                 const NamedChild& asked, const NamedChild& held) {
  float bits = 0;
  const bool given_differs = given.level == GivenLevel::kDifferent || given.level == GivenLevel::kUnknown;
  if (given_differs && (names_father(asked.patronymic, held.given) || names_father(held.patronymic, asked.given))) {
    bits += weights.father_son;
  }
  const auto sex_of = [](const NamedChild& child) {
    return child.patronymic.sex != core::Sex::kUnknown ? child.patronymic.sex : child.given.sex;
  };
  const core::Sex a = sex_of(asked), b = sex_of(held);
  const bool certain = given.level != GivenLevel::kSame || patronymic.level == GivenLevel::kSame;
  if (certain && a != core::Sex::kUnknown && b != core::Sex::kUnknown && a != b) bits += weights.sex_differs;
  return bits;
}

}  // namespace hotline::matching
