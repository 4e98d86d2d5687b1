#include "store/pg/blocking_connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "store/pg/result_handle.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store::pg {

using runtime::Deadline;

// As in Connection: an unfinished call closes the connection.
struct BlockingConnection::Use {
  explicit Use(BlockingConnection& used) : connection(used) { connection.busy_ = true; }
  ~Use() {
    connection.session_.set_committing(false);
    if (!finished) connection.close();
    connection.busy_ = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  BlockingConnection& connection;
  bool finished = false;
};

BlockingConnection::BlockingConnection(SessionOptions options) : options_(std::move(options)) {}

BlockingConnection::~BlockingConnection() = default;

core::Result<std::unique_ptr<BlockingConnection>> BlockingConnection::connect(SessionOptions options) {
  std::unique_ptr<BlockingConnection> connection(new BlockingConnection(std::move(options)));
  auto opened = connection->reconnect();
  if (!opened) return opened.error();
  return connection;
}

core::Done BlockingConnection::reconnect() {
  auto hosts = each_host(options_.conninfo);
  if (!hosts) return hosts.error();
  const Deadline all = runtime::deadline_in(options_.connect_timeout);
  core::Done opened = store_down();
  SessionOptions host = options_;
  for (std::size_t i = 0; i < hosts->size() && !opened; ++i) {
    host.conninfo = (*hosts)[i];
    opened = open(host, one_host_deadline(hosts->size() - i, all));
  }
  return opened;
}

core::Done BlockingConnection::open(const SessionOptions& host, Deadline deadline) {
  close();
  {
    Use use(*this);
    auto connected = shake_hands(host, deadline);
    if (!connected) return connected;
    use.finished = true;
  }
  const Call first{kOpenSession, Params()};
  PipelineOutcome settings = pipeline_until(std::span<const Call>(&first, 1), deadline);
  if (settings.error) return std::move(*settings.error);
  if (host.durability == SessionOptions::Durability::kNotChecked) return core::Nothing{};
  auto durable = check_durability(settings.rows.front().front());
  if (!durable) close();
  return durable;
}

core::Done BlockingConnection::shake_hands(const SessionOptions& host, Deadline deadline) {
  auto started = session_.start(host);
  if (!started) return started;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status != PGRES_POLLING_OK) {
    if (status == PGRES_POLLING_FAILED) return store_down();
    const short events = status == PGRES_POLLING_WRITING ? POLLOUT : POLLIN;
    auto ready = wait(events, deadline);
    if (!ready) return store_down();
    status = PQconnectPoll(session_.raw());
  }
  return session_.established();
}

int BlockingConnection::descriptor() const {
  return session_.raw() == nullptr ? -1 : PQsocket(session_.raw());
}

void BlockingConnection::close() {
  session_.finish();
}

core::Done BlockingConnection::wait(short events, Deadline deadline) {
  for (;;) {
    pollfd waiting{PQsocket(session_.raw()), events, 0};
    if (waiting.fd < 0) return store_down();
    const auto left = runtime::time_left(deadline);
    const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()) + (left.count() > 0 ? 1 : 0));
    if (ready > 0) return core::Nothing{};
    if (ready < 0 && errno != EINTR) return store_down();
    if (ready == 0 && runtime::time_left(deadline).count() == 0) return out_of_time();
  }
}

core::Done BlockingConnection::flush(Deadline deadline) {
  for (;;) {
    const int left = PQflush(session_.raw());
    if (left < 0) return store_down();
    if (left == 0) return core::Nothing{};
    // The server may be waiting for us to read before it takes more.
    auto ready = wait(POLLIN | POLLOUT, deadline);
    if (!ready) return ready;
    if (PQconsumeInput(session_.raw()) != 1) return store_down();
  }
}

core::Done BlockingConnection::receive(Deadline deadline) {
  auto ready = wait(POLLIN, deadline);
  if (!ready) return ready;
  if (PQconsumeInput(session_.raw()) != 1) return store_down();
  return core::Nothing{};
}

core::Result<Rows> BlockingConnection::exec(const Query& query, const Params& params) {
  const Call call{query, params};
  PipelineOutcome outcome = pipeline(std::span<const Call>(&call, 1));
  if (outcome.error) return std::move(*outcome.error);
  return std::move(outcome.rows.front());
}

PipelineOutcome BlockingConnection::pipeline(std::span<const Call> calls) {
  return pipeline_until(calls, runtime::deadline_in(timeout_));
}

PipelineOutcome BlockingConnection::pipeline_until(std::span<const Call> calls, Deadline deadline) {
  PipelineOutcome outcome;
  if (!usable()) {
    outcome.error = store_down();
    return outcome;
  }
  Use use(*this);
  const bool commits = session_.commits(calls);
  session_.set_committing(commits);
  auto sent = session_.send({}, calls);
  if (sent) sent = flush(deadline);
  Session::Progress progress = Session::Progress::kBroken;
  while (sent) {
    progress = session_.collect();
    if (progress != Session::Progress::kNeedsInput) break;
    sent = receive(deadline);
  }
  outcome = session_.take_outcome();
  if (progress == Session::Progress::kDone && !session_.tainted()) {
    use.finished = true;
    return outcome;
  }
  outcome.error = broken(commits, sent);
  return outcome;
}

core::Error BlockingConnection::broken(bool committing, const core::Done& why) {
  close();
  if (committing) return outcome_unknown_error();
  return why ? store_down() : why.error();
}

// Reads the results of a command that is no pipeline to the end. COPY ends the reading too.
core::Result<BlockingConnection::Finished> BlockingConnection::finish_command(std::int64_t& rows, Deadline deadline) {
  std::optional<core::Error> error;
  for (;;) {
    while (PQisBusy(session_.raw()) != 0) {
      auto received = receive(deadline);
      if (!received) return received.error();
    }
    const ResultHandle result(PQgetResult(session_.raw()));
    if (result == nullptr) break;
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COPY_IN) return Finished::kCopyIn;
    if (status == PGRES_COPY_OUT) return Finished::kCopyOut;
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) {
      rows = std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
    } else if (!error) {
      error = error_of(result.get());
    }
    if (!session_.ok()) return store_down();
  }
  if (error) return std::move(*error);
  return Finished::kCommand;
}

core::Done BlockingConnection::script(const std::string& sql) {
  if (!usable()) return store_down();
  const Deadline deadline = runtime::deadline_in(timeout_);
  Use use(*this);
  const bool commits = !session_.in_transaction();
  session_.set_committing(commits);
  if (PQsendQuery(session_.raw(), sql.c_str()) != 1) return store_down();
  core::Done sent = flush(deadline);
  if (!sent) return broken(commits, sent);
  std::int64_t rows = 0;
  auto finished = finish_command(rows, deadline);
  if (unfinished()) return broken(commits, finished ? core::Done(core::Nothing{}) : core::Done(finished.error()));
  use.finished = true;
  if (!finished) return finished.error();
  return core::Nothing{};
}

// A command whose results were not read to the end, or that the server never ended.
bool BlockingConnection::unfinished() const {
  return !session_.ok() || session_.tainted() || PQtransactionStatus(session_.raw()) == PQTRANS_ACTIVE;
}

core::Done BlockingConnection::start_copy(const Query& copy, Finished wanted, Deadline deadline) {
  const std::string text(copy.text());
  if (PQsendQueryParams(session_.raw(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) != 1) {
    return store_down();
  }
  core::Done sent = flush(deadline);
  if (!sent) return sent;
  std::int64_t rows = 0;
  auto begun = finish_command(rows, deadline);
  if (!begun) return begun.error();
  if (*begun != wanted) return core::make_error(core::Reason::kBug, "the statement is no COPY of this direction");
  return core::Nothing{};
}

core::Done BlockingConnection::put_copy(std::string_view bytes, Deadline deadline) {
  while (!bytes.empty()) {
    const std::string_view chunk = bytes.substr(0, kCopyChunkBytes);
    const int put = PQputCopyData(session_.raw(), chunk.data(), static_cast<int>(chunk.size()));
    if (put < 0) return store_down();
    if (put == 1) bytes.remove_prefix(chunk.size());
    core::Done flushed = flush(deadline);
    if (!flushed) return flushed;
  }
  return core::Nothing{};
}

core::Result<std::int64_t> BlockingConnection::copy_in(const Query& copy,
                                                       const std::function<bool(CopyRows& rows)>& next) {
  if (!usable()) return store_down();
  Use use(*this);
  const bool commits = !session_.in_transaction();
  session_.set_committing(commits);
  core::Done step = start_copy(copy, Finished::kCopyIn, runtime::deadline_in(timeout_));
  if (!step) {
    use.finished = !unfinished();
    return step.error();
  }
  step = put_copy(copy_header(), runtime::deadline_in(timeout_));
  CopyRows rows;
  for (bool more = true; more && step;) {
    rows.clear();
    more = next(rows);
    step = put_copy(rows.bytes(), runtime::deadline_in(timeout_));
  }
  if (step) step = put_copy(copy_trailer(), runtime::deadline_in(timeout_));
  if (!step) return broken(false, step);
  if (PQputCopyEnd(session_.raw(), nullptr) < 0) return broken(false, store_down());
  const Deadline deadline = runtime::deadline_in(timeout_);
  step = flush(deadline);
  if (!step) return broken(commits, step);
  std::int64_t count = 0;
  auto finished = finish_command(count, deadline);
  if (unfinished()) return broken(commits, finished ? core::Done(core::Nothing{}) : core::Done(finished.error()));
  use.finished = true;
  if (!finished) return finished.error();
  return count;
}

core::Result<std::int64_t> BlockingConnection::copy_in(const Query& copy, const CopyRows& rows) {
  return copy_in(copy, [&rows](CopyRows& out) {
    out = rows;
    return false;
  });
}

core::Done BlockingConnection::copy_out(const Query& copy, const std::function<core::Done(const Row&)>& take) {
  if (!usable()) return store_down();
  Use use(*this);
  core::Done step = start_copy(copy, Finished::kCopyOut, runtime::deadline_in(timeout_));
  if (!step) {
    use.finished = !unfinished();
    return step;
  }
  CopyReader reader;
  for (;;) {
    char* message = nullptr;
    const int length = PQgetCopyData(session_.raw(), &message, 1);
    if (length == -1) break;
    if (length == -2) return broken(false, store_down());
    if (length == 0) {
      step = receive(runtime::deadline_in(timeout_));
      if (!step) return broken(false, step);
      continue;
    }
    step = reader.feed(std::string_view(message, static_cast<std::size_t>(length)), take);
    PQfreemem(message);
    if (!step) return step;
  }
  std::int64_t count = 0;
  auto finished = finish_command(count, runtime::deadline_in(timeout_));
  if (unfinished()) return broken(false, store_down());
  use.finished = true;
  if (!finished) return finished.error();
  return core::Nothing{};
}

core::Done BlockingConnection::listen(std::string_view channel) {
  std::string sql = "LISTEN \"";
  for (const char c : channel) {
    if (c == '"') sql += '"';
    sql += c;
  }
  return script(sql + "\"");
}

core::Result<std::vector<std::string>> BlockingConnection::wait_notifications(std::chrono::milliseconds limit) {
  if (!usable()) return store_down();
  const Deadline deadline = runtime::deadline_in(limit);
  std::vector<std::string> payloads;
  for (;;) {
    if (PQconsumeInput(session_.raw()) != 1) return broken(false, store_down());
    while (PGnotify* notification = PQnotifies(session_.raw())) {
      payloads.emplace_back(notification->extra);
      PQfreemem(notification);
    }
    if (!payloads.empty()) return payloads;
    auto ready = wait(POLLIN, deadline);
    if (ready) continue;
    if (ready.error().reason == core::Reason::kOutOfTime) return payloads;
    return broken(false, ready);
  }
}

}  // namespace hotline::store::pg
