#include "reporting/deadline_proto.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "inquiry/question_proto.hpp"
#include "rpc/validate.hpp"

namespace hotline::reporting {
namespace {

constexpr std::int32_t kPageDefault = 100;
constexpr std::int32_t kPageMax = 500;
constexpr std::int32_t kDaysAheadMax = 60;

std::string position_of(const store::DeadlineRow& row) {
  const core::Deadline& last = row.deadline;
  return std::to_string(last.due) + "." + std::to_string(row.cluster.value()) + "." +
         std::to_string(static_cast<int>(last.kind)) + "." + std::to_string(static_cast<int>(last.recipient));
}

bool read_position(const std::string& text, store::DeadlinesQuery& query) {
  int due = 0;
  long long cluster = 0;
  int kind = 0;
  int recipient = 0;
  if (std::sscanf(text.c_str(), "%d.%lld.%d.%d", &due, &cluster, &kind, &recipient) != 4) return false;
  store::DeadlineRow after;
  after.deadline.due = due;
  after.cluster = core::ClusterId(cluster);
  after.deadline.kind = static_cast<core::DeadlineKind>(kind);
  after.deadline.recipient = static_cast<core::Recipient>(recipient);
  query.after = after;
  return true;
}

}  // namespace

core::Result<store::DeadlinesQuery> read_query(const v1::GetDeadlinesRequest& request, const rpc::CallContext& call,
                                               const rpc::PageTokens& tokens, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  store::DeadlinesQuery query;
  if (request.kind() != v1::DEADLINE_KIND_UNSPECIFIED) query.kind = static_cast<core::DeadlineKind>(request.kind());
  const bool delegate = call.caller.role == core::Role::kLiaison;
  if (request.days_ahead() < 0 || request.days_ahead() > kDaysAheadMax) {
    violations.add("days_ahead", "lies between 0 and 60");
  } else if (delegate && request.days_ahead() > 0) {
    violations.add("days_ahead", "is 0 for a delegate, who sees what is late");
  }
  query.due_until = core::day_number(now) - 1 + request.days_ahead();
  query.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position || (!position->empty() && !read_position(*position, query))) {
    violations.add("page_token", "is none of this list's; begin at the first page");
  }
  if (!violations.empty()) return violations.error();
  return query;
}

void write_page(const std::vector<store::DeadlineRow>& rows, const store::DeadlinesQuery& query,
                const v1::GetDeadlinesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                core::Instant now, v1::GetDeadlinesResponse& response) {
  const auto size = static_cast<std::size_t>(query.limit - 1);
  const std::int32_t today = core::day_number(now);
  for (std::size_t i = 0; i < std::min(size, rows.size()); ++i) {
    const core::Deadline& deadline = rows[i].deadline;
    v1::DueItem& item = *response.add_items();
    item.set_kind(static_cast<v1::DeadlineKind>(deadline.kind));
    item.set_person_id(rows[i].cluster.value());
    item.set_side(static_cast<v1::Side>(rows[i].side));
    item.set_recipient(static_cast<v1::Recipient>(deadline.recipient));
    item.set_statement_id(deadline.basis.value());
    inquiry::write_day(deadline.since, *item.mutable_since());
    inquiry::write_day(deadline.due, *item.mutable_due());
    item.set_days_late(std::max(0, today - deadline.due));
  }
  if (rows.size() > size) {
    response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position_of(rows[size - 1])));
  }
}

void write_counts(const store::LateCounts& counts, v1::GetDeadlinesResponse& response) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    v1::LateCount& late = *response.add_late();
    late.set_kind(static_cast<v1::DeadlineKind>(i + 1));
    late.set_count(counts[i]);
  }
}

}  // namespace hotline::reporting
