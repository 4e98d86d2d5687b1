#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "fixtures.hpp"
#include "support/source_path.hpp"

namespace hotline::matching {
namespace {

// A lexicon that is spread over files.
class LexiconFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("lexicon_files_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    write("given.tsv", "class\tsex\tshare\tspellings\nivan\tm\t300\tІван,Иван\n");
    write("diminutives.tsv", "class\tforms\nivan\tВаня\n");
    write("links.tsv", "class\tother\tstrength\n");
    write("patronymics.tsv", "class\tspellings\n");
    write("surnames.tsv", "surname\tshare\nІванов\t500\n");
    write("given_b.tsv", "class\tsex\tshare\tspellings\nyusup\tm\t7\tЮсуп\n");
    write("given_a.tsv", "class\tsex\tshare\tspellings\ndzhokhar\tm\t2\tДжохар\n");
    write("diminutives_b.tsv", "class\tforms\nivan\tВанчо,Ваня\ndzhokhar\tДжоха\n");
    write("links_b.tsv", "class\tother\tstrength\nyusup\tivan\t0.1\n");
    write("surnames_b.tsv", "surname\tshare\nМамедов\t60\n");
    for (const char* name : {"places.tsv", "marks.tsv", "model.tsv"}) {
      std::filesystem::copy_file(test::source_path("services/matching/lexicon/") + name, folder_ / name,
                                 std::filesystem::copy_options::overwrite_existing);
    }
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string error() {
    const auto loaded = Lexicon::load(folder_);
    return loaded ? "" : loaded.error().message;
  }
  std::filesystem::path folder_;
};

TEST_F(LexiconFilesTest, EveryFileOfAKindIsRead) {
  const auto loaded = Lexicon::load(folder_);
  ASSERT_TRUE(loaded) << error();
  const Lexicon& lexicon = **loaded;
  ASSERT_EQ(lexicon.class_count(), 3U);
  EXPECT_EQ(lexicon.class_name(0), "ivan");
  EXPECT_EQ(lexicon.class_name(1), "dzhokhar");
  EXPECT_EQ(lexicon.class_name(2), "yusup");
  EXPECT_EQ(lexicon.diminutive_count(), 3U) << "a form that two files give one class counts once";
  EXPECT_FLOAT_EQ(lexicon.link(0, 2), 0.1F);
  const auto bits = [&](const char* name) { return lexicon.surname_bits(stem_of(sound_of(name).main)); };
  EXPECT_LT(bits("Мамедова"), bits("Стеценко"));
}

TEST_F(LexiconFilesTest, ErrorsNameTheFileOfTheLine) {
  write("given_b.tsv", "class\tsex\tshare\tspellings\nyusup\tm\t7\tИван\n");
  EXPECT_NE(error().find("given_b.tsv line 2"), std::string::npos) << error();
  EXPECT_NE(error().find("given.tsv line 2"), std::string::npos) << error();
  SetUp();
  write("diminutives_b.tsv", "class\tforms\nnobody\tВаня\n");
  EXPECT_NE(error().find("diminutives_b.tsv line 2"), std::string::npos) << error();
}

TEST_F(LexiconFilesTest, OtherFilesOfTheFolderAreLeftAlone) {
  write("given_b.tsv~", "an editor's copy");
  write("readme.txt", "not a table");
  EXPECT_EQ(error(), "");
}

TEST_F(LexiconFilesTest, TheFirstFileMustBeThere) {
  std::filesystem::remove(folder_ / "given.tsv");
  EXPECT_NE(error().find("given.tsv"), std::string::npos);
  std::filesystem::remove_all(folder_);
  EXPECT_NE(error().find("model.tsv"), std::string::npos) << "the numbers come first";
}

// The class of a form that the lexicon has as it stands.
std::string class_of(const std::string& name) {
  const Senses senses = the_lexicon()->given_exact(sound_of(name).main);
  return senses.empty() ? "" : the_lexicon()->class_name(senses.list[0].given);
}

bool can_mean(const std::string& form, const std::string& name) {
  for (const GivenSense& sense : the_lexicon()->given_exact(sound_of(form).main).list) {
    if (the_lexicon()->class_name(sense.given) == class_of(name)) return true;
  }
  return false;
}

float link(const char* a, const char* b) {
  const Senses first = the_lexicon()->given_exact(sound_of(a).main),
               second = the_lexicon()->given_exact(sound_of(b).main);
  return first.empty() || second.empty() ? -1 : the_lexicon()->link(first.list[0].given, second.list[0].given);
}

TEST(LexiconEastTest, HoldsTheNamesOfManyPeoples) {
  EXPECT_GE(the_lexicon()->class_count(), 2500U);
  EXPECT_GE(the_lexicon()->diminutive_count(), 3500U);
  for (const char* name :
       {"Дауд",  "Хетаг", "Астемир", "Тенгіз", "Геворг",  "Ніджат", "Айдер",   "Равіль",  "Олжас",  "Мірлан",
        "Жасур", "Далер", "Овез",    "Хаїм",   "Мінгіян", "Жаргал", "Шолбан",  "Айсен",   "Золтан", "Улдіс",
        "Арво",  "Дорін", "Деян",    "Оюна",   "Сакінат", "Севара", "Айгерім", "Тінатін", "Ліліт"}) {
    EXPECT_NE(class_of(name), "") << name;
  }
}

TEST(LexiconEastTest, OneNameAsEachPeopleWritesIt) {
  const std::vector<std::vector<const char*>> names = {
      {"Джафар", "Джафер", "Жафар", "Cəfər", "Jafar", "Dzhafar"},
      {"Абдулкадир", "Абдукодир", "Абдулкадыр", "Абдыкадыр", "Abdulqadir"},
      {"Усман", "Осман", "Усмон", "Osman"},
      {"Гусейн", "Хусейн", "Хусен", "Усеин", "Hüseyn"},
      {"Рахим", "Рагим", "Rahim"},
      {"Ровшан", "Rövşən", "Rovshan"},
      {"Джамбул", "Жамбыл", "Жамбил", "Zhambyl", "Jambul"},
      {"Аюб", "Эйюб", "Аюп", "Eyyub"},
      {"Сайпулла", "Сайпула", "Сайфулла", "Сайфулло"},
      {"Ержан", "Эржан", "Єржан", "Yerzhan"},
      {"Геворг", "Кеворк", "Gevorg"},
      {"Бауыржан", "Бауржан", "Bauyrzhan"},
      {"Насрутдин", "Насриддин", "Насруддін"},
      {"Зулейха", "Зулайхо", "Zuleyxa"},
  };
  for (const auto& spellings : names) {
    EXPECT_NE(class_of(spellings[0]), "") << spellings[0];
    for (const char* spelling : spellings) EXPECT_EQ(class_of(spelling), class_of(spellings[0])) << spelling;
  }
}

TEST(LexiconEastTest, NamesThatLookAlikeStayApart) {
  const std::vector<std::vector<const char*>> families = {
      {"Нурлан", "Нуржан", "Нурбек", "Нурсултан", "Нурали", "Нурислам", "Нурбол", "Нурболат"},
      {"Магомед", "Магомедали", "Магомедрасул", "Магомедшапи", "Гаджимагомед", "Нурмагомед"},
      {"Рамазан", "Рамзан", "Рабадан", "Рамиз", "Рамин"},
      {"Равиль", "Рафиль", "Раиль", "Рамиль", "Разиль"},
      {"Рашид", "Решад", "Рашад"},
      {"Ильмир", "Эльмир", "Альмир"},
      {"Захра", "Зухра", "Зарема"},
      {"Алихан", "Алимхан", "Алисхан", "Асланхан"},
      {"Абдулмалик", "Абдулмуслим", "Абдулхалик", "Абдулхаким", "Абдулхалим"},
      {"Руслан", "Арслан", "Аслан"},
      {"Зафар", "Джафар", "Зуфар"},
  };
  for (const auto& family : families) {
    std::set<std::string> classes;
    for (const char* name : family) classes.insert(class_of(name));
    EXPECT_EQ(classes.size(), family.size()) << family[0];
  }
}

TEST(LexiconEastTest, NamesUsedForEachOtherAreLinked) {
  for (const auto& [a, b] :
       {std::pair{"Рамазан", "Рамзан"}, std::pair{"Рамазан", "Рабадан"}, std::pair{"Айдар", "Айдер"},
        std::pair{"Халид", "Халит"}, std::pair{"Тимерлан", "Темирлан"}, std::pair{"Давид", "Дауд"},
        std::pair{"Кадыр", "Абдулкадыр"}, std::pair{"Шолпан", "Чолпон"}}) {
    EXPECT_GT(link(a, b), 0.0F) << a << " " << b;
    EXPECT_LT(link(a, b), 1.0F) << a << " " << b;
  }
  EXPECT_EQ(link("Нурлан", "Нуржан"), 0.0F);
  EXPECT_EQ(link("Равиль", "Рамиль"), 0.0F);
}

TEST(LexiconEastTest, CompoundsShareTheirShortForm) {
  for (const char* name : {"Нурлан", "Нуржан", "Нурбек", "Нурали", "Нурислам"})
    EXPECT_TRUE(can_mean("Нурик", name)) << name;
  for (const char* name : {"Абдулкадыр", "Абдулмалик", "Абдурашид"}) EXPECT_TRUE(can_mean("Абдул", name)) << name;
  EXPECT_TRUE(can_mean("Рустамжон", "Рустам"));
  EXPECT_TRUE(can_mean("Рустамджан", "Рустам"));
  EXPECT_TRUE(can_mean("Мохмад", "Магомед"));
  EXPECT_TRUE(can_mean("Гига", "Георгий"));
  EXPECT_FALSE(can_mean("Нурик", "Ильдар"));
}

TEST(LexiconEastTest, FathersOfTheseNamesAreFound) {
  const auto father = [](const char* text) {
    const Patronymic found = the_lexicon()->patronymic(sound_of(text).main);
    return found.recognised && !found.senses.empty() ? the_lexicon()->class_name(found.senses.list[0].given)
                                                     : std::string();
  };
  EXPECT_EQ(father("Равилевич"), class_of("Равиль"));
  EXPECT_EQ(father("Махмудович"), class_of("Махмуд"));
  EXPECT_EQ(father("Тенгізівна"), class_of("Тенгиз"));
  EXPECT_EQ(father("Сайпуллаевич"), class_of("Сайпулла"));
  EXPECT_EQ(father("Магомедрасуловна"), class_of("Магомедрасул"));
  EXPECT_EQ(father("Шамсудинович"), class_of("Шамсудин"));
}

TEST(LexiconEastTest, EasternSurnamesAreNoRareOnes) {
  const auto bits = [](const char* name) { return the_lexicon()->surname_bits(stem_of(sound_of(name).main)); };
  for (const char* name : {"Хакимова", "Хачатурян", "Абашидзе", "Джумабаев", "Дондокова", "Кужугет", "Rashidov"})
    EXPECT_LT(bits(name), bits("Дивновсельський")) << name;
}

}  // namespace
}  // namespace hotline::matching
