#include "matching/lexicon.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "fixtures.hpp"
#include "support/source_path.hpp"

namespace hotline::matching {
namespace {

std::string class_of(const std::string& name) {
  const Senses senses = the_lexicon()->given(sound_of(name).main);
  return senses.empty() ? "" : the_lexicon()->class_name(senses.list[0].given);
}

bool can_mean(const std::string& form, const std::string& name) {
  for (const GivenSense& sense : the_lexicon()->given(sound_of(form).main).list) {
    if (the_lexicon()->class_name(sense.given) == name) return true;
  }
  return false;
}

TEST(LexiconTest, IsLargeEnoughToBeUseful) {
  EXPECT_GE(the_lexicon()->class_count(), 1'000U);
  EXPECT_GE(the_lexicon()->diminutive_count(), 4'000U);
  EXPECT_EQ(the_lexicon()->digest().size(), 16U);
}

TEST(LexiconTest, OneNameInAllSpellings) {
  for (const char* name : {"Микита", "Никита", "Мікіта", "Nikita", "Mykyta"})
    EXPECT_EQ(class_of(name), "mykyta") << name;
  for (const char* name : {"Олександр", "Александр", "Аляксандр", "Oleksandr", "Alexander"})
    EXPECT_EQ(class_of(name), "oleksandr") << name;
  for (const char* name : {"Магомед", "Мухаммад", "Magomed", "Mohammed"}) EXPECT_EQ(class_of(name), "magomed") << name;
  for (const char* name : {"Ганна", "Анна", "Hanna", "Anna"}) EXPECT_EQ(class_of(name), "hanna") << name;
  EXPECT_NE(class_of("Антон"), class_of("Артем"));
  EXPECT_NE(class_of("Сергій"), class_of("Семен"));
}

TEST(LexiconTest, FolkAndChurchFormsAreOneName) {
  struct Pair {
    const char *folk, *church;
  };
  constexpr Pair kPairs[] = {
      {"Хома", "Фома"},         {"Свирид", "Спиридон"},   {"Ярема", "Еремия"},      {"Мусій", "Моисей"},
      {"Лаврін", "Лаврентий"},  {"Сидір", "Исидор"},      {"Тиміш", "Тимофей"},     {"Опанас", "Афанасий"},
      {"Пархом", "Парфентий"},  {"Охрім", "Ефрем"},       {"Овсій", "Евсей"},       {"Оникій", "Аникий"},
      {"Пилип", "Филипп"},      {"Прокіп", "Прокопий"},   {"Юхим", "Ефим"},         {"Онуфрій", "Анупрій"},
      {"Гнат", "Игнатий"},      {"Кіндрат", "Кондратий"}, {"Ничипір", "Никифор"},   {"Явтух", "Евтихий"},
      {"Горпина", "Агриппина"}, {"Палажка", "Пелагея"},   {"Параска", "Прасковья"}, {"Мотря", "Матрёна"},
      {"Аксинья", "Ксения"},    {"Маланія", "Мелания"},   {"Хівря", "Феврония"},    {"Явдоха", "Евдокия"},
      {"Язэп", "Иосиф"},        {"Зміцер", "Дмитрий"},    {"Міхась", "Михаил"},     {"Кастусь", "Константин"},
  };
  for (const auto& [folk, church] : kPairs) {
    EXPECT_NE(class_of(folk), "") << folk;
    EXPECT_EQ(class_of(folk), class_of(church)) << folk << " " << church;
  }
}

TEST(LexiconTest, PressSpellingsAreTheSameName) {
  struct Name {
    const char* name;
    std::initializer_list<const char*> press;
  };
  const Name names[] = {
      {"Дмитро", {"Dmitri", "Dmitrij", "Dimitri", "Dymitr", "Dmytro", "Dzmitry", "Dmitrijs"}},
      {"Євген", {"Eugen", "Eugene", "Jewgenij", "Evgueni", "Yauheni"}},
      {"Павло", {"Paul", "Paweł", "Pablo", "Pavels", "Paval"}},
      {"Микола", {"Nicholas", "Nicolas", "Mikołaj", "Nikolajs", "Mikalai", "Nikolaj"}},
      {"Володимир", {"Wladimir", "Vladimirs", "Uladzimir", "Volodymyr", "Wołodymyr"}},
      {"Сергій", {"Sergei", "Serhij", "Sergueï", "Siarhiej", "Sergejs", "Serhii"}},
      {"Юлія", {"Julia", "Yuliya", "Iuliia", "Ioulia"}},
      {"Ксенія", {"Xenia", "Ksenia", "Kseniya"}},
      {"Віктор", {"Víctor", "Wiktor", "Viktors"}},
  };
  for (const auto& [name, press] : names) {
    for (const char* spelling : press) EXPECT_EQ(class_of(spelling), class_of(name)) << spelling;
  }
}

TEST(LexiconTest, NamesThatLookAlikeStayDifferent) {
  struct Pair {
    const char *a, *b;
  };
  constexpr Pair kPairs[] = {
      {"Антон", "Артём"},   {"Марина", "Полина"}, {"Роман", "Рамзан"}, {"Инна", "Нина"},    {"Денис", "Дмитрий"},
      {"Алина", "Полина"},  {"Элина", "Елена"},   {"Оксана", "Роман"}, {"Сергій", "Семен"}, {"Тимур", "Тимофей"},
      {"Мирон", "Миролюб"}, {"Таисия", "Таня"},   {"Вера", "Варвара"}, {"Захар", "Назар"},  {"Марк", "Макар"},
  };
  const auto& lexicon = *the_lexicon();
  for (const auto& [a, b] : kPairs) {
    for (const GivenSense& x : lexicon.given(sound_of(a).main).list) {
      for (const GivenSense& y : lexicon.given(sound_of(b).main).list) {
        EXPECT_LT(lexicon.link(x.given, y.given), 0.2F) << a << " " << b;
      }
    }
  }
}

TEST(LexiconTest, SharedDiminutivesHaveAllTheirUsualNames) {
  struct Shared {
    const char* form;
    std::initializer_list<const char*> names;
  };
  const Shared shared[] = {
      {"Слава",
       {"vyacheslav", "stanislav", "yaroslav", "vladyslav", "rostyslav", "sviatoslav", "myroslav", "yaroslava"}},
      {"Женя", {"yevhen", "yevheniya"}},
      {"Саша", {"oleksandr", "oleksandra"}},
      {"Валя", {"valentyn", "valeriy", "valentyna", "valeriya"}},
      {"Лёня", {"leonid", "oleksiy", "leontiy"}},
      {"Дима", {"dmytro", "vadym"}},
      {"Митя", {"dmytro", "mytrofan"}},
      {"Гена", {"hennadiy", "henrikh"}},
      {"Гера", {"heorhiy", "herman", "herasym"}},
      {"Жора", {"heorhiy", "yehor", "yuriy"}},
      {"Тоша", {"anton", "platon"}},
      {"Сеня", {"semen", "arseniy"}},
      {"Лёля", {"olena", "olha"}},
      {"Аля", {"alla", "alina", "albina", "oleksandra"}},
      {"Ляля", {"liliya", "oleksandra", "leyla"}},
      {"Нюра", {"hanna"}},
      {"Ася", {"anastasiya", "hanna"}},
      {"Тася", {"tayisiya", "anastasiya"}},
      {"Люся", {"lyudmyla"}},
      {"Ника", {"veronika", "mykyta", "mykola"}},
      {"Тома", {"tamara"}},
      {"Стася", {"anastasiya", "stanislav"}},
  };
  for (const auto& [form, names] : shared) {
    for (const char* name : names) EXPECT_TRUE(can_mean(form, name)) << form << " " << name;
    EXPECT_LE(the_lexicon()->given(sound_of(form).main).list.size(), 16U) << form;
  }
}

TEST(LexiconTest, DiminutivesHaveAllTheirNames) {
  EXPECT_TRUE(can_mean("Слава", "vyacheslav"));
  EXPECT_TRUE(can_mean("Слава", "stanislav"));
  EXPECT_TRUE(can_mean("Слава", "yaroslav"));
  EXPECT_TRUE(can_mean("Саша", "oleksandr"));
  EXPECT_TRUE(can_mean("Sasha", "oleksandra"));
  EXPECT_TRUE(can_mean("Серьожа", "serhiy"));
  EXPECT_TRUE(can_mean("Вовчик", "volodymyr"));
  EXPECT_FALSE(can_mean("Вовчик", "viktor"));
}

TEST(LexiconTest, UnknownDiminutivesAreReadByTheirEnding) {
  EXPECT_TRUE(can_mean("Тиграник", "tigran"));
  EXPECT_TRUE(can_mean("Эльдарушка", "eldar"));
}

TEST(LexiconTest, FormsOneSlipAwayAreNear) {
  const Senses senses = the_lexicon()->given(sound_of("Костянитн").main);
  ASSERT_FALSE(senses.empty());
  EXPECT_TRUE(senses.near);
  EXPECT_EQ(the_lexicon()->class_name(senses.list[0].given), "kostiantyn");
}

TEST(LexiconTest, PatronymicsNameTheFather) {
  const auto father = [](const char* text) {
    const Patronymic found = the_lexicon()->patronymic(sound_of(text).main);
    return found.recognised && !found.senses.empty() ? the_lexicon()->class_name(found.senses.list[0].given)
                                                     : std::string();
  };
  EXPECT_EQ(father("Николаевич"), "mykola");
  EXPECT_EQ(father("Миколайович"), "mykola");
  EXPECT_EQ(father("Mykolaivna"), "mykola");
  EXPECT_EQ(father("Мікалаевіч"), "mykola");
  EXPECT_EQ(father("Nikolajewitsch"), "mykola");
  EXPECT_EQ(father("Ильич"), "illia");
  EXPECT_EQ(father("Ільїнична").empty(), false);
  EXPECT_EQ(father("Яковлевна"), "yakiv");
  EXPECT_EQ(father("Яківна"), "yakiv");
  EXPECT_EQ(father("Львович"), "lev");
  EXPECT_EQ(father("Ахмедович"), "akhmad");
  EXPECT_EQ(father("Савельевна"), "saveliy");
  EXPECT_EQ(father("Лукич"), "luka");
  EXPECT_EQ(father("Лукьянович"), "lukyan");
  EXPECT_EQ(father("Палыч"), "pavlo");
  EXPECT_EQ(father("Ярославна"), "yaroslav");
  EXPECT_EQ(the_lexicon()->patronymic(sound_of("Петровна").main).sex, core::Sex::kFemale);
  EXPECT_EQ(the_lexicon()->patronymic(sound_of("Петрович").main).sex, core::Sex::kMale);
  EXPECT_FALSE(the_lexicon()->patronymic(sound_of("Шевченко").main).recognised);
  EXPECT_FALSE(the_lexicon()->patronymic(sound_of("Олена").main).recognised);
}

TEST(LexiconTest, LinkedNamesAreWeakerThanOneName) {
  const auto id = [](const char* name) { return the_lexicon()->given(sound_of(name).main).list[0].given; };
  EXPECT_EQ(the_lexicon()->link(id("Егор"), id("Єгор")), 1.0F);
  EXPECT_GT(the_lexicon()->link(id("Егор"), id("Георгий")), 0.4F);
  EXPECT_LT(the_lexicon()->link(id("Егор"), id("Георгий")), 1.0F);
  EXPECT_EQ(the_lexicon()->link(id("Георгий"), id("Григорий")), 0.0F);
  EXPECT_GE(the_lexicon()->link(id("Оксана"), id("Ксения")), 0.6F);
  EXPECT_LT(the_lexicon()->link(id("Оксана"), id("Ксения")), 1.0F);
  EXPECT_GT(the_lexicon()->link(id("Савва"), id("Савелий")), 0.0F);
  EXPECT_EQ(the_lexicon()->link(id("Антон"), id("Артём")), 0.0F);
  EXPECT_EQ(the_lexicon()->link(id("Юрий"), id("Георгий")), the_lexicon()->link(id("Георгий"), id("Юрий")));
}

TEST(LexiconTest, CommonSurnamesWeighLess) {
  const auto bits = [](const char* name) { return the_lexicon()->surname_bits(stem_of(sound_of(name).main)); };
  EXPECT_LT(bits("Иванова"), bits("Стеценко"));
  EXPECT_LT(bits("Shevchenko"), bits("Дивновсельський"));
}

// A folder with a good lexicon, one file of which a test spoils.
class BadLexiconTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("lexicon_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    write("given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tІван,Иван\npetro\tm\t100\tПетро,Петр\n");
    write("diminutives.tsv", "class\tforms\nivan\tВаня\n");
    write("links.tsv", "class\tother\tstrength\n");
    write("patronymics.tsv", "class\tspellings\n");
    write("surnames.tsv", "surname\tshare\nІванов\t500\n");
    std::filesystem::copy_file(test::source_path("services/matching/lexicon/model.tsv"), folder_ / "model.tsv",
                               std::filesystem::copy_options::overwrite_existing);
    write("places.tsv", "kind\tregion\tnames\tformer\tthousands\n");
    write("marks.tsv", "class\tper_mille\twords\n");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string error() {
    const auto loaded = Lexicon::load(folder_);
    return loaded ? "" : loaded.error().message;
  }
  std::filesystem::path folder_;
};

TEST_F(BadLexiconTest, TheGoodOneLoads) {
  EXPECT_EQ(error(), "");
}

TEST_F(BadLexiconTest, NamesFileAndLine) {
  struct Case {
    std::string file, text, line;
  };
  const Case cases[] = {
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\n", "given.tsv line 2"},
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tx\t300\tИван\n", "given.tsv line 2"},
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tm\tmany\tИван\n", "given.tsv line 2"},
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tИван\nivan\tm\t300\tИван\n", "given.tsv line 3"},
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tИван\npetro\tm\t100\tIvan\n", "given.tsv line 3"},
      {"given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tИван,,\n", "given.tsv line 2"},
      {"diminutives.tsv", "class\tforms\nivan\tВаня\npetro\tВаня\n", "diminutives.tsv line 3"},
      {"diminutives.tsv", "class\tforms\nnobody\tВаня\n", "diminutives.tsv line 2"},
      {"links.tsv", "class\tother\tstrength\nivan\tpetro\t7\n", "links.tsv line 2"},
      {"surnames.tsv", "surname\tshare\nІванов\t-1\n", "surnames.tsv line 2"},
      {"patronymics.tsv", "", "patronymics.tsv line 1"},
      {"marks.tsv", "class\tper_mille\twords\nscar\t0\tшрам\n", "marks.tsv line 2"},
      {"marks.tsv", "class\tper_mille\twords\nscar\t9\tшрам\nburn\t9\tscar,shram\n", "marks.tsv line 3"},
      {"marks.tsv", "class\tper_mille\twords\nscar\t9\tшрам\nscar\t9\trubets\n", "marks.tsv line 3"},
      {"marks.tsv", "class\tper_mille\twords\nscar\t9\tшрам,,\n", "marks.tsv line 2"},
      {"places.tsv", "kind\tregion\tnames\tformer\tthousands\ntown\tx\tІксів\t-\t5\n", "places.tsv line 2"},
  };
  for (const Case& bad : cases) {
    TearDown();
    SetUp();
    write(bad.file, bad.text);
    EXPECT_NE(error().find(bad.line), std::string::npos) << bad.text << " -> " << error();
  }
}

TEST_F(BadLexiconTest, AMissingFileIsNamed) {
  std::filesystem::remove(folder_ / "links.tsv");
  EXPECT_NE(error().find("links.tsv"), std::string::npos);
}

TEST_F(BadLexiconTest, AStarInBothClassesAllowsASharedForm) {
  write("diminutives.tsv", "class\tforms\nivan\tСаня*\npetro\tСаня*\n");
  EXPECT_EQ(error(), "");
  write("diminutives.tsv", "class\tforms\nivan\tСаня\npetro\tСаня*\n");
  EXPECT_NE(error().find("line 3"), std::string::npos);
}

}  // namespace
}  // namespace hotline::matching
