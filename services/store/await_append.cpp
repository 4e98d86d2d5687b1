#include "store/await_append.hpp"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "store/log_sealer.hpp"

namespace hotline::store {
namespace {

namespace asio = boost::asio;

// The writer's callback runs on its own thread and only posts.
struct StartAppend {
  LogWriter* log;
  std::shared_ptr<LogDraft> draft;

  template <typename Handler>
  void operator()(Handler handler) const {
    auto waiting = std::make_shared<Handler>(std::move(handler));
    log->append(std::move(*draft), [waiting](LogOutcome outcome) {
      auto executor = asio::get_associated_executor(*waiting);
      auto done = std::make_shared<LogOutcome>(std::move(outcome));
      asio::post(executor, [waiting, done]() mutable { (*waiting)(std::move(done)); });
    });
  }
};

}  // namespace

asio::awaitable<std::shared_ptr<LogOutcome>> await_append(LogWriter& log, LogDraft draft) {
  StartAppend start{&log, std::make_shared<LogDraft>(std::move(draft))};
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(std::shared_ptr<LogOutcome>)>(
      std::move(start), asio::use_awaitable);
}

asio::awaitable<core::Done> append_act(LogWriter& log, LogDraft draft) {
  const std::shared_ptr<LogOutcome> outcome = co_await await_append(log, std::move(draft));
  if (outcome->kind == LogOutcome::Kind::kCommitted) co_return core::Nothing{};
  co_return error_of(*outcome);
}

asio::awaitable<core::Done> log_act(ActLog to, core::LogEntryKind kind, core::LogPayload payload,
                                    runtime::Deadline deadline) {
  auto draft = seal_act(to.keyring, to.random, kind, payload, to.clock.now());
  if (!draft) co_return draft.error();
  if (payload.inquiry_reference >= 0) draft->reference = payload.inquiry_reference;
  draft->deadline = deadline;
  co_return co_await append_act(to.log, std::move(*draft));
}

core::Error error_of(const LogOutcome& outcome) {
  if (outcome.error) return *outcome.error;
  return core::make_error(core::Reason::kBug, "the log gave no error");
}

}  // namespace hotline::store
