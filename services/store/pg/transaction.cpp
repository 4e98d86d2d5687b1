#include "store/pg/transaction.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "store/pg/sqlstate.hpp"

namespace hotline::store::pg {

namespace asio = boost::asio;
using runtime::Deadline;

namespace {

constexpr std::chrono::seconds kRollbackWait{2};
constexpr Query kLocalTimeout = "SELECT set_config('statement_timeout', $1, true)";

core::Error ended() {
  return core::make_error(core::Reason::kBug, "the transaction has ended already");
}

}  // namespace

Transaction::Transaction(Lease lease, Deadline deadline) : lease_(std::move(lease)), deadline_(deadline) {}

Transaction& Transaction::operator=(Transaction&& other) noexcept {
  if (this != &other) {
    lease_.roll_back();
    lease_ = std::move(other.lease_);
    deadline_ = other.deadline_;
  }
  return *this;
}

Transaction::~Transaction() {
  lease_.roll_back();
}

asio::awaitable<core::Result<Rows>> Transaction::exec(Query query, Params params) {
  if (!lease_) co_return ended();
  co_return co_await lease_->exec(query, std::move(params), deadline_);
}

asio::awaitable<PipelineOutcome> Transaction::pipeline(std::vector<Call> calls) {
  PipelineOutcome outcome;
  if (!lease_) {
    outcome.error = ended();
    co_return outcome;
  }
  co_return co_await lease_->pipeline(std::move(calls), deadline_);
}

asio::awaitable<core::Result<std::int64_t>> Transaction::copy_in(Query copy, CopyRows rows) {
  if (!lease_) co_return ended();
  co_return co_await lease_->copy_in(copy, std::move(rows), deadline_);
}

asio::awaitable<core::Done> Transaction::copy_out(Query copy, std::function<core::Done(const Row&)> take) {
  if (!lease_) co_return ended();
  co_return co_await lease_->copy_out(copy, std::move(take), deadline_);
}

asio::awaitable<core::Done> Transaction::commit() {
  if (!lease_) co_return ended();
  if (runtime::time_left(deadline_).count() == 0) {
    lease_.roll_back();
    co_return core::make_error(core::Reason::kOutOfTime, "the deadline passed before the change was stored");
  }
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  const Deadline limit = runtime::deadline_in(kCommitWait);
  Lease lease = std::move(lease_);
  auto committed = co_await lease->exec(kCommit, Params(), limit);
  if (!committed) co_return committed.error();
  // COMMIT of a transaction in which a statement failed answers ROLLBACK.
  if (committed->command() != "COMMIT") {
    co_return core::make_error(core::Reason::kBug, "a failed transaction was committed; it was rolled back");
  }
  co_return core::Nothing{};
}

asio::awaitable<core::Done> Transaction::rollback() {
  if (!lease_) co_return ended();
  Lease lease = std::move(lease_);
  auto rolled_back =
      co_await lease->exec(kRollback, Params(), std::max(deadline_, runtime::deadline_in(kRollbackWait)));
  if (!rolled_back) {
    lease->close();
    co_return rolled_back.error();
  }
  co_return core::Nothing{};
}

asio::awaitable<core::Result<Transaction>> begin(Pool& pool, Deadline deadline) {
  auto lease = co_await pool.acquire(deadline);
  if (!lease) co_return lease.error();
  const auto left = std::max(runtime::time_left(deadline), std::chrono::milliseconds(1));
  std::vector<Call> calls;
  calls.push_back(Call{kBegin, Params()});
  calls.push_back(Call{kLocalTimeout, Params()});
  calls.back().params.text(std::to_string(left.count()));
  PipelineOutcome outcome = co_await (*lease)->pipeline(std::move(calls), deadline);
  if (outcome.error) {
    lease->roll_back();
    co_return std::move(*outcome.error);
  }
  co_return Transaction(std::move(*lease), deadline);
}

}  // namespace hotline::store::pg
