// How fast the figures follow the log, and how long a table takes, at so many log entries.
//   figures_bench [--entries N] [--subjects N] [--gate]
// A private PostgreSQL; entries are invented rows of lookup_fact and log_payload, three years of them.
#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include "figures.hpp"
#include "reporting/figure_release.hpp"
#include "runtime/executors.hpp"
#include "store/figure_store.hpp"
#include "support/migrated_database.hpp"

namespace hotline::bench {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kPartition = 4'000'000;

double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

template <typename T>
T must(core::Result<T> result) {
  if (!result) throw std::runtime_error("figures_bench: " + result.error().message);
  return std::move(*result);
}

void load(test::PrivatePostgres& postgres, const std::string& database, std::int64_t entries, std::int64_t subjects) {
  const std::string all = std::to_string(entries);
  const std::string month = std::to_string(subjects);
  postgres.run_sql(database, "SELECT make_log_partitions(" + std::to_string(entries / kPartition + 2) + ")");
  postgres.run_sql(database,
                   "INSERT INTO lookup_fact SELECT 1, i, date_trunc('hour', timestamptz '2024-01-01' + i * interval '1"
                   " second' * (94608000.0 / " +
                       all +
                       ")), 1 + i % 3, 1 + i % 3, 1 + (i * 7) % 11, (i * 13) % 28,"
                       " (i * 7919) % 30000 FROM generate_series(0::bigint, " +
                       all + " - 1) AS i");
  postgres.run_sql(database,
                   "INSERT INTO log_payload (tree, log_index, salt, key_sealed, payload_sealed, subject_key)"
                   " SELECT 1, i, decode(repeat('00', 32), 'hex'), '', '', int8send((i * 104729) % " +
                       month +
                       ")"
                       " FROM generate_series(0::bigint, " +
                       all + " - 1) AS i");
  postgres.run_sql(database, "INSERT INTO log_tree (tree, epoch, size, root, frontier) VALUES (1, 1, " + all +
                                 ", decode(repeat('00', 32), 'hex'), '')");
}

asio::awaitable<core::Result<std::size_t>> make_tables(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                       std::int32_t day) {
  auto tx = co_await store::pg::begin(pool, runtime::deadline_in(std::chrono::seconds(60)));
  if (!tx) co_return tx.error();
  auto rows = co_await reporting::tables_of(*tx, keyring, day);
  if (!rows) co_return rows.error();
  co_return rows->size();
}

template <typename T>
asio::awaitable<void> keep(asio::awaitable<T> work, std::optional<T>& result) {
  result = co_await std::move(work);
}

template <typename T>
T run(runtime::Executors& executors, asio::awaitable<T> work) {
  std::optional<T> result;
  asio::co_spawn(executors.executor(), keep(std::move(work), result), asio::use_future).get();
  return std::move(*result);
}

int main_of(std::int64_t entries, std::int64_t subjects, bool gate) {
  test::use_migrated_template();
  test::PrivatePostgres& postgres = test::PrivatePostgres::shared();
  const std::string database = postgres.create_database();
  auto began = Clock::now();
  load(postgres, database, entries, subjects);
  std::printf("%lld entries loaded in %.0f s\n", static_cast<long long>(entries), seconds_since(began));
  runtime::Executors executors("bench", 2);
  auto where = must(store::pg::Conninfo::parse(test::conninfo_as(postgres, database, "hotline_reporting")));
  store::pg::PoolOptions options{.session = {.conninfo = where}};
  store::pg::Pool pool(executors.executor(), std::move(options));
  runtime::SystemRandom random;
  const auto keyring = runtime::Keyring::ephemeral(random);

  began = Clock::now();
  const reporting::FigureStep step;
  std::vector<double> steps;
  const std::int32_t today = 20'800;
  for (bool more = true; more;) {
    const auto at = Clock::now();
    more = must(run(executors, reporting::advance_figures(pool, today, step)));
    steps.push_back(seconds_since(at) * 1e3);
  }
  const double rate = static_cast<double>(entries) / seconds_since(began);
  Report report;
  report.bar("entries counted a second", rate, {Better::kHigher, 5'000, 0});
  std::printf("  a step of %lld: median %.0f ms, longest %.0f ms\n", static_cast<long long>(step.log_entries),
              figure_of(steps).median, figure_of(steps).max);

  std::vector<double> tables, volumes;
  for (int i = 0; i < 20; ++i) {
    auto at = Clock::now();
    must(run(executors, make_tables(pool, keyring, 20'515 + 31 * (i % 10))));
    tables.push_back(seconds_since(at) * 1e3);
    at = Clock::now();
    const store::DaySpan span{20'500, 20'591};
    const auto deadline = runtime::deadline_in(std::chrono::seconds(60));
    must(run(executors, store::read_volumes(pool, span, deadline)));
    volumes.push_back(seconds_since(at) * 1e3);
  }
  report.bar("all thirteen tables of a month, ms", figure_of(tables), {Better::kLower, 200, 0});
  report.bar("a quarter's volumes by day and hour, ms", figure_of(volumes), {Better::kLower, 200, 0});
  pool.close();
  return gate && !report.all_met() ? 1 : 0;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"How fast the figures follow the log"};
  std::int64_t entries = 10'000'000;
  std::int64_t subjects = 300'000;
  bool gate = false;
  app.add_option("--entries", entries)->check(CLI::Range(1'000, 100'000'000));
  app.add_option("--subjects", subjects)->check(CLI::Range(1, 10'000'000));
  app.add_flag("--gate", gate, "End with 1 unless every bar is met");
  CLI11_PARSE(app, argc, argv);
  return hotline::bench::main_of(entries, subjects, gate);
}
