// What a server reads before it serves. HOTLINE_GUARD_ROWS sets how many entries the log has (20000).
#include "store/guard_feed.hpp"

#include <cstdio>
#include <cstdlib>

#include "log_writer_rig.hpp"

namespace hotline::store {
namespace {

constexpr char kCountedHelp[] = "Log entries counted that others have written";

class GuardFeedTest : public testing::Test {
 protected:
  GuardFeedTest() : rig_((test::use_migrated_template(), test::PrivatePostgres::shared())) {}

  GuardFeedOptions options() {
    GuardFeedOptions made;
    made.conninfo = test::conninfo_as(rig_.server(), rig_.database(), "hotline_guard");
    made.poll = 20ms;
    return made;
  }
  static core::GuardCaller caller() {
    core::GuardCaller made;
    made.id = core::ActorId("operator-1");
    made.role = core::Role::kOperator;
    made.credential = "socket";
    made.key = 1;
    made.credential_key = 1;
    return made;
  }
  static core::AskedPerson asked(std::uint64_t subject) {
    core::AskedPerson made;
    made.subject = made.name = made.call = subject;
    made.order = subject * 0x9E3779B97F4A7C15U;
    made.second_fact = true;
    return made;
  }
  // As the lookup writes it.
  LogDraft counted(std::uint64_t subject) {
    LogDraft draft = rig_.draft();
    core::GuardRow row;
    row.caller = row.credential = 1;
    draft.subject_key = core::bytes_of_key(subject);
    draft.guard_keys = core::encode_guard_row(row);
    return draft;
  }
  static core::GuardLimits limits() {
    core::GuardLimits made;
    made.persons_per_caller_per_hour = 3;
    return made;
  }

  LogRig rig_;
  core::Canaries canaries_;
};

TEST_F(GuardFeedTest, ReadsTheLastHourBeforeItServesAndFollowsOtherTreesThen) {
  auto writer = rig_.start(1);
  for (std::uint64_t subject : {1U, 2U}) ASSERT_EQ(LogRig::write(*writer, counted(subject)).kind, Kind::kCommitted);
  core::Guard guard(limits(), rig_.clock());
  runtime::Metrics metrics;
  GuardFeedOptions given = options();
  given.metrics = &metrics;
  auto feed = GuardFeed::start(std::move(given), guard, canaries_, [] { return 2; });
  ASSERT_TRUE(feed) << feed.error().message;
  EXPECT_TRUE(guard.admit_person(caller(), asked(1), std::nullopt));
  // The third is asked at the other server.
  ASSERT_EQ(LogRig::write(*writer, counted(3)).kind, Kind::kCommitted);
  const auto count = [&] { return metrics.counter("hotline_guard_rows_total", kCountedHelp).value(); };
  EXPECT_TRUE(becomes_true([&] { return count() == 3; }));
  EXPECT_FALSE(guard.admit_person(caller(), asked(4), std::nullopt));
  EXPECT_TRUE(guard.admit_person(caller(), asked(3), std::nullopt)) << "asked about before, there";
}

TEST_F(GuardFeedTest, DoesNotCountTwiceWhatItsOwnServerWrites) {
  auto writer = rig_.start(1);
  core::Guard guard(limits(), rig_.clock());
  auto feed = GuardFeed::start(options(), guard, canaries_, [] { return 1; });
  ASSERT_TRUE(feed);
  for (std::uint64_t subject : {1U, 2U, 3U}) ASSERT_EQ(LogRig::write(*writer, counted(subject)).kind, Kind::kCommitted);
  std::this_thread::sleep_for(200ms);  // ten rounds
  EXPECT_TRUE(guard.admit_person(caller(), asked(4), std::nullopt))
      << "counted by the guard itself, which was not asked";
}

TEST_F(GuardFeedTest, AlarmsAreKeptOverALostDatabaseAndOnce) {
  core::GuardLimits tight = limits();
  core::Guard guard(tight, rig_.clock());
  auto feed = GuardFeed::start(options(), guard, canaries_, [] { return 1; });
  ASSERT_TRUE(feed);
  const std::string kill =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hotlined guard'";
  rig_.sql(kill);
  for (std::uint64_t subject = 1; subject < 6; ++subject) {
    static_cast<void>(guard.admit_person(caller(), asked(subject), std::nullopt));
  }
  EXPECT_TRUE(becomes_true([&] { return rig_.number("SELECT count(*) FROM alarm WHERE kind = 2") == 1; }));
  // Another server, which has noticed the same.
  core::Guard other(tight, rig_.clock());
  auto second = GuardFeed::start(options(), other, canaries_, [] { return 2; });
  ASSERT_TRUE(second);
  for (std::uint64_t subject = 1; subject < 6; ++subject) {
    static_cast<void>(other.admit_person(caller(), asked(subject), std::nullopt));
  }
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(rig_.number("SELECT count(*) FROM alarm WHERE kind = 2"), 1);
}

TEST_F(GuardFeedTest, AlarmsAreNumberedInTheOrderOfTheirCommits) {
  auto first = test::connect_as(rig_.server(), rig_.database(), "hotline_guard");
  const std::string raise =
      "SELECT raise_alarms('{2}', '{NULL}', '{a}', '{socket}', '{1}', '{NULL}', '{NULL}', ARRAY['%'::bytea])";
  const auto with_key = [&](const std::string& key) {
    std::string sql = raise;
    return sql.replace(sql.find('%'), 1, key);
  };
  ASSERT_TRUE(first->script("BEGIN"));
  ASSERT_TRUE(first->script(with_key("one")));
  std::jthread other([&] { rig_.sql(with_key("two")); });  // waits for the first one's end
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(rig_.number("SELECT count(*) FROM alarm"), 0);
  ASSERT_TRUE(first->script("COMMIT"));
  other.join();
  EXPECT_EQ(rig_.value("SELECT string_agg(convert_from(once_key, 'UTF8'), ' ' ORDER BY change_number) FROM alarm"),
            "one two");
}

TEST_F(GuardFeedTest, TheStartOfALongLogReadsItsLastHourOnly) {
  const char* wanted = std::getenv("HOTLINE_GUARD_ROWS");
  const long rows = wanted != nullptr ? std::atol(wanted) : 20'000;
  constexpr long kOfTheHour = 10'000;
  { auto writer = rig_.start(1); }
  // A batch for each ten entries, a second for each hundred; the last ten thousand lie within the hour.
  const std::string all = std::to_string(rows);
  const std::string at =
      "now() - make_interval(secs => (" + all + " - i) * " + std::to_string(3000.0 / kOfTheHour) + ")";
  rig_.sql("INSERT INTO log_entry SELECT 1, i, " + at + ", decode(repeat('00', 90), 'hex') FROM generate_series(0, " +
           all + " - 1) AS i");
  core::GuardRow row;
  row.caller = row.credential = 1;
  std::string hex;
  for (const char byte : core::encode_guard_row(row)) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", static_cast<unsigned char>(byte));
    hex += two;
  }
  rig_.sql(
      "INSERT INTO log_payload (tree, log_index, salt, key_sealed, payload_sealed, subject_key, guard_keys) SELECT 1, "
      "i, decode(repeat('00', 32), 'hex'), decode(repeat('00', 91), 'hex'), decode(repeat('00', 400), 'hex'), "
      "int8send(i % 150 + 1), decode('" +
      hex + "', 'hex') FROM generate_series(0, " + all + " - 1) AS i");
  rig_.sql("INSERT INTO log_batch SELECT 1, i, 10, decode(repeat('00', 32), 'hex'), '', " + at +
           " FROM generate_series(0, " + all + " - 1, 10) AS i");
  rig_.sql("UPDATE log_tree SET size = " + all + "; ANALYZE log_entry, log_payload, log_batch");
  core::Guard guard(core::GuardLimits(), rig_.clock());
  runtime::Metrics metrics;
  GuardFeedOptions given = options();
  given.metrics = &metrics;
  const auto began = std::chrono::steady_clock::now();
  auto feed = GuardFeed::start(std::move(given), guard, canaries_, [] { return 1; });
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
  ASSERT_TRUE(feed) << feed.error().message;
  const double read = metrics.counter("hotline_guard_rows_total", kCountedHelp).value();
  std::printf("a log of %ld entries: %.0f of the last hour read in %lld ms\n", rows, read,
              static_cast<long long>(took));
  EXPECT_GE(read, static_cast<double>(kOfTheHour));
  EXPECT_LE(read, 1.6 * kOfTheHour);
}

}  // namespace
}  // namespace hotline::store
