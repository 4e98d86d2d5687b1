#include "store/maintenance.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "sql/maintenance.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {
namespace {

using core::Reason;
using core::Result;
using runtime::field;
using runtime::Level;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kMaintainAgainAfter{5'000};
// Seven days of keys of a busy site go in one statement.
constexpr std::chrono::milliseconds kStatementLimit{300'000};

}  // namespace

struct Maintenance::Impl {
  Impl(MaintenanceOptions given, pg::Conninfo where) : options(std::move(given)), conninfo(std::move(where)) {}

  MaintenanceOptions options;
  pg::Conninfo conninfo;
  runtime::Metrics own_metrics;
  runtime::Metrics& metrics = options.metrics != nullptr ? *options.metrics : own_metrics;
  runtime::Gauge partitions = metrics.gauge("hotline_maintenance_partitions_ahead",
                                            "Whole log partitions beyond the one in use, as maintenance left them");
  runtime::Counter dropped =
      metrics.counter("hotline_maintenance_keys_dropped_total", "Request keys ended after seven days");
  runtime::Counter failures = metrics.counter("hotline_maintenance_failures_total", "Rounds that failed");

  std::unique_ptr<pg::BlockingConnection> connection;
  steady_clock::time_point keys_due;
  std::atomic<std::int32_t> ahead{0};
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  core::Done round();
  core::Done make_partitions();
  core::Done drop_keys();
  void run();
};

Maintenance::Maintenance() = default;

Result<std::unique_ptr<Maintenance>> Maintenance::start(MaintenanceOptions options) {
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<Maintenance> maintenance(new Maintenance());
  maintenance->impl_ = std::make_unique<Impl>(std::move(options), std::move(*conninfo));
  Impl& impl = *maintenance->impl_;
  auto done = impl.round();
  if (!done) return done.error();
  if (impl.ahead < 1) return core::make_error(Reason::kWrongState, "no log partition could be made ahead");
  impl.thread = std::thread([&impl] { impl.run(); });
  return maintenance;
}

Maintenance::~Maintenance() {
  if (!impl_ || !impl_->thread.joinable()) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->wake.notify_one();
  }
  impl_->thread.join();
}

std::int32_t Maintenance::partitions_ahead() const {
  return impl_->ahead;
}

core::Done Maintenance::Impl::round() {
  if (!connection || !connection->usable()) {
    pg::SessionOptions session{.conninfo = conninfo, .application_name = "hotlined maintenance"};
    auto connected = pg::BlockingConnection::connect(std::move(session));
    if (!connected) return connected.error();
    connection = std::move(*connected);
    connection->set_timeout(kStatementLimit);
  }
  auto made = make_partitions();
  if (!made) return made;
  if (steady_clock::now() < keys_due) return core::Nothing{};
  auto ended = drop_keys();
  if (!ended) return ended;
  keys_due = steady_clock::now() + options.keys_every;
  return core::Nothing{};
}

core::Done Maintenance::Impl::make_partitions() {
  pg::Params params;
  params.int4(options.partitions_ahead);
  auto rows = connection->exec(sql::maintenance::kMakeLogPartitions, params);
  if (!rows) return rows.error();
  ahead = rows->front().int4(0);
  partitions.set(ahead);
  if (ahead < 1) runtime::log_event(Level::kError, "log_partitions_low", {field("ahead", ahead.load())});
  return core::Nothing{};
}

core::Done Maintenance::Impl::drop_keys() {
  auto rows = connection->exec(sql::maintenance::kDropOldKeys);
  if (!rows) return rows.error();
  dropped.add(static_cast<double>(rows->front().int8(0)));
  return core::Nothing{};
}

void Maintenance::Impl::run() {
  runtime::name_this_thread("maintenance");
  std::chrono::milliseconds span = options.partitions_every;
  for (;;) {
    {
      std::unique_lock lock(mutex);
      if (wake.wait_for(lock, span, [this] { return stopping; })) return;
    }
    auto done = round();
    span = done ? options.partitions_every : std::min(kMaintainAgainAfter, options.partitions_every);
    if (done) continue;
    failures.add();
    runtime::log_error("maintenance_failed", done.error(), {field("partitions_ahead", ahead.load())});
    connection.reset();
  }
}

}  // namespace hotline::store
