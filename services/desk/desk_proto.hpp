#pragma once

#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "desk/callback_flow.hpp"
#include "hotline/v1/desk_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"

namespace hotline::desk {

struct CallbacksPage {
  core::CallbackState state = core::CallbackState::kDue;
  store::DueCallbacks due;  // with kDue; its limit is one more than the page has
};
core::Result<CallbacksPage> read_page(const v1::ListCallbacksRequest& request, const rpc::CallContext& call,
                                      const rpc::PageTokens& tokens, core::Instant now);
void write_page(const std::vector<store::CallbackRow>& rows, const CallbacksPage& page,
                const v1::ListCallbacksRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListCallbacksResponse& response);

core::Result<ClaimToMake> read_claim(const v1::ClaimCallbackRequest& request);
void write_claim(const ClaimMade& made, v1::ClaimCallbackResponse& response);
core::Result<LapsedToReopen> read_reopening(const v1::ReopenCallbackRequest& request);
core::Result<TryToKeep> read_try(const v1::CompleteCallbackRequest& request);
void write_callback(const store::CallbackRow& row, v1::Callback& message);

core::Result<store::AffectedQuery> read_page(const v1::ListAffectedAnswersRequest& request,
                                             const rpc::CallContext& call, const rpc::PageTokens& tokens);
void write_page(const std::vector<store::AffectedAnswer>& answers, const store::AffectedQuery& page,
                const v1::ListAffectedAnswersRequest& request, const rpc::CallContext& call,
                const rpc::PageTokens& tokens, v1::ListAffectedAnswersResponse& response);

}  // namespace hotline::desk
