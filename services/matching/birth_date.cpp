#include "matching/birth_date.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "matching/lexicon.hpp"

namespace hotline::matching {
namespace {

constexpr double kDaysOfYear = 365;
constexpr double kMonthsOfYear = 12;
constexpr int kNearDays = 3;
constexpr int kShiftDays = 60;

// How many dates each way to err can lead to.
constexpr double kNeighbourKeyDates = 10, kOtherDigitDates = 20, kExchangedDates = 4;

using Ways = BirthDateWeights::Ways;
using YearWays = BirthDateWeights::YearWays;

const Ways& ways_of(const BirthDateWeights& weights, EvidenceProfile profile) {
  return profile == EvidenceProfile::kHonest ? weights.honest : weights.altered;
}

const YearWays& year_ways_of(const BirthDateWeights& weights, EvidenceProfile profile) {
  return profile == EvidenceProfile::kHonest ? weights.honest_years : weights.altered_years;
}

bool first_of_january(const core::PartialDate& date) {
  return date.month == 1 && date.day == 1;
}

bool stands_for_unknown(const core::PartialDate& date) {
  return date.full() && date.year <= core::kBirthYearMin && first_of_january(date);
}

double chance(const BirthDateWeights& weights, const core::PartialDate& date, const BirthYears& years) {
  return years.share(date.year) * (first_of_january(date) ? weights.first_january_share : 1 / kDaysOfYear);
}

constexpr std::size_t kDigits = 8;
std::array<int, kDigits> digits_of(const core::PartialDate& date) {
  return {date.year / 1000 % 10, date.year / 100 % 10, date.year / 10 % 10, date.year % 10,
          date.month / 10,       date.month % 10,      date.day / 10,       date.day % 10};
}

// Side by side in the row of digits, or above each other on a number pad.
bool neighbour_keys(int a, int b) {
  const int apart = std::abs(a - b);
  return apart == 1 || (a != 0 && b != 0 && apart == 3) || (a + b == 9 && a * b == 0) || (a + b == 1);
}

// How likely one slip of the fingers makes the one date of the other.
double digit_slip(const core::PartialDate& a, const core::PartialDate& b, const Ways& ways) {
  const auto x = digits_of(a), y = digits_of(b);
  std::array<std::size_t, kDigits> wrong{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    if (x.at(i) != y.at(i)) wrong.at(count++) = i;
  }
  if (count == 1) {
    return neighbour_keys(x.at(wrong[0]), y.at(wrong[0])) ? ways.neighbour_key / kNeighbourKeyDates
                                                          : ways.other_digit / kOtherDigitDates;
  }
  const bool exchanged =
      count == 2 && wrong[1] == wrong[0] + 1 && x.at(wrong[0]) == y.at(wrong[1]) && x.at(wrong[1]) == y.at(wrong[0]);
  return exchanged ? ways.exchanged_digits / kExchangedDates : 0;
}

// The sum over all ways, and the way that says most.
class Mixture {
 public:
  explicit Mixture(double chance) : chance_(chance) {}
  void add(DateMatch match, double density) {
    const double ratio = density / chance_;
    sum_ += ratio;
    if (ratio <= best_) return;
    best_ = ratio;
    match_ = match;
  }
  DateEvidence evidence() const { return {match_, static_cast<float>(std::log2(sum_))}; }

 private:
  double chance_;
  double sum_ = 0;
  double best_ = 0;
  DateMatch match_ = DateMatch::kUnrelated;
};

DateEvidence compare_full(const BirthDateWeights& weights, const core::PartialDate& a, const core::PartialDate& b,
                          EvidenceProfile profile, const BirthYears& years) {
  const Ways& ways = ways_of(weights, profile);
  const double by_chance = std::max(chance(weights, a, years), chance(weights, b, years));
  const int apart = std::abs(a.year - b.year);
  const bool same_day = a.month == b.month && a.day == b.day;
  Mixture mixture(by_chance);
  mixture.add(DateMatch::kUnrelated, ways.unrelated * by_chance);
  if (apart == 0 && same_day) {
    mixture.add(DateMatch::kExact, ways.exact);
    return mixture.evidence();
  }
  mixture.add(DateMatch::kDigit, digit_slip(a, b, ways));
  if (same_day) {
    if (apart == 1) mixture.add(DateMatch::kNearYear, ways.next_year / 2);
    if (apart == 2) mixture.add(DateMatch::kNearYear, ways.second_year / 2);
    if (apart == 10) mixture.add(DateMatch::kNearYear, ways.tenth_year / 2);
    if (apart == 100) mixture.add(DateMatch::kCentury, ways.century);
    mixture.add(DateMatch::kSameDayMonth, ways.same_day_month * std::max(years.share(a.year), years.share(b.year)));
  }
  if (apart == 0) {
    if (a.month == b.day && a.day == b.month) mixture.add(DateMatch::kSwapped, ways.swapped);
    if (first_of_january(a) || first_of_january(b)) mixture.add(DateMatch::kPlaceholder, ways.first_january);
    mixture.add(DateMatch::kSameYear, ways.same_year / kDaysOfYear);
  }
  if (apart == 1 || apart == 2) mixture.add(DateMatch::kNearYear, ways.near_year_any_day / (4 * kDaysOfYear));
  const int days = std::abs(core::day_number(a) - core::day_number(b));
  if (days <= kNearDays) mixture.add(DateMatch::kNearDay, ways.near_day / (2 * kNearDays));
  if (days <= kShiftDays) mixture.add(DateMatch::kShifted, ways.shifted / (2 * kShiftDays));
  return mixture.evidence();
}

struct Years {
  int first, last;
};

Years years_of(const core::PartialDate& date) {
  return {date.year,
          date.precision == core::DatePrecision::kYearRange ? std::max(date.year, date.year_last) : date.year};
}

float bits_of(double share_of_same, double by_chance) {
  return static_cast<float>(std::log2(share_of_same / by_chance));
}

DateEvidence compare_years(const core::PartialDate& asked, const core::PartialDate& held, const YearWays& ways,
                           const BirthYears& years) {
  const Years a = years_of(asked), b = years_of(held);
  const int gap = std::max({0, a.first - b.last, b.first - a.last});
  const int longer = (a.last - a.first) - (b.last - b.first);
  // Of two of one length always the same one, whichever was asked for.
  const Years& wider = longer > 0 || (longer == 0 && a.first <= b.first) ? a : b;
  // A range that holds most people says little, but that it holds never speaks against.
  const double by_chance = std::max(years.share(a.first, a.last), years.share(b.first, b.last));
  const float same = std::max(0.0F, bits_of(ways.same, by_chance));
  if (gap == 0) return {DateMatch::kYear, same};
  if (gap > 2) return {DateMatch::kUnrelated, bits_of(ways.other, 1)};
  const double beside = years.share(wider.first - 2, wider.first - 1) + years.share(wider.last + 1, wider.last + 2);
  // Beside a wide range says no more than within it.
  return {DateMatch::kNextYear, std::min(same, std::max(bits_of(ways.near, beside), bits_of(ways.other, 1)))};
}

DateEvidence compare_months(const core::PartialDate& asked, const core::PartialDate& held, const YearWays& ways,
                            const BirthYears& years) {
  const double year = years.share(asked.year);
  return asked.month == held.month ? DateEvidence{DateMatch::kMonth, bits_of(ways.month, year / kMonthsOfYear)}
                                   : DateEvidence{DateMatch::kSameYear, bits_of(ways.other_month, year)};
}

}  // namespace

DateEvidence compare_dates(const BirthDateWeights& weights, const core::PartialDate& asked,
                           const core::PartialDate& held, EvidenceProfile profile, const BirthYears& years) {
  if (!asked.known() || !held.known() || stands_for_unknown(asked) || stands_for_unknown(held)) return {};
  if (asked.full() && held.full()) return compare_full(weights, asked, held, profile, years);
  const bool months = asked.month != 0 && held.month != 0 && asked.year == held.year;
  return months ? compare_months(asked, held, year_ways_of(weights, profile), years)
                : compare_years(asked, held, year_ways_of(weights, profile), years);
}

DateEvidence compare_dates(const Lexicon& lexicon, const core::PartialDate& asked, const core::PartialDate& held) {
  return compare_dates(lexicon.weights().birth_date, asked, held, EvidenceProfile::kHonest,
                       lexicon.generations().adults);
}

FieldEvidence birth_date_evidence(const DateEvidence& date) {
  switch (date.match) {
    case DateMatch::kNotAsked:
      return {};
    case DateMatch::kExact:
      return {Agreement::kAgrees, date.bits};
    case DateMatch::kSwapped:
    case DateMatch::kDigit:
    case DateMatch::kNearYear:
    case DateMatch::kCentury:
    case DateMatch::kNearDay:
    case DateMatch::kPlaceholder:
    case DateMatch::kMonth:
    case DateMatch::kYear:
    case DateMatch::kNextYear:
      return {Agreement::kNearly, date.bits};
    case DateMatch::kShifted:
    case DateMatch::kSameYear:
    case DateMatch::kSameDayMonth:
    case DateMatch::kUnrelated:
      return {Agreement::kDiffers, date.bits};
  }
  return {};
}

}  // namespace hotline::matching
