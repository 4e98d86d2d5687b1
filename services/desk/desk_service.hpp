#pragma once

#include <boost/asio/awaitable.hpp>

#include "desk/callback_flow.hpp"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"

namespace hotline::desk {

// The gRPC face of callbacks and corrections: authorise, parse, run, reply. No rules. What it refers to outlives its
// calls; `trial` says whether the database is marked TRIAL.
class DeskService final : public v1::DeskService::CallbackService {
 public:
  DeskService(const rpc::Gate& gate, store::pg::Pool& pool, store::LogWriter& log, const runtime::Keyring& keyring,
              const core::Clock& clock, runtime::Random& random, const rpc::PageTokens& tokens, bool trial)
      : gate_(gate),
        pool_(pool),
        keyring_(keyring),
        clock_(clock),
        tokens_(tokens),
        trial_(trial),
        flow_(pool, log, keyring, clock, random) {}

  grpc::ServerUnaryReactor* ListCallbacks(grpc::CallbackServerContext* context, const v1::ListCallbacksRequest* request,
                                          v1::ListCallbacksResponse* response) override;
  grpc::ServerUnaryReactor* ClaimCallback(grpc::CallbackServerContext* context, const v1::ClaimCallbackRequest* request,
                                          v1::ClaimCallbackResponse* response) override;
  grpc::ServerUnaryReactor* CompleteCallback(grpc::CallbackServerContext* context,
                                             const v1::CompleteCallbackRequest* request,
                                             v1::CompleteCallbackResponse* response) override;
  grpc::ServerUnaryReactor* ReopenCallback(grpc::CallbackServerContext* context,
                                           const v1::ReopenCallbackRequest* request,
                                           v1::ReopenCallbackResponse* response) override;
  grpc::ServerUnaryReactor* ListAffectedAnswers(grpc::CallbackServerContext* context,
                                                const v1::ListAffectedAnswersRequest* request,
                                                v1::ListAffectedAnswersResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done list(rpc::CallContext call, const v1::ListCallbacksRequest* request, v1::ListCallbacksResponse* response);
  Done claim(rpc::CallContext call, const v1::ClaimCallbackRequest* request, v1::ClaimCallbackResponse* response);
  Done complete(rpc::CallContext call, const v1::CompleteCallbackRequest* request,
                v1::CompleteCallbackResponse* response);
  Done reopen(rpc::CallContext call, const v1::ReopenCallbackRequest* request, v1::ReopenCallbackResponse* response);
  Done affected(rpc::CallContext call, const v1::ListAffectedAnswersRequest* request,
                v1::ListAffectedAnswersResponse* response);

  const rpc::Gate& gate_;
  store::pg::Pool& pool_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  CallbackFlow flow_;
};

}  // namespace hotline::desk
