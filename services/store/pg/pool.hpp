#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>

#include "core/result.hpp"
#include "runtime/deadline.hpp"
#include "store/pg/connection.hpp"
#include "store/pg/session.hpp"

namespace hotline::store::pg {

struct PoolState;

// A connection that goes back to its pool at the end of the scope; one that is not idle then is closed.
class Lease {
 public:
  Lease(std::shared_ptr<PoolState> pool, std::unique_ptr<Connection> connection);
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&& other) noexcept;
  ~Lease();

  Connection* operator->() const { return connection_.get(); }
  Connection& operator*() const { return *connection_; }
  explicit operator bool() const { return connection_ != nullptr; }

  void give_back();
  // The same after a ROLLBACK in the background.
  void roll_back();

 private:
  std::shared_ptr<PoolState> pool_;
  std::unique_ptr<Connection> connection_;
};

struct PoolOptions {
  SessionOptions session;
  std::size_t connections_max = 8;
  // More waiters than this and the next is refused at once: they could not be served before their deadlines.
  std::size_t waiters_max = 1024;
};

struct PoolFigures {
  std::size_t open = 0;
  std::size_t idle = 0;
  std::size_t waiting = 0;
};

// A bounded set of connections, opened when needed, handed out in the order of asking. Safe from any thread. A
// connection that died is replaced. After a failed connect the pool answers kStoreDown at once until its back-off
// (100 ms doubling to 2 s) is over.
class Pool {
 public:
  Pool(boost::asio::any_io_executor executor, PoolOptions options);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  boost::asio::awaitable<core::Result<Lease>> acquire(runtime::Deadline deadline);
  // One statement in a transaction of its own. If it writes, an error can have outcome_unknown().
  boost::asio::awaitable<core::Result<Rows>> exec(Query query, Params params, runtime::Deadline deadline);
  // Refuses from now on and closes what is idle; what is out closes when it comes back.
  void close();
  PoolFigures figures() const;

 private:
  std::shared_ptr<PoolState> state_;
};

}  // namespace hotline::store::pg
