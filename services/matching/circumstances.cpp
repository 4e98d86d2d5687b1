#include "matching/circumstances.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "matching/birth_date.hpp"
#include "matching/evidence.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kMotherReadingsMax = 2;

constexpr std::int32_t kSameWeek = 7, kSameSeason = 60;

FieldEvidence compare_mothers(const Lexicon& lexicon, const Reading& asked, const Reading& held) {
  const Weights& weights = lexicon.weights();
  const FieldEvidence given = given_evidence(weights.names, match_given(lexicon, asked.given, held.given),
                                             std::min(asked.given.bits, held.given.bits));
  const FieldEvidence patronymic =
      patronymic_evidence(weights.names, match_given(lexicon, asked.patronymic, held.patronymic),
                          std::min(asked.patronymic.bits, held.patronymic.bits));
  const FieldEvidence surname = surname_evidence(weights.names, match_surnames(lexicon, asked.surname, held.surname),
                                                 std::min(asked.surname.bits, held.surname.bits));
  FieldEvidence mother;
  mother.weight_bits = given.weight_bits + patronymic.weight_bits +
                       weights.circumstances.mother_surname_share * surname.weight_bits - asked.penalty_bits -
                       held.penalty_bits;
  const auto is = [&](Agreement agreement) {
    return given.agreement == agreement || patronymic.agreement == agreement;
  };
  if (is(Agreement::kDiffers)) {
    mother.agreement = Agreement::kDiffers;
  } else if (is(Agreement::kNearly)) {
    mother.agreement = Agreement::kNearly;
  } else if (is(Agreement::kAgrees)) {
    mother.agreement = Agreement::kAgrees;
  } else {
    // Only surnames were told: hers changes by marriage, so another one is not against.
    mother.agreement = surname.agreement == Agreement::kDiffers ? Agreement::kNotAsked : surname.agreement;
    mother.weight_bits = std::max(0.0F, mother.weight_bits);
  }
  return mother;
}

bool one_name(const Lexicon& lexicon, const GivenMatch& match) {
  const Agreement agreement = given_evidence(lexicon.weights().names, match, 0).agreement;
  return agreement == Agreement::kAgrees || agreement == Agreement::kNearly;
}

// Bits of two being one child, or nothing when they cannot be.
std::optional<float> sibling_bits(const Lexicon& lexicon, const KnownSibling& asked, const KnownSibling& held,
                                  EvidenceProfile profile) {
  const GivenMatch match = match_given(lexicon, asked.given, held.given);
  if (!one_name(lexicon, match)) return std::nullopt;
  const FieldEvidence given =
      given_evidence(lexicon.weights().names, match, std::min(asked.given.bits, held.given.bits));
  const float date = compare_dates(lexicon.weights().birth_date, asked.birth_date, held.birth_date, profile,
                                   lexicon.generations().children)
                         .bits;
  const float bits = given.weight_bits + date;
  return bits > 0 ? std::optional(bits) : std::nullopt;
}

bool among(const Lexicon& lexicon, const NameToken& given, const std::vector<KnownSibling>& siblings) {
  return std::any_of(siblings.begin(), siblings.end(), [&](const KnownSibling& sibling) {
    const GivenMatch match = match_given(lexicon, given, sibling.given);
    return match.level == GivenLevel::kSame || match.level == GivenLevel::kDiminutive;
  });
}

bool brothers_record(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                     const OwnNames& own) {
  return own.asked.known() && own.held.known() && !one_name(lexicon, match_given(lexicon, own.asked, own.held)) &&
         among(lexicon, own.asked, held.siblings) && among(lexicon, own.held, asked.siblings);
}

// Days from the first date to the second, nearest ends; negative when the second is the earlier.
std::optional<std::int32_t> days_between(const core::PartialDate& from, const core::PartialDate& to) {
  const auto from_first = core::first_day(from), from_last = core::last_day(from);
  const auto to_first = core::first_day(to), to_last = core::last_day(to);
  if (!from_first || !from_last || !to_first || !to_last) return std::nullopt;
  if (*to_first > *from_last) return *to_first - *from_last;
  if (*to_last < *from_first) return *to_last - *from_first;
  return 0;
}

float day_bits(const CircumstanceWeights& weights, const core::PartialDate& asked, const core::PartialDate& held,
               EvidenceProfile profile) {
  const auto days = days_between(asked, held);
  // Two that agree only because one of them is a whole year say nothing.
  if (!days || asked.month == 0 || held.month == 0) return 0;
  if (*days < -kSameSeason) return weights.earlier.of(profile);
  const std::int32_t apart = *days < 0 ? -*days : *days;
  if (apart <= kSameWeek) return weights.same_week;
  return apart <= kSameSeason ? weights.same_season : 0;
}

}  // namespace

KnownCircumstances read_circumstances(const Lexicon& lexicon, const Circumstances& told) {
  KnownCircumstances known;
  thread_local Readings readings;
  if (!told.mother.empty()) {
    core::NameParts name;
    name.line = told.mother;
    read_name(lexicon, name, readings);
    const auto kept = std::span(readings.list).first(std::min(readings.count, kMotherReadingsMax));
    known.mother.assign(kept.begin(), kept.end());
  }
  for (const Sibling& sibling : told.siblings) {
    if (known.siblings.size() == kSiblingsMax) break;
    core::NameParts name;
    name.given = sibling.given;
    read_name(lexicon, name, readings);
    if (readings.count == 0 || !readings.list[0].given.known()) continue;
    known.siblings.push_back({readings.list[0].given, sibling.birth_date});
  }
  known.marks = lexicon.mark_words().read(told.marks);
  known.last_seen_place = lexicon.places().read(told.last_seen_place);
  known.last_seen = told.last_seen;
  return known;
}

FieldEvidence mother_evidence(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                              EvidenceProfile profile) {
  std::optional<FieldEvidence> best;
  for (const Reading& a : asked.mother) {
    for (const Reading& b : held.mother) {
      const FieldEvidence one = compare_mothers(lexicon, a, b);
      if (!best || one.weight_bits > best->weight_bits) best = one;
    }
  }
  if (!best) return {};
  const CircumstanceWeights& weights = lexicon.weights().circumstances;
  best->weight_bits = std::clamp(best->weight_bits, weights.mother_min.of(profile), weights.mother_max);
  return *best;
}

FieldEvidence siblings_evidence(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                                const OwnNames& own, EvidenceProfile profile) {
  const CircumstanceWeights& weights = lexicon.weights().circumstances;
  if (brothers_record(lexicon, asked, held, own)) return {Agreement::kDiffers, weights.brothers_record};
  if (asked.siblings.empty() || held.siblings.empty()) return {};
  std::array<bool, kSiblingsMax> taken{};
  const std::size_t held_count = std::min(held.siblings.size(), kSiblingsMax);
  std::size_t met = 0, missing = 0;
  float bits = 0;
  for (const KnownSibling& sibling : asked.siblings) {
    std::optional<float> best;
    std::size_t best_at = 0;
    for (std::size_t i = 0; i < held_count; ++i) {
      if (taken.at(i)) continue;
      const auto one = sibling_bits(lexicon, sibling, held.siblings[i], profile);
      if (!one || (best && *one <= *best)) continue;
      best = one;
      best_at = i;
    }
    if (!best) {
      ++missing;
      continue;
    }
    taken.at(best_at) = true;
    ++met;
    bits += weights.sibling_share * *best;
  }
  // Those that the record cannot have, because it has fewer, are not against.
  const std::size_t could_be_met = std::min(asked.siblings.size(), held_count);
  const auto against = static_cast<float>(std::min(missing, could_be_met - std::min(could_be_met, met)));
  const float penalty =
      std::max(against * weights.sibling_missing.of(profile), weights.siblings_missing_min.of(profile));
  const Agreement agreement = met == 0              ? Agreement::kDiffers
                              : met == could_be_met ? Agreement::kAgrees
                                                    : Agreement::kNearly;
  return {agreement, std::min(bits, weights.siblings_max) + penalty};
}

FieldEvidence last_seen_evidence(const Lexicon& lexicon, const KnownCircumstances& asked,
                                 const KnownCircumstances& held, EvidenceProfile profile) {
  const CircumstanceWeights& weights = lexicon.weights().circumstances;
  FieldEvidence place = place_evidence(lexicon.weights().place, lexicon.places(), asked.last_seen_place,
                                       held.last_seen_place, EvidenceProfile::kAlteredIdentity);
  if (place.weight_bits > 0) place.weight_bits *= weights.last_place_share;
  const float day = day_bits(weights, asked.last_seen, held.last_seen, profile);
  const FieldEvidence both{place.agreement, place.weight_bits + day};
  if (day == 0) return both;
  if (day < 0) return {Agreement::kDiffers, both.weight_bits};
  if (place.agreement == Agreement::kNotAsked) return {Agreement::kAgrees, both.weight_bits};
  return {place.agreement == Agreement::kDiffers ? Agreement::kNearly : place.agreement, both.weight_bits};
}

float most_circumstance_bits(const Lexicon& lexicon, const KnownCircumstances& asked) {
  const Weights& weights = lexicon.weights();
  const CircumstanceWeights& most = weights.circumstances;
  const float place = most_place_bits(weights.place, lexicon.places(), asked.last_seen_place);
  return std::max(0.0F, most.mother_max) + std::max(0.0F, most.siblings_max) +
         std::max(0.0F, weights.marks.shared_max) + place + std::max({0.0F, most.same_week, most.same_season});
}

}  // namespace hotline::matching
