#include <iostream>
#include <optional>

#include "cli/desk_tables.hpp"
#include "cli/desk_work.hpp"
#include "cli/facts.hpp"
#include "cli/lookup_tables.hpp"
#include "cli/names.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"

namespace hotline::cli {
namespace {

using DeskStub = v1::DeskService::Stub;

std::string row_text(const v1::Callback& callback) {
  Table table = callback_table();
  table.add(callback_row(callback));
  return table.text();
}

int claim(const Common& common, DeskStub& stub, std::int64_t id, v1::ClaimCallbackResponse& claimed) {
  v1::ClaimCallbackRequest request;
  request.set_request_id(new_request_id());
  request.set_callback_id(id);
  return call(common, stub, &DeskStub::ClaimCallback, request, claimed);
}

int complete(const Common& common, DeskStub& stub, std::int64_t id, v1::CallbackOutcome outcome,
             const v1::Receipt* receipt) {
  v1::CompleteCallbackRequest request;
  request.set_request_id(new_request_id());
  request.set_callback_id(id);
  request.set_outcome(outcome);
  if (receipt != nullptr) {
    request.set_log_tree(receipt->tree());
    request.set_log_index(receipt->index());
  }
  v1::CompleteCallbackResponse response;
  const int called = call(common, stub, &DeskStub::CompleteCallback, request, response);
  if (called != kDone) return called;
  const v1::Callback& callback = response.callback();
  std::cout << "callback " << callback.callback_id() << ": " << callback_state_text(callback.state());
  if (callback.state() == v1::CALLBACK_STATE_DUE)
    std::cout << " again at " << instant_text(callback.due_at()) << " UTC";
  std::cout << '\n';
  return kDone;
}

bool has_cause(const v1::Callback& callback, v1::CallbackCause cause) {
  for (const int one : callback.causes()) {
    if (one == cause) return true;
  }
  return false;
}

// What a supervisor released is told by whoever opens it.
int open_release(const Common& common, const std::string& reference) {
  v1::OpenRequest request;
  request.set_request_id(new_request_id());
  request.mutable_inquiry()->set_reference(reference);
  v1::OpenResponse response;
  const auto stub = v1::ApprovalService::NewStub(common.channel());
  const int called = call(common, *stub, &v1::ApprovalService::Stub::Open, request, response);
  if (called == kDone) std::cout << "the release is open until " << instant_text(response.open_until()) << " UTC\n";
  return called;
}

int look_up(const Common& common, const v1::ClaimCallbackResponse& claimed, v1::LookupPersonResponse& answer) {
  const std::string& reference = claimed.callback().inquiry_reference();
  if (has_cause(claimed.callback(), v1::CALLBACK_CAUSE_RELEASE)) {
    const int opened = open_release(common, reference);
    if (opened != kDone) std::cout << "what can be said without it:\n";
  }
  v1::LookupPersonRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(v1::PURPOSE_CALLBACK);
  request.mutable_inquiry()->set_reference(reference);
  const auto language = claimed.asker().language();
  request.set_language(language == v1::LANGUAGE_UNSPECIFIED ? language_of(common.language) : language);
  request.set_relation(claimed.asker().relation());
  request.set_wishes_to_hear_now(true);  // asked before
  if (claimed.asker().safe_contact() == v1::SAFE_CONTACT_PHONE) {
    request.add_verification_steps(v1::VERIFICATION_STEP_NUMBER_CALLED_BACK);
  }
  const auto stub = v1::LookupService::NewStub(common.channel());
  return call(common, *stub, &v1::LookupService::Stub::LookupPerson, request, answer);
}

// The sentence is looked up when the family is on the line and wishes to hear it: so it is what stands now.
std::optional<Worked> tell(const Common& common, DeskStub& stub, const v1::ClaimCallbackResponse& claimed) {
  const std::int64_t id = claimed.callback().callback_id();
  std::cout << "Ask, whatever the news is: do you wish to hear now what there is to say?\n";
  const char wish = choose({{'y', "yes", "yes"}, {'n', "no", "no"}});
  if (wish == 'q') return Worked::kQuit;
  if (wish == 's') return std::nullopt;
  if (wish == 'n') {
    return complete(common, stub, id, v1::CALLBACK_OUTCOME_REACHED_NOT_TOLD, nullptr) == kDone ? Worked::kDone
                                                                                               : Worked::kFailed;
  }
  v1::LookupPersonResponse answer;
  if (look_up(common, claimed, answer) != kDone) return std::nullopt;
  std::cout << '\n' << answer_text(answer) << "\nRead these words, and no others.\n";
  const char said = choose({{'y', "yes", "yes, they were told"}, {'n', "no", "no, something else happened"}});
  if (said == 'q') return Worked::kQuit;
  if (said != 'y') return std::nullopt;
  if (complete(common, stub, id, v1::CALLBACK_OUTCOME_TOLD, &answer.receipt()) != kDone) return std::nullopt;
  return Worked::kDone;
}

v1::CallbackOutcome outcome_of(char key) {
  switch (key) {
    case 'r':
      return v1::CALLBACK_OUTCOME_REACHED_NOT_TOLD;
    case 'w':
      return v1::CALLBACK_OUTCOME_WRONG_NUMBER;
    case 'd':
      return v1::CALLBACK_OUTCOME_DOES_NOT_WISH_TO_HEAR;
    case 'c':
      return v1::CALLBACK_OUTCOME_IN_CRISIS;
    default:
      return v1::CALLBACK_OUTCOME_NO_ANSWER;
  }
}

Worked call_the_family(const Common& common, DeskStub& stub, const v1::ClaimCallbackResponse& claimed) {
  for (;;) {
    const char key = choose({{'t', "told", "tell"},
                             {'n', "no-answer", "no answer"},
                             {'r', "reached-not-told", "reached, not told"},
                             {'w', "wrong-number", "wrong number"},
                             {'d', "does-not-wish-to-hear", "does not wish to hear"},
                             {'c', "in-crisis", "in crisis: a supervisor takes it"}});
    if (key == 't') {
      const auto told = tell(common, stub, claimed);
      if (told) return *told;
      continue;
    }
    if (key == 's' || key == 'q') {
      std::cout << "it stays yours until " << instant_text(claimed.callback().claimed_until())
                << " UTC and is then due again\n";
      return key == 's' ? Worked::kSkipped : Worked::kQuit;
    }
    const int ended = complete(common, stub, claimed.callback().callback_id(), outcome_of(key), nullptr);
    return ended == kDone ? Worked::kDone : Worked::kFailed;
  }
}

Worked take(const Common& common, const v1::Callback& callback) {
  const auto stub = v1::DeskService::NewStub(common.channel());
  v1::ClaimCallbackResponse claimed;
  if (claim(common, *stub, callback.callback_id(), claimed) != kDone) return Worked::kFailed;
  std::cout << '\n' << claim_text(claimed);
  return call_the_family(common, *stub, claimed);
}

}  // namespace

Worked work_callback(const Common& common, const v1::Callback& callback) {
  std::cout << "\nCALLBACK\n" << row_text(callback);
  const char key = choose({{'t', "take", "take it: shows who is called, and is logged"}});
  if (key != 't') return key == 's' ? Worked::kSkipped : Worked::kQuit;
  return take(common, callback);
}

Worked work_lapsed(const Common& common, const v1::Callback& callback) {
  std::cout << "\nLAPSED CALLBACK: tried in vain, or the family did not wish to hear\n" << row_text(callback);
  const char key = choose({{'o', "open", "open it again"}, {'t', "take", "take it yourself"}});
  if (key == 't') return take(common, callback);
  if (key != 'o') return key == 's' ? Worked::kSkipped : Worked::kQuit;
  v1::ReopenCallbackRequest request;
  request.set_request_id(new_request_id());
  request.set_callback_id(callback.callback_id());
  v1::ReopenCallbackResponse response;
  const auto stub = v1::DeskService::NewStub(common.channel());
  if (call(common, *stub, &DeskStub::ReopenCallback, request, response) != kDone) return Worked::kFailed;
  std::cout << "callback " << response.callback().callback_id() << " stands for it: due at "
            << instant_text(response.callback().due_at()) << " UTC\n";
  return Worked::kDone;
}

}  // namespace hotline::cli
