#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/candidate_tables.hpp"
#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/lookup_tables.hpp"
#include "cli/names.hpp"
#include "cli/paper_options.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"

namespace hotline::cli {
namespace {

struct LookupOptions {
  FactOptions facts;
  KeyOptions key;
  CallOptions call;
  PaperOptions paper;
  std::string request_id;
  std::vector<std::string> steps;
  std::string relation;
  std::string purpose = "family-inquiry";
  bool hear_now = false;
  bool explain = false;
  std::int64_t person_id = 0;
  std::string ground;
};

void print_explanation(const v1::ExplainMatchResponse& response) {
  std::cout << explanation_text(response) << "model     " << response.model_version() << ", register revision "
            << response.register_revision() << '\n';
  std::cout << receipt_text(response.receipt());
}

int explain(const Common& common, const LookupOptions& options) {
  v1::ExplainMatchRequest request;
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  request.set_purpose(options.ground.empty() ? v1::PURPOSE_FAMILY_INQUIRY : v1::PURPOSE_REVIEW);
  request.set_person_id(options.person_id);
  request.set_ground(options.ground);
  const bool by_reference = !options.key.reference.empty();
  if (by_reference) {
    const int read = read_key(options.key, false, *request.mutable_inquiry());
    if (read != kDone) return read;
  }
  if (!by_reference && options.ground.empty()) options.call.write(*request.mutable_call());
  if (!by_reference || options.facts.any_argument() || !options.facts.file.empty()) {
    const int read = read_facts(common, options.facts, *request.mutable_facts());
    if (read != kDone) return read;
  }
  const auto stub = v1::LookupService::NewStub(common.channel());
  v1::ExplainMatchResponse response;
  const int called = call(common, *stub, &v1::LookupService::Stub::ExplainMatch, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_explanation(response);
  return kDone;
}

int look_up(const Common& common, const LookupOptions& options) {
  if (options.explain) return explain(common, options);
  v1::LookupPersonRequest request;
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  v1::Purpose purpose{};
  if (!parse_enum_text("PURPOSE_", options.purpose, v1::Purpose_Parse, purpose) ||
      (purpose != v1::PURPOSE_FAMILY_INQUIRY && purpose != v1::PURPOSE_CALLBACK && purpose != v1::PURPOSE_REVIEW)) {
    return usage_error("--purpose: family-inquiry, callback or review");
  }
  request.set_purpose(purpose);
  request.set_language(language_of(common.language));
  request.set_wishes_to_hear_now(options.hear_now);
  options.call.write(*request.mutable_call());
  const int on_paper = options.paper.write(request);
  if (on_paper != kDone) return on_paper;
  for (const auto& step : options.steps) {
    v1::VerificationStep value{};
    if (!parse_enum_text("VERIFICATION_STEP_", step, v1::VerificationStep_Parse, value)) {
      return usage_error("--step: number-called-back, kin-only-facts, identity-paper, e-signature or kinship-proved");
    }
    request.add_verification_steps(value);
  }
  if (!options.relation.empty()) {
    v1::Relation relation{};
    if (!parse_enum_text("RELATION_", options.relation, v1::Relation_Parse, relation)) {
      return usage_error(
          "--relation: mother, father, spouse, child, sibling, grandparent, other-relative, guardian or not-related");
    }
    request.set_relation(relation);
  }
  const bool continues = !options.key.reference.empty();
  if (continues) {
    const int read = read_key(options.key, false, *request.mutable_inquiry());
    if (read != kDone) return read;
  }
  if (!continues || options.facts.any_argument() || !options.facts.file.empty()) {
    const int read = read_facts(common, options.facts, *request.mutable_facts());
    if (read != kDone) return read;
  } else if (!options.facts.kind.empty()) {
    const int read = read_kind(options.facts, *request.mutable_facts());
    if (read != kDone) return read;
  }
  const auto stub = v1::LookupService::NewStub(common.channel());
  v1::LookupPersonResponse response;
  const int called = call(common, *stub, &v1::LookupService::Stub::LookupPerson, request, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << answer_text(response));
  return kDone;
}

struct OutcomeOptions {
  CallOptions call;
  std::string code;
  std::string reference;
  std::vector<std::string> escalations;
};

int record_outcome(const Common& common, const OutcomeOptions& options) {
  v1::RecordOutcomeRequest request;
  request.set_request_id(new_request_id());
  options.call.write(*request.mutable_call());
  v1::WrapUpCode code{};
  if (!parse_enum_text("WRAP_UP_CODE_", options.code, v1::WrapUpCode_Parse, code)) {
    return usage_error("--code: one of the wrap-up codes of ops/docs/api.md, for example answered-nothing-held");
  }
  request.set_code(code);
  request.set_inquiry_reference(options.reference);
  for (const auto& name : options.escalations) {
    v1::EscalationReason reason{};
    if (!parse_enum_text("ESCALATION_REASON_", name, v1::EscalationReason_Parse, reason)) {
      return usage_error(
          "--escalate: death, minor, journalist, lawyer, official, in-crisis, claims-to-be-the-prisoner or hostile");
    }
    request.add_escalations(reason);
  }
  const auto stub = v1::LookupService::NewStub(common.channel());
  v1::RecordOutcomeResponse response;
  const int called = call(common, *stub, &v1::LookupService::Stub::RecordOutcome, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "recorded\n";
  }
  return kDone;
}

}  // namespace

void add_lookup_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* command = app.add_subcommand("lookup", "Ask for one person, as an operator does");
  command->footer(
      "Examples:\n"
      "  hotline --as operator lookup                                  (asks for the facts)\n"
      "  hotline --as operator lookup --facts facts.json --language ru\n"
      "  hotline --as operator lookup --reference 417-093-5528-61      (goes on with an inquiry)\n"
      "  hotline --as operator lookup --sheet \"S 4170-9355-2861\" --taken-at \"2026-11-26 14:30\"    (taken on "
      "paper)\n"
      "  hotline --as supervisor lookup --explain --reference 417-093-5528-61 --person 4711\n"
      "  hotline --as registrar lookup --explain --ground \"complaint 17\" --facts facts.json\n"
      "Exit codes: 0 answered, 2 usage, 3 refused, 4 no such inquiry, 5 not allowed, 6 try again.");
  auto options = std::make_shared<LookupOptions>();
  options->facts.add_to(*command);
  options->key.add_to(*command);
  options->call.add_to(*command);
  options->paper.add_to(*command);
  command->add_option("--step", options->steps, "A verification step done with the caller; may be repeated");
  command->add_option("--relation", options->relation, "What the caller is to the person sought");
  command
      ->add_option("--purpose", options->purpose,
                   "family-inquiry; callback by whoever has claimed it, without the passphrase; or review")
      ->capture_default_str();
  command->add_flag("--hear-now", options->hear_now, "The caller wishes to hear it now, whatever it is");
  auto* explain =
      command->add_flag("--explain", options->explain,
                        "Say why it matched instead of answering: each field in words, bits and a bar of them");
  command->add_option("--person", options->person_id, "With --explain: only this record (supervisors, registrars)")
      ->needs(explain);
  command
      ->add_option(
          "--ground", options->ground,
          "With --explain: why one looks outside a call (supervisors, registrars); goes into the log; no names")
      ->needs(explain);
  command->add_option("--request-id", options->request_id, "UUID; the same one again gives the first answer");
  command->callback([options, &common, &exit_code] { exit_code = look_up(common, *options); });

  auto* outcome = app.add_subcommand("outcome", "Record how a call ended");
  outcome->footer(
      "Examples:\n  hotline --as operator outcome --call-id 20261122-17 --code answered-nothing-held\n"
      "  hotline --as operator outcome --code supervisor --reference 417-093-5528-61 --escalate journalist");
  auto wrap_up = std::make_shared<OutcomeOptions>();
  wrap_up->call.add_to(*outcome);
  outcome->add_option("--code", wrap_up->code, "Wrap-up code")->required();
  outcome->add_option("--reference", wrap_up->reference, "The inquiry's reference, if there was one");
  outcome->add_option("--escalate", wrap_up->escalations,
                      "Why a supervisor must take the caller: death, minor, journalist, lawyer, official, in-crisis, "
                      "claims-to-be-the-prisoner or hostile; may be repeated");
  outcome->callback([wrap_up, &common, &exit_code] { exit_code = record_outcome(common, *wrap_up); });
}

}  // namespace hotline::cli
