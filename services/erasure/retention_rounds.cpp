#include "erasure/retention_rounds.hpp"

#include <atomic>
#include <utility>

#include "runtime/log.hpp"
#include "runtime/rounds.hpp"

namespace hotline::erasure {
namespace {

namespace asio = boost::asio;
using core::Result;
using runtime::field;

// Of one entry with all that is read for it.
constexpr std::chrono::milliseconds kStepTime{20'000};
constexpr std::int32_t kInquiriesMax = 200;
constexpr std::int32_t kPendingMax = 100;
// Of what is due, as far as it is counted.
constexpr std::int32_t kDueCounted = 10'000;

}  // namespace

struct RetentionRounds::Impl {
  Impl(const asio::any_io_executor& executor, store::pg::Pool& from, Eraser given, runtime::Metrics& metrics,
       RetentionOptions asked)
      : pool(from),
        eraser(std::move(given)),
        options(asked),
        payloads(metrics.counter("hotline_retention_payloads_erased_total", "Log payloads erased after 24 months")),
        inquiries(metrics.counter("hotline_retention_inquiries_erased_total", "Inquiries erased after their time")),
        unasked(metrics.counter("hotline_retention_unasked_total",
                                "Inquiries erased although their reachable families were never asked")),
        finished(metrics.counter("hotline_erasures_finished_total", "Approved erasures that a round carried out")),
        failures(metrics.counter("hotline_retention_failures_total", "Rounds that failed")),
        due(metrics.gauge("hotline_retention_due", "Closed inquiries whose families are to be asked now")),
        oldest(metrics.gauge("hotline_retention_oldest_payload_seconds", "Age of the oldest payload that is kept")),
        rounds(
            executor, "retention_ended_by_a_bug", [this] { return next(); }, asked.begins_after) {}

  store::pg::Pool& pool;
  Eraser eraser;
  RetentionOptions options;
  runtime::Counter payloads, inquiries, unasked, finished, failures;
  runtime::Gauge due, oldest;
  std::atomic<bool> stopping{false};  // ends a round between two batches
  std::chrono::steady_clock::time_point whole_due = std::chrono::steady_clock::now();
  runtime::Rounds rounds;

  asio::awaitable<std::chrono::milliseconds> next();
  asio::awaitable<core::Done> work(bool whole);
  asio::awaitable<Result<RetentionDone>> round();
  asio::awaitable<Result<std::int64_t>> finish_pending();
  asio::awaitable<Result<std::int64_t>> erase_payloads();
  asio::awaitable<Result<std::int64_t>> erase_tree(std::int32_t tree, core::Instant& oldest_kept);
  asio::awaitable<Result<std::int64_t>> erase_inquiries();
  asio::awaitable<core::Done> count_due();
};

RetentionRounds::RetentionRounds(asio::any_io_executor executor, store::pg::Pool& pool, Eraser eraser,
                                 runtime::Metrics& metrics, RetentionOptions options)
    : impl_(std::make_unique<Impl>(executor, pool, std::move(eraser), metrics, options)) {}

RetentionRounds::~RetentionRounds() {
  impl_->stopping = true;
}

asio::awaitable<std::chrono::milliseconds> RetentionRounds::Impl::next() {
  const bool whole = std::chrono::steady_clock::now() >= whole_due;
  const core::Done done = co_await work(whole);
  if (done && whole) whole_due = std::chrono::steady_clock::now() + options.every;
  if (!done && !stopping) {
    failures.add();
    runtime::log_error("retention_failed", done.error());
  }
  co_return options.finish_every;
}

asio::awaitable<Result<RetentionDone>> RetentionRounds::Impl::round() {
  RetentionDone done;
  auto pending = co_await finish_pending();
  if (!pending) co_return pending.error();
  done.finished = *pending;
  auto old_payloads = co_await erase_payloads();
  if (!old_payloads) co_return old_payloads.error();
  done.payloads = *old_payloads;
  auto old_inquiries = co_await erase_inquiries();
  if (!old_inquiries) co_return old_inquiries.error();
  done.inquiries = *old_inquiries;
  co_return done;
}

// Between whole rounds only what two people approved, and a server left undone.
asio::awaitable<core::Done> RetentionRounds::Impl::work(bool whole) {
  if (!whole) {
    auto pending = co_await finish_pending();
    if (!pending) co_return pending.error();
    co_return core::Nothing{};
  }
  auto done = co_await round();
  if (!done) co_return done.error();
  if (done->payloads + done->inquiries > 0) {
    runtime::log_event(runtime::Level::kInfo, "retention_round",
                       {field("payloads", done->payloads), field("inquiries", done->inquiries)});
  }
  co_return co_await count_due();
}

asio::awaitable<Result<std::int64_t>> RetentionRounds::Impl::finish_pending() {
  const auto deadline = runtime::deadline_in(kStepTime);
  auto again = co_await store::approve_stragglers(pool, kPendingMax, deadline);
  if (!again) co_return again.error();
  auto numbers = co_await store::approved_erasures(pool, kPendingMax, deadline);
  if (!numbers) co_return numbers.error();
  std::int64_t done = 0;
  for (const std::int64_t number : *numbers) {
    if (stopping) break;
    // Those of the rule name their places when they are made; made again they are a new erasure.
    std::vector<store::LogPosition> none;
    auto carried = co_await eraser.carry_out(number, std::move(none), runtime::deadline_in(kStepTime));
    if (!carried) {
      // One that cannot be carried out must not keep the others waiting.
      runtime::log_error("erasure_left_undone", carried.error(), {field("erasure", number)});
      continue;
    }
    ++done;
    finished.add();
  }
  co_return done;
}

asio::awaitable<Result<std::int64_t>> RetentionRounds::Impl::erase_payloads() {
  auto trees = co_await store::log_trees(pool, runtime::deadline_in(kStepTime));
  if (!trees) co_return trees.error();
  core::Instant oldest_kept = core::Instant::max();
  std::int64_t total = 0;
  for (const std::int32_t tree : *trees) {
    auto erased = co_await erase_tree(tree, oldest_kept);
    if (!erased) co_return erased.error();
    total += *erased;
  }
  if (oldest_kept != core::Instant::max()) {
    const auto age = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now()) - oldest_kept;
    oldest.set(std::chrono::duration<double>(age).count());
  }
  co_return total;
}

asio::awaitable<Result<std::int64_t>> RetentionRounds::Impl::erase_tree(std::int32_t tree, core::Instant& oldest_kept) {
  store::LogPosition after{tree, -1};
  std::int64_t total = 0;
  while (!stopping) {
    const auto deadline = runtime::deadline_in(kStepTime);
    auto found = co_await store::expired_payloads(pool, after, options.batch_max, deadline);
    if (!found) co_return found.error();
    if (found->oldest_kept) oldest_kept = std::min(oldest_kept, *found->oldest_kept);
    if (!found->positions.empty()) {
      const std::optional<std::int64_t> no_inquiry;
      auto number = co_await store::put_erasure_by_rule(pool, no_inquiry, deadline);
      if (!number) co_return number.error();
      if (!*number) break;
      const auto count = static_cast<std::int64_t>(found->positions.size());
      auto carried = co_await eraser.carry_out(**number, std::move(found->positions), deadline);
      if (!carried) co_return carried.error();
      total += count;
      payloads.add(static_cast<double>(count));
    }
    if (!found->more) break;
    after.index = found->last_seen;
  }
  co_return total;
}

asio::awaitable<Result<std::int64_t>> RetentionRounds::Impl::erase_inquiries() {
  std::int64_t total = 0;
  while (!stopping) {
    auto found = co_await store::erasable_inquiries(pool, kInquiriesMax, runtime::deadline_in(kStepTime));
    if (!found) co_return found.error();
    const std::int64_t before = total;
    for (const store::ErasableInquiry& inquiry : *found) {
      if (stopping) co_return total;
      const auto deadline = runtime::deadline_in(kStepTime);
      auto number = co_await store::put_erasure_by_rule(pool, inquiry.reference, deadline);
      if (!number) co_return number.error();
      if (!*number) continue;  // another server has it
      std::vector<store::LogPosition> none;
      auto carried = co_await eraser.carry_out(**number, std::move(none), deadline);
      if (!carried) co_return carried.error();
      ++total;
      inquiries.add();
      if (inquiry.unasked) unasked.add();
    }
    if (found->size() < static_cast<std::size_t>(kInquiriesMax) || total == before) break;
  }
  co_return total;
}

asio::awaitable<core::Done> RetentionRounds::Impl::count_due() {
  store::DuePage page;
  page.limit = kDueCounted;
  auto listed = co_await store::due_inquiries(pool, page, runtime::deadline_in(kStepTime));
  if (!listed) co_return listed.error();
  std::int64_t unanswered = 0;
  for (const store::DueInquiry& one : *listed) unanswered += one.reachable && !one.answer ? 1 : 0;
  due.set(static_cast<double>(unanswered));
  co_return core::Nothing{};
}

asio::awaitable<Result<RetentionDone>> RetentionRounds::round() {
  return impl_->round();
}

}  // namespace hotline::erasure
