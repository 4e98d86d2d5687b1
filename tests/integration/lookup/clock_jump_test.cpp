// The clock on the server's wall jumps by an hour and a day, both ways, under load (security.md G7). What it may move
// is the time that an entry says of itself and nothing else.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "runtime/log_signer.hpp"
#include "store/log_audit.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class JumpingClock final : public core::Clock {
 public:
  core::Instant now() const override { return clock_.now() + shift_.load(); }
  void jump(std::chrono::microseconds by) { shift_ = shift_.load() + by; }

 private:
  runtime::SystemClock clock_;
  std::atomic<std::chrono::microseconds> shift_{std::chrono::microseconds(0)};
};

v1::LookupPersonRequest question() {
  return family_question("Неіснуючий Остап Іванович");
}

struct Heard {
  grpc::Status status;
  std::int64_t index = -1;
};

Heard ask(TestServer& server, milliseconds time = milliseconds(5'000)) {
  grpc::ClientContext context;
  rpc::prepare(context, "operator", time);
  v1::LookupPersonResponse response;
  Heard heard;
  heard.status = server.lookup().LookupPerson(&context, question(), &response);
  if (heard.status.ok()) heard.index = response.receipt().index();
  return heard;
}

TEST(ClockJumpTest, JumpsMoveNoOrderAndLoseNothing) {
  JumpingClock clock;
  TestServer::Options options;
  options.clock = &clock;
  TestServer server(options);
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> answered{0};
  std::mutex mutex;
  std::map<std::int64_t, int> indexes;
  std::vector<std::thread> callers;
  for (int i = 0; i < 6; ++i) {
    callers.emplace_back([&] {
      std::int64_t last = -1;
      while (!stop) {
        const Heard heard = ask(server);
        if (!heard.status.ok()) {
          ADD_FAILURE() << heard.status.error_code() << " " << heard.status.error_message();
          stop = true;
          return;
        }
        EXPECT_GT(heard.index, last) << "who asks later has the later entry, whatever the clock says";
        last = heard.index;
        ++answered;
        const std::scoped_lock lock(mutex);
        ++indexes[heard.index];
      }
    });
  }
  for (const auto jump : {hours(1), hours(-1), hours(24), hours(-24), hours(-24), hours(24)}) {
    const std::int64_t before = answered;
    while (answered < before + 60 && !testing::Test::HasFailure()) std::this_thread::sleep_for(milliseconds(1));
    clock.jump(jump);
  }
  const std::int64_t before = answered;
  while (answered < before + 60 && !testing::Test::HasFailure()) std::this_thread::sleep_for(milliseconds(1));
  stop = true;
  for (auto& caller : callers) caller.join();
  for (const auto& [index, times] : indexes) EXPECT_EQ(times, 1) << index;
  EXPECT_EQ(server.value("SELECT count(*) FROM lookup_fact"), std::to_string(answered));
  EXPECT_GT(std::stoll(server.value("SELECT count(*) FROM log_entry AS later JOIN log_entry AS earlier ON "
                                    "earlier.tree = later.tree AND earlier.log_index = later.log_index - 1 "
                                    "WHERE later.logged_at < earlier.logged_at - interval '30 minutes'")),
            0)
      << "the clock did not jump";
  // Times that go back are no damage: the order is the index's.
  const auto connection = connect_as(server.postgres(), server.database(), "hotline_auditor");
  const auto keyring = runtime::Keyring::load(server.config().keys.folder);
  ASSERT_TRUE(keyring);
  const runtime::LogSigner signer(server.config().log.name, keyring->set(runtime::KeyUse::kLogSigning));
  store::AuditQuestion keys;
  keys.public_keys = signer.public_keys();
  auto reports = store::audit_log(*connection, keys, [](std::uint64_t, std::uint64_t) {});
  ASSERT_TRUE(reports) << reports.error().message;
  for (const auto& report : *reports) EXPECT_FALSE(report.damage) << report.damage->what;
  std::printf("%lld answered over six jumps, none refused, all logged once, in order\n",
              static_cast<long long>(answered.load()));
}

TEST(ClockJumpTest, DeadlinesAreKeptByTheTimeThatPasses) {
  JumpingClock clock;
  TestServer::Options options;
  options.clock = &clock;
  TestServer server(options);
  ASSERT_TRUE(ask(server).status.ok());
  server.postgres().run_sql(server.database(),
                            "CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM "
                            "pg_sleep(0.6); RETURN NULL; END$$; CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON "
                            "log_batch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slow_commit()");
  for (const auto jump : {hours(1), hours(-1), hours(24), hours(-24)}) {
    std::thread jumps([&] {
      std::this_thread::sleep_for(milliseconds(100));
      clock.jump(jump);
    });
    // The jump comes while its COMMIT waits.
    const Heard patient = ask(server);
    jumps.join();
    EXPECT_TRUE(patient.status.ok()) << "a jump ended the time of one that had enough";
    EXPECT_EQ(ask(server, milliseconds(300)).status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED)
        << "a jump gave time to one that had too little";
  }
}

TEST(ClockJumpTest, BudgetsAreNeitherGivenBackNorUsedUp) {
  JumpingClock clock;
  TestServer::Options options;
  options.clock = &clock;
  options.lookups_per_minute = 3;
  TestServer server(options);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(ask(server).status.ok());
  EXPECT_EQ(ask(server).status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  for (const auto jump : {hours(1), hours(-1), hours(24), hours(-24)}) {
    clock.jump(jump);
    EXPECT_EQ(ask(server).status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
}

}  // namespace
}  // namespace hotline::test
