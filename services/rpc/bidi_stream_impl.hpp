#pragma once

// Bodies of the templates in bidi_stream.hpp, which includes this file.

#include "rpc/bidi_stream.hpp"
#include "rpc/hide_fields.hpp"
#include "rpc/unreadable.hpp"

namespace hotline::rpc {

// No proto of ours has a field of this number: found in a message, it says that nothing was parsed into it.
inline constexpr int kUnreadMark = 536'870'911;

template <typename Request, typename Response>
asio::awaitable<core::Result<std::optional<Request>>> BidiStream<Request, Response>::read() {
  using Read = core::Result<std::optional<Request>>;
  assert(reading_ != Operation::kRunning);
  if (hung_up_ || finished_) co_return Read(core::make_error(core::Reason::kHungUp, "the caller hung up"));
  mark_unread();
  reading_ = Operation::kRunning;
  this->StartRead(&request_);
  co_await wait(reading_);
  if (reading_ == Operation::kSucceeded) co_return Read(std::optional<Request>(std::move(request_)));
  // After the end of the call its context is gone.
  if (finished_ || hung_up_ || context_.IsCancelled())
    co_return Read(core::make_error(core::Reason::kHungUp, "the caller hung up"));
  if (reading_ == Operation::kRunning) {
    co_return Read(core::make_error(core::Reason::kOutOfTime, "no message came before the deadline"));
  }
  if (still_unread()) co_return Read(std::optional<Request>());
  co_return Read(unreadable_message({}));  // CallInterceptor adds the field's name to the status
}

template <typename Request, typename Response>
asio::awaitable<core::Done> BidiStream<Request, Response>::write(Response response) {
  assert(writing_ != Operation::kRunning);
  if (hung_up_) co_return core::Done(core::make_error(core::Reason::kHungUp, "the caller hung up"));
  response_ = std::move(response);
  auto hidden = hide_fields(call_, response_);
  if (!hidden) co_return hidden;
  writing_ = Operation::kRunning;
  this->StartWrite(&response_);
  co_await wait(writing_);
  if (writing_ == Operation::kSucceeded) co_return core::Done(core::Nothing{});
  if (writing_ == Operation::kRunning && !hung_up_) {
    co_return core::Done(core::make_error(core::Reason::kOutOfTime, "the caller took no message before the deadline"));
  }
  co_return core::Done(core::make_error(core::Reason::kHungUp, "the caller hung up"));
}

template <typename Request, typename Response>
template <typename Work>
grpc::ServerBidiReactor<Request, Response>* BidiStream<Request, Response>::start(const asio::any_io_executor& executor,
                                                                                 grpc::CallbackServerContext& context,
                                                                                 CallContext call, Work&& work) {
  auto stream = std::make_shared<BidiStream>(executor, context, std::move(call));
  stream->self_ = stream;
  asio::awaitable<core::Done> coroutine = std::forward<Work>(work)(stream->call_, *stream);
  auto end = [stream](std::exception_ptr bug, std::optional<core::Done> done) {
    stream->finish(end_status(bug, done, stream->call_, stream->hung_up_));
  };
  asio::co_spawn(stream->strand_, with_default(std::move(coroutine)),
                 asio::bind_cancellation_slot(stream->cancel_.slot(), std::move(end)));
  return stream.get();
}

template <typename Request, typename Response>
BidiStream<Request, Response>::BidiStream(const asio::any_io_executor& executor, grpc::CallbackServerContext& context,
                                          CallContext call)
    : call_(std::move(call)),
      context_(context),
      strand_(asio::make_strand(executor)),
      changed_(strand_, call_.deadline),
      last_write_(strand_) {}

template <typename Request, typename Response>
void BidiStream<Request, Response>::OnReadDone(bool ok) {
  asio::post(strand_, [self = this->shared_from_this(), ok] {
    self->reading_ = ok ? Operation::kSucceeded : Operation::kFailed;
    self->changed_.cancel();
  });
}

template <typename Request, typename Response>
void BidiStream<Request, Response>::OnWriteDone(bool ok) {
  asio::post(strand_, [self = this->shared_from_this(), ok] {
    self->writing_ = ok ? Operation::kSucceeded : Operation::kFailed;
    self->changed_.cancel();
    if (auto status = self->last_write_.written()) self->Finish(std::move(*status));
  });
}

template <typename Request, typename Response>
void BidiStream<Request, Response>::OnCancel() {
  asio::post(strand_, [self = this->shared_from_this()] {
    self->hung_up_ = true;
    self->changed_.cancel();
    self->cancel_.emit(asio::cancellation_type::terminal);  // signals are not thread-safe: emitted on the strand
  });
}

template <typename Request, typename Response>
void BidiStream<Request, Response>::OnDone() {
  auto last = std::move(self_);
}

// Until the operation has ended, the caller has hung up or the deadline has passed. A read and a write may wait side by
// side, so nobody sets the timer anew.
template <typename Request, typename Response>
asio::awaitable<void> BidiStream<Request, Response>::wait(const Operation& operation) {
  while (operation == Operation::kRunning && !hung_up_ && !call_.out_of_time()) {
    boost::system::error_code woken;
    co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

template <typename Request, typename Response>
void BidiStream<Request, Response>::finish(grpc::Status status) {
  finished_ = true;
  if (writing_ != Operation::kRunning) {
    this->Finish(std::move(status));
    return;
  }
  last_write_.wait(std::move(status), context_, this->shared_from_this());
}

template <typename Request, typename Response>
void BidiStream<Request, Response>::mark_unread() {
  request_.Clear();
  request_.GetReflection()->MutableUnknownFields(&request_)->AddVarint(kUnreadMark, 1);
}

// gRPC reports a message that cannot be parsed exactly as it reports the end of the stream. Parsing clears the message
// first, so a mark that is gone tells that something came.
template <typename Request, typename Response>
bool BidiStream<Request, Response>::still_unread() const {
  const auto& unknown = request_.GetReflection()->GetUnknownFields(request_);
  return unknown.field_count() == 1 && unknown.field(0).number() == kUnreadMark;
}

template <typename Request, typename Response, typename Work>
grpc::ServerBidiReactor<Request, Response>* serve_stream(const Gate& gate, grpc::CallbackServerContext& context,
                                                         std::string_view method, Work&& work,
                                                         std::chrono::milliseconds time_max) {
  auto call = gate.admit(context, method, time_max);
  if (!call) return new RefusedStream<Request, Response>(to_status(call.error(), random_call_id()));
  return BidiStream<Request, Response>::start(gate.executor(), context, std::move(*call), std::forward<Work>(work));
}

}  // namespace hotline::rpc
