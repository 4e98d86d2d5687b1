#pragma once

#include "core/admission.hpp"
#include "core/time.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "lookup/lookup_flow.hpp"
#include "lookup/outcome_flow.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"
#include "runtime/metrics.hpp"

namespace hotline::lookup {

// LookupPerson is served raw: its answer is serialised once, before it is logged, and leaves as those bytes with the
// receipt behind them. (Parsing and serialising it again took an eighth of the server's time.)
using LookupMethods =
    v1::LookupService::WithRawCallbackMethod_LookupPerson<v1::LookupService::WithCallbackMethod_ExplainMatch<
        v1::LookupService::WithCallbackMethod_RecordOutcome<v1::LookupService::Service>>>;

// The gRPC face of lookups: authorise, parse, run, reply. No rules.
class LookupService final : public LookupMethods {
 public:
  LookupService(const rpc::Gate& gate, core::Admission& admission, LookupFlow& flow, OutcomeFlow& outcomes,
                const runtime::Keyring& keyring, const core::Clock& clock, const core::Clock& steady,
                runtime::Metrics& metrics);

  grpc::ServerUnaryReactor* LookupPerson(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExplainMatch(grpc::CallbackServerContext* context, const v1::ExplainMatchRequest* request,
                                         v1::ExplainMatchResponse* response) override;
  grpc::ServerUnaryReactor* RecordOutcome(grpc::CallbackServerContext* context, const v1::RecordOutcomeRequest* request,
                                          v1::RecordOutcomeResponse* response) override;

 private:
  template <typename Method>
  class Pending;
  // By class of caller and verdict.
  using AdmissionFigures = std::array<std::array<runtime::Counter, core::kVerdictCount>, core::kCallClassCount>;

  template <typename Method>
  grpc::ServerUnaryReactor* look_up(grpc::CallbackServerContext& context, const typename Method::RequestOnWire& request,
                                    typename Method::ResponseOnWire& response);

  const rpc::Gate& gate_;
  core::Admission& admission_;
  LookupFlow& flow_;
  OutcomeFlow& outcomes_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  const core::Clock& steady_;  // that no jump moves
  AdmissionFigures figures_;
};

}  // namespace hotline::lookup
