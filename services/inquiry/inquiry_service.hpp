#pragma once

#include <boost/asio/awaitable.hpp>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/inquiry_service.grpc.pb.h"
#include "inquiry/candidate_watch.hpp"
#include "inquiry/inquiry_flow.hpp"
#include "inquiry/review_flow.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "runtime/random.hpp"
#include "store/pg/pool.hpp"

namespace hotline::inquiry {

// The gRPC face of inquiries: authorise, parse, run, reply. No rules. What it refers to outlives its calls; `trial`
// says whether the database is marked TRIAL.
class InquiryService final : public v1::InquiryService::CallbackService {
 public:
  InquiryService(const rpc::Gate& gate, store::pg::Pool& pool, store::ActLog log, const rpc::PageTokens& tokens,
                 bool trial, WatchOptions watching = WatchOptions())
      : gate_(gate),
        keyring_(log.keyring),
        clock_(log.clock),
        tokens_(tokens),
        trial_(trial),
        flow_(pool, log.keyring, log.clock, log.random),
        reviews_(pool, log),
        watch_(gate, pool, log.clock, tokens, trial, watching) {}

  grpc::ServerUnaryReactor* OpenInquiry(grpc::CallbackServerContext* context, const v1::OpenInquiryRequest* request,
                                        v1::OpenInquiryResponse* response) override;
  grpc::ServerUnaryReactor* GetInquiry(grpc::CallbackServerContext* context, const v1::GetInquiryRequest* request,
                                       v1::GetInquiryResponse* response) override;
  grpc::ServerUnaryReactor* ListInquiries(grpc::CallbackServerContext* context, const v1::ListInquiriesRequest* request,
                                          v1::ListInquiriesResponse* response) override;
  grpc::ServerUnaryReactor* AddFacts(grpc::CallbackServerContext* context, const v1::AddFactsRequest* request,
                                     v1::AddFactsResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawInquiry(grpc::CallbackServerContext* context,
                                            const v1::WithdrawInquiryRequest* request,
                                            v1::WithdrawInquiryResponse* response) override;
  grpc::ServerUnaryReactor* ListCandidates(grpc::CallbackServerContext* context,
                                           const v1::ListCandidatesRequest* request,
                                           v1::ListCandidatesResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchCandidatesResponse>* WatchCandidates(
      grpc::CallbackServerContext* context, const v1::WatchCandidatesRequest* request) override;
  grpc::ServerUnaryReactor* ReviewCandidate(grpc::CallbackServerContext* context,
                                            const v1::ReviewCandidateRequest* request,
                                            v1::ReviewCandidateResponse* response) override;

 private:
  using Done = boost::asio::awaitable<core::Done>;
  Done open(rpc::CallContext call, const v1::OpenInquiryRequest* request, v1::OpenInquiryResponse* response);
  Done get(rpc::CallContext call, const v1::GetInquiryRequest* request, v1::GetInquiryResponse* response);
  Done list(rpc::CallContext call, const v1::ListInquiriesRequest* request, v1::ListInquiriesResponse* response);
  Done add_facts(rpc::CallContext call, const v1::AddFactsRequest* request, v1::AddFactsResponse* response);
  Done withdraw(rpc::CallContext call, const v1::WithdrawInquiryRequest* request,
                v1::WithdrawInquiryResponse* response);
  Done list_candidates(rpc::CallContext call, const v1::ListCandidatesRequest* request,
                       v1::ListCandidatesResponse* response);
  Done review(rpc::CallContext call, const v1::ReviewCandidateRequest* request, v1::ReviewCandidateResponse* response);

  const rpc::Gate& gate_;
  const runtime::Keyring& keyring_;
  const core::Clock& clock_;
  const rpc::PageTokens& tokens_;
  bool trial_;
  InquiryFlow flow_;
  ReviewFlow reviews_;
  CandidateWatch watch_;
};

}  // namespace hotline::inquiry
