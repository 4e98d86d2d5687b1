#include "matching/likely_same.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "fixtures.hpp"

namespace hotline::matching {
namespace {

const core::PartialDate kBorn = day(1984, 3, 6);

class LikelySameTest : public testing::Test {
 protected:
  LikelySameTest() {
    put(record(1, "Чернишов", "Тарас", "Євгенович", kBorn));
    put(record(2, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21)));
  }
  void put(const Record& one) { index.apply({one}, {}, ++revision); }
  // Whom the record is likely the same with, as the link finder asks: the record stands in the index itself.
  std::vector<std::int64_t> same_as(const Record& one) {
    put(one);
    std::vector<std::int64_t> persons;
    for (const LikelySame& likely : likely_same(index, one)) persons.push_back(likely.person.value());
    return persons;
  }

  Index index{the_lexicon()};
  std::int64_t revision = 0;
};
using Persons = std::vector<std::int64_t>;

TEST_F(LikelySameTest, SlipsOfOneRowAreProposed) {
  EXPECT_EQ(same_as(record(10, "Чернышов", "Тарас", "Евгеньевич", day(1984, 3, 8))), Persons{1});
  EXPECT_EQ(same_as(record(11, "Chernyshov", "Taras", "")), (Persons{1, 10}));
}

// Each of these shares no word with the right record as it stands; the day finds it.
TEST_F(LikelySameTest, AMisspeltNameWithInitialsIsFoundByTheDay) {
  EXPECT_EQ(same_as(record(10, "Чернвшов", "Т.", "Е.", kBorn)), Persons{1});
}

TEST_F(LikelySameTest, AGivenNameThatNobodyBearsIsFoundThoughTheRecordMeetsItself) {
  EXPECT_EQ(same_as(record(10, "Небувайло", "Осмап", "Зенонович", day(1979, 8, 21))), Persons{2});
}

TEST_F(LikelySameTest, KinOfAnotherDayIsNotProposed) {
  EXPECT_EQ(same_as(record(10, "Небувайло", "Богдан", "Зенонович", day(1982, 1, 30))), Persons{});
  EXPECT_EQ(same_as(record(11, "Небувайло", "Северин", "Остапович", day(2001, 5, 12))), Persons{});
  EXPECT_EQ(same_as(record(12, "Небувайло", "Остап", "Остапович", day(2002, 6, 13))), Persons{});
}

TEST_F(LikelySameTest, RecordsOfOneClusterAndOfAnotherSideArePassedOver) {
  Record joined = record(10, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21));
  joined.facts.cluster = core::ClusterId(2);
  EXPECT_EQ(same_as(joined), Persons{});
  Record own = record(11, "Небувайло", "Остап", "Зенонович", day(1979, 8, 21));
  own.facts.side = core::Side::kOwn;
  EXPECT_EQ(same_as(own), Persons{});
}

}  // namespace
}  // namespace hotline::matching
