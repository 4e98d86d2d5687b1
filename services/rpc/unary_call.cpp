#include "rpc/unary_call.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/core/demangle.hpp>
#include <boost/system/system_error.hpp>
#include <typeinfo>

#include "rpc/hide_fields.hpp"
#include "runtime/log.hpp"

namespace hotline::rpc {
namespace {

using runtime::Safe;

// The type only: an exception's text can quote what a caller sent.
std::string type_of(const std::exception_ptr& bug) {
  try {
    std::rethrow_exception(bug);
  } catch (const std::exception& exception) {
    return boost::core::demangle(typeid(exception).name());
  } catch (...) {
    return "not a std::exception";
  }
}

bool is_abort(const std::exception_ptr& bug) {
  try {
    std::rethrow_exception(bug);
  } catch (const boost::system::system_error& error) {
    return error.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

grpc::ServerUnaryReactor* refuse(grpc::CallbackServerContext& context, const core::Error& error,
                                 std::string_view call_id) {
  grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
  reactor->Finish(to_status(error, call_id));
  return reactor;
}

grpc::Status end_status(const std::exception_ptr& bug, const std::optional<core::Done>& done, const CallContext& call,
                        bool hung_up) {
  if (!bug && *done) return grpc::Status::OK;
  if (bug && hung_up && is_abort(bug)) {
    return to_status(core::make_error(core::Reason::kHungUp, "the caller hung up"), call.call_id);
  }
  if (bug) {
    runtime::log_event(
        runtime::Level::kError, "call_ended_by_exception",
        {runtime::field("method", Safe::own(call.method)), runtime::field("call_id", Safe::own(call.call_id)),
         runtime::field("exception", Safe::own(type_of(bug)))});
    return to_status(core::make_error(core::Reason::kBug, {}), call.call_id);
  }
  if (done->error().reason == core::Reason::kBug) {
    runtime::log_error(
        "call_ended_by_bug", done->error(),
        {runtime::field("method", Safe::own(call.method)), runtime::field("call_id", Safe::own(call.call_id))});
  }
  return to_status(done->error(), call.call_id);
}

asio::awaitable<std::optional<core::Done>> with_default(asio::awaitable<core::Done> work) {
  co_return co_await std::move(work);
}

grpc::ServerUnaryReactor* UnaryCall::start(const asio::any_io_executor& executor, CallContext call,
                                           google::protobuf::Message* response, asio::awaitable<core::Done> work) {
  auto unary = std::make_shared<UnaryCall>(executor, std::move(call), response);
  unary->self_ = unary;
  auto end = [unary](std::exception_ptr bug, std::optional<core::Done> done) {
    if (!bug && *done) done = hide_fields(unary->call_, *unary->response_);
    unary->Finish(end_status(bug, done, unary->call_, unary->hung_up_));
  };
  asio::co_spawn(unary->strand_, with_default(std::move(work)),
                 asio::bind_cancellation_slot(unary->cancel_.slot(), std::move(end)));
  return unary.get();
}

UnaryCall::UnaryCall(const asio::any_io_executor& executor, CallContext call, google::protobuf::Message* response)
    : call_(std::move(call)), response_(response), strand_(asio::make_strand(executor)) {}

void UnaryCall::OnCancel() {
  hung_up_ = true;
  asio::post(strand_, [self = shared_from_this()] { self->cancel_.emit(asio::cancellation_type::terminal); });
}

void UnaryCall::OnDone() {
  auto last = std::move(self_);
}

void PendingUnary::finish(const core::Done& done) {
  const core::Done end = done && response_ != nullptr ? hide_fields(call_, *response_) : done;
  Finish(end_status(nullptr, end, call_, hung_up()));
}

}  // namespace hotline::rpc
