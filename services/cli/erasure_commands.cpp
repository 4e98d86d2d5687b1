#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/facts.hpp"
#include "cli/ground.hpp"
#include "cli/names.hpp"
#include "hotline/v1/erasure_service.grpc.pb.h"

namespace hotline::cli {
namespace {

struct ErasureOptions {
  KeyOptions key;
  GroundOptions ground;
  std::int64_t number = 0;
  std::string request_id;
  std::vector<std::string> states;
  std::int32_t page_size = 50;
  std::string page_token;
  std::string reference;
  std::string answer;
};

// Without --request-id each command is a new call.
std::string request_id_of(const ErasureOptions& options) {
  return options.request_id.empty() ? new_request_id() : options.request_id;
}

int request(const Common& common, const ErasureOptions& options) {
  v1::RequestErasureRequest asked;
  asked.set_request_id(request_id_of(options));
  int read = read_key(options.key, false, *asked.mutable_inquiry());
  if (read == kDone) read = read_ground(common, options.ground, *asked.mutable_ground());
  if (read != kDone) return read;
  v1::RequestErasureResponse response;
  const auto stub = v1::ErasureService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ErasureService::Stub::RequestErasure, asked, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "erasure " << response.erasure_number() << " waits for an administrator: hotline erase confirm "
              << response.erasure_number() << '\n';
  }
  return kDone;
}

std::string entry_text(const v1::Erasure& erasure) {
  if (erasure.tree() == 0) return {};
  return std::to_string(erasure.tree()) + "/" + std::to_string(erasure.log_index());
}

void print_erasure(const v1::Erasure& erasure) {
  std::cout << "erasure   " << erasure.erasure_number() << '\n'
            << "state     " << enum_text(v1::ErasureState_Name(erasure.state()), "ERASURE_STATE_") << '\n'
            << "inquiry   " << erasure.inquiry_reference() << '\n'
            << "asked by  " << erasure.asked_by() << ", " << instant_text(erasure.asked_at()) << '\n';
  if (!erasure.decided_by().empty()) {
    std::cout << "decided   " << erasure.decided_by() << ", " << instant_text(erasure.decided_at()) << '\n';
  }
  if (!erasure.ground().empty()) std::cout << "ground    " << erasure.ground() << '\n';
  if (erasure.tree() == 0) return;
  std::cout << "erased    payloads of " << erasure.payloads() << " log entries; its own entry is "
            << entry_text(erasure) << '\n';
}

int decide(const Common& common, const ErasureOptions& options, v1::ErasureDecision decision) {
  v1::DecideErasureRequest decided;
  decided.set_request_id(request_id_of(options));
  decided.set_erasure_number(options.number);
  decided.set_decision(decision);
  v1::DecideErasureResponse response;
  const auto stub = v1::ErasureService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ErasureService::Stub::DecideErasure, decided, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : print_erasure(response.erasure());
  return kDone;
}

int list(const Common& common, const ErasureOptions& options) {
  v1::ListErasuresRequest asked;
  asked.set_page_size(options.page_size);
  asked.set_page_token(options.page_token);
  for (const auto& name : options.states) {
    v1::ErasureState state{};
    if (!parse_enum_text("ERASURE_STATE_", name, v1::ErasureState_Parse, state)) {
      return usage_error("--state: waiting, refused, approved or done");
    }
    asked.add_states(state);
  }
  v1::ListErasuresResponse response;
  const auto stub = v1::ErasureService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ErasureService::Stub::ListErasures, asked, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  Table table({"number", "cause", "state", "inquiry", "asked by", "decided by", "payloads", "entry"});
  for (const auto& one : response.erasures()) {
    table.add({std::to_string(one.erasure_number()), enum_text(v1::ErasureCause_Name(one.cause()), "ERASURE_CAUSE_"),
               enum_text(v1::ErasureState_Name(one.state()), "ERASURE_STATE_"), one.inquiry_reference(), one.asked_by(),
               one.decided_by(), std::to_string(one.payloads()), entry_text(one)});
  }
  std::cout << table.text();
  if (!response.next_page_token().empty()) std::cout << "more: --page-token " << response.next_page_token() << '\n';
  return kDone;
}

int due(const Common& common, const ErasureOptions& options) {
  v1::ListRetentionDueRequest asked;
  asked.set_page_size(options.page_size);
  asked.set_page_token(options.page_token);
  v1::ListRetentionDueResponse response;
  const auto stub = v1::ErasureService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ErasureService::Stub::ListRetentionDue, asked, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  Table table({"inquiry", "ended", "erased from", "reachable", "the family said"});
  for (const auto& one : response.inquiries()) {
    table.add({one.inquiry_reference(), instant_text(one.changed_at()), instant_text(one.due_at()),
               one.reachable() ? "yes" : "no",
               one.answer() == v1::RETENTION_ANSWER_UNSPECIFIED
                   ? "not asked"
                   : enum_text(v1::RetentionAnswer_Name(one.answer()), "RETENTION_ANSWER_")});
  }
  std::cout << table.text();
  if (!response.next_page_token().empty()) std::cout << "more: --page-token " << response.next_page_token() << '\n';
  return kDone;
}

int answer(const Common& common, const ErasureOptions& options) {
  v1::AnswerRetentionRequest asked;
  asked.set_request_id(request_id_of(options));
  asked.set_inquiry_reference(options.reference);
  v1::RetentionAnswer given{};
  if (!parse_enum_text("RETENTION_ANSWER_", options.answer, v1::RetentionAnswer_Parse, given)) {
    return usage_error("the answer is keep, erase or not-reached");
  }
  asked.set_answer(given);
  v1::AnswerRetentionResponse response;
  const auto stub = v1::ErasureService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ErasureService::Stub::AnswerRetention, asked, response);
  if (called != kDone) return called;
  common.json ? print_json(response) : void(std::cout << "kept: " << options.answer << '\n');
  return kDone;
}

void add_pages(CLI::App& command, ErasureOptions& options) {
  command.add_option("--page-size", options.page_size, "Rows a page, at most 200")->capture_default_str();
  command.add_option("--page-token", options.page_token, "As the page before said");
}

void add_request_id(CLI::App& command, ErasureOptions& options) {
  command.add_option("--request-id", options.request_id, "Of a call whose answer did not come: repeats it");
}

}  // namespace

void add_erasure_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* erase = app.add_subcommand("erase", "Erase what a family told us, and what has been kept too long");
  erase->require_subcommand(1);
  erase->footer(
      "Two people: whoever speaks with the family asks, an administrator confirms. The entries of the log stay and "
      "every "
      "receipt\nholds; what they said cannot be read any more, and an entry of its own names who decided.\n"
      "Examples:\n"
      "  hotline --as operator erase request --reference 417-093-5528-61 --ground-file wish.txt\n"
      "  hotline --as administrator erase ls --state waiting\n"
      "  hotline --as administrator erase confirm 12\n"
      "  hotline --as supervisor erase due\n"
      "  hotline --as supervisor erase answer 417-093-5528-61 keep");

  auto* asked = erase->add_subcommand("request", "Ask for an inquiry to be erased, at the family's wish");
  auto asking = std::make_shared<ErasureOptions>();
  asking->key.add_to(*asked);
  asked->get_option("--reference")->required();
  asking->ground.add_to(*asked);
  add_request_id(*asked, *asking);
  asked->callback([asking, &common, &exit_code] { exit_code = request(common, *asking); });

  const auto deciding = [&](const char* name, const char* what, v1::ErasureDecision decision) {
    auto* command = erase->add_subcommand(name, what);
    auto options = std::make_shared<ErasureOptions>();
    command->add_option("number", options->number, "Number of the erasure")->required()->check(CLI::PositiveNumber);
    add_request_id(*command, *options);
    command->callback([options, decision, &common, &exit_code] { exit_code = decide(common, *options, decision); });
  };
  deciding("confirm", "Erase, at once and for good (administrators, never who asked)", v1::ERASURE_DECISION_ERASE);
  deciding("refuse", "Do not erase", v1::ERASURE_DECISION_REFUSE);

  auto* listed = erase->add_subcommand("ls", "List erasures, the latest first (administrators, auditors)");
  auto listing = std::make_shared<ErasureOptions>();
  listed->add_option("--state", listing->states, "Only this state; may be repeated");
  add_pages(*listed, *listing);
  listed->callback([listing, &common, &exit_code] { exit_code = list(common, *listing); });

  auto* soon = erase->add_subcommand("due", "Closed inquiries whose families are to be asked (supervisors)");
  auto waiting = std::make_shared<ErasureOptions>();
  add_pages(*soon, *waiting);
  soon->callback([waiting, &common, &exit_code] { exit_code = due(common, *waiting); });

  auto* said = erase->add_subcommand("answer", "Keep what a family said when it was asked (supervisors)");
  auto saying = std::make_shared<ErasureOptions>();
  said->add_option("reference", saying->reference, "Of the inquiry")->required();
  said->add_option("answer", saying->answer, "keep, erase or not-reached")->required();
  add_request_id(*said, *saying);
  said->callback([saying, &common, &exit_code] { exit_code = answer(common, *saying); });
}

}  // namespace hotline::cli
