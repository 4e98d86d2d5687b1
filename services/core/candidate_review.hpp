#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/access.hpp"
#include "core/clusters.hpp"
#include "core/inquiry.hpp"
#include "core/result.hpp"
#include "core/status.hpp"

namespace hotline::core {

// All numbers on this page are stored and mirrored in the proto: never renumber.

// What became of an inquiry and a record that may be of one man.
enum class CandidateState : std::uint8_t {
  kProposed = 1,
  kUnderReview = 2,  // a death that one supervisor has confirmed
  kConfirmed = 3,
  kRejected = 4,
  kInsufficient = 5,  // put aside: what is known does not suffice to decide
  kReplaced = 6,      // a newer row of the same two stands for it
};
inline constexpr std::uint8_t kCandidateStateLast = 6;

enum class ReviewDecision : std::uint8_t { kConfirm = 1, kReject = 2, kInsufficient = 3, kUndo = 4 };
inline constexpr std::uint8_t kReviewDecisionLast = 4;

// What the record says. A namesake's death told to the wrong mother cannot be taken back, so it takes two people.
enum class News : std::uint8_t { kOther = 0, kDeath = 1 };
// A death however surely, and one that is contradicted by a sign of life too.
News news_of(Status status, std::uint8_t flags);

// The closed table of decisions. Only a CONFIRMED candidate leads to a callback.
struct CandidateTransition {
  CandidateState from;
  News news;
  FirstSignature signature;  // of a candidate UNDER_REVIEW; kNone otherwise
  ReviewDecision decision;
  CandidateState to;
};
std::span<const CandidateTransition> candidate_transitions();

// The state after the decision, or kWrongState with metadata "state" and "allowed_steps".
Result<CandidateState> decide_candidate(CandidateState now, News news, FirstSignature signature,
                                        ReviewDecision decision);

// Waits for somebody's decision.
bool is_waiting(CandidateState state);

// The inquiry's other candidates.
struct OtherCandidates {
  bool waiting = false;
  bool confirmed = false;
};
struct CandidateStep {
  CandidateState from = CandidateState::kProposed;
  CandidateState to = CandidateState::kProposed;
};
// The inquiry's state after a decision on one of its candidates, by the table of inquiry_transitions(): a confirmation
// leads to the callback, the last rejection back to standing, what is undone waits again.
Result<InquiryState> inquiry_after(InquiryState now, CandidateStep step, OtherCandidates others, Role role);

std::string_view name_of(CandidateState state);
std::string_view name_of(ReviewDecision decision);
std::string_view name_of(News news);

}  // namespace hotline::core
