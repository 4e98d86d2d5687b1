#pragma once

#include <vector>

#include "core/access.hpp"
#include "erasure/erasure_flow.hpp"
#include "hotline/v1/erasure_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"

// Messages of ErasureService to core types and back; every fault of a request at once.
namespace hotline::erasure {

core::Result<ErasureWish> read_wish(const v1::RequestErasureRequest& request, core::Role role);
core::Result<ErasureDecision> read_decision(const v1::DecideErasureRequest& request);
core::Result<FamilysAnswer> read_answer(const v1::AnswerRetentionRequest& request);
// One more row than the page has, to know whether there is another page.
core::Result<store::ErasuresPage> read_page(const v1::ListErasuresRequest& request, const rpc::CallContext& call,
                                            const rpc::PageTokens& tokens);
core::Result<store::DuePage> read_page(const v1::ListRetentionDueRequest& request, const rpc::CallContext& call,
                                       const rpc::PageTokens& tokens);

void write_erasure(const ShownErasure& erasure, v1::Erasure& message);
void write_page(const std::vector<ShownErasure>& erasures, const store::ErasuresPage& page,
                const v1::ListErasuresRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListErasuresResponse& response);
void write_page(const std::vector<store::DueInquiry>& inquiries, const store::DuePage& page,
                const v1::ListRetentionDueRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListRetentionDueResponse& response);

}  // namespace hotline::erasure
