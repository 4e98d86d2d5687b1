#include "lookup/lookup_flow.hpp"

#include <utility>

#include "lookup/lookup_run.hpp"
#include "runtime/log.hpp"
#include "store/log_sealer.hpp"

namespace hotline::lookup {
namespace asio = boost::asio;

LookupFlow::LookupFlow(asio::any_io_executor executor, const matching::Index& index, store::LogWriter& log,
                       store::ChangeFeed& feed, store::pg::Pool& pool, const runtime::Keyring& keyring,
                       const runtime::LogSigner& signer, const core::ScriptCatalogue& scripts, core::Guard& guard,
                       const core::Canaries& canaries, const core::Clock& clock, runtime::Random& random,
                       runtime::Metrics& metrics, LookupFlowOptions options)
    : parts_(new Parts{std::move(executor),
                       index,
                       log,
                       feed,
                       pool,
                       keyring,
                       signer,
                       scripts,
                       guard,
                       canaries,
                       clock,
                       random,
                       std::move(options),
                       std::string(index.model_version()),
                       metrics.counter("hotline_lookup_stale_total", "Answers computed again: the register moved on"),
                       metrics.counter("hotline_lookup_repeated_total", "Calls answered with their first answer"),
                       metrics.histogram("hotline_search_seconds", "Time of one search in the match index",
                                         runtime::latency_buckets()),
                       {0}}) {}

LookupFlow::~LookupFlow() = default;

void LookupFlow::start(const rpc::CallContext& call, LookupQuestion question, WriteAnswer write, LookupDone done) {
  std::make_shared<Run>(*parts_, *this, call, std::move(question), write, std::move(done))->begin();
}

void LookupFlow::log_refusal(const rpc::CallContext& call, core::Reason reason) {
  const core::GuardCaller caller = rpc::guarded(call.caller, parts_->keyring);
  const bool not_his = reason == core::Reason::kNotAllowed || reason == core::Reason::kNotFound;
  const auto how = not_his ? core::Guard::Refused::kNotHis : core::Guard::Refused::kOtherwise;
  if (parts_->guard.account_refusal(caller, how) != core::RefusalEntry::kSingle) return;
  core::LogPayload payload;
  payload.actor = call.caller.id;
  payload.role = call.caller.role;
  payload.method = call.method;
  payload.refusal_reason = std::string(runtime::reason_name(reason));
  payload.refusal_count = 1;
  core::GuardRow row;
  row.caller = caller.key;
  row.credential = caller.credential_key;
  row.refused = not_his;
  append_refusal(payload, core::encode_guard_row(row));
}

void LookupFlow::note_shed() {
  parts_->shed.fetch_add(1, std::memory_order_relaxed);
}

void LookupFlow::log_counted_refusals(bool all) {
  const auto counts = all ? parts_->guard.take_all_refusal_counts() : parts_->guard.take_refusal_counts();
  for (const auto& counted : counts) {
    core::LogPayload payload;
    payload.actor = counted.actor;
    payload.refusal_reason = "COUNTED";
    payload.refusal_count = counted.count;
    payload.call_start_second = std::chrono::floor<std::chrono::seconds>(counted.minute).time_since_epoch().count();
    append_refusal(payload);
  }
}

// Nobody waits for a refusal's entry; one that the log cannot take is counted in the next.
void LookupFlow::append_refusal(const core::LogPayload& payload, std::string guard_keys) {
  auto draft =
      store::seal_act(parts_->keyring, parts_->random, core::LogEntryKind::kRefusal, payload, parts_->clock.now());
  if (!draft) {
    runtime::log_error("refusal_not_encoded", draft.error());
    return;
  }
  draft->guard_keys = std::move(guard_keys);
  draft->deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  parts_->log.append(std::move(*draft),
                     [parts = parts_.get(), count = payload.refusal_count](store::LogOutcome outcome) {
                       if (outcome.kind != store::LogOutcome::Kind::kCommitted)
                         parts->shed.fetch_add(count, std::memory_order_relaxed);
                     });
}

}  // namespace hotline::lookup
