#include "lookup/lookup_service.hpp"

#include <boost/asio/post.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "lookup/lookup_proto.hpp"
#include "rpc/raw_message.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::lookup {
namespace {

inline constexpr char kRecordOutcome[] = "hotline.v1.LookupService/RecordOutcome";

using runtime::Safe;
using Released = core::ReleasedAnswer<std::string>;

std::string nothing_said(const std::vector<core::RenderedPart>& /*parts*/) {
  return {};
}

// What the methods differ in.
struct LookupPersonMethod {
  static constexpr char kName[] = "hotline.v1.LookupService/LookupPerson";
  using Request = v1::LookupPersonRequest;
  using RequestOnWire = grpc::ByteBuffer;
  using ResponseOnWire = grpc::ByteBuffer;

  static core::Done read(const RequestOnWire& bytes, Request& request) { return rpc::read_raw(bytes, request); }
  static core::Result<LookupQuestion> question(const Request& request, const rpc::CallContext&,
                                               const runtime::Keyring& keyring, core::Instant now) {
    return read_question(request, keyring, now);
  }
  static constexpr WriteAnswer kWrite{write_person_answer, write_person_script};
  // A message whose bytes follow those of another is merged into it.
  static core::Done reply(const rpc::CallContext& call, const Released& released, ResponseOnWire& response) {
    v1::LookupPersonResponse behind;
    write_receipt(released.receipt(), *behind.mutable_receipt());
    std::string bytes = released.answer();
    behind.AppendToString(&bytes);
    return rpc::write_raw<v1::LookupPersonResponse>(call, std::move(bytes), response);
  }
};

struct ExplainMatchMethod {
  static constexpr char kName[] = "hotline.v1.LookupService/ExplainMatch";
  using Request = v1::ExplainMatchRequest;
  using RequestOnWire = v1::ExplainMatchRequest;
  using ResponseOnWire = v1::ExplainMatchResponse;

  static core::Done read(const RequestOnWire& given, Request& request) {
    request = given;
    return core::Nothing{};
  }
  static core::Result<LookupQuestion> question(const Request& request, const rpc::CallContext& call,
                                               const runtime::Keyring& keyring, core::Instant now) {
    return read_question(request, call.caller.role, keyring, now);
  }
  static constexpr WriteAnswer kWrite{write_explanation, nothing_said};
  static core::Done reply(const rpc::CallContext& call, const Released& released, ResponseOnWire& response) {
    if (!response.ParseFromString(released.answer())) {
      return core::make_error(core::Reason::kBug, "a stored answer does not parse");
    }
    write_receipt(released.receipt(), *response.mutable_receipt());
    return rpc::hide_fields(call, response);
  }
};

using Verdict = core::Admission::Verdict;

// Who is turned away is told to come back when it makes sense: a person on the line soon, a machine later.
std::chrono::milliseconds retry_after(core::CallClass which) {
  switch (which) {
    case core::CallClass::kDesk:
      return std::chrono::milliseconds(200);
    case core::CallClass::kOutside:
      return std::chrono::milliseconds(1'000);
    case core::CallClass::kReports:
      break;
  }
  return std::chrono::milliseconds(3'000);
}

core::Error turned_away(Verdict verdict, core::CallClass which) {
  if (verdict == Verdict::kLate) {
    return core::make_error(core::Reason::kOutOfTime, "it could not have been answered before the deadline");
  }
  core::Error error = core::make_error(core::Reason::kTooMany, "more is asked than can be logged; try again");
  error.retry_after = retry_after(which);
  return error;
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kBegin:
      return "begun";
    case Verdict::kShed:
      return "shed";
    case Verdict::kLate:
      break;
  }
  return "late";
}

}  // namespace

// A call that begins at once on the gRPC thread, or waits and begins on an executor's. gRPC keeps request and response
// until it is finished.
template <typename Method>
class LookupService::Pending final : public rpc::PendingUnary {
 public:
  Pending(LookupService& service, rpc::CallContext call, const typename Method::RequestOnWire& given,
          typename Method::ResponseOnWire& response)
      : PendingUnary(std::move(call), nullptr),
        service_(service),
        which_(core::class_of(this->call().caller.role)),
        given_(given),
        response_(response) {}

  void enter() {
    const auto verdict = service_.admission_.enter(
        which_, call().deadline, std::chrono::steady_clock::now(),
        [this](Verdict later) { boost::asio::post(service_.gate_.executor(), [this, later] { hear(later); }); });
    if (verdict) hear(*verdict);
  }

 private:
  void hear(Verdict verdict) {
    service_.figures_[static_cast<std::size_t>(which_)][static_cast<std::size_t>(verdict)].add();
    if (verdict != Verdict::kBegin) {
      service_.flow_.note_shed();
      finish(turned_away(verdict, which_));
      return;
    }
    if (hung_up()) return end(core::make_error(core::Reason::kHungUp, "the caller hung up"));
    typename Method::Request request;
    const auto parsed = Method::read(given_, request);
    if (!parsed) return end(parsed.error());
    // A call that has just begun is refused by neither a clock that has jumped nor one that was set right since.
    const core::Clock& steady = service_.steady_;
    auto question = Method::question(request, call(), service_.keyring_, service_.clock_.now());
    if (!question) question = Method::question(request, call(), service_.keyring_, steady.now());
    if (!question) return end(std::move(question).error());
    service_.flow_.start(call(), std::move(*question), Method::kWrite, [this](core::Result<Released> released) {
      end(released ? Method::reply(call(), *released, response_) : core::Done(std::move(released).error()));
    });
  }

  // `this` is gone after finish().
  void end(const core::Done& done) {
    core::Admission& admission = service_.admission_;
    finish(done);
    admission.leave(std::chrono::steady_clock::now());
  }

  LookupService& service_;
  core::CallClass which_;
  const typename Method::RequestOnWire& given_;
  typename Method::ResponseOnWire& response_;
};

LookupService::LookupService(const rpc::Gate& gate, core::Admission& admission, LookupFlow& flow, OutcomeFlow& outcomes,
                             const runtime::Keyring& keyring, const core::Clock& clock, const core::Clock& steady,
                             runtime::Metrics& metrics)
    : gate_(gate),
      admission_(admission),
      flow_(flow),
      outcomes_(outcomes),
      keyring_(keyring),
      clock_(clock),
      steady_(steady) {
  for (std::size_t which = 0; which < core::kCallClassCount; ++which) {
    for (std::size_t verdict = 0; verdict < core::kVerdictCount; ++verdict) {
      const std::string called(core::name_of(static_cast<core::CallClass>(which)));
      const std::string ended(name_of(static_cast<Verdict>(verdict)));
      figures_[which][verdict] =
          metrics.counter("hotline_admission_total", "Lookups let in or turned away, by class of caller",
                          {{Safe("class"), Safe::own(called)}, {Safe("verdict"), Safe::own(ended)}});
    }
  }
}

template <typename Method>
grpc::ServerUnaryReactor* LookupService::look_up(grpc::CallbackServerContext& context,
                                                 const typename Method::RequestOnWire& given,
                                                 typename Method::ResponseOnWire& response) {
  auto call = gate_.identify(context, Method::kName);
  if (!call) return rpc::refuse(context, call.error(), rpc::random_call_id());
  const auto allowed = gate_.allow(*call);
  if (!allowed) {
    flow_.log_refusal(*call, allowed.error().reason);
    return rpc::refuse(context, allowed.error(), call->call_id);
  }
  auto* pending = new Pending<Method>(*this, std::move(*call), given, response);  // gone after its finish()
  pending->enter();
  return pending;
}

grpc::ServerUnaryReactor* LookupService::LookupPerson(grpc::CallbackServerContext* context,
                                                      const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
  return look_up<LookupPersonMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* LookupService::ExplainMatch(grpc::CallbackServerContext* context,
                                                      const v1::ExplainMatchRequest* request,
                                                      v1::ExplainMatchResponse* response) {
  return look_up<ExplainMatchMethod>(*context, *request, *response);
}

grpc::ServerUnaryReactor* LookupService::RecordOutcome(grpc::CallbackServerContext* context,
                                                       const v1::RecordOutcomeRequest* request,
                                                       v1::RecordOutcomeResponse* response) {
  return rpc::serve(gate_, *context, kRecordOutcome, response,
                    [&](rpc::CallContext call) { return outcomes_.record(std::move(call), request, response); });
}

}  // namespace hotline::lookup
