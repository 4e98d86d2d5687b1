#include "core/caller_level.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace hotline::core {
namespace {

using enum VerificationStep;

std::uint8_t level(std::vector<VerificationStep> steps) {
  return derive_level(steps);
}

TEST(CallerLevelTest, EachLevelNeedsItsOwnStep) {
  EXPECT_EQ(level({}), 0);
  EXPECT_EQ(level({kNumberCalledBack}), 1);
  EXPECT_EQ(level({kKinOnlyFacts}), 2);
  EXPECT_EQ(level({kIdentityPaper}), 3);
  EXPECT_EQ(level({kESignature}), 3);
  EXPECT_EQ(level({kNumberCalledBack, kKinOnlyFacts}), 2);
}

TEST(CallerLevelTest, KinshipCountsOnlyForSomebodyWhoIsKnown) {
  EXPECT_EQ(level({kKinshipProved}), 0);
  EXPECT_EQ(level({kKinshipProved, kNumberCalledBack, kKinOnlyFacts}), 2);
  EXPECT_EQ(level({kKinshipProved, kIdentityPaper}), 4);
  EXPECT_EQ(level({kESignature, kKinshipProved}), 4);
}

TEST(CallerLevelTest, OrderAndRepetitionChangeNothing) {
  EXPECT_EQ(level({kKinshipProved, kKinshipProved, kIdentityPaper, kNumberCalledBack}), 4);
  EXPECT_EQ(level({static_cast<VerificationStep>(99)}), 0);
}

}  // namespace
}  // namespace hotline::core
