#include "matching/parts.hpp"

#include <gtest/gtest.h>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

Reading best(const core::NameParts& name) {
  Readings readings;
  read_name(*the_lexicon(), name, readings);
  EXPECT_GT(readings.count, 0U);
  EXPECT_EQ(readings.list[0].penalty_bits, 0.0F);
  return readings.list[0];
}

Form form(const char* word) {
  return sound_of(word).main;
}

TEST(PartsTest, OrderIsFree) {
  for (const char* text :
       {"Коваленко Іван Петрович", "Іван Петрович Коваленко", "Kovalenko Ivan Petrovych", "КОВАЛЕНКО, ІВАН ПЕТРОВИЧ"}) {
    const Reading reading = best(line(text));
    EXPECT_TRUE(reading.surname.form == form("Коваленко")) << text;
    EXPECT_TRUE(reading.given.form == form("Иван")) << text;
    ASSERT_GT(reading.patronymic.sense_count, 0) << text;
    EXPECT_EQ(the_lexicon()->class_name(reading.patronymic.senses[0].given), "petro") << text;
  }
}

TEST(PartsTest, TwoWords) {
  EXPECT_TRUE(best(line("Тарас Мельник")).surname.form == form("Мельник"));
  EXPECT_TRUE(best(line("Мельник Тарас")).surname.form == form("Мельник"));
  EXPECT_FALSE(best(line("Мельник Тарас")).patronymic.known());
}

TEST(PartsTest, SurnamesThatLookLikePatronymics) {
  const Reading reading = best(line("Абрамович Роман Аркадьевич"));
  EXPECT_TRUE(reading.surname.form == form("Абрамович"));
  EXPECT_TRUE(reading.given.form == form("Роман"));
  EXPECT_TRUE(best(line("Ковалевич Ігор")).surname.form == form("Ковалевич"));
}

TEST(PartsTest, SurnamesThatAreGivenNames) {
  const Reading reading = best(line("Богдан Роман Іванович"));
  EXPECT_TRUE(reading.patronymic.known());
  EXPECT_TRUE(reading.surname.known());
  EXPECT_TRUE(reading.given.form == form("Роман")) << "the patronymic stands after the given name";
}

TEST(PartsTest, TurkicPatronymicOfOneWord) {
  for (const char* text : {"Гусейнов Вугар Мамедоглы", "Huseynov Vuqar Məmmədoğlu", "Гусейнова Айгюн Мамедкызы"}) {
    const Reading reading = best(line(text));
    ASSERT_GT(reading.patronymic.sense_count, 0) << text;
    EXPECT_EQ(the_lexicon()->class_name(reading.patronymic.senses[0].given), "magomed") << text;
  }
  EXPECT_EQ(best(line("Бейсенов Ержан Нурланұлы")).patronymic.sex, core::Sex::kMale);
  EXPECT_EQ(best(line("Хасанов Шерзод Бахтиёр ўғли")).patronymic.sex, core::Sex::kMale);
}

TEST(PartsTest, TurkicPatronymicOfTwoWords) {
  const Reading reading = best(line("Гусейнов Вугар Ильгар оглы"));
  EXPECT_TRUE(reading.surname.form == form("Гусейнов"));
  EXPECT_TRUE(reading.given.form == form("Вугар"));
  EXPECT_EQ(reading.patronymic.sex, core::Sex::kMale);
  ASSERT_GT(reading.patronymic.sense_count, 0);
  EXPECT_EQ(the_lexicon()->class_name(reading.patronymic.senses[0].given), "ilgar");
}

TEST(PartsTest, InitialsAreInitials) {
  const Reading reading = best(line("Ткаченко О. В."));
  EXPECT_TRUE(reading.surname.form == form("Ткаченко"));
  EXPECT_TRUE(reading.given.initial);
  EXPECT_TRUE(reading.patronymic.initial);
}

TEST(PartsTest, WrongFieldsAreReadRightAsWell) {
  core::NameParts swapped;
  swapped.surname = "Олександр";
  swapped.given = "Гнатенко";
  Readings readings;
  read_name(*the_lexicon(), swapped, readings);
  bool found = false;
  for (std::size_t i = 0; i < readings.count; ++i) found = found || readings.list[i].surname.form == form("Гнатенко");
  EXPECT_TRUE(found);
}

TEST(PartsTest, DoubleSurnameIsAlsoReadByItsHalves) {
  Readings readings;
  read_name(*the_lexicon(), line("Нечуй-Левицький Іван Семенович"), readings);
  bool half = false;
  for (std::size_t i = 0; i < readings.count; ++i) half = half || readings.list[i].surname.form == form("Левицький");
  EXPECT_TRUE(half);
}

TEST(PartsTest, EmptyNamesHaveNoReading) {
  Readings readings;
  for (const char* text : {"", "   ", "12345", "---", "\xFF\xFF"}) {
    read_name(*the_lexicon(), line(text), readings);
    EXPECT_EQ(readings.count, 0U) << text;
  }
}

}  // namespace
}  // namespace hotline::matching
