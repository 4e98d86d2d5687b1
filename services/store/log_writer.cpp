#include "store/log_writer.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "runtime/executors.hpp"
#include "runtime/log.hpp"
#include "sql/log.hpp"
#include "store/log_batch.hpp"
#include "store/log_checkpoints.hpp"
#include "store/log_rows.hpp"
#include "store/log_tree.hpp"
#include "store/pg/blocking_connection.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store {
namespace {

using core::Reason;
using core::Result;
using runtime::field;
using runtime::Level;
using runtime::Metrics;
using runtime::Safe;
using std::chrono::steady_clock;

// A server that does not answer a step for this long is given up: its batch is unknown, and everybody retries.
constexpr std::chrono::milliseconds kStepLimit{10'000};
constexpr std::chrono::milliseconds kConnectLimit{5'000};
constexpr std::chrono::milliseconds kBackoffFirst{50};
constexpr std::chrono::milliseconds kBackoffLast{1'000};
// While nothing is to be written the connection and the tree are looked at this often.
constexpr std::chrono::milliseconds kIdleTick{1'000};
constexpr std::chrono::milliseconds kStateFileEvery{1'000};
constexpr std::chrono::milliseconds kPartitionsEvery{60'000};
constexpr std::chrono::milliseconds kRetryAfterFull{100};
constexpr std::chrono::milliseconds kRetryAfterDown{200};

// No timeout may cancel a COMMIT.
constexpr char kSession[] = "SET statement_timeout = 0; SET synchronous_commit = on";

core::Error log_down() {
  core::Error error = core::make_error(Reason::kStoreDown, "the log cannot be written now, so nothing may be answered");
  error.retry_after = kRetryAfterDown;
  return error;
}

core::Error log_full() {
  core::Error error = core::make_error(Reason::kTooMany, "too many calls wait for the log");
  error.retry_after = kRetryAfterFull;
  return error;
}

core::Error too_late() {
  return core::make_error(Reason::kOutOfTime, "the deadline passed before the entry could be written");
}

LogOutcome failed(core::Error error) {
  LogOutcome outcome;
  outcome.kind = LogOutcome::Kind::kFailed;
  outcome.error = std::move(error);
  return outcome;
}

std::size_t size_of(const LogDraft& draft) {
  std::size_t bytes = draft.payload_sealed.size() + draft.key_sealed.size() + draft.answer_sealed.size();
  if (draft.inquiry) bytes += draft.inquiry->facts_sealed.size() + draft.inquiry->asker_sealed.size();
  return bytes + core::kLeafBytes;
}

struct Figures {
  explicit Figures(Metrics& metrics)
      : queue(metrics.gauge("hotline_log_queue", "Entries that wait for the log")),
        ready(metrics.gauge("hotline_log_ready", "1 while the log can be written")),
        partitions(metrics.gauge("hotline_log_partitions_ahead", "Whole log partitions beyond the one in use")),
        batch(metrics.histogram("hotline_log_batch_entries", "Entries of one batch", runtime::size_buckets())),
        seconds(metrics.histogram("hotline_log_batch_seconds", "Time from the begin of a batch to its last outcome",
                                  runtime::latency_buckets())),
        committed(entries(metrics, "committed")),
        stale(entries(metrics, "stale")),
        duplicate(entries(metrics, "duplicate")),
        failed(entries(metrics, "failed")),
        connects(metrics.counter("hotline_log_connects_total", "How often the tree was taken")) {}

  runtime::Gauge queue, ready, partitions;
  runtime::Histogram batch, seconds;
  runtime::Counter committed, stale, duplicate, failed, connects;

  runtime::Counter& of(LogOutcome::Kind kind) {
    switch (kind) {
      case LogOutcome::Kind::kCommitted:
        return committed;
      case LogOutcome::Kind::kStale:
        return stale;
      case LogOutcome::Kind::kDuplicate:
        return duplicate;
      case LogOutcome::Kind::kFailed:
        break;
    }
    return failed;
  }

 private:
  static runtime::Counter entries(Metrics& metrics, Safe outcome) {
    return metrics.counter("hotline_log_entries_total", "Log entries by their outcome",
                           {{Safe("outcome"), std::move(outcome)}});
  }
};

}  // namespace

struct LogWriter::Impl {
  Impl(LogWriterOptions given, pg::Conninfo where, const core::Clock& time)
      : options(std::move(given)), conninfo(std::move(where)), clock(time), checkpoints(options.signer) {}

  LogWriterOptions options;
  pg::Conninfo conninfo;
  const core::Clock& clock;
  Metrics own_metrics;
  Figures figures{options.metrics != nullptr ? *options.metrics : own_metrics};

  // Of the writer thread alone.
  std::unique_ptr<pg::BlockingConnection> connection;
  TreeHead head;
  LogCheckpoints checkpoints;
  std::optional<KnownHead> known;  // the last head that was committed, or that the state file remembers
  KnownHead in_file;
  steady_clock::time_point file_written;
  steady_clock::time_point partitions_read;
  core::SmallBatches small_batches;

  mutable std::mutex mutex;
  std::condition_variable wake;
  std::array<std::deque<LogEntry>, core::kCallClassCount> queues;
  std::size_t queued = 0;  // in all of them
  LogWriterState shown;
  bool stopping = false;
  bool waiting = false;

  std::thread thread;

  std::deque<LogEntry>& queue_of(const LogDraft& draft) { return queues[static_cast<std::size_t>(draft.call_class)]; }
  core::Done take();
  core::Done read_partitions();
  void run();
  void write_next();
  bool wait_for_work();
  std::vector<LogEntry> next_batch();
  void write(std::vector<LogEntry>& batch);
  void end_batch(std::vector<LogEntry>& entries, const core::Error& otherwise);
  void give(LogEntry& entry);
  void give_up(BatchEnd end);
  void fail_queue();
  void pause(std::chrono::milliseconds span);
  void look_around();
  core::Done keep_checkpoints();
  void keep_state_file();
  void show();
};

LogWriter::LogWriter() = default;

core::LogReceipt LogWriter::receipt(std::int32_t tree, std::int64_t index, const core::Bytes32& leaf_hash,
                                    std::shared_ptr<const core::CommittedBatch> batch) {
  return core::LogReceipt(core::LogReceiptKey(), tree, index, leaf_hash, std::move(batch));
}

Result<std::unique_ptr<LogWriter>> LogWriter::start(LogWriterOptions options, const core::Clock& clock) {
  if (options.tree < 1 || options.tree >= kContinuingTreeFirst) {
    return core::make_error(Reason::kWrongState, "a log tree has a number from 1 to 999");
  }
  auto conninfo = pg::Conninfo::parse(options.conninfo);
  if (!conninfo) return conninfo.error();
  std::unique_ptr<LogWriter> writer(new LogWriter());
  writer->impl_ = std::make_unique<Impl>(std::move(options), std::move(*conninfo), clock);
  Impl& impl = *writer->impl_;
  if (!impl.options.state_file.empty()) {
    auto remembered = read_state_file(impl.options.state_file);
    if (!remembered) return remembered.error();
    impl.known = *remembered;
  }
  auto taken = impl.take();
  if (!taken) return taken.error();
  if (impl.shown.partitions_ahead < 1) {
    return core::make_error(Reason::kWrongState,
                            "the log has less than one partition ahead; the maintenance login makes them");
  }
  impl.thread = std::thread([&impl] { impl.run(); });
  return writer;
}

LogWriter::~LogWriter() {
  if (!impl_ || !impl_->thread.joinable()) return;
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
    impl_->wake.notify_one();
  }
  impl_->thread.join();
}

void LogWriter::append(LogDraft draft, Callback done) {
  std::optional<core::Error> refused;
  const auto now = steady_clock::now();
  if (draft.deadline <= now) {
    refused = too_late();
  } else {
    const std::scoped_lock lock(impl_->mutex);
    if (impl_->stopping || !impl_->shown.ready) {
      refused = log_down();
    } else if (impl_->queued >= impl_->options.queue_max) {
      refused = log_full();
    } else {
      LogEntry& entry = impl_->queue_of(draft).emplace_back();
      ++impl_->queued;
      entry.draft = std::move(draft);
      entry.done = std::move(done);
      entry.since = now;
      if (std::exchange(impl_->waiting, false)) impl_->wake.notify_one();
    }
  }
  if (!refused) return;
  impl_->figures.failed.add();
  done(failed(std::move(*refused)));
}

LogWriterState LogWriter::state() const {
  const std::scoped_lock lock(impl_->mutex);
  LogWriterState state = impl_->shown;
  state.queued = impl_->queued;
  return state;
}

// Connects and takes the tree; `shown` says so.
core::Done LogWriter::Impl::take() {
  connection.reset();
  pg::SessionOptions session{
      .conninfo = conninfo, .application_name = "hotlined log", .connect_timeout = kConnectLimit};
  auto connected = pg::BlockingConnection::connect(std::move(session));
  if (!connected) return connected.error();
  connection = std::move(*connected);
  connection->set_timeout(kStepLimit);
  auto prepared = connection->script(kSession);
  if (!prepared) return prepared;
  TakeOptions how;
  how.configured = options.tree;
  how.known = known;
  if (options.signer != nullptr) how.public_keys = options.signer->public_keys();
  how.close_damaged = options.damaged == LogWriterOptions::Damaged::kClosed;
  auto taken = take_tree(*connection, how);
  if (!taken) return taken.error();
  head = std::move(*taken);
  known = head.known();
  // A crash can have come between a commit and the keeping of its checkpoint.
  checkpoints.forget();
  (void)checkpoints.sign(head);
  auto partitions = read_partitions();
  if (!partitions) return partitions;
  figures.connects.add();
  const std::scoped_lock lock(mutex);
  shown.ready = true;
  show();
  runtime::log_event(Level::kInfo, "log_tree_taken",
                     {field("tree", head.tree), field("epoch", head.epoch), field("size", head.size())});
  return core::Nothing{};
}

core::Done LogWriter::Impl::read_partitions() {
  auto rows = connection->exec(sql::log::kPartitionsAhead);
  if (!rows) return rows.error();
  const std::int32_t ahead = rows->front().int4(0);
  partitions_read = steady_clock::now();
  figures.partitions.set(ahead);
  if (ahead < 1) runtime::log_event(Level::kError, "log_partitions_low", {field("ahead", ahead)});
  const std::scoped_lock lock(mutex);
  shown.partitions_ahead = ahead;
  return core::Nothing{};
}

void LogWriter::Impl::run() {
  runtime::name_this_thread("log-writer");
  std::chrono::milliseconds backoff = kBackoffFirst;
  for (;;) {
    {
      const std::scoped_lock lock(mutex);
      if (stopping) break;
    }
    if (connection) {
      backoff = kBackoffFirst;
      write_next();
      continue;
    }
    auto taken = take();
    if (taken) continue;
    connection.reset();
    runtime::log_error("log_tree_not_taken", taken.error());
    pause(backoff);
    backoff = std::min(backoff * 2, kBackoffLast);
  }
  fail_queue();
  if (connection) (void)keep_checkpoints().has_value();
  keep_state_file();
}

void LogWriter::Impl::write_next() {
  if (!wait_for_work()) {
    look_around();
    return;
  }
  std::vector<LogEntry> batch = next_batch();
  if (!batch.empty()) write(batch);
  const auto now = steady_clock::now();
  if (now - file_written >= kStateFileEvery) keep_state_file();
  if (connection && now - partitions_read >= kPartitionsEvery) look_around();
}

// False after an idle tick or when the writer is to stop.
bool LogWriter::Impl::wait_for_work() {
  std::unique_lock lock(mutex);
  waiting = true;
  wake.wait_for(lock, kIdleTick, [this] { return stopping || queued > 0; });
  waiting = false;
  return queued > 0 && !stopping;
}

// Everything that waits, up to the limits of a batch; what is late ends here.
std::vector<LogEntry> LogWriter::Impl::next_batch() {
  std::vector<LogEntry> batch;
  std::size_t bytes = 0;
  const std::size_t most = small_batches.most(options.batch_max);
  {
    const std::scoped_lock lock(mutex);
    batch.reserve(std::min(queued, most));
    bool full = false;
    for (auto& queue : queues) {
      while (!full && !queue.empty() && batch.size() < most) {
        bytes += size_of(queue.front().draft);
        full = !batch.empty() && bytes > options.batch_bytes_max;
        if (full) break;
        batch.push_back(std::move(queue.front()));
        queue.pop_front();
        --queued;
      }
    }
    figures.queue.set(static_cast<double>(queued));
  }
  const auto now = steady_clock::now();
  for (LogEntry& entry : batch) {
    if (entry.draft.deadline > now) continue;
    entry.outcome = failed(too_late());
    give(entry);
  }
  std::erase_if(batch, [](const LogEntry& entry) { return entry.outcome.has_value(); });
  return batch;
}

void LogWriter::Impl::write(std::vector<LogEntry>& batch) {
  const auto begun = steady_clock::now();
  // A second copy of a request waits for the fate of the first.
  std::vector<LogEntry*> firsts;
  std::vector<std::pair<LogEntry*, LogEntry*>> copies;
  std::unordered_map<std::string, LogEntry*> keys;
  for (LogEntry& entry : batch) {
    if (entry.draft.request) {
      std::string key = entry.draft.actor.value();
      key.append(reinterpret_cast<const char*>(entry.draft.request->value().data()), sizeof(core::Bytes16));
      const auto [first, fresh] = keys.emplace(std::move(key), &entry);
      if (!fresh) {
        copies.emplace_back(&entry, first->second);
        continue;
      }
    }
    firsts.push_back(&entry);
  }

  LogBatch transaction(*connection, head, checkpoints, options.freshness_limit, clock);
  const BatchEnd end = transaction.write(firsts);
  if (end != BatchEnd::kFenced) known = head.known();
  if (end != BatchEnd::kDone) give_up(end);
  {
    const std::scoped_lock lock(mutex);
    show();
  }
  std::vector<LogEntry> again;
  for (const auto& [copy, first] : copies) {
    if (first->outcome && (first->outcome->kind == LogOutcome::Kind::kCommitted ||
                           first->outcome->kind == LogOutcome::Kind::kDuplicate)) {
      copy->outcome.emplace().kind = LogOutcome::Kind::kDuplicate;
    } else if (first->outcome) {
      again.push_back(std::move(*copy));
      copy->outcome.emplace();
      copy->done = nullptr;
    }
  }
  const auto ended = steady_clock::now();
  figures.batch.observe(static_cast<double>(batch.size()));
  figures.seconds.observe(ended - begun);
  small_batches.made(batch.size());
  // Before the outcomes, which let the next calls in.
  if (options.on_batch) {
    steady_clock::duration waited{};
    for (const LogEntry& entry : batch) waited += begun - entry.since;
    options.on_batch({batch.size(), waited / static_cast<std::int64_t>(batch.size()), ended - begun});
  }
  end_batch(batch, end == BatchEnd::kUnknown ? pg::outcome_unknown_error() : log_down());
  if (!again.empty()) {
    const std::scoped_lock lock(mutex);
    queued += again.size();
    for (auto entry = again.rbegin(); entry != again.rend(); ++entry)
      queue_of(entry->draft).push_front(std::move(*entry));
  }
  if (end == BatchEnd::kDone) return;
  fail_queue();
  if (end == BatchEnd::kFenced) pause(options.fenced_pause);
}

void LogWriter::Impl::end_batch(std::vector<LogEntry>& entries, const core::Error& otherwise) {
  for (LogEntry& entry : entries) {
    if (!entry.done) continue;
    if (!entry.outcome) entry.outcome = failed(otherwise);
    give(entry);
  }
}

void LogWriter::Impl::give(LogEntry& entry) {
  LogOutcome& outcome = *entry.outcome;
  if (outcome.kind == LogOutcome::Kind::kCommitted) {
    outcome.receipt = LogWriter::receipt(head.tree, entry.index, entry.leaf_hash, std::move(entry.batch));
  }
  figures.of(outcome.kind).add();
  entry.done(outcome);
}

// From here append() fails at once, until the tree is taken again.
void LogWriter::Impl::give_up(BatchEnd end) {
  const bool fenced = end == BatchEnd::kFenced;
  const bool unknown = end == BatchEnd::kUnknown;
  runtime::log_event(Level::kError, "log_lost",
                     {field("tree", head.tree), field("fenced", fenced), field("outcome_unknown", unknown)});
  connection.reset();
  figures.ready.set(0);
  const std::scoped_lock lock(mutex);
  shown.ready = false;
}

void LogWriter::Impl::fail_queue() {
  std::array<std::deque<LogEntry>, core::kCallClassCount> dropped;
  {
    const std::scoped_lock lock(mutex);
    shown.ready = false;
    dropped.swap(queues);
    queued = 0;
    figures.queue.set(0);
  }
  for (auto& queue : dropped) {
    for (LogEntry& entry : queue) {
      entry.outcome = failed(log_down());
      give(entry);
    }
  }
}

void LogWriter::Impl::pause(std::chrono::milliseconds span) {
  std::unique_lock lock(mutex);
  wake.wait_for(lock, span, [this] { return stopping; });
}

// Between batches: notices a connection that died and a tree that was taken before an entry has to suffer for it.
void LogWriter::Impl::look_around() {
  keep_state_file();
  pg::Params params;
  params.int4(head.tree);
  auto rows = connection->exec(sql::log::kCheckTree, params);
  BatchEnd end = BatchEnd::kDone;
  if (!rows) {
    end = BatchEnd::kDown;
  } else if (rows->empty() || rows->front().int8(0) != head.epoch) {
    end = BatchEnd::kFenced;
  } else if (!keep_checkpoints()) {
    end = BatchEnd::kDown;
  } else if (steady_clock::now() - partitions_read >= kPartitionsEvery && !read_partitions()) {
    end = BatchEnd::kDown;
  }
  if (end == BatchEnd::kDone) return;
  give_up(end);
  fail_queue();
  if (end == BatchEnd::kFenced) pause(options.fenced_pause);
}

// Those of the last batches, while no further batch comes to take them along.
core::Done LogWriter::Impl::keep_checkpoints() {
  const auto unsaved = checkpoints.unsaved();
  if (unsaved.empty()) return core::Nothing{};
  auto rows = connection->exec(sql::log::kPutCheckpoints, checkpoint_rows(head.tree, unsaved));
  if (!rows) return rows.error();
  checkpoints.saved(unsaved.size());
  return core::Nothing{};
}

void LogWriter::Impl::keep_state_file() {
  if (options.state_file.empty() || !known) return;
  if (known->tree == in_file.tree && known->size == in_file.size) return;
  auto written = write_state_file(options.state_file, *known);
  if (written && !checkpoints.latest().empty() && known->tree == head.tree && known->size == head.size()) {
    written = write_checkpoint_file(options.state_file + ".note", checkpoints.latest());
  }
  file_written = steady_clock::now();
  if (written) {
    in_file = *known;
  } else {
    runtime::log_error("log_state_file_not_written", written.error());
  }
}

// Under the mutex.
void LogWriter::Impl::show() {
  shown.tree = head.tree;
  shown.epoch = head.epoch;
  shown.size = head.size();
  shown.root = head.range.root();
  shown.checkpoint = checkpoints.latest();
  figures.ready.set(shown.ready ? 1 : 0);
}

}  // namespace hotline::store
