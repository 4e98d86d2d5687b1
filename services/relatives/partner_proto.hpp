#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/relatives_service.pb.h"
#include "lookup/lookup_flow.hpp"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "runtime/keyring.hpp"
#include "store/partner_store.hpp"

namespace hotline::relatives {

inline constexpr int kRowsOfMessageMax = 100;

core::Done check_message(const v1::SubmitInquiriesRequest& request);

// A row that can be registered: the question as a portal would put it, under the partner's case number.
struct PartnerQuestion {
  lookup::LookupQuestion question;
  std::vector<core::Bytes32> keys;  // of the case, by the newest key first
};
// Every fault of the row at once. Whoever sends a case number again asks with the same request_id.
core::Result<PartnerQuestion> read_row(const v1::PartnerRow& row, const core::ActorId& partner,
                                       const runtime::Keyring& keyring, core::Instant now);

// The bytes of an outcome without its row's number.
std::string write_registered(const lookup::LookupAnswer& answer);
std::string write_no_script(const std::vector<core::RenderedPart>& parts);
v1::PartnerRowOutcome outcome_of(core::Result<core::ReleasedAnswer<std::string>> registered);
v1::PartnerRowOutcome refused_row(const core::Error& error);
v1::PartnerRowOutcome registered_before(std::int64_t reference);

struct CasesPage {
  store::CasePosition after;
  std::int32_t limit = 0;  // one more than the page has
};
core::Result<CasesPage> read_page(const v1::ListMyInquiriesRequest& request, const rpc::CallContext& call,
                                  const rpc::PageTokens& tokens);
void write_page(const std::vector<store::PartnerCaseShown>& cases, const CasesPage& page,
                const v1::ListMyInquiriesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListMyInquiriesResponse& response);

}  // namespace hotline::relatives
