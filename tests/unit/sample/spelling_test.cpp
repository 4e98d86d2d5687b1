#include "cli/sample/spelling.hpp"

#include <gtest/gtest.h>

#include <set>

#include "cli/sample/forbidden.hpp"
#include "cli/sample/load.hpp"
#include "cli/sample/peoples.hpp"

namespace hotline::sample {
namespace {

constexpr auto kMan = core::Sex::kMale;
constexpr auto kWoman = core::Sex::kFemale;

TEST(PatronymicTest, FollowsTheRulesOfEachLanguage) {
  EXPECT_EQ(slavic_patronymic("Николай", kMan, "ru"), "Николаевич");
  EXPECT_EQ(slavic_patronymic("Василий", kWoman, "ru"), "Васильевна");
  EXPECT_EQ(slavic_patronymic("Дмитрий", kMan, "ru"), "Дмитриевич");
  EXPECT_EQ(slavic_patronymic("Георгий", kMan, "ru"), "Георгиевич");
  EXPECT_EQ(slavic_patronymic("Юрий", kWoman, "ru"), "Юрьевна");
  EXPECT_EQ(slavic_patronymic("Игорь", kMan, "ru"), "Игоревич");
  EXPECT_EQ(slavic_patronymic("Илья", kWoman, "ru"), "Ильинична");
  EXPECT_EQ(slavic_patronymic("Пётр", kMan, "ru"), "Петрович");
  EXPECT_EQ(slavic_patronymic("Муса", kMan, "ru"), "Мусаевич");
  EXPECT_EQ(slavic_patronymic("Сергій", kMan, "uk"), "Сергійович");
  EXPECT_EQ(slavic_patronymic("Андрій", kWoman, "uk"), "Андріївна");
  EXPECT_EQ(slavic_patronymic("Микола", kMan, "uk"), "Миколайович");
  EXPECT_EQ(slavic_patronymic("Павло", kWoman, "uk"), "Павлівна");
  EXPECT_EQ(slavic_patronymic("Григорій", kMan, "uk"), "Григорович");
  EXPECT_EQ(slavic_patronymic("Ілля", kMan, "uk"), "Ілліч");
  EXPECT_EQ(slavic_patronymic("Мікалай", kWoman, "be"), "Мікалаеўна");
  EXPECT_EQ(slavic_patronymic("Іван", kMan, "be"), "Іванавіч");
  EXPECT_EQ(oghlu_patronymic("Вагиф", kMan, "ru"), "Вагиф оглы");
  EXPECT_EQ(oghlu_patronymic("Вагиф", kWoman, "uk"), "Вагиф кизи");
}

TEST(SurnameTest, WomensFormChangesOnlyWhereTheLanguageChangesIt) {
  EXPECT_EQ(surname_for(kWoman, "Иванов", "ru"), "Иванова");
  EXPECT_EQ(surname_for(kWoman, "Раевский", "ru"), "Раевская");
  EXPECT_EQ(surname_for(kWoman, "Толстой", "ru"), "Толстая");
  EXPECT_EQ(surname_for(kWoman, "Черных", "ru"), "Черных");
  EXPECT_EQ(surname_for(kWoman, "Беридзе", "ru"), "Беридзе");
  EXPECT_EQ(surname_for(kWoman, "Левицький", "uk"), "Левицька");
  EXPECT_EQ(surname_for(kWoman, "Зелений", "uk"), "Зелена");
  EXPECT_EQ(surname_for(kWoman, "Петрів", "uk"), "Петрів");
  EXPECT_EQ(surname_for(kWoman, "Кавалёў", "be"), "Кавалёва");
  EXPECT_EQ(surname_for(kMan, "Иванов", "ru"), "Иванов");
}

TEST(RespellingTest, RussianNamesAsUkrainianPapersSpellThem) {
  EXPECT_EQ(russian_to_ukrainian("Медведев"), "Медведєв");
  EXPECT_EQ(russian_to_ukrainian("Соловьёв"), "Соловйов");
  EXPECT_EQ(russian_to_ukrainian("Королёв"), "Корольов");
  EXPECT_EQ(russian_to_ukrainian("Каменский"), "Каменський");
  EXPECT_EQ(russian_to_ukrainian("Ильин"), "Ільїн");
  EXPECT_EQ(ukrainian_to_russian("Яворський"), "Яворский");
  EXPECT_EQ(ukrainian_to_russian("Чорний"), "Чорный");
  EXPECT_EQ(given_name_in("Николай", "ru", "uk"), "Микола");
  EXPECT_EQ(given_name_in("Олена", "uk", "ru"), "Елена");
  EXPECT_EQ(given_name_in("Ринат", "ru", "uk"), "Рінат");
}

TEST(RomanisationTest, FollowsKmu55AndIcao9303) {
  EXPECT_EQ(romanise("Згурський", "uk"), "Zghurskyi");
  EXPECT_EQ(romanise("Яременко", "uk"), "Yaremenko");
  EXPECT_EQ(romanise("Їжак", "uk"), "Yizhak");
  EXPECT_EQ(romanise("Дем'янчук", "uk"), "Demianchuk");
  EXPECT_EQ(romanise("Щербаков", "ru"), "Shcherbakov");
  EXPECT_EQ(romanise("Юрьевич", "ru"), "Iurevich");
  EXPECT_EQ(romanise("Объедков", "ru"), "Obieedkov");
  EXPECT_EQ(romanise("Биче-оол", "ru"), "Biche-ool");
}

TEST(PeoplesTest, ListsAreLongEnoughAndHoldNoNameTwice) {
  EXPECT_GE(peoples()[kUkrainians].surnames.size(), 400U);
  EXPECT_GE(peoples()[kRussians].surnames.size(), 400U);
  EXPECT_EQ(peoples().size(), 22U);
  for (const auto& people : peoples()) {
    EXPECT_GE(people.surnames.size(), 60U) << people.name;
    EXPECT_GE(people.men.size(), 25U) << people.name;
    EXPECT_GE(people.women.size(), 10U) << people.name;
    EXPECT_GE(people.birthplaces.size(), 7U) << people.name;
    for (const auto* names : {&people.surnames, &people.men, &people.women}) {
      EXPECT_EQ(std::set<std::string>(names->begin(), names->end()).size(), names->size()) << people.name;
    }
  }
}

TEST(PeoplesTest, EveryNameCanBeSpelledInLatinLettersWhole) {
  for (const auto& people : peoples()) {
    for (const auto* names : {&people.surnames, &people.men, &people.women}) {
      for (const auto& name : *names) {
        const auto latin = romanise(name, people.language);
        EXPECT_EQ(latin.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-"), std::string::npos)
            << name << " " << latin;
      }
    }
  }
}

TEST(ForbiddenTest, KnowsFamousNamesInBothSpellingsAndForms) {
  EXPECT_TRUE(is_well_known("Шевченко", "Тарас"));
  EXPECT_TRUE(is_well_known("Толстой", "Лев"));
  EXPECT_TRUE(is_well_known("Медведєв", "Дмитро"));
  EXPECT_TRUE(is_well_known("Тимошенко", "Юлия"));
  EXPECT_FALSE(is_well_known("Шевченко", "Мирон"));
}

}  // namespace
}  // namespace hotline::sample
