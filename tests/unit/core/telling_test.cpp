#include "core/telling.hpp"

#include <gtest/gtest.h>

namespace hotline::core {
namespace {

HeldOfCluster held(Side side, Status status, EvidenceRung rung, std::uint8_t flags = 0) {
  HeldOfCluster made;
  made.side = side;
  made.derived.status = status;
  made.derived.rung = rung;
  made.derived.flags = flags;
  return made;
}

TEST(TellingTest, ACaptureForwardedIsToldByAnOperator) {
  EXPECT_EQ(telling_need(held(Side::kAdversary, Status::kCaptiveConfirmed, EvidenceRung::kR5, kForwarded)),
            (TellingNeed{Telling::kByOperator, 0}));
}

TEST(TellingTest, ACaptureNotYetForwardedNeedsARelease) {
  EXPECT_EQ(telling_need(held(Side::kAdversary, Status::kCaptiveConfirmed, EvidenceRung::kR5)).telling,
            Telling::kAfterRelease);
}

TEST(TellingTest, ADeathNeedsARelease) {
  EXPECT_EQ(
      telling_need(held(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned)).telling,
      Telling::kAfterRelease);
}

TEST(TellingTest, OurOwnDeadAreToldInPerson) {
  EXPECT_EQ(telling_need(held(Side::kOwn, Status::kDeadConfirmed, EvidenceRung::kR6, kDeathCountersigned)).telling,
            Telling::kInPerson);
}

TEST(TellingTest, OurOwnAreToldFromACallerLevelOn) {
  const auto need = telling_need(held(Side::kOwn, Status::kCaptiveConfirmed, EvidenceRung::kR5));
  EXPECT_EQ(need.telling, Telling::kByOperator);
  EXPECT_GE(need.caller_level_min, 3);
}

TEST(TellingTest, NothingIsToldAgainstAWishOrAHold) {
  auto silent = held(Side::kAdversary, Status::kCaptiveConfirmed, EvidenceRung::kR5, kForwarded);
  silent.wish = InformKin::kNo;
  EXPECT_EQ(telling_need(silent).telling, Telling::kNotNow);
  auto on_hold = held(Side::kAdversary, Status::kCaptiveConfirmed, EvidenceRung::kR5, kForwarded);
  on_hold.hold_in_force = true;
  EXPECT_EQ(telling_need(on_hold).telling, Telling::kNotNow);
}

TEST(TellingTest, EveryWordHasAName) {
  for (std::uint8_t number = 1; number <= kTellingLast; ++number) {
    EXPECT_FALSE(name_of(static_cast<Telling>(number)).empty());
  }
  EXPECT_TRUE(name_of(static_cast<Telling>(0)).empty());
  EXPECT_TRUE(name_of(static_cast<Telling>(5)).empty());
}

}  // namespace
}  // namespace hotline::core
