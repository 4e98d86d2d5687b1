#include "matching/name_reading.hpp"

#include <gtest/gtest.h>

#include <string>

#include "fixtures.hpp"
#include "matching/explain_words.hpp"

namespace hotline::matching {
namespace {

core::NameParts reading_of(const std::string& line) {
  core::NameParts asked;
  asked.line = line;
  return name_reading(*the_lexicon(), asked);
}

TEST(NameReadingTest, WordsInAnyOrderFindTheirPart) {
  for (const char* line :
       {"Тридубський Остап Зенонович", "Остап Зенонович Тридубський", "Остап Тридубський Зенонович"}) {
    const auto read = reading_of(line);
    EXPECT_EQ(read.surname, "Тридубський") << line;
    EXPECT_EQ(read.given, "Остап") << line;
    EXPECT_EQ(read.patronymic, "Зенонович") << line;
  }
}

TEST(NameReadingTest, TheCallersOwnSpellingIsKept) {
  const auto read = reading_of("  Tridubskyi,  OSTAP ");
  EXPECT_EQ(read.surname, "Tridubskyi");
  EXPECT_EQ(read.given, "OSTAP");
  EXPECT_EQ(read.patronymic, "");
}

TEST(NameReadingTest, AGivenNameInTheSurnamesFieldIsReadAsOne) {
  core::NameParts asked;
  asked.surname = "Остап";
  asked.given = "Тридубський";
  const auto read = name_reading(*the_lexicon(), asked);
  EXPECT_EQ(read.surname + "/" + read.given, "Тридубський/Остап");
}

TEST(NameReadingTest, AWordThatSoundsOtherwiseAloneIsReadAsWhatIsLeft) {
  const auto read = reading_of("Колобродько Гордій Юхимович");
  EXPECT_EQ(read.surname + "/" + read.given + "/" + read.patronymic, "Колобродько/Гордій/Юхимович");
}

TEST(NameReadingTest, TheSwitchedKeyboardIsShownAsTyped) {
  const auto read = reading_of("Nhbltd'znjd Fhbcnfh[ Yskjdbx");
  EXPECT_EQ(read.surname + "/" + read.given + "/" + read.patronymic, "Nhbltd'znjd/Fhbcnfh[/Yskjdbx");
}

TEST(NameReadingTest, NothingIsReadFromNothing) {
  EXPECT_EQ(name_reading(*the_lexicon(), core::NameParts()), core::NameParts());
  EXPECT_EQ(reading_of("- . ,"), core::NameParts());
}

TEST(ExplainWordsTest, EveryFieldAndAgreementHasWords) {
  for (std::size_t number = 0; number < core::kFieldCount; ++number) {
    for (const auto agreement :
         {core::Agreement::kNotAsked, core::Agreement::kAgrees, core::Agreement::kNearly, core::Agreement::kDiffers}) {
      EXPECT_FALSE(explain_words(static_cast<core::Field>(number), agreement).empty()) << number;
    }
  }
}

}  // namespace
}  // namespace hotline::matching
