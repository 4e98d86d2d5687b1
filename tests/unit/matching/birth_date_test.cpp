#include "matching/birth_date.hpp"

#include <gtest/gtest.h>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

DateMatch match(const core::PartialDate& a, const core::PartialDate& b) {
  EXPECT_EQ(compare_dates(a, b).match, compare_dates(b, a).match);
  return compare_dates(a, b).match;
}

TEST(BirthDateTest, EachWayToErrIsItsOwnLevel) {
  const auto date = day(1991, 3, 12);
  EXPECT_EQ(match(date, date), DateMatch::kExact);
  EXPECT_EQ(match(date, day(1991, 12, 3)), DateMatch::kSwapped);
  EXPECT_EQ(match(date, day(1991, 3, 17)), DateMatch::kDigit);
  EXPECT_EQ(match(date, day(1991, 3, 21)), DateMatch::kDigit);
  EXPECT_EQ(match(date, day(1992, 3, 12)), DateMatch::kNearYear);
  EXPECT_EQ(match(date, day(1981, 3, 12)), DateMatch::kNearYear);
  EXPECT_EQ(match(date, day(1991, 1, 1)), DateMatch::kPlaceholder);
  EXPECT_EQ(match(date, day(1968, 3, 12)), DateMatch::kSameDayMonth);
  EXPECT_EQ(match(day(1991, 3, 29), day(1991, 4, 1)), DateMatch::kNearDay);
  EXPECT_EQ(match(date, day(1974, 8, 25)), DateMatch::kUnrelated);
}

TEST(BirthDateTest, PartialDatesSayWhatTheyCan) {
  EXPECT_EQ(match(year(1991), day(1991, 3, 12)), DateMatch::kYear);
  EXPECT_EQ(match(year(1990), day(1991, 3, 12)), DateMatch::kNextYear);
  EXPECT_EQ(match(year(1970), day(1991, 3, 12)), DateMatch::kUnrelated);
  const core::PartialDate range{core::DatePrecision::kYearRange, 1988, 0, 0, 1992};
  EXPECT_EQ(match(range, day(1991, 3, 12)), DateMatch::kYear);
  EXPECT_EQ(match(range, day(1960, 3, 12)), DateMatch::kUnrelated);
  const core::PartialDate before{core::DatePrecision::kYearRange, 1980, 0, 0, 1988};
  EXPECT_EQ(match(range, before), DateMatch::kYear) << "two ranges that share a year";
  EXPECT_EQ(match(before, range), DateMatch::kYear);
  EXPECT_EQ(match(range, {core::DatePrecision::kYearRange, 1993, 0, 0, 1995}), DateMatch::kNextYear);
  EXPECT_EQ(match(range, {core::DatePrecision::kYearRange, 1994, 0, 0, 1995}), DateMatch::kUnrelated);
  const core::PartialDate month{core::DatePrecision::kMonth, 1991, 3, 0, 0};
  EXPECT_EQ(match(month, day(1991, 3, 12)), DateMatch::kMonth);
  EXPECT_EQ(match({}, day(1991, 3, 12)), DateMatch::kNotAsked);
  EXPECT_EQ(compare_dates({}, day(1991, 3, 12)).bits, 0.0F);
}

TEST(BirthDateTest, BetterAgreementWeighsMore) {
  const auto bits = [](const core::PartialDate& other) { return compare_dates(day(1991, 3, 12), other).bits; };
  EXPECT_GT(bits(day(1991, 3, 12)), bits(day(1991, 12, 3)));
  EXPECT_GT(bits(day(1991, 12, 3)), bits(year(1991)));
  EXPECT_GT(bits(year(1991)), bits(year(1990)));
  EXPECT_LT(bits(day(1974, 8, 25)), -3.0F);
}

}  // namespace
}  // namespace hotline::matching
