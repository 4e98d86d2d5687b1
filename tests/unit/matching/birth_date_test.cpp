#include "matching/birth_date.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

DateMatch match(const core::PartialDate& a, const core::PartialDate& b) {
  EXPECT_EQ(compare_dates(*the_lexicon(), a, b).match, compare_dates(*the_lexicon(), b, a).match);
  return compare_dates(*the_lexicon(), a, b).match;
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
  EXPECT_EQ(match(range, {core::DatePrecision::kYearRange, 1995, 0, 0, 1997}), DateMatch::kUnrelated);
  const core::PartialDate month{core::DatePrecision::kMonth, 1991, 3, 0, 0};
  EXPECT_EQ(match(month, day(1991, 3, 12)), DateMatch::kMonth);
  EXPECT_EQ(match({}, day(1991, 3, 12)), DateMatch::kNotAsked);
  EXPECT_EQ(compare_dates(*the_lexicon(), {}, day(1991, 3, 12)).bits, 0.0F);
}

TEST(BirthDateTest, BetterAgreementWeighsMore) {
  const auto bits = [](const core::PartialDate& other) {
    return compare_dates(*the_lexicon(), day(1991, 3, 12), other).bits;
  };
  EXPECT_GT(bits(day(1991, 3, 12)), bits(day(1991, 12, 3)));
  EXPECT_GT(bits(day(1991, 12, 3)), bits(year(1991)));
  EXPECT_GT(bits(year(1991)), bits(year(1990)));
  EXPECT_LT(bits(day(1974, 8, 25)), -3.0F);
}

TEST(BirthDateTest, WhatFingersDoOftenWeighsMore) {
  const auto bits = [](const core::PartialDate& other) {
    return compare_dates(*the_lexicon(), day(1991, 3, 14), other).bits;
  };
  EXPECT_GT(bits(day(1991, 3, 15)), bits(day(1991, 3, 19))) << "a neighbouring key before a far one";
  EXPECT_GT(bits(day(1992, 3, 14)), bits(day(1993, 3, 14))) << "the next year before the one after";
  EXPECT_GT(bits(day(1993, 3, 14)), 0) << "two years off";
  EXPECT_GT(bits(day(1981, 3, 14)), 0) << "ten years off";
  EXPECT_EQ(match(day(1991, 3, 14), day(1991, 3, 27)), DateMatch::kUnrelated);
  EXPECT_EQ(compare_dates(*the_lexicon(), day(1908, 3, 14), day(2008, 3, 14)).match, DateMatch::kCentury);
}

TEST(BirthDateTest, StandInDatesSayLittle) {
  EXPECT_LT(compare_dates(*the_lexicon(), day(1991, 1, 1), day(1991, 1, 1)).bits,
            compare_dates(*the_lexicon(), day(1991, 3, 12), day(1991, 3, 12)).bits - 3)
      << "1 January is written when only the year is known";
  EXPECT_EQ(match(day(1900, 1, 1), day(1991, 3, 12)), DateMatch::kNotAsked) << "stands for no date";
}

TEST(BirthDateTest, AnAgeToldByVoiceIsARangeOfYears) {
  const core::PartialDate about_35{core::DatePrecision::kYearRange, 1988, 0, 0, 1992};
  const core::PartialDate about_40{core::DatePrecision::kYearRange, 1983, 0, 0, 1987};
  EXPECT_GT(compare_dates(*the_lexicon(), about_35, day(1991, 3, 12)).bits, 1.0F);
  EXPECT_LT(compare_dates(*the_lexicon(), about_35, day(1991, 3, 12)).bits,
            compare_dates(*the_lexicon(), year(1991), day(1991, 3, 12)).bits);
  EXPECT_EQ(match(about_35, about_40), DateMatch::kNextYear);
  EXPECT_EQ(match(about_35, about_35), DateMatch::kYear);
  EXPECT_GT(compare_dates(*the_lexicon(), about_35, year(1993)).bits,
            compare_dates(*the_lexicon(), about_35, year(1999)).bits);
  const core::PartialDate anything{core::DatePrecision::kYearRange, 1930, 0, 0, 2030};
  EXPECT_EQ(compare_dates(*the_lexicon(), anything, day(1991, 3, 12)).bits, 0.0F)
      << "a range that everybody is in says nothing";
}

TEST(BirthDateTest, ADateMovedOnPurposeIsNoVeto) {
  const auto bits = [](const core::PartialDate& other, EvidenceProfile profile) {
    return compare_dates(the_weights().birth_date, day(2015, 6, 20), other, profile,
                         the_lexicon()->generations().children)
        .bits;
  };
  constexpr auto kAltered = EvidenceProfile::kAlteredIdentity;
  for (const auto& moved : {day(2015, 7, 30), day(2015, 11, 3), day(2016, 6, 20), day(2014, 2, 9)}) {
    EXPECT_GT(bits(moved, kAltered), bits(moved, EvidenceProfile::kHonest));
    EXPECT_GT(bits(moved, kAltered), -1.5F);
  }
  EXPECT_GT(bits(day(2015, 7, 30), kAltered), bits(day(2015, 11, 3), kAltered)) << "within two months";
  EXPECT_GT(bits(day(2015, 11, 3), kAltered), 0.0F) << "in the same year";
  EXPECT_GE(bits(day(2009, 2, 9), kAltered), -2.75F) << "quite free, and still no veto";
  EXPECT_LT(bits(day(2015, 6, 20), kAltered), bits(day(2015, 6, 20), EvidenceProfile::kHonest));
  EXPECT_GT(bits(day(2015, 6, 20), kAltered), 8.0F);
}

TEST(BirthDateTest, TheFewerAreBornInAYearTheMoreItSays) {
  const auto bits = [](int value) { return compare_dates(*the_lexicon(), year(value), year(value)).bits; };
  EXPECT_GT(bits(1952), bits(1985));
  const auto exact = [](const BirthYears& years) {
    return compare_dates(the_weights().birth_date, day(2015, 6, 20), day(2015, 6, 20), EvidenceProfile::kHonest, years)
        .bits;
  };
  EXPECT_GT(exact(the_lexicon()->generations().adults), exact(the_lexicon()->generations().children))
      << "a child among adults is rare";
}

TEST(BirthYearsTest, TheRegistersOwnYearsStandOverThePrior) {
  const std::vector<std::uint32_t> counts{0, 0, 100'000, 0, 0};
  const BirthYears years(1968, counts, the_lexicon()->generations().adults);
  EXPECT_GT(years.share(1970), 0.3);
  EXPECT_GT(years.share(1971), years.share(1973)) << "neighbouring years are smoothed";
  EXPECT_GT(years.share(1990), 0.0);
  EXPECT_NEAR(years.share(BirthYears::kFirst, BirthYears::kLast), 1.0, 0.05);
  const BirthYears few(1968, std::vector<std::uint32_t>{0, 0, 10, 0, 0}, the_lexicon()->generations().adults);
  EXPECT_NEAR(few.share(1970), the_lexicon()->generations().adults.share(1970), 0.005) << "ten persons say nothing yet";
  EXPECT_GT(few.share(1600), 0.0);
  EXPECT_GT(few.share(2500), 0.0);
}

TEST(BirthDateTest, BesideAWideRangeSaysNoMoreThanWithinIt) {
  const core::PartialDate range{core::DatePrecision::kYearRange, 1905, 0, 0, 1991};
  EXPECT_LE(compare_dates(*the_lexicon(), range, year(1992)).bits,
            compare_dates(*the_lexicon(), range, year(1990)).bits);
}

TEST(BirthDateTest, YearsAgreeAsMuchInEitherOrder) {
  EXPECT_EQ(compare_dates(*the_lexicon(), year(1996), year(1998)).bits,
            compare_dates(*the_lexicon(), year(1998), year(1996)).bits);
  EXPECT_EQ(compare_dates(*the_lexicon(), year(1951), year(1953)).bits,
            compare_dates(*the_lexicon(), year(1953), year(1951)).bits);
}

TEST(BirthDateTest, OperatorsReadAShiftedDateAsDiffering) {
  const auto read = [](const core::PartialDate& other) {
    return birth_date_evidence(compare_dates(the_weights().birth_date, day(2015, 6, 20), other,
                                             EvidenceProfile::kAlteredIdentity, the_lexicon()->generations().children))
        .agreement;
  };
  EXPECT_EQ(read(day(2015, 6, 20)), Agreement::kAgrees);
  EXPECT_EQ(read(day(2015, 7, 30)), Agreement::kDiffers);
  EXPECT_EQ(read(year(2015)), Agreement::kNearly);
  EXPECT_EQ(read({}), Agreement::kNotAsked);
}

}  // namespace
}  // namespace hotline::matching
