#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <limits>
#include <thread>

#include "runtime/executors.hpp"
#include "store/pg/blocking_connection.hpp"
#include "store/pg/sqlstate.hpp"
#include "store/pg/transaction.hpp"
#include "support/private_postgres.hpp"

// g++ 12 takes the operators new and delete of a coroutine's frame for strangers.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace hotline::store::pg {
namespace {

namespace asio = boost::asio;
using core::Reason;
using runtime::deadline_in;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using test::PrivatePostgres;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr Query kOne = "SELECT 1";
constexpr Query kSleep = "SELECT 1 FROM pg_sleep($1)";
constexpr Query kPid = "SELECT pg_backend_pid()";
constexpr Query kInsertNote = "INSERT INTO note (id, body) VALUES ($1, $2)";
constexpr Query kCountNotes = "SELECT count(*) FROM note";

Params sleep_for(double time) {
  Params params;
  params.float8(time);
  return params;
}

Params note(std::int64_t id, std::string_view body) {
  Params params;
  params.int8(id).text(body);
  return params;
}

// co_spawn wants results that can be made of nothing.
template <typename T>
asio::awaitable<std::optional<T>> boxed(asio::awaitable<T> work) {
  std::optional<T> out(co_await std::move(work));
  co_return out;
}

class PgTest : public testing::Test {
 protected:
  PgTest() : database_(server().create_empty_database()) {
    server().run_sql(database_,
                     "CREATE TABLE note (id bigint CONSTRAINT note_once PRIMARY KEY, body text NOT NULL CONSTRAINT "
                     "note_not_empty CHECK (body <> ''))");
  }

  static PrivatePostgres& server() { return PrivatePostgres::shared(); }

  SessionOptions session() const {
    auto conninfo = Conninfo::parse(server().superuser_conninfo(database_));
    EXPECT_TRUE(conninfo);
    return SessionOptions{.conninfo = *conninfo, .application_name = "pg_test"};
  }

  PoolOptions pool_of(std::size_t connections) const {
    return PoolOptions{.session = session(), .connections_max = connections};
  }

  template <typename T>
  std::future<std::optional<T>> start(asio::awaitable<T> work) {
    return asio::co_spawn(executors_.executor(), boxed(std::move(work)), asio::use_future);
  }

  template <typename T>
  T get(asio::awaitable<T> work) {
    return std::move(*start(std::move(work)).get());
  }

  std::unique_ptr<Connection> connect() {
    auto made = get(Connection::connect(executors_.executor(), session(), deadline_in(seconds(5))));
    EXPECT_TRUE(made);
    return std::move(*made);
  }

  std::unique_ptr<BlockingConnection> connect_blocking() {
    auto made = BlockingConnection::connect(session());
    EXPECT_TRUE(made);
    return std::move(*made);
  }

  std::string value(const std::string& sql) const { return server().query_value(database_, sql); }

  // Until the server says yes; the limit only ends a test that has failed.
  void wait_until(const std::string& sql) const {
    const auto limit = steady_clock::now() + seconds(20);
    while (value(sql) != "t") {
      ASSERT_LT(steady_clock::now(), limit) << sql;
      std::this_thread::sleep_for(milliseconds(10));
    }
  }

  // Holds for the whole server, so that it is taken back however the test ends.
  class ServerSetting {
   public:
    ServerSetting(const PgTest& test, std::string name, const std::string& value)
        : test_(test), name_(std::move(name)), before_(test.value("SELECT current_setting('" + name_ + "')")) {
      server().run_sql(test_.database_, "ALTER SYSTEM SET " + name_ + " = '" + value + "'");
      reload(value);
    }
    ~ServerSetting() {
      server().run_sql(test_.database_, "ALTER SYSTEM RESET " + name_);
      reload(before_);
    }
    ServerSetting(const ServerSetting&) = delete;
    ServerSetting& operator=(const ServerSetting&) = delete;

   private:
    void reload(const std::string& expected) const {
      server().run_sql(test_.database_, "SELECT pg_reload_conf()");
      test_.wait_until("SELECT current_setting('" + name_ + "') = '" + expected + "'");
    }

    const PgTest& test_;
    std::string name_;
    std::string before_;
  };

  std::string database_;
  runtime::Executors executors_{"test", 3};
};

constexpr Query kEveryType =
    "SELECT $1::bool, $2::int2, $3::int4, $4::int8, $5::float4, $6::float8, $7::text, $8::bytea, $9::uuid,"
    " $10::timestamptz, $11::date";

Params every_type() {
  const core::Bytes16 uuid = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255};
  Params params;
  params.boolean(true)
      .int2(std::numeric_limits<std::int16_t>::min())
      .int4(-7)
      .int8(std::numeric_limits<std::int64_t>::max())
      .float4(0.5F)
      .float8(-1e300)
      .text("Шевченко")
      .bytea(std::string_view("\0\xff", 2))
      .uuid(uuid)
      .timestamptz(core::Instant(std::chrono::microseconds(1'790'000'000'123'456)))
      .date(-1);
  return params;
}

TEST_F(PgTest, EveryTypeComesBackAsItWasSent) {
  auto connection = connect_blocking();
  auto rows = connection->exec(kEveryType, every_type());
  ASSERT_TRUE(rows);
  const Row row = rows->front();
  EXPECT_TRUE(row.boolean(0));
  EXPECT_EQ(row.int2(1), std::numeric_limits<std::int16_t>::min());
  EXPECT_EQ(row.int4(2), -7);
  EXPECT_EQ(row.int8(3), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(row.float4(4), 0.5F);
  EXPECT_EQ(row.float8(5), -1e300);
  EXPECT_EQ(row.text(6), "Шевченко");
  EXPECT_EQ(row.bytea(7), std::string("\0\xff", 2));
  EXPECT_EQ(row.uuid(8)[15], 255);
  EXPECT_EQ(row.timestamptz(9).time_since_epoch().count(), 1'790'000'000'123'456);
  EXPECT_EQ(row.date(10), -1);
  EXPECT_EQ(row.int8(1), row.int2(1)) << "a narrower integer may be read as a wider one";
}

TEST_F(PgTest, NullsOfEveryTypeComeBackAsNull) {
  auto connection = connect_blocking();
  Params params;
  params.boolean({}).int2({}).int4({}).int8({}).float4({}).float8({}).text({}).bytea(std::optional<std::string_view>());
  params.uuid({}).timestamptz({}).date({});
  auto rows = connection->exec(kEveryType, params);
  ASSERT_TRUE(rows);
  const Row row = rows->front();
  for (std::size_t column = 0; column < row.size(); ++column) EXPECT_TRUE(row.null(column)) << column;
  EXPECT_EQ(row.int8_or_null(3), std::nullopt);
  EXPECT_EQ(row.text_or_null(6), std::nullopt);
  EXPECT_THROW(row.int8(3), RowError);
}

TEST_F(PgTest, TheServerReadsTheSameValues) {
  auto connection = connect_blocking();
  auto rows = connection->exec(
      "SELECT $4::int8 = 9223372036854775807 AND $9::uuid = '01020304-0506-0708-090a-0b0c0d0e0fff' AND"
      " $10::timestamptz = '2026-09-21 14:13:20.123456Z' AND $11::date = '1969-12-31' AND $8::bytea = '\\x00ff' AND"
      " $1::bool AND $2::int2 = -32768 AND $3::int4 = -7 AND $5::float4 = 0.5 AND $6::float8 = -1e300 AND"
      " length($7::text) = 8",
      every_type());
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->front().boolean(0));
}

TEST_F(PgTest, ArraysUnnestInOrderWithTheirNulls) {
  auto connection = connect_blocking();
  const std::vector<std::int64_t> ids = {3, 1, 2};
  const std::vector<std::optional<std::string>> bodies = {"a", std::nullopt, ""};
  const std::vector<std::string> seals = {std::string("\0x", 2), "", "z"};
  const std::vector<bool> flags = {true, false, true};
  const std::vector<std::optional<core::Instant>> times = {core::Instant(), std::nullopt, core::Instant()};
  Params params;
  params.int8s(ids).texts(bodies).byteas(seals).booleans(flags).timestamptzs(times);
  auto rows = connection->exec(
      "SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bool[], $5::timestamptz[])", params);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].int8(0), 3);
  EXPECT_EQ((*rows)[1].text_or_null(1), std::nullopt);
  EXPECT_EQ((*rows)[2].text_or_null(1), "");
  EXPECT_EQ((*rows)[0].bytea(2), std::string("\0x", 2));
  EXPECT_FALSE((*rows)[1].boolean(3));
  EXPECT_EQ((*rows)[1].timestamptz_or_null(4), std::nullopt);
  EXPECT_EQ((*rows)[2].timestamptz(4), core::Instant());

  Params empty;
  empty.int8s(std::vector<std::int64_t>());
  auto none = connection->exec("SELECT * FROM unnest($1::bigint[])", empty);
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());

  auto back = connection->exec("SELECT ARRAY[5, 6]::int8[], ARRAY['x', 'y']::text[], ARRAY[]::int8[], ARRAY[1, NULL]");
  ASSERT_TRUE(back);
  EXPECT_THAT(back->front().int8s(0), ElementsAre(5, 6));
  EXPECT_THAT(back->front().texts(1), ElementsAre("x", "y"));
  EXPECT_TRUE(back->front().int8s(2).empty());
  EXPECT_THROW(back->front().int8s(3), RowError);
}

TEST_F(PgTest, AWrongColumnOrTypeThrowsWithoutTheValue) {
  auto connection = connect_blocking();
  auto rows = connection->exec("SELECT 'Skovoroda'::text");
  ASSERT_TRUE(rows);
  EXPECT_THROW(rows->front().text(1), RowError);
  try {
    rows->front().int8(0);
    ADD_FAILURE() << "a text was read as int8";
  } catch (const RowError& error) {
    EXPECT_THAT(error.what(), Not(HasSubstr("Skovoroda")));
  }
}

TEST_F(PgTest, OneTextWithOtherTypesIsPreparedAgain) {
  auto connection = connect();
  constexpr Query query = "SELECT pg_typeof($1)::text";
  Params number;
  number.int4(1);
  Params text;
  text.text("1");
  for (int i = 0; i < 2; ++i) {
    auto first = get(connection->exec(query, number, deadline_in(seconds(5))));
    auto second = get(connection->exec(query, text, deadline_in(seconds(5))));
    ASSERT_TRUE(first);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->front().text(0), "integer");
    EXPECT_EQ(second->front().text(0), "text");
  }
}

TEST_F(PgTest, AStatementThatCouldNotBePreparedIsPreparedWhenItCan) {
  auto connection = connect();
  constexpr Query query = "SELECT count(*) FROM later";
  auto missing = get(connection->exec(query, Params(), deadline_in(seconds(5))));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().reason, Reason::kBug);
  EXPECT_EQ(sqlstate_of(missing.error()), "42P01");
  server().run_sql(database_, "CREATE TABLE later (id int)");
  auto there = get(connection->exec(query, Params(), deadline_in(seconds(5))));
  ASSERT_TRUE(there);
}

TEST_F(PgTest, AnErrorNamesTheConstraintAndNeverQuotesTheRow) {
  auto connection = connect();
  ASSERT_TRUE(get(connection->exec(kInsertNote, note(1, "Kotsiubynska"), deadline_in(seconds(5)))));
  auto twice = get(connection->exec(kInsertNote, note(1, "Kotsiubynska"), deadline_in(seconds(5))));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().reason, Reason::kConflict);
  EXPECT_EQ(sqlstate_of(twice.error()), kUniqueViolation);
  EXPECT_TRUE(violates(twice.error(), "note_once"));
  EXPECT_FALSE(violates(twice.error(), "other"));
  EXPECT_FALSE(outcome_unknown(twice.error()));
  EXPECT_THAT(twice.error().message, Not(HasSubstr("Kotsiubynska")));
  auto empty = get(connection->exec(kInsertNote, note(2, ""), deadline_in(seconds(5))));
  ASSERT_FALSE(empty);
  EXPECT_TRUE(violates(empty.error(), "note_not_empty"));
  EXPECT_EQ(value("SELECT count(*) FROM note"), "1");
}

// A read-only disk gives the same code to a table that is opened for the first time.
TEST_F(PgTest, AFileThatMayNotBeOpenedIsAStoreThatIsDownAndAMissingGrantIsABug) {
  server().run_sql(database_, "CREATE ROLE stranger_of_" + database_);
  const std::filesystem::path file =
      value("SELECT current_setting('data_directory') || '/' || pg_relation_filepath('note')");
  auto reader = connect();
  const auto before = std::filesystem::status(file).permissions();
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  const auto unopened = get(reader->exec(kCountNotes, Params(), deadline_in(seconds(5))));
  std::filesystem::permissions(file, before);
  ASSERT_FALSE(unopened);
  EXPECT_EQ(sqlstate_of(unopened.error()), "42501");
  EXPECT_EQ(unopened.error().reason, Reason::kStoreDown);
  EXPECT_TRUE(unopened.error().retry_after);
  EXPECT_TRUE(get(reader->exec(kCountNotes, Params(), deadline_in(seconds(5))))) << "and it goes on when it may";

  auto stranger = connect_blocking();
  ASSERT_TRUE(stranger->script("SET ROLE stranger_of_" + database_));
  const auto refused = stranger->exec(kCountNotes);
  ASSERT_FALSE(refused);
  EXPECT_EQ(sqlstate_of(refused.error()), "42501");
  EXPECT_EQ(refused.error().reason, Reason::kBug);
}

TEST_F(PgTest, TheServerEndsAStatementAtTheDeadlineAndTheConnectionStays) {
  auto connection = connect();
  const auto began = steady_clock::now();
  auto slept = get(connection->exec(kSleep, sleep_for(30), deadline_in(milliseconds(200))));
  ASSERT_FALSE(slept);
  EXPECT_EQ(slept.error().reason, Reason::kOutOfTime);
  EXPECT_LT(steady_clock::now() - began, seconds(10));
  EXPECT_TRUE(connection->idle());
  // The short limit of that call does not stay for the next.
  EXPECT_TRUE(get(connection->exec(kSleep, sleep_for(0.4), deadline_in(seconds(20)))));
}

TEST_F(PgTest, ADeadlineThatHasPassedSendsNothing) {
  auto connection = connect();
  auto late = get(connection->exec(kInsertNote, note(1, "x"), steady_clock::now()));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().reason, Reason::kOutOfTime);
  EXPECT_TRUE(connection->idle());
  EXPECT_EQ(value("SELECT count(*) FROM note"), "0");
}

TEST_F(PgTest, AServerThatHangsIsLeftAtTheDeadline) {
  auto connection = connect();
  auto begun = get(connection->exec(kBegin, Params(), deadline_in(seconds(5))));
  ASSERT_TRUE(begun);
  auto pid = get(connection->exec(kPid, Params(), deadline_in(seconds(5))));
  ASSERT_TRUE(pid);
  const pid_t backend = pid->front().int4(0);
  ASSERT_EQ(::kill(backend, SIGSTOP), 0);
  auto hung = get(connection->exec(kOne, Params(), deadline_in(milliseconds(200))));
  ::kill(backend, SIGCONT);
  ASSERT_FALSE(hung);
  EXPECT_EQ(hung.error().reason, Reason::kOutOfTime);
  EXPECT_FALSE(connection->usable());
  auto after = get(connection->exec(kOne, Params(), deadline_in(seconds(5))));
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().reason, Reason::kStoreDown);
}

TEST_F(PgTest, AHangUpClosesTheConnectionAndThePoolOpensAnother) {
  Pool pool(executors_.executor(), pool_of(1));
  asio::cancellation_signal hang_up;
  auto strand = asio::make_strand(executors_.executor());
  auto slept = asio::co_spawn(strand, boxed(pool.exec(kSleep, sleep_for(30), deadline_in(seconds(40)))),
                              asio::bind_cancellation_slot(hang_up.slot(), asio::use_future));
  wait_until(
      "SELECT count(*) = 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(%1)'"
      " AND pid <> pg_backend_pid()");
  asio::post(strand, [&] { hang_up.emit(asio::cancellation_type::terminal); });
  bool hung_up = false;
  try {
    auto result = slept.get();
    hung_up = !*result && (*result).error().reason != Reason::kOutOfTime;
  } catch (const boost::system::system_error& error) {
    hung_up = error.code() == asio::error::operation_aborted;
  }
  EXPECT_TRUE(hung_up);
  auto next = get(pool.exec(kOne, Params(), deadline_in(seconds(5))));
  EXPECT_TRUE(next);
  EXPECT_EQ(pool.figures().open, 1U);
}

TEST_F(PgTest, APipelineStopsAtTheFirstErrorAndSaysWhich) {
  const auto calls = [] {
    std::vector<Call> out;
    out.push_back(Call{kInsertNote, note(1, "a")});
    out.push_back(Call{kInsertNote, note(2, "")});
    out.push_back(Call{kInsertNote, note(3, "c")});
    return out;
  };
  auto waiting = connect();
  PipelineOutcome outcome = get(waiting->pipeline(calls(), deadline_in(seconds(5))));
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.rows.size(), 1U);
  EXPECT_TRUE(violates(*outcome.error, "note_not_empty"));
  EXPECT_TRUE(waiting->idle());
  EXPECT_EQ(value("SELECT count(*) FROM note"), "0") << "without BEGIN the calls are one transaction";

  auto blocking = connect_blocking();
  PipelineOutcome again = blocking->pipeline(calls());
  ASSERT_TRUE(again.error);
  EXPECT_EQ(again.rows.size(), 1U);
  EXPECT_TRUE(blocking->usable());

  std::vector<Call> whole;
  whole.push_back(Call{kBegin, Params()});
  whole.push_back(Call{kInsertNote, note(1, "a")});
  whole.push_back(Call{kInsertNote, note(2, "b")});
  whole.push_back(Call{kCommit, Params()});
  PipelineOutcome good = blocking->pipeline(whole);
  EXPECT_FALSE(good.error);
  ASSERT_EQ(good.rows.size(), 4U);
  EXPECT_EQ(good.rows[1].affected(), 1);
  EXPECT_EQ(good.rows[3].command(), "COMMIT");
  EXPECT_FALSE(blocking->in_transaction());
  EXPECT_EQ(value("SELECT count(*) FROM note"), "2");
}

TEST_F(PgTest, ABigPipelineBothWaysDoesNotStandStill) {
  constexpr std::size_t kCalls = 1500;
  const std::string big(20'000, 'x');
  const auto calls = [&] {
    std::vector<Call> out;
    for (std::size_t i = 0; i < kCalls; ++i) {
      Params params;
      params.text(big);
      out.push_back(Call{"SELECT $1::text", std::move(params)});
    }
    return out;
  };
  auto waiting = connect();
  PipelineOutcome outcome = get(waiting->pipeline(calls(), deadline_in(seconds(60))));
  EXPECT_FALSE(outcome.error);
  ASSERT_EQ(outcome.rows.size(), kCalls);
  EXPECT_EQ(outcome.rows.back().front().text_view(0), big);
  PipelineOutcome again = connect_blocking()->pipeline(calls());
  EXPECT_FALSE(again.error);
  EXPECT_EQ(again.rows.size(), kCalls);
}

asio::awaitable<core::Done> put_notes(Pool& pool, std::int64_t first, std::int64_t count, bool keep) {
  auto tx = co_await begin(pool, deadline_in(seconds(20)));
  if (!tx) co_return tx.error();
  for (std::int64_t id = first; id < first + count; ++id) {
    auto written = co_await tx->exec(kInsertNote, note(id, "n"));
    if (!written) co_return written.error();
  }
  if (!keep) co_return core::Nothing{};
  co_return co_await tx->commit();
}

TEST_F(PgTest, ATransactionIsKeptByCommitOnly) {
  Pool pool(executors_.executor(), pool_of(1));
  EXPECT_TRUE(get(put_notes(pool, 1, 3, true)));
  EXPECT_TRUE(get(put_notes(pool, 10, 3, false)));
  auto count = get(pool.exec(kCountNotes, Params(), deadline_in(seconds(5))));
  ASSERT_TRUE(count);
  EXPECT_EQ(count->front().int8(0), 3);
  EXPECT_EQ(
      value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"),
      "1")
      << "the rolled back connection was kept";
}

TEST_F(PgTest, AFailedTransactionDoesNotCommit) {
  Pool pool(executors_.executor(), pool_of(1));
  auto tx = get(begin(pool, deadline_in(seconds(5))));
  ASSERT_TRUE(tx);
  ASSERT_TRUE(get(tx->exec(kInsertNote, note(1, "a"))));
  EXPECT_FALSE(get(tx->exec(kInsertNote, note(1, "a"))));
  auto committed = get(tx->commit());
  ASSERT_FALSE(committed);
  EXPECT_FALSE(outcome_unknown(committed.error()));
  EXPECT_EQ(value("SELECT count(*) FROM note"), "0");
  auto again = get(tx->commit());
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, Reason::kBug);
}

TEST_F(PgTest, TheDeadlineOfATransactionIsItsStatementTimeout) {
  Pool pool(executors_.executor(), pool_of(1));
  auto tx = get(begin(pool, deadline_in(milliseconds(3000))));
  ASSERT_TRUE(tx);
  auto slept = get(tx->exec(kSleep, sleep_for(30)));
  ASSERT_FALSE(slept);
  EXPECT_EQ(slept.error().reason, Reason::kOutOfTime);
  auto late = get(tx->commit());
  EXPECT_FALSE(late);
}

TEST_F(PgTest, AConnectionLostDuringCommitLeavesTheOutcomeUnknown) {
  server().run_sql(database_,
                   "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS "
                   "$$BEGIN PERFORM pg_sleep(30); RETURN NULL; END$$;"
                   "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                   "EXECUTE FUNCTION dawdle()");
  const std::string waiting =
      "SELECT count(*) = 1 FROM pg_stat_activity WHERE query = 'COMMIT' AND wait_event = 'PgSleep'";
  const std::string cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'COMMIT'";

  Pool pool(executors_.executor(), pool_of(1));
  auto done = start(put_notes(pool, 1, 1, true));
  wait_until(waiting);
  server().run_sql(database_, cut);
  auto lost = done.get();
  ASSERT_FALSE(*lost);
  EXPECT_EQ((*lost).error().reason, Reason::kStoreDown);
  EXPECT_TRUE(outcome_unknown((*lost).error()));
  EXPECT_TRUE((*lost).error().retry_after.has_value());

  auto blocking = connect_blocking();
  std::vector<Call> calls;
  calls.push_back(Call{kBegin, Params()});
  calls.push_back(Call{kInsertNote, note(2, "b")});
  calls.push_back(Call{kCommit, Params()});
  auto outcome = std::async(std::launch::async, [&] { return blocking->pipeline(calls); });
  wait_until(waiting);
  server().run_sql(database_, cut);
  PipelineOutcome end = outcome.get();
  ASSERT_TRUE(end.error);
  EXPECT_TRUE(outcome_unknown(*end.error));
  EXPECT_FALSE(blocking->usable());
  EXPECT_TRUE(blocking->reconnect());
  EXPECT_TRUE(blocking->exec(kOne));
}

TEST_F(PgTest, ACommitOfWhichReplicationWasGivenUpIsUnknown) {
  const std::string waiting = "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
  const std::string give_up = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
  Pool pool(executors_.executor(), pool_of(1));
  auto blocking = connect_blocking();
  std::optional<ServerSetting> standby_is_named(std::in_place, *this, "synchronous_standby_names", "absent");

  auto done = start(put_notes(pool, 1, 1, true));
  wait_until(waiting);
  value(give_up);
  auto lost = done.get();
  ASSERT_FALSE(*lost);
  EXPECT_TRUE(outcome_unknown((*lost).error()));

  auto single = std::async(std::launch::async, [&] { return blocking->exec(kInsertNote, note(2, "b")); });
  wait_until(waiting);
  value(give_up);
  auto end = single.get();
  ASSERT_FALSE(end);
  EXPECT_TRUE(outcome_unknown(end.error()));
  EXPECT_TRUE(blocking->tainted());
  EXPECT_FALSE(blocking->usable());

  standby_is_named.reset();
  EXPECT_EQ(value("SELECT count(*) FROM note"), "2") << "this is why it must not be called a failure";
  EXPECT_TRUE(blocking->reconnect());
  EXPECT_FALSE(blocking->tainted());
  EXPECT_TRUE(get(put_notes(pool, 3, 1, true)));
}

TEST_F(PgTest, ThePoolServesInOrderAndWithinItsLimits) {
  PoolOptions options = pool_of(1);
  options.waiters_max = 2;
  Pool pool(executors_.executor(), options);
  auto held = get(pool.acquire(deadline_in(seconds(5))));
  ASSERT_TRUE(held);
  auto first = start(pool.acquire(deadline_in(seconds(20))));
  while (pool.figures().waiting < 1) std::this_thread::yield();
  auto second = start(pool.acquire(deadline_in(seconds(20))));
  while (pool.figures().waiting < 2) std::this_thread::yield();
  auto third = get(pool.acquire(deadline_in(seconds(20))));
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().reason, Reason::kTooMany);

  held->give_back();
  auto got_first = first.get();
  ASSERT_TRUE(*got_first);
  EXPECT_EQ(second.wait_for(milliseconds(50)), std::future_status::timeout);
  (**got_first).give_back();
  auto got_second = second.get();
  ASSERT_TRUE(*got_second);
  auto late = get(pool.acquire(deadline_in(milliseconds(50))));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().reason, Reason::kOutOfTime);
  EXPECT_EQ(pool.figures().waiting, 0U);
  EXPECT_EQ(pool.figures().open, 1U);
}

// Queues and gives back at once, so that a turn often comes in the very moment in which somebody sits down to wait.
asio::awaitable<bool> take_and_give_back(Pool& pool, int times, std::atomic<int>& out, std::atomic<int>& most) {
  for (int i = 0; i < times; ++i) {
    auto lease = co_await pool.acquire(deadline_in(seconds(60)));
    if (!lease) co_return false;
    const int now = ++out;
    for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
    }
    --out;
    lease->give_back();
  }
  co_return true;
}

TEST_F(PgTest, AConnectionIsOneCallersAtATimeHoweverQuicklyItIsGivenBack) {
  constexpr int kConnections = 2;
  constexpr int kTimes = 2000;
  Pool pool(executors_.executor(), pool_of(kConnections));
  std::atomic<int> out = 0;
  std::atomic<int> most = 0;
  std::vector<std::future<std::optional<bool>>> callers;
  for (int i = 0; i < 8; ++i) callers.push_back(start(take_and_give_back(pool, kTimes, out, most)));
  for (auto& caller : callers) EXPECT_TRUE(*caller.get());
  EXPECT_GE(most, 1);
  EXPECT_LE(most, kConnections);
  EXPECT_EQ(pool.figures().waiting, 0U);
  EXPECT_EQ(pool.figures().idle, pool.figures().open);
}

TEST_F(PgTest, AClosedPoolRefusesThoseWhoWait) {
  Pool pool(executors_.executor(), pool_of(1));
  auto held = get(pool.acquire(deadline_in(seconds(5))));
  auto waiting = start(pool.acquire(deadline_in(seconds(20))));
  while (pool.figures().waiting < 1) std::this_thread::yield();
  pool.close();
  auto refused = waiting.get();
  ASSERT_FALSE(*refused);
  EXPECT_EQ((*refused).error().reason, Reason::kStoreDown);
  EXPECT_TRUE(get((*held)->exec(kOne, Params(), deadline_in(seconds(5)))));
  held->give_back();
  EXPECT_EQ(pool.figures().open, 0U);
}

TEST_F(PgTest, ADeadIdleConnectionIsReplacedUnseen) {
  Pool pool(executors_.executor(), pool_of(2));
  ASSERT_TRUE(get(pool.exec(kOne, Params(), deadline_in(seconds(5)))));
  value(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
  wait_until(
      "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  EXPECT_TRUE(get(pool.exec(kOne, Params(), deadline_in(seconds(5)))));
}

TEST_F(PgTest, ADatabaseThatWasAwayIsFoundAgain) {
  PrivatePostgres own;
  const std::string database = own.create_empty_database();
  auto conninfo = Conninfo::parse(own.superuser_conninfo(database));
  ASSERT_TRUE(conninfo);
  PoolOptions options{.session = SessionOptions{.conninfo = *conninfo}, .connections_max = 2};
  Pool pool(executors_.executor(), options);
  ASSERT_TRUE(get(pool.exec(kOne, Params(), deadline_in(seconds(5)))));
  own.stop_immediate();
  for (int i = 0; i < 3; ++i) {
    auto down = get(pool.exec(kOne, Params(), deadline_in(seconds(5))));
    ASSERT_FALSE(down);
    EXPECT_EQ(down.error().reason, Reason::kStoreDown);
    EXPECT_TRUE(down.error().retry_after.has_value());
  }
  own.restart();
  const auto began = steady_clock::now();
  while (!get(pool.exec(kOne, Params(), deadline_in(seconds(5))))) {
    ASSERT_LT(steady_clock::now() - began, seconds(5));
    std::this_thread::sleep_for(milliseconds(20));
  }
}

TEST_F(PgTest, AServerThatCanLoseCommitsIsRefused) {
  server().run_sql(database_, "ALTER DATABASE " + database_ + " SET synchronous_commit = off");
  auto refused = BlockingConnection::connect(session());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_THAT(refused.error().message, HasSubstr("synchronous_commit"));
  auto waiting = get(Connection::connect(executors_.executor(), session(), deadline_in(seconds(5))));
  EXPECT_FALSE(waiting);
  SessionOptions unchecked = session();
  unchecked.durability = SessionOptions::Durability::kNotChecked;
  EXPECT_TRUE(BlockingConnection::connect(unchecked));

  server().run_sql(database_, "ALTER DATABASE " + database_ + " RESET synchronous_commit");
  auto blocking = connect_blocking();
  EXPECT_TRUE(check_durability(blocking->exec("SELECT 'on', 'on', 'remote_apply', 'on', 'off'")->front()));
  EXPECT_FALSE(check_durability(blocking->exec("SELECT 'off', 'on', 'on', 'on', 'off'")->front()));
  EXPECT_FALSE(check_durability(blocking->exec("SELECT 'on', 'off', 'on', 'on', 'off'")->front()));
  EXPECT_FALSE(check_durability(blocking->exec("SELECT 'on', 'on', 'local', 'on', 'off'")->front()));
  EXPECT_FALSE(check_durability(blocking->exec("SELECT 'on', 'on', 'on', 'off', 'off'")->front()));
  auto retries = check_durability(blocking->exec("SELECT 'on', 'on', 'on', 'on', 'on'")->front());
  ASSERT_FALSE(retries);
  EXPECT_THAT(retries.error().message, HasSubstr("turn off: data_sync_retry"));
}

TEST_F(PgTest, SettingsAreLookedAtOnEveryNewConnection) {
  Pool pool(executors_.executor(), pool_of(1));
  auto blocking = connect_blocking();
  ASSERT_TRUE(get(pool.exec(kOne, Params(), deadline_in(seconds(5)))));
  server().run_sql(database_, "ALTER DATABASE " + database_ + " SET synchronous_commit = off");
  value(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
  wait_until(
      "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  auto refused = get(pool.exec(kOne, Params(), deadline_in(seconds(5))));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_FALSE(blocking->reconnect());
  EXPECT_FALSE(blocking->usable());
}

// A machine that takes connections and says nothing, as one does whose database process is stopped.
class SilentHost {
 public:
  SilentHost() : folder_(testing::TempDir() + "silent-XXXXXX") {
    EXPECT_NE(::mkdtemp(folder_.data()), nullptr);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_ + "/.s.PGSQL.5432").copy(address.sun_path, sizeof(address.sun_path) - 1);
    listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
    EXPECT_EQ(::listen(listening_, 16), 0);
  }
  ~SilentHost() {
    ::close(listening_);
    std::filesystem::remove_all(folder_);
  }
  SilentHost(const SilentHost&) = delete;
  SilentHost& operator=(const SilentHost&) = delete;
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  int listening_ = -1;
};

TEST_F(PgTest, OfSeveralHostsTheOneThatTakesWritesIsFound) {
  const SilentHost silent;
  PrivatePostgres standby;
  standby.run_sql("postgres", "CREATE DATABASE " + database_);
  standby.run_sql("postgres", "ALTER SYSTEM SET default_transaction_read_only = on");
  standby.restart();
  auto hosts = Conninfo::parse("host=" + silent.folder() + "," + standby.folder() + "," + server().folder() +
                               " port=5432 dbname=" + database_ + " user=postgres");
  ASSERT_TRUE(hosts);
  SessionOptions several = session();
  several.conninfo = *hosts;
  several.connect_timeout = milliseconds(1'500);

  auto blocking = BlockingConnection::connect(several);
  ASSERT_TRUE(blocking) << blocking.error().message;
  EXPECT_TRUE((*blocking)->exec(kInsertNote, note(1, "here")));
  Pool pool(executors_.executor(), PoolOptions{.session = several, .connections_max = 1});
  auto counted = get(pool.exec(kCountNotes, Params(), deadline_in(seconds(5))));
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->front().int8(0), 1);

  // The primary becomes a standby under an open connection: it is left at the first write.
  auto connected = connect();
  ASSERT_TRUE(get(connected->exec("SET default_transaction_read_only = on", Params(), deadline_in(seconds(5)))));
  auto written = get(connected->exec(kInsertNote, note(2, "b"), deadline_in(seconds(5))));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().reason, Reason::kStoreDown);
  EXPECT_FALSE(connected->idle()) << "it would be given to the next caller";
}

constexpr Query kCopyIn = "COPY note (id, body) FROM STDIN (FORMAT binary)";
constexpr Query kCopyOut = "COPY (SELECT id, body FROM note ORDER BY id) TO STDOUT (FORMAT binary)";

TEST_F(PgTest, CopyBringsRowsInAndOut) {
  constexpr std::int64_t kRows = 60'000;
  auto blocking = connect_blocking();
  std::int64_t next = 0;
  auto in = blocking->copy_in(kCopyIn, [&](CopyRows& rows) {
    for (int i = 0; i < 500; ++i) rows.add(note(next++, "Тарас"));
    return next < kRows;
  });
  ASSERT_TRUE(in);
  EXPECT_EQ(*in, kRows);

  std::int64_t seen = 0;
  const auto take = [&](const Row& row) -> core::Done {
    EXPECT_EQ(row.int8(0), seen++);
    EXPECT_EQ(row.text_view(1), "Тарас");
    return core::Nothing{};
  };
  EXPECT_TRUE(blocking->copy_out(kCopyOut, take));
  EXPECT_EQ(seen, kRows);
  EXPECT_TRUE(blocking->usable());

  auto waiting = connect();
  seen = 0;
  EXPECT_TRUE(get(waiting->copy_out(kCopyOut, take, deadline_in(seconds(20)))));
  EXPECT_EQ(seen, kRows);
  CopyRows more;
  for (std::int64_t id = kRows; id < 2 * kRows; ++id) more.add(note(id, "x"));
  auto added = get(waiting->copy_in(kCopyIn, std::move(more), deadline_in(seconds(20))));
  ASSERT_TRUE(added);
  EXPECT_EQ(*added, kRows);
  EXPECT_TRUE(waiting->idle());
  EXPECT_EQ(value("SELECT count(*) FROM note"), std::to_string(2 * kRows));
}

TEST_F(PgTest, ACopyThatIsRefusedLeavesTheConnectionWhole) {
  CopyRows rows;
  rows.add(note(1, "a"));
  rows.add(note(1, "b"));
  auto waiting = connect();
  auto twice = get(waiting->copy_in(kCopyIn, rows, deadline_in(seconds(5))));
  ASSERT_FALSE(twice);
  EXPECT_TRUE(violates(twice.error(), "note_once"));
  EXPECT_TRUE(waiting->idle());
  auto unknown = get(waiting->copy_in("COPY nowhere FROM STDIN (FORMAT binary)", rows, deadline_in(seconds(5))));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(sqlstate_of(unknown.error()), "42P01");
  EXPECT_TRUE(waiting->idle());

  auto blocking = connect_blocking();
  auto again = blocking->copy_in(kCopyIn, rows);
  ASSERT_FALSE(again);
  EXPECT_TRUE(violates(again.error(), "note_once"));
  auto no_table = blocking->copy_in("COPY nowhere FROM STDIN (FORMAT binary)", rows);
  ASSERT_FALSE(no_table);
  EXPECT_TRUE(blocking->usable());
  EXPECT_TRUE(blocking->exec(kOne));
}

TEST_F(PgTest, AReaderWhoGivesUpEndsTheCopy) {
  server().run_sql(database_, "INSERT INTO note SELECT n, 'x' FROM generate_series(1, 50000) AS n");
  int seen = 0;
  const auto take = [&](const Row&) -> core::Done {
    if (++seen == 10) return core::make_error(Reason::kWrongState, "enough");
    return core::Nothing{};
  };
  auto blocking = connect_blocking();
  auto ended = blocking->copy_out(kCopyOut, take);
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().message, "enough");
  EXPECT_EQ(seen, 10);
  EXPECT_FALSE(blocking->usable());
}

TEST_F(PgTest, NotificationsArriveOrTheTimeEnds) {
  auto blocking = connect_blocking();
  ASSERT_TRUE(blocking->listen("register_changed"));
  auto none = blocking->wait_notifications(milliseconds(20));
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty());
  auto waiting = std::async(std::launch::async, [&] { return blocking->wait_notifications(seconds(20)); });
  server().run_sql(database_, "NOTIFY register_changed, '42'");
  auto came = waiting.get();
  ASSERT_TRUE(came);
  EXPECT_THAT(*came, ElementsAre("42"));
  value(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
      "pg_backend_pid()");
  auto lost = blocking->wait_notifications(seconds(20));
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().reason, Reason::kStoreDown);
}

TEST_F(PgTest, ABlockingCallEndsAtItsTimeLimit) {
  auto blocking = connect_blocking();
  blocking->set_timeout(milliseconds(200));
  ASSERT_TRUE(blocking->exec(kBegin));
  auto slept = blocking->exec(kSleep, sleep_for(30));
  ASSERT_FALSE(slept);
  EXPECT_EQ(slept.error().reason, Reason::kOutOfTime);
  EXPECT_FALSE(blocking->usable());
}

asio::awaitable<void> many_notes(Pool& pool, std::int64_t from, std::atomic<int>& committed) {
  for (std::int64_t i = 0; i < 40; ++i) {
    auto done = co_await put_notes(pool, from + i * 2, 2, i % 4 != 3);
    if (done && i % 4 != 3) ++committed;
  }
}

TEST_F(PgTest, ManyCoroutinesOnManyThreadsShareAFewConnections) {
  std::atomic<int> committed = 0;
  Pool pool(executors_.executor(), pool_of(3));
  std::vector<std::future<void>> all;
  for (std::int64_t worker = 0; worker < 12; ++worker) {
    all.push_back(asio::co_spawn(executors_.executor(), many_notes(pool, worker * 1000, committed), asio::use_future));
  }
  for (auto& each : all) each.get();
  EXPECT_EQ(committed, 12 * 30);
  EXPECT_EQ(value("SELECT count(*) FROM note"), std::to_string(12 * 30 * 2));
  EXPECT_LE(pool.figures().open, 3U);
}

TEST(ConninfoTest, RefusesPasswordsAndOpenFiles) {
  EXPECT_FALSE(Conninfo::parse("host=/run dbname=x password=y"));
  EXPECT_FALSE(Conninfo::parse("postgresql://me:secret@host/x"));
  EXPECT_FALSE(Conninfo::parse("this is nothing"));
  EXPECT_FALSE(Conninfo::parse(" \n# only a comment\n"));
  EXPECT_TRUE(Conninfo::parse("host=/a,/b dbname=x passfile=/p target_session_attrs=read-write"));
  auto error = Conninfo::parse("dbname=x password=tiger").error();
  EXPECT_THAT(error.message, Not(HasSubstr("tiger")));

  std::string folder = testing::TempDir() + "conninfo-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  const std::filesystem::path file = std::filesystem::path(folder) / "connection";
  std::ofstream(file) << "# where it is\nhost=/run/x\ndbname=y\n";
  ::chmod(file.c_str(), 0640);
  EXPECT_FALSE(Conninfo::read(file));
  ::chmod(file.c_str(), 0600);
  auto read = Conninfo::read(file);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text(), "host=/run/x dbname=y");
  std::filesystem::remove_all(folder);
}

TEST(ConninfoTest, AnotherUserAtTheSamePlace) {
  auto place = Conninfo::parse("host=/run/x dbname='it''s' user=a");
  EXPECT_FALSE(place) << "libpq quotes with a backslash";
  place = Conninfo::parse("host=/run/x dbname='it\\'s' user=a");
  ASSERT_TRUE(place);
  auto other = with_user(*place, "hotline_log");
  ASSERT_TRUE(other);
  EXPECT_THAT(other->text(), HasSubstr("user='hotline_log'"));
  EXPECT_THAT(other->text(), HasSubstr("dbname='it\\'s'"));
  EXPECT_THAT(other->text(), Not(HasSubstr("user='a'")));
}

TEST(ConninfoTest, EachHostStandsAlone) {
  auto place = Conninfo::parse("host=/a,/b port=5432,5433 dbname=x");
  ASSERT_TRUE(place);
  auto hosts = each_host(*place);
  ASSERT_TRUE(hosts);
  ASSERT_EQ(hosts->size(), 2U);
  EXPECT_THAT((*hosts)[1].text(),
              testing::AllOf(HasSubstr("host='/b'"), HasSubstr("port='5433'"), HasSubstr("'x'"), Not(HasSubstr("/a"))));
  auto wrong = Conninfo::parse("host=/a,/b,/c port=1,2");
  ASSERT_TRUE(wrong);
  EXPECT_FALSE(each_host(*wrong));
  auto none = Conninfo::parse("dbname=x");
  ASSERT_TRUE(none);
  EXPECT_EQ(each_host(*none)->size(), 1U);
}

TEST(SqlstateTest, TheNearestEntryDecides) {
  EXPECT_EQ(reason_of("40001"), Reason::kConflict);
  EXPECT_EQ(reason_of("40P01"), Reason::kConflict);
  EXPECT_EQ(reason_of("23505"), Reason::kConflict);
  EXPECT_EQ(reason_of("57014"), Reason::kOutOfTime);
  EXPECT_EQ(reason_of("57P01"), Reason::kStoreDown);
  EXPECT_EQ(reason_of("57P03"), Reason::kStoreDown);
  EXPECT_EQ(reason_of("08006"), Reason::kStoreDown);
  EXPECT_EQ(reason_of("53300"), Reason::kTooMany);
  EXPECT_EQ(reason_of("42501"), Reason::kBug);
  EXPECT_EQ(reason_of("99999"), Reason::kBug);
}

TEST(SqlstateTest, OnlyAFilesOwnSourceMakesAMissingRightTheDisks) {
  for (const char* file : {"md.c", "fd.c", "buffile.c", "slru.c", "xlog.c"}) {
    EXPECT_EQ(database_error("42501", "", file).reason, Reason::kStoreDown) << file;
    EXPECT_EQ(database_error("42601", "", file).reason, Reason::kBug) << file;
  }
  for (const char* file : {"aclchk.c", "execMain.c", "pl_exec.c", ""}) {
    EXPECT_EQ(database_error("42501", "", file).reason, Reason::kBug) << file;
  }
}

}  // namespace
}  // namespace hotline::store::pg
