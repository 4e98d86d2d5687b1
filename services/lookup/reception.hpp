#pragma once

#include <grpcpp/server_context.h>

#include <array>
#include <boost/asio/post.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "core/admission.hpp"
#include "core/time.hpp"
#include "lookup/lookup_flow.hpp"
#include "rpc/call_context.hpp"
#include "rpc/unary_call.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"

namespace hotline::lookup {

// What every question passes on its way to the flow: who is it, may they, is there room for their class. All that it is
// given outlives it, and it outlives its calls.
//
// A Method says what differs: kName, Request, RequestOnWire, ResponseOnWire, read(on wire, request), question(request,
// call, keyring, now), kWrite, and reply(call, released, response on wire).
class Reception {
 public:
  using Released = core::ReleasedAnswer<std::string>;
  using Time = std::chrono::steady_clock::time_point;
  // Calls `then` when what came at this time may leave. Outlives its calls; none: at once.
  using Leave = std::function<void(Time came, std::function<void()> then)>;

  Reception(const rpc::Gate& gate, core::Admission& admission, LookupFlow& flow, const runtime::Keyring& keyring,
            const core::Clock& clock, const core::Clock& steady, runtime::Metrics& metrics);

  template <typename Method>
  grpc::ServerUnaryReactor* receive(grpc::CallbackServerContext& context, const typename Method::RequestOnWire& given,
                                    typename Method::ResponseOnWire& response, const Leave* leave = nullptr) {
    const Time came = std::chrono::steady_clock::now();
    auto call = gate_.identify(context, Method::kName);
    if (!call) return rpc::refuse(context, call.error(), rpc::random_call_id());
    const auto allowed = gate_.allow(*call);
    if (!allowed) {
      flow_.log_refusal(*call, allowed.error().reason);
      return rpc::refuse(context, allowed.error(), call->call_id);
    }
    auto* pending = new Pending<Method>(*this, std::move(*call), given, response, came, leave);  // gone after finish()
    pending->enter();
    return pending;
  }

 private:
  using Verdict = core::Admission::Verdict;
  template <typename Method>
  class Pending;

  void count(core::CallClass which, Verdict verdict);
  static core::Error turned_away(Verdict verdict, core::CallClass which);

  const rpc::Gate& gate_;
  core::Admission& admission_;
  LookupFlow& flow_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  const core::Clock& steady_;  // that no jump moves
  std::array<std::array<runtime::Counter, core::kVerdictCount>, core::kCallClassCount> figures_;
};

// A call that begins at once on the gRPC thread, or waits and begins on an executor's. gRPC keeps request and response
// until it is finished.
template <typename Method>
class Reception::Pending final : public rpc::PendingUnary {
 public:
  Pending(Reception& reception, rpc::CallContext call, const typename Method::RequestOnWire& given,
          typename Method::ResponseOnWire& response, Time came, const Leave* leave)
      : PendingUnary(std::move(call), nullptr),
        reception_(reception),
        which_(core::class_of(this->call().caller.role)),
        given_(given),
        response_(response),
        came_(came),
        leave_(leave) {}

  void enter() {
    const auto verdict = reception_.admission_.enter(
        which_, call().deadline, std::chrono::steady_clock::now(),
        [this](Verdict later) { boost::asio::post(reception_.gate_.executor(), [this, later] { hear(later); }); });
    if (verdict) hear(*verdict);
  }

 private:
  void hear(Verdict verdict) {
    reception_.count(which_, verdict);
    if (verdict != Verdict::kBegin) return finish(turned_away(verdict, which_));
    if (hung_up()) return end(core::make_error(core::Reason::kHungUp, "the caller hung up"));
    typename Method::Request request;
    const auto parsed = Method::read(given_, request);
    if (!parsed) return end(parsed.error());
    // A call that has just begun is refused by neither a clock that has jumped nor one that was set right since.
    const core::Clock& steady = reception_.steady_;
    auto question = Method::question(request, call(), reception_.keyring_, reception_.clock_.now());
    if (!question) question = Method::question(request, call(), reception_.keyring_, steady.now());
    if (!question) return end(std::move(question).error());
    reception_.flow_.start(call(), std::move(*question), Method::kWrite, [this](core::Result<Released> released) {
      const auto done =
          released ? Method::reply(call(), *released, response_) : core::Done(std::move(released).error());
      if (leave_ == nullptr) return end(done);
      reception_.admission_.leave(std::chrono::steady_clock::now());
      (*leave_)(came_, [this, done] { finish(done); });
    });
  }

  // `this` is gone after finish().
  void end(const core::Done& done) {
    core::Admission& admission = reception_.admission_;
    finish(done);
    admission.leave(std::chrono::steady_clock::now());
  }

  Reception& reception_;
  core::CallClass which_;
  const typename Method::RequestOnWire& given_;
  typename Method::ResponseOnWire& response_;
  Time came_;
  const Leave* leave_;
};

}  // namespace hotline::lookup
