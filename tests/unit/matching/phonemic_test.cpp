#include "matching/phonemic.hpp"

#include <gtest/gtest.h>

#include <string>

#include "matching/alignment.hpp"

namespace hotline::matching {
namespace {

struct SameSound {
  std::string a, b;
};

class SameSoundTest : public testing::TestWithParam<SameSound> {};

TEST_P(SameSoundTest, OneFormInEveryScript) {
  const Sound a = sound_of(GetParam().a), b = sound_of(GetParam().b);
  ASSERT_FALSE(a.main.empty());
  const bool same =
      a.main == b.main || a.main == b.other || (!a.other.empty() && (a.other == b.main || a.other == b.other));
  EXPECT_TRUE(same) << GetParam().a << " and " << GetParam().b;
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, SameSoundTest,
    testing::Values(
        SameSound{"Шевченко", "Shevchenko"}, SameSound{"Шевченко", "Schewtschenko"},
        SameSound{"Шевченко", "Chevtchenko"}, SameSound{"Щербань", "Shcherban"}, SameSound{"Щербань", "Szczerban"},
        SameSound{"Корольов", "Королёв"}, SameSound{"Корольов", "Королев"}, SameSound{"Королёв", "Korolyov"},
        SameSound{"Григор'єв", "Григорьев"}, SameSound{"Григор’єв", "Григорʼєв"}, SameSound{"Юрій", "Iurii"},
        SameSound{"Юрій", "Yuriy"}, SameSound{"Юрий", "Jurij"}, SameSound{"Юрій", "Iouri"},
        SameSound{"Сергійович", "Сергеевич"}, SameSound{"Ілля", "Илья"}, SameSound{"Ілля", "Ilya"},
        SameSound{"Жуков", "Žukov"}, SameSound{"Жуков", "Zhukov"}, SameSound{"Жуков", "Joukov"},
        SameSound{"Цой", "Tsoi"}, SameSound{"Чернышёв", "Tschernyschew"}, SameSound{"Михайло", "Michailo"},
        SameSound{"Пугачёв", "Пугачов"}, SameSound{"Ўласаў", "Власав"}, SameSound{"Yevgueni", "Евгени"},
        SameSound{"Георгиевна", "Georgyevna"}, SameSound{"Хачатурян", "Khachatourian"}, SameSound{"Ґалаґан", "Галаган"},
        SameSound{"Лобунов", "Лобуноу"}, SameSound{"Красноярова", "Краснояроуа"}, SameSound{"Шмельов", "Шмельоу"},
        SameSound{"Батьков", "Batkou"}, SameSound{"Зайцаў", "Zaitsau"}, SameSound{"Евгения", "Eugenia"},
        SameSound{"Куров", "Kurovs"}, SameSound{"Чижов", "Čižovs"}, SameSound{"Станислов", "Stanislovas"},
        SameSound{"Отунбаева", "Otunbajevová"}, SameSound{"Шевченко", "Sjevtsjenko"}, SameSound{"Васюков", "Wasjukow"},
        SameSound{"Панчук", "Panciuc"}, SameSound{"Журавский", "Juravschi"}, SameSound{"Сергеевич", "Sergejevitj"},
        SameSound{"Отунбаева", "Otoenbajeva"}, SameSound{"Татчин", "Tatchyn"}, SameSound{"Юрий", "Ûrij"},
        SameSound{"Цветков", "Zwetkow"}),
    [](const auto& spelling) { return "Pair" + std::to_string(spelling.index); });

TEST(PhonemicTest, UnlikeSurnamesStayApart) {
  EXPECT_FALSE(sound_of("Коваленко").main == sound_of("Ковальчук").main);
  EXPECT_FALSE(sound_of("Петренко").main == sound_of("Петров").main);
  EXPECT_FALSE(sound_of("Козак").main == sound_of("Козлов").main);
}

TEST(PhonemicTest, MixedScriptsAreRepairedByTheMajority) {
  EXPECT_TRUE(sound_of("Iваненко").main == sound_of("Іваненко").main);    // Latin I
  EXPECT_TRUE(sound_of("Cорока").main == sound_of("Сорока").main);        // Latin C
  EXPECT_TRUE(sound_of("Kovalenkо").main == sound_of("Kovalenko").main);  // Cyrillic о
}

TEST(PhonemicTest, DecomposedLettersAreJoined) {
  EXPECT_TRUE(sound_of("Й\xD0\xBE\xD1\x81\xD0\xB8\xD0\xBF").main == sound_of("И\xCC\x86осип").main);
  EXPECT_TRUE(sound_of("c\xCC\x8C"
                       "ernov")
                  .main == sound_of("černov").main);
}

TEST(PhonemicTest, OrderOfMarksSaysNothing) {
  // ọ with a diaeresis, with the marks in either order.
  EXPECT_TRUE(sound_of("Ko\xCC\x88\xCC\xA3ler").main == sound_of("Ko\xCC\xA3\xCC\x88ler").main);
}

TEST(PhonemicTest, ALetterWithAnyMarkIsItsBaseLetter) {
  EXPECT_TRUE(sound_of("Nguy\xE1\xBB\x85n").main == sound_of("Nguyen").main);
  EXPECT_TRUE(sound_of("К\xD3\xB1лаев").main == sound_of("Кулаев").main);
  EXPECT_TRUE(sound_of("Шевче\xCC\x81нко").main == sound_of("Шевченко").main);  // with its stress
}

TEST(PhonemicTest, TheMarkOfALetterThatIsCutOffIsCutOffToo) {
  const std::string longest(Word::kMax - 1, 'a');
  Words marked, plain;
  split_words(longest + "cd\xCC\x8C", marked);
  split_words(longest + "cd", plain);
  ASSERT_EQ(marked.count, 1U);
  EXPECT_EQ(marked.words[0].letters, plain.words[0].letters);
}

TEST(PhonemicTest, DigitsOfTheTailThatIsCutOffSayNothing) {
  Words words;
  split_words(std::string(Word::kMax, 'a') + "7", words);
  ASSERT_EQ(words.count, 1U);
  EXPECT_FALSE(words.words[0].digits);
}

TEST(PhonemicTest, BrokenAndHugeTextIsHarmless) {
  Words words;
  split_words(std::string("\xFF\xFE\xD0", 3), words);
  EXPECT_EQ(words.count, 0U);
  split_words(std::string(10'000, 'a'), words);
  ASSERT_EQ(words.count, 1U);
  EXPECT_LE(sound_of(words.words[0]).main.length, Form::kMax);
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "я ";
  split_words(many, words);
  EXPECT_LE(words.count, kWordsMax);
  split_words(std::string("a\0b\x01", 4), words);
  EXPECT_EQ(words.count, 2U);
}

TEST(PhonemicTest, HyphensSplitAndApostrophesDoNot) {
  Words words;
  split_words("Римський-Корсаков Дем'ян", words);
  ASSERT_EQ(words.count, 3U);
  EXPECT_TRUE(words.words[1].hyphen_before);
  EXPECT_FALSE(words.words[2].hyphen_before);
}

TEST(PhonemicTest, SkeletonSurvivesVowelsAndEndings) {
  EXPECT_EQ(skeleton(sound_of("Іванов").main), skeleton(sound_of("Ivanova").main));
  EXPECT_EQ(skeleton(sound_of("Мельник").main), skeleton(sound_of("Мельнік").main));
  EXPECT_NE(skeleton(sound_of("Мельник").main), skeleton(sound_of("Мельничук").main));
  EXPECT_NE(skeleton(sound_of("Ким").main), skeleton(sound_of("Кум").main));
}

TEST(AlignmentTest, NearSoundsCostLessThanUnlikeOnes) {
  const auto distance = [](const char* a, const char* b) {
    return form_distance(AlignmentCosts::by_hand(), sound_of(a).main, sound_of(b).main);
  };
  EXPECT_EQ(distance("Гордій", "Hordii"), distance("Hordii", "Гордій"));
  EXPECT_LT(distance("Морозов", "Марозов"), distance("Морозов", "Мирозов"));
  EXPECT_LT(distance("Гончар", "Honchar"), distance("Гончар", "Мончар"));
  EXPECT_LT(distance("Кравченко", "Карвченко"), distance("Кравченко", "Кечвренко"));  // letters in each other's place
  EXPECT_GT(distance("Коваленко", "Шевчук"), 0.5F);
  EXPECT_EQ(distance("Коваленко", "Коваленко"), 0.0F);
}

TEST(AlignmentTest, GenderOfASurnameCostsNextToNothing) {
  const auto distance = [](const char* a, const char* b) {
    return surname_distance(AlignmentCosts::by_hand(), sound_of(a).main, sound_of(b).main);
  };
  EXPECT_LT(distance("Иванов", "Иванова"), 0.03F);
  EXPECT_LT(distance("Лісовий", "Лісова"), 0.03F);
  EXPECT_LT(distance("Вышемирский", "Вишемирська"), 0.03F);
  EXPECT_GT(distance("Иванов", "Иванин"), 0.05F);
}

TEST(AlignmentTest, UnlikeShortSurnamesAreUnlikeInEitherOrder) {
  const Form a = sound_of("Глена").main, b = sound_of("Оле").main;
  EXPECT_GT(surname_distance(AlignmentCosts::by_hand(), a, b), 0.5F);
  EXPECT_GT(surname_distance(AlignmentCosts::by_hand(), b, a), 0.5F);
}

TEST(AlignmentTest, SlipsOfTheFingersCostTheSameWhateverTheySoundLike) {
  const auto distance = [](const char* a, const char* b) {
    const auto there = slip_share(sound_of(a).main, sound_of(b).main);
    EXPECT_EQ(there, slip_share(sound_of(b).main, sound_of(a).main)) << a << " " << b;
    return there.value_or(9.0F);
  };
  EXPECT_EQ(distance("Морозов", "Морозов"), 0.0F);
  EXPECT_EQ(distance("Морозов", "Могозов"), distance("Морозов", "Мерозов"));  // a consonant, a vowel
  EXPECT_EQ(distance("Морозов", "Морзов"), distance("Морозов", "Морзоов"));   // one lost, two exchanged
  EXPECT_LT(distance("Морозов", "Мороов"), distance("Морозов", "Ьороов"));
  EXPECT_LT(distance("Михайленко", "Михпйленк"), 0.3F);
  EXPECT_LT(distance("Собко", "Сокцбо"), 0.7F);
  EXPECT_FALSE(slip_share(sound_of("Коваленко").main, sound_of("Шевчук").main));
  EXPECT_FALSE(slip_share(sound_of("Ли").main, sound_of("Лисовенко").main));
  // Nearer in sound than by the fingers: what is heard holds, and the other way round.
  EXPECT_GT(surname_distance(AlignmentCosts::by_hand(), sound_of("Михайлов").main, sound_of("Гихжйлов").main),
            distance("Михайлов", "Гихжйлов"));
}

TEST(AlignmentTest, StopsEarlyAboveTheLimit) {
  const Form a = sound_of("Коваленко").main, b = sound_of("Гаврилюк").main;
  EXPECT_GT(alignment_cost(AlignmentCosts::by_hand(), a.view(), b.view(), 50), 50);
  const Form far = sound_of("Ли").main;
  EXPECT_GT(alignment_cost(AlignmentCosts::by_hand(), a.view(), far.view(), 50), 50);
}

}  // namespace
}  // namespace hotline::matching
