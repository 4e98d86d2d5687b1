#pragma once

#include "core/time.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "lookup/lookup_flow.hpp"
#include "lookup/outcome_flow.hpp"
#include "rpc/call_context.hpp"
#include "runtime/keyring.hpp"

namespace hotline::lookup {

// The gRPC face of lookups: authorise, parse, run, reply. No rules.
class LookupService final : public v1::LookupService::CallbackService {
 public:
  LookupService(const rpc::Gate& gate, LookupFlow& flow, OutcomeFlow& outcomes, const runtime::Keyring& keyring,
                const core::Clock& clock)
      : gate_(gate), flow_(flow), outcomes_(outcomes), keyring_(keyring), clock_(clock) {}

  grpc::ServerUnaryReactor* LookupPerson(grpc::CallbackServerContext* context, const v1::LookupPersonRequest* request,
                                         v1::LookupPersonResponse* response) override;
  grpc::ServerUnaryReactor* ExplainMatch(grpc::CallbackServerContext* context, const v1::ExplainMatchRequest* request,
                                         v1::ExplainMatchResponse* response) override;
  grpc::ServerUnaryReactor* RecordOutcome(grpc::CallbackServerContext* context, const v1::RecordOutcomeRequest* request,
                                          v1::RecordOutcomeResponse* response) override;

 private:
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* look_up(grpc::CallbackServerContext& context, std::string_view method,
                                    const Request& request, Response& response, WriteAnswer write);

  const rpc::Gate& gate_;
  LookupFlow& flow_;
  OutcomeFlow& outcomes_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
};

}  // namespace hotline::lookup
