#include "cli/sample/load.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "cli/sample/forbidden.hpp"
#include "cli/sample/peoples.hpp"
#include "core/status.hpp"

namespace hotline::sample {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr std::uint64_t kPersons = 50'000;

std::string full_name(const Row& row) {
  return row.surname + " " + row.given_name + " " + row.patronymic;
}

TEST(LoadSurnamesTest, AreManyAndDistinct) {
  const auto& surnames = load_surnames();
  EXPECT_GE(surnames.size(), 27'000U);
  EXPECT_LE(surnames.size(), 32'000U);
  EXPECT_EQ(std::set<std::string>(surnames.begin(), surnames.end()).size(), surnames.size());
}

TEST(LoadRowsTest, RowDependsOnSeedAndIndexOnly) {
  std::vector<Row> rows;
  generate_rows(100, kSeed, 500, [&rows](const Row& row) { rows.push_back(row); });
  ASSERT_EQ(rows.size(), 100U);
  for (std::uint64_t i = 0; i < rows.size(); ++i) EXPECT_EQ(cells_of(rows[i]), cells_of(load_row(kSeed, 500 + i)));
  EXPECT_NE(cells_of(load_row(kSeed, 1)), cells_of(load_row(kSeed + 1, 1)));
}

TEST(LoadRowsTest, RowsAreValidDistinctPersonsWithoutForbiddenNames) {
  std::set<std::string> ids;
  std::set<std::string> people;
  std::set<std::string> surnames;
  generate_rows(kPersons, kSeed, 0, [&](const Row& row) {
    ids.insert(row.external_id);
    people.insert(full_name(row) + row.birth_date);
    surnames.insert(row.surname);
    EXPECT_FALSE(is_well_known(row.surname, row.given_name)) << full_name(row);
    const auto birth = core::parse_date(row.birth_date);
    ASSERT_TRUE(birth) << row.birth_date;
    EXPECT_GE(birth->year, 1965);
    EXPECT_LE(birth->year, 2006);
    core::Statement statement;
    statement.kind = row.statement;
    statement.rung = row.evidence;
    statement.fact_date = *core::parse_date(row.fact_date);
    const auto today = std::chrono::year{2026} / 11 / 22;
    EXPECT_TRUE(core::check_statement(statement, today).empty());
  });
  EXPECT_EQ(ids.size(), kPersons);
  EXPECT_GE(people.size(), kPersons - 5);  // a namesake with the same birthday is rare, not impossible
  EXPECT_GE(surnames.size(), 12'000U);
}

TEST(NextQueryTest, KeepsTheFixedMix) {
  std::size_t held = 0;
  std::size_t typo = 0;
  std::size_t latin = 0;
  constexpr std::size_t kQueries = 20'000;
  for (std::uint64_t number = 0; number < kQueries; ++number) {
    const auto query = next_query(kSeed, kPersons, number);
    held += query.held ? 1 : 0;
    typo += query.distortion == Distortion::kTypo ? 1 : 0;
    latin += query.distortion == Distortion::kLatin ? 1 : 0;
    EXPECT_TRUE(query.birth_date.full());
    EXPECT_FALSE(query.name.surname.empty());
    EXPECT_FALSE(query.name.given.empty());
  }
  EXPECT_NEAR(static_cast<double>(held) / kQueries, 0.03, 0.005);
  EXPECT_NEAR(static_cast<double>(typo) / kQueries, 0.15, 0.01);
  EXPECT_NEAR(static_cast<double>(latin) / kQueries, 0.15, 0.01);
}

TEST(NextQueryTest, HeldAreInTheRegisterAndNeverTwiceAbsentAreNot) {
  std::set<std::string> people;
  generate_rows(kPersons, kSeed, 0, [&people](const Row& row) { people.insert(full_name(row) + row.birth_date); });
  std::set<std::uint64_t> asked;
  for (std::uint64_t number = 0; number < kPersons; ++number) {
    const auto query = next_query(kSeed, kPersons, number);
    const auto key =
        query.name.surname + " " + query.name.given + " " + query.name.patronymic + core::format_date(query.birth_date);
    if (query.held) {
      ASSERT_LT(query.row, kPersons);
      EXPECT_TRUE(asked.insert(query.row).second) << query.row;
      const auto row = load_row(kSeed, query.row);
      EXPECT_EQ(row.birth_date, core::format_date(query.birth_date));
      const bool as_written = key == full_name(row) + row.birth_date;
      EXPECT_EQ(as_written, query.distortion == Distortion::kNone) << key << " " << full_name(row);
    } else if (query.distortion == Distortion::kNone) {
      EXPECT_FALSE(people.contains(key)) << key;
    }
  }
  EXPECT_GT(asked.size(), kPersons / 50);
}

TEST(NextQueryTest, TheSameNumberGivesTheSameQuery) {
  for (std::uint64_t number = 0; number < 200; ++number) {
    const auto one = next_query(kSeed, kPersons, number);
    const auto two = next_query(kSeed, kPersons, number);
    EXPECT_EQ(one.name, two.name);
    EXPECT_EQ(one.birth_date, two.birth_date);
    EXPECT_EQ(one.held, two.held);
  }
}

TEST(NextQueryTest, AnEmptyRegisterHoldsNobody) {
  for (std::uint64_t number = 0; number < 200; ++number) EXPECT_FALSE(next_query(kSeed, 0, number).held);
}

}  // namespace
}  // namespace hotline::sample
