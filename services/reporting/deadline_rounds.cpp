#include "reporting/deadline_rounds.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/deadlines.hpp"
#include "runtime/log.hpp"
#include "runtime/rounds.hpp"
#include "store/deadline_store.hpp"
#include "store/record_codec.hpp"
#include "store/registry_store.hpp"

namespace hotline::reporting {
namespace {

namespace asio = boost::asio;
using core::Result;

constexpr std::chrono::milliseconds kRoundTime{20'000};

struct OfCluster {
  core::Side side = core::Side::kAdversary;
  core::InformKin wish = core::InformKin::kNotAsked;
  std::vector<core::Statement> statements;
  std::vector<core::Health> health;
};
using Clusters = std::map<core::ClusterId, OfCluster>;

// A detail that was erased, or whose key is gone, says nothing of his health.
core::Health health_of(const runtime::Keyring& keyring, const store::StatementRow& row) {
  if (row.detail_sealed.empty()) return core::Health::kNotStated;
  const auto detail = store::open_statement_detail(keyring, row.statement.person, row.detail_sealed);
  return detail ? detail->health : core::Health::kNotStated;
}

Clusters gather(const std::vector<store::HeldRecord>& records, const std::vector<store::StatementRow>& statements,
                const runtime::Keyring& keyring) {
  std::map<core::PersonId, core::ClusterId> cluster_of;
  Clusters clusters;
  for (const store::HeldRecord& record : records) {
    cluster_of[record.person] = record.cluster;
    const auto [of, first] = clusters.try_emplace(record.cluster);
    if (first) of->second.side = record.side;
    of->second.wish = record.cluster_wish;
  }
  for (const store::StatementRow& row : statements) {
    OfCluster& of = clusters[cluster_of[row.statement.person]];
    of.statements.push_back(row.statement);
    of.health.push_back(health_of(keyring, row));
  }
  return clusters;
}

std::vector<store::DeadlineRow> deadlines_of(const Clusters& clusters) {
  std::vector<store::DeadlineRow> rows;
  for (const auto& [cluster, of] : clusters) {
    const core::ClusterHistory history{of.side, of.wish, of.statements, of.health};
    for (const core::Deadline& deadline : core::open_deadlines(history)) rows.push_back({cluster, of.side, deadline});
  }
  return rows;
}

asio::awaitable<core::Done> derive(store::pg::Transaction& tx, const runtime::Keyring& keyring,
                                   std::vector<core::PersonId> persons) {
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  auto records = co_await store::held_records(tx, persons);
  if (!records) co_return records.error();
  std::vector<core::PersonId> members;
  std::vector<core::PersonId> owed_for;
  for (const store::HeldRecord& record : *records) {
    members.push_back(record.person);
    if (record.side != core::Side::kOwn) owed_for.push_back(record.person);
  }
  std::erase_if(*records, [](const store::HeldRecord& record) { return record.side == core::Side::kOwn; });
  members.insert(members.end(), persons.begin(), persons.end());
  auto statements = co_await store::read_statements(tx, std::move(owed_for));
  if (!statements) co_return statements.error();
  auto rows = deadlines_of(gather(*records, *statements, keyring));
  co_return co_await store::replace_deadlines(tx, std::move(members), std::move(rows));
}

}  // namespace

asio::awaitable<Result<bool>> advance_deadlines(store::pg::Pool& pool, const runtime::Keyring& keyring,
                                                std::int32_t persons_at_once) {
  auto tx = co_await store::pg::begin(pool, runtime::deadline_in(kRoundTime));
  if (!tx) co_return tx.error();
  auto cursor = co_await store::lock_deadline_cursor(*tx);
  if (!cursor) co_return cursor.error();
  if (!*cursor) co_return false;
  auto step = co_await store::changed_persons(*tx, **cursor, persons_at_once);
  if (!step) co_return step.error();
  const bool news = step->until.revision != (*cursor)->revision || step->until.person != (*cursor)->person;
  if (!news) {
    // What is new goes before what has waited for years.
    if (!(*cursor)->filled_person) co_return false;
    step = co_await store::older_persons(*tx, **cursor, persons_at_once);
    if (!step) co_return step.error();
  }
  auto derived = co_await derive(*tx, keyring, std::move(step->persons));
  if (!derived) co_return derived.error();
  auto moved = co_await store::move_deadline_cursor(*tx, step->until);
  if (!moved) co_return moved.error();
  auto committed = co_await tx->commit();
  if (!committed) co_return committed.error();
  co_return step->more || news;
}

struct DeadlineRounds::Impl {
  Impl(const asio::any_io_executor& executor, store::pg::Pool& from, const runtime::Keyring& keys,
       runtime::Metrics& metrics, DeadlineOptions asked)
      : pool(from),
        keyring(keys),
        options(asked),
        failures(metrics.counter("hotline_deadline_failures_total",
                                 "Steps of deriving the Conventions' deadlines that failed")),
        rounds(executor, "deadlines_ended_by_a_bug", [this] { return round(); }) {}

  store::pg::Pool& pool;
  const runtime::Keyring& keyring;
  DeadlineOptions options;
  runtime::Counter failures;
  runtime::Rounds rounds;

  asio::awaitable<std::chrono::milliseconds> round();
};

DeadlineRounds::DeadlineRounds(asio::any_io_executor executor, store::pg::Pool& pool, const runtime::Keyring& keyring,
                               runtime::Metrics& metrics, DeadlineOptions options)
    : impl_(std::make_unique<Impl>(executor, pool, keyring, metrics, options)) {}

DeadlineRounds::~DeadlineRounds() = default;

asio::awaitable<std::chrono::milliseconds> DeadlineRounds::Impl::round() {
  auto more = co_await advance_deadlines(pool, keyring, options.persons_at_once);
  if (!more) {
    failures.add();
    runtime::log_error("deadlines_failed", more.error());
  }
  co_return more&&* more ? std::chrono::milliseconds(0) : options.every;
}

}  // namespace hotline::reporting
