#include "runtime/rounds.hpp"

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

namespace hotline::runtime {

namespace asio = boost::asio;

struct Rounds::State {
  State(const asio::any_io_executor& executor, Step given)
      : strand(asio::make_strand(executor)), timer(strand), step(std::move(given)) {}

  asio::strand<asio::any_io_executor> strand;
  asio::steady_timer timer;
  Step step;
  std::atomic<bool> stopping{false};
  std::promise<void> ended;
  std::promise<void> woken;

  asio::awaitable<void> run(std::chrono::milliseconds begins_after);
  asio::awaitable<void> rest(std::chrono::milliseconds span);
};

Rounds::Rounds(const asio::any_io_executor& executor, Safe bug_event, Step step, std::chrono::milliseconds begins_after)
    : state_(std::make_unique<State>(executor, std::move(step))) {
  auto end = [state = state_.get(), bug_event](std::exception_ptr bug) {
    if (bug) log_event(Level::kError, bug_event);
    state->ended.set_value();
  };
  asio::co_spawn(state_->strand, state_->run(begins_after), std::move(end));
}

Rounds::~Rounds() {
  state_->stopping = true;
  // They may end by themselves before what wakes them has run, which still needs the timer.
  asio::post(state_->strand, [state = state_.get()] {
    state->timer.cancel();
    state->woken.set_value();
  });
  state_->ended.get_future().wait();
  state_->woken.get_future().wait();
}

asio::awaitable<void> Rounds::State::run(std::chrono::milliseconds begins_after) {
  co_await rest(begins_after);
  while (!stopping) {
    const auto span = co_await step();
    co_await rest(span);
  }
}

asio::awaitable<void> Rounds::State::rest(std::chrono::milliseconds span) {
  if (stopping || span.count() == 0) co_return;
  timer.expires_after(span);
  boost::system::error_code ignored;
  auto token = asio::redirect_error(asio::use_awaitable, ignored);
  co_await timer.async_wait(token);
}

}  // namespace hotline::runtime
