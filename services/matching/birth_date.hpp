#pragma once

#include "core/time.hpp"

namespace hotline::matching {

// How two birth dates agree.
enum class DateMatch : std::uint8_t {
  kNotAsked,      // one of them is unknown
  kExact,         // the same full date
  kSwapped,       // day and month in each other's place
  kDigit,         // one digit wrong, or two digits in each other's place
  kNearYear,      // day and month right, the year off by one or two, or by ten
  kNearDay,       // within a few days
  kPlaceholder,   // 1 January of the same year stands for "some time that year"
  kSameDayMonth,  // day and month right, the year quite other
  kMonth,         // the month is all that is known more than the year, and agrees
  kYear,          // the year is all that can be compared, and agrees
  kNextYear,      // only years compared, one apart (an age told in words)
  kUnrelated,
};

struct DateEvidence {
  DateMatch match = DateMatch::kNotAsked;
  float bits = 0;  // log2 of how much likelier this is for one person than for two
};

// A mixture over the ways in which honest sources err (hotline, lists written by hand).
DateEvidence compare_dates(const core::PartialDate& asked, const core::PartialDate& held);

}  // namespace hotline::matching
