#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/result.hpp"
#include "core/time.hpp"
#include "erasure/erasure_flow.hpp"
#include "hotline/v1/erasure_service.grpc.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::erasure {

// The gRPC face of erasures and of what is kept too long: authorise, parse, run, reply. No rules. What it refers to
// outlives its calls; `trial` says whether the database is marked TRIAL.
class ErasureService final : public v1::ErasureService::CallbackService {
 public:
  ErasureService(const rpc::Gate& gate, store::pg::Pool& inquiries, store::pg::Pool& pool, store::LogWriter& log,
                 const runtime::Keyring& keyring, const core::Clock& clock, runtime::Random& random,
                 const rpc::PageTokens& tokens, bool trial)
      : gate_(gate),
        keyring_(keyring),
        tokens_(tokens),
        trial_(trial),
        flow_(inquiries, pool, log, keyring, clock, random) {}

  grpc::ServerUnaryReactor* RequestErasure(grpc::CallbackServerContext* context,
                                           const v1::RequestErasureRequest* request,
                                           v1::RequestErasureResponse* response) override;
  grpc::ServerUnaryReactor* DecideErasure(grpc::CallbackServerContext* context, const v1::DecideErasureRequest* request,
                                          v1::DecideErasureResponse* response) override;
  grpc::ServerUnaryReactor* ListErasures(grpc::CallbackServerContext* context, const v1::ListErasuresRequest* request,
                                         v1::ListErasuresResponse* response) override;
  grpc::ServerUnaryReactor* ListRetentionDue(grpc::CallbackServerContext* context,
                                             const v1::ListRetentionDueRequest* request,
                                             v1::ListRetentionDueResponse* response) override;
  grpc::ServerUnaryReactor* AnswerRetention(grpc::CallbackServerContext* context,
                                            const v1::AnswerRetentionRequest* request,
                                            v1::AnswerRetentionResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done ask(rpc::CallContext call, const v1::RequestErasureRequest* request, v1::RequestErasureResponse* response);
  Done decide(rpc::CallContext call, const v1::DecideErasureRequest* request, v1::DecideErasureResponse* response);
  Done list(rpc::CallContext call, const v1::ListErasuresRequest* request, v1::ListErasuresResponse* response);
  Done due(rpc::CallContext call, const v1::ListRetentionDueRequest* request, v1::ListRetentionDueResponse* response);
  Done answer(rpc::CallContext call, const v1::AnswerRetentionRequest* request, v1::AnswerRetentionResponse* response);

  const rpc::Gate& gate_;
  const runtime::Keyring& keyring_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  ErasureFlow flow_;
};

}  // namespace hotline::erasure
