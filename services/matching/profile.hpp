#pragma once

#include <array>

#include "matching/birth_years.hpp"
#include "matching/calibration.hpp"
#include "matching/index.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// What a field can say against under the profile. Where an identity was altered on purpose, surname, patronymic, dates
// and places were altered together: each keeps a floor, so that none of them is a veto.
FieldEvidence under(const AlteredFloors& floors, EvidenceProfile profile, Field field, FieldEvidence evidence);

// What speaks against the candidate whatever its sum: under the altered profile only the given name and the sex.
using Fields = std::array<FieldEvidence, kFieldCount>;
Contradiction contradiction_in(const Fields& fields, EvidenceProfile profile);

// Birth years that a question of this profile is about, where the register's own are not known.
const BirthYears& birth_years(const Lexicon& lexicon, EvidenceProfile profile);

FieldEvidence sex_evidence(const SexWeights& weights, core::Sex asked, core::Sex held, EvidenceProfile profile);

}  // namespace hotline::matching
