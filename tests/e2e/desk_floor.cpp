#include "e2e/desk_floor.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>
#include <utility>

#include "bench/site.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kPause{40};
constexpr milliseconds kIdlePause{150};
constexpr milliseconds kCallTime{10'000};
constexpr int kGroupsShown = 20;

bool is_transient(const grpc::Status& status) {
  static const std::set<grpc::StatusCode> kTransient{grpc::StatusCode::UNAVAILABLE, grpc::StatusCode::DEADLINE_EXCEEDED,
                                                     grpc::StatusCode::RESOURCE_EXHAUSTED, grpc::StatusCode::ABORTED,
                                                     grpc::StatusCode::CANCELLED};
  return kTransient.contains(status.error_code());
}

}  // namespace

// One place at the desk, and whoever sits at it.
class DeskFloor::Person {
 public:
  Person(DeskFloor& floor, std::string actor, bool supervisor, std::uint64_t seed)
      : floor_(floor), actor_(std::move(actor)), supervisor_(supervisor), random_(seed) {
    connect();
  }

  void work() {
    while (!floor_.closed_) {
      if (supervisor_ && review()) continue;
      v1::ClaimCallbackResponse claimed;
      if (!claim(0, claimed)) continue;
      if (!claimed.has_callback() && supervisor_) claim_lapsed(claimed);
      if (claimed.has_callback()) {
        handle(claimed);
      } else {
        std::this_thread::sleep_for(kIdlePause);
      }
    }
  }

 private:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  void connect() {
    const auto channel = rpc::connect_local(floor_.options_.sockets[below(2)]);
    desk_ = v1::DeskService::NewStub(channel);
    inquiries_ = v1::InquiryService::NewStub(channel);
    lookups_ = v1::LookupService::NewStub(channel);
  }

  // The same request until it is answered, on whichever server; that it never was when the floor closes. A new channel
  // each time: one that met the socket of a killed server waits seconds before it tries again.
  template <typename Stub, typename Method, typename Request, typename Response>
  grpc::Status call(std::unique_ptr<Stub>& stub, Method method, const Request& request, Response& response) {
    for (;;) {
      response.Clear();
      const auto status = test::call_as(actor_, *stub, method, request, response, kCallTime);
      if (!is_transient(status)) return status;
      if (floor_.closed_) return status;
      ++floor_.counts_.repeated;
      std::this_thread::sleep_for(kPause);
      connect();
    }
  }

  // Confirms all that asks for one man; false when nothing is to be reviewed.
  bool review() {
    v1::ListCandidatesRequest list;
    list.set_page_size(kGroupsShown);
    v1::ListCandidatesResponse page;
    if (!call(inquiries_, &v1::InquiryService::Stub::ListCandidates, list, page).ok() || page.groups().empty()) {
      return false;
    }
    const auto& group = page.groups(static_cast<int>(below(static_cast<std::uint64_t>(page.groups_size()))));
    const std::vector<v1::Candidate> all(group.candidates().begin(), group.candidates().end());
    if (decide(group, all, v1::REVIEW_DECISION_CONFIRM)) {
      floor_.counts_.reviewed += static_cast<std::int64_t>(all.size());
      return true;
    }
    // Another supervisor decided them meanwhile, or a namesake is confirmed for some of them.
    for (const v1::Candidate& one : all) {
      if (decide(group, {one}, v1::REVIEW_DECISION_CONFIRM)) {
        ++floor_.counts_.reviewed;
      } else {
        decide(group, {one}, v1::REVIEW_DECISION_REJECT);
      }
    }
    return true;
  }
  bool decide(const v1::CandidateGroup& group, const std::vector<v1::Candidate>& candidates,
              v1::ReviewDecision decision) {
    v1::ReviewCandidateRequest review;
    review.set_request_id(test::new_request_id());
    review.set_person_id(group.person_id());
    review.set_person_version(group.person_version());
    for (const v1::Candidate& candidate : candidates) {
      auto& seen = *review.add_inquiries();
      seen.set_inquiry_reference(candidate.inquiry_reference());
      seen.set_facts_version(candidate.facts_version());
    }
    review.set_decision(decision);
    review.set_ground("Збіглися імена, дата та номер, або ні");
    v1::ReviewCandidateResponse made;
    return call(inquiries_, &v1::InquiryService::Stub::ReviewCandidate, review, made).ok();
  }

  bool claim(std::int64_t callback, v1::ClaimCallbackResponse& claimed) {
    v1::ClaimCallbackRequest request;
    request.set_request_id(test::new_request_id());
    request.set_callback_id(callback);
    const auto status = call(desk_, &v1::DeskService::Stub::ClaimCallback, request, claimed);
    if (!status.ok() && callback == 0 && !floor_.closed_) {
      floor_.violations_.add("a claim refused", status.error_message());
    }
    return status.ok();
  }

  // What the tellers tried in vain.
  void claim_lapsed(v1::ClaimCallbackResponse& claimed) {
    v1::ListCallbacksRequest list;
    list.set_state(v1::CALLBACK_STATE_LAPSED);
    list.set_page_size(kGroupsShown);
    v1::ListCallbacksResponse page;
    if (!call(desk_, &v1::DeskService::Stub::ListCallbacks, list, page).ok() || page.callbacks().empty()) return;
    const auto count = static_cast<std::uint64_t>(page.callbacks_size());
    claim(page.callbacks(static_cast<int>(below(count))).callback_id(), claimed);
  }

  void handle(const v1::ClaimCallbackResponse& claimed) {
    const v1::Callback& callback = claimed.callback();
    WaitingFamily& family = floor_.family(callback.inquiry_reference());
    if (family.told) floor_.violations_.add("called after it was told", callback.inquiry_reference());
    const std::uint64_t luck = below(100);
    if (luck < 4) return floor_.drop(callback, actor_);
    if (luck < 10) return in_vain(callback, v1::CALLBACK_OUTCOME_NO_ANSWER);
    if (luck < 11) return in_vain(callback, v1::CALLBACK_OUTCOME_WRONG_NUMBER);
    if (luck < 12) return in_vain(callback, v1::CALLBACK_OUTCOME_IN_CRISIS);
    v1::LookupPersonResponse answer;
    if (!look_up(family, answer)) return;
    if (luck < 15) return floor_.drop(callback, actor_);

    if (family.on_the_phone.fetch_add(1) != 0) {
      floor_.violations_.add("called by two people at once", callback.inquiry_reference());
    }
    say(family, claimed);
    if (luck < 19) {
      --family.on_the_phone;
      return floor_.drop(callback, actor_);
    }
    tell(family, callback, answer.receipt());
    --family.on_the_phone;
  }

  bool look_up(WaitingFamily& family, v1::LookupPersonResponse& answer) {
    v1::LookupPersonRequest request;
    request.set_request_id(test::new_request_id());
    request.set_purpose(v1::PURPOSE_CALLBACK);
    request.set_language(v1::LANGUAGE_UK);
    *request.mutable_inquiry() = family.key;
    const auto status = call(lookups_, &v1::LookupService::Stub::LookupPerson, request, answer);
    if (floor_.closed_ && !status.ok()) return false;
    if (!status.ok() || answer.kind() != v1::ANSWER_KIND_CONFIRMED_CAPTIVE) {
      floor_.violations_.add("no answer to tell",
                             status.ok() ? v1::AnswerKind_Name(answer.kind()) : status.error_message());
      return false;
    }
    return true;
  }

  // A teller who is shown that this family was told before asks first; one who is not says the sentence.
  void say(WaitingFamily& family, const v1::ClaimCallbackResponse& claimed) {
    const auto& told = claimed.told_before();
    const bool warned = std::any_of(told.begin(), told.end(), [](const auto& one) { return one.to_this_family(); });
    if (warned) ++floor_.counts_.warned;
    if (family.heard > 0 && !warned) {
      floor_.violations_.add("told twice", claimed.callback().inquiry_reference());
    }
    if (family.heard == 0 || !warned) ++family.heard;
  }

  void tell(WaitingFamily& family, const v1::Callback& callback, const v1::Receipt& receipt) {
    v1::CompleteCallbackRequest request = completion(callback, v1::CALLBACK_OUTCOME_TOLD);
    request.set_log_tree(receipt.tree());
    request.set_log_index(receipt.index());
    if (!complete(request)) return;
    if (family.told.exchange(true)) floor_.violations_.add("ended twice", callback.inquiry_reference());
    ++floor_.counts_.told;
  }
  void in_vain(const v1::Callback& callback, v1::CallbackOutcome outcome) {
    if (complete(completion(callback, outcome))) ++floor_.counts_.in_vain;
  }
  static v1::CompleteCallbackRequest completion(const v1::Callback& callback, v1::CallbackOutcome outcome) {
    v1::CompleteCallbackRequest request;
    request.set_request_id(test::new_request_id());
    request.set_callback_id(callback.callback_id());
    request.set_outcome(outcome);
    return request;
  }
  bool complete(const v1::CompleteCallbackRequest& request) {
    v1::CompleteCallbackResponse response;
    const auto status = call(desk_, &v1::DeskService::Stub::CompleteCallback, request, response);
    if (!status.ok() && !floor_.closed_) {
      floor_.violations_.add("a try refused", status.error_message());
    }
    return status.ok();
  }

  DeskFloor& floor_;
  std::string actor_;
  bool supervisor_;
  std::mt19937_64 random_;
  std::unique_ptr<v1::DeskService::Stub> desk_;
  std::unique_ptr<v1::InquiryService::Stub> inquiries_;
  std::unique_ptr<v1::LookupService::Stub> lookups_;
};

DeskFloor::DeskFloor(Options options, std::deque<WaitingFamily>& families, Violations& violations)
    : options_(std::move(options)), violations_(violations) {
  for (WaitingFamily& family : families) by_reference_[family.key.reference()] = &family;
  for (int i = 0; i < options_.supervisors + options_.tellers; ++i) {
    const bool supervisor = i < options_.supervisors;
    const auto place = static_cast<std::size_t>(supervisor ? i : i - options_.supervisors);
    people_.emplace_back([this, supervisor, place, seed = options_.seed + static_cast<std::uint64_t>(i)] {
      Person(*this, supervisor ? bench::supervisor_name(place) : bench::operator_name(place), supervisor, seed).work();
    });
  }
}

void DeskFloor::close() {
  closed_ = true;
  for (std::thread& person : people_) person.join();
  people_.clear();
}

void DeskFloor::drop(const v1::Callback& callback, const std::string& actor) {
  ++counts_.dropped;
  const std::lock_guard lock(mutex_);
  const std::int64_t until_us =
      callback.claimed_until().seconds() * 1'000'000 + callback.claimed_until().nanos() / 1'000;
  dropped_.push_back(DroppedClaim{callback.callback_id(), actor, until_us});
}

std::vector<DroppedClaim> DeskFloor::take_dropped() {
  const std::lock_guard lock(mutex_);
  return std::exchange(dropped_, {});
}

}  // namespace hotline::e2e
