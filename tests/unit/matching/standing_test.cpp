#include "matching/standing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

const core::PartialDate kBorn = day(1984, 3, 6);
// A register of a million: what a name alone is worth there.
constexpr std::size_t kRegisterSize = 1'000'000;

class StandingTest : public testing::Test {
 protected:
  void open(std::int64_t reference, Query question) { standing.apply({{reference, std::move(question)}}, {}); }
  std::vector<std::int64_t> waiting_for(const Record& arriving) const {
    std::vector<std::int64_t> references;
    for (const LikelyMatch& match : standing.matches(arriving, kRegisterSize)) references.push_back(match.reference);
    return references;
  }

  StandingInquiries standing{the_lexicon()};
};
using References = std::vector<std::int64_t>;

TEST_F(StandingTest, AnArrivingRecordMeetsTheFamilyThatWaitsForIt) {
  open(0, ask("Чернишов", "Тарас", "Євгенович", kBorn));
  open(1, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  EXPECT_EQ(waiting_for(record(7, "Chernyshov", "Taras", "Yevhenovych", kBorn)), References{0})
      << "0 is a reference too";
  EXPECT_EQ(waiting_for(record(8, "Чернышов", "Тарас", "Евгеньевич", day(1984, 3, 8))), References{0});
  EXPECT_EQ(waiting_for(record(9, "Небувайло", "Богдан", "Зенонович", day(1982, 1, 30))), References{}) << "a brother";
}

TEST_F(StandingTest, AMatchNamesBothSidesAndItsReasons) {
  open(1, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  Record arriving = record(8, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21));
  arriving.facts.version = 5;
  const auto matches = standing.matches(arriving, kRegisterSize);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].person, core::PersonId(8));
  EXPECT_EQ(matches[0].person_version, 5);
  EXPECT_GT(matches[0].probability, 0.9);
  EXPECT_TRUE(matches[0].reasons.starts_with("surname agrees")) << matches[0].reasons;
  EXPECT_EQ(matches[0].reasons.find("1979"), std::string::npos) << "never a value";
}

TEST_F(StandingTest, EachNameOfARecordAsks) {
  open(1, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  Record renamed = record(8, "Петренко", "Іван", "Іванович", day(1979, 8, 21));
  EXPECT_EQ(waiting_for(renamed), References{});
  core::NameParts before;
  before.surname = "Небувайло";
  before.given = "Остап";
  renamed.names.push_back(before);
  EXPECT_EQ(waiting_for(renamed), References{1});
}

TEST_F(StandingTest, WhatIsWithdrawnOrAsksOtherwiseIsNotMet) {
  open(1, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  open(2, ask("Небувайло", "Остап", "", day(1979, 8, 21)));
  const Record arriving = record(8, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21));
  EXPECT_EQ(waiting_for(arriving), (References{1, 2})) << "the likeliest first";
  open(1, ask("Чернишов", "Тарас", "Євгенович", kBorn));
  EXPECT_EQ(waiting_for(arriving), References{2});
  standing.apply({}, {2});
  EXPECT_EQ(waiting_for(arriving), References{});
  EXPECT_EQ(standing.size(), 1U);
}

TEST_F(StandingTest, LoadReplacesAll) {
  open(1, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  standing.begin_load(2);
  standing.load({{5, ask("Чернишов", "Тарас", "Євгенович", kBorn)}});
  standing.load({{6, ask("Чернишов", "Тарас", "", kBorn)}});
  standing.end_load();
  EXPECT_EQ(standing.size(), 2U);
  EXPECT_THAT(waiting_for(record(8, "Чернишов", "Тарас", "Євгенович", kBorn)), testing::UnorderedElementsAre(5, 6));
}

TEST_F(StandingTest, ManyFamiliesOfOneManAreAllMet) {
  for (std::int64_t reference = 1; reference <= 40; ++reference) {
    open(reference, ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  }
  EXPECT_EQ(waiting_for(record(8, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21))).size(), 40U);
}

// Who came first must not decide whether a family is called.
TEST_F(StandingTest, TheScoreIsTheSameWhicheverSideArrives) {
  const std::vector<std::pair<Query, Record>> pairs{
      {ask("Чернишов", "Тарас", "Євгенович", kBorn), record(1, "Чернишов", "Тарас", "Євгенович", kBorn)},
      {ask("Чернишов", "Тарас", "", kBorn), record(2, "Chernyshov", "Taras", "Yevhenovych", kBorn)},
      {ask("Небувайло", "Остап", "Зенонович", year(1979)),
       record(3, "Nebuvailo", "Ostap", "Zenonovych", day(1979, 8, 21))},
      {ask("Небувайло", "Остап", "Зенонович", day(1979, 8, 12)),
       record(4, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21))},
      {ask("Гулецький", "Марко", "Назарович", day(1990, 5, 4)),
       record(5, "Гулецкий", "Марк", "Назарович", day(1990, 4, 5))},
      {ask("Дзвінчук", "Саша", "", day(2001, 11, 30)),
       record(6, "Дзвинчук", "Александр", "Петрович", day(2001, 11, 30))},
      {ask_line("Лопушняк Данило Юхимович", day(1988, 2, 17)),
       record(7, "Лопушняк", "Данило", "Юхимович", day(1988, 2, 17))},
      {ask("Лопушняк", "Данило", "Юхимович"), record(8, "Лопушняк", "Данило", "Юхимович", day(1988, 2, 17))},
  };
  for (const auto& [question, held] : pairs) {
    // Beside each other inquiries and records that have nothing to do with the pair: neither index is one row alone.
    StandingInquiries inquiries(the_lexicon());
    Index persons(the_lexicon());
    inquiries.apply({{1, question}, {2, ask("Скрипаль", "Юрко", "Орестович", day(1971, 1, 9))}}, {});
    persons.apply({held, record(99, "Кобилянський", "Леонід", "Маркович", day(1969, 12, 3))}, {}, 1);
    const auto from_record = inquiries.matches(held, persons.stats().records);
    const auto from_inquiry = matches(persons, {1, question});
    ASSERT_EQ(from_record.size(), 1U) << held.person.value();
    ASSERT_EQ(from_inquiry.size(), 1U) << held.person.value();
    EXPECT_EQ(from_record[0].person, from_inquiry[0].person);
    EXPECT_EQ(from_record[0].reference, from_inquiry[0].reference);
    EXPECT_NEAR(from_record[0].probability, from_inquiry[0].probability, 0.02) << held.person.value();
  }
}

TEST_F(StandingTest, ANumberOneSlipAwayIsMetFromBothSides) {
  constexpr std::uint64_t kAsked = 111, kHeld = 222;  // hashes of two numbers that differ by a digit
  Query question = ask("Небувайло", "Остап", "");
  question.identifier_hashes = {kAsked};
  question.near_identifier_hashes = {kHeld};
  Record held = record(8, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21));
  held.identifier_hashes = {kHeld};
  open(1, question);
  Index persons(the_lexicon());
  persons.apply({held}, {}, 1);
  const auto from_inquiry = matches(persons, {1, question});
  const auto from_record = standing.matches(held, persons.stats().records, {kAsked});
  ASSERT_EQ(from_inquiry.size(), 1U);
  ASSERT_EQ(from_record.size(), 1U);
  EXPECT_NEAR(from_record[0].probability, from_inquiry[0].probability, 0.02);
  const auto unlike = standing.matches(held, persons.stats().records);
  EXPECT_TRUE(unlike.empty() || unlike[0].probability < from_record[0].probability);
}

// A child whose identity was changed is compared by what such changes do, whoever comes first.
TEST_F(StandingTest, AChangedIdentityIsWeighedAsOneFromBothSides) {
  Query question = ask("Ковальчук", "Микита", "Андрійович", day(2014, 5, 6));
  question.birthplace = "Маріуполь";
  question.circumstances.mother = "Ковальчук Соломія";
  question.profile = EvidenceProfile::kAlteredIdentity;
  Record held = record(8, "Ковалёв", "Никита", "Сергеевич", day(2014, 5, 20));
  held.facts.side = core::Side::kChild;
  held.circumstances.mother = "Ковальчук Соломія";
  open(1, question);
  Index persons(the_lexicon());
  persons.apply({held}, {}, 1);
  const auto from_inquiry = matches(persons, {1, question});
  const auto from_record = standing.matches(held, persons.stats().records);
  ASSERT_EQ(from_inquiry.size(), 1U);
  ASSERT_EQ(from_record.size(), 1U);
  EXPECT_NEAR(from_record[0].probability, from_inquiry[0].probability, 0.02);

  question.profile = EvidenceProfile::kHonest;
  open(1, question);
  EXPECT_EQ(standing.size(), 1U) << "it stands on one side only";
  const auto honest = standing.matches(held, persons.stats().records);
  EXPECT_TRUE(honest.empty() || honest[0].probability < from_record[0].probability);
}

}  // namespace
}  // namespace hotline::matching
