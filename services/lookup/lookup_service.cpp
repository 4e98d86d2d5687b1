#include "lookup/lookup_service.hpp"

#include <utility>

#include "lookup/lookup_proto.hpp"
#include "rpc/unary_call.hpp"

namespace hotline::lookup {
namespace {

inline constexpr char kLookupPerson[] = "hotline.v1.LookupService/LookupPerson";
inline constexpr char kExplainMatch[] = "hotline.v1.LookupService/ExplainMatch";
inline constexpr char kRecordOutcome[] = "hotline.v1.LookupService/RecordOutcome";

class PendingLookup final : public rpc::PendingUnary {
 public:
  using rpc::PendingUnary::PendingUnary;
};

}  // namespace

template <typename Request, typename Response>
grpc::ServerUnaryReactor* LookupService::look_up(grpc::CallbackServerContext& context, std::string_view method,
                                                 const Request& request, Response& response, WriteAnswer write) {
  auto call = gate_.identify(context, method);
  if (!call) return rpc::refuse(context, call.error(), rpc::random_call_id());
  const auto allowed = gate_.allow(*call);
  if (!allowed) {
    flow_.log_refusal(*call, allowed.error().reason);
    return rpc::refuse(context, allowed.error(), call->call_id);
  }
  auto question = read_question(request, keyring_, clock_.now());
  if (!question) return rpc::refuse(context, question.error(), call->call_id);

  auto* pending = new PendingLookup(*call, &response);  // gone after finish()
  flow_.start(*call, std::move(*question), std::move(write),
              [pending, &response](core::Result<core::ReleasedAnswer<std::string>> released) {
                if (!released) {
                  pending->finish(core::Done(std::move(released).error()));
                  return;
                }
                if (!response.ParseFromString(released->answer())) {
                  pending->finish(core::Done(core::make_error(core::Reason::kBug, "a stored answer does not parse")));
                  return;
                }
                write_receipt(released->receipt(), *response.mutable_receipt());
                pending->finish(core::Done(core::Nothing{}));
              });
  return pending;
}

grpc::ServerUnaryReactor* LookupService::LookupPerson(grpc::CallbackServerContext* context,
                                                      const v1::LookupPersonRequest* request,
                                                      v1::LookupPersonResponse* response) {
  return look_up(*context, kLookupPerson, *request, *response, write_person_answer);
}

grpc::ServerUnaryReactor* LookupService::ExplainMatch(grpc::CallbackServerContext* context,
                                                      const v1::ExplainMatchRequest* request,
                                                      v1::ExplainMatchResponse* response) {
  return look_up(*context, kExplainMatch, *request, *response, write_explanation);
}

grpc::ServerUnaryReactor* LookupService::RecordOutcome(grpc::CallbackServerContext* context,
                                                       const v1::RecordOutcomeRequest* request,
                                                       v1::RecordOutcomeResponse* response) {
  return rpc::serve(gate_, *context, kRecordOutcome, response,
                    [&](rpc::CallContext call) { return outcomes_.record(std::move(call), request, response); });
}

}  // namespace hotline::lookup
