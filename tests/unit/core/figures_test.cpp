#include "core/figures.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <random>
#include <set>
#include <string>

namespace hotline::core {
namespace {

Bytes32 secret(std::uint8_t first) {
  Bytes32 bytes{};
  bytes[0] = first;
  return bytes;
}

TEST(CellKeyTest, RoundsToOneOfTheTwoNeighbours) {
  const CellKey key(secret(1));
  for (std::int64_t count = 0; count < 400; ++count) {
    for (std::int64_t members = 0; members < 20; ++members) {
      const ShownCell shown = key.show({count, members});
      if (shown.kind == ShownCell::Kind::kFew) {
        EXPECT_LT(count, kShownMin);
        continue;
      }
      EXPECT_GE(count, kThreshold) << "a small number was shown";
      EXPECT_EQ(shown.value % kRoundTo, 0);
      EXPECT_LT(std::abs(shown.value - count), kRoundTo);
      EXPECT_GE(shown.value, kShownMin);
      const CellRange range = range_of(shown);
      EXPECT_TRUE(range.least <= count && count <= range.most);
      EXPECT_GE(range.most - range.least, kWidthMin);
    }
  }
}

TEST(CellKeyTest, IsRightOnAverage) {
  const CellKey key(secret(2));
  for (const std::int64_t count : {21, 22, 23, 24, 25, 1'003}) {
    double sum = 0;
    constexpr int kDraws = 20'000;
    for (int members = 0; members < kDraws; ++members) sum += static_cast<double>(key.show({count, members}).value);
    EXPECT_NEAR(sum / kDraws, static_cast<double>(count), 0.1) << count;
  }
}

TEST(CellKeyTest, TheSameMembersAlwaysRoundTheSameAndOthersApart) {
  const CellKey key(secret(3));
  EXPECT_EQ(key.show({22, 777}), CellKey(secret(3)).show({22, 777}));
  std::set<std::int64_t> by_members, by_secret;
  for (int i = 0; i < 50; ++i) {
    by_members.insert(key.show({22, i}).value);
    by_secret.insert(CellKey(secret(static_cast<std::uint8_t>(i))).show({22, 777}).value);
  }
  EXPECT_EQ(by_members.size(), 2U);
  EXPECT_EQ(by_secret.size(), 2U);
}

CountedMonth one_sum(std::vector<std::int64_t> parts, std::int64_t members) {
  CountedMonth month;
  month.tables.push_back({FigureTable::kAnswers, {}});
  month.sums.push_back({"whole", {}});
  CellCount whole;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string name = "part" + std::to_string(i);
    const CellCount cell{parts[i], members + static_cast<std::int64_t>(i) * 1'000};
    month.tables[0].cells.push_back({name, name, cell, false});
    month.sums[0].parts.push_back(name);
    whole += cell;
  }
  month.tables[0].cells.push_back({"whole", "ALL", whole, true});
  return month;
}

// Without the second look a margin can leave two or three values of a part.
TEST(ReleaseCellsTest, NoMarginLeavesFewerThanSixValues) {
  const CellKey key(secret(4));
  int moved = 0;
  for (std::int64_t members = 0; members < 3'000; ++members) {
    const CountedMonth month = one_sum({14 + members % 10, 3 + members % 13}, members * 7'919);
    const auto shown = release_cells(month, key);
    const CellRange whole = range_of(shown.at("whole"));
    const CellRange first = range_of(shown.at("part0"));
    const CellRange second = range_of(shown.at("part1"));
    const std::int64_t least = std::max(first.least, whole.least - second.most);
    const std::int64_t most = std::min(first.most, whole.most - second.least);
    EXPECT_GE(most - least, kWidthMin);
    moved += shown.at("whole") == key.show(month.tables[0].cells.back().count) ? 0 : 1;
  }
  EXPECT_GT(moved, 0) << "nothing ever had to give way, so nothing was tested";
}

// What is kept back is kept back for a reason: a month of one kind of work shows it.
TEST(ReleaseCellsTest, WhatCannotBeNarrowedIsShown) {
  const auto month = std::chrono::year{2026} / std::chrono::March;
  const std::vector<SeriesSum> sums{{Series::kCallbackOpened, 8, 0, "", 0, {40, 1}},
                                    {Series::kCallbackEnded, 4, 0, "", 0, {20, 2}},
                                    {Series::kCallbackTries, 4, 0, "", 0, {20, 3}},
                                    {Series::kCallbackStands, 1, 0, "", 0, {20, 4}},
                                    {Series::kCallbackStands, 4, 0, "", 0, {20, 2}}};
  const auto shown = release_cells(count_month(sums, month), CellKey(secret(5)));
  for (const auto& [set, cell] : shown) {
    if (cell.kind == ShownCell::Kind::kWithheld) ADD_FAILURE() << set << " is withheld";
  }
  EXPECT_EQ(shown.at("callback/OPENED").value, 40);
  EXPECT_EQ(shown.at("callback/AT_THE_END").value, 40);
}

TEST(ReleaseTextTest, IsReadAsItWasWritten) {
  CountedTable table{FigureTable::kSource, {}};
  table.cells.push_back({"a", "red-cross", {}, false});
  table.cells.push_back({"b", "OWN/DEAD_CONFIRMED", {}, false});
  table.cells.push_back({"c", "ALL", {}, true});
  std::map<std::string, ShownCell> shown;
  shown["a"] = {ShownCell::Kind::kValue, 1'250};
  shown["b"] = {ShownCell::Kind::kFew, 0};
  const std::string text = release_text(table, {{"a", shown["a"]}, {"b", shown["b"]}, {"c", {}}});
  EXPECT_EQ(text, "red-cross\t1250\nOWN/DEAD_CONFIRMED\tfew\nALL\twithheld\n");
  const auto rows = read_release(text);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].shown, shown["a"]);
  EXPECT_EQ(rows[1].shown, shown["b"]);
  EXPECT_EQ(rows[2].shown, ShownCell());
}

TEST(CountMonthTest, EveryTableIsThereAndEachSumHolds) {
  std::vector<SeriesSum> sums;
  for (std::int16_t kind = 1; kind <= 11; ++kind) sums.push_back({Series::kAnswers, kind, 1, "", 0, {kind * 10, kind}});
  for (std::int16_t state = 1; state <= 6; ++state) {
    for (std::int16_t month = 70; month <= 76; ++month) sums.push_back({Series::kStates, state, month, "", 0, {5, 11}});
  }
  for (std::int16_t causes = 1; causes <= 31; ++causes) {
    sums.push_back({Series::kCallbackOpened, causes, 0, "", 0, {2, causes}});
  }
  for (std::int16_t after = 0; after < 7; ++after)
    sums.push_back({Series::kCallbackEnded, 3, after, "", 0, {4, after}});
  sums.push_back({Series::kCallbackEnded, 4, 0, "", 0, {3, 1}});
  sums.push_back({Series::kCallbackEnded, 5, 0, "", 0, {6, 1}});
  for (std::int16_t outcome = 1; outcome <= 6; ++outcome) {
    sums.push_back({Series::kCallbackTries, outcome, 0, "", 0, {outcome, outcome}});
  }
  for (const std::int16_t state : std::initializer_list<std::int16_t>{1, 2, 4})
    sums.push_back({Series::kCallbackStands, state, 0, "", 0, {state, 9}});
  sums.push_back({Series::kStatus, 1, 15, "", 0, {40, 4}});
  sums.push_back({Series::kRung, 1, 3, "", 0, {40, 4}});
  sums.push_back({Series::kRegion, 1, 80, "", 0, {40, 4}});
  sums.push_back({Series::kSource, 1, 0, "red-cross", 0, {44, 5}});
  const CountedMonth month = count_month(sums, std::chrono::year{2026} / std::chrono::March);
  ASSERT_EQ(month.tables.size(), kFigureTableLast);
  std::map<std::string, CellCount> of;
  for (const CountedTable& table : month.tables) {
    for (const CountedCell& cell : table.cells) {
      const auto [at, fresh] = of.emplace(cell.set, cell.count);
      EXPECT_TRUE(fresh || at->second == cell.count) << cell.set << " is counted in two ways";
    }
  }
  for (const KnownSum& sum : month.sums) {
    CellCount total;
    for (const std::string& part : sum.parts) total += of.at(part);
    EXPECT_EQ(total, of.at(sum.whole)) << sum.whole;
  }
  EXPECT_EQ(of.at("questions").count, 660);
  EXPECT_EQ(of.at("people/ADVERSARY").count, 40);
  EXPECT_EQ(of.at("waiting").count, 3 * 7 * 5);
  EXPECT_EQ(of.at("callback/OPENED").count, 62);
  EXPECT_EQ(of.at("callback/OPENED/CORRECTION").count, 32) << "half of all sets of causes";
  EXPECT_EQ(of.at("callback/TOLD").count, 28);
  EXPECT_EQ(of.at("callback/LAPSED").count, 3);
  EXPECT_EQ(of.at("callback/ENDED_OTHERWISE").count, 6);
  EXPECT_EQ(of.at("callback/TRIES").count, 21);
  EXPECT_EQ(of.at("callback/AT_THE_END/WAITS_FOR_FAMILY").count, 2);
  EXPECT_EQ(of.at("callback/AT_THE_END").count, 7);
  EXPECT_EQ(of.at("waiting/UNDER_1_MONTH").count, 30) << "months 75 and 76 are March and April of 2026";
}

}  // namespace
}  // namespace hotline::core
