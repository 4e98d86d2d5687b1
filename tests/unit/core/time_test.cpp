#include "core/time.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::year_month_day kToday{2026y, std::chrono::November, 22d};

PartialDate full(std::int16_t year, std::uint8_t month, std::uint8_t day) {
  return {.precision = DatePrecision::kDay, .year = year, .month = month, .day = day, .year_last = 0};
}

TEST(TimeTest, DatesThatCannotBeAreNamed) {
  EXPECT_EQ(date_fault(full(1998, 2, 31), kToday), "the month has no such day");
  EXPECT_EQ(date_fault(full(2023, 2, 29), kToday), "the month has no such day");
  EXPECT_EQ(date_fault(full(2087, 1, 1), kToday), "the date lies in the future");
  EXPECT_EQ(date_fault(full(2026, 11, 23), kToday), "the date lies in the future");
  EXPECT_EQ(date_fault(full(1899, 12, 31), kToday), "the year is before 1900");
  EXPECT_TRUE(date_fault(full(1998, 13, 1), kToday));
  EXPECT_TRUE(date_fault(full(1998, 0, 4), kToday));
  EXPECT_TRUE(date_fault(full(1998, 5, 0), kToday));
  EXPECT_TRUE(date_fault({DatePrecision::kYear, 1998, 0, 4, 0}, kToday)) << "a day without a month";
  EXPECT_TRUE(date_fault({DatePrecision::kMonth, 2026, 12, 0, 0}, kToday));
  EXPECT_TRUE(date_fault({DatePrecision::kYearRange, 1999, 0, 0, 1995}, kToday));
  EXPECT_TRUE(date_fault({DatePrecision::kYearRange, 1999, 0, 0, 2027}, kToday));
  EXPECT_TRUE(date_fault({DatePrecision::kYear, 1998, 0, 0, 1999}, kToday));
  EXPECT_TRUE(date_fault({DatePrecision::kUnknown, 0, 5, 0, 0}, kToday));
  EXPECT_TRUE(date_fault({static_cast<DatePrecision>(9), 1998, 0, 0, 0}, kToday));
}

TEST(TimeTest, DatesThatCanBeHaveNoFault) {
  EXPECT_FALSE(date_fault(full(2024, 2, 29), kToday));
  EXPECT_FALSE(date_fault(full(2026, 11, 22), kToday));
  EXPECT_FALSE(date_fault({DatePrecision::kMonth, 2026, 11, 0, 0}, kToday));
  EXPECT_FALSE(date_fault({DatePrecision::kYear, 2026, 0, 0, 0}, kToday));
  EXPECT_FALSE(date_fault({DatePrecision::kYearRange, 1995, 0, 0, 1999}, kToday));
  EXPECT_FALSE(date_fault({}, kToday));
}

TEST(TimeTest, EveryWrittenFormIsReadAndWrittenBack) {
  for (const char* text : {"1998-03-12", "1998-03", "1998", "1995/1999"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(format_date(*date), text);
  }
  const auto dotted = parse_date("12.03.1998");
  ASSERT_TRUE(dotted);
  EXPECT_EQ(*dotted, full(1998, 3, 12));
  EXPECT_EQ(format_date({}), "");
}

TEST(TimeTest, WrongFormsAreRefused) {
  for (const char* text : {"", "31.02.1998", "1998-02-31", "1998-13", "98-03-12", "12.3.1998", "1998-3-12", "0000",
                           "1999/1995", "199a", "1998-03-12 ", "-998-03-12", "1998-03-12T00:00:00Z"}) {
    const auto date = parse_date(text);
    ASSERT_FALSE(date) << text;
    EXPECT_EQ(date.error().reason, Reason::kInvalidField);
  }
}

TEST(TimeTest, ARefusalDoesNotRepeatTheDate) {
  const auto date = parse_date("31.02.1998");
  ASSERT_FALSE(date);
  EXPECT_EQ(date.error().violations.at(0).description.find("31.02"), std::string::npos);
}

TEST(TimeTest, InstantsAreWrittenInUtc) {
  const Instant instant = std::chrono::sys_days{kToday} + 9h + 5min + 7s + 900ms;
  EXPECT_EQ(format_instant(instant), "2026-11-22T09:05:07Z");
  EXPECT_EQ(format_instant(Instant{} - 1us), "1969-12-31T23:59:59Z");
  EXPECT_EQ(day_of(instant), kToday);
}

TEST(TimeTest, AnImpreciseDateCoversItsDays) {
  EXPECT_EQ(day_number(full(1970, 1, 2)), 1);
  EXPECT_EQ(day_number(PartialDate{DatePrecision::kMonth, 1970, 1, 0, 0}), 0);
  const PartialDate february{DatePrecision::kMonth, 2024, 2, 0, 0};
  EXPECT_EQ(*last_day(february) - *first_day(february), 28);
  const PartialDate range{DatePrecision::kYearRange, 1995, 0, 0, 1996};
  EXPECT_EQ(*last_day(range) - *first_day(range), 365 + 366 - 1);
  EXPECT_FALSE(first_day({}));
  EXPECT_FALSE(last_day({}));
}

}  // namespace
}  // namespace hotline::core
