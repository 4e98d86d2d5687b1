#include "matching/circumstances.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "matching/birth_date.hpp"
#include "matching/evidence.hpp"

namespace hotline::matching {
namespace {

constexpr std::size_t kMotherReadingsMax = 2;

// Mother and child mostly share the surname, so hers has been weighed already.
constexpr float kMotherSurnameShare = 0.3F;
constexpr float kMotherBitsMax = 14.0F;
constexpr float kMotherHonestMin = -4.0F, kMotherAlteredMin = -1.5F;

// Families are not drawn by lot: names of brothers go together, and lists copy each other.
constexpr float kSiblingShare = 0.85F;
constexpr float kSiblingsBitsMax = 24.0F;
// A sibling asked for that the record does not have: it may know only some of them.
constexpr float kMissingHonestBits = -1.2F, kMissingAlteredBits = -0.4F;
constexpr float kMissingHonestMin = -4.0F, kMissingAlteredMin = -1.0F;
constexpr float kBrothersRecordBits = -12.0F;

constexpr std::int32_t kSameWeek = 7, kSameSeason = 60;
constexpr float kSameWeekBits = 3.0F, kSameSeasonBits = 1.5F;
constexpr float kEarlierHonestBits = -2.0F, kEarlierAlteredBits = -0.5F;
constexpr float kLastPlaceShare = 0.7F;

bool honest(EvidenceProfile profile) {
  return profile == EvidenceProfile::kHonest;
}

FieldEvidence compare_mothers(const Lexicon& lexicon, const Reading& asked, const Reading& held) {
  const FieldEvidence given =
      given_evidence(match_given(lexicon, asked.given, held.given), std::min(asked.given.bits, held.given.bits));
  const FieldEvidence patronymic = patronymic_evidence(match_given(lexicon, asked.patronymic, held.patronymic),
                                                       std::min(asked.patronymic.bits, held.patronymic.bits));
  const FieldEvidence surname = surname_evidence(match_surnames(lexicon, asked.surname, held.surname),
                                                 std::min(asked.surname.bits, held.surname.bits));
  FieldEvidence mother;
  mother.weight_bits = given.weight_bits + patronymic.weight_bits + kMotherSurnameShare * surname.weight_bits -
                       asked.penalty_bits - held.penalty_bits;
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

bool one_name(const GivenMatch& match) {
  const Agreement agreement = given_evidence(match, 0).agreement;
  return agreement == Agreement::kAgrees || agreement == Agreement::kNearly;
}

// Bits of two being one child, or nothing when they cannot be.
std::optional<float> sibling_bits(const Lexicon& lexicon, const KnownSibling& asked, const KnownSibling& held,
                                  EvidenceProfile profile) {
  const GivenMatch match = match_given(lexicon, asked.given, held.given);
  if (!one_name(match)) return std::nullopt;
  const FieldEvidence given = given_evidence(match, std::min(asked.given.bits, held.given.bits));
  const float date = compare_dates(asked.birth_date, held.birth_date, profile, BirthYears::of_children()).bits;
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
  return own.asked.known() && own.held.known() && !one_name(match_given(lexicon, own.asked, own.held)) &&
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

float day_bits(const core::PartialDate& asked, const core::PartialDate& held, EvidenceProfile profile) {
  const auto days = days_between(asked, held);
  // Two that agree only because one of them is a whole year say nothing.
  if (!days || asked.month == 0 || held.month == 0) return 0;
  if (*days < -kSameSeason) return honest(profile) ? kEarlierHonestBits : kEarlierAlteredBits;
  const std::int32_t apart = *days < 0 ? -*days : *days;
  if (apart <= kSameWeek) return kSameWeekBits;
  return apart <= kSameSeason ? kSameSeasonBits : 0;
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
  best->weight_bits =
      std::clamp(best->weight_bits, honest(profile) ? kMotherHonestMin : kMotherAlteredMin, kMotherBitsMax);
  return *best;
}

FieldEvidence siblings_evidence(const Lexicon& lexicon, const KnownCircumstances& asked, const KnownCircumstances& held,
                                const OwnNames& own, EvidenceProfile profile) {
  if (brothers_record(lexicon, asked, held, own)) return {Agreement::kDiffers, kBrothersRecordBits};
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
    bits += kSiblingShare * *best;
  }
  // Those that the record cannot have, because it has fewer, are not against.
  const std::size_t could_be_met = std::min(asked.siblings.size(), held_count);
  const auto against = static_cast<float>(std::min(missing, could_be_met - std::min(could_be_met, met)));
  const float penalty = std::max(against * (honest(profile) ? kMissingHonestBits : kMissingAlteredBits),
                                 honest(profile) ? kMissingHonestMin : kMissingAlteredMin);
  const Agreement agreement = met == 0              ? Agreement::kDiffers
                              : met == could_be_met ? Agreement::kAgrees
                                                    : Agreement::kNearly;
  return {agreement, std::min(bits, kSiblingsBitsMax) + penalty};
}

FieldEvidence last_seen_evidence(const Places& places, const KnownCircumstances& asked, const KnownCircumstances& held,
                                 EvidenceProfile profile) {
  FieldEvidence place =
      place_evidence(places, asked.last_seen_place, held.last_seen_place, EvidenceProfile::kAlteredIdentity);
  if (place.weight_bits > 0) place.weight_bits *= kLastPlaceShare;
  const float day = day_bits(asked.last_seen, held.last_seen, profile);
  const FieldEvidence both{place.agreement, place.weight_bits + day};
  if (day == 0) return both;
  if (day < 0) return {Agreement::kDiffers, both.weight_bits};
  if (place.agreement == Agreement::kNotAsked) return {Agreement::kAgrees, both.weight_bits};
  return {place.agreement == Agreement::kDiffers ? Agreement::kNearly : place.agreement, both.weight_bits};
}

}  // namespace hotline::matching
