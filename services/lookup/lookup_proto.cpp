#include "lookup/lookup_proto.hpp"

#include <array>
#include <optional>

#include "core/normal.hpp"
#include "matching/explain_words.hpp"
#include "rpc/validate.hpp"
#include "runtime/seal.hpp"

namespace hotline::lookup {
namespace {

// As of RegistryService's purposes: they stand in the same log.
constexpr std::size_t kGroundMin = 3;
constexpr std::size_t kGroundMax = 200;

// The enumerators of core and proto are mirrored by number; lookup_proto_test walks them.
v1::FactField to_proto(core::Field field) {
  return static_cast<v1::FactField>(static_cast<int>(field) + 1);
}

// "Nearly" is agreement of a kind that an operator cannot use; it reads as what it is to the caller: not the same.
v1::FactAgreement to_proto(core::Agreement agreement) {
  switch (agreement) {
    case core::Agreement::kNotAsked:
      return v1::FACT_AGREEMENT_NOT_ASKED;
    case core::Agreement::kAgrees:
      return v1::FACT_AGREEMENT_AGREES;
    case core::Agreement::kNearly:
    case core::Agreement::kDiffers:
      return v1::FACT_AGREEMENT_DIFFERS;
  }
  return v1::FACT_AGREEMENT_UNSPECIFIED;
}

core::Bytes32 digest_of(const google::protobuf::Message& request, const char* method, const runtime::Keyring& keyring) {
  return runtime::keyed_hash(keyring.newest(runtime::KeyUse::kRequest), {method, request.SerializeAsString()});
}

void read_common(const std::string& request_id, v1::Purpose purpose, LookupQuestion& question,
                 rpc::Violations& violations) {
  if (const auto id = violations.uuid("request_id", request_id)) question.request = *id;
  if (v1::Purpose_IsValid(purpose)) question.purpose = v1::Purpose_Name(purpose);
}

std::optional<RegisterLook> read_look(const v1::ExplainMatchRequest& request, core::Role role,
                                      rpc::Violations& violations) {
  if (role != core::Role::kSupervisor && role != core::Role::kRegistrar) {
    if (request.person_id() != 0) violations.add("person_id", "only supervisors and registrars see which record it is");
    if (!request.ground().empty()) violations.add("ground", "only supervisors and registrars look outside a call");
    return std::nullopt;
  }
  RegisterLook look;
  if (request.person_id() < 0) violations.add("person_id", "is an id above zero");
  if (request.person_id() > 0) look.person = core::PersonId(request.person_id());
  if (!request.ground().empty()) {
    look.ground = violations.trimmed_text("ground", request.ground(), kGroundMin, kGroundMax);
  }
  return look;
}

}  // namespace

core::Result<LookupQuestion> read_question(const v1::LookupPersonRequest& request, const runtime::Keyring& keyring,
                                           core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  LookupQuestion question;
  read_common(request.request_id(), request.purpose(), question, violations);
  if (request.has_paper()) question.paper = inquiry::read_paper("paper", request.paper(), now, violations);
  const auto age_max = request.has_paper() ? inquiry::kPaperAgeMax : inquiry::kCallAgeMax;
  if (request.has_call()) question.call = inquiry::read_call("call", request.call(), now, violations, age_max);
  if (request.has_inquiry()) {
    // A supervisor may leave the passphrase out; the flow refuses it for everybody else.
    question.key = inquiry::read_key("inquiry", request.inquiry(), inquiry::PassphraseRule::kOptional, violations);
  }
  if (!request.has_call() && !request.has_inquiry()) {
    violations.add("call", "the call, or an inquiry's reference and passphrase");
  }
  question.steps = inquiry::read_steps("verification_steps", request.verification_steps(), violations);
  question.relation = inquiry::read_relation(request.relation());
  question.wishes_to_hear_now = request.wishes_to_hear_now();
  question.facts = inquiry::read_facts("facts", request.facts(), now, violations);
  if (!request.has_inquiry() && inquiry::empty(question.facts.reveal())) {
    violations.add("facts", "at least one fact about the person sought");
  }
  if (const auto language = inquiry::read_language(request.language())) question.language = *language;
  if (!violations.empty()) return violations.error();
  question.digest = digest_of(request, "LookupPerson", keyring);
  return question;
}

core::Result<LookupQuestion> read_question(const v1::ExplainMatchRequest& request, core::Role role,
                                           const runtime::Keyring& keyring, core::Instant now) {
  rpc::Violations violations;
  violations.shape(request);
  LookupQuestion question;
  question.opens_inquiry = false;
  read_common(request.request_id(), request.purpose(), question, violations);
  if (request.has_call()) question.call = inquiry::read_call("call", request.call(), now, violations);
  if (request.has_inquiry()) {
    question.key = inquiry::read_key("inquiry", request.inquiry(), inquiry::PassphraseRule::kOptional, violations);
  }
  question.look = read_look(request, role, violations);
  const bool with_ground = question.look && !request.ground().empty();
  if (!request.has_call() && !request.has_inquiry() && !with_ground) {
    violations.add("call", question.look ? "the call, an inquiry, or a ground"
                                         : "the call, or an inquiry's reference and passphrase");
  }
  question.facts = inquiry::read_facts("facts", request.facts(), now, violations);
  if (!request.has_inquiry() && inquiry::empty(question.facts.reveal())) {
    violations.add("facts", "at least one fact about the person sought");
  }
  if (!violations.empty()) return violations.error();
  question.digest = digest_of(request, "ExplainMatch", keyring);
  return question;
}

std::string write_person_answer(const LookupAnswer& answer) {
  v1::LookupPersonResponse response;
  response.set_kind(static_cast<v1::AnswerKind>(answer.disclosure.kind));
  auto& script = *response.mutable_script();
  script.set_language(inquiry::write_language(answer.language));
  script.set_version(answer.script_version);
  script.set_correction_version(answer.correction_version);
  response.set_inquiry_reference(answer.reference);
  response.set_inquiry_passphrase(answer.passphrase);
  if (answer.disclosure.fields != 0) {
    auto& told = *response.mutable_told();
    if (answer.disclosure.tells(core::kTellDate) && answer.fact_day != 0) {
      inquiry::write_day(answer.fact_day, *told.mutable_fact_date());
    }
    if (answer.disclosure.tells(core::kTellLastAlive) && answer.last_alive_day != 0) {
      inquiry::write_day(answer.last_alive_day, *told.mutable_last_known_alive());
    }
    if (answer.disclosure.tells(core::kTellHowToWrite)) told.set_how_to_write(answer.how_to_write);
    if (answer.disclosure.tells(core::kTellHealth)) told.set_wounded(answer.wounded);
  }
  for (const auto& candidate : answer.candidates) {
    auto& view = *response.add_candidates();
    view.set_probability(candidate.probability);
    for (std::size_t i = 0; i < core::kFieldCount; ++i) {
      auto& field = *view.add_fields();
      field.set_field(to_proto(static_cast<core::Field>(i)));
      field.set_agreement(to_proto(candidate.fields[i].agreement));
    }
  }
  for (const auto fact : answer.helpful) response.add_helpful_facts(static_cast<v1::HelpfulFact>(fact));
  response.set_register_revision(answer.register_revision);
  response.set_trial(answer.trial);
  response.set_caller_level(answer.caller_level);
  return response.SerializeAsString();
}

std::string write_person_script(const std::vector<core::RenderedPart>& parts) {
  v1::LookupPersonResponse response;
  auto& script = *response.mutable_script();
  for (const auto& part : parts) {
    auto& written = *script.add_parts();
    written.set_part(std::string(core::name_of(part.part)));
    written.set_text(part.text);
  }
  return response.SerializeAsString();
}

std::string write_explanation(const LookupAnswer& answer) {
  v1::ExplainMatchResponse response;
  for (const auto& candidate : answer.candidates) {
    auto& explanation = *response.add_explanations();
    explanation.set_probability(candidate.probability);
    explanation.set_person_id(candidate.person.value());
    explanation.set_alone(candidate.alone);
    explanation.set_score_bits(candidate.score_bits);
    explanation.set_together_bits(candidate.together_bits);
    for (std::size_t i = 0; i < core::kFieldCount; ++i) {
      auto& field = *explanation.add_fields();
      field.set_field(to_proto(static_cast<core::Field>(i)));
      field.set_agreement(to_proto(candidate.fields[i].agreement));
      field.set_weight_bits(static_cast<double>(candidate.fields[i].weight_bits));
      field.set_words(std::string(matching::explain_words(static_cast<core::Field>(i), candidate.fields[i].agreement)));
    }
  }
  if (answer.further_field) response.set_further_field(to_proto(*answer.further_field));
  if (!(answer.reading == core::NameParts())) {
    response.mutable_reading()->set_surname(answer.reading.surname);
    response.mutable_reading()->set_given_name(answer.reading.given);
    response.mutable_reading()->set_patronymic(answer.reading.patronymic);
  }
  response.set_model_version(answer.model_version);
  response.set_register_revision(answer.register_revision);
  response.set_trial(answer.trial);
  return response.SerializeAsString();
}

void write_receipt(const core::LogReceipt& receipt, v1::Receipt& message) {
  message.set_tree(receipt.tree);
  message.set_index(receipt.index);
  message.set_leaf_hash(receipt.leaf_hash.data(), receipt.leaf_hash.size());
  core::LogProof proof = receipt.proof();
  for (const core::Bytes32& hash : proof.path) message.add_inclusion_path(hash.data(), hash.size());
  message.set_checkpoint(std::move(proof.checkpoint));
}

}  // namespace hotline::lookup
