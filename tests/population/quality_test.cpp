// The bars of the matcher on invented persons: who is held is found, who is not held is not told as held, a child whose
// record was altered is listed. Everything follows from the seed. HOTLINE_SEED takes other persons;
// tests/bench/population_bench.cpp measures the same at full size.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "population/absent.hpp"
#include "population/children.hpp"
#include "population/held.hpp"
#include "population/population.hpp"

namespace hotline::population {
namespace {

constexpr std::uint64_t kPersons = 100'000;
constexpr std::size_t kQuestions = 2'000;
constexpr std::size_t kAbsent = 100'000;  // two told of these keep the bound below 1 in 10,000, five do not
constexpr std::size_t kChildQuestions = 500;

std::uint64_t seed() {
  const char* text = std::getenv("HOTLINE_SEED");
  return text == nullptr ? 20'261'127 : std::stoull(text);
}

std::shared_ptr<const matching::Lexicon> lexicon() {
  static const auto kLexicon = matching::Lexicon::load(lexicon_folder());
  if (!kLexicon) throw std::runtime_error(kLexicon.error().message);
  return *kLexicon;
}

class QualityTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::cout << "seed " << seed() << ", " << kPersons << " persons\n";
    names = std::make_unique<NameLists>(lexicon_folder());
    population = std::make_unique<Population>(*names, seed());
    index = std::make_unique<matching::Index>(lexicon());
    load(*index, *population, kPersons);
  }
  static void TearDownTestSuite() {
    index.reset();
    population.reset();
    names.reset();
  }

  static std::unique_ptr<NameLists> names;
  static std::unique_ptr<Population> population;
  static std::unique_ptr<matching::Index> index;
};
std::unique_ptr<NameLists> QualityTest::names;
std::unique_ptr<Population> QualityTest::population;
std::unique_ptr<matching::Index> QualityTest::index;

TEST_F(QualityTest, WhoIsHeldIsFoundUnderEverySlip) {
  HeldOptions options;
  options.size = kPersons;
  options.questions = kQuestions;
  options.salt = seed();
  options.misses_max = 3;
  const HeldMeasure measure = measure_held(*index, *population, options);
  print(measure);
  for (const HeldResult& result : measure.results) {
    ASSERT_EQ(result.asked, kQuestions) << name_of(result.slip) << ", " << name_of(result.facts);
    if (!result.has_bar()) continue;
    EXPECT_GE(result.first_share(), kFirstMin) << name_of(result.slip) << ", " << name_of(result.facts);
    EXPECT_GE(result.listed_share(), kListedMin) << name_of(result.slip) << ", " << name_of(result.facts);
  }
  if (HasFailure()) print_misses(measure);
}

TEST_F(QualityTest, WhoIsNotHeldIsNotToldAsHeld) {
  AbsentOptions options;
  options.size = kPersons;
  options.strangers = kAbsent;
  options.others = kAbsent;
  const AbsentMeasure measure = measure_absent(*index, *population, options);
  print(measure);
  for (const AbsentResult& result : measure.results) {
    ASSERT_GE(result.asked, kAbsent / 2) << name_of(result.absent) << ", " << name_of(result.facts);
    EXPECT_TRUE(result.met()) << name_of(result.absent) << ", " << name_of(result.facts) << ": " << result.told
                              << " told";
  }
  if (HasFailure()) print_examples(measure);
}

TEST_F(QualityTest, AChildWithAnotherSurnameAndDateIsListed) {
  ChildrenOptions options;
  options.size = kPersons;
  options.questions = kChildQuestions;
  options.seed = seed();
  const ChildrenMeasure measure = measure_children(lexicon(), *names, options);
  print(measure);
  for (const ChildResult& result : measure.results) {
    EXPECT_TRUE(result.met()) << name_of(result.altered) << ": " << result.listed << " of " << result.asked;
  }
}

}  // namespace
}  // namespace hotline::population
