// Ten times more than can be done (security.md G8): commits are held down by a delay in front of COMMIT, callers come
// whether or not earlier ones were served, one in ten is an operator. HOTLINE_OVERLOAD_SECONDS makes it longer.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "bench/child.hpp"
#include "bench/site.hpp"
#include "e2e/caller.hpp"
#include "e2e/open_load.hpp"
#include "e2e/programs.hpp"
#include "store/log_calls.hpp"
#include "support/migrated_database.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// 50 entries each 70 ms and what the rest of a batch takes: about 500 a second.
constexpr char kBatchMax[] = "50";
constexpr milliseconds kSlowCommit{70};
constexpr double kOfferedEachSecond = 5'000;
constexpr std::size_t kOperatorsEachHundred = 10;
constexpr milliseconds kOnTheWay{100};
constexpr long kMemoryMaxKib = 256 * 1024;

seconds storm_seconds() {
  const char* given = std::getenv("HOTLINE_OVERLOAD_SECONDS");
  return seconds(given == nullptr ? 12 : std::max(5, std::atoi(given)));
}

// How many portals were let in while an operator waited who was then refused.
std::int64_t overtaken(const std::vector<OpenCall>& calls) {
  std::vector<OpenCall::Clock::time_point> portals;  // whose calls were answered
  for (const OpenCall& call : calls) {
    if (!call.by_operator && call.code == 0) portals.push_back(call.due);
  }
  std::sort(portals.begin(), portals.end());
  std::int64_t count = 0;
  for (const OpenCall& call : calls) {
    if (!call.by_operator || call.code != grpc::StatusCode::RESOURCE_EXHAUSTED) continue;
    const auto from = std::lower_bound(portals.begin(), portals.end(), call.due + kOnTheWay);
    const auto to = std::lower_bound(portals.begin(), portals.end(), call.ended - kOnTheWay);
    if (to > from) count += to - from;
  }
  return count;
}

// Calls turned away before they began, as the program's metrics count them.
std::int64_t turned_away(const std::string& metrics_socket) {
  std::istringstream lines(bench::read_metrics(metrics_socket));
  double sum = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool of_it = line.starts_with("hotline_admission_total") && line.find("\"begun\"") == std::string::npos;
    if (of_it) sum += std::stod(line.substr(line.rfind(' ')));
  }
  return static_cast<std::int64_t>(sum);
}

// The same, as the entries of the log count those that came before them (system.md 7.1).
std::int64_t counted_in_log(bench::Site& site) {
  const auto connection = test::connect_as(site.server(), site.database(), "hotline_log");
  std::int64_t sum = 0;
  const core::Instant begin{}, end = std::chrono::time_point_cast<core::Instant::duration>(
                                   std::chrono::system_clock::now() + std::chrono::hours(1));
  bench::require(store::each_payload(*connection, site.keyring(), {begin, end}, [&](const store::LoggedPayload& one) {
    EXPECT_EQ(one.state, store::LoggedPayload::State::kRead);
    if (one.kind == core::LogEntryKind::kInquiry) sum += one.payload.refusal_count;
    return true;
  }));
  return sum;
}

TEST(OverloadTest, OperatorsAreServedWhilePortalsAreToldToComeBack) {
  const std::uint64_t seed = std::random_device()();
  std::printf("HOTLINE_SEED=%llu\n", static_cast<unsigned long long>(seed));
  bench::Site site(program_folder());
  site.set_value("log.batch_max", kBatchMax);
  slow_down_commits(site, kSlowCommit);
  Hotlined server(site, "swamped", 1, "hotlined_portals_look_up");

  const double capacity = closed_rate(server.socket(), 128, seconds(4), seed);
  OpenLoad calm;
  calm.socket = server.socket();
  calm.each_second = 40;
  calm.time = seconds(4);
  calm.seed = seed + 1;
  const OpenResult unhurried = run_open(calm);
  const double calm_p99 = percentile_ms(unhurried.calls, true, 0.99);

  const long before_kib = bench::rss_kib(server.pid());
  std::atomic<bool> stop{false};
  std::atomic<long> most_kib{before_kib};
  std::thread watcher([&] {
    while (!stop) {
      most_kib = std::max(most_kib.load(), bench::rss_kib(server.pid()));
      std::this_thread::sleep_for(milliseconds(100));
    }
  });
  OpenLoad storm = calm;
  storm.each_second = kOfferedEachSecond;
  storm.time = storm_seconds();
  storm.operators_each_hundred = kOperatorsEachHundred;
  storm.seed = seed + 2;
  const OpenResult hurried = run_open(storm);
  stop = true;
  watcher.join();

  std::int64_t answered[2] = {0, 0}, refused[2] = {0, 0}, late[2] = {0, 0}, offered[2] = {0, 0};
  for (const OpenCall& call : hurried.calls) {
    const std::size_t who = call.by_operator ? 0 : 1;
    ++offered[who];
    if (call.code == grpc::StatusCode::OK) {
      ++answered[who];
    } else if (call.code == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      ++refused[who];
      EXPECT_TRUE(call.retry_said);
    } else {
      EXPECT_EQ(call.code, grpc::StatusCode::DEADLINE_EXCEEDED);
      ++late[who];
    }
  }
  const double goodput = static_cast<double>(answered[0] + answered[1]) / hurried.seconds;
  const double storm_p99 = percentile_ms(hurried.calls, true, 0.99);
  const auto number = [](std::int64_t value) { return static_cast<long long>(value); };
  std::printf("capacity %.0f/s in a closed loop; offered %.0f/s for %.0f s, %.2f of a core for the driver\n", capacity,
              static_cast<double>(hurried.calls.size()) / hurried.seconds, hurried.seconds,
              hurried.cpu_seconds / hurried.seconds);
  std::printf("goodput %.0f/s, %.2f of capacity\n", goodput, goodput / capacity);
  std::printf("operators: offered %lld, answered %lld, told to come back %lld, out of time %lld\n", number(offered[0]),
              number(answered[0]), number(refused[0]), number(late[0]));
  std::printf("portals: offered %lld, answered %lld, told to come back %lld, out of time %lld\n", number(offered[1]),
              number(answered[1]), number(refused[1]), number(late[1]));
  std::printf("operators' p50 %.0f ms, p99 %.0f ms; unhurried p99 %.0f ms: %.2f times\n",
              percentile_ms(hurried.calls, true, 0.5), storm_p99, calm_p99, storm_p99 / calm_p99);
  std::printf("memory of hotlined: %.1f MiB before, %.1f MiB at most\n", static_cast<double>(before_kib) / 1024,
              static_cast<double>(most_kib.load()) / 1024);
  const std::int64_t passed = overtaken(hurried.calls);
  std::printf("portals let in while an operator waited who was then refused: %lld\n", number(passed));

  EXPECT_EQ(passed, 0);
  EXPECT_GT(answered[0], 0);
  EXPECT_GT(refused[1], 0) << "this was no overload";
  // Whatever was answered is in the log, and the next entry counts what was turned away before it.
  Caller last(server.socket(), "operator");
  core::NameParts somebody;
  somebody.surname = "Неіснуючий";
  ASSERT_TRUE(last.ask(somebody, *core::parse_date("1991-04-17")).answered());
  const std::int64_t away = turned_away(site.metrics_socket("swamped"));
  EXPECT_GT(away, 0);
  EXPECT_EQ(counted_in_log(site), away);
  EXPECT_GE(std::stoll(site.query("SELECT count(*) FROM lookup_fact")), answered[0] + answered[1]);
  EXPECT_LT(most_kib.load() - before_kib, kMemoryMaxKib);
  EXPECT_TRUE(server.running());
}

}  // namespace
}  // namespace hotline::e2e
