#include "erasure/erasure_proto.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>

#include "core/reference.hpp"
#include "rpc/validate.hpp"

namespace hotline::erasure {
namespace {

constexpr std::size_t kGroundMin = 3;
constexpr std::size_t kGroundMax = 500;
constexpr std::int32_t kPageDefault = 50;
constexpr std::int32_t kPageMax = 200;
// Time enough to ask a family.
constexpr char kNotOurs[] = "was not given out for this request";

// "microseconds reference" of the last row.
std::string position_of(const store::DueInquiry& due) {
  return std::to_string(due.changed_at.time_since_epoch() / std::chrono::microseconds(1)) + " " +
         std::to_string(due.reference);
}

bool read_position(const std::string& text, store::DuePage& page) {
  long long microseconds = 0;
  long long reference = 0;
  if (std::sscanf(text.c_str(), "%lld %lld", &microseconds, &reference) != 2) return false;
  page.after_change = core::Instant(std::chrono::microseconds(microseconds));
  page.after_reference = reference;
  return true;
}

}  // namespace

core::Result<ErasureWish> read_wish(const v1::RequestErasureRequest& request, core::Role role) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  std::optional<inquiry::InquiryKey> key;
  if (request.has_inquiry()) {
    key = inquiry::read_key("inquiry", request.inquiry(), inquiry::rule_for(role), violations);
  }
  std::string ground = violations.trimmed_text("ground", request.ground(), kGroundMin, kGroundMax);
  if (!violations.empty()) return violations.error();
  return ErasureWish{*id, std::move(*key), core::Sensitive<std::string>(std::move(ground))};
}

core::Result<ErasureDecision> read_decision(const v1::DecideErasureRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  if (request.erasure_number() < 0) violations.add("erasure_number", "is a number above zero");
  if (!violations.empty()) return violations.error();
  return ErasureDecision{*id, request.erasure_number(), request.decision() == v1::ERASURE_DECISION_ERASE};
}

core::Result<FamilysAnswer> read_answer(const v1::AnswerRetentionRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  const auto reference = core::Reference::parse(request.inquiry_reference());
  if (!request.inquiry_reference().empty() && !reference) {
    violations.add("inquiry_reference", "ten digits and two check digits, as they were given");
  }
  if (!violations.empty()) return violations.error();
  return FamilysAnswer{*id, reference->number(), static_cast<store::RetentionAnswer>(request.answer())};
}

core::Result<store::ErasuresPage> read_page(const v1::ListErasuresRequest& request, const rpc::CallContext& call,
                                            const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::ErasuresPage page;
  for (const int state : request.states()) page.states.push_back(static_cast<store::ErasureState>(state));
  if (page.states.empty()) {
    page.states = {store::ErasureState::kWaiting, store::ErasureState::kRefused, store::ErasureState::kApproved,
                   store::ErasureState::kDone};
  }
  page.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  page.below = std::numeric_limits<std::int64_t>::max();
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position) violations.add("page_token", kNotOurs);
  if (position && !position->empty()) page.below = std::strtoll(position->c_str(), nullptr, 10);
  if (!violations.empty()) return violations.error();
  return page;
}

core::Result<store::DuePage> read_page(const v1::ListRetentionDueRequest& request, const rpc::CallContext& call,
                                       const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::DuePage page;
  page.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position || (!position->empty() && !read_position(*position, page))) violations.add("page_token", kNotOurs);
  if (!violations.empty()) return violations.error();
  return page;
}

void write_erasure(const ShownErasure& erasure, v1::Erasure& message) {
  const store::ErasureRow& row = erasure.row;
  message.set_erasure_number(row.number);
  message.set_cause(static_cast<v1::ErasureCause>(row.cause));
  message.set_state(static_cast<v1::ErasureState>(row.state));
  if (row.reference) message.set_inquiry_reference(core::printed_reference(*row.reference));
  message.set_asked_by(row.asked_by.value());
  inquiry::write_instant(row.asked_at, *message.mutable_asked_at());
  if (row.decided_by) message.set_decided_by(row.decided_by->value());
  if (row.decided_at) inquiry::write_instant(*row.decided_at, *message.mutable_decided_at());
  if (row.entry) message.set_tree(row.entry->tree);
  if (row.entry) message.set_log_index(row.entry->index);
  message.set_payloads(row.payloads);
  if (row.done_at) inquiry::write_instant(*row.done_at, *message.mutable_done_at());
  message.set_ground(erasure.ground.reveal());
}

void write_page(const std::vector<ShownErasure>& erasures, const store::ErasuresPage& page,
                const v1::ListErasuresRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListErasuresResponse& response) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  for (std::size_t i = 0; i < std::min(size, erasures.size()); ++i) {
    write_erasure(erasures[i], *response.add_erasures());
  }
  if (erasures.size() <= size) return;
  const std::string position = std::to_string(erasures[size - 1].row.number);
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position));
}

void write_page(const std::vector<store::DueInquiry>& inquiries, const store::DuePage& page,
                const v1::ListRetentionDueRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListRetentionDueResponse& response) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  for (std::size_t i = 0; i < std::min(size, inquiries.size()); ++i) {
    const store::DueInquiry& due = inquiries[i];
    v1::RetentionDue& message = *response.add_inquiries();
    message.set_inquiry_reference(core::printed_reference(due.reference));
    message.set_state(static_cast<v1::InquiryState>(due.state));
    inquiry::write_instant(due.opened_at, *message.mutable_opened_at());
    inquiry::write_instant(due.changed_at, *message.mutable_changed_at());
    inquiry::write_instant(due.due_at, *message.mutable_due_at());
    message.set_reachable(due.reachable);
    if (due.answer) message.set_answer(static_cast<v1::RetentionAnswer>(*due.answer));
    message.set_answered_by(due.answered_by);
    if (due.answered_at) inquiry::write_instant(*due.answered_at, *message.mutable_answered_at());
  }
  if (inquiries.size() <= size) return;
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position_of(inquiries[size - 1])));
}

}  // namespace hotline::erasure
