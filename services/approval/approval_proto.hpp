#pragma once

#include "approval/approval_flow.hpp"
#include "core/access.hpp"
#include "core/result.hpp"
#include "hotline/v1/approval_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"

// Requests and answers of ApprovalService as values. Every reader names all bad fields at once.
namespace hotline::approval {

core::Result<RequestToMake> read_request(const v1::RequestReleaseRequest& request, core::Role role);
core::Result<DecisionToMake> read_decision(const v1::DecideRequest& request);
core::Result<OpeningToMake> read_opening(const v1::OpenRequest& request);
core::Result<WithdrawalToMake> read_withdrawal(const v1::WithdrawReleaseRequest& request);
core::Result<GlassToBreak> read_glass(const v1::BreakGlassRequest& request, core::Role role);
core::Result<GlassReview> read_glass_review(const v1::ReviewBreakGlassRequest& request);
core::Result<store::ReleasesPage> read_listed(const v1::ListReleasesRequest& request, const rpc::CallContext& call,
                                              const rpc::PageTokens& tokens);

void write_request(const RequestMade& made, v1::RequestReleaseResponse& response);
void write_decision(const DecisionMade& made, v1::DecideResponse& response);
void write_broken(const GlassBroken& broken, v1::BreakGlassResponse& response);
void write_glass(const store::BrokenGlass& glass, const std::string& reason, v1::BrokenGlass& message);
void write_releases(const std::vector<ShownRelease>& releases, const store::ReleasesPage& page,
                    const v1::ListReleasesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                    v1::ListReleasesResponse& response);
void write_waiting(const store::RequestRow& row, std::int32_t facts_version, const std::vector<Subject>& subjects,
                   core::Instant now, v1::ReleaseRequest& message);

}  // namespace hotline::approval
