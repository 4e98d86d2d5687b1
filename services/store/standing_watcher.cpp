#include "store/standing_watcher.hpp"

#include <sys/resource.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "store/pace.hpp"
#include "store/pg/blocking_connection.hpp"
#include "store/standing_join.hpp"

namespace hotline::store {
namespace {

using core::Result;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kWatchAgainAfter{1'000};
constexpr std::chrono::milliseconds kLagReadEvery{1'000};
// Behind lookups and imports, before the link finder.
constexpr int kNice = 10;
// Half a processor beside an import.
constexpr int kRestsPerStep = 1;

struct Figures {
  explicit Figures(runtime::Metrics& metrics)
      : leads(metrics.gauge("hotline_standing_leads", "1 on the server that compares standing inquiries")),
        inquiries(
            metrics.gauge("hotline_standing_inquiries", "Open inquiries held for comparison; 0 where not leading")),
        behind(metrics.gauge("hotline_standing_lag_revisions", "Register revisions not yet compared with inquiries")),
        lag(metrics.gauge("hotline_standing_lag_seconds", "Age of the oldest register change not yet compared")),
        persons(metrics.counter("hotline_standing_persons_total", "Changed persons compared with all open inquiries")),
        asked(metrics.counter("hotline_standing_inquiries_total", "Changed inquiries compared with the register")),
        rematched(metrics.counter("hotline_standing_rematched_total", "Inquiries compared anew after a new model")),
        found(metrics.counter("hotline_standing_candidates_total", "Candidates stored")),
        failures(metrics.counter("hotline_standing_failures_total", "Rounds of comparison that failed")) {}

  runtime::Gauge leads, inquiries, behind, lag;
  runtime::Counter persons, asked, rematched, found, failures;
};

}  // namespace

struct StandingWatcher::Impl {
  Impl(StandingWatcherOptions given, pg::Conninfo where, std::shared_ptr<const matching::Lexicon> lexicon,
       const matching::Index& register_index, const runtime::Keyring& keyring)
      : options(std::move(given)),
        conninfo(std::move(where)),
        persons(register_index),
        join(std::move(lexicon), register_index, keyring) {}

  StandingWatcherOptions options;
  pg::Conninfo conninfo;
  const matching::Index& persons;
  StandingJoin join;
  runtime::Metrics own_metrics;
  Figures figures{options.metrics != nullptr ? *options.metrics : own_metrics};
  steady_clock::time_point lag_read;
  Pace pace{kRestsPerStep};

  std::unique_ptr<pg::BlockingConnection> connection;
  bool leading = false;
  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;
  std::thread thread;

  void run();
  Result<steady_clock::duration> step();
  core::Done connect();
  void show(const StandingRound& round);
  void give_up(const core::Error& error);
};

StandingWatcher::StandingWatcher() = default;

Result<std::unique_ptr<StandingWatcher>> StandingWatcher::start(StandingWatcherOptions options,
                                                                std::shared_ptr<const matching::Lexicon> lexicon,
                                                                const matching::Index& persons,
                                                                const runtime::Keyring& keyring) {
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<StandingWatcher> watcher(new StandingWatcher());
  watcher->impl_ =
      std::make_unique<Impl>(std::move(options), std::move(*conninfo), std::move(lexicon), persons, keyring);
  Impl& impl = *watcher->impl_;
  impl.thread = std::thread([&impl] { impl.run(); });
  return watcher;
}

StandingWatcher::~StandingWatcher() {
  if (!impl_ || !impl_->thread.joinable()) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->wake.notify_one();
  }
  impl_->thread.join();
}

void StandingWatcher::Impl::run() {
  runtime::name_this_thread("standing");
  // On Linux of this thread alone.
  setpriority(PRIO_PROCESS, 0, kNice);
  steady_clock::duration span{0};
  for (;;) {
    {
      std::unique_lock lock(mutex);
      if (wake.wait_for(lock, span, [this] { return stopping; })) return;
    }
    auto next = step();
    if (!next) give_up(next.error());
    span = next ? *next : steady_clock::duration(kWatchAgainAfter);
  }
}

// Gives how long to rest before the next one.
Result<steady_clock::duration> StandingWatcher::Impl::step() {
  if (!connection) {
    auto connected = connect();
    if (!connected) return connected.error();
  }
  if (!leading) {
    auto leads = join.lead(*connection);
    if (!leads) return leads.error();
    if (!*leads) return steady_clock::duration(options.lead_poll);
    leading = true;
    figures.leads.set(1);
  }
  const auto began = steady_clock::now();
  auto round = join.round(*connection);
  if (!round) return round.error();
  show(*round);
  const auto rest = pace.rest(began, steady_clock::now(), persons.revision());
  return round->more ? rest : steady_clock::duration(options.poll);
}

core::Done StandingWatcher::Impl::connect() {
  pg::SessionOptions session{.conninfo = conninfo, .application_name = "hotlined standing inquiries"};
  auto connected = pg::BlockingConnection::connect(std::move(session));
  if (!connected) return connected.error();
  connection = std::move(*connected);
  return core::Nothing{};
}

void StandingWatcher::Impl::show(const StandingRound& round) {
  figures.persons.add(static_cast<double>(round.persons));
  figures.asked.add(static_cast<double>(round.inquiries));
  figures.rematched.add(static_cast<double>(round.rematched));
  figures.found.add(static_cast<double>(round.found));
  figures.inquiries.set(static_cast<double>(join.inquiries()));
  figures.behind.set(static_cast<double>(round.behind));
  if (round.behind == 0) return figures.lag.set(0);
  if (steady_clock::now() - lag_read < kLagReadEvery) return;
  lag_read = steady_clock::now();
  auto seconds = waiting_seconds(*connection, join.cursor().revision);
  if (seconds) figures.lag.set(*seconds);
}

// The lead goes with the connection.
void StandingWatcher::Impl::give_up(const core::Error& error) {
  figures.failures.add();
  runtime::log_error("standing_failed", error);
  connection.reset();
  leading = false;
  figures.leads.set(0);
  figures.inquiries.set(0);
}

}  // namespace hotline::store
