#pragma once

#include "core/time.hpp"
#include "matching/birth_years.hpp"
#include "matching/index.hpp"
#include "matching/weights.hpp"

namespace hotline::matching {

// How two birth dates agree.
enum class DateMatch : std::uint8_t {
  kNotAsked,      // one of them is unknown
  kExact,         // the same full date
  kSwapped,       // day and month in each other's place
  kDigit,         // one digit wrong, or two digits in each other's place
  kNearYear,      // day and month right, the year off by one or two, or by ten
  kCentury,       // day, month and year of the century right
  kNearDay,       // within a few days
  kPlaceholder,   // 1 January of the same year stands for "some time that year"
  kShifted,       // within two months: how a date is moved on purpose
  kSameYear,      // another day of the same year
  kSameDayMonth,  // day and month right, the year quite other
  kMonth,         // the month is all that is known more than the year, and agrees
  kYear,          // the year is all that can be compared, and agrees
  kNextYear,      // only years compared, one or two apart (an age told in words)
  kUnrelated,
};

struct DateEvidence {
  DateMatch match = DateMatch::kNotAsked;
  float bits = 0;  // log2 of how much likelier this is for one person than for two
};

// A mixture over the ways in which a date goes wrong: by honest slips, or moved on purpose, where none is a veto.
// `years` say how much agreement is chance. 1 January 1900 stands for no date at all.
DateEvidence compare_dates(const BirthDateWeights& weights, const core::PartialDate& asked,
                           const core::PartialDate& held, EvidenceProfile profile, const BirthYears& years);
// Honest sources, persons of any age.
DateEvidence compare_dates(const Lexicon& lexicon, const core::PartialDate& asked, const core::PartialDate& held);

// As an operator reads it.
FieldEvidence birth_date_evidence(const DateEvidence& date);

}  // namespace hotline::matching
