#include "store/change_feed.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "sql/feed.hpp"
#include "store/index_loader.hpp"
#include "store/pg/blocking_connection.hpp"

namespace hotline::store {

namespace asio = boost::asio;

namespace {

using core::Reason;
using core::Result;
using runtime::field;
using runtime::Level;
using std::chrono::steady_clock;

constexpr char kChannel[] = "register_change";
// Read and applied together: an import of 500 rows a revision is followed 10,000 persons at a time.
constexpr std::int32_t kRevisionsAtOnce = 20;
constexpr std::chrono::milliseconds kBackoffFirst{50};
constexpr std::chrono::milliseconds kBackoffLast{1'000};
constexpr std::chrono::milliseconds kFiguresEvery{5'000};

using Strand = asio::strand<asio::any_io_executor>;

// One who waits for a revision. Its timer and `reached` belong to the strand.
struct Waiter {
  Waiter(const Strand& strand, std::int64_t wanted, steady_clock::time_point deadline)
      : revision(wanted), timer(strand, deadline) {}
  std::int64_t revision;
  asio::steady_timer timer;
  bool reached = false;
};

// Shared with the coroutines that wait, which may end after the feed.
class Waiters {
 public:
  enum class Entry { kWaits, kReached, kClosed };
  Entry enter(const std::shared_ptr<Waiter>& waiter) {
    const std::scoped_lock lock(mutex_);
    if (applied_ >= waiter->revision) return Entry::kReached;
    if (closed_) return Entry::kClosed;
    waiting_.push_back(waiter);
    return Entry::kWaits;
  }
  void leave(const std::shared_ptr<Waiter>& waiter) {
    const std::scoped_lock lock(mutex_);
    std::erase(waiting_, waiter);
  }
  void applied(std::int64_t revision) {
    const std::scoped_lock lock(mutex_);
    applied_ = revision;
    for (const std::shared_ptr<Waiter>& waiter : waiting_) {
      if (waiter->revision <= revision) wake(waiter, true);
    }
    std::erase_if(waiting_, [revision](const auto& waiter) { return waiter->revision <= revision; });
  }
  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    for (const std::shared_ptr<Waiter>& waiter : waiting_) wake(waiter, false);
    waiting_.clear();
  }

 private:
  // Posted, so it comes after the waiter has begun to wait, which it does without leaving its strand.
  static void wake(const std::shared_ptr<Waiter>& waiter, bool reached) {
    asio::post(waiter->timer.get_executor(), [waiter, reached] {
      waiter->reached = reached;
      waiter->timer.cancel();
    });
  }

  std::mutex mutex_;
  std::vector<std::shared_ptr<Waiter>> waiting_;
  std::int64_t applied_ = -1;
  bool closed_ = false;
};

// Runs on the strand.
asio::awaitable<bool> wait_on(std::shared_ptr<Waiters> waiters, Strand strand, std::int64_t revision,
                              steady_clock::time_point deadline) {
  auto waiter = std::make_shared<Waiter>(strand, revision, deadline);
  const Waiters::Entry entry = waiters->enter(waiter);
  if (entry != Waiters::Entry::kWaits) co_return entry == Waiters::Entry::kReached;
  boost::system::error_code ended;
  auto token = asio::redirect_error(asio::use_awaitable, ended);
  co_await waiter->timer.async_wait(token);
  waiters->leave(waiter);
  co_return waiter->reached;
}

}  // namespace

struct ChangeFeed::Impl {
  Impl(ChangeFeedOptions given, pg::Conninfo where, matching::Index& target, const runtime::Keyring& keys)
      : options(std::move(given)), conninfo(std::move(where)), index(target), keyring(keys) {}
  ~Impl() {
    if (wake >= 0) ::close(wake);
  }

  enum class Look { kNothing, kApplied, kGap, kLost };

  ChangeFeedOptions options;
  pg::Conninfo conninfo;
  matching::Index& index;
  const runtime::Keyring& keyring;
  runtime::Metrics own_metrics;
  runtime::Metrics& metrics = options.metrics != nullptr ? *options.metrics : own_metrics;
  runtime::Gauge records = metrics.gauge("hotline_index_records", "Persons in the match index");
  runtime::Gauge bytes = metrics.gauge("hotline_index_bytes", "Memory of the match index");
  runtime::Gauge revision = metrics.gauge("hotline_index_revision", "Register revision the match index has applied");
  runtime::Gauge lag = metrics.gauge("hotline_index_lag_revisions", "Register revisions not applied yet");
  runtime::Counter reloads = metrics.counter("hotline_index_loads_total", "How often the index was loaded whole");

  std::unique_ptr<pg::BlockingConnection> connection;
  steady_clock::time_point figures_at;
  int wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

  std::mutex applying;  // held while the index changes
  bool held = false;    // under it
  bool is_held() {
    const std::scoped_lock lock(applying);
    return held;
  }
  std::atomic<bool> stopping{false};
  std::shared_ptr<Waiters> waiters = std::make_shared<Waiters>();
  std::thread thread;

  core::Done connect();
  core::Done load();
  void run();
  Look follow();
  Result<bool> apply(std::vector<std::int64_t> persons, std::int64_t last);
  void rest(std::chrono::milliseconds span);
  void nudge() const;
  void show();
};

Result<std::unique_ptr<ChangeFeed>> ChangeFeed::start(ChangeFeedOptions options, matching::Index& index,
                                                      const runtime::Keyring& keyring) {
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<ChangeFeed> feed(new ChangeFeed());
  feed->impl_ = std::make_unique<Impl>(std::move(options), std::move(*conninfo), index, keyring);
  Impl& impl = *feed->impl_;
  if (impl.wake < 0) return core::make_error(Reason::kStoreDown, "no descriptor is left for the change feed");
  auto connected = impl.connect();
  if (!connected) return connected.error();
  auto loaded = impl.load();
  if (!loaded) return loaded.error();
  impl.thread = std::thread([&impl] { impl.run(); });
  return feed;
}

ChangeFeed::ChangeFeed() = default;

ChangeFeed::~ChangeFeed() {
  if (!impl_) return;
  impl_->stopping = true;
  impl_->nudge();
  if (impl_->thread.joinable()) impl_->thread.join();
  impl_->waiters->close();
}

void ChangeFeed::nudge() {
  impl_->nudge();
}

asio::awaitable<bool> ChangeFeed::wait_for(std::int64_t revision, steady_clock::time_point deadline) {
  if (impl_->index.revision() >= revision) co_return true;
  impl_->nudge();
  auto executor = co_await asio::this_coro::executor;
  Strand strand = asio::make_strand(executor);
  co_return co_await asio::co_spawn(strand, wait_on(impl_->waiters, strand, revision, deadline), asio::use_awaitable);
}

void ChangeFeed::hold_back() {
  const std::scoped_lock lock(impl_->applying);
  impl_->held = true;
}

void ChangeFeed::let_go() {
  {
    const std::scoped_lock lock(impl_->applying);
    impl_->held = false;
  }
  impl_->nudge();
}

// Listens before anything is read, so that no change falls between.
core::Done ChangeFeed::Impl::connect() {
  connection.reset();
  pg::SessionOptions session{.conninfo = conninfo,
                             .application_name = "hotlined change feed",
                             .durability = pg::SessionOptions::Durability::kNotChecked};
  auto connected = pg::BlockingConnection::connect(std::move(session));
  if (!connected) return connected.error();
  auto listening = (*connected)->listen(kChannel);
  if (!listening) return listening;
  connection = std::move(*connected);
  return core::Nothing{};
}

core::Done ChangeFeed::Impl::load() {
  const auto begun = steady_clock::now();
  const std::scoped_lock lock(applying);
  auto loaded = load_index(*connection, keyring, index);
  if (!loaded) return loaded.error();
  reloads.add();
  show();
  waiters->applied(*loaded);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begun);
  runtime::log_event(Level::kInfo, "index_loaded",
                     {field("revision", *loaded), field("records", index.stats().records), field("ms", took.count())});
  return core::Nothing{};
}

void ChangeFeed::Impl::run() {
  runtime::name_this_thread("change-feed");
  std::chrono::milliseconds backoff = kBackoffFirst;
  while (!stopping) {
    Look look = Look::kLost;
    if (connection) {
      look = follow();
    } else {
      auto connected = connect();
      if (connected) look = Look::kApplied;
    }
    if (look == Look::kGap) {
      runtime::log_event(Level::kWarning, "index_reload", {field("revision", index.revision())});
      auto loaded = load();
      if (loaded) {
        look = Look::kApplied;
      } else {
        runtime::log_error("index_not_loaded", loaded.error());
        look = Look::kLost;
      }
    }
    if (look == Look::kLost) {
      connection.reset();
      rest(backoff);
      backoff = std::min(backoff * 2, kBackoffLast);
      continue;
    }
    backoff = kBackoffFirst;
    if (look == Look::kNothing) rest(options.poll);
  }
}

// Applies the next revisions, some at once.
ChangeFeed::Impl::Look ChangeFeed::Impl::follow() {
  const std::int64_t applied = index.revision();
  pg::Params params;
  params.int8(applied).int4(kRevisionsAtOnce);
  auto rows = connection->exec(sql::feed::kNewChanges, params);
  if (!rows) {
    runtime::log_error("change_feed_lost", rows.error());
    return Look::kLost;
  }
  const std::int64_t stands_at = rows->front().int8(0);
  lag.set(static_cast<double>(stands_at - applied));
  if (steady_clock::now() - figures_at >= kFiguresEvery) show();
  if (stands_at < applied) return Look::kGap;  // the register was restored to an earlier state
  if (stands_at == applied) return Look::kNothing;
  std::vector<std::int64_t> persons;
  std::int64_t last = applied;
  for (const pg::Row row : *rows) {
    if (row.null(1) || row.int8(1) != last + 1) return Look::kGap;
    last = row.int8(1);
    const std::vector<std::int64_t> changed = row.int8s(2);
    persons.insert(persons.end(), changed.begin(), changed.end());
  }
  auto done = apply(std::move(persons), last);
  if (done) return *done ? Look::kApplied : Look::kNothing;
  runtime::log_error("change_feed_lost", done.error());
  return Look::kLost;
}

// False when the feed is held back: then nothing is read either that may have changed when it is let go.
Result<bool> ChangeFeed::Impl::apply(std::vector<std::int64_t> persons, std::int64_t last) {
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  if (is_held()) return false;
  auto changed = read_persons(*connection, keyring, persons);
  if (!changed) return changed.error();
  const std::scoped_lock lock(applying);
  if (held) return false;
  index.apply(std::move(changed->records), std::move(changed->gone), last);
  revision.set(static_cast<double>(last));
  waiters->applied(last);
  return true;
}

// Until a notification, a nudge or the end of the time.
void ChangeFeed::Impl::rest(std::chrono::milliseconds span) {
  if (connection) {
    // What came together with an earlier answer lies in memory, where poll() does not see it.
    auto notified = connection->wait_notifications(std::chrono::milliseconds(0));
    if (!notified || !notified->empty()) return;
  }
  pollfd ready[] = {{wake, POLLIN, 0}, {connection ? connection->descriptor() : -1, POLLIN, 0}};
  ::poll(ready, 2, static_cast<int>(span.count()));
  eventfd_t nudges = 0;
  ::eventfd_read(wake, &nudges);
}

void ChangeFeed::Impl::nudge() const {
  ::eventfd_write(wake, 1);
}

void ChangeFeed::Impl::show() {
  figures_at = steady_clock::now();
  const matching::IndexStats stats = index.stats();
  records.set(static_cast<double>(stats.records));
  bytes.set(static_cast<double>(stats.bytes));
  revision.set(static_cast<double>(stats.revision));
}

}  // namespace hotline::store
