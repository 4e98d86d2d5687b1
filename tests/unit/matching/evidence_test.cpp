#include "matching/evidence.hpp"

#include <gtest/gtest.h>

#include <string>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

double same(const char* a, const char* b) {
  static const Index index(the_lexicon());
  return index.compare_names(line(a), line(b));
}

TEST(CompareNamesTest, OnePersonInOtherSpellings) {
  EXPECT_GT(same("Володимир Сергійович Ткаченко", "Ткаченко Владимир Сергеевич"), 0.9);
  EXPECT_GT(same("Уладзімір Сяргеевіч Ткачэнка", "Tkachenko Volodymyr Serhiiovych"), 0.9);
  EXPECT_GT(same("Wladimir Tkatschenko", "Ткаченко Володимир Сергійович"), 0.9);
  EXPECT_GT(same("Вова Ткаченко", "Ткаченко Володимир Сергійович"), 0.8);
  EXPECT_GT(same("Ткоченко Володимир Сергійович", "Ткаченко Володимир Сергійович"), 0.8);
  EXPECT_GT(same("Джабраилов Магомед Ахмедович", "Dzhabrailov Muhammad Akhmedovich"), 0.8);
}

TEST(CompareNamesTest, KnownDifferentNamesAreAgainstHoweverAlike) {
  EXPECT_LT(same("Антон Васильович Гнатюк", "Артем Васильович Гнатюк"), 0.1);
  EXPECT_LT(same("Марина Бойко", "Марія Бойко"), 0.1);
  EXPECT_LT(same("Сергій Гнатюк", "Семен Гнатюк"), 0.1);
}

TEST(CompareNamesTest, AContradictedPatronymicIsUnlikeAMissingOne) {
  const double agrees = same("Ігор Петрович Лисенко", "Игорь Петрович Лысенко");
  const double missing = same("Ігор Лисенко", "Игорь Петрович Лысенко");
  const double contradicts = same("Ігор Іванович Лисенко", "Игорь Петрович Лысенко");
  EXPECT_GT(agrees, 0.9);
  EXPECT_GT(missing, 0.8);
  EXPECT_LT(contradicts, 0.1);
}

TEST(CompareNamesTest, FatherIsNotSon) {
  EXPECT_LT(same("Лозовий Степан Григорович", "Лозовий Григорій Степанович"), 0.1);
  EXPECT_LT(same("Лозовий Степан", "Лозовий Григорій Степанович"), 0.1);
}

TEST(CompareNamesTest, EmptyNamesAreNobody) {
  EXPECT_EQ(same("", "Лозовий Степан"), 0.0);
  EXPECT_EQ(same("123", ""), 0.0);
}

TEST(EvidenceTest, RareNamesWeighMoreThanCommonOnes) {
  const auto surname = [](const char* name) {
    Readings readings;
    core::NameParts parts;
    parts.surname = name;
    parts.given = "Іван";
    read_name(*the_lexicon(), parts, readings);
    const NameToken& token = readings.list[0].surname;
    return surname_evidence(the_weights().names, match_surnames(*the_lexicon(), token, token), token.bits).weight_bits;
  };
  EXPECT_GT(surname("Дивногірчук"), surname("Иванов") + 3);
}

TEST(EvidenceTest, AnInitialIsWorthTwoBitsAtMost) {
  EXPECT_LE(given_evidence(the_weights().names, {GivenLevel::kInitialAgrees, 1, 0}, 9).weight_bits, 2.0F);
  EXPECT_LT(given_evidence(the_weights().names, {GivenLevel::kInitialDiffers, 1, 0}, 9).weight_bits, -3.0F);
}

TEST(EvidenceTest, WeightFallsWithDistance) {
  float last = 100;
  for (float distance = 0; distance < 0.6F; distance += 0.02F) {
    const float bits = surname_evidence(the_weights().names, {true, distance}, 12).weight_bits;
    EXPECT_LE(bits, last) << distance;
    last = bits;
  }
  EXPECT_LT(last, -5.0F);
  EXPECT_EQ(surname_evidence(the_weights().names, {}, 12).agreement, Agreement::kNotAsked);
}

}  // namespace
}  // namespace hotline::matching
