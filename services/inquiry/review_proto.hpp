#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/inquiry_service.pb.h"
#include "inquiry/review_flow.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "store/review_store.hpp"

// Messages about candidates to the flow's types and back. Reading gives one kInvalidField with every violation.
namespace hotline::inquiry {

// The query asks for one row more than the list shows: it tells whether there is a next page.
core::Result<store::CandidatesQuery> read_candidates(const v1::ListCandidatesRequest& request,
                                                     const rpc::CallContext& call, const rpc::PageTokens& tokens);
core::Result<ReviewToMake> read_review(const v1::ReviewCandidateRequest& request);

void write_groups(const std::vector<CandidateGroup>& groups, const store::CandidatesQuery& query,
                  const v1::ListCandidatesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                  v1::ListCandidatesResponse& response);
void write_change(const store::ChangedCandidate& change, core::Instant now, v1::WatchCandidatesResponse& response);
void write_made(const ReviewMade& made, v1::ReviewCandidateResponse& response);

}  // namespace hotline::inquiry
