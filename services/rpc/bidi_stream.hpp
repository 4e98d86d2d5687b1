#pragma once

#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

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
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "rpc/call_context.hpp"
#include "rpc/last_write.hpp"
#include "rpc/status.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::rpc {

// A two-way stream for the coroutine of one call: one read and one write at a time. A second coroutine on the same
// strand may do the reading; it holds the stream by shared_from_this(), for a read can outlast the call.
template <typename Request, typename Response>
class BidiStream final : public grpc::ServerBidiReactor<Request, Response>,
                         public std::enable_shared_from_this<BidiStream<Request, Response>> {
 public:
  // The next message; nothing when the caller has sent the last one. A hang-up, a passed deadline and a message that
  // cannot be parsed are errors, never the end of the stream. A connection can still break just as the stream ends, so
  // what must not be cut short says in its messages how much is to come.
  asio::awaitable<core::Result<std::optional<Request>>> read();
  // kHungUp when the caller is gone, kOutOfTime when it does not take the message before the deadline.
  asio::awaitable<core::Done> write(Response response);
  const CallContext& call() const { return call_; }

  // `work`: (CallContext, BidiStream&) -> asio::awaitable<core::Done>, called at once.
  template <typename Work>
  static grpc::ServerBidiReactor<Request, Response>* start(const asio::any_io_executor& executor,
                                                           grpc::CallbackServerContext& context, CallContext call,
                                                           Work&& work);
  BidiStream(const asio::any_io_executor& executor, grpc::CallbackServerContext& context, CallContext call);

 private:
  enum class Operation { kIdle, kRunning, kSucceeded, kFailed };

  void OnReadDone(bool ok) override;
  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;
  asio::awaitable<void> wait(const Operation& operation);
  void finish(grpc::Status status);
  void mark_unread();
  bool still_unread() const;

  CallContext call_;
  grpc::CallbackServerContext& context_;
  // Everything below belongs to the strand.
  asio::strand<asio::any_io_executor> strand_;
  asio::steady_timer changed_;  // cancelled to wake the coroutine; expires at the call's deadline
  asio::cancellation_signal cancel_;
  Request request_;
  Response response_;
  Operation reading_ = Operation::kIdle;
  Operation writing_ = Operation::kIdle;
  bool hung_up_ = false;
  bool finished_ = false;
  LastWrite last_write_;
  std::shared_ptr<BidiStream> self_;  // held until OnDone
};

// Ends a stream at once.
template <typename Request, typename Response>
class RefusedStream final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  explicit RefusedStream(grpc::Status status) { this->Finish(std::move(status)); }

 private:
  void OnDone() override { delete this; }
};

// The whole of a streaming service method; see rpc::serve for one answer.
template <typename Request, typename Response, typename Work>
grpc::ServerBidiReactor<Request, Response>* serve_stream(const Gate& gate, grpc::CallbackServerContext& context,
                                                         std::string_view method, Work&& work,
                                                         std::chrono::milliseconds time_max = kStreamTimeMax);

}  // namespace hotline::rpc

#include "rpc/bidi_stream_impl.hpp"
