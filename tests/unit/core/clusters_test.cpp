#include "core/clusters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

using enum LinkState;

std::vector<PersonId> persons(std::initializer_list<std::int64_t> numbers) {
  std::vector<PersonId> ids;
  for (std::int64_t number : numbers) ids.emplace_back(number);
  return ids;
}

ConfirmedLink link(std::int64_t a, std::int64_t b) {
  return {PersonId{a}, PersonId{b}};
}

// "1:1 2:1 3:3"
std::string clusters(const std::vector<PersonId>& ids, const std::vector<ConfirmedLink>& links) {
  std::string text;
  for (const auto& [person, cluster] : clusters_of(ids, links)) {
    text += (text.empty() ? "" : " ") + std::to_string(person.value()) + ":" + std::to_string(cluster.value());
  }
  return text;
}

TEST(ClustersTest, NoLinkNoCluster) {
  EXPECT_EQ(clusters({}, {}), "");
  EXPECT_EQ(clusters(persons({7, 3}), {}), "3:3 7:7");
}

TEST(ClustersTest, TheLowestPersonNamesTheCluster) {
  EXPECT_EQ(clusters(persons({9, 5, 7, 3}), {link(9, 7), link(7, 5)}), "3:3 5:5 7:5 9:5");
  EXPECT_EQ(clusters(persons({1, 2, 3, 4}), {link(3, 4), link(1, 2), link(2, 3), link(4, 1)}), "1:1 2:1 3:1 4:1");
}

TEST(ClustersTest, RepeatsAndStrangersChangeNothing) {
  EXPECT_EQ(clusters(persons({2, 2, 1}), {link(1, 2), link(2, 1), link(1, 1)}), "1:1 2:1");
  EXPECT_EQ(clusters(persons({1, 3}), {link(1, 2), link(2, 3)}), "1:1 3:3") << "2 is not given";
}

TEST(ClustersTest, AsRelabellingUntilNothingChanges) {
  std::mt19937_64 random(hotline::test::seed_from_environment(std::random_device{}()));
  for (int round = 0; round < 500; ++round) {
    std::vector<PersonId> ids;
    for (int i = 0; i < 12; ++i) ids.emplace_back(static_cast<std::int64_t>(random() % 20));
    std::vector<ConfirmedLink> links;
    for (std::size_t i = random() % 10; i > 0; --i) {
      links.push_back(link(static_cast<std::int64_t>(random() % 20), static_cast<std::int64_t>(random() % 20)));
    }
    std::map<std::int64_t, std::int64_t> label;
    for (PersonId id : ids) label[id.value()] = id.value();
    for (std::size_t pass = 0; pass < label.size(); ++pass) {
      for (const ConfirmedLink& one : links) {
        if (!label.contains(one.a.value()) || !label.contains(one.b.value())) continue;
        const std::int64_t low = std::min(label[one.a.value()], label[one.b.value()]);
        label[one.a.value()] = label[one.b.value()] = low;
      }
    }
    std::string expected;
    for (const auto& [person, cluster] : label) {
      expected += (expected.empty() ? "" : " ") + std::to_string(person) + ":" + std::to_string(cluster);
    }
    ASSERT_EQ(clusters(ids, links), expected) << "round " << round;
  }
}

// The whole register in one chain, in the order that is worst for the paths: far from quadratic.
TEST(ClustersTest, ALongChainIsOneCluster) {
  constexpr std::int64_t kPersons = 200'000;
  std::vector<PersonId> ids;
  std::vector<ConfirmedLink> links;
  for (std::int64_t i = kPersons; i > 0; --i) {
    ids.emplace_back(i);
    if (i > 1) links.push_back(link(i, i - 1));
  }
  const auto found = clusters_of(ids, links);
  ASSERT_EQ(found.size(), static_cast<std::size_t>(kPersons));
  for (const auto& [person, cluster] : found) ASSERT_EQ(cluster.value(), 1) << person.value();
}

constexpr std::array kStates{kProposed, kConfirmed, kRejected, kDisputed, kUndone};
constexpr std::array kSignatures{FirstSignature::kNone, FirstSignature::kOfAnother, FirstSignature::kOfThisActor};
constexpr std::array kDecisions{LinkDecision::kConfirm, LinkDecision::kReject, LinkDecision::kDispute,
                                LinkDecision::kUndo, LinkDecision::kPropose};

TEST(LinkStepsTest, TheTableOfStepsIsAsAgreed) {
  std::string table = "from\tfirst_signature\tstep\tto\tthen\n";
  for (const LinkTransition& transition : link_transitions()) {
    table += std::string(name_of(transition.from)) + "\t" + std::string(name_of(transition.signature)) + "\t" +
             std::string(name_of(transition.decision)) + "\t" + std::string(name_of(transition.outcome.state)) + "\t" +
             (transition.outcome.waits_for_second ? "waits for second" : "done") + "\n";
  }
  hotline::test::expect_golden("link_steps.tsv", table);
}

TEST(LinkStepsTest, NoStepHasTwoOutcomesAndOnlyConfirmationsWait) {
  std::set<std::tuple<LinkState, FirstSignature, LinkDecision>> seen;
  for (const LinkTransition& step : link_transitions()) {
    EXPECT_TRUE(seen.emplace(step.from, step.signature, step.decision).second);
    EXPECT_EQ(step.outcome.waits_for_second, step.from == step.outcome.state);
    if (step.outcome.waits_for_second) {
      EXPECT_EQ(step.decision, LinkDecision::kConfirm);
    }
  }
}

TEST(LinkStepsTest, NobodyIsJoinedWithoutTwoPeople) {
  for (LinkState state : kStates) {
    for (FirstSignature signature : kSignatures) {
      for (LinkDecision decision : kDecisions) {
        const auto outcome = decide_link(state, signature, decision);
        if (!outcome || outcome->state != kConfirmed) continue;
        EXPECT_EQ(decision, LinkDecision::kConfirm);
        EXPECT_EQ(signature, FirstSignature::kOfAnother);
        EXPECT_TRUE(state == kProposed || state == kDisputed);
      }
    }
  }
}

TEST(LinkStepsTest, OnePersonPartsAConfirmedLinkAtOnce) {
  for (LinkDecision decision : {LinkDecision::kDispute, LinkDecision::kUndo}) {
    const auto outcome = decide_link(kConfirmed, FirstSignature::kNone, decision);
    ASSERT_TRUE(outcome);
    EXPECT_NE(outcome->state, kConfirmed);
    EXPECT_FALSE(outcome->waits_for_second);
  }
}

TEST(LinkStepsTest, ADisputedLinkIsConfirmedByTwoAnew) {
  EXPECT_EQ(decide_link(kDisputed, FirstSignature::kNone, LinkDecision::kConfirm).value(),
            (LinkOutcome{kDisputed, true}));
  EXPECT_EQ(decide_link(kDisputed, FirstSignature::kOfAnother, LinkDecision::kConfirm).value(),
            (LinkOutcome{kConfirmed, false}));
}

TEST(LinkStepsTest, ARefusedStepNamesStateAndAllowedSteps) {
  auto refused = decide_link(kProposed, FirstSignature::kOfThisActor, LinkDecision::kConfirm);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kWrongState);
  EXPECT_EQ(refused.error().message, "the first signature is yours: another person gives the second");
  using Metadata = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(refused.error().metadata, (Metadata{{"state", "PROPOSED"}, {"allowed_steps", "REJECT"}}));
  refused = decide_link(kConfirmed, FirstSignature::kOfAnother, LinkDecision::kConfirm);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().metadata, (Metadata{{"state", "CONFIRMED"}, {"allowed_steps", "DISPUTE,UNDO"}}));
  refused = decide_link(kUndone, FirstSignature::kNone, LinkDecision::kConfirm);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().metadata, (Metadata{{"state", "UNDONE"}, {"allowed_steps", "PROPOSE"}}));
}

TEST(LinkStepsTest, EveryStateAndStepHasAName) {
  for (LinkState state : kStates) EXPECT_FALSE(name_of(state).empty());
  for (LinkDecision decision : kDecisions) EXPECT_FALSE(name_of(decision).empty());
  EXPECT_TRUE(name_of(static_cast<LinkState>(0)).empty());
  EXPECT_TRUE(name_of(static_cast<LinkDecision>(6)).empty());
}

}  // namespace
}  // namespace hotline::core
