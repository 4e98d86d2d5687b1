#pragma once

#include <string>
#include <vector>

#include "core/access.hpp"
#include "core/result.hpp"
#include "hotline/v1/inquiry_service.pb.h"
#include "inquiry/inquiry_flow.hpp"
#include "rpc/page_token.hpp"
#include "rpc/validate.hpp"

// Messages of the InquiryService to the flow's types and back. Reading gives one kInvalidField with every violation.
namespace hotline::inquiry {

// The field `asker` of a request.
void write_asker(const store::InquiryAsker& asker, v1::Asker& message);
store::InquiryAsker read_asker(const v1::Asker& message, rpc::Violations& violations);
core::Result<NewInquiry> read_new_inquiry(const v1::OpenInquiryRequest& request, core::Instant now);
core::Result<InquiryKey> read_shown(const v1::GetInquiryRequest& request, core::Role role);
core::Result<AddedFacts> read_added_facts(const v1::AddFactsRequest& request, core::Role role, core::Instant now);
core::Result<Withdrawal> read_withdrawal(const v1::WithdrawInquiryRequest& request, core::Role role);
// The page asks for one row more than the list shows: it tells whether there is a next page.
core::Result<store::InquiryPage> read_page(const v1::ListInquiriesRequest& request, const rpc::CallContext& call,
                                           const rpc::PageTokens& tokens);

void write_opening(const Opening& opening, v1::OpenInquiryResponse& response);
void write_shown(const ShownInquiry& shown, v1::GetInquiryResponse& response);
void write_page(const std::vector<store::InquirySummary>& rows, const store::InquiryPage& page,
                const v1::ListInquiriesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListInquiriesResponse& response);
void write_summary(const store::InquirySummary& summary, v1::InquirySummary& message);

}  // namespace hotline::inquiry
