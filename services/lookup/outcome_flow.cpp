#include "lookup/outcome_flow.hpp"

#include <optional>
#include <string>
#include <utility>

#include "core/callback.hpp"
#include "core/reference.hpp"
#include "inquiry/inquiry_access.hpp"
#include "inquiry/question_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/validate.hpp"
#include "store/approval_store.hpp"
#include "store/inquiry_store.hpp"
#include "store/pg/transaction.hpp"
#include "store/write_keys.hpp"

namespace hotline::lookup {
namespace {

inline constexpr char kMethod[] = "hotline.v1.LookupService/RecordOutcome";

struct Outcome {
  core::RequestId request;
  inquiry::CallDetails call;
  std::int16_t code = 0;
  std::optional<std::int64_t> reference;
  std::int16_t escalations = 0;  // bits of core::EscalationReason
};

std::int16_t read_escalations(const v1::RecordOutcomeRequest& request, rpc::Violations& violations) {
  violations.count("escalations", request.escalations_size(), core::kEscalationReasonLast);
  unsigned bits = 0;
  for (int i = 0; i < request.escalations_size(); ++i) {
    const auto reason = request.escalations(i);
    if (reason < 1 || reason > core::kEscalationReasonLast) {
      violations.add("escalations[" + std::to_string(i) + "]", "one of the known reasons");
      continue;
    }
    const unsigned bit = core::bit_of(static_cast<core::EscalationReason>(reason));
    if ((bits & bit) != 0) violations.add("escalations[" + std::to_string(i) + "]", "is named already");
    bits |= bit;
  }
  return static_cast<std::int16_t>(bits);
}

core::Result<Outcome> read_outcome(const v1::RecordOutcomeRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  Outcome outcome;
  if (const auto id = violations.uuid("request_id", request.request_id())) outcome.request = *id;
  if (auto call = inquiry::read_call("call", request.call(), now, violations)) outcome.call = std::move(*call);
  outcome.code = static_cast<std::int16_t>(request.code());
  if (!request.inquiry_reference().empty()) {
    auto reference = core::Reference::parse(request.inquiry_reference());
    if (reference) {
      outcome.reference = reference->number();
    } else {
      violations.add("inquiry_reference", "ten digits and two check digits, as they were given");
    }
  }
  outcome.escalations = read_escalations(request, violations);
  if (!violations.empty()) return violations.error();
  return outcome;
}

}  // namespace

boost::asio::awaitable<core::Done> OutcomeFlow::record(rpc::CallContext call, const v1::RecordOutcomeRequest* request,
                                                       v1::RecordOutcomeResponse* response) {
  auto outcome = read_outcome(*request, clock_.now());
  if (!outcome) co_return core::Done(std::move(outcome).error());
  const auto digest = store::write_digest(keyring_, kMethod, request->SerializeAsString());
  const store::WriteKey key = inquiry::write_key(call, outcome->request, digest);
  auto open = co_await store::open_write(pool_, keyring_, key, call.deadline);
  if (!open) co_return core::Done(std::move(open).error());
  if (open->earlier) co_return inquiry::take_answer(std::move(*open->earlier), *response);
  store::CallOutcome kept_outcome;
  kept_outcome.actor = call.caller.id;
  kept_outcome.line = outcome->call.line;
  kept_outcome.exchange_call_id = outcome->call.exchange_call_id;
  kept_outcome.call_started_at = outcome->call.started_at;
  kept_outcome.code = outcome->code;
  kept_outcome.reference = outcome->reference;
  kept_outcome.escalations = outcome->escalations;
  auto recorded = co_await store::put_call_outcome(open->tx, std::move(kept_outcome));
  if (!recorded) co_return core::Done(std::move(recorded).error());
  if (outcome->reference && outcome->code == v1::WRAP_UP_CODE_TOLD) {
    auto ended = co_await store::end_openings(open->tx, *outcome->reference, call.caller.id);
    if (!ended) co_return ended;
  }
  inquiry::write_instant(*recorded, *response->mutable_recorded_at());
  std::string answer = response->SerializeAsString();
  auto closed = co_await store::close_write(open->tx, keyring_, key, std::move(answer));
  if (!closed) co_return core::Done(std::move(closed).error());
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::lookup
