// The methods of InquiryService about candidates.
#include <string>
#include <utility>

#include "inquiry/inquiry_service.hpp"
#include "inquiry/review_proto.hpp"
#include "inquiry/taken_answer.hpp"
#include "rpc/unary_call.hpp"
#include "rpc/validate.hpp"
#include "store/write_keys.hpp"

namespace hotline::inquiry {
namespace {

constexpr char kListCandidates[] = "hotline.v1.InquiryService/ListCandidates";
constexpr char kWatchCandidates[] = "hotline.v1.InquiryService/WatchCandidates";
constexpr char kReviewCandidate[] = "hotline.v1.InquiryService/ReviewCandidate";

}  // namespace

grpc::ServerUnaryReactor* InquiryService::ListCandidates(grpc::CallbackServerContext* context,
                                                         const v1::ListCandidatesRequest* request,
                                                         v1::ListCandidatesResponse* response) {
  return rpc::serve(gate_, *context, kListCandidates, response,
                    [&](rpc::CallContext call) { return list_candidates(std::move(call), request, response); });
}

grpc::ServerWriteReactor<v1::WatchCandidatesResponse>* InquiryService::WatchCandidates(
    grpc::CallbackServerContext* context, const v1::WatchCandidatesRequest* request) {
  return rpc::serve_writes<v1::WatchCandidatesResponse>(gate_, *context, kWatchCandidates,
                                                        [&](rpc::CallContext call, CandidateWatch::Stream& stream) {
                                                          return watch_.run(std::move(call), request->cursor(), stream);
                                                        });
}

grpc::ServerUnaryReactor* InquiryService::ReviewCandidate(grpc::CallbackServerContext* context,
                                                          const v1::ReviewCandidateRequest* request,
                                                          v1::ReviewCandidateResponse* response) {
  return rpc::serve(gate_, *context, kReviewCandidate, response,
                    [&](rpc::CallContext call) { return review(std::move(call), request, response); });
}

InquiryService::Done InquiryService::list_candidates(rpc::CallContext call, const v1::ListCandidatesRequest* request,
                                                     v1::ListCandidatesResponse* response) {
  auto query = read_candidates(*request, call, tokens_);
  if (!query) co_return core::Done(std::move(query).error());
  auto groups = co_await reviews_.list(call, *query);
  if (!groups) co_return core::Done(std::move(groups).error());
  write_groups(*groups, *query, *request, call, tokens_, *response);
  response->set_trial(trial_);
  co_return core::Done(core::Nothing());
}

InquiryService::Done InquiryService::review(rpc::CallContext call, const v1::ReviewCandidateRequest* request,
                                            v1::ReviewCandidateResponse* response) {
  auto asked = read_review(*request);
  if (!asked) co_return core::Done(std::move(asked).error());
  const auto digest = store::write_digest(keyring_, kReviewCandidate, request->SerializeAsString());
  const bool trial = trial_;
  ReviewFlow::Write write = [trial](const ReviewMade& made) {
    v1::ReviewCandidateResponse written;
    write_made(made, written);
    written.set_trial(trial);
    return written.SerializeAsString();
  };
  auto answer = co_await reviews_.review(std::move(call), std::move(*asked), digest, std::move(write));
  co_return take_answer(std::move(answer), *response);
}

}  // namespace hotline::inquiry
