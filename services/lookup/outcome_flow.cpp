#include "lookup/outcome_flow.hpp"

#include <optional>
#include <string>
#include <utility>

#include "core/reference.hpp"
#include "inquiry/question_proto.hpp"
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
};

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
  if (!violations.empty()) return violations.error();
  return outcome;
}

}  // namespace

boost::asio::awaitable<core::Done> OutcomeFlow::record(rpc::CallContext call, const v1::RecordOutcomeRequest* request,
                                                       v1::RecordOutcomeResponse* response) {
  auto outcome = read_outcome(*request, clock_.now());
  if (!outcome) co_return core::Done(std::move(outcome).error());
  store::WriteKey key;
  key.actor = call.caller.id;
  key.request = outcome->request;
  key.method = kMethod;
  key.digest = store::write_digest(keyring_, kMethod, request->SerializeAsString());

  auto tx = co_await store::pg::begin(pool_, call.deadline);
  if (!tx) co_return core::Done(std::move(tx).error());
  auto claimed = co_await store::claim_write(*tx, keyring_, key);
  if (!claimed) co_return core::Done(std::move(claimed).error());
  if (claimed->has_value()) {
    if (!response->ParseFromString(**claimed)) {
      co_return core::Done(core::make_error(core::Reason::kBug, "a stored answer does not parse"));
    }
    co_return core::Done(core::Nothing());
  }
  store::CallOutcome kept_outcome;
  kept_outcome.actor = call.caller.id;
  kept_outcome.line = outcome->call.line;
  kept_outcome.exchange_call_id = outcome->call.exchange_call_id;
  kept_outcome.call_started_at = outcome->call.started_at;
  kept_outcome.code = outcome->code;
  kept_outcome.reference = outcome->reference;
  auto recorded = co_await store::put_call_outcome(*tx, std::move(kept_outcome));
  if (!recorded) co_return core::Done(std::move(recorded).error());
  if (outcome->reference && outcome->code == v1::WRAP_UP_CODE_TOLD) {
    auto ended = co_await store::end_openings(*tx, *outcome->reference, call.caller.id);
    if (!ended) co_return ended;
  }
  inquiry::write_instant(*recorded, *response->mutable_recorded_at());
  std::string answer = response->SerializeAsString();
  auto kept = co_await store::put_write_answer(*tx, keyring_, key, std::move(answer));
  if (!kept) co_return core::Done(std::move(kept).error());
  co_return co_await tx->commit();
}

}  // namespace hotline::lookup
