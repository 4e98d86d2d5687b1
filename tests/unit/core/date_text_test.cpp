#include "core/date_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace hotline::core {
namespace {

std::string read(const std::string& text) {
  const auto date = read_date(text);
  return date ? format_date(*date) : "refused";
}

std::string why(const std::string& text) {
  const auto date = read_date(text);
  if (date) return "read as " + format_date(*date);
  return date.error().violations.at(0).description;
}

TEST(DateTextTest, ReadsDatesAsPeopleWriteThem) {
  const std::vector<std::pair<const char*, const char*>> forms{
      {"12.03.2001", "2001-03-12"},
      {"1.3.2001", "2001-03-01"},
      {"12/03/2001", "2001-03-12"},
      {"12-03-2001", "2001-03-12"},
      {"12 . 03 . 2001", "2001-03-12"},
      {"12 03 2001", "2001-03-12"},
      {"2001-03-12", "2001-03-12"},
      {"2001.03.12", "2001-03-12"},
      {"2001/3/12", "2001-03-12"},
      {"2001-03-12T00:00:00", "2001-03-12"},
      {"2001-03-12 00:00:00", "2001-03-12"},
      {"2001-03-12T22:30:00.000Z", "2001-03-12"},
      {"12.03.2001 0:00", "2001-03-12"},
      {"12.03.2001 р.", "2001-03-12"},
      {"12.03.2001р", "2001-03-12"},
      {"12 березня 2001 р.", "2001-03-12"},
      {"12 БЕРЕЗНЯ 2001 року", "2001-03-12"},
      {"12\xC2\xA0березня\xC2\xA0"
       "2001",
       "2001-03-12"},
      {"12 марта 2001 г.", "2001-03-12"},
      {"12 марта 2001 года", "2001-03-12"},
      {"12 мар. 2001", "2001-03-12"},
      {"12 March 2001", "2001-03-12"},
      {"March 12, 2001", "2001-03-12"},
      {"12-Mar-2001", "2001-03-12"},
      {"1 мая 1990 г.р.", "1990-05-01"},
      {"31 грудня 1999", "1999-12-31"},
      {"March 2001", "2001-03"},
      {"березень 2001", "2001-03"},
      {"март 2001 г.", "2001-03"},
      {"2001-03", "2001-03"},
      {"03.2001", "2001-03"},
      {"3/2001", "2001-03"},
      {"00.03.2001", "2001-03"},
      {"00.00.2001", "2001"},
      {"2001", "2001"},
      {"2001 р.", "2001"},
      {"2001 р.н.", "2001"},
      {"2001 р. н.", "2001"},
      {"2001 г.р.", "2001"},
      {"2001 року народження", "2001"},
      {"близько 1995", "1995"},
      {"близько 1995 р.", "1995"},
      {"около 1995 г.", "1995"},
      {"about 1995", "1995"},
      {"c. 1995", "1995"},
      {"~1995", "1995"},
      {"1995-1999", "1995/1999"},
      {"1995–1999", "1995/1999"},
      {"1995 — 1999 рр.", "1995/1999"},
      {"1995/1999", "1995/1999"},
  };
  for (const auto& [text, date] : forms) EXPECT_EQ(read(text), date) << text << ": " << why(text);
}

TEST(DateTextTest, ReadsDayNumbersOfSpreadsheets) {
  EXPECT_EQ(read("36962"), "2001-03-12");
  EXPECT_EQ(read("36962.5"), "2001-03-12") << "with a time of day";
  EXPECT_EQ(read("10000"), "1927-05-18");
  EXPECT_EQ(read("80000"), "2119-01-11");
  EXPECT_EQ(read("80001"), "refused");
  for (const char* text : {"0", "1", "61", "198", "5000", "9999", "1799", "2200", "09999", "036962"}) {
    EXPECT_EQ(read(text), "refused") << text << " is a mistyped year, not a day";
  }
  EXPECT_NE(why("9999").find("neither a year nor"), std::string::npos);
}

TEST(DateTextTest, RefusesWhatCouldMeanSomethingElseAndSaysWhatWouldBeRight) {
  EXPECT_NE(why("12.03.01").find("two digits"), std::string::npos) << why("12.03.01");
  EXPECT_NE(why("12 березня 01").find("two digits"), std::string::npos);
  EXPECT_NE(why("03/25/2001").find("the day stands before the month"), std::string::npos) << "the American order";
  EXPECT_NE(why("2001-25-03").find("no such month"), std::string::npos);
  EXPECT_NE(why("31.02.1990").find("does not exist"), std::string::npos);
  EXPECT_NE(why("29.02.2001").find("does not exist"), std::string::npos);
  EXPECT_NE(why("12 березня").find("no year"), std::string::npos) << why("12 березня");
  EXPECT_NE(why("12.03").find("no year"), std::string::npos);
  EXPECT_NE(why("1999-1995").find("last year"), std::string::npos);
  EXPECT_NE(why("близько 12.03.1995").find("uncertain"), std::string::npos);
  EXPECT_NE(why("12345678").find("neither a year nor"), std::string::npos);
}

TEST(DateTextTest, RefusesEverythingElse) {
  for (const char* text : {"", " ", "невідомо", "12..2001", "12.03-2001", "12 03", "2001?", "1995-99", "12.03.20011",
                           "3/12/2001 12:00 AM", "2001 03", "-2001", "1.2.3.4", "12 березня березня 2001", "март",
                           "2001 рублів", "12:30", "１２.０３.２００１"}) {
    EXPECT_EQ(read(text), "refused") << text;
  }
  EXPECT_EQ(read(std::string(10'000, '1')), "refused");
  EXPECT_EQ(read(std::string(79, '.')), "refused");
}

TEST(DateTextTest, AnErrorHoldsNoValue) {
  for (const char* text : {"12.03.01", "03/25/2001", "31.02.1990", "77 березня 1991"}) {
    EXPECT_EQ(why(text).find(text), std::string::npos);
    EXPECT_EQ(why(text).find("1990"), std::string::npos);
    EXPECT_EQ(why(text).find("1991"), std::string::npos);
  }
}

}  // namespace
}  // namespace hotline::core
