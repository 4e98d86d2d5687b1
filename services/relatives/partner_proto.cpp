#include "relatives/partner_proto.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/reference.hpp"
#include "inquiry/inquiry_proto.hpp"
#include "inquiry/question_proto.hpp"
#include "relatives/relatives_proto.hpp"
#include "rpc/validate.hpp"
#include "runtime/seal.hpp"

namespace hotline::relatives {
namespace {

constexpr std::size_t kCaseNumberMax = 64;
constexpr std::int32_t kPageDefault = 100;
constexpr std::int32_t kPageMax = 500;

// A version 4 UUID out of the case's key: a repeat has the same one.
core::RequestId request_of(const core::Bytes32& key) {
  core::Bytes16 id{};
  std::copy_n(key.begin(), id.size(), id.begin());
  id[6] = static_cast<std::uint8_t>((id[6] & 0x0FU) | 0x40U);
  id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
  return core::RequestId(id);
}

// Where a row stands in its file says nothing of the case.
core::Bytes32 digest_of(v1::PartnerRow row, const runtime::Keyring& keyring) {
  row.clear_row_number();
  return runtime::keyed_hash(keyring.newest(runtime::KeyUse::kRequest), {"SubmitInquiries", row.SerializeAsString()});
}

std::optional<std::int32_t> read_consent(const v1::PartnerRow& row, core::Instant now, rpc::Violations& violations) {
  const bool by_partner = row.collected_by() == v1::COLLECTED_BY_PARTNER;
  if (!row.has_consent_signed_on()) {
    if (by_partner) violations.add("consent_signed_on", "is required when the partner collects the answers");
    return std::nullopt;
  }
  if (!by_partner) {
    violations.add("consent_signed_on", "is left empty when the family collects the answers itself");
    return std::nullopt;
  }
  const core::PartialDate day = inquiry::read_birth_date("consent_signed_on", row.consent_signed_on(), now, violations);
  if (day.known() && !day.full()) violations.add("consent_signed_on", "has day, month and year");
  return day.full() ? std::optional(core::day_number(day)) : std::nullopt;
}

bool read_position(const std::string& text, store::CasePosition& after) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos || dot == 0) return false;
  after.change = text.substr(0, dot);
  if (after.change.find_first_not_of("0123456789") != std::string::npos) return false;
  const auto read = std::from_chars(text.data() + dot + 1, text.data() + text.size(), after.reference);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

}  // namespace

core::Done check_message(const v1::SubmitInquiriesRequest& request) {
  if (request.rows_size() >= 1 && request.rows_size() <= kRowsOfMessageMax) return core::Nothing{};
  return core::invalid_field("rows", "has 1 to 100 rows");
}

core::Result<PartnerQuestion> read_row(const v1::PartnerRow& row, const core::ActorId& partner,
                                       const runtime::Keyring& keyring, core::Instant now) {
  rpc::Violations violations;
  violations.shape(row);
  PartnerQuestion read;
  lookup::LookupQuestion& question = read.question;
  question.purpose = kPurpose;
  question.only_registers = true;
  if (row.row_number() < 0) violations.add("row_number", "is negative");
  const std::string number = violations.trimmed_text("case_number", row.case_number(), 1, kCaseNumberMax);
  if (row.has_asker()) {
    store::InquiryAsker asker = inquiry::read_asker(row.asker(), violations);
    question.relation = asker.relation;
    if (const auto language = inquiry::read_language(row.asker().language())) question.language = *language;
    question.asker = core::Sensitive<store::InquiryAsker>(std::move(asker));
  }
  if (row.has_facts()) {
    question.facts = inquiry::read_facts("facts", row.facts(), now, violations);
    if (inquiry::empty(question.facts.reveal())) violations.add("facts", "at least one fact about the person sought");
  }
  store::PartnerCase submitted;
  submitted.collected_by = static_cast<std::uint8_t>(row.collected_by());
  submitted.consent_day = read_consent(row, now, violations);
  if (!violations.empty()) return violations.error();
  read.keys = store::case_keys(keyring, partner, number);
  submitted.key = read.keys.front();
  question.partner_case = submitted;
  question.request = request_of(submitted.key);
  question.digest = digest_of(row, keyring);
  return read;
}

std::string write_registered(const lookup::LookupAnswer& answer) {
  v1::PartnerRowOutcome outcome;
  outcome.set_result(v1::PARTNER_ROW_RESULT_REGISTERED);
  outcome.set_inquiry_reference(answer.reference);
  outcome.set_inquiry_passphrase(answer.passphrase);
  return outcome.SerializeAsString();
}

std::string write_no_script(const std::vector<core::RenderedPart>& /*parts*/) {
  return {};
}

v1::PartnerRowOutcome outcome_of(core::Result<core::ReleasedAnswer<std::string>> registered) {
  v1::PartnerRowOutcome outcome;
  if (!registered) return refused_row(registered.error());
  if (outcome.ParseFromString(registered->answer())) return outcome;
  return refused_row(core::make_error(core::Reason::kBug, "an outcome that was kept cannot be read"));
}

v1::PartnerRowOutcome refused_row(const core::Error& error) {
  v1::PartnerRowOutcome outcome;
  if (error.reason == core::Reason::kInvalidField) {
    outcome.set_result(v1::PARTNER_ROW_RESULT_REFUSED);
    for (const core::FieldViolation& violation : error.violations) {
      auto& fault = *outcome.add_faults();
      fault.set_field(violation.field);
      fault.set_description(violation.description);
    }
  } else if (error.reason == core::Reason::kConflict) {
    outcome.set_result(v1::PARTNER_ROW_RESULT_REFUSED);
    auto& fault = *outcome.add_faults();
    fault.set_field("case_number");
    fault.set_description(
        "was sent before with other particulars: give what is new to the line, or a number of its own");
  } else {
    outcome.set_result(v1::PARTNER_ROW_RESULT_TRY_AGAIN);
  }
  return outcome;
}

v1::PartnerRowOutcome registered_before(std::int64_t reference) {
  v1::PartnerRowOutcome outcome;
  outcome.set_result(v1::PARTNER_ROW_RESULT_ALREADY_REGISTERED);
  outcome.set_inquiry_reference(core::printed_reference(reference));
  return outcome;
}

core::Result<CasesPage> read_page(const v1::ListMyInquiriesRequest& request, const rpc::CallContext& call,
                                  const rpc::PageTokens& tokens) {
  rpc::Violations violations;
  violations.shape(request);
  CasesPage page;
  page.limit = violations.page_size(request.page_size(), kPageDefault, kPageMax) + 1;
  const auto position = tokens.open(call.method, call.caller.id, request, request.page_token());
  if (!position || (!position->empty() && !read_position(*position, page.after))) {
    violations.add("page_token", "is none of this list's; begin at the first page");
  }
  if (!violations.empty()) return violations.error();
  return page;
}

void write_page(const std::vector<store::PartnerCaseShown>& cases, const CasesPage& page,
                const v1::ListMyInquiriesRequest& request, const rpc::CallContext& call, const rpc::PageTokens& tokens,
                v1::ListMyInquiriesResponse& response) {
  const auto size = std::min(cases.size(), static_cast<std::size_t>(page.limit - 1));
  store::CasePosition last = page.after;
  for (std::size_t i = 0; i < size; ++i) {
    auto& shown = *response.add_inquiries();
    shown.set_inquiry_reference(core::printed_reference(cases[i].position.reference));
    shown.set_state(cases[i].ended ? v1::PARTNER_INQUIRY_STATE_ENDED : v1::PARTNER_INQUIRY_STATE_REGISTERED);
    shown.set_collected_by(static_cast<v1::CollectedBy>(cases[i].collected_by));
    inquiry::write_day(core::day_number(cases[i].registered_at), *shown.mutable_registered_on());
    last = cases[i].position;
  }
  response.set_more(cases.size() > size);
  const std::string position = last.change + "." + std::to_string(last.reference);
  response.set_next_page_token(tokens.make(call.method, call.caller.id, request, position));
}

}  // namespace hotline::relatives
