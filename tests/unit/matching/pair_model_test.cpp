#include "matching/pair_model.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "fixtures.hpp"
#include "matching/model.hpp"
#include "matching/refit.hpp"

namespace hotline::matching {
namespace {

PairScore score(const char* query, const char* record) {
  static Readings asked, held;
  read_name(*the_lexicon(), line(query), asked);
  read_name(*the_lexicon(), line(record), held);
  return score_pair(the_lexicon()->pair_model(), *the_lexicon(), asked, held);
}

TEST(PairModelTest, TheSwitchedKeyboardIsForgiven) {
  EXPECT_GT(score("Bdfyjd Fynjy", "Іванов Антон").probability(), 0.9);
  EXPECT_GT(score("Шмфтщм Фтещт", "Ivanov Anton").probability(), 0.9);
  EXPECT_LT(score("Bdfyjd Fynjy", "Петренко Антон").probability(), 0.1);
}

TEST(PairModelTest, ASpellingWithTwoReadingsMeansEither) {
  EXPECT_GT(score("Janna Leontivna Lesechko", "Лесечко Жанна Леонтьївна").probability(), 0.9);
  EXPECT_GT(score("Janina Leontivna Lesechko", "Лесечко Яніна Леонтьївна").probability(), 0.9);
}

TEST(PairModelTest, TheOrderOfWordsCostsLittle) {
  EXPECT_GT(score("Вознюк Тарас Ильич", "Taras Illich Vozniuk").probability(), 0.9);
  EXPECT_GT(score("Осіпович Валерій", "Валерий Максимович Осипович").probability(), 0.5);
}

TEST(PairModelTest, TwoNamesScoreAlikeInEitherOrder) {
  const std::pair<const char*, const char*> pairs[] = {{"Ваа Олекса Зко", "Цг Ірж Я"},
                                                       {"Даненко-Зразкова Ганна І", "Зр Аненко А."},
                                                       {"Jachimowicz Jan", "Яхимович Чан"},
                                                       {"Chirac Xenia Cezar", "Ширак Ксения Цезарь"}};
  for (const auto& [a, b] : pairs) EXPECT_EQ(score(a, b).logit, score(b, a).logit) << a << ", " << b;
}

// Of two readings as likely the one with a known given name counts: a word that nobody knows says less, twice the same
// or not.
TEST(PairModelTest, AKnownGivenNameIsWorthMoreThanAnUnknownWord) {
  core::NameParts name;
  name.surname = "Байрамкаір";
  name.given = "гега";
  name.patronymic = "Томас";
  Readings readings;
  read_name(*the_lexicon(), name, readings);
  ASSERT_GT(readings.count, 1U);
  const PairScore scored = score_pair(the_lexicon()->pair_model(), *the_lexicon(), readings, readings);
  EXPECT_GT(scored.asked->given.sense_count, 0U);
  EXPECT_GT(scored.probability(), 0.5);
}

TEST(PairModelTest, ThePartsAddUpToTheWhole) {
  for (const char* record : {"Taras Illich Vozniuk", "Вознюк Тарас Фомич", "Вознюк Віктор Ілліч", "Гнатюк Тарас"}) {
    const PairScore scored = score("Вознюк Тарас Ильич", record);
    EXPECT_NEAR(the_lexicon()->pair_model().parts(scored.features).sum(), scored.logit, 1e-3F) << record;
  }
}

// Whatever is changed for the worse, the probability does not rise.
TEST(PairModelTest, EveryFeatureWithADirectionKeepsIt) {
  const std::uint64_t seed = 20261126;
  std::mt19937_64 random(seed);
  const PairModel& model = the_lexicon()->pair_model();
  for (int round = 0; round < 2'000; ++round) {
    PairFeatures features{};
    for (float& value : features) value = static_cast<float>(random() % 900) / 100.0F;
    const std::size_t at = random() % kPairFeatures;
    const Direction direction = pair_directions()[at];
    const float before = model.logit(features);
    features[at] += static_cast<float>(random() % 300) / 100.0F;
    const float after = model.logit(features);
    if (direction == Direction::kFalling) {
      EXPECT_LE(after, before + 1e-4F) << seed << " feature " << at;
    }
    if (direction == Direction::kRising) {
      EXPECT_GE(after, before - 1e-4F) << seed << " feature " << at;
    }
  }
}

class ModelFileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ostringstream out;
    write_model(out, the_weights(), the_lexicon()->pair_model());
    good_ = out.str();
  }
  void TearDown() override { std::filesystem::remove(file_); }
  std::string error(const std::string& text) {
    std::ofstream(file_, std::ios::binary) << text;
    const auto loaded = load_model(file_);
    return loaded ? "" : loaded.error().message;
  }
  std::string good_;
  std::filesystem::path file_ =
      std::filesystem::temp_directory_path() / ("pair_model_test_" + std::to_string(::getpid()));
};

TEST_F(ModelFileTest, WhatIsWrittenIsReadBack) {
  ASSERT_EQ(error(good_), "");
  std::ostringstream again;
  const auto loaded = load_model(file_);
  write_model(again, loaded->weights, loaded->pairs);
  EXPECT_EQ(again.str(), good_);
}

TEST_F(ModelFileTest, NamesTheLineThatIsWrong) {
  const std::string number = std::to_string(std::count(good_.begin(), good_.end(), '\n') + 1);
  for (const char* bad : {"together\tsurname_cost>1:1 =0", "together\tsurname_cost>1:0 =0 =0",
                          "together\tnothing>1:1 =0 =0", "fields\t=nan", "fields\t=1x", "reading\tsurname\t0:1",
                          "reading\tsurname\t1:1 0:1", "reading\tother\t1", "scale\t-1\t0", "what\tever"}) {
    const std::string message = error(good_ + bad + "\n");
    EXPECT_NE(message.find("line " + number + ":"), message.npos) << bad << " gave: " << message;
  }
  const std::string evidence_alone = good_.substr(0, good_.find("reading\t"));
  EXPECT_NE(error(evidence_alone + "scale\t1\t0\n").find("lacks the number intercept"), std::string::npos);
}

std::vector<LabelledPair> invented_pairs(std::uint64_t seed) {
  const char* surnames[] = {"Вознюк", "Лозовий", "Гнатенко", "Дударик", "Кривошея", "Бойчук", "Темник", "Савчин"};
  const char* given[] = {"Тарас", "Степан", "Ігор", "Петро", "Лев", "Назар"};
  std::mt19937_64 random(seed);
  std::vector<LabelledPair> pairs;
  for (int i = 0; i < 800; ++i) {
    LabelledPair pair;
    pair.same = i % 2 == 0;
    const std::size_t s = random() % 8, g = random() % 6;
    pair.query = line(std::string(surnames[s]) + " " + given[g]);
    pair.record = line(std::string(given[pair.same ? g : (g + 1 + random() % 5) % 6]) + " " + surnames[s]);
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

TEST(RefitTest, TheSameSeedGivesTheSameModel) {
  const auto pairs = invented_pairs(7);
  RefitOptions options;
  const auto once = refit_pairs(*the_lexicon(), pairs, options), twice = refit_pairs(*the_lexicon(), pairs, options);
  ASSERT_TRUE(once && twice);
  EXPECT_EQ(once->held_out, twice->held_out);
  PairModel refitted = the_lexicon()->pair_model();
  refitted.refit(once->fitted);
  const auto again = refit_pairs(*the_lexicon()->with(refitted), pairs, options);
  ASSERT_TRUE(again);
  EXPECT_EQ(once->held_out, again->held_out) << "an earlier fit does not show";
  EXPECT_GT(once->figures.auc, 0.95);
  EXPECT_LT(once->figures.calibration_error, 0.05);
}

TEST(RefitTest, TooFewPairsAreRefused) {
  auto pairs = invented_pairs(7);
  pairs.resize(300);
  EXPECT_FALSE(refit_pairs(*the_lexicon(), pairs, {}));
}

TEST(RefitTest, FiguresOfAKnownRanking) {
  std::vector<LabelledPair> pairs(4);
  pairs[0].same = pairs[1].same = true;
  const std::vector<double> probabilities = {0.9, 0.4, 0.6, 0.1};
  const PairFigures figures = pair_figures(pairs, probabilities);
  EXPECT_DOUBLE_EQ(figures.auc, 0.75);
  EXPECT_DOUBLE_EQ(figures.recall, 0.5);
  EXPECT_DOUBLE_EQ(figures.threshold, 0.9);
}

}  // namespace
}  // namespace hotline::matching
