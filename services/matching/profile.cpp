#include "matching/profile.hpp"

#include <algorithm>
#include <limits>

#include "matching/lexicon.hpp"

namespace hotline::matching {
namespace {

constexpr float kNoFloor = -std::numeric_limits<float>::infinity();

float floor_of(const AlteredFloors& floors, Field field) {
  switch (field) {
    case Field::kSurname:
      return floors.surname;
    case Field::kGiven:
      return floors.given;
    case Field::kPatronymic:
      return floors.patronymic;
    case Field::kBirthDate:
      return floors.birth_date;
    case Field::kIdentifier:
      return floors.identifier;
    case Field::kBirthplace:
      return floors.birthplace;
    case Field::kUnit:
      return floors.unit;
    case Field::kMother:
      return floors.mother;
    case Field::kMarks:
      return floors.marks;
    case Field::kLastSeen:
      return floors.last_seen;
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

}  // namespace

FieldEvidence under(const AlteredFloors& floors, EvidenceProfile profile, Field field, FieldEvidence evidence) {
  if (profile == EvidenceProfile::kAlteredIdentity) {
    evidence.weight_bits = std::max(evidence.weight_bits, floor_of(floors, field));
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

const BirthYears& birth_years(const Lexicon& lexicon, EvidenceProfile profile) {
  return profile == EvidenceProfile::kHonest ? lexicon.generations().adults : lexicon.generations().children;
}

FieldEvidence sex_evidence(const SexWeights& weights, core::Sex asked, core::Sex held, EvidenceProfile profile) {
  if (asked == core::Sex::kUnknown || held == core::Sex::kUnknown) return {};
  if (asked != held) return {Agreement::kDiffers, weights.differs};
  return {Agreement::kAgrees, weights.agrees.of(profile)};
}

}  // namespace hotline::matching
