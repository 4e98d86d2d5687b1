#include "core/inquiry.hpp"

#include <gtest/gtest.h>

#include <set>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

using enum InquiryState;
using enum InquiryStep;

constexpr std::array kStates{kStanding, kCandidate, kAwaitingCallback, kTold, kWithdrawn, kClosed};

TEST(InquiryTest, TheTableOfStepsIsAsAgreed) {
  std::string table = "from\tstep\tto\twho\n";
  for (const InquiryTransition& transition : inquiry_transitions()) {
    table += std::string(name_of(transition.from)) + "\t" + std::string(name_of(transition.step)) + "\t" +
             std::string(name_of(transition.to)) + "\t";
    std::string who;
    for (int role = 1; role <= kRoleCount; ++role) {
      if ((transition.roles & mask_of(static_cast<Role>(role))) == 0) continue;
      who += (who.empty() ? "" : ",") + std::string(name_of(static_cast<Role>(role)));
    }
    if (transition.by_the_service) who += who.empty() ? "the service" : ",the service";
    table += who + "\n";
  }
  hotline::test::expect_golden("inquiry_steps.tsv", table);
}

TEST(InquiryTest, NoStepHasTwoOutcomes) {
  std::set<std::pair<InquiryState, InquiryStep>> seen;
  for (const InquiryTransition& transition : inquiry_transitions()) {
    EXPECT_TRUE(seen.emplace(transition.from, transition.step).second);
    EXPECT_TRUE(transition.roles != 0 || transition.by_the_service) << "a step that nobody takes";
  }
}

TEST(InquiryTest, AnInquiryStaysOpenUntilToldOrWithdrawn) {
  EXPECT_EQ(next_state(kStanding, kTell, Role::kOperator).value(), kTold);
  EXPECT_EQ(next_state(kStanding, kWithdraw, Role::kOperator).value(), kWithdrawn);
  EXPECT_EQ(next_state_by_the_service(kStanding, kMatchFound).value(), kCandidate);
  EXPECT_TRUE(is_open(kStanding) && is_open(kCandidate) && is_open(kAwaitingCallback));
  EXPECT_FALSE(is_open(kTold) || is_open(kWithdrawn) || is_open(kClosed));
}

TEST(InquiryTest, ARefusedStepNamesStateAndAllowedSteps) {
  const auto refused = next_state(kTold, kTell, Role::kOperator);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_EQ(refused.error().metadata, (std::vector<std::pair<std::string, std::string>>{
                                          {"state", "TOLD"}, {"allowed_steps", "REOPEN,WITHDRAW"}}));
}

TEST(InquiryTest, OperatorsDecideNoMatchAndRegistrarsTakeNoStep) {
  for (InquiryState state : kStates) {
    for (int number = 1; number <= 9; ++number) {
      const auto step = static_cast<InquiryStep>(number);
      EXPECT_FALSE(next_state(state, step, Role::kRegistrar));
      EXPECT_TRUE(step == InquiryStep::kWithdraw || !next_state(state, step, Role::kPortal));
      if (step == kMatchConfirmed || step == kMatchRejected) {
        EXPECT_FALSE(next_state(state, step, Role::kOperator));
      }
    }
    EXPECT_FALSE(next_state(kClosed, kReopen, Role::kSupervisor)) << "closed is the end";
  }
}

TEST(InquiryTest, EveryCodeHasAName) {
  for (std::uint8_t code = 1; code <= kWrapUpCodeCount; ++code) {
    EXPECT_FALSE(name_of(static_cast<WrapUpCode>(code)).empty());
  }
  EXPECT_EQ(name_of(WrapUpCode::kTold), "TOLD");
  EXPECT_TRUE(name_of(static_cast<WrapUpCode>(0)).empty());
  EXPECT_TRUE(name_of(static_cast<WrapUpCode>(16)).empty());
  for (std::uint8_t code = 0; code <= kRelationLast; ++code) {
    EXPECT_FALSE(name_of(static_cast<Relation>(code)).empty());
  }
  EXPECT_EQ(name_of(Relation::kNotRelated), "NOT_RELATED");
  EXPECT_EQ(name_of(SafeContact::kDoNotContact), "DO_NOT_CONTACT");
  EXPECT_EQ(name_of(SafeContact::kPost), "POST");
}

TEST(InquiryTest, OnlyKinshipIsKinship) {
  EXPECT_TRUE(is_kinship(Relation::kMother) && is_kinship(Relation::kGuardian));
  EXPECT_FALSE(is_kinship(Relation::kNotNamed) || is_kinship(Relation::kNotRelated));
}

}  // namespace
}  // namespace hotline::core
