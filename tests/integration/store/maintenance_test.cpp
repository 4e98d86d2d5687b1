#include "store/maintenance.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "support/migrated_database.hpp"

namespace hotline::store {
namespace {

using namespace std::chrono_literals;

class MaintenanceTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }

  MaintenanceOptions options() const {
    MaintenanceOptions made;
    made.conninfo = test::conninfo_as(server, database, "hotline_maintenance");
    made.partitions_every = 20ms;
    made.keys_every = 20ms;
    return made;
  }
  bool becomes(const std::string& sql, const std::string& wanted) const {
    for (int i = 0; i < 1000; ++i) {
      if (server.query_value(database, sql) == wanted) return true;
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }
  void put_key(const std::string& actor, const std::string& age) const {
    server.run_sql(database, "INSERT INTO request_key SELECT '" + actor +
                                 "', gen_random_uuid(), decode(repeat('00', 32), 'hex'), 1, 0, '', now() - interval '" +
                                 age + "'");
  }

  test::PrivatePostgres& server = test::PrivatePostgres::shared();
  std::string database = server.create_database();
};

TEST_F(MaintenanceTest, PartitionsAreMadeBeforeTheyAreNeeded) {
  server.run_sql(database, "INSERT INTO log_tree VALUES (1, 1, 0, decode(repeat('00', 32), 'hex'), '')");
  const auto maintenance = Maintenance::start(options());
  ASSERT_TRUE(maintenance) << maintenance.error().message;
  EXPECT_EQ((*maintenance)->partitions_ahead(), 2);
  server.run_sql(database, "UPDATE log_tree SET size = 9000000");
  for (const char* table : {"log_entry", "log_payload", "lookup_fact", "disclosed"}) {
    EXPECT_TRUE(becomes(std::string("SELECT to_regclass('") + table + "_p4') IS NOT NULL", "t")) << table;
  }
  EXPECT_EQ(server.query_value(database, "SELECT log_partitions_ahead()"), "2");
}

TEST_F(MaintenanceTest, KeysEndAfterSevenDaysAndNotBefore) {
  put_key("old", "7 days 1 minute");
  put_key("young", "6 days 23 hours");
  const auto maintenance = Maintenance::start(options());
  ASSERT_TRUE(maintenance);
  EXPECT_EQ(server.query_value(database, "SELECT string_agg(actor_id, ' ') FROM request_key"), "young");
  put_key("old", "8 days");
  EXPECT_TRUE(becomes("SELECT string_agg(actor_id, ' ') FROM request_key", "young"));
}

TEST_F(MaintenanceTest, LinksThatNobodyDecidedOnStopWaitingAfterNinetyDays) {
  server.run_sql(database,
                 "INSERT INTO awaited_link (person_a, person_b, asked_on) VALUES (1, 2, current_date - 91), "
                 "(3, 4, current_date - 89)");
  const auto maintenance = Maintenance::start(options());
  ASSERT_TRUE(maintenance);
  EXPECT_EQ(server.query_value(database, "SELECT string_agg(person_a::text, ' ') FROM awaited_link"), "3");
}

TEST_F(MaintenanceTest, GoesOnAfterABrokenConnection) {
  const auto maintenance = Maintenance::start(options());
  ASSERT_TRUE(maintenance);
  server.run_sql(database,
                 "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hotline_maintenance'");
  put_key("old", "8 days");
  EXPECT_TRUE(becomes("SELECT count(*) FROM request_key", "0"));
}

TEST_F(MaintenanceTest, StartIsRefusedWhenNothingCanBeMadeAhead) {
  server.run_sql(database, "REVOKE EXECUTE ON FUNCTION make_log_partitions(int) FROM hotline_maintenance");
  EXPECT_FALSE(Maintenance::start(options()));
}

}  // namespace
}  // namespace hotline::store
