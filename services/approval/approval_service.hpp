#pragma once

#include <boost/asio/awaitable.hpp>

#include "approval/approval_flow.hpp"
#include "approval/request_watch.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/approval_service.grpc.pb.h"
#include "matching/index.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/log_writer.hpp"
#include "store/pg/pool.hpp"

namespace hotline::approval {

// The gRPC face of releases: authorise, parse, run, reply. No rules. What it refers to outlives its calls; `trial` says
// whether the database is marked TRIAL.
class ApprovalService final : public v1::ApprovalService::CallbackService {
 public:
  ApprovalService(const rpc::Gate& gate, store::pg::Pool& pool, store::LogWriter& log, const matching::Index& index,
                  const core::Canaries& canaries, const runtime::Keyring& keyring, const core::Clock& clock,
                  runtime::Random& random, const rpc::PageTokens& tokens, std::vector<std::string> told_of_break_glass,
                  bool trial, WatchOptions watching = WatchOptions())
      : gate_(gate),
        keyring_(keyring),
        tokens_(tokens),
        trial_(trial),
        flow_(pool, log, index, canaries, keyring, clock, random, std::move(told_of_break_glass)),
        watch_(gate, pool, keyring, flow_, clock, trial, watching) {}

  grpc::ServerUnaryReactor* RequestRelease(grpc::CallbackServerContext* context,
                                           const v1::RequestReleaseRequest* request,
                                           v1::RequestReleaseResponse* response) override;
  grpc::ServerUnaryReactor* Decide(grpc::CallbackServerContext* context, const v1::DecideRequest* request,
                                   v1::DecideResponse* response) override;
  grpc::ServerUnaryReactor* Open(grpc::CallbackServerContext* context, const v1::OpenRequest* request,
                                 v1::OpenResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawRelease(grpc::CallbackServerContext* context,
                                            const v1::WithdrawReleaseRequest* request,
                                            v1::WithdrawReleaseResponse* response) override;
  grpc::ServerUnaryReactor* BreakGlass(grpc::CallbackServerContext* context, const v1::BreakGlassRequest* request,
                                       v1::BreakGlassResponse* response) override;
  grpc::ServerUnaryReactor* ReviewBreakGlass(grpc::CallbackServerContext* context,
                                             const v1::ReviewBreakGlassRequest* request,
                                             v1::ReviewBreakGlassResponse* response) override;
  grpc::ServerUnaryReactor* ListReleases(grpc::CallbackServerContext* context, const v1::ListReleasesRequest* request,
                                         v1::ListReleasesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchRequestsResponse>* WatchRequests(grpc::CallbackServerContext* context,
                                                                     const v1::WatchRequestsRequest* request) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done request(rpc::CallContext call, const v1::RequestReleaseRequest* request, v1::RequestReleaseResponse* response);
  Done decide(rpc::CallContext call, const v1::DecideRequest* request, v1::DecideResponse* response);
  Done open(rpc::CallContext call, const v1::OpenRequest* request, v1::OpenResponse* response);
  Done withdraw(rpc::CallContext call, const v1::WithdrawReleaseRequest* request,
                v1::WithdrawReleaseResponse* response);
  Done break_glass(rpc::CallContext call, const v1::BreakGlassRequest* request, v1::BreakGlassResponse* response);
  Done review_glass(rpc::CallContext call, const v1::ReviewBreakGlassRequest* request,
                    v1::ReviewBreakGlassResponse* response);
  Done list(rpc::CallContext call, const v1::ListReleasesRequest* request, v1::ListReleasesResponse* response);

  const rpc::Gate& gate_;
  const runtime::Keyring& keyring_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  ApprovalFlow flow_;
  RequestWatch watch_;
};

}  // namespace hotline::approval
