#include "store/migrator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "support/migrated_database.hpp"
#include "support/private_postgres.hpp"

namespace hotline::store {
namespace {

using core::Reason;
using test::PrivatePostgres;
using testing::HasSubstr;

constexpr MigrationFile kFirst{1, "first", "-- Why.\nCREATE TABLE a (id int); INSERT INTO a VALUES (1);\n"};
constexpr MigrationFile kSecond{2, "second", "-- Why.\nCREATE TABLE b (id int);\n"};
constexpr MigrationFile kOutside{2, "index",
                                 "-- Why.\n-- migrate: no transaction\nCREATE INDEX CONCURRENTLY a_id ON a (id)"};
constexpr MigrationFile kBroken{2, "broken", "-- Why.\nCREATE TABLE b (id int); SELECT 1/0;\n"};

class MigratorTest : public testing::Test {
 protected:
  MigratorTest() : database_(PrivatePostgres::shared().create_empty_database()) {}

  std::unique_ptr<pg::BlockingConnection> connect() const {
    auto conninfo = pg::Conninfo::parse(PrivatePostgres::shared().superuser_conninfo(database_));
    EXPECT_TRUE(conninfo);
    auto connection = pg::BlockingConnection::connect(pg::SessionOptions{.conninfo = *conninfo});
    EXPECT_TRUE(connection);
    return std::move(*connection);
  }

  core::Result<MigrationOutcome> run(std::vector<MigrationFile> files) const { return migrate(*connect(), files); }
  std::string value(const std::string& sql) const { return PrivatePostgres::shared().query_value(database_, sql); }

  std::string database_;
};

TEST_F(MigratorTest, AppliesWhatIsMissingOnce) {
  auto first = run({kFirst});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->applied, 1);
  auto second = run({kFirst, kSecond});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->applied, 1);
  EXPECT_EQ(second->current, 2);
  auto nothing = run({kFirst, kSecond});
  ASSERT_TRUE(nothing);
  EXPECT_EQ(nothing->applied, 0);
  EXPECT_EQ(value("SELECT count(*) FROM a"), "1");
  EXPECT_EQ(value("SELECT string_agg(number || name || length(sha256), ',' ORDER BY number) FROM schema_migration"),
            "1first32,2second32");
}

TEST_F(MigratorTest, AFailedOneLeavesNothingBehind) {
  auto failed = run({kFirst, kBroken});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("0002_broken"));
  EXPECT_EQ(value("SELECT to_regclass('b') IS NULL"), "t");
  EXPECT_EQ(value("SELECT max(number) FROM schema_migration"), "1");
  EXPECT_TRUE(run({kFirst, kSecond}));
}

TEST_F(MigratorTest, OneWithoutTransactionRunsOutside) {
  auto done = run({kFirst, kOutside});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->current, 2);
  EXPECT_EQ(value("SELECT to_regclass('a_id') IS NOT NULL"), "t");
}

TEST_F(MigratorTest, RefusesAnEditedOneAGapAndANewerDatabase) {
  ASSERT_TRUE(run({kFirst, kSecond}));
  MigrationFile edited = kFirst;
  edited.text = "-- Other.\n";
  auto refused = run({edited, kSecond});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_THAT(refused.error().message, HasSubstr("0001_first"));

  auto newer = run({kFirst});
  ASSERT_FALSE(newer);
  EXPECT_THAT(newer.error().message, HasSubstr("newer"));

  MigrationFile far = kSecond;
  far.number = 4;
  auto gap = run({kFirst, kSecond, far});
  ASSERT_FALSE(gap);
  EXPECT_THAT(gap.error().message, HasSubstr("gap"));
}

TEST_F(MigratorTest, TwoAtOnceDoTheWorkOnce) {
  auto one = std::async(std::launch::async, [this] { return run({kFirst, kSecond}); });
  auto other = run({kFirst, kSecond});
  auto first = one.get();
  ASSERT_TRUE(first);
  ASSERT_TRUE(other);
  EXPECT_EQ(first->applied + other->applied, 2);
  EXPECT_EQ(value("SELECT count(*) FROM a"), "1");
}

TEST_F(MigratorTest, ADatabaseIsMarkedOnceForGood) {
  test::use_migrated_template();
  const std::string trial = PrivatePostgres::shared().create_database();
  auto owner = test::connect_as(PrivatePostgres::shared(), trial, "hotline_owner");
  EXPECT_TRUE(check_migrated(*owner));
  auto kind = database_kind(*owner);
  ASSERT_TRUE(kind);
  EXPECT_EQ(*kind, DatabaseKind::kTrial);
  EXPECT_TRUE(mark_database(*owner, DatabaseKind::kTrial));
  auto other = mark_database(*owner, DatabaseKind::kLive);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().reason, Reason::kWrongState);
  kind = database_kind(*owner);
  ASSERT_TRUE(kind);
  EXPECT_EQ(*kind, DatabaseKind::kTrial);
}

TEST_F(MigratorTest, ADatabaseThatWasNeverMarkedHasNoKind) {
  auto connection = connect();
  auto unmigrated = database_kind(*connection);
  ASSERT_FALSE(unmigrated);
  EXPECT_THAT(unmigrated.error().message, HasSubstr("hotline migrate"));
  PrivatePostgres::shared().run_sql(database_, "CREATE TABLE database_kind (kind text)");
  auto unmarked = database_kind(*connection);
  ASSERT_FALSE(unmarked);
  EXPECT_THAT(unmarked.error().message, HasSubstr("neither"));
}

TEST_F(MigratorTest, TheFilesOfThisProgramAreNumberedWithoutAGap) {
  const std::vector<MigrationFile> files = built_in_migrations();
  ASSERT_FALSE(files.empty());
  for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(files[i].number, static_cast<int>(i) + 1);
}

TEST_F(MigratorTest, AnUnmigratedDatabaseIsRefused) {
  auto refused = check_migrated(*connect());
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("hotline migrate"));
}

}  // namespace
}  // namespace hotline::store
