#include "core/approval.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotline::core {
namespace {

using testing::ElementsAre;

std::string state_of(const Done& done) {
  return done ? "may" : done.error().metadata.front().second;
}

TEST(ApprovalTest, OpensAStandingReleaseForEverybodyButItsGiver) {
  const ReleaseAsked stands{ActorId("sup-1"), ReleaseFault::kNone};
  EXPECT_EQ(state_of(may_open(stands, ReleaseRequestState::kReleased, ActorId("op-1"))), "may");
  EXPECT_EQ(state_of(may_open(stands, ReleaseRequestState::kReleased, ActorId("sup-1"))), "OWN_RELEASE");
}

TEST(ApprovalTest, SaysWhyThereIsNothingToOpen) {
  const ActorId teller("op-1");
  EXPECT_EQ(state_of(may_open(std::nullopt, std::nullopt, teller)), "NONE");
  EXPECT_EQ(state_of(may_open(std::nullopt, ReleaseRequestState::kWaiting, teller)), "WAITING");
  EXPECT_EQ(state_of(may_open(std::nullopt, ReleaseRequestState::kRefused, teller)), "REFUSED");
  for (const auto& [fault, name] :
       {std::pair(ReleaseFault::kWithdrawn, "WITHDRAWN"), std::pair(ReleaseFault::kExpired, "EXPIRED"),
        std::pair(ReleaseFault::kFactsChanged, "FACTS_CHANGED"),
        std::pair(ReleaseFault::kRecordChanged, "RECORD_CHANGED")}) {
    const ReleaseAsked fallen{ActorId("sup-1"), fault};
    EXPECT_EQ(state_of(may_open(fallen, ReleaseRequestState::kReleased, teller)), name);
    EXPECT_EQ(state_of(may_open(fallen, ReleaseRequestState::kWaiting, teller)), "WAITING") << "a new one waits";
  }
}

TEST(ApprovalTest, TwoOthersHearOfABrokenGlass) {
  const std::vector<std::string> named{"sup-1", "sup-2", "sup-2", "op-1"};
  const auto told = told_of_break_glass(named, ActorId("op-1"));
  ASSERT_TRUE(told);
  EXPECT_THAT(*told, ElementsAre("sup-1", "sup-2"));
  const auto own = told_of_break_glass(std::vector<std::string>{"sup-1", "sup-2"}, ActorId("sup-1"));
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().metadata.front().second, "NOBODY_TO_TELL");
}

TEST(ApprovalTest, AnotherJudgesABrokenGlassOnce) {
  EXPECT_EQ(state_of(may_review_break_glass(ActorId("sup-1"), false, ActorId("sup-2"))), "may");
  EXPECT_EQ(state_of(may_review_break_glass(ActorId("sup-1"), false, ActorId("sup-1"))), "OWN_RELEASE");
  EXPECT_EQ(state_of(may_review_break_glass(ActorId("sup-1"), true, ActorId("sup-2"))), "REVIEWED");
}

Candidate candidate(std::int64_t person, std::int64_t cluster, std::int64_t version, double probability) {
  Candidate made;
  made.person = PersonId(person);
  made.facts.cluster = ClusterId(cluster);
  made.facts.version = version;
  made.probability = probability;
  return made;
}

TEST(ApprovalTest, TheReleasedClusterIsFoundAtItsVersionsOnly) {
  const std::vector<Candidate> found{candidate(1, 1, 3, 0.6), candidate(2, 2, 5, 0.3), candidate(3, 2, 6, 0.1)};
  const std::vector<PersonVersion> both{{PersonId(2), 5}, {PersonId(3), 6}, {PersonId(9), 1}};
  const auto cluster = released_cluster(found, both, 0);
  ASSERT_TRUE(cluster);
  EXPECT_EQ(cluster->best.person, PersonId(2));
  EXPECT_FALSE(released_cluster(found, std::vector<PersonVersion>{{PersonId(2), 4}, {PersonId(3), 6}}, 0));
  EXPECT_FALSE(released_cluster(found, std::vector<PersonVersion>{{PersonId(2), 5}}, 0)) << "a record has joined it";
  EXPECT_FALSE(released_cluster({}, both, 0));
}

}  // namespace
}  // namespace hotline::core
