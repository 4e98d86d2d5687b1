// What has been kept for 24 months goes within a day, and the log says so. The clock is simulated: entries are written
// as if it were long ago, so that the database's own clock stands behind their end.
#include "erasure/retention_rounds.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <iostream>
#include <set>

#include "integration/store/log_writer_rig.hpp"
#include "runtime/executors.hpp"
#include "store/log_audit.hpp"
#include "store/log_calls.hpp"

namespace hotline::erasure {
namespace {

using namespace std::chrono_literals;
using Round = core::Result<RetentionDone>;

boost::asio::awaitable<std::optional<Round>> with_default(boost::asio::awaitable<Round> work) {
  Round done = co_await std::move(work);
  co_return std::optional<Round>(std::move(done));
}

class RetentionTest : public testing::Test {
 protected:
  RetentionTest() : rig((test::use_migrated_template(), test::PrivatePostgres::shared())), executors("retention", 2) {
    auto conninfo = store::pg::Conninfo::parse(test::conninfo_as(rig.server(), rig.database(), "hotline_erasure"));
    store::pg::PoolOptions options{.session = {.conninfo = *conninfo}};
    pool = std::make_unique<store::pg::Pool>(executors.executor(), std::move(options));
    writer = rig.start();
  }
  ~RetentionTest() override {
    pool->close();
    executors.stop();
  }

  // The first moment that is not over yet, by the database's clock.
  core::Instant limit() const {
    const std::int64_t second = rig.number("SELECT floor(extract(epoch FROM now() - retention_time()))::bigint");
    return core::Instant(std::chrono::seconds(second));
  }
  void logged_at(core::Instant at, int entries) {
    std::vector<store::LogDraft> drafts;
    for (int i = 0; i < entries; ++i) {
      store::LogDraft draft = rig.draft();
      draft.at = at;
      drafts.push_back(std::move(draft));
    }
    for (const auto& outcome : store::LogRig::write(*writer, std::move(drafts))) {
      ASSERT_EQ(outcome.kind, store::Kind::kCommitted);
    }
  }
  std::unique_ptr<RetentionRounds> rounds(std::int32_t batch_max = 5'000) {
    RetentionOptions options;
    options.begins_after = 1h;
    options.batch_max = batch_max;
    Eraser eraser(*pool, *writer, rig.keyring(), rig.clock(), rig.random());
    return std::make_unique<RetentionRounds>(executors.executor(), *pool, std::move(eraser), metrics, options);
  }
  RetentionDone work_once(std::int32_t batch_max = 5'000) {
    const auto made = rounds(batch_max);
    const Round done =
        *boost::asio::co_spawn(executors.executor(), with_default(made->round()), boost::asio::use_future).get();
    EXPECT_TRUE(done) << done.error().message;
    return done ? *done : RetentionDone();
  }
  store::TreeReport audited() {
    store::AuditQuestion asked;
    asked.public_keys = rig.signer().public_keys();
    const auto connection = test::connect_as(rig.server(), rig.database(), "hotline_auditor");
    auto reports = store::audit_log(*connection, asked, [](std::uint64_t, std::uint64_t) {});
    EXPECT_TRUE(reports) << reports.error().message;
    return reports ? reports->front() : store::TreeReport();
  }
  int readable() {
    const auto connection = test::connect_as(rig.server(), rig.database(), "hotline_log");
    store::TimeSpan span;
    span.from = limit() - 24h * 400;
    span.before = rig.clock().now() + 24h;
    int count = 0;
    const auto read = store::each_payload(*connection, rig.keyring(), span, [&](const store::LoggedPayload& entry) {
      // The rig's payloads are of no format, so what opens is "forged" and what is gone is erased.
      count += entry.state != store::LoggedPayload::State::kErased ? 1 : 0;
      return true;
    });
    EXPECT_TRUE(read);
    return count;
  }
  // An inquiry that ended so long ago, by the database's clock.
  void ended(std::int64_t reference, const std::string& ago, bool reachable, int state = 5) {
    rig.sql(
        "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, "
        "facts_sealed, asker_sealed, contact_key, passphrase_hash) VALUES (" +
        std::to_string(reference) + ", " + std::to_string(state) +
        ", 1, now() - interval '40 months', now() - interval '" + ago + "', 'operator-1', 1, 'facts', 'asker', " +
        (reachable ? "decode(repeat('6b', 32), 'hex')" : "NULL") + ", decode(repeat('68', 50), 'hex'))");
  }
  void answered(std::int64_t reference, int answer, const std::string& ago = "1 day") {
    rig.sql("INSERT INTO retention_answer VALUES (" + std::to_string(reference) + ", " + std::to_string(answer) +
            ", 'supervisor-1', now() - interval '" + ago + "')");
  }
  std::string erased() {
    return rig.value(
        "SELECT coalesce(string_agg(reference::text, ' ' ORDER BY reference), '') FROM inquiry "
        "WHERE erased_at IS NOT NULL");
  }

  store::LogRig rig;
  runtime::Executors executors;
  runtime::Metrics metrics;
  std::unique_ptr<store::pg::Pool> pool;
  std::unique_ptr<store::LogWriter> writer;
};

TEST_F(RetentionTest, PayloadsGoWhenTheirTimeIsOverAndNotBefore) {
  const core::Instant end = limit();
  logged_at(end - 24h * 30, 40);
  logged_at(end - 1h, 10);
  logged_at(end + 1h, 7);
  logged_at(end + 24h * 300, 5);
  ASSERT_EQ(readable(), 62);
  EXPECT_EQ(work_once().payloads, 50);
  EXPECT_EQ(work_once().payloads, 0);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_payload AS p JOIN log_entry AS e USING (tree, log_index) "
                       "WHERE e.logged_at < now() - retention_time()"),
            0);
  EXPECT_EQ(rig.number("SELECT sum(payloads) FROM erasure WHERE cause = 2 AND state = 4"), 50);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_payload AS p JOIN log_entry AS e USING (tree, log_index) "
                       "WHERE get_byte(e.leaf, 1) <> 5"),
            12);
  const auto report = audited();
  EXPECT_FALSE(report.damage) << report.damage->what << " at " << report.damage->first;
  EXPECT_EQ(report.erased, 50U);
}

TEST_F(RetentionTest, TheSameADayLaterAndSoOn) {
  // A simulated week: each day's entries are past their end by the next day's round.
  const core::Instant end = limit();
  for (int day = 7; day >= 1; --day) logged_at(end - 24h * day, 3);
  logged_at(end + 24h, 3);
  work_once();
  work_once();
  EXPECT_EQ(rig.number("SELECT sum(payloads) FROM erasure WHERE state = 4"), 21);
  EXPECT_EQ(audited().erased, 21U);
}

TEST_F(RetentionTest, WorksInBatchesOfOneEntryEach) {
  logged_at(limit() - 24h, 25);
  work_once(10);
  EXPECT_EQ(rig.number("SELECT count(*) FROM erasure WHERE state = 4 AND payloads > 0"), 3);
  EXPECT_EQ(rig.number("SELECT max(payloads) FROM erasure"), 10);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 5"), 3);
  EXPECT_EQ(audited().erased, 25U);
  EXPECT_FALSE(audited().damage);
}

TEST_F(RetentionTest, AnErasuresOwnEntryStaysForGood) {
  logged_at(limit() - 24h, 2);
  work_once();
  // Two years later.
  rig.sql(
      "ALTER TABLE log_entry DISABLE TRIGGER log_entry_append_only; "
      "UPDATE log_entry SET logged_at = logged_at - interval '25 months'");
  work_once();
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_payload AS p JOIN log_entry AS e USING (tree, log_index) "
                       "WHERE get_byte(e.leaf, 1) = 5"),
            1);
}

TEST_F(RetentionTest, ACallThatOvertookAnErasureIsErasedToo) {
  ended(7, "1 day", true);
  rig.sql(
      "INSERT INTO erasure (cause, reference, asked_by, state, decided_by, decided_at, tree, log_index, done_at) "
      "VALUES (1, 7, 'one', 4, 'another', now(), 99, 0, now())");
  store::LogDraft late = rig.draft();
  late.reference = 7;
  ASSERT_EQ(store::LogRig::write(*writer, std::move(late)).kind, store::Kind::kCommitted);
  EXPECT_EQ(work_once().finished, 1);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_payload WHERE reference = 7"), 0);
  EXPECT_EQ(rig.value("SELECT asked_by || ' ' || decided_by FROM erasure WHERE payloads = 1"), "one another");
  EXPECT_EQ(work_once().finished, 0);
}

TEST_F(RetentionTest, TwoServersDoNotEraseTheSameTwice) {
  logged_at(limit() - 24h, 200);
  for (int i = 0; i < 20; ++i) ended(100 + i, "30 months", false);
  const auto first = rounds(10);
  const auto second = rounds(10);
  auto one = boost::asio::co_spawn(executors.executor(), with_default(first->round()), boost::asio::use_future);
  auto other = boost::asio::co_spawn(executors.executor(), with_default(second->round()), boost::asio::use_future);
  (void)one.get();
  (void)other.get();
  work_once();
  EXPECT_EQ(rig.number("SELECT sum(payloads) FROM erasure WHERE state = 4"), 200);
  EXPECT_EQ(rig.number("SELECT count(*) FROM erasure WHERE state = 4 AND reference IS NOT NULL"), 20);
  EXPECT_EQ(rig.number("SELECT count(*) FROM erasure WHERE state = 3"), 0);
  EXPECT_FALSE(audited().damage);
}

TEST_F(RetentionTest, TheRuleErasesNothingYoung) {
  logged_at(limit() + 1h, 1);
  const auto connection = test::connect_as(rig.server(), rig.database(), "hotline_erasure");
  ASSERT_TRUE(
      connection->script("INSERT INTO erasure (cause, asked_by, state, decided_by, decided_at) "
                         "VALUES (2, 'a thief', 3, 'a thief', now())"));
  // Whoever holds this login says that the time is over; the function looks at the entry.
  Eraser eraser(*pool, *writer, rig.keyring(), rig.clock(), rig.random());
  using Row = core::Result<store::ErasureRow>;
  struct Run {
    static boost::asio::awaitable<std::optional<Row>> once(Eraser& eraser) {
      std::vector<store::LogPosition> young{store::LogPosition{1, 0}};
      Row row = co_await eraser.carry_out(1, std::move(young), runtime::deadline_in(10s));
      co_return std::optional<Row>(std::move(row));
    }
  };
  const Row row = *boost::asio::co_spawn(executors.executor(), Run::once(eraser), boost::asio::use_future).get();
  EXPECT_FALSE(row);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_payload"), 1);
}

TEST_F(RetentionTest, FamiliesAreAskedBeforeTheirInquiryGoes) {
  ended(1, "23 months", true);         // not yet
  ended(2, "24 months 1 day", true);   // due, and nobody has asked
  ended(3, "24 months 1 day", true);   // the family agrees
  ended(4, "24 months 1 day", true);   // the family wants it kept
  ended(5, "24 months 1 day", false);  // left no way to be asked
  ended(6, "28 months", true);         // nobody asked for months
  ended(7, "24 months 1 day", true);   // nobody could be reached
  ended(8, "30 months", true, 1);      // still open
  ended(9, "50 months", true);         // kept once more, and that is over too
  answered(3, 2);
  answered(4, 1);
  answered(7, 3);
  answered(9, 1, "25 months");
  EXPECT_EQ(work_once().inquiries, 5);
  EXPECT_EQ(erased(), "3 5 6 7 9");
  EXPECT_EQ(
      rig.value("SELECT count(*) FROM inquiry WHERE erased_at IS NOT NULL AND (facts_sealed <> '' OR asker_sealed IS "
                "NOT NULL OR contact_key IS NOT NULL)"),
      "0");
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 5"), 5) << "each is logged";
  EXPECT_FALSE(audited().damage);
}

}  // namespace
}  // namespace hotline::erasure
