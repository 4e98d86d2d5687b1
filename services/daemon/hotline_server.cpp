#include "daemon/hotline_server.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <mutex>
#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#include "alarm/alarm_service.hpp"
#include "approval/approval_service.hpp"
#include "audit/audit_service.hpp"
#include "core/access.hpp"
#include "core/admission.hpp"
#include "core/canaries.hpp"
#include "core/guard.hpp"
#include "core/note.hpp"
#include "core/payload.hpp"
#include "core/scripts.hpp"
#include "daemon/admin_service.hpp"
#include "daemon/server_settings.hpp"
#include "desk/desk_service.hpp"
#include "erasure/erasure_service.hpp"
#include "erasure/retention_rounds.hpp"
#include "hotline/v1/registry_service.grpc.pb.h"
#include "inquiry/inquiry_service.hpp"
#include "lookup/lookup_flow.hpp"
#include "lookup/lookup_service.hpp"
#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "registry/module.hpp"
#include "relatives/relatives_service.hpp"
#include "reporting/deadline_rounds.hpp"
#include "reporting/figure_rounds.hpp"
#include "reporting/reporting_service.hpp"
#include "rpc/authenticate.hpp"
#include "rpc/call_metrics.hpp"
#include "rpc/edge_actors.hpp"
#include "rpc/page_token.hpp"
#include "rpc/server.hpp"
#include "runtime/executors.hpp"
#include "runtime/key_watch.hpp"
#include "runtime/keyring.hpp"
#include "runtime/log.hpp"
#include "runtime/log_signer.hpp"
#include "runtime/metrics.hpp"
#include "runtime/random.hpp"
#include "runtime/steady_utc.hpp"
#include "store/guard_feed.hpp"
#include "store/link_finder.hpp"
#include "store/log_sealer.hpp"
#include "store/log_writer.hpp"
#include "store/maintenance.hpp"
#include "store/migrator.hpp"
#include "store/pg/conninfo.hpp"
#include "store/pg/pool.hpp"
#include "store/standing_watcher.hpp"

namespace hotline::daemon {
namespace {

constexpr std::chrono::milliseconds kDrainPoll{2};
// Whoever checks the log must not take connections from those who answer callers.
constexpr std::size_t kAuditorConnections = 2;
// Erasures are rare, and the rounds of what is too old take one.
constexpr std::size_t kErasureConnections = 3;
constexpr std::size_t kRoundConnections = 1;
constexpr std::size_t kAlarmConnections = 2;
constexpr std::size_t kReportingConnections = 3;

// Two for gRPC's own threads and two for ours on the smallest machine; more only where there are more cores.
std::size_t executor_threads() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 2, 8);
}

inline constexpr std::chrono::milliseconds kTick{500};
// For an entry that says which key changed.
constexpr std::chrono::seconds kKeyChangeTime{10};

}  // namespace

// Members end in the reverse order: first the socket, last the threads and keys that everything else stands on.
struct HotlineServer::Parts {
  Parts(const runtime::Config& settings, const core::Clock& clock_in)
      : config(settings),
        clock(clock_in),
        steady(clock_in),
        latest(clock_in, steady),
        executors("hotline", executor_threads()),
        admission(admission_options(settings)) {}

  runtime::Config config;
  const core::Clock& clock;
  runtime::SteadyUtc steady;
  runtime::LatestUtc latest;
  runtime::Metrics metrics;
  runtime::SystemRandom random;
  std::optional<runtime::Keyring> keyring;
  std::optional<runtime::LogSigner> log_signer;
  std::unique_ptr<runtime::KeyWatch> key_watch;
  std::optional<core::ScriptCatalogue> scripts;
  runtime::Executors executors;
  store::DatabaseKind kind = store::DatabaseKind::kTrial;
  std::unique_ptr<store::Maintenance> maintenance;
  std::unique_ptr<store::pg::Pool> inquiry_pool;
  std::unique_ptr<store::pg::Pool> registry_pool;
  std::unique_ptr<store::pg::Pool> auditor_pool;
  std::unique_ptr<store::pg::Pool> erasure_pool;
  // Of the rounds alone: one that fails in vain each second must not hold back the calls of the others.
  std::unique_ptr<store::pg::Pool> deadline_pool;
  std::unique_ptr<store::pg::Pool> guard_pool;
  std::unique_ptr<store::pg::Pool> reporting_pool;
  std::unique_ptr<matching::Index> index;
  std::unique_ptr<store::ChangeFeed> feed;
  std::unique_ptr<store::LinkFinder> link_finder;
  std::unique_ptr<store::StandingWatcher> standing_watcher;
  core::Canaries canaries;
  std::unique_ptr<core::Guard> guard;
  core::Admission admission;
  std::unique_ptr<store::GuardFeed> guard_feed;
  std::unique_ptr<lookup::LookupFlow> lookups;
  std::unique_ptr<store::LogWriter> log;
  std::unique_ptr<lookup::OutcomeFlow> outcomes;
  std::unique_ptr<rpc::Authenticator> local_actors;
  std::unique_ptr<rpc::EdgeActors> edge_actors;
  std::unique_ptr<rpc::Authenticator> authenticator;
  std::unique_ptr<rpc::Gate> gate;
  std::unique_ptr<rpc::PageTokens> page_tokens;
  std::unique_ptr<registry::Module> registry;
  std::unique_ptr<lookup::Reception> reception;
  std::unique_ptr<lookup::LookupService> lookup_service;
  std::unique_ptr<inquiry::InquiryService> inquiry_service;
  std::unique_ptr<erasure::ErasureFlow> relatives_erasures;
  std::unique_ptr<relatives::RelativesService> relatives_service;
  std::unique_ptr<approval::ApprovalService> approval_service;
  std::unique_ptr<audit::AuditService> audit_service;
  std::unique_ptr<erasure::ErasureService> erasure_service;
  std::unique_ptr<erasure::RetentionRounds> retention;
  std::unique_ptr<desk::DeskService> desk_service;
  std::unique_ptr<reporting::ReportingService> reporting_service;
  std::unique_ptr<reporting::DeadlineRounds> deadlines;
  std::unique_ptr<reporting::FigureRounds> figures;
  std::unique_ptr<alarm::AlarmService> alarm_service;
  std::unique_ptr<AdminService> admin_service;
  std::unique_ptr<runtime::MetricsServer> metrics_server;
  std::unique_ptr<rpc::Server> server;
  std::mutex tick_mutex;
  bool ticking = false;
  std::unique_ptr<boost::asio::steady_timer> ticker;
  std::atomic<bool> drained{false};
  store::LogWriterOptions::Damaged damaged = store::LogWriterOptions::Damaged::kRefused;

  core::Done open_database();
  core::Done load();
  core::Done open_doors();
  core::Done serve();
  void tick();
  void keys_changed(const runtime::Keyring::Changes& changes);
  void log_key(std::string what);
};

core::Done HotlineServer::Parts::open_database() {
  auto conninfo = store::pg::Conninfo::read(config.database.conninfo_file);
  if (!conninfo) return std::move(conninfo).error();
  auto registry_login = store::pg::with_user(*conninfo, "hotline_registry");
  if (!registry_login) return std::move(registry_login).error();
  store::pg::SessionOptions session{.conninfo = *registry_login};
  auto connection = store::pg::BlockingConnection::connect(std::move(session));
  if (!connection) return std::move(connection).error();
  const auto migrated = store::check_migrated(**connection);
  if (!migrated) return migrated;
  const auto marked = store::database_kind(**connection);
  if (!marked) return marked.error();
  kind = *marked;
  const auto fit = settings_fit(config, kind);
  if (!fit) return fit;

  auto maintenance_login = login(*conninfo, "hotline_maintenance");
  if (!maintenance_login) return std::move(maintenance_login).error();
  store::MaintenanceOptions care;
  care.conninfo = *maintenance_login;
  care.metrics = &metrics;
  auto cared = store::Maintenance::start(std::move(care));
  if (!cared) return std::move(cared).error();
  maintenance = std::move(*cared);

  const auto connections = static_cast<std::size_t>(config.database.pool_size);
  struct PoolToOpen {
    std::unique_ptr<store::pg::Pool>& pool;
    const char* login;
    std::size_t connections;
  };
  for (const PoolToOpen& one : {PoolToOpen{inquiry_pool, "hotline_inquiry", connections},
                                PoolToOpen{registry_pool, "hotline_registry", connections},
                                PoolToOpen{auditor_pool, "hotline_auditor", kAuditorConnections},
                                PoolToOpen{erasure_pool, "hotline_erasure", kErasureConnections},
                                PoolToOpen{deadline_pool, "hotline_registry", kRoundConnections},
                                PoolToOpen{guard_pool, "hotline_guard", kAlarmConnections},
                                PoolToOpen{reporting_pool, "hotline_reporting", kReportingConnections}}) {
    auto options = pool_options(*conninfo, one.login, one.connections);
    if (!options) return std::move(options).error();
    one.pool = std::make_unique<store::pg::Pool>(executors.executor(), std::move(*options));
  }

  auto log_login = login(*conninfo, "hotline_log");
  if (!log_login) return std::move(log_login).error();
  store::LogWriterOptions writer;
  writer.conninfo = *log_login;
  writer.tree = config.log.tree;
  writer.queue_max = static_cast<std::size_t>(config.log.queue_max);
  writer.batch_max = static_cast<std::size_t>(config.log.batch_max);
  writer.freshness_limit = config.freshness.limit;
  writer.state_file = config.log.state_file.string();
  writer.metrics = &metrics;
  writer.on_batch = [this](const core::BatchSeen& batch) {
    admission.observe(batch, std::chrono::steady_clock::now());
  };
  writer.signer = &*log_signer;
  writer.damaged = damaged;
  auto started = store::LogWriter::start(std::move(writer), clock);
  if (!started) return std::move(started).error();
  log = std::move(*started);
  return core::Nothing{};
}

core::Done HotlineServer::Parts::load() {
  auto catalogue = core::ScriptCatalogue::load(config.scripts.folder);
  if (!catalogue) return std::move(catalogue).error();
  const auto faults = catalogue->check();
  if (!faults.empty()) {
    core::Error error = core::make_error(core::Reason::kWrongState, "the answer scripts are not whole");
    for (const auto& fault : faults) error.violations.push_back({"scripts", fault});
    return error;
  }
  scripts = std::move(*catalogue);

  auto lexicon = matching::Lexicon::load(config.matching.lexicon);
  if (!lexicon) return std::move(lexicon).error();
  index = std::make_unique<matching::Index>(*lexicon);
  auto conninfo = store::pg::Conninfo::read(config.database.conninfo_file);
  if (!conninfo) return std::move(conninfo).error();
  auto registry_login = login(*conninfo, "hotline_registry");
  if (!registry_login) return std::move(registry_login).error();
  store::ChangeFeedOptions follow;
  follow.conninfo = *registry_login;
  follow.metrics = &metrics;
  auto following = store::ChangeFeed::start(std::move(follow), *index, *keyring);
  if (!following) return std::move(following).error();
  feed = std::move(*following);
  store::LinkFinderOptions compare;
  compare.conninfo = *registry_login;
  compare.metrics = &metrics;
  auto comparing = store::LinkFinder::start(std::move(compare), *index, *keyring);
  if (!comparing) return std::move(comparing).error();
  link_finder = std::move(*comparing);
  auto guard_login = login(*conninfo, "hotline_guard");
  if (!guard_login) return std::move(guard_login).error();
  guard = std::make_unique<core::Guard>(guard_limits(config), steady);
  store::GuardFeedOptions remember;
  remember.conninfo = *guard_login;
  remember.metrics = &metrics;
  auto remembering =
      store::GuardFeed::start(std::move(remember), *guard, canaries, [this] { return log->state().tree; });
  if (!remembering) return std::move(remembering).error();
  guard_feed = std::move(*remembering);
  auto matching_login = login(*conninfo, "hotline_matching");
  if (!matching_login) return std::move(matching_login).error();
  store::StandingWatcherOptions watch;
  watch.conninfo = *matching_login;
  watch.metrics = &metrics;
  auto watching = store::StandingWatcher::start(std::move(watch), std::move(*lexicon), *index, *keyring);
  if (!watching) return std::move(watching).error();
  standing_watcher = std::move(*watching);
  return core::Nothing{};
}

core::Done HotlineServer::Parts::open_doors() {
  const auto actors = callers("actors", config.actors);
  if (!actors) return actors.error();
  const auto certified = callers("certificates", config.certificates);
  if (!certified) return certified.error();
  const auto kept_apart = one_role_each(*actors, *certified);
  if (!kept_apart) return kept_apart;
  local_actors = std::make_unique<rpc::LocalActors>(*actors);
  if (!config.edge.socket.empty()) {
    auto places = edge_places(config);
    if (!places) return std::move(places).error();
    std::unique_ptr<rpc::PersonTokens> tokens;
    if (!config.tokens.issuer.empty()) {
      auto loaded =
          rpc::PersonTokens::load({config.tokens.issuer, config.tokens.audience, config.tokens.keys_file}, latest);
      if (!loaded) return std::move(loaded).error();
      tokens = std::move(*loaded);
    }
    auto edge = rpc::EdgeActors::load({config.edge.ca_file, config.edge.crl_file}, *certified, latest,
                                      std::move(*places), std::move(tokens));
    if (!edge) return std::move(edge).error();
    if (kind == store::DatabaseKind::kLive && (*edge)->trusts_a_trial_authority()) {
      return core::make_error(
          core::Reason::kWrongState,
          "the database is LIVE and the edge's authority is one of `hotline certs`, for trials only");
    }
    edge_actors = std::move(*edge);
  }
  authenticator = std::make_unique<rpc::TwoDoors>(*local_actors, edge_actors.get());
  return core::Nothing{};
}

core::Done HotlineServer::Parts::serve() {
  const auto opened = open_doors();
  if (!opened) return opened;
  rpc::GateOptions gate_options;
  gate_options.calls_at_once_max = config.server.max_calls;
  gate_options.refused = [this](const rpc::CallContext& call, core::Reason reason) {
    lookups->log_refusal(call, reason);
  };
  gate = std::make_unique<rpc::Gate>(executors.executor(), *authenticator, gate_options);
  page_tokens = std::make_unique<rpc::PageTokens>(*keyring);
  lookups = std::make_unique<lookup::LookupFlow>(executors.executor(), *index, *log, *feed, *inquiry_pool, *keyring,
                                                 *log_signer, *scripts, *guard, canaries, clock, random, metrics,
                                                 flow_options(config, kind));
  outcomes = std::make_unique<lookup::OutcomeFlow>(*inquiry_pool, *keyring, clock);
  reception = std::make_unique<lookup::Reception>(*gate, admission, *lookups, *keyring, clock, steady, metrics);
  lookup_service = std::make_unique<lookup::LookupService>(*gate, *reception, *outcomes);
  const bool trial = kind == store::DatabaseKind::kTrial;
  const store::ActLog act_log{*log, *keyring, random, clock};
  inquiry_service = std::make_unique<inquiry::InquiryService>(*gate, *inquiry_pool, act_log, *page_tokens, trial);
  approval_service =
      std::make_unique<approval::ApprovalService>(*gate, *inquiry_pool, *log, *index, canaries, *keyring, clock, random,
                                                  *page_tokens, told_of_break_glass(config), trial);
  registry = std::make_unique<registry::Module>(*gate, *registry_pool, *keyring, *feed, *log, clock, random, *index,
                                                *guard, canaries, *page_tokens, config, trial, gate_options.refused);
  audit_service = std::make_unique<audit::AuditService>(*gate, *auditor_pool, *log, *page_tokens);
  erasure_service = std::make_unique<erasure::ErasureService>(*gate, *inquiry_pool, *erasure_pool, *log, *keyring,
                                                              clock, random, *page_tokens, trial);
  relatives_erasures =
      std::make_unique<erasure::ErasureFlow>(*inquiry_pool, *erasure_pool, *log, *keyring, clock, random);
  relatives_service = std::make_unique<relatives::RelativesService>(relatives::RelativesParts{
      *gate, *reception, *log_signer, *keyring, clock, *auditor_pool, *inquiry_pool, *relatives_erasures, *lookups,
      *page_tokens, relatives::TimeSlots(executors.executor(), config.relatives.step), trial});
  alarm_service = std::make_unique<alarm::AlarmService>(
      *gate, *guard_pool, alarm::CanaryFlow(*registry_pool, *keyring, random, clock, *index, *feed, canaries), *keyring,
      clock, *page_tokens, trial);
  desk_service =
      std::make_unique<desk::DeskService>(*gate, *inquiry_pool, *log, *keyring, clock, random, *page_tokens, trial);
  reporting_service = std::make_unique<reporting::ReportingService>(reporting::ReportingParts{
      *gate, *registry_pool, *reporting_pool, *log, *keyring, clock, random, *page_tokens, trial});
  admin_service = std::make_unique<AdminService>(*gate, *index, canaries, *log, kind, clock.now());

  auto shown = runtime::MetricsServer::start(executors.executor(), config.server.metrics_socket, metrics);
  if (!shown) return std::move(shown).error();
  metrics_server = std::move(*shown);
  rpc::ServerOptions options;
  options.socket_path = config.server.socket.string();
  options.edge_socket_path = config.edge.socket.string();
  const std::vector<rpc::ServedService> services{
      {v1::LookupService::service_full_name(), lookup_service.get()},
      {v1::InquiryService::service_full_name(), inquiry_service.get()},
      {v1::RelativesService::service_full_name(), relatives_service.get()},
      {v1::RegistryService::service_full_name(), &registry->service()},
      {v1::ApprovalService::service_full_name(), approval_service.get()},
      {v1::AuditService::service_full_name(), audit_service.get()},
      {v1::ErasureService::service_full_name(), erasure_service.get()},
      {v1::AlarmService::service_full_name(), alarm_service.get()},
      {v1::DeskService::service_full_name(), desk_service.get()},
      {v1::ReportingService::service_full_name(), reporting_service.get()},
      {v1::AdminService::service_full_name(), admin_service.get()},
  };
  auto listening = rpc::Server::start(options, services, std::make_shared<rpc::CallMetrics>(metrics));
  if (!listening) return std::move(listening).error();
  server = std::move(*listening);
  server->set_ready(true);
  retention = std::make_unique<erasure::RetentionRounds>(
      executors.executor(), *erasure_pool, erasure::Eraser(*erasure_pool, *log, *keyring, clock, random), metrics);
  deadlines = std::make_unique<reporting::DeadlineRounds>(executors.executor(), *deadline_pool, *keyring, metrics);
  figures = std::make_unique<reporting::FigureRounds>(executors.executor(), *reporting_pool, *keyring, clock, metrics);
  ticker = std::make_unique<boost::asio::steady_timer>(executors.executor());
  ticking = true;
  tick();
  return core::Nothing{};
}

// Health and figures that nobody sets by himself, and the counted refusals of the minutes that have ended.
void HotlineServer::Parts::tick() {
  const std::lock_guard lock(tick_mutex);
  if (!ticking) return;
  const auto writing = log->state();
  server->set_ready(writing.ready);
  key_watch->look();
  lookups->log_counted_refusals(false);
  admission.tick(std::chrono::steady_clock::now());
  const auto let_in = admission.seen();
  metrics.gauge("hotline_admission_limit", "Lookups that may be under way at once, as the commits allow")
      .set(static_cast<double>(let_in.limit));
  metrics.gauge("hotline_admission_under_way", "Lookups under way").set(static_cast<double>(let_in.under_way));
  metrics.gauge("hotline_admission_waiting", "Lookups that wait to begin")
      .set(static_cast<double>(std::accumulate(let_in.waiting.begin(), let_in.waiting.end(), std::size_t{0})));
  const auto held = index->stats();
  metrics.gauge("hotline_index_persons", "Persons in the match index")
      .set(static_cast<double>(held.records - std::min(held.records, canaries.look().size())));
  metrics.gauge("hotline_index_bytes", "Memory of the match index").set(static_cast<double>(held.bytes));
  metrics.gauge("hotline_index_revision", "Register revision that the index holds")
      .set(static_cast<double>(held.revision));
  metrics.gauge("hotline_log_ready", "Whether the log can be written").set(writing.ready ? 1 : 0);
  metrics.gauge("hotline_calls_now", "Calls under way").set(gate->calls_now());
  ticker->expires_after(kTick);
  ticker->async_wait([this](const boost::system::error_code& ended) {
    if (!ended) tick();
  });
}

void HotlineServer::Parts::keys_changed(const runtime::Keyring::Changes& changes) {
  const auto text = [](const runtime::KeyFile& key) {
    return std::string(runtime::key_use_name(key.use)) + " " + std::to_string(key.id);
  };
  log_signer->renew(keyring->set(runtime::KeyUse::kLogSigning));
  for (const runtime::KeyFile& key : changes.added) {
    std::string what = (key.to_come ? "KEY_TO_COME " : "KEY_TAKEN_UP ") + text(key);
    if (key.use == runtime::KeyUse::kLogSigning && !key.to_come) {
      what += " " + core::verifier_text(log_signer->verifiers(log->state().tree).front());
    }
    log_key(std::move(what));
  }
  for (const runtime::KeyFile& key : changes.gone) log_key("KEY_GONE " + text(key));
}

// Each server says of itself what it took up: the payload names nobody.
void HotlineServer::Parts::log_key(std::string what) {
  core::LogPayload payload;
  payload.actor = core::ActorId("hotlined");
  payload.purpose = std::move(what);
  auto draft = store::seal_act(*keyring, random, core::LogEntryKind::kKeyChange, payload, clock.now());
  if (!draft) return runtime::log_error("key_change_not_logged", draft.error());
  draft->deadline = std::chrono::steady_clock::now() + kKeyChangeTime;
  log->append(std::move(*draft), [](const store::LogOutcome& outcome) {
    if (outcome.error) runtime::log_error("key_change_not_logged", *outcome.error);
  });
}

HotlineServer::HotlineServer() = default;

core::Result<std::unique_ptr<HotlineServer>> HotlineServer::start(const runtime::Config& config,
                                                                  const core::Clock& clock,
                                                                  HotlineServerOptions options) {
  auto server = std::unique_ptr<HotlineServer>(new HotlineServer());
  server->parts_ = std::make_unique<Parts>(config, clock);
  Parts& parts = *server->parts_;
  auto keyring = runtime::Keyring::load(config.keys.folder);
  if (!keyring) return std::move(keyring).error();
  parts.keyring = std::move(*keyring);
  if (!runtime::secrets_are_locked()) {
    runtime::log_event(runtime::Level::kWarning, "key_memory_not_locked",
                       {runtime::field("remedy", "raise RLIMIT_MEMLOCK (LimitMEMLOCK= of the unit) to 1 MiB")});
  }
  parts.log_signer.emplace(config.log.name, parts.keyring->set(runtime::KeyUse::kLogSigning));
  parts.key_watch = std::make_unique<runtime::KeyWatch>(
      config.keys.folder, *parts.keyring,
      [&parts](const runtime::Keyring::Changes& changes) { parts.keys_changed(changes); });
  parts.damaged =
      options.accept_damaged ? store::LogWriterOptions::Damaged::kClosed : store::LogWriterOptions::Damaged::kRefused;
  const auto opened = parts.open_database();
  if (!opened) return opened.error();
  const auto loaded = parts.load();
  if (!loaded) return loaded.error();
  const auto served = parts.serve();
  if (!served) return served.error();
  return server;
}

void HotlineServer::drain() {
  Parts& parts = *parts_;
  if (!parts.server || parts.drained.exchange(true)) return;
  {
    const std::lock_guard lock(parts.tick_mutex);
    parts.ticking = false;
    parts.ticker->cancel();
  }
  const auto until = std::chrono::steady_clock::now() + parts.config.server.drain;
  parts.server->set_ready(false);
  parts.gate->close();
  while (parts.gate->calls_now() > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(kDrainPoll);
  }
  parts.admission.close();
  const auto left = std::max(until - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration::zero());
  parts.server->drain(std::chrono::duration_cast<std::chrono::milliseconds>(left));
  parts.lookups->log_counted_refusals(true);
}

store::ChangeFeed& HotlineServer::change_feed() {
  return *parts_->feed;
}

HotlineServer::~HotlineServer() {
  if (!parts_) return;
  drain();
  Parts& parts = *parts_;
  parts.server.reset();
  parts.metrics_server.reset();
  parts.ticker.reset();
  parts.retention.reset();
  parts.deadlines.reset();
  parts.figures.reset();
  // Its last round writes the alarms of the last calls, and asks the writer for its tree.
  parts.guard_feed.reset();
  // The writer ends after the batch under way and its callbacks have what they post to.
  parts.log.reset();
  parts.standing_watcher.reset();
  parts.link_finder.reset();
  parts.feed.reset();
  parts.maintenance.reset();
  for (auto* pool : {&parts.inquiry_pool, &parts.registry_pool, &parts.auditor_pool, &parts.erasure_pool,
                     &parts.deadline_pool, &parts.guard_pool, &parts.reporting_pool}) {
    if (*pool) (*pool)->close();
  }
  parts.executors.stop();
}

}  // namespace hotline::daemon
