#pragma once

#include "hotline/v1/lookup_service.grpc.pb.h"
#include "lookup/outcome_flow.hpp"
#include "lookup/reception.hpp"
#include "rpc/call_context.hpp"

namespace hotline::lookup {

// LookupPerson is served raw: its answer is serialised once, before it is logged, and leaves as those bytes with the
// receipt behind them. (Parsing and serialising it again took an eighth of the server's time.)
using LookupMethods =
    v1::LookupService::WithRawCallbackMethod_LookupPerson<v1::LookupService::WithCallbackMethod_ExplainMatch<
        v1::LookupService::WithCallbackMethod_RecordOutcome<v1::LookupService::Service>>>;

// The gRPC face of lookups: authorise, parse, run, reply. No rules.
class LookupService final : public LookupMethods {
 public:
  LookupService(const rpc::Gate& gate, Reception& reception, OutcomeFlow& outcomes)
      : gate_(gate), reception_(reception), outcomes_(outcomes) {}

  grpc::ServerUnaryReactor* LookupPerson(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExplainMatch(grpc::CallbackServerContext* context, const v1::ExplainMatchRequest* request,
                                         v1::ExplainMatchResponse* response) override;
  grpc::ServerUnaryReactor* RecordOutcome(grpc::CallbackServerContext* context, const v1::RecordOutcomeRequest* request,
                                          v1::RecordOutcomeResponse* response) override;

 private:
  const rpc::Gate& gate_;
  Reception& reception_;
  OutcomeFlow& outcomes_;
};

}  // namespace hotline::lookup
