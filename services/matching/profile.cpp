#include "matching/profile.hpp"

#include <algorithm>
#include <limits>

namespace hotline::matching {
namespace {

constexpr float kNoFloor = -std::numeric_limits<float>::infinity();

// Of the altered profile.
float floor_of(Field field) {
  switch (field) {
    case Field::kSurname:
      return -2.0F;
    case Field::kPatronymic:
      return -1.5F;
    case Field::kBirthDate:
      return -2.75F;
    case Field::kBirthplace:
    case Field::kUnit:
    case Field::kMarks:
    case Field::kLastSeen:
      return -0.5F;
    case Field::kIdentifier:  // new papers bear a new number
      return -0.5F;
    case Field::kMother:
      return -1.5F;
    case Field::kGiven:  // mostly kept, or made its like in another language
      return -5.0F;
    case Field::kSiblings:  // holds its own, and may exclude a brother's record
    case Field::kSex:
      return kNoFloor;
  }
  return kNoFloor;
}

const FieldEvidence& of(const Fields& fields, Field field) {
  return fields.at(static_cast<std::size_t>(field));
}

bool differs(const Fields& fields, Field field) {
  return of(fields, field).agreement == Agreement::kDiffers;
}

constexpr float kSexAgreesHonestBits = 0.5F;  // nearly all soldiers are men
constexpr float kSexAgreesBits = 1.0F;
constexpr float kSexDiffersBits = -5.0F;

}  // namespace

FieldEvidence under(EvidenceProfile profile, Field field, FieldEvidence evidence) {
  if (profile == EvidenceProfile::kAlteredIdentity) {
    evidence.weight_bits = std::max(evidence.weight_bits, floor_of(field));
  }
  return evidence;
}

Contradiction contradiction_in(const Fields& fields, EvidenceProfile profile) {
  if (differs(fields, Field::kGiven)) return Contradiction::kGiven;
  if (differs(fields, Field::kSex)) return Contradiction::kOther;
  if (profile == EvidenceProfile::kAlteredIdentity) return Contradiction::kNone;
  const bool other = differs(fields, Field::kSurname) || differs(fields, Field::kPatronymic) ||
                     differs(fields, Field::kBirthDate) || differs(fields, Field::kMother);
  return other ? Contradiction::kOther : Contradiction::kNone;
}

const BirthYears& birth_years(EvidenceProfile profile) {
  return profile == EvidenceProfile::kHonest ? BirthYears::of_adults() : BirthYears::of_children();
}

FieldEvidence sex_evidence(core::Sex asked, core::Sex held, EvidenceProfile profile) {
  if (asked == core::Sex::kUnknown || held == core::Sex::kUnknown) return {};
  if (asked != held) return {Agreement::kDiffers, kSexDiffersBits};
  return {Agreement::kAgrees, profile == EvidenceProfile::kHonest ? kSexAgreesHonestBits : kSexAgreesBits};
}

}  // namespace hotline::matching
