#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/strand.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/result.hpp"
#include "rpc/call_context.hpp"
#include "rpc/status.hpp"

namespace hotline::rpc {

// Ends a call at once, without a coroutine.
grpc::ServerUnaryReactor* refuse(grpc::CallbackServerContext& context, const core::Error& error,
                                 std::string_view call_id);

// What a coroutine's end means for the caller. An exception is a bug: INTERNAL with the call id only, its type to the
// log; an aborted operation after a hang-up is CANCELLED.
// `done` is absent when there is a bug.
grpc::Status end_status(const std::exception_ptr& bug, const std::optional<core::Done>& done, const CallContext& call,
                        bool hung_up);

// asio::co_spawn wants a result that it can make by itself.
asio::awaitable<std::optional<core::Done>> with_default(asio::awaitable<core::Done> work);

// Serves one call as a coroutine. Request, response and context live until OnDone, which cannot come before our Finish;
// only this one coroutine may touch them. A hang-up cancels the coroutine on its strand.
class UnaryCall final : public grpc::ServerUnaryReactor, public std::enable_shared_from_this<UnaryCall> {
 public:
  static grpc::ServerUnaryReactor* start(const asio::any_io_executor& executor, CallContext call,
                                         google::protobuf::Message* response, asio::awaitable<core::Done> work);
  UnaryCall(const asio::any_io_executor& executor, CallContext call, google::protobuf::Message* response);

 private:
  void OnCancel() override;
  void OnDone() override;

  CallContext call_;
  google::protobuf::Message* response_;
  asio::strand<asio::any_io_executor> strand_;
  asio::cancellation_signal cancel_;
  std::atomic<bool> hung_up_{false};
  std::shared_ptr<UnaryCall> self_;  // held until OnDone
};

// The whole of a service method. `work` is a plain callable that makes the coroutine, called at once with the
// CallContext; the coroutine itself is a named function taking values. Fields that the role may not see are cleared
// from the response before it leaves.
//   return rpc::serve(gate_, *context, kGetPerson, response, [&](rpc::CallContext call) {
//     return get_person(std::move(call), request, response);   // asio::awaitable<core::Done>
//   });
template <typename Work>
grpc::ServerUnaryReactor* serve(const Gate& gate, grpc::CallbackServerContext& context, std::string_view method,
                                google::protobuf::Message* response, Work&& work,
                                std::chrono::milliseconds time_max = kUnaryTimeMax) {
  auto call = gate.admit(context, method, time_max);
  if (!call) return refuse(context, call.error(), random_call_id());
  asio::awaitable<core::Done> coroutine = std::forward<Work>(work)(*call);
  return UnaryCall::start(gate.executor(), std::move(*call), response, std::move(coroutine));
}

// A call of the hot path, without a coroutine: made with `new` on the gRPC thread, finished once from any thread, gone
// after that. Derive from it to keep what the answer needs. After finish() the object must not be touched. Fields that
// the role may not see are cleared from the response in finish(); without a response its maker has done so.
class PendingUnary : public grpc::ServerUnaryReactor {
 public:
  PendingUnary(CallContext call, google::protobuf::Message* response) : call_(std::move(call)), response_(response) {}
  void finish(const core::Done& done);
  bool hung_up() const { return hung_up_.load(std::memory_order_relaxed); }
  const CallContext& call() const { return call_; }

 protected:
  ~PendingUnary() override = default;

 private:
  void OnCancel() override { hung_up_.store(true, std::memory_order_relaxed); }
  void OnDone() override { delete this; }

  CallContext call_;
  google::protobuf::Message* response_;
  std::atomic<bool> hung_up_{false};
};

}  // namespace hotline::rpc
