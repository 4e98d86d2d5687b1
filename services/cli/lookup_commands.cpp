#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/candidate_tables.hpp"
#include "cli/commands.hpp"
#include "cli/facts.hpp"
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
  bool hear_now = false;
  bool explain = false;
  std::int64_t person_id = 0;
  std::string ground;
};

void print_receipt(const v1::Receipt& receipt) {
  std::cout << "logged    tree " << receipt.tree() << ", index " << receipt.index() << ", leaf ";
  for (std::size_t i = 0; i < 8 && i < receipt.leaf_hash().size(); ++i) {
    std::cout << std::hex << std::setw(2) << std::setfill('0')
              << static_cast<int>(static_cast<unsigned char>(receipt.leaf_hash()[i])) << std::dec;
  }
  std::cout << "…\n";
}

void print_answer(const v1::LookupPersonResponse& response) {
  if (response.trial()) std::cout << "TRIAL: everybody in this register is invented.\n\n";
  std::cout << "answer    " << enum_text(v1::AnswerKind_Name(response.kind()), "ANSWER_KIND_") << "\n\n";
  for (const auto& part : response.script().parts()) std::cout << "  " << part.text() << "\n";
  std::cout << '\n';
  if (response.has_told()) {
    const auto& told = response.told();
    if (told.has_fact_date()) std::cout << "date      " << date_text(told.fact_date()) << '\n';
    if (told.has_last_known_alive()) std::cout << "alive     " << date_text(told.last_known_alive()) << '\n';
    if (!told.how_to_write().empty()) std::cout << "write     " << told.how_to_write() << '\n';
    if (told.wounded()) std::cout << "health    wounded\n";
  }
  std::cout << "inquiry   " << response.inquiry_reference() << '\n';
  if (!response.inquiry_passphrase().empty()) std::cout << "words     " << response.inquiry_passphrase() << '\n';
  std::cout << "level     " << response.caller_level() << '\n';
  print_receipt(response.receipt());
  if (response.helpful_facts_size() > 0) {
    std::cout << "would help";
    for (int i = 0; i < response.helpful_facts_size(); ++i) {
      std::cout << (i == 0 ? " " : ", ") << enum_text(v1::HelpfulFact_Name(response.helpful_facts(i)), "HELPFUL_FACT_");
    }
    std::cout << '\n';
  }
  for (const auto& candidate : response.candidates()) {
    Table table({"field", "agreement"});
    for (const auto& field : candidate.fields()) {
      table.add({enum_text(v1::FactField_Name(field.field()), "FACT_FIELD_"),
                 enum_text(v1::FactAgreement_Name(field.agreement()), "FACT_AGREEMENT_")});
    }
    std::cout << "\nmatch     " << likelihood_text(candidate.probability()) << '\n' << table.text();
  }
}

void print_explanation(const v1::ExplainMatchResponse& response) {
  std::cout << explanation_text(response) << "model     " << response.model_version() << ", register revision "
            << response.register_revision() << '\n';
  print_receipt(response.receipt());
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
  request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
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
  common.json ? print_json(response) : print_answer(response);
  return kDone;
}

struct OutcomeOptions {
  CallOptions call;
  std::string code;
  std::string reference;
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
  outcome->footer("Example:\n  hotline --as operator outcome --call-id 20261122-17 --code answered-nothing-held");
  auto wrap_up = std::make_shared<OutcomeOptions>();
  wrap_up->call.add_to(*outcome);
  outcome->add_option("--code", wrap_up->code, "Wrap-up code")->required();
  outcome->add_option("--reference", wrap_up->reference, "The inquiry's reference, if there was one");
  outcome->callback([wrap_up, &common, &exit_code] { exit_code = record_outcome(common, *wrap_up); });
}

}  // namespace hotline::cli
