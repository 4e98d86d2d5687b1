#include "relatives/relatives_proto.hpp"

#include <algorithm>
#include <utility>

#include "inquiry/inquiry_proto.hpp"
#include "inquiry/question_proto.hpp"
#include "lookup/lookup_proto.hpp"
#include "rpc/validate.hpp"
#include "runtime/seal.hpp"

namespace hotline::relatives {
namespace {

// The ground of an erasure that a family asked for itself.
constexpr char kOwnWish[] = "asked for through a portal";
constexpr int kPathMax = 64;
constexpr std::size_t kCheckpointMax = 1000;
// Of fields 1 to 15 the tag is one byte; lengths from 128 to 16383 take two.
constexpr std::size_t kPaddingHead = 3;
constexpr std::size_t kPaddingMin = 128;

core::Bytes32 digest_of(const google::protobuf::Message& request, const char* method, const runtime::Keyring& keyring) {
  return runtime::keyed_hash(keyring.newest(runtime::KeyUse::kRequest), {method, request.SerializeAsString()});
}

void write_script(const lookup::LookupAnswer& answer, v1::Script& script) {
  script.set_language(inquiry::write_language(answer.language));
  script.set_version(answer.script_version);
}

void write_parts(const std::vector<core::RenderedPart>& parts, v1::Script& script) {
  for (const auto& part : parts) {
    auto& written = *script.add_parts();
    written.set_part(std::string(core::name_of(part.part)));
    written.set_text(part.text);
  }
}

v1::MyInquiryStatus status_of(const lookup::LookupAnswer& answer) {
  using enum core::InquiryState;
  const auto state = answer.inquiry_state.value_or(kStanding);
  if (state == kWithdrawn || state == kClosed) return v1::MY_INQUIRY_STATUS_ENDED;
  if (answer.disclosure.kind == core::AnswerKind::kConfirmedCaptive) return v1::MY_INQUIRY_STATUS_CONFIRMED_CAPTIVE;
  return state == kAwaitingCallback || answer.message_waits ? v1::MY_INQUIRY_STATUS_MESSAGE_WAITING
                                                            : v1::MY_INQUIRY_STATUS_OPEN;
}

bool read_hash(const std::string& bytes, core::Bytes32& hash) {
  if (bytes.size() != hash.size()) return false;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return true;
}

}  // namespace

core::Result<lookup::LookupQuestion> read_question(const v1::AskAboutRelativeRequest& request,
                                                   const runtime::Keyring& keyring, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  lookup::LookupQuestion question;
  question.purpose = kPurpose;
  if (const auto id = violations.uuid("request_id", request.request_id())) question.request = *id;
  if (request.has_asker()) {
    store::InquiryAsker asker = inquiry::read_asker(request.asker(), violations);
    question.relation = asker.relation;
    if (const auto language = inquiry::read_language(request.asker().language())) question.language = *language;
    question.asker = core::Sensitive<store::InquiryAsker>(std::move(asker));
  }
  if (request.has_facts()) {
    question.facts = inquiry::read_facts("facts", request.facts(), now, violations);
    if (inquiry::empty(question.facts.reveal())) violations.add("facts", "at least one fact about the person sought");
  }
  if (!violations.empty()) return violations.error();
  question.only_registers = true;
  question.digest = digest_of(request, "AskAboutRelative", keyring);
  return question;
}

core::Result<lookup::LookupQuestion> read_question(const v1::GetMyInquiryRequest& request,
                                                   const runtime::Keyring& keyring) {
  rpc::Violations violations;
  violations.shape(request);
  lookup::LookupQuestion question;
  question.purpose = kPurpose;
  if (const auto id = violations.uuid("request_id", request.request_id())) question.request = *id;
  if (request.has_inquiry()) {
    question.key = inquiry::read_key("inquiry", request.inquiry(), inquiry::PassphraseRule::kRequired, violations);
  }
  if (const auto language = inquiry::read_language(request.language())) question.language = *language;
  if (!violations.empty()) return violations.error();
  question.digest = digest_of(request, "GetMyInquiry", keyring);
  return question;
}

core::Result<erasure::ErasureWish> read_wish(const v1::DeleteMyDataRequest& request) {
  rpc::Violations violations;
  violations.shape(request);
  const auto id = violations.uuid("request_id", request.request_id());
  std::optional<inquiry::InquiryKey> key;
  if (request.has_inquiry()) {
    key = inquiry::read_key("inquiry", request.inquiry(), inquiry::PassphraseRule::kRequired, violations);
  }
  if (!violations.empty()) return violations.error();
  return erasure::ErasureWish{*id, std::move(*key), core::Sensitive<std::string>(std::string(kOwnWish))};
}

// A checkpoint has several lines, which no other text of a request has.
core::Result<ShownReceipt> read_receipt(const v1::VerifyReceiptRequest& request) {
  rpc::Violations violations;
  if (!request.has_receipt()) violations.add("receipt", "is required");
  ShownReceipt shown;
  const v1::Receipt& receipt = request.receipt();
  if (receipt.tree() < 0) violations.add("receipt.tree", "is negative");
  if (receipt.index() < 0) violations.add("receipt.index", "is negative");
  if (request.has_receipt() && !read_hash(receipt.leaf_hash(), shown.leaf_hash)) {
    violations.add("receipt.leaf_hash", "has 32 bytes");
  }
  violations.count("receipt.inclusion_path", receipt.inclusion_path_size(), kPathMax);
  for (const std::string& bytes : receipt.inclusion_path()) {
    core::Bytes32 hash{};
    if (!read_hash(bytes, hash)) {
      violations.add("receipt.inclusion_path", "32 bytes each");
      break;
    }
    shown.path.push_back(hash);
  }
  if (receipt.checkpoint().size() > kCheckpointMax) violations.add("receipt.checkpoint", "is longer than any of ours");
  if (!violations.empty()) return violations.error();
  shown.tree = receipt.tree();
  shown.index = static_cast<std::uint64_t>(receipt.index());
  shown.checkpoint = receipt.checkpoint();
  return shown;
}

std::string write_asked(const lookup::LookupAnswer& answer) {
  v1::AskAboutRelativeResponse response;
  response.set_inquiry_reference(answer.reference);
  response.set_inquiry_passphrase(answer.passphrase);
  write_script(answer, *response.mutable_script());
  for (const auto fact : answer.helpful) response.add_helpful_facts(static_cast<v1::HelpfulFact>(fact));
  response.set_trial(answer.trial);
  return response.SerializeAsString();
}

std::string write_asked_script(const std::vector<core::RenderedPart>& parts) {
  v1::AskAboutRelativeResponse response;
  write_parts(parts, *response.mutable_script());
  return response.SerializeAsString();
}

std::string write_mine(const lookup::LookupAnswer& answer) {
  v1::GetMyInquiryResponse response;
  response.set_status(status_of(answer));
  inquiry::write_day(answer.today, *response.mutable_compared_on());
  write_script(answer, *response.mutable_script());
  if (answer.disclosure.fields != 0) {
    auto& told = *response.mutable_told();
    if (answer.disclosure.tells(core::kTellLastAlive) && answer.last_alive_day != 0) {
      inquiry::write_day(answer.last_alive_day, *told.mutable_last_known_alive());
    }
    if (answer.disclosure.tells(core::kTellHowToWrite)) told.set_how_to_write(answer.how_to_write);
  }
  response.set_trial(answer.trial);
  return response.SerializeAsString();
}

std::string write_mine_script(const std::vector<core::RenderedPart>& parts) {
  v1::GetMyInquiryResponse response;
  write_parts(parts, *response.mutable_script());
  return response.SerializeAsString();
}

// Receipt and padding have the same numbers in both answers.
core::Result<std::string> whole_answer(std::string bytes, const core::LogReceipt& receipt) {
  v1::AskAboutRelativeResponse behind;
  lookup::write_receipt(receipt, *behind.mutable_receipt());
  behind.AppendToString(&bytes);
  if (bytes.size() + kPaddingHead + kPaddingMin > kAnswerBytes) {
    return core::make_error(core::Reason::kBug, "an answer is longer than all answers are");
  }
  behind.Clear();
  behind.set_padding(std::string(kAnswerBytes - kPaddingHead - bytes.size(), '\0'));
  behind.AppendToString(&bytes);
  return bytes;
}

}  // namespace hotline::relatives
