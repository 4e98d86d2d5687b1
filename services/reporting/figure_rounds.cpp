#include "reporting/figure_rounds.hpp"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <utility>

#include "runtime/log.hpp"

namespace hotline::reporting {

namespace asio = boost::asio;

struct FigureRounds::Impl {
  Impl(asio::any_io_executor executor, store::pg::Pool& from, const runtime::Keyring& keys, const core::Clock& time,
       runtime::Metrics& metrics, FigureOptions asked)
      : strand(asio::make_strand(std::move(executor))),
        timer(strand),
        pool(from),
        keyring(keys),
        clock(time),
        options(asked),
        failures(metrics.counter("hotline_figures_failures_total", "Steps of counting for the figures that failed")),
        released(metrics.counter("hotline_figures_months_released_total", "Months whose tables were released")) {}

  asio::strand<asio::any_io_executor> strand;
  asio::steady_timer timer;
  store::pg::Pool& pool;
  const runtime::Keyring& keyring;
  const core::Clock& clock;
  FigureOptions options;
  runtime::Counter failures, released;
  std::atomic<bool> stopping{false};
  std::promise<void> ended;
  std::promise<void> woken;

  asio::awaitable<void> run();
  asio::awaitable<core::Result<bool>> step();
};

FigureRounds::FigureRounds(asio::any_io_executor executor, store::pg::Pool& pool, const runtime::Keyring& keyring,
                           const core::Clock& clock, runtime::Metrics& metrics, FigureOptions options)
    : impl_(std::make_unique<Impl>(std::move(executor), pool, keyring, clock, metrics, options)) {
  asio::co_spawn(impl_->strand, impl_->run(), [impl = impl_.get()](std::exception_ptr bug) {
    if (bug) runtime::log_event(runtime::Level::kError, "figures_ended_by_a_bug");
    impl->ended.set_value();
  });
}

FigureRounds::~FigureRounds() {
  impl_->stopping = true;
  // It may end by itself before what wakes it has run, which still needs the timer.
  asio::post(impl_->strand, [impl = impl_.get()] {
    impl->timer.cancel();
    impl->woken.set_value();
  });
  impl_->ended.get_future().wait();
  impl_->woken.get_future().wait();
}

// Whether there may be more to do at once. A month is released when all of it is counted.
asio::awaitable<core::Result<bool>> FigureRounds::Impl::step() {
  auto more = co_await advance_figures(pool, core::day_number(clock.now()), options.step);
  if (!more || *more) co_return more;
  auto done = co_await release_month(pool, keyring, clock.now());
  if (done && *done) released.add();
  co_return done;
}

asio::awaitable<void> FigureRounds::Impl::run() {
  while (!stopping) {
    auto more = co_await step();
    if (!more && !stopping) {
      failures.add();
      runtime::log_error("figures_failed", more.error());
    }
    if (stopping || (more && *more)) continue;
    timer.expires_after(options.every);
    boost::system::error_code ignored;
    auto token = asio::redirect_error(asio::use_awaitable, ignored);
    co_await timer.async_wait(token);
  }
}

}  // namespace hotline::reporting
