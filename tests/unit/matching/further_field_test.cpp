#include "matching/further_field.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hotline::matching {
namespace {

using core::Field;

RivalValues rival(double probability, std::uint64_t date, std::uint64_t patronymic, std::uint64_t place) {
  RivalValues made;
  made.probability = probability;
  made.values[static_cast<std::size_t>(Field::kBirthDate)] = date;
  made.values[static_cast<std::size_t>(Field::kPatronymic)] = patronymic;
  made.values[static_cast<std::size_t>(Field::kBirthplace)] = place;
  return made;
}

std::uint32_t bit(Field field) {
  return 1U << static_cast<unsigned>(field);
}

TEST(FurtherFieldTest, IsTheOneInWhichLikelyRivalsDiffer) {
  EXPECT_EQ(further_field(std::vector{rival(0.3, 1, 7, 9), rival(0.3, 2, 7, 9), rival(0.3, 3, 8, 9)}, 0),
            Field::kBirthDate)
      << "three dates part them further than two patronymics";
  EXPECT_EQ(further_field(std::vector{rival(0.3, 1, 7, 9), rival(0.3, 1, 8, 9)}, 0), Field::kPatronymic);
  EXPECT_EQ(further_field(std::vector{rival(0.3, 1, 7, 9), rival(0.3, 1, 8, 9)}, bit(Field::kPatronymic)), std::nullopt)
      << "it was asked, and nothing else differs";
}

TEST(FurtherFieldTest, ARivalNobodyBelievesInIsNotAskedAbout) {
  EXPECT_EQ(further_field(std::vector{rival(0.45, 1, 7, 9), rival(0.45, 1, 8, 9), rival(0.0001, 2, 7, 3)}, 0),
            Field::kPatronymic);
  EXPECT_EQ(further_field(std::vector{rival(0.99, 1, 7, 9), rival(0.0001, 2, 8, 3)}, 0), std::nullopt);
}

TEST(FurtherFieldTest, AnAnswerThatFewRecordsHoldPartsLittle) {
  EXPECT_EQ(further_field(
                std::vector{rival(0.2, 0, 7, 9), rival(0.2, 0, 8, 9), rival(0.01, 5, 0, 9), rival(0.01, 6, 0, 9)}, 0),
            Field::kPatronymic);
  EXPECT_EQ(further_field(std::vector{rival(0.5, 0, 0, 0), rival(0.5, 0, 0, 0)}, 0), std::nullopt);
  EXPECT_EQ(further_field({}, 0), std::nullopt);
}

}  // namespace
}  // namespace hotline::matching
