#include "store/guard_feed.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/guard_windows.hpp"
#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "sql/guard.hpp"
#include "store/alarm_store.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {
namespace {

using core::Done;
using core::Nothing;
using core::Result;
using runtime::field;
using runtime::Level;
using std::chrono::steady_clock;

// The hour that budgets are of, the day that one is of, and the slot in which they lapse.
constexpr std::int32_t kHourRead = static_cast<std::int32_t>((core::kHourSlots + 1) * core::kSlotSeconds);
constexpr std::int32_t kDayRead = static_cast<std::int32_t>((core::kDaySlots + 1) * core::kSlotSeconds);
constexpr std::int64_t kRowsAtOnce = 5'000;
// Of one tree at the start. Twenty times what all budgets together let through, so that a flood of refusals does not
// keep a server from starting.
constexpr std::int64_t kRowsReadMax = 1'000'000;
constexpr std::chrono::milliseconds kCanariesEvery{1'000};
constexpr std::chrono::milliseconds kFeedAgainAfter{1'000};
constexpr std::int32_t kAlarmsAtOnce = 500;

}  // namespace

struct GuardFeed::Impl {
  Impl(GuardFeedOptions given, pg::Conninfo where, core::Guard& the_guard, core::Canaries& the_canaries,
       std::function<std::int32_t()> own)
      : options(std::move(given)),
        conninfo(std::move(where)),
        guard(the_guard),
        canaries(the_canaries),
        own_tree(std::move(own)) {
    for (std::size_t kind = 1; kind <= core::kAlarmKindCount; ++kind) {
      const std::string_view name = core::name_of(static_cast<core::AlarmKind>(kind));
      raised[kind - 1] = metrics.counter("hotline_alarms_total", "Alarms in the database since this server started",
                                         {{runtime::Safe("kind"), runtime::Safe::own(name)}});
    }
  }

  GuardFeedOptions options;
  pg::Conninfo conninfo;
  core::Guard& guard;
  core::Canaries& canaries;
  std::function<std::int32_t()> own_tree;
  runtime::Metrics own_metrics;
  runtime::Metrics& metrics = options.metrics != nullptr ? *options.metrics : own_metrics;
  std::array<runtime::Counter, core::kAlarmKindCount> raised;
  runtime::Counter counted =
      metrics.counter("hotline_guard_rows_total", "Log entries counted that others have written");
  runtime::Counter failures = metrics.counter("hotline_guard_failures_total", "Rounds of the guard's feed that failed");

  std::unique_ptr<pg::BlockingConnection> connection;
  std::map<std::int32_t, std::int64_t> next_index;  // by tree
  std::int64_t alarm_change = 0;
  steady_clock::time_point canaries_read;

  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  Done connect();
  Done begin();
  Result<std::int64_t> first_index(std::int32_t tree, std::int32_t seconds);
  Done follow(bool own_too);
  Done read_rows(std::int32_t tree, std::int64_t to, bool of_the_past);
  Done read_told_outside(std::int32_t tree);
  void count(const pg::Rows& rows, bool of_the_past);
  Done read_canaries();
  Done write_alarms();
  Done read_alarms();
  Done round();
  void run();
};

GuardFeed::GuardFeed() = default;

Result<std::unique_ptr<GuardFeed>> GuardFeed::start(GuardFeedOptions options, core::Guard& guard,
                                                    core::Canaries& canaries, std::function<std::int32_t()> own_tree) {
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<GuardFeed> feed(new GuardFeed());
  feed->impl_ = std::make_unique<Impl>(std::move(options), std::move(*conninfo), guard, canaries, std::move(own_tree));
  Impl& impl = *feed->impl_;
  const auto begun = impl.begin();
  if (!begun) return begun.error();
  impl.thread = std::thread([&impl] { impl.run(); });
  return feed;
}

GuardFeed::~GuardFeed() {
  if (!impl_ || !impl_->thread.joinable()) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->wake.notify_one();
  }
  impl_->thread.join();
}

Done GuardFeed::Impl::connect() {
  pg::SessionOptions session{.conninfo = conninfo, .application_name = "hotlined guard"};
  auto connected = pg::BlockingConnection::connect(std::move(session));
  if (!connected) return connected.error();
  connection = std::move(*connected);
  return Nothing{};
}

// What was asked before this process was there.
Done GuardFeed::Impl::begin() {
  const auto began = steady_clock::now();
  auto connected = connect();
  if (!connected) return connected;
  auto change = connection->exec(sql::guard::kLastChange);
  if (!change) return change.error();
  alarm_change = change->front().int8(0);
  const auto read = follow(true);
  if (!read) return read;
  const auto known = read_canaries();
  if (!known) return known;
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - began);
  runtime::log_event(Level::kInfo, "guard_remembers",
                     {field("entries", static_cast<std::int64_t>(counted.value())), field("ms", took.count()),
                      field("canaries", static_cast<std::int64_t>(canaries.look().size()))});
  return Nothing{};
}

Result<std::int64_t> GuardFeed::Impl::first_index(std::int32_t tree, std::int32_t seconds) {
  pg::Params params;
  params.int4(tree).int4(seconds);
  auto rows = connection->exec(sql::guard::kFirstSince, params);
  if (!rows) return rows.error();
  return rows->empty() ? 0 : rows->front().int8(0);
}

Done GuardFeed::Impl::follow(bool own_too) {
  auto trees = connection->exec(sql::guard::kReadTrees);
  if (!trees) return trees.error();
  for (const pg::Row row : *trees) {
    const std::int32_t tree = row.int4(0);
    const std::int64_t size = row.int8(1);
    auto next = next_index.find(tree);
    if (next == next_index.end()) {
      auto first = first_index(tree, kHourRead);
      if (!first) return first.error();
      const auto told = read_told_outside(tree);
      if (!told) return told;
      next = next_index.emplace(tree, std::max(*first, size - kRowsReadMax)).first;
    }
    if (!own_too && tree == own_tree()) next->second = size;
    if (next->second >= size) continue;
    const auto read = read_rows(tree, size, own_too);
    if (!read) return read;
  }
  return Nothing{};
}

// What comes while this server runs comes now, whatever the other's clock says.
Done GuardFeed::Impl::read_rows(std::int32_t tree, std::int64_t to, bool of_the_past) {
  std::int64_t& next = next_index[tree];
  while (next < to) {
    const std::int64_t end = std::min(to, next + kRowsAtOnce);
    pg::Params params;
    params.int4(tree).int8(next).int8(end);
    auto rows = connection->exec(sql::guard::kPageRows, params);
    if (!rows) return rows.error();
    count(*rows, of_the_past);
    next = end;
  }
  return Nothing{};
}

// What callers from outside were told within the day, which is little: their budget is of that day.
Done GuardFeed::Impl::read_told_outside(std::int32_t tree) {
  auto first = first_index(tree, kDayRead);
  if (!first) return first.error();
  pg::Params params;
  params.int4(tree).int8(*first).int8(kRowsReadMax);
  auto rows = connection->exec(sql::guard::kToldOutside, params);
  if (!rows) return rows.error();
  count(*rows, true);
  return Nothing{};
}

void GuardFeed::Impl::count(const pg::Rows& rows, bool of_the_past) {
  for (const pg::Row row : rows) {
    const std::string subject = row.bytea_or_null(1).value_or("");
    const core::Instant at = of_the_past ? row.timestamptz(0) : core::Instant::max();
    const auto read = core::decode_guard_row(row.bytea_view(2), subject, at);
    if (!read) continue;
    guard.count(*read);
    counted.add();
  }
}

Done GuardFeed::Impl::read_canaries() {
  if (steady_clock::now() - canaries_read < kCanariesEvery) return Nothing{};
  auto rows = connection->exec(sql::guard::kReadCanaries);
  if (!rows) return rows.error();
  std::vector<core::PersonId> persons;
  for (const pg::Row row : *rows) persons.emplace_back(row.int8(0));
  canaries.set(std::move(persons));
  canaries_read = steady_clock::now();
  return Nothing{};
}

Done GuardFeed::Impl::write_alarms() {
  std::vector<core::Alarm> alarms = guard.take_alarms();
  if (alarms.empty()) return Nothing{};
  std::vector<PlacedAlarm> placed;
  for (const core::Alarm& alarm : alarms) placed.push_back(PlacedAlarm{alarm, std::nullopt});
  const pg::Call call = raise_alarms_call(placed);
  auto rows = connection->exec(call.query, call.params);
  if (rows) return Nothing{};
  guard.give_back(std::move(alarms));
  return rows.error();
}

Done GuardFeed::Impl::read_alarms() {
  pg::Params params;
  params.int8(alarm_change).int4(kAlarmsAtOnce);
  auto rows = connection->exec(sql::guard::kChangedAlarms, params);
  if (!rows) return rows.error();
  for (const pg::Row row : *rows) {
    const AlarmRow alarm = read_alarm(row);
    alarm_change = alarm.change;
    const auto kind = static_cast<std::size_t>(alarm.alarm.kind);
    if (alarm.acknowledged_at || kind < 1 || kind > core::kAlarmKindCount) continue;
    raised[kind - 1].add();
    runtime::log_event(
        Level::kWarning, "alarm",
        {field("number", alarm.number), field("kind", runtime::Safe::own(core::name_of(alarm.alarm.kind)))});
  }
  return Nothing{};
}

Done GuardFeed::Impl::round() {
  if (!connection || !connection->usable()) {
    auto connected = connect();
    if (!connected) return connected;
  }
  // Alarms first: whatever else fails, they are kept.
  auto done = write_alarms();
  if (done) done = follow(false);
  if (done) done = read_canaries();
  if (done) done = read_alarms();
  return done;
}

void GuardFeed::Impl::run() {
  runtime::name_this_thread("guard");
  std::chrono::milliseconds span = options.poll;
  for (;;) {
    bool last = false;
    {
      std::unique_lock lock(mutex);
      last = wake.wait_for(lock, span, [this] { return stopping; });
    }
    const auto done = round();
    if (!done) {
      failures.add();
      runtime::log_error("guard_failed", done.error());
      connection.reset();
    }
    if (last) return;
    span = done ? options.poll : kFeedAgainAfter;
  }
}

}  // namespace hotline::store
