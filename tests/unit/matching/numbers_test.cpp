#include "matching/numbers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/normal.hpp"
#include "fixtures.hpp"

namespace hotline::matching {
namespace {

bool near(const std::string& number, const std::string& other) {
  const auto all = near_numbers(number);
  return std::find(all.begin(), all.end(), core::fold_identifier(other)) != all.end();
}

TEST(NumbersTest, OneSlipOfTheHandIsNear) {
  EXPECT_TRUE(near("АВ-123456", "AB-123465")) << "two digits in each other's place";
  EXPECT_TRUE(near("АВ-123456", "BA-123456")) << "two letters in each other's place";
  EXPECT_TRUE(near("АВ-123456", "ав 123 956")) << "one digit replaced, spaced otherwise";
  EXPECT_TRUE(near("OB-123056", "OB-123O56")) << "the letter O typed for a nought";
  EXPECT_TRUE(near("ОВ-123056", "0В-123056")) << "a nought typed for the letter";
}

TEST(NumbersTest, TwoSlipsAreAnotherNumber) {
  EXPECT_FALSE(near("AB-123456", "AB-123499"));
  EXPECT_FALSE(near("AB-123456", "AB-213465"));
  EXPECT_FALSE(near("AB-123456", "AC-123456")) << "a letter is not mistyped for any other";
  EXPECT_FALSE(near("AB-123456", "AB-123456")) << "the number itself is no neighbour";
  EXPECT_FALSE(near("AB-123456", "AB-12345"));
}

TEST(NumbersTest, NeighboursAreDistinctAndFew) {
  auto all = near_numbers("3109876543");
  EXPECT_GE(all.size(), 90U);
  EXPECT_LE(all.size(), kNearNumbersMax);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  EXPECT_EQ(near_numbers(std::string(60, '7')).size(), kNearNumbersMax);
  EXPECT_TRUE(near_numbers("77").empty()) << "everything is near a short number";
  EXPECT_TRUE(near_numbers("").empty());
}

TEST(NumbersTest, LettersOutsideLatinStayWhole) {
  for (const std::string& number : near_numbers("ЖЩ123456")) EXPECT_TRUE(core::valid_utf8(number)) << number;
}

TEST(NumbersTest, ANearNumberWeighsBetweenEqualAndOther) {
  const auto bits = [](NumberMatch match) { return number_evidence(the_weights().number, match).weight_bits; };
  EXPECT_GT(bits(NumberMatch::kAgrees), bits(NumberMatch::kNearly));
  EXPECT_GT(bits(NumberMatch::kNearly), 0);
  EXPECT_LT(bits(NumberMatch::kDiffers), 0);
  EXPECT_EQ(number_evidence(the_weights().number, NumberMatch::kNotAsked).agreement, Agreement::kNotAsked);
  EXPECT_EQ(number_evidence(the_weights().number, NumberMatch::kNearly).agreement, Agreement::kNearly);
}

}  // namespace
}  // namespace hotline::matching
