#include "core/could_be_said.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "core/caller_level.hpp"
#include "core/verdict.hpp"

namespace hotline::core {
namespace {

constexpr std::array kSides{Side::kAdversary, Side::kOwn, Side::kCivilian, Side::kChild};
constexpr std::array kWishes{InformKin::kNotAsked, InformKin::kYes, InformKin::kNamedOnly, InformKin::kNo};

HeldOfCluster held_as(Side side, Status status, EvidenceRung rung, std::uint8_t flags = 0) {
  HeldOfCluster held;
  held.side = side;
  held.derived.status = status;
  held.derived.rung = rung;
  held.derived.flags = flags;
  return held;
}

// "ANSWER(withheld): date,health" of one way of asking.
std::string said(const HeldOfCluster& held, Channel channel, int level, Release release) {
  const auto all = could_be_said(held);
  const auto row = std::find_if(all.begin(), all.end(), [&](const CouldBeSaid& one) {
    return one.channel == channel && one.caller_level == level && one.release == release;
  });
  if (row == all.end()) return "not asked";
  std::string text = std::string(name_of(row->kind)) + "(" + std::string(name_of(row->withheld)) + ")";
  for (std::string_view field : row->tells) text += " " + std::string(field);
  return text;
}

TEST(CouldBeSaidTest, EveryWayOfAskingHasOneRow) {
  const auto all = could_be_said(HeldOfCluster{});
  EXPECT_EQ(all.size(), 3U * (kCallerLevelMax + 1U) + 1U);
  for (const CouldBeSaid& one : all) {
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [&](const CouldBeSaid& other) {
                              return other.channel == one.channel && other.caller_level == one.caller_level &&
                                     other.release == one.release;
                            }),
              1);
  }
}

TEST(CouldBeSaidTest, TheirCaptiveOfWhomNoticeWasGiven) {
  HeldOfCluster held = held_as(Side::kAdversary, Status::kCaptiveNotified, EvidenceRung::kR4, kForwarded);
  EXPECT_EQ(said(held, Channel::kOperator, 0, Release::kNone), "CONFIRMED_CAPTIVE(NONE) last_alive how_to_write");
  EXPECT_EQ(said(held, Channel::kOperator, 2, Release::kNone),
            "CONFIRMED_CAPTIVE(NONE) last_alive how_to_write health handover");
  EXPECT_EQ(said(held, Channel::kPortal, 0, Release::kNone), "REGISTERED(PORTAL)");
  held.derived.flags = 0;
  EXPECT_EQ(said(held, Channel::kOperator, 4, Release::kNone), "COLLEAGUE_TAKES_OVER(NOT_FORWARDED)");
  EXPECT_EQ(said(held, Channel::kOperator, 0, Release::kReleased), "CONFIRMED_CAPTIVE(NONE) last_alive how_to_write");
  held.wish = InformKin::kNo;
  EXPECT_EQ(said(held, Channel::kOperator, 4, Release::kReleased), "NO_ANSWER_TODAY(INFORM_KIN_NO)");
  held.wish = InformKin::kYes;
  EXPECT_EQ(said(held, Channel::kOperator, 0, Release::kNone), "CONFIRMED_CAPTIVE(NONE) last_alive how_to_write");
  held.hold_in_force = true;
  EXPECT_EQ(said(held, Channel::kSupervisor, 4, Release::kReleased), "NO_ANSWER_TODAY(HOLD)");
}

TEST(CouldBeSaidTest, TheDead) {
  const std::uint8_t countersigned = kDeathCountersigned;
  HeldOfCluster held = held_as(Side::kAdversary, Status::kDeadConfirmed, EvidenceRung::kR6, countersigned);
  EXPECT_EQ(said(held, Channel::kOperator, 4, Release::kNone), "COLLEAGUE_TAKES_OVER(DEATH_NEEDS_RELEASE)");
  EXPECT_EQ(said(held, Channel::kOperator, 0, Release::kReleased), "DEAD(NONE) date");
  held.derived.flags |= kConflict;
  EXPECT_EQ(said(held, Channel::kOperator, 4, Release::kReleased), "COLLEAGUE_TAKES_OVER(CONFLICT)");
  held = held_as(Side::kOwn, Status::kDeadConfirmed, EvidenceRung::kR6, countersigned);
  EXPECT_EQ(said(held, Channel::kOperator, 2, Release::kReleased), "REGISTERED(CALLER_LEVEL)");
  EXPECT_EQ(said(held, Channel::kOperator, 3, Release::kReleased), "COLLEAGUE_TAKES_OVER(DEATH_NEEDS_RELEASE)");
  EXPECT_EQ(said(held, Channel::kSupervisor, 3, Release::kReleased), "TOLD_IN_PERSON_ONLY(IN_PERSON)");
}

// So the rows left out would say nothing new.
TEST(CouldBeSaidTest, WithoutAReleaseASupervisorHearsWhatAnOperatorHears) {
  for (Side side : kSides) {
    for (std::size_t status = 0; status < kStatusCount; ++status) {
      for (std::uint8_t rung = 0; rung <= 6; ++rung) {
        for (InformKin wish : kWishes) {
          HeldOfCluster held = held_as(side, static_cast<Status>(status), static_cast<EvidenceRung>(rung));
          held.wish = wish;
          for (const CouldBeSaid& row : could_be_said(held)) {
            if (row.channel != Channel::kOperator || row.release != Release::kNone) continue;
            LikelyCluster cluster;
            cluster.best.facts.side = side;
            cluster.best.facts.status = static_cast<std::uint8_t>(status);
            cluster.best.facts.rung = held.derived.rung;
            cluster.inform_kin = wish;
            Hearing hearing;
            hearing.channel = Channel::kSupervisor;
            hearing.caller_level = row.caller_level;
            ASSERT_EQ(disclose(Verdict{VerdictKind::kOne, {cluster}}, hearing).kind, row.kind);
          }
        }
      }
    }
  }
}

TEST(CouldBeSaidTest, ChannelsAndFieldsHaveTheirWords) {
  EXPECT_EQ(name_of(Channel::kOperator), "operator");
  EXPECT_EQ(name_of(Channel::kSupervisor), "supervisor");
  EXPECT_EQ(name_of(Channel::kPortal), "portal");
  EXPECT_EQ(name_of(kTellDate), "date");
}

}  // namespace
}  // namespace hotline::core
