#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/ids.hpp"
#include "core/person.hpp"

namespace hotline::core {

// What the match index carries of a record besides what it compares, so that a lookup reads no database.
struct RecordFacts {
  ClusterId cluster;
  std::int64_t version = 0;
  Side side = Side::kAdversary;
  std::uint8_t status = 0;  // core::Status
  EvidenceRung rung = EvidenceRung::kR0;
  std::uint8_t flags = 0;  // core::RecordFlag bits
  InformKin inform_kin = InformKin::kNotAsked;
  std::int32_t status_day = 0;      // days since 1970-01-01 of the fact that made the status; 0 unknown
  std::int32_t last_alive_day = 0;  // of the latest sign of life; 0 unknown
  std::int32_t hold_until_day = 0;  // a staff hold is in force up to and including this day; 0 none
  std::uint16_t region = 0;
};

// Mirrored in the proto by number plus one: append, never renumber.
enum class Field : std::uint8_t {
  kSurname,
  kGiven,
  kPatronymic,
  kBirthDate,
  kIdentifier,
  kBirthplace,
  kUnit,
  kSex,
  kMother,
  kSiblings,
  kMarks,
  kLastSeen,
};
inline constexpr std::size_t kFieldCount = 12;

// kNotAsked: the caller did not give it, or the record does not hold it: the two read alike to an operator.
enum class Agreement : std::uint8_t { kNotAsked, kAgrees, kNearly, kDiffers };

struct FieldEvidence {
  Agreement agreement = Agreement::kNotAsked;
  float weight_bits = 0;  // log2 likelihood ratio that this field contributed
};

struct Candidate {
  PersonId person;
  RecordFacts facts;
  // Posterior that this record is the person sought, given all rivals and "not in the register".
  // Records of one cluster are not rivals.
  double probability = 0;
  // The same with no rival but "not in the register": whether two records are one human being does not exclude a third.
  double alone = 0;
  // Likely a further record of the very human being of the best candidate, whom nobody has joined yet: no rival either.
  bool same_as_best = false;
  double score_bits = 0;
  // What the whole names took from the sum of the fields, never above 0: how far a namesake or a relative would explain
  // the likeness. In score_bits already.
  double together_bits = 0;
  std::array<FieldEvidence, kFieldCount> fields{};

  const FieldEvidence& field(Field which) const { return fields[static_cast<std::size_t>(which)]; }
  FieldEvidence& field(Field which) { return fields[static_cast<std::size_t>(which)]; }
};

}  // namespace hotline::core
