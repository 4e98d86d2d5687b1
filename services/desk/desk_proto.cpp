#include "desk/desk_proto.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

#include "core/reference.hpp"
#include "inquiry/inquiry_proto.hpp"
#include "inquiry/question_proto.hpp"
#include "rpc/validate.hpp"

namespace hotline::desk {
namespace {

constexpr std::int32_t kPageDefault = 50;
constexpr std::int32_t kPageMax = 200;
constexpr std::int32_t kAffectedDefault = 100;
constexpr std::int32_t kAffectedMax = 500;
constexpr char kNotOurs[] = "is none of this list's; begin at the first page";

std::string position_of(const store::CallbackRow& row) {
  return std::to_string(row.kinship) + "." + std::to_string(row.due_at.time_since_epoch().count()) + "." +
         std::to_string(row.id);
}

bool read_position(const std::string& text, store::DueCallbacks& due) {
  int kinship = 0;
  long long micros = 0;
  long long id = 0;
  if (std::sscanf(text.c_str(), "%d.%lld.%lld", &kinship, &micros, &id) != 3) return false;
  due.after_kinship = static_cast<std::int16_t>(kinship);
  due.after_due = core::Instant(std::chrono::microseconds(micros));
  due.after_id = id;
  return true;
}

}  // namespace

core::Result<CallbacksPage> read_page(const v1::ListCallbacksRequest& request, const rpc::CallContext& call,
                                      const rpc::PageTokens& tokens, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  CallbacksPage page;
  const bool supervisor = call.caller.role == core::Role::kSupervisor;
  if (request.state() != v1::CALLBACK_STATE_UNSPECIFIED) page.state = static_cast<core::CallbackState>(request.state());
  if (page.state != core::CallbackState::kDue && !supervisor) {
    violations.add("state", "is DUE for an operator; a supervisor sees the others");
  }
  page.due.now = now;
  page.due.for_supervisors = supervisor;
  if (call.caller.has_grant(core::Grant::kTellDeath))
    page.due.in_spite_of = core::bit_of(core::EscalationReason::kDeath);
  page.due.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position || (!position->empty() && !read_position(*position, page.due))) violations.add("page_token", kNotOurs);
  if (!violations.empty()) return violations.error();
  return page;
}

void write_page(const std::vector<store::CallbackRow>& rows, const CallbacksPage& page,
                const v1::ListCallbacksRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListCallbacksResponse& response) {
  const auto size = static_cast<std::size_t>(page.due.limit - 1);
  for (std::size_t i = 0; i < std::min(size, rows.size()); ++i) write_callback(rows[i], *response.add_callbacks());
  if (rows.size() <= size) return;
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position_of(rows[size - 1])));
}

core::Result<ClaimToMake> read_claim(const v1::ClaimCallbackRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  ClaimToMake claim;
  if (const auto id = violations.uuid("request_id", request.request_id())) claim.request = *id;
  if (request.callback_id() < 0) violations.add("callback_id", "is negative");
  claim.id = request.callback_id();
  if (!violations.empty()) return violations.error();
  return claim;
}

void write_callback(const store::CallbackRow& row, v1::Callback& message) {
  message.set_callback_id(row.id);
  message.set_inquiry_reference(core::printed_reference(row.reference));
  for (int bit = 0; bit < 5; ++bit) {
    if ((row.causes & (1U << bit)) != 0) message.add_causes(static_cast<v1::CallbackCause>(bit + 1));
  }
  message.set_state(static_cast<v1::CallbackState>(row.state));
  message.set_kinship(row.kinship);
  inquiry::write_instant(row.opened_at, *message.mutable_opened_at());
  inquiry::write_instant(row.due_at, *message.mutable_due_at());
  message.set_tries(row.tries);
  if (row.claim_until) inquiry::write_instant(*row.claim_until, *message.mutable_claimed_until());
  for (std::uint8_t reason = 1; reason <= core::kEscalationReasonLast; ++reason) {
    if ((row.escalations & core::bit_of(static_cast<core::EscalationReason>(reason))) == 0) continue;
    message.add_escalations(static_cast<v1::EscalationReason>(reason));
  }
  message.set_other_open_inquiries(row.others);
}

void write_claim(const ClaimMade& made, v1::ClaimCallbackResponse& response) {
  write_callback(made.callback, *response.mutable_callback());
  inquiry::write_asker(made.asker, *response.mutable_asker());
  for (const store::ToldBefore& told : made.told_before) {
    auto& shown = *response.add_told_before();
    inquiry::write_instant(told.at, *shown.mutable_told_at());
    shown.set_answer_kind(static_cast<v1::AnswerKind>(told.kind));
    shown.set_to_this_family(told.to_this_family);
    shown.set_kinship(told.kinship);
  }
  for (const store::SameContact& same : made.same_contact) {
    auto& shown = *response.add_same_asker();
    shown.set_inquiry_reference(core::printed_reference(same.reference));
    shown.set_state(static_cast<v1::InquiryState>(same.state));
  }
}

core::Result<TryToKeep> read_try(const v1::CompleteCallbackRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  TryToKeep made;
  if (const auto id = violations.uuid("request_id", request.request_id())) made.request = *id;
  if (request.callback_id() < 0) violations.add("callback_id", "is negative");
  made.id = request.callback_id();
  made.outcome = static_cast<core::CallbackOutcome>(request.outcome());
  const bool placed = request.log_tree() != 0 || request.log_index() != 0;
  if (request.outcome() == v1::CALLBACK_OUTCOME_TOLD) {
    if (request.log_tree() <= 0) violations.add("log_tree", "with TOLD: the tree of the receipt of what was told");
    if (request.log_index() < 0) violations.add("log_index", "is negative");
    made.told = store::LogPlaceTold{request.log_tree(), request.log_index()};
  } else if (placed) {
    violations.add("log_tree", "is left empty unless something was told");
  }
  if (!violations.empty()) return violations.error();
  return made;
}

core::Result<LapsedToReopen> read_reopening(const v1::ReopenCallbackRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  LapsedToReopen asked;
  if (const auto id = violations.uuid("request_id", request.request_id())) asked.request = *id;
  if (request.callback_id() < 0) violations.add("callback_id", "is negative");
  asked.id = request.callback_id();
  if (!violations.empty()) return violations.error();
  return asked;
}

core::Result<store::AffectedQuery> read_page(const v1::ListAffectedAnswersRequest& request,
                                             const rpc::CallContext& call, const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::AffectedQuery query;
  if (request.statement_id() > 0) query.statement = core::StatementId(request.statement_id());
  if (request.link_id() > 0) query.link = core::LinkId(request.link_id());
  if (!request.list_id().empty()) {
    core::Bytes32 id{};
    if (request.list_id().size() == id.size()) {
      std::copy(request.list_id().begin(), request.list_id().end(), id.begin());
    } else {
      violations.add("list_id", "has 32 bytes");
    }
    query.list = core::ListId(id);
  }
  if (query.statement.has_value() + query.list.has_value() + query.link.has_value() != 1) {
    violations.add("statement_id", "exactly one of statement_id, list_id and link_id is given");
  }
  query.limit = violations.page_size(request.page_size(), kAffectedDefault, kAffectedMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position) violations.add("page_token", kNotOurs);
  if (position && !position->empty()) query.after = std::strtoll(position->c_str(), nullptr, 10);
  if (!violations.empty()) return violations.error();
  return query;
}

void write_page(const std::vector<store::AffectedAnswer>& answers, const store::AffectedQuery& page,
                const v1::ListAffectedAnswersRequest& request, const rpc::CallContext& call,
                const rpc::PageTokens& tokens, v1::ListAffectedAnswersResponse& response) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  for (std::size_t i = 0; i < std::min(size, answers.size()); ++i) {
    auto& shown = *response.add_answers();
    shown.set_inquiry_reference(core::printed_reference(answers[i].reference));
    inquiry::write_instant(answers[i].told_at, *shown.mutable_told_at());
    if (answers[i].kind) shown.set_answer_kind(static_cast<v1::AnswerKind>(*answers[i].kind));
    shown.set_script_language(static_cast<v1::Language>(answers[i].language));
    shown.set_script_version(answers[i].script_version);
  }
  if (answers.size() <= size) return;
  const std::string position = std::to_string(answers[size - 1].reference);
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position));
}

}  // namespace hotline::desk
