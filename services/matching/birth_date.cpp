#include "matching/birth_date.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hotline::matching {
namespace {

// log2(share among true pairs / share among chance pairs). Chance pairs: birth years spread over about 40 years, days
// evenly; 14,600 dates in all. True pairs: exact .75, swapped .02, one digit .06, year off .05, 1 January .03,
// near day .02, same day and month .01, unrelated .05.
constexpr float kExactBits = 13.4F;
constexpr float kSwappedBits = 8.0F;
constexpr float kDigitBits = 6.5F;     // about ten dates lie one digit away
constexpr float kNearYearBits = 7.0F;  // six dates: the same day in a near year
constexpr float kNearDayBits = 5.0F;
constexpr float kPlaceholderBits = 4.0F;
constexpr float kSameDayMonthBits = 2.0F;
constexpr float kMonthBits = 7.8F;
constexpr float kYearBits = 4.6F;
constexpr float kNextYearBits = 1.0F;
constexpr float kUnrelatedBits = -4.5F;
constexpr float kYearUnrelatedBits = -3.0F;

int last_year(const core::PartialDate& date) {
  return date.precision == core::DatePrecision::kYearRange ? std::max(date.year, date.year_last) : date.year;
}

// At least one of them is a range of years.
DateEvidence compare_ranges(const core::PartialDate& a, const core::PartialDate& b) {
  const int apart = std::max(a.year - last_year(b), b.year - last_year(a));
  if (apart > 1) return {DateMatch::kUnrelated, kYearUnrelatedBits};
  if (apart == 1) return {DateMatch::kNextYear, 0.0F};
  const int width = std::max(last_year(a) - a.year, last_year(b) - b.year);
  return {DateMatch::kYear, std::max(0.5F, kYearBits - 0.6F * static_cast<float>(width))};
}

std::array<int, 8> digits_of(const core::PartialDate& date) {
  return {date.year / 1000 % 10, date.year / 100 % 10, date.year / 10 % 10, date.year % 10,
          date.month / 10,       date.month % 10,      date.day / 10,       date.day % 10};
}

bool one_slip(const core::PartialDate& a, const core::PartialDate& b) {
  const auto x = digits_of(a), y = digits_of(b);
  std::array<std::size_t, 8> wrong{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] != y[i]) wrong[count++] = i;
  }
  if (count == 1) return true;
  return count == 2 && wrong[1] == wrong[0] + 1 && x[wrong[0]] == y[wrong[1]] && x[wrong[1]] == y[wrong[0]];
}

int day_count(const core::PartialDate& date) {
  return date.year * 372 + date.month * 31 + date.day;
}

DateEvidence compare_full(const core::PartialDate& a, const core::PartialDate& b) {
  if (a.year == b.year && a.month == b.month && a.day == b.day) return {DateMatch::kExact, kExactBits};
  const int years = std::abs(a.year - b.year);
  if (years == 0 && a.month == b.day && a.day == b.month) return {DateMatch::kSwapped, kSwappedBits};
  if (a.month == b.month && a.day == b.day) {
    if (years <= 2 || years == 10) return {DateMatch::kNearYear, kNearYearBits};
    return one_slip(a, b) ? DateEvidence{DateMatch::kDigit, kDigitBits}
                          : DateEvidence{DateMatch::kSameDayMonth, kSameDayMonthBits};
  }
  if (one_slip(a, b)) return {DateMatch::kDigit, kDigitBits};
  if (years == 0 && ((a.month == 1 && a.day == 1) || (b.month == 1 && b.day == 1))) {
    return {DateMatch::kPlaceholder, kPlaceholderBits};
  }
  if (std::abs(day_count(a) - day_count(b)) <= 3) return {DateMatch::kNearDay, kNearDayBits};
  return {DateMatch::kUnrelated, kUnrelatedBits};
}

}  // namespace

DateEvidence compare_dates(const core::PartialDate& asked, const core::PartialDate& held) {
  using core::DatePrecision;
  if (!asked.known() || !held.known()) return {};
  if (asked.full() && held.full()) return compare_full(asked, held);
  if (asked.precision == DatePrecision::kYearRange || held.precision == DatePrecision::kYearRange) {
    return compare_ranges(asked, held);
  }
  const int years = std::abs(asked.year - held.year);
  const bool months = asked.month != 0 && held.month != 0;
  if (years == 0 && months) {
    return asked.month == held.month ? DateEvidence{DateMatch::kMonth, kMonthBits}
                                     : DateEvidence{DateMatch::kUnrelated, kUnrelatedBits + 2};
  }
  if (years == 0) return {DateMatch::kYear, kYearBits};
  if (years == 1) return {DateMatch::kNextYear, kNextYearBits};
  return {DateMatch::kUnrelated, kYearUnrelatedBits};
}

}  // namespace hotline::matching
