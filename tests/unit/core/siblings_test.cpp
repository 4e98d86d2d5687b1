#include "core/siblings.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

PartialDate day(std::int16_t year, std::uint8_t month, std::uint8_t of_month) {
  return {DatePrecision::kDay, year, month, of_month, 0};
}

TEST(SiblingsTest, NamesAndDatesAsPeopleWriteThem) {
  const std::vector<Sibling> two{{"Данило", day(2010, 3, 8)}, {"Марко", {DatePrecision::kYear, 2017, 0, 0, 0}}};
  for (const char* text : {"Данило 08.03.2010; Марко 2017", "Данило, 2010-03-08;Марко (2017)",
                           "Данило (08.03.2010)\nМарко, 2017 р.н.", " Данило  8.3.2010 ;; Марко 2017; "}) {
    const auto read = read_siblings(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, two) << text;
  }
  const auto names = read_siblings("Софія; Марко-Андрій");
  ASSERT_TRUE(names);
  EXPECT_EQ(*names, (std::vector<Sibling>{{"Софія", {}}, {"Марко-Андрій", {}}}));
  EXPECT_TRUE(read_siblings("")->empty());
  EXPECT_TRUE(read_siblings(" ; ")->empty());
}

TEST(SiblingsTest, WhatIsWrittenIsReadAgain) {
  const std::vector<Sibling> two{{"Данило", day(2010, 3, 8)}, {"Марко", {}}};
  EXPECT_EQ(format_siblings(two), "Данило 2010-03-08; Марко");
  EXPECT_EQ(*read_siblings(format_siblings(two)), two);
}

TEST(SiblingsTest, WhatCannotBeReadSaysWhatWouldBeRightAndHoldsNoValue) {
  for (const std::string text : {"08.03.2010", "Данило 31.02.2010", "Данило 2010, Марко 2017", "Данило 10"}) {
    const auto read = read_siblings(text);
    ASSERT_FALSE(read) << text;
    ASSERT_EQ(read.error().violations.size(), 1U);
    EXPECT_EQ(read.error().violations[0].description.find("Данило"), std::string::npos);
  }
  std::string many;
  for (std::size_t i = 0; i <= kSiblingsMax; ++i) many += "Данило;";
  EXPECT_FALSE(read_siblings(many));
  EXPECT_FALSE(read_siblings(std::string(200, 'x')));
}

}  // namespace
}  // namespace hotline::core
