#include "core/candidate_review.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace hotline::core {
namespace {

using enum CandidateState;
using Sign = FirstSignature;
using Decide = ReviewDecision;

constexpr std::array kTransitions{
    CandidateTransition{kProposed, News::kOther, Sign::kNone, Decide::kConfirm, kConfirmed},
    CandidateTransition{kProposed, News::kOther, Sign::kNone, Decide::kReject, kRejected},
    CandidateTransition{kProposed, News::kOther, Sign::kNone, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kProposed, News::kDeath, Sign::kNone, Decide::kConfirm, kUnderReview},
    CandidateTransition{kProposed, News::kDeath, Sign::kNone, Decide::kReject, kRejected},
    CandidateTransition{kProposed, News::kDeath, Sign::kNone, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfAnother, Decide::kConfirm, kConfirmed},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfAnother, Decide::kReject, kRejected},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfAnother, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfAnother, Decide::kUndo, kProposed},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfThisActor, Decide::kReject, kRejected},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfThisActor, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kUnderReview, News::kDeath, Sign::kOfThisActor, Decide::kUndo, kProposed},
    // The death was withdrawn while it waited: one person decides.
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfAnother, Decide::kConfirm, kConfirmed},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfAnother, Decide::kReject, kRejected},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfAnother, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfAnother, Decide::kUndo, kProposed},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfThisActor, Decide::kConfirm, kConfirmed},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfThisActor, Decide::kReject, kRejected},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfThisActor, Decide::kInsufficient, kInsufficient},
    CandidateTransition{kUnderReview, News::kOther, Sign::kOfThisActor, Decide::kUndo, kProposed},
    CandidateTransition{kConfirmed, News::kOther, Sign::kNone, Decide::kUndo, kProposed},
    CandidateTransition{kConfirmed, News::kDeath, Sign::kNone, Decide::kUndo, kProposed},
    CandidateTransition{kRejected, News::kOther, Sign::kNone, Decide::kUndo, kProposed},
    CandidateTransition{kRejected, News::kDeath, Sign::kNone, Decide::kUndo, kProposed},
    CandidateTransition{kInsufficient, News::kOther, Sign::kNone, Decide::kUndo, kProposed},
    CandidateTransition{kInsufficient, News::kDeath, Sign::kNone, Decide::kUndo, kProposed},
};

template <typename Code, std::size_t N>
std::string_view look_up(const std::array<std::string_view, N>& names, Code code, std::size_t first) {
  const auto number = static_cast<std::size_t>(code);
  return number >= first && number - first < N ? names[number - first] : std::string_view{};
}

// What was undone waits again, unless the inquiry has been told or has ended meanwhile.
Result<InquiryState> waits_again(InquiryState now) {
  if (now == InquiryState::kCandidate || now == InquiryState::kAwaitingCallback) return now;
  return next_state_by_the_service(now, InquiryStep::kMatchFound);
}

}  // namespace

News news_of(Status status, std::uint8_t flags) {
  const bool dead = status == Status::kBelievedDead || status == Status::kDeathUnderInquiry ||
                    status == Status::kDeadConfirmed || (flags & kSignOfLifeAfterDeath) != 0;
  return dead ? News::kDeath : News::kOther;
}

std::span<const CandidateTransition> candidate_transitions() {
  return kTransitions;
}

Result<CandidateState> decide_candidate(CandidateState now, News news, FirstSignature signature,
                                        ReviewDecision decision) {
  const FirstSignature that_matters = now == kUnderReview ? signature : FirstSignature::kNone;
  std::string steps;
  for (const CandidateTransition& transition : kTransitions) {
    if (transition.from != now || transition.news != news || transition.signature != that_matters) continue;
    if (transition.decision == decision) return transition.to;
    if (!steps.empty()) steps += ",";
    steps += name_of(transition.decision);
  }
  const bool signed_before = that_matters == FirstSignature::kOfThisActor && decision == ReviewDecision::kConfirm;
  Error error =
      make_error(Reason::kWrongState, signed_before ? "the first signature is yours: another person gives the second"
                                                    : "the candidate's state does not allow this step");
  error.metadata.emplace_back("state", name_of(now));
  error.metadata.emplace_back("allowed_steps", steps);
  return error;
}

bool is_waiting(CandidateState state) {
  return state == kProposed || state == kUnderReview;
}

Result<InquiryState> inquiry_after(InquiryState now, CandidateStep step, OtherCandidates others, Role role) {
  switch (step.to) {
    case kConfirmed:
    case kUnderReview: {
      // Records of one man may be confirmed one after the other.
      if (now == InquiryState::kAwaitingCallback && others.confirmed) return now;
      auto confirmed = next_state(now, InquiryStep::kMatchConfirmed, role);
      if (!confirmed || step.to == kConfirmed) return confirmed;
      return now;
    }
    case kRejected:
    case kInsufficient:
      if (now != InquiryState::kCandidate || others.waiting || others.confirmed) return now;
      return next_state(now, InquiryStep::kMatchRejected, role);
    case kProposed: {
      if (step.from != kConfirmed || others.confirmed) return waits_again(now);
      auto back = next_state(now, InquiryStep::kMatchRejected, role);
      if (!back) return back;
      return waits_again(*back);
    }
    case kReplaced:
      break;
  }
  return make_error(Reason::kBug, "no decision replaces a candidate");
}

std::string_view name_of(CandidateState state) {
  static constexpr std::array<std::string_view, kCandidateStateLast> kNames{"PROPOSED", "UNDER_REVIEW", "CONFIRMED",
                                                                            "REJECTED", "INSUFFICIENT", "REPLACED"};
  return look_up(kNames, state, 1);
}

std::string_view name_of(ReviewDecision decision) {
  static constexpr std::array<std::string_view, kReviewDecisionLast> kNames{"CONFIRM", "REJECT", "INSUFFICIENT",
                                                                            "UNDO"};
  return look_up(kNames, decision, 1);
}

std::string_view name_of(News news) {
  static constexpr std::array<std::string_view, 2> kNames{"OTHER", "DEATH"};
  return look_up(kNames, news, 0);
}

}  // namespace hotline::core
