#include "core/candidate_review.hpp"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

using enum CandidateState;

constexpr std::array kStates{kProposed, kUnderReview, kConfirmed, kRejected, kInsufficient, kReplaced};
constexpr std::array kDecisions{ReviewDecision::kConfirm, ReviewDecision::kReject, ReviewDecision::kInsufficient,
                                ReviewDecision::kUndo};
constexpr std::array kSignatures{FirstSignature::kNone, FirstSignature::kOfAnother, FirstSignature::kOfThisActor};
constexpr std::array kNews{News::kOther, News::kDeath};

TEST(CandidateStepsTest, TheTableOfStepsIsAsAgreed) {
  std::string table = "from\tnews\tfirst_signature\tdecision\tto\n";
  for (const CandidateTransition& step : candidate_transitions()) {
    table += std::string(name_of(step.from)) + "\t" + std::string(name_of(step.news)) + "\t" +
             std::string(name_of(step.signature)) + "\t" + std::string(name_of(step.decision)) + "\t" +
             std::string(name_of(step.to)) + "\n";
  }
  hotline::test::expect_golden("candidate_steps.tsv", table);
}

TEST(CandidateStepsTest, NoStepHasTwoOutcomes) {
  std::set<std::tuple<CandidateState, News, FirstSignature, ReviewDecision>> seen;
  for (const CandidateTransition& step : candidate_transitions()) {
    EXPECT_TRUE(seen.emplace(step.from, step.news, step.signature, step.decision).second);
    EXPECT_EQ(step.from == kUnderReview, step.signature != FirstSignature::kNone);
  }
}

TEST(CandidateStepsTest, NoDeathIsConfirmedByOnePerson) {
  for (CandidateState state : kStates) {
    for (FirstSignature signature : kSignatures) {
      for (ReviewDecision decision : kDecisions) {
        const auto after = decide_candidate(state, News::kDeath, signature, decision);
        if (!after || *after != kConfirmed) continue;
        EXPECT_EQ(state, kUnderReview);
        EXPECT_EQ(signature, FirstSignature::kOfAnother);
        EXPECT_EQ(decision, ReviewDecision::kConfirm);
      }
    }
  }
}

TEST(CandidateStepsTest, OnePersonUndoesWhateverWasDecided) {
  for (CandidateState state : {kConfirmed, kRejected, kInsufficient}) {
    for (News news : kNews) {
      EXPECT_EQ(decide_candidate(state, news, FirstSignature::kNone, ReviewDecision::kUndo).value(), kProposed);
    }
  }
}

TEST(CandidateStepsTest, WhatWasReplacedIsDecidedNoMore) {
  for (News news : kNews) {
    for (ReviewDecision decision : kDecisions) {
      EXPECT_FALSE(decide_candidate(kReplaced, news, FirstSignature::kNone, decision));
    }
  }
}

TEST(CandidateStepsTest, ARefusedStepNamesStateAndAllowedSteps) {
  const auto refused =
      decide_candidate(kUnderReview, News::kDeath, FirstSignature::kOfThisActor, ReviewDecision::kConfirm);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_EQ(refused.error().message, "the first signature is yours: another person gives the second");
  using Metadata = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(refused.error().metadata,
            (Metadata{{"state", "UNDER_REVIEW"}, {"allowed_steps", "REJECT,INSUFFICIENT,UNDO"}}));
  const auto again = decide_candidate(kConfirmed, News::kOther, FirstSignature::kNone, ReviewDecision::kConfirm);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().metadata, (Metadata{{"state", "CONFIRMED"}, {"allowed_steps", "UNDO"}}));
}

TEST(CandidateStepsTest, EveryWordHasAName) {
  for (CandidateState state : kStates) EXPECT_FALSE(name_of(state).empty());
  for (ReviewDecision decision : kDecisions) EXPECT_FALSE(name_of(decision).empty());
  for (News news : kNews) EXPECT_FALSE(name_of(news).empty());
  EXPECT_TRUE(name_of(static_cast<CandidateState>(0)).empty());
  EXPECT_TRUE(name_of(static_cast<CandidateState>(7)).empty());
  EXPECT_TRUE(name_of(static_cast<ReviewDecision>(5)).empty());
}

TEST(NewsTest, ADeathIsOneHoweverSurelyAndAlsoWhenContradicted) {
  std::set<Status> deaths;
  for (std::size_t number = 0; number < kStatusCount; ++number) {
    const auto status = static_cast<Status>(number);
    if (news_of(status, 0) == News::kDeath) deaths.insert(status);
    EXPECT_EQ(news_of(status, kSignOfLifeAfterDeath), News::kDeath);
  }
  EXPECT_EQ(deaths, (std::set{Status::kBelievedDead, Status::kDeathUnderInquiry, Status::kDeadConfirmed}));
}

Result<InquiryState> after(InquiryState now, CandidateState from, CandidateState to, OtherCandidates others = {}) {
  return inquiry_after(now, CandidateStep{from, to}, others, Role::kSupervisor);
}

TEST(InquiryAfterTest, AConfirmationLeadsToTheCallback) {
  EXPECT_EQ(after(InquiryState::kCandidate, kProposed, kConfirmed).value(), InquiryState::kAwaitingCallback);
  EXPECT_EQ(after(InquiryState::kStanding, kUnderReview, kConfirmed).value(), InquiryState::kAwaitingCallback);
  EXPECT_EQ(after(InquiryState::kCandidate, kProposed, kUnderReview).value(), InquiryState::kCandidate);
  EXPECT_EQ(after(InquiryState::kAwaitingCallback, kProposed, kConfirmed, {.confirmed = true}).value(),
            InquiryState::kAwaitingCallback);
}

TEST(InquiryAfterTest, WhatIsNoLongerOpenIsNotConfirmed) {
  for (const auto now : {InquiryState::kTold, InquiryState::kWithdrawn, InquiryState::kClosed}) {
    for (const auto to : {kConfirmed, kUnderReview}) {
      const auto refused = after(now, kProposed, to);
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().reason, Reason::kWrongState);
    }
    EXPECT_FALSE(after(now, kConfirmed, kProposed));
    EXPECT_FALSE(after(now, kRejected, kProposed));
    EXPECT_EQ(after(now, kProposed, kRejected).value(), now) << "what is left over may be put away";
  }
}

TEST(InquiryAfterTest, OnlyTheLastRejectionLeadsBackToStanding) {
  for (const auto to : {kRejected, kInsufficient}) {
    EXPECT_EQ(after(InquiryState::kCandidate, kProposed, to, {.waiting = true}).value(), InquiryState::kCandidate);
    EXPECT_EQ(after(InquiryState::kCandidate, kProposed, to).value(), InquiryState::kStanding);
    EXPECT_EQ(after(InquiryState::kAwaitingCallback, kProposed, to, {.confirmed = true}).value(),
              InquiryState::kAwaitingCallback);
  }
}

TEST(InquiryAfterTest, WhatIsUndoneWaitsAgain) {
  EXPECT_EQ(after(InquiryState::kAwaitingCallback, kConfirmed, kProposed).value(), InquiryState::kCandidate);
  EXPECT_EQ(after(InquiryState::kAwaitingCallback, kConfirmed, kProposed, {.confirmed = true}).value(),
            InquiryState::kAwaitingCallback);
  EXPECT_EQ(after(InquiryState::kStanding, kRejected, kProposed).value(), InquiryState::kCandidate);
  EXPECT_EQ(after(InquiryState::kCandidate, kUnderReview, kProposed).value(), InquiryState::kCandidate);
}

TEST(InquiryAfterTest, OperatorsAndRegistrarsConfirmNothing) {
  for (const Role role : {Role::kOperator, Role::kRegistrar, Role::kPortal}) {
    EXPECT_FALSE(inquiry_after(InquiryState::kCandidate, CandidateStep{kProposed, kConfirmed}, {}, role));
  }
}

}  // namespace
}  // namespace hotline::core
