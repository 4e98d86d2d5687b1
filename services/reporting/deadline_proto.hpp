#pragma once

#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "hotline/v1/reporting_service.pb.h"
#include "rpc/call_context.hpp"
#include "rpc/page_token.hpp"
#include "store/deadline_store.hpp"

namespace hotline::reporting {

// With one row more than the page, which tells whether there is another. Every fault at once.
core::Result<store::DeadlinesQuery> read_query(const v1::GetDeadlinesRequest& request, const rpc::CallContext& call,
                                               const rpc::PageTokens& tokens, core::Instant now);

void write_page(const std::vector<store::DeadlineRow>& rows, const store::DeadlinesQuery& query,
                const v1::GetDeadlinesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                core::Instant now, v1::GetDeadlinesResponse& response);
void write_counts(const store::LateCounts& counts, v1::GetDeadlinesResponse& response);

}  // namespace hotline::reporting
