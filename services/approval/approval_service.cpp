#include "approval/approval_service.hpp"

#include <string>
#include <utility>

#include "approval/approval_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/unary_call.hpp"
#include "store/write_keys.hpp"

namespace hotline::approval {
namespace {

constexpr char kRequestRelease[] = "hotline.v1.ApprovalService/RequestRelease";
constexpr char kDecide[] = "hotline.v1.ApprovalService/Decide";
constexpr char kOpen[] = "hotline.v1.ApprovalService/Open";
constexpr char kWithdrawRelease[] = "hotline.v1.ApprovalService/WithdrawRelease";
constexpr char kBreakGlass[] = "hotline.v1.ApprovalService/BreakGlass";
constexpr char kReviewBreakGlass[] = "hotline.v1.ApprovalService/ReviewBreakGlass";
constexpr char kListReleases[] = "hotline.v1.ApprovalService/ListReleases";
constexpr char kWatchRequests[] = "hotline.v1.ApprovalService/WatchRequests";

}  // namespace

grpc::ServerUnaryReactor* ApprovalService::RequestRelease(grpc::CallbackServerContext* context,
                                                          const v1::RequestReleaseRequest* request_in,
                                                          v1::RequestReleaseResponse* response) {
  return rpc::serve(gate_, *context, kRequestRelease, response,
                    [&](rpc::CallContext call) { return request(std::move(call), request_in, response); });
}

grpc::ServerUnaryReactor* ApprovalService::Decide(grpc::CallbackServerContext* context,
                                                  const v1::DecideRequest* request, v1::DecideResponse* response) {
  return rpc::serve(gate_, *context, kDecide, response,
                    [&](rpc::CallContext call) { return decide(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ApprovalService::Open(grpc::CallbackServerContext* context, const v1::OpenRequest* request,
                                                v1::OpenResponse* response) {
  return rpc::serve(gate_, *context, kOpen, response,
                    [&](rpc::CallContext call) { return open(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ApprovalService::WithdrawRelease(grpc::CallbackServerContext* context,
                                                           const v1::WithdrawReleaseRequest* request,
                                                           v1::WithdrawReleaseResponse* response) {
  return rpc::serve(gate_, *context, kWithdrawRelease, response,
                    [&](rpc::CallContext call) { return withdraw(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ApprovalService::BreakGlass(grpc::CallbackServerContext* context,
                                                      const v1::BreakGlassRequest* request,
                                                      v1::BreakGlassResponse* response) {
  return rpc::serve(gate_, *context, kBreakGlass, response,
                    [&](rpc::CallContext call) { return break_glass(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ApprovalService::ReviewBreakGlass(grpc::CallbackServerContext* context,
                                                            const v1::ReviewBreakGlassRequest* request,
                                                            v1::ReviewBreakGlassResponse* response) {
  return rpc::serve(gate_, *context, kReviewBreakGlass, response,
                    [&](rpc::CallContext call) { return review_glass(std::move(call), request, response); });
}

grpc::ServerUnaryReactor* ApprovalService::ListReleases(grpc::CallbackServerContext* context,
                                                        const v1::ListReleasesRequest* request,
                                                        v1::ListReleasesResponse* response) {
  return rpc::serve(gate_, *context, kListReleases, response,
                    [&](rpc::CallContext call) { return list(std::move(call), request, response); });
}

grpc::ServerWriteReactor<v1::WatchRequestsResponse>* ApprovalService::WatchRequests(
    grpc::CallbackServerContext* context, const v1::WatchRequestsRequest* /*request*/) {
  return rpc::serve_writes<v1::WatchRequestsResponse>(
      gate_, *context, kWatchRequests,
      [&](rpc::CallContext call, RequestWatch::Stream& stream) { return watch_.run(std::move(call), stream); });
}

ApprovalService::Done ApprovalService::request(rpc::CallContext call, const v1::RequestReleaseRequest* request,
                                               v1::RequestReleaseResponse* response) {
  auto asked = read_request(*request, call.caller.role);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kRequestRelease, request->SerializeAsString());
  const bool trial = trial_;
  ApprovalFlow::Write<RequestMade> write = [trial](const RequestMade& made) {
    v1::RequestReleaseResponse written;
    write_request(made, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.request(std::move(call), std::move(*asked), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::decide(rpc::CallContext call, const v1::DecideRequest* request,
                                              v1::DecideResponse* response) {
  auto decision = read_decision(*request);
  if (!decision) co_return core::Done(std::move(decision).error());
  const auto digest = store::write_digest(keyring_, kDecide, request->SerializeAsString());
  const bool trial = trial_;
  ApprovalFlow::Write<DecisionMade> write = [trial](const DecisionMade& made) {
    v1::DecideResponse written;
    write_decision(made, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.decide(std::move(call), std::move(*decision), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::open(rpc::CallContext call, const v1::OpenRequest* request,
                                            v1::OpenResponse* response) {
  auto asked = read_opening(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kOpen, request->SerializeAsString());
  const bool trial = trial_;
  ApprovalFlow::Write<core::Instant> write = [trial](const core::Instant& until) {
    v1::OpenResponse written;
    inquiry::write_instant(until, *written.mutable_open_until());
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.open(std::move(call), std::move(*asked), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::withdraw(rpc::CallContext call, const v1::WithdrawReleaseRequest* request,
                                                v1::WithdrawReleaseResponse* response) {
  auto withdrawal = read_withdrawal(*request);
  if (!withdrawal) co_return core::Done(std::move(withdrawal).error());
  const auto digest = store::write_digest(keyring_, kWithdrawRelease, request->SerializeAsString());
  const bool trial = trial_;
  std::function<std::string()> write = [trial] {
    v1::WithdrawReleaseResponse written;
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.withdraw(std::move(call), std::move(*withdrawal), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::break_glass(rpc::CallContext call, const v1::BreakGlassRequest* request,
                                                   v1::BreakGlassResponse* response) {
  auto asked = read_glass(*request, call.caller.role);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kBreakGlass, request->SerializeAsString());
  const bool trial = trial_;
  ApprovalFlow::Write<GlassBroken> write = [trial](const GlassBroken& broken) {
    v1::BreakGlassResponse written;
    write_broken(broken, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.break_glass(std::move(call), std::move(*asked), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::review_glass(rpc::CallContext call, const v1::ReviewBreakGlassRequest* request,
                                                    v1::ReviewBreakGlassResponse* response) {
  auto review = read_glass_review(*request);
  if (!review) co_return core::Done(std::move(review).error());
  const auto digest = store::write_digest(keyring_, kReviewBreakGlass, request->SerializeAsString());
  const bool trial = trial_;
  std::function<std::string()> write = [trial] {
    v1::ReviewBreakGlassResponse written;
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await flow_.review_glass(std::move(call), std::move(*review), digest, std::move(write));
  co_return inquiry::take_answer(std::move(answer), *response);
}

ApprovalService::Done ApprovalService::list(rpc::CallContext call, const v1::ListReleasesRequest* request,
                                            v1::ListReleasesResponse* response) {
  auto page = read_listed(*request, call, tokens_);
  if (!page) co_return core::Done(std::move(page).error());
  auto releases = co_await flow_.list(call, *page);
  if (!releases) co_return core::Done(std::move(releases).error());
  write_releases(*releases, *page, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

}  // namespace hotline::approval
