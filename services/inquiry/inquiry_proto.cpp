#include "inquiry/inquiry_proto.hpp"

#include <charconv>
#include <limits>
#include <string_view>
#include <utility>

#include "core/normal.hpp"
#include "store/contact.hpp"

namespace hotline::inquiry {
namespace {

constexpr std::size_t kAskerTextMax = 300;
constexpr std::int32_t kPageDefault = 50;
constexpr std::int32_t kPageMax = 200;
constexpr std::int16_t kStateLast = static_cast<std::int16_t>(core::InquiryState::kClosed);

void read_contact(const v1::Asker& message, store::InquiryAsker& asker, rpc::Violations& violations) {
  if (message.safe_contact() != v1::SAFE_CONTACT_UNSPECIFIED) {
    asker.safe_contact = static_cast<core::SafeContact>(message.safe_contact());
  }
  violations.text("asker.contact", message.contact(), kAskerTextMax);
  asker.contact = core::trim(message.contact());
  switch (asker.safe_contact) {
    case core::SafeContact::kDoNotContact:
      if (!asker.contact.empty()) {
        violations.add("asker.contact", "only with a safe_contact that says how it may be used");
      }
      return;
    case core::SafeContact::kPhone:
      if (!store::normalise_contact(asker.safe_contact, asker.contact)) {
        violations.add("asker.contact", "the phone number that safe_contact names, 5 to 15 digits");
      }
      return;
    case core::SafeContact::kEmail:
      if (!store::normalise_contact(asker.safe_contact, asker.contact)) {
        violations.add("asker.contact", "the e-mail address that safe_contact names");
      }
      return;
    case core::SafeContact::kPost:
      if (!store::normalise_contact(asker.safe_contact, asker.contact)) {
        violations.add("asker.contact", "the postal address that safe_contact names");
      }
      return;
  }
}

core::SafeHours read_safe_hours(const v1::SafeHours& message, rpc::Violations& violations) {
  if (message.from_hour() < 0 || message.from_hour() > 23) {
    violations.add("asker.safe_hours.from_hour", "is an hour of the day, 0 to 23");
  }
  if (message.until_hour() <= message.from_hour() || message.until_hour() > 24) {
    violations.add("asker.safe_hours.until_hour", "is later than from_hour, at most 24");
  }
  const std::int32_t offset = message.utc_offset_minutes();
  if (offset < core::kUtcOffsetMin || offset > core::kUtcOffsetMax || offset % core::kUtcOffsetStep != 0) {
    violations.add("asker.safe_hours.utc_offset_minutes", "is -720 to 840 minutes, a multiple of 15");
  }
  core::SafeHours hours;
  hours.from_hour = static_cast<std::uint8_t>(message.from_hour());
  hours.until_hour = static_cast<std::uint8_t>(message.until_hour());
  hours.utc_offset_minutes = static_cast<std::int16_t>(offset);
  return hours;
}

}  // namespace

store::InquiryAsker read_asker(const v1::Asker& message, rpc::Violations& violations) {
  store::InquiryAsker asker;
  asker.relation = read_relation(message.relation());
  if (const auto language = read_language(message.language())) asker.language = core::code_of(*language);
  violations.text("asker.name", message.name(), kAskerTextMax);
  asker.name = core::trim(message.name());
  asker.notice_version = message.notice_version();
  if (message.notice_version() < 0) violations.add("asker.notice_version", "is negative");
  read_contact(message, asker, violations);
  if (message.has_safe_hours()) asker.safe_hours = read_safe_hours(message.safe_hours(), violations);
  return asker;
}

void write_asker(const store::InquiryAsker& asker, v1::Asker& message) {
  message.set_relation(static_cast<v1::Relation>(asker.relation));
  if (const auto language = core::language_of(asker.language)) message.set_language(write_language(*language));
  message.set_name(asker.name);
  message.set_safe_contact(static_cast<v1::SafeContact>(asker.safe_contact));
  message.set_contact(asker.contact);
  message.set_notice_version(asker.notice_version);
  if (!asker.safe_hours) return;
  message.mutable_safe_hours()->set_from_hour(asker.safe_hours->from_hour);
  message.mutable_safe_hours()->set_until_hour(asker.safe_hours->until_hour);
  message.mutable_safe_hours()->set_utc_offset_minutes(asker.safe_hours->utc_offset_minutes);
}

namespace {

// "<microseconds>.<reference>" of the last row shown.
std::string position_of(const store::InquirySummary& row) {
  return std::to_string(row.opened_at.time_since_epoch().count()) + "." + std::to_string(row.reference);
}

bool read_number(std::string_view text, std::int64_t& number) {
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end;
}

bool read_position(std::string_view position, store::InquiryPage& page) {
  const std::size_t dot = position.find('.');
  std::int64_t micros = 0;
  if (dot == std::string_view::npos || !read_number(position.substr(0, dot), micros)) return false;
  page.opened_before = core::Instant{std::chrono::microseconds{micros}};
  return read_number(position.substr(dot + 1), page.reference_below);
}

}  // namespace

core::Result<NewInquiry> read_new_inquiry(const v1::OpenInquiryRequest& request, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  NewInquiry inquiry;
  if (const auto id = violations.uuid("request_id", request.request_id())) inquiry.request = *id;
  if (request.has_call()) read_call("call", request.call(), now, violations);
  if (request.has_asker()) {
    inquiry.asker = core::Sensitive<store::InquiryAsker>(read_asker(request.asker(), violations));
    if (const auto language = read_language(request.asker().language())) inquiry.language = *language;
  }
  if (request.has_facts()) {
    inquiry.facts = read_facts("facts", request.facts(), now, violations);
    if (empty(inquiry.facts.reveal())) violations.add("facts", "at least one fact about the person sought");
  }
  inquiry.open_another = request.open_another();
  if (!violations.empty()) return violations.error();
  return inquiry;
}

core::Result<InquiryKey> read_shown(const v1::GetInquiryRequest& request, core::Role role) {
  rpc::Violations violations;
  violations.shape(request);
  std::optional<InquiryKey> key;
  if (request.has_inquiry()) key = read_key("inquiry", request.inquiry(), rule_for(role), violations);
  if (!violations.empty()) return violations.error();
  return std::move(*key);
}

core::Result<AddedFacts> read_added_facts(const v1::AddFactsRequest& request, core::Role role, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  std::optional<InquiryKey> key;
  if (request.has_inquiry()) key = read_key("inquiry", request.inquiry(), rule_for(role), violations);
  core::Sensitive<core::QuestionFacts> facts;
  if (request.has_facts()) {
    facts = read_facts("facts", request.facts(), now, violations);
    if (empty(facts.reveal())) violations.add("facts", "at least one fact about the person sought");
  }
  if (!violations.empty()) return violations.error();
  return AddedFacts{*id, std::move(*key), std::move(facts)};
}

core::Result<Withdrawal> read_withdrawal(const v1::WithdrawInquiryRequest& request, core::Role role) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  std::optional<InquiryKey> key;
  if (request.has_inquiry()) key = read_key("inquiry", request.inquiry(), rule_for(role), violations);
  if (!violations.empty()) return violations.error();
  return Withdrawal{*id, std::move(*key)};
}

core::Result<store::InquiryPage> read_page(const v1::ListInquiriesRequest& request, const rpc::CallContext& call,
                                           const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  store::InquiryPage page;
  violations.count("states", request.states_size(), kStateLast);
  for (int i = 0; i < request.states_size(); ++i) {
    if (request.states(i) == v1::INQUIRY_STATE_UNSPECIFIED) {
      violations.add("states[" + std::to_string(i) + "]", "one of the known states");
    }
    page.states.push_back(static_cast<std::int16_t>(request.states(i)));
  }
  if (page.states.empty()) {
    for (std::int16_t state = 1; state <= kStateLast; ++state) page.states.push_back(state);
  }
  page.rows_max = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  // Above every inquiry there is: the year 2200.
  page.opened_before = std::chrono::sys_days{std::chrono::year{2200} / 1 / 1};
  page.reference_below = std::numeric_limits<std::int64_t>::max();
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position || (!position->empty() && !read_position(*position, page))) {
    violations.add("page_token", "was not given out for this request");
  }
  if (!violations.empty()) return violations.error();
  return page;
}

void write_opening(const Opening& opening, v1::OpenInquiryResponse& response) {
  if (opening.reference) {
    response.set_inquiry_reference(opening.reference->text());
    response.set_inquiry_passphrase(opening.passphrase.reveal());
  }
  for (const auto& summary : opening.existing) write_summary(summary, *response.add_existing());
}

void write_shown(const ShownInquiry& shown, v1::GetInquiryResponse& response) {
  write_summary(shown.summary, *response.mutable_summary());
  write_asker(shown.asker.reveal(), *response.mutable_asker());
  write_facts(shown.facts.reveal(), *response.mutable_facts());
  response.set_facts_version(shown.facts_version);
  response.set_other_open_inquiries(shown.others);
}

void write_page(const std::vector<store::InquirySummary>& rows, const store::InquiryPage& page,
                const v1::ListInquiriesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListInquiriesResponse& response) {
  const auto size = static_cast<std::size_t>(page.rows_max - 1);
  for (std::size_t i = 0; i < rows.size() && i < size; ++i) write_summary(rows[i], *response.add_inquiries());
  if (rows.size() <= size) return;
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position_of(rows[size - 1])));
}

void write_summary(const store::InquirySummary& summary, v1::InquirySummary& message) {
  message.set_inquiry_reference(core::printed_reference(summary.reference));
  message.set_state(static_cast<v1::InquiryState>(summary.state));
  write_instant(summary.opened_at, *message.mutable_opened_at());
  write_instant(summary.changed_at, *message.mutable_changed_at());
}

}  // namespace hotline::inquiry
