#include "store/pg/connection.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <unistd.h>

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <mutex>

#include "store/pg/result_handle.hpp"
#include "store/pg/sqlstate.hpp"

// g++ 12 inlines the frame's operator new of a coroutine but not its operator delete, and takes the two for strangers.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace hotline::store::pg {

namespace asio = boost::asio;
using boost::system::error_code;
using runtime::Deadline;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
// The server's own timeout comes first, so that its error arrives and the connection can be kept.
constexpr std::chrono::milliseconds kGrace{200};
// While the server does not take what we send it may be waiting for us to read.
constexpr std::chrono::milliseconds kFlushTick{5};
constexpr Query kSetTimeout = "SELECT set_config('statement_timeout', $1, false)";

}  // namespace

// The socket and the timer of a connection. Their handlers run on any thread of the executor, so every touch of either
// is under the mutex. The timer is left running between calls and looks at the deadline when it fires: starting and
// cancelling one per call would cost more than the call's own bookkeeping.
struct Connection::Watch : std::enable_shared_from_this<Connection::Watch> {
  explicit Watch(const asio::any_io_executor& executor) : socket(executor), timer(executor), tick(executor) {}

  void arm(Deadline until) {
    const std::lock_guard lock(mutex);
    active = true;
    late = false;
    deadline = until;
    if (!running || fires_at > until) start_timer();
  }

  void disarm() {
    const std::lock_guard lock(mutex);
    active = false;
  }

  bool is_late() {
    const std::lock_guard lock(mutex);
    return late;
  }

  core::Done assign(int descriptor) {
    const std::lock_guard lock(mutex);
    error_code fault;
    socket.close(fault);
    if (descriptor < 0) return store_down();
    socket.assign(descriptor, fault);
    if (!fault) return core::Nothing{};
    ::close(descriptor);
    return store_down();
  }

  void shut() {
    const std::lock_guard lock(mutex);
    active = false;
    running = false;
    timer.cancel();
    tick.cancel();
    error_code ignored;
    socket.close(ignored);
  }

  void start_timer() {
    running = true;
    fires_at = deadline;
    timer.expires_at(deadline);
    timer.async_wait([self = shared_from_this()](error_code fault) {
      if (!fault) self->fired();
    });
  }

  void fired() {
    const std::lock_guard lock(mutex);
    running = false;
    if (!active) return;
    if (std::chrono::steady_clock::now() < deadline) {
      start_timer();
      return;
    }
    late = true;
    error_code ignored;
    socket.cancel(ignored);
  }

  void start_tick() {
    const std::lock_guard lock(mutex);
    tick.expires_after(kFlushTick);
    tick.async_wait([self = shared_from_this()](error_code fault) {
      if (fault) return;
      const std::lock_guard again(self->mutex);
      error_code ignored;
      self->socket.cancel(ignored);
    });
  }

  void stop_tick() {
    const std::lock_guard lock(mutex);
    tick.cancel();
  }

  std::mutex mutex;
  asio::posix::stream_descriptor socket;
  asio::steady_timer timer;
  asio::steady_timer tick;
  Deadline deadline;
  Deadline fires_at;
  bool running = false;
  bool active = false;
  bool late = false;
};

namespace {

using WaitType = asio::posix::stream_descriptor::wait_type;

// The lateness is looked at and the wait is begun under one lock, so the timer cannot fire in between unseen.
struct BeginWait {
  template <typename Handler, typename WatchPointer>
  void operator()(Handler&& handler, WatchPointer watch, WaitType type) const {
    const std::lock_guard lock(watch->mutex);
    if (watch->late || !watch->socket.is_open()) {
      const error_code stopped = asio::error::operation_aborted;
      asio::post(watch->socket.get_executor(), asio::append(std::forward<Handler>(handler), stopped));
      return;
    }
    watch->socket.async_wait(type, std::forward<Handler>(handler));
  }
};

template <typename WatchPointer, typename Token>
auto async_ready(WatchPointer watch, WaitType type, Token&& token) {
  return asio::async_initiate<Token, void(error_code)>(BeginWait(), token, std::move(watch), type);
}

}  // namespace

// Marks the connection in use and sets its deadline. However the coroutine ends, an unfinished call closes the
// connection: what the server still sends would be taken for the answer to the next call.
struct Connection::Use {
  Use(Connection& used, Deadline deadline) : connection(used) {
    connection.busy_ = true;
    connection.watch_->arm(deadline + kGrace);
  }
  ~Use() {
    connection.session_.set_committing(false);
    connection.watch_->disarm();
    if (!finished) connection.close();
    connection.busy_ = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;

  Connection& connection;
  bool finished = false;
};

Connection::Connection(asio::any_io_executor executor) : watch_(std::make_shared<Watch>(executor)) {}

Connection::~Connection() {
  close();
}

void Connection::close() {
  watch_->shut();
  session_.finish();
}

asio::awaitable<core::Result<std::unique_ptr<Connection>>> Connection::connect(asio::any_io_executor executor,
                                                                               SessionOptions options,
                                                                               Deadline deadline) {
  auto hosts = each_host(options.conninfo);
  if (!hosts) co_return hosts.error();
  core::Error fault = store_down();
  for (std::size_t i = 0; i < hosts->size(); ++i) {
    SessionOptions host = options;
    host.conninfo = (*hosts)[i];
    std::unique_ptr<Connection> connection(new Connection(executor));
    const Deadline turn = one_host_deadline(hosts->size() - i, deadline);
    auto opened = co_await connection->open(std::move(host), turn);
    if (opened) co_return connection;
    fault = opened.error();
    if (fault.reason == core::Reason::kHungUp) break;
  }
  co_return fault;
}

asio::awaitable<core::Done> Connection::open(SessionOptions options, Deadline deadline) {
  const bool check = options.durability == SessionOptions::Durability::kRequired;
  auto connected = co_await shake_hands(std::move(options), deadline);
  if (!connected) co_return connected.error();
  auto settings = co_await exec(kOpenSession, Params(), deadline);
  if (!settings) co_return settings.error();
  if (!check) co_return core::Nothing{};
  co_return check_durability(settings->front());
}

asio::awaitable<core::Done> Connection::shake_hands(SessionOptions options, Deadline deadline) {
  Use use(*this, deadline);
  auto started = session_.start(options);
  if (!started) co_return started;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status != PGRES_POLLING_OK) {
    if (status == PGRES_POLLING_FAILED) co_return store_down();
    // Every step can have opened another socket.
    auto watched = watch_socket();
    if (!watched) co_return watched;
    const WaitType type = status == PGRES_POLLING_WRITING ? WaitType::wait_write : WaitType::wait_read;
    const auto [fault] = co_await async_ready(watch_, type, kAwait);
    if (fault) co_return broken(false);
    status = PQconnectPoll(session_.raw());
  }
  auto watched = watch_socket();
  if (!watched) co_return watched;
  auto established = session_.established();
  use.finished = established.has_value();
  co_return established;
}

// The executor watches a copy of libpq's descriptor: libpq closes its own whenever it finds the connection broken, and
// the number could be another socket's before we hear of it.
core::Done Connection::watch_socket() {
  const int socket = PQsocket(session_.raw());
  if (socket < 0) return store_down();
  return watch_->assign(::fcntl(socket, F_DUPFD_CLOEXEC, 0));
}

asio::awaitable<core::Result<Rows>> Connection::exec(Query query, Params params, Deadline deadline) {
  std::vector<Call> calls;
  calls.push_back(Call{query, std::move(params)});
  PipelineOutcome outcome = co_await pipeline(std::move(calls), deadline);
  if (outcome.error) co_return std::move(*outcome.error);
  co_return std::move(outcome.rows.front());
}

asio::awaitable<PipelineOutcome> Connection::pipeline(std::vector<Call> calls, Deadline deadline) {
  PipelineOutcome outcome;
  if (!usable()) {
    outcome.error = store_down();
    co_return outcome;
  }
  if (runtime::time_left(deadline).count() == 0) {
    outcome.error = out_of_time();
    co_return outcome;
  }
  Use use(*this, deadline);
  const bool commits = session_.commits(calls);
  session_.set_committing(commits);
  const std::optional<Call> timeout = timeout_call(calls, deadline);
  const auto left = runtime::time_left(deadline);
  const std::span<const Call> hidden = timeout ? std::span<const Call>(&*timeout, 1) : std::span<const Call>();
  auto sent = session_.send(hidden, calls);
  if (sent) sent = co_await flush();
  Session::Progress progress = Session::Progress::kBroken;
  while (sent) {
    progress = session_.collect();
    if (progress != Session::Progress::kNeedsInput) break;
    sent = co_await receive();
  }
  outcome = session_.take_outcome();
  if (progress != Session::Progress::kDone || session_.tainted()) {
    outcome.error = broken(commits);
    co_return outcome;
  }
  use.finished = true;
  if (outcome.error) {
    statement_timeout_ = std::chrono::milliseconds(-1);  // the failed transaction took the setting back
  } else if (timeout) {
    statement_timeout_ = left;
  }
  co_return outcome;
}

// Within a transaction its BEGIN has set the limit. Outside, the session's is kept when it is near enough: it must not
// end later than the deadline, nor much sooner.
std::optional<Call> Connection::timeout_call(std::span<const Call> calls, Deadline deadline) const {
  if (session_.in_transaction()) return std::nullopt;
  for (const Call& call : calls) {
    if (call.query == kBegin) return std::nullopt;
  }
  const auto left = std::max(runtime::time_left(deadline), std::chrono::milliseconds(1));
  if (statement_timeout_ <= left && statement_timeout_ > left / 2) return std::nullopt;
  Call call{kSetTimeout, Params()};
  call.params.text(std::to_string(left.count()));
  return call;
}

// The connection is of no use any more; says why.
core::Error Connection::broken(bool committing) {
  const bool late = watch_->is_late();
  const bool hung_up = !late && session_.ok() && !session_.tainted();
  close();
  if (committing) return outcome_unknown_error();
  if (late) return out_of_time();
  if (hung_up) return core::make_error(core::Reason::kHungUp, "the caller has hung up");
  return store_down();
}

asio::awaitable<core::Done> Connection::flush() {
  for (;;) {
    const int left = PQflush(session_.raw());
    if (left < 0) co_return store_down();
    if (left == 0) co_return core::Nothing{};
    if (PQconsumeInput(session_.raw()) != 1) co_return store_down();
    watch_->start_tick();
    const auto [fault] = co_await async_ready(watch_, WaitType::wait_write, kAwait);
    watch_->stop_tick();
    const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
    if (fault && fault != asio::error::operation_aborted) co_return store_down();
    if (fault && (watch_->is_late() || cancelled != asio::cancellation_type::none)) co_return store_down();
  }
}

asio::awaitable<core::Done> Connection::receive() {
  const auto [fault] = co_await async_ready(watch_, WaitType::wait_read, kAwait);
  // A tick that came late ends this wait too; then there is simply nothing to read yet.
  const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
  if (fault && fault != asio::error::operation_aborted) co_return store_down();
  if (fault && (watch_->is_late() || cancelled != asio::cancellation_type::none)) co_return store_down();
  if (PQconsumeInput(session_.raw()) != 1) co_return store_down();
  co_return core::Nothing{};
}

asio::awaitable<core::Result<pg_result*>> Connection::next_result() {
  while (PQisBusy(session_.raw()) != 0) {
    auto received = co_await receive();
    if (!received) co_return received.error();
  }
  co_return PQgetResult(session_.raw());
}

// Null when COPY has begun, else the result that says why not.
asio::awaitable<core::Result<pg_result*>> Connection::start_copy(Query copy, Deadline deadline) {
  const std::string text(copy.text());
  if (PQsendQueryParams(session_.raw(), text.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1) != 1) {
    co_return store_down();
  }
  if (runtime::time_left(deadline).count() == 0) co_return out_of_time();
  auto flushed = co_await flush();
  if (!flushed) co_return flushed.error();
  auto first = co_await next_result();
  if (!first) co_return first.error();
  const ExecStatusType status = PQresultStatus(*first);
  if (status != PGRES_COPY_IN && status != PGRES_COPY_OUT) co_return *first;
  PQclear(*first);
  pg_result* begun = nullptr;
  co_return begun;
}

// Reads the results to the end; how many rows the server counted.
asio::awaitable<core::Result<std::int64_t>> Connection::end_copy() {
  std::optional<core::Error> error;
  std::int64_t count = 0;
  for (;;) {
    auto next = co_await next_result();
    if (!next) co_return next.error();
    if (*next == nullptr) break;
    const ResultHandle result(*next);
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
      count = std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
    } else if (!error) {
      error = error_of(result.get());
    }
    if (!session_.ok()) co_return store_down();
  }
  if (error) co_return std::move(*error);
  co_return count;
}

asio::awaitable<core::Result<std::int64_t>> Connection::copy_in(Query copy, CopyRows rows, Deadline deadline) {
  if (!session_.in_transaction()) {
    auto limited = co_await exec("SELECT 1", Params(), deadline);
    if (!limited) co_return limited.error();
  }
  if (!usable()) co_return store_down();
  Use use(*this, deadline);
  const bool commits = !session_.in_transaction();
  session_.set_committing(commits);
  auto refused = co_await start_copy(copy, deadline);
  if (!refused) co_return broken(false);
  core::Result<std::int64_t> ended = std::int64_t{0};
  if (*refused != nullptr) {
    const ResultHandle why(*refused);
    ended = co_await end_copy();
    if (ended) ended = error_of(why.get());
  } else {
    const std::string_view pieces[] = {copy_header(), rows.bytes(), copy_trailer()};
    for (std::string_view rest : pieces) {
      while (!rest.empty()) {
        const std::string_view chunk = rest.substr(0, kCopyChunkBytes);
        const int put = PQputCopyData(session_.raw(), chunk.data(), static_cast<int>(chunk.size()));
        if (put < 0) co_return broken(false);
        if (put == 1) rest.remove_prefix(chunk.size());
        auto flushed = co_await flush();
        if (!flushed) co_return broken(false);
      }
    }
    // Without its end the server cannot have committed it; from here on it can.
    if (PQputCopyEnd(session_.raw(), nullptr) < 0) co_return broken(false);
    auto flushed = co_await flush();
    if (!flushed) co_return broken(commits);
    ended = co_await end_copy();
  }
  if (!session_.ok() || session_.tainted() || PQtransactionStatus(session_.raw()) == PQTRANS_ACTIVE) {
    co_return broken(commits);
  }
  use.finished = true;
  co_return ended;
}

asio::awaitable<core::Done> Connection::copy_out(Query copy, std::function<core::Done(const Row&)> take,
                                                 Deadline deadline) {
  if (!session_.in_transaction()) {
    auto limited = co_await exec("SELECT 1", Params(), deadline);
    if (!limited) co_return limited.error();
  }
  if (!usable()) co_return store_down();
  Use use(*this, deadline);
  auto refused = co_await start_copy(copy, deadline);
  if (!refused) co_return broken(false);
  core::Result<std::int64_t> ended = std::int64_t{0};
  if (*refused != nullptr) {
    const ResultHandle why(*refused);
    ended = co_await end_copy();
    if (ended) ended = error_of(why.get());
  } else {
    CopyReader reader;
    for (;;) {
      char* message = nullptr;
      const int length = PQgetCopyData(session_.raw(), &message, 1);
      if (length == -1) break;
      if (length == -2) co_return broken(false);
      if (length == 0) {
        auto received = co_await receive();
        if (!received) co_return broken(false);
        continue;
      }
      auto taken = reader.feed(std::string_view(message, static_cast<std::size_t>(length)), take);
      PQfreemem(message);
      if (!taken) co_return taken;
    }
    ended = co_await end_copy();
  }
  if (!session_.ok() || PQtransactionStatus(session_.raw()) == PQTRANS_ACTIVE) co_return broken(false);
  use.finished = true;
  if (!ended) co_return ended.error();
  co_return core::Nothing{};
}

bool Connection::alive() {
  if (!idle()) return false;
  pollfd waiting{PQsocket(session_.raw()), POLLIN, 0};
  if (::poll(&waiting, 1, 0) == 0) return true;
  // Something came unasked: a changed setting, or the end. PQisBusy has it parsed.
  return PQconsumeInput(session_.raw()) == 1 && PQisBusy(session_.raw()) == 0 && idle();
}

}  // namespace hotline::store::pg
