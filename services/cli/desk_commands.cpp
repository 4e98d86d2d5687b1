#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/desk_tables.hpp"
#include "cli/names.hpp"
#include "hotline/v1/desk_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using DeskStub = v1::DeskService::Stub;

struct CallbackOptions {
  std::string state;
  std::int64_t most = 50;
  std::int64_t id = 0;
  std::string outcome;
  std::int32_t tree = 0;
  std::int64_t index = 0;
  std::int64_t statement = 0;
  std::int64_t link = 0;
  std::string list;
  std::string request_id;
};

int list_callbacks(const Common& common, const CallbackOptions& options) {
  v1::ListCallbacksRequest request;
  v1::CallbackState state{};
  if (!options.state.empty()) {
    if (!parse_enum_text("CALLBACK_STATE_", options.state, v1::CallbackState_Parse, state) ||
        state == v1::CALLBACK_STATE_UNSPECIFIED) {
      return usage_error("--state: due, waits-for-family, told, lapsed or ended");
    }
    request.set_state(state);
  }
  request.set_page_size(static_cast<std::int32_t>(std::min<std::int64_t>(options.most, 200)));
  const auto stub = v1::DeskService::NewStub(common.channel());
  Table table = callback_table();
  std::int64_t shown = 0;
  do {
    v1::ListCallbacksResponse response;
    const int called = call(common, *stub, &DeskStub::ListCallbacks, request, response);
    if (called != kDone) return called;
    if (common.json) print_json(response);
    for (const auto& callback : response.callbacks()) {
      table.add(callback_row(callback));
    }
    shown += response.callbacks_size();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty() && shown < options.most);
  if (common.json) return kDone;
  std::cout << (shown == 0 ? "no callback is there\n" : table.text());
  if (!request.page_token().empty()) std::cout << "more: raise --most\n";
  if (shown > 0) std::cout << "take the next:  hotline callback claim\n";
  return kDone;
}

int claim_callback(const Common& common, const CallbackOptions& options) {
  v1::ClaimCallbackRequest request;
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  request.set_callback_id(options.id);
  const auto stub = v1::DeskService::NewStub(common.channel());
  v1::ClaimCallbackResponse response;
  const int called = call(common, *stub, &DeskStub::ClaimCallback, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else if (!response.has_callback()) {
    std::cout << "no callback is due\n";
  } else {
    std::cout << claim_text(response) << how_to_tell(response.callback());
  }
  return kDone;
}

int complete_callback(const Common& common, const CallbackOptions& options) {
  v1::CompleteCallbackRequest request;
  v1::CallbackOutcome outcome{};
  if (!parse_enum_text("CALLBACK_OUTCOME_", options.outcome, v1::CallbackOutcome_Parse, outcome) ||
      outcome == v1::CALLBACK_OUTCOME_UNSPECIFIED) {
    return usage_error(
        "the outcome is told, reached-not-told, no-answer, wrong-number, does-not-wish-to-hear or in-crisis");
  }
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  request.set_callback_id(options.id);
  request.set_outcome(outcome);
  request.set_log_tree(options.tree);
  request.set_log_index(options.index);
  const auto stub = v1::DeskService::NewStub(common.channel());
  v1::CompleteCallbackResponse response;
  const int called = call(common, *stub, &DeskStub::CompleteCallback, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  const v1::Callback& callback = response.callback();
  std::cout << "callback " << callback.callback_id() << ": " << callback_state_text(callback.state());
  if (callback.state() == v1::CALLBACK_STATE_DUE)
    std::cout << " again at " << instant_text(callback.due_at()) << " UTC";
  std::cout << '\n';
  return kDone;
}

int reopen_callback(const Common& common, const CallbackOptions& options) {
  v1::ReopenCallbackRequest request;
  request.set_request_id(options.request_id.empty() ? new_request_id() : options.request_id);
  request.set_callback_id(options.id);
  const auto stub = v1::DeskService::NewStub(common.channel());
  v1::ReopenCallbackResponse response;
  const int called = call(common, *stub, &DeskStub::ReopenCallback, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
  } else {
    std::cout << "callback " << response.callback().callback_id()
              << " stands for it: " << callback_state_text(response.callback().state()) << " at "
              << instant_text(response.callback().due_at()) << " UTC\n";
  }
  return kDone;
}

int list_affected(const Common& common, const CallbackOptions& options) {
  v1::ListAffectedAnswersRequest request;
  request.set_statement_id(options.statement);
  request.set_link_id(options.link);
  if (!options.list.empty()) {
    const auto id = bytes_of_hex(options.list);
    if (!id) return usage_error("--list: the list's id in hexadecimal digits, as hotline list ls prints it");
    request.set_list_id(*id);
  }
  request.set_page_size(500);
  const auto stub = v1::DeskService::NewStub(common.channel());
  v1::ListAffectedAnswersResponse response;
  const int called = call_for_all(common, *stub, &DeskStub::ListAffectedAnswers, request, response);
  if (called != kDone) return called;
  if (common.json) {
    print_json(response);
    return kDone;
  }
  Table table({"reference", "told (UTC)", "what", "script"});
  for (const auto& answer : response.answers()) {
    table.add({answer.inquiry_reference(), instant_text(answer.told_at()),
               enum_text(v1::AnswerKind_Name(answer.answer_kind()), "ANSWER_KIND_"), script_text(answer)});
  }
  std::cout << (response.answers_size() == 0 ? "nobody was told anything that rests on it\n" : table.text());
  return kDone;
}

}  // namespace

void add_desk_commands(CLI::App& app, const Common& common, int& exit_code) {
  auto* callbacks = app.add_subcommand("callback", "Families who are to be called (operators, supervisors)");
  callbacks->require_subcommand(1);

  const auto listing = std::make_shared<CallbackOptions>();
  auto* listed = callbacks->add_subcommand("ls", "What is due and nobody has, nearest kin first; names nobody");
  listed->add_option("--state", listing->state,
                     "due, waits-for-family, told, lapsed or ended (supervisors; operators see what is due)");
  listed->add_option("--most", listing->most, "At most so many rows")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
  listed->callback([listing, &common, &exit_code] { exit_code = list_callbacks(common, *listing); });

  const auto claiming = std::make_shared<CallbackOptions>();
  auto* claimed =
      callbacks->add_subcommand("claim", "Take the next one that is due, or a certain one, for 20 minutes; logged");
  claimed->add_option("callback", claiming->id, "Its number; without it the next one")->type_name("NUMBER");
  claimed->add_option("--request-id", claiming->request_id, "Repeat a claim whose answer was lost");
  claimed->callback([claiming, &common, &exit_code] { exit_code = claim_callback(common, *claiming); });

  const auto ending = std::make_shared<CallbackOptions>();
  auto* ended = callbacks->add_subcommand("done", "How the call ended");
  ended->add_option("callback", ending->id, "Its number")->required()->type_name("NUMBER");
  ended
      ->add_option("outcome", ending->outcome,
                   "told, reached-not-told, no-answer, wrong-number, does-not-wish-to-hear or in-crisis")
      ->required();
  ended->add_option("--tree", ending->tree, "With told: tree of the receipt of what was told");
  ended->add_option("--index", ending->index, "With told: its index");
  ended->add_option("--request-id", ending->request_id, "Repeat one whose answer was lost");
  ended->callback([ending, &common, &exit_code] { exit_code = complete_callback(common, *ending); });

  const auto reopening = std::make_shared<CallbackOptions>();
  auto* reopened = callbacks->add_subcommand("reopen", "Put one that lapsed back into the queue (supervisors); logged");
  reopened->add_option("callback", reopening->id, "Its number")->required()->type_name("NUMBER");
  reopened->add_option("--request-id", reopening->request_id, "Repeat one whose answer was lost");
  reopened->callback([reopening, &common, &exit_code] { exit_code = reopen_callback(common, *reopening); });

  const auto affecting = std::make_shared<CallbackOptions>();
  auto* affected = app.add_subcommand(
      "affected",
      "Everyone who was told something that may rest on a statement, a list or a link (supervisors); logged");
  auto* one = affected->add_option_group("what");
  one->add_option("--statement", affecting->statement, "Number of a statement");
  one->add_option("--list", affecting->list, "Id of a list");
  one->add_option("--link", affecting->link, "Number of a link");
  one->require_option(1);
  affected->callback([affecting, &common, &exit_code] { exit_code = list_affected(common, *affecting); });
}

}  // namespace hotline::cli
