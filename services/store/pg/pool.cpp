#include "store/pg/pool.hpp"

#include <algorithm>
#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "store/pg/sqlstate.hpp"

namespace hotline::store::pg {

namespace asio = boost::asio;
using boost::system::error_code;
using runtime::Deadline;

namespace {

constexpr std::chrono::milliseconds kBackoffFirst{100};
constexpr std::chrono::milliseconds kBackoffMax{2000};
constexpr std::chrono::seconds kRollbackTime{2};

core::Error none_came_free() {
  return core::make_error(core::Reason::kOutOfTime, "no database connection came free before the deadline");
}

core::Error too_many() {
  core::Error error = core::make_error(core::Reason::kTooMany, "too many calls wait for the database; try again");
  error.retry_after = std::chrono::milliseconds(500);
  return error;
}

// What a caller who asks for a connection gets.
enum class Turn {
  kWait,        // in the queue
  kConnection,  // an open one
  kPermit,      // the right to open one, counted as open already
  kRefused,     // the database is down or the pool is closed
  kTooMany,
};

}  // namespace

struct PoolState : std::enable_shared_from_this<PoolState> {
  // One place in the queue. Its timer runs until the deadline and is cancelled when the turn comes.
  struct Waiter {
    explicit Waiter(const asio::any_io_executor& executor) : timer(executor) {}
    asio::steady_timer timer;
    Turn turn = Turn::kWait;
    std::unique_ptr<Connection> connection;
  };

  PoolState(asio::any_io_executor on, PoolOptions with) : executor(std::move(on)), options(std::move(with)) {}

  // The first thing a caller does; puts the waiter into the queue when there is nothing for it, where anybody may
  // change its turn at once: hence the answer of this moment.
  Turn ask(Waiter& waiter) {
    std::vector<std::unique_ptr<Connection>> dead;
    const std::lock_guard lock(mutex);
    waiter.turn = closed ? Turn::kRefused : Turn::kWait;
    while (waiter.turn == Turn::kWait && !idle.empty()) {
      std::unique_ptr<Connection> connection = std::move(idle.back());
      idle.pop_back();
      if (connection->alive()) {
        waiter.connection = std::move(connection);
        waiter.turn = Turn::kConnection;
      } else {
        --open;
        dead.push_back(std::move(connection));
      }
    }
    if (waiter.turn != Turn::kWait) return waiter.turn;
    if (open < options.connections_max && may_connect()) {
      ++open;
      waiter.turn = Turn::kPermit;
    } else if (open == 0) {
      waiter.turn = Turn::kRefused;
    } else if (waiters.size() >= options.waiters_max) {
      waiter.turn = Turn::kTooMany;
    } else {
      waiters.push_back(&waiter);
    }
    return waiter.turn;
  }

  // The caller goes, with or without what it was given.
  void leave(Waiter& waiter) {
    std::unique_ptr<Connection> unused;
    {
      const std::lock_guard lock(mutex);
      std::erase(waiters, &waiter);
      if (waiter.turn == Turn::kPermit) {
        --open;
        next_turn();
      }
      unused = std::move(waiter.connection);
    }
    if (unused) give_back(std::move(unused));
  }

  void give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex);
    if (closed || !connection->idle()) {
      connection.reset();
      --open;
      next_turn();
      return;
    }
    if (waiters.empty()) {
      idle.push_back(std::move(connection));
      return;
    }
    waiters.front()->connection = std::move(connection);
    wake(Turn::kConnection);
  }

  void connected() {
    const std::lock_guard lock(mutex);
    backoff = kBackoffFirst;
  }

  enum class Fault { kServer, kCaller };
  void connect_failed(Fault fault) {
    const std::lock_guard lock(mutex);
    --open;
    if (fault == Fault::kServer) {
      next_connect = std::chrono::steady_clock::now() + backoff;
      backoff = std::min(backoff * 2, kBackoffMax);
    }
    next_turn();
    // Nobody is left who could give a connection back.
    while (open == 0 && !waiters.empty()) wake(Turn::kRefused);
  }

  void close() {
    std::deque<std::unique_ptr<Connection>> going;
    const std::lock_guard lock(mutex);
    closed = true;
    open -= idle.size();
    going.swap(idle);
    while (!waiters.empty()) wake(Turn::kRefused);
  }

  // Under the mutex: a place came free.
  void next_turn() {
    if (waiters.empty() || closed || open >= options.connections_max || !may_connect()) return;
    ++open;
    wake(Turn::kPermit);
  }

  void wake(Turn turn) {
    Waiter& first = *waiters.front();
    waiters.pop_front();
    first.turn = turn;
    first.timer.cancel();
  }

  bool may_connect() const { return std::chrono::steady_clock::now() >= next_connect; }

  core::Error refusal() {
    const std::lock_guard lock(mutex);
    core::Error error = store_down();
    const auto left = runtime::time_left(next_connect);
    if (left > *error.retry_after) error.retry_after = left;
    return error;
  }

  asio::any_io_executor executor;
  const PoolOptions options;
  mutable std::mutex mutex;
  std::deque<std::unique_ptr<Connection>> idle;
  std::deque<Waiter*> waiters;
  std::size_t open = 0;  // idle, out, and being opened
  bool closed = false;
  std::chrono::milliseconds backoff = kBackoffFirst;
  Deadline next_connect{};
};

namespace {

// The turn is looked at and the timer is started under one lock, so that a turn cannot come unseen in between.
struct BeginTurn {
  template <typename Handler>
  void operator()(Handler&& handler, std::shared_ptr<PoolState> pool, PoolState::Waiter* waiter,
                  Deadline deadline) const {
    const std::lock_guard lock(pool->mutex);
    if (waiter->turn != Turn::kWait) {
      asio::post(pool->executor, asio::append(std::forward<Handler>(handler), error_code()));
      return;
    }
    waiter->timer.expires_at(deadline);
    waiter->timer.async_wait(std::forward<Handler>(handler));
  }
};

template <typename Token>
auto async_turn(std::shared_ptr<PoolState> pool, PoolState::Waiter* waiter, Deadline deadline, Token&& token) {
  return asio::async_initiate<Token, void(error_code)>(BeginTurn(), token, std::move(pool), waiter, deadline);
}

// Leaves the queue however the coroutine ends.
struct Ticket {
  explicit Ticket(std::shared_ptr<PoolState> from) : pool(std::move(from)), waiter(pool->executor) {}
  ~Ticket() { pool->leave(waiter); }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;

  std::unique_ptr<Connection> take() {
    waiter.turn = Turn::kRefused;
    return std::move(waiter.connection);
  }

  std::shared_ptr<PoolState> pool;
  PoolState::Waiter waiter;
};

// The permit is given back if the connect does not come to its end.
struct Permit {
  explicit Permit(std::shared_ptr<PoolState> from) : pool(std::move(from)) {}
  ~Permit() {
    if (pool) pool->connect_failed(PoolState::Fault::kCaller);
  }
  Permit(const Permit&) = delete;
  Permit& operator=(const Permit&) = delete;
  std::shared_ptr<PoolState> pool;
};

asio::awaitable<core::Result<Lease>> open_one(std::shared_ptr<PoolState> pool, Deadline deadline) {
  Permit permit(pool);
  const SessionOptions session = pool->options.session;
  const Deadline limit = std::min(deadline, runtime::deadline_in(session.connect_timeout));
  auto made = co_await Connection::connect(pool->executor, session, limit);
  permit.pool.reset();
  if (!made) {
    // A caller whose own time was short says nothing of the server.
    const bool server = made.error().reason != core::Reason::kHungUp && runtime::time_left(deadline).count() > 0;
    pool->connect_failed(server ? PoolState::Fault::kServer : PoolState::Fault::kCaller);
    co_return made.error();
  }
  pool->connected();
  co_return Lease(std::move(pool), std::move(*made));
}

asio::awaitable<core::Result<Lease>> acquire_from(std::shared_ptr<PoolState> pool, Deadline deadline) {
  if (runtime::time_left(deadline).count() == 0) co_return none_came_free();
  bool hung_up = false;
  std::optional<Ticket> ticket(std::in_place, pool);
  Turn turn = pool->ask(ticket->waiter);
  if (turn == Turn::kWait) {
    const auto [fault] = co_await async_turn(pool, &ticket->waiter, deadline, asio::as_tuple(asio::use_awaitable));
    hung_up = fault == asio::error::operation_aborted;
  }
  {
    const std::lock_guard lock(pool->mutex);
    turn = ticket->waiter.turn;
  }
  std::unique_ptr<Connection> connection = turn == Turn::kConnection ? ticket->take() : nullptr;
  if (turn == Turn::kPermit) ticket->take();
  ticket.reset();
  switch (turn) {
    case Turn::kConnection:
      co_return Lease(std::move(pool), std::move(connection));
    case Turn::kPermit:
      co_return co_await open_one(std::move(pool), deadline);
    case Turn::kRefused:
      co_return pool->refusal();
    case Turn::kTooMany:
      co_return too_many();
    case Turn::kWait:
      break;
  }
  if (hung_up) co_return core::make_error(core::Reason::kHungUp, "the caller has hung up");
  co_return none_came_free();
}

asio::awaitable<void> roll_back_and_return(std::shared_ptr<PoolState> pool, std::unique_ptr<Connection> connection) {
  // The result does not matter: a connection that is not idle afterwards is closed.
  auto rolled_back = co_await connection->exec(kRollback, Params(), runtime::deadline_in(kRollbackTime));
  if (!rolled_back) connection->close();
  pool->give_back(std::move(connection));
}

}  // namespace

Lease::Lease(std::shared_ptr<PoolState> pool, std::unique_ptr<Connection> connection)
    : pool_(std::move(pool)), connection_(std::move(connection)) {}

Lease& Lease::operator=(Lease&& other) noexcept {
  if (this != &other) {
    give_back();
    pool_ = std::move(other.pool_);
    connection_ = std::move(other.connection_);
  }
  return *this;
}

Lease::~Lease() {
  give_back();
}

void Lease::give_back() {
  if (connection_) pool_->give_back(std::move(connection_));
}

void Lease::roll_back() {
  if (!connection_) return;
  if (!connection_->usable()) {
    give_back();
    return;
  }
  const asio::any_io_executor executor = pool_->executor;
  asio::co_spawn(executor, roll_back_and_return(pool_, std::move(connection_)), asio::detached);
}

Pool::Pool(asio::any_io_executor executor, PoolOptions options)
    : state_(std::make_shared<PoolState>(std::move(executor), std::move(options))) {}

Pool::~Pool() {
  close();
}

void Pool::close() {
  state_->close();
}

PoolFigures Pool::figures() const {
  const std::lock_guard lock(state_->mutex);
  PoolFigures figures;
  figures.open = state_->open;
  figures.idle = state_->idle.size();
  figures.waiting = state_->waiters.size();
  return figures;
}

asio::awaitable<core::Result<Lease>> Pool::acquire(Deadline deadline) {
  return acquire_from(state_, deadline);
}

asio::awaitable<core::Result<Rows>> Pool::exec(Query query, Params params, Deadline deadline) {
  auto lease = co_await acquire(deadline);
  if (!lease) co_return lease.error();
  co_return co_await (*lease)->exec(query, std::move(params), deadline);
}

}  // namespace hotline::store::pg
