#include "reporting/figure_rounds.hpp"

#include <utility>

#include "runtime/log.hpp"
#include "runtime/rounds.hpp"

namespace hotline::reporting {

namespace asio = boost::asio;

struct FigureRounds::Impl {
  Impl(const asio::any_io_executor& executor, store::pg::Pool& from, const runtime::Keyring& keys,
       const core::Clock& time, runtime::Metrics& metrics, FigureOptions asked)
      : pool(from),
        keyring(keys),
        clock(time),
        options(asked),
        failures(metrics.counter("hotline_figures_failures_total", "Steps of counting for the figures that failed")),
        released(metrics.counter("hotline_figures_months_released_total", "Months whose tables were released")),
        rounds(executor, "figures_ended_by_a_bug", [this] { return round(); }) {}

  store::pg::Pool& pool;
  const runtime::Keyring& keyring;
  const core::Clock& clock;
  FigureOptions options;
  runtime::Counter failures, released;
  runtime::Rounds rounds;

  asio::awaitable<std::chrono::milliseconds> round();
  asio::awaitable<core::Result<bool>> step();
};

FigureRounds::FigureRounds(asio::any_io_executor executor, store::pg::Pool& pool, const runtime::Keyring& keyring,
                           const core::Clock& clock, runtime::Metrics& metrics, FigureOptions options)
    : impl_(std::make_unique<Impl>(executor, pool, keyring, clock, metrics, options)) {}

FigureRounds::~FigureRounds() = default;

// Whether there may be more to do at once. A month is released when all of it is counted.
asio::awaitable<core::Result<bool>> FigureRounds::Impl::step() {
  auto more = co_await advance_figures(pool, core::day_number(clock.now()), options.step);
  if (!more || *more) co_return more;
  auto done = co_await release_month(pool, keyring, clock.now());
  if (done && *done) released.add();
  co_return done;
}

asio::awaitable<std::chrono::milliseconds> FigureRounds::Impl::round() {
  auto more = co_await step();
  if (!more) {
    failures.add();
    runtime::log_error("figures_failed", more.error());
  }
  co_return more&&* more ? std::chrono::milliseconds(0) : options.every;
}

}  // namespace hotline::reporting
