#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cassert>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "rpc/call_context.hpp"
#include "rpc/hide_fields.hpp"
#include "rpc/last_write.hpp"
#include "rpc/status.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::rpc {

// A caller who takes no message for so long is gone, or as good as gone: his place is another's.
inline constexpr std::chrono::milliseconds kWriteTimeMax{20'000};

// Answers without end to one request, written by the coroutine of the call, one at a time.
template <typename Response>
class WriteStream final : public grpc::ServerWriteReactor<Response>,
                          public std::enable_shared_from_this<WriteStream<Response>> {
 public:
  // kHungUp when the caller is gone, kOutOfTime when he takes nothing. Fields that the role may not see are cleared.
  asio::awaitable<core::Done> write(Response response);
  // Until the time or the deadline has passed; kHungUp when the caller went meanwhile.
  asio::awaitable<core::Done> pause(std::chrono::milliseconds time);
  const CallContext& call() const { return call_; }

  // `work`: (CallContext, WriteStream&) -> asio::awaitable<core::Done>, called at once.
  template <typename Work>
  static grpc::ServerWriteReactor<Response>* start(const asio::any_io_executor& executor,
                                                   grpc::CallbackServerContext& context, CallContext call, Work&& work);
  WriteStream(const asio::any_io_executor& executor, grpc::CallbackServerContext& context, CallContext call);

 private:
  enum class Operation { kIdle, kRunning, kSucceeded, kFailed };

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;
  void finish(grpc::Status status);

  CallContext call_;
  grpc::CallbackServerContext& context_;
  // Everything below belongs to the strand.
  asio::strand<asio::any_io_executor> strand_;
  asio::steady_timer changed_;  // cancelled to wake the coroutine
  asio::cancellation_signal cancel_;
  Response response_;
  Operation writing_ = Operation::kIdle;
  bool hung_up_ = false;
  LastWrite last_write_;
  std::shared_ptr<WriteStream> self_;  // held until OnDone
};

// Ends such a call at once.
template <typename Response>
class RefusedWriteStream final : public grpc::ServerWriteReactor<Response> {
 public:
  explicit RefusedWriteStream(grpc::Status status) { this->Finish(std::move(status)); }

 private:
  void OnDone() override { delete this; }
};

// The whole of a method that answers without end; see rpc::serve for one answer. The request lives until the end.
template <typename Response, typename Work>
grpc::ServerWriteReactor<Response>* serve_writes(const Gate& gate, grpc::CallbackServerContext& context,
                                                 std::string_view method, Work&& work,
                                                 std::chrono::milliseconds time_max = kStreamTimeMax) {
  auto call = gate.admit(context, method, time_max);
  if (!call) return new RefusedWriteStream<Response>(to_status(call.error(), random_call_id()));
  return WriteStream<Response>::start(gate.executor(), context, std::move(*call), std::forward<Work>(work));
}

template <typename Response>
asio::awaitable<core::Done> WriteStream<Response>::write(Response response) {
  assert(writing_ != Operation::kRunning);
  if (hung_up_) co_return core::Done(core::make_error(core::Reason::kHungUp, "the caller hung up"));
  response_ = std::move(response);
  auto hidden = hide_fields(call_, response_);
  if (!hidden) co_return hidden;
  writing_ = Operation::kRunning;
  this->StartWrite(&response_);
  const auto until = std::min(call_.deadline, std::chrono::steady_clock::now() + kWriteTimeMax);
  changed_.expires_at(until);
  while (writing_ == Operation::kRunning && !hung_up_ && std::chrono::steady_clock::now() < until) {
    boost::system::error_code woken;
    co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
  if (writing_ == Operation::kSucceeded) co_return core::Done(core::Nothing{});
  if (writing_ == Operation::kRunning && !hung_up_) {
    co_return core::Done(core::make_error(core::Reason::kOutOfTime, "the caller takes no messages"));
  }
  co_return core::Done(core::make_error(core::Reason::kHungUp, "the caller hung up"));
}

template <typename Response>
asio::awaitable<core::Done> WriteStream<Response>::pause(std::chrono::milliseconds time) {
  changed_.expires_at(std::min(call_.deadline, std::chrono::steady_clock::now() + time));
  boost::system::error_code woken;
  if (!hung_up_) co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  if (hung_up_) co_return core::Done(core::make_error(core::Reason::kHungUp, "the caller hung up"));
  co_return core::Done(core::Nothing{});
}

template <typename Response>
template <typename Work>
grpc::ServerWriteReactor<Response>* WriteStream<Response>::start(const asio::any_io_executor& executor,
                                                                 grpc::CallbackServerContext& context, CallContext call,
                                                                 Work&& work) {
  auto stream = std::make_shared<WriteStream>(executor, context, std::move(call));
  stream->self_ = stream;
  asio::awaitable<core::Done> coroutine = std::forward<Work>(work)(stream->call_, *stream);
  auto end = [stream](std::exception_ptr bug, std::optional<core::Done> done) {
    stream->finish(end_status(bug, done, stream->call_, stream->hung_up_));
  };
  asio::co_spawn(stream->strand_, with_default(std::move(coroutine)),
                 asio::bind_cancellation_slot(stream->cancel_.slot(), std::move(end)));
  return stream.get();
}

template <typename Response>
WriteStream<Response>::WriteStream(const asio::any_io_executor& executor, grpc::CallbackServerContext& context,
                                   CallContext call)
    : call_(std::move(call)),
      context_(context),
      strand_(asio::make_strand(executor)),
      changed_(strand_, call_.deadline),
      last_write_(strand_) {}

template <typename Response>
void WriteStream<Response>::OnWriteDone(bool ok) {
  asio::post(strand_, [self = this->shared_from_this(), ok] {
    self->writing_ = ok ? Operation::kSucceeded : Operation::kFailed;
    self->changed_.cancel();
    if (auto status = self->last_write_.written()) self->Finish(std::move(*status));
  });
}

template <typename Response>
void WriteStream<Response>::OnCancel() {
  asio::post(strand_, [self = this->shared_from_this()] {
    self->hung_up_ = true;
    self->changed_.cancel();
    self->cancel_.emit(asio::cancellation_type::terminal);  // signals are not thread-safe: emitted on the strand
  });
}

template <typename Response>
void WriteStream<Response>::OnDone() {
  auto last = std::move(self_);
}

template <typename Response>
void WriteStream<Response>::finish(grpc::Status status) {
  if (writing_ != Operation::kRunning) {
    this->Finish(std::move(status));
    return;
  }
  last_write_.wait(std::move(status), context_, this->shared_from_this());
}

}  // namespace hotline::rpc
