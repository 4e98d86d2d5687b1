#include "core/callback.hpp"

#include <gtest/gtest.h>

#include "core/inquiry.hpp"

namespace hotline::core {
namespace {

using namespace std::chrono_literals;
using enum CallbackOutcome;

constexpr Instant at(int day, int hour, int minute = 0) {
  return std::chrono::sys_days{std::chrono::year{2026} / 3 / day} + std::chrono::hours{hour} +
         std::chrono::minutes{minute};
}

TEST(CallbackTest, GapsGrowAndThenItLapses) {
  const Instant morning = at(2, 8);
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 1, morning), (CallbackStep{CallbackState::kDue, at(2, 9), 0, 0}));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 2, morning).due, at(2, 12));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 3, morning).due, at(3, 8));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 4, morning).due, at(4, 8));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 5, morning).due, at(5, 8));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 6, morning).state, CallbackState::kLapsed);
}

TEST(CallbackTest, NobodyIsCalledAtNight) {
  EXPECT_EQ(within_calling_hours(at(2, 19, 59)), at(2, 19, 59)) << "21:59 where they live";
  EXPECT_EQ(within_calling_hours(at(2, 20)), at(3, 4)) << "22:00: at six in the morning";
  EXPECT_EQ(within_calling_hours(at(2, 3, 59)), at(2, 4));
  EXPECT_EQ(within_calling_hours(at(2, 4)), at(2, 4));
  for (int hour = 0; hour < 24; ++hour) {
    for (std::int16_t number = 1; number < kTriesMax; ++number) {
      const Instant due = after_try(CallbackState::kDue, kNoAnswer, number, at(2, hour)).due;
      EXPECT_EQ(within_calling_hours(due), due);
      EXPECT_GT(due, at(2, hour));
    }
  }
}

TEST(CallbackTest, TheFamilysOwnHoursAreKept) {
  const CallingHours evening = calling_hours({18, 21, 120});
  EXPECT_EQ(evening, (CallingHours{16 * 60, 180}));
  EXPECT_EQ(within_calling_hours(at(2, 15, 59), evening), at(2, 16));
  EXPECT_EQ(within_calling_hours(at(2, 18, 59), evening), at(2, 18, 59));
  EXPECT_EQ(within_calling_hours(at(2, 19), evening), at(3, 16));
  EXPECT_EQ(after_try(CallbackState::kDue, kNoAnswer, 1, at(2, 18, 30), evening).due, at(3, 16));
  const CallingHours far_east = calling_hours({9, 22, 600});
  EXPECT_EQ(far_east, (CallingHours{23 * 60, 13 * 60})) << "begins on the UTC day before";
  EXPECT_EQ(within_calling_hours(at(2, 11, 59), far_east), at(2, 11, 59));
  EXPECT_EQ(within_calling_hours(at(2, 12), far_east), at(2, 23));
  EXPECT_EQ(within_calling_hours(at(2, 23, 30), far_east), at(2, 23, 30));
  EXPECT_EQ(calling_hours({0, 24, -720}).minutes, 24 * 60);
  EXPECT_EQ(within_calling_hours(at(2, 3), calling_hours({0, 24, -720})), at(2, 3));
  EXPECT_EQ(calling_hours(SafeHours()), CallingHours()) << "the default of both is the same";
}

TEST(CallbackTest, WhoMayTakeWhat) {
  const std::uint8_t death = bit_of(EscalationReason::kDeath);
  const std::uint8_t minor = bit_of(EscalationReason::kMinor);
  EXPECT_TRUE(may_take_callback(kMatchToTell, 0, false, false));
  EXPECT_FALSE(may_take_callback(kMatchToTell, death, false, false));
  EXPECT_TRUE(may_take_callback(kMatchToTell, death, false, true));
  EXPECT_FALSE(may_take_callback(kMatchToTell, static_cast<std::uint8_t>(death | minor), false, true));
  EXPECT_FALSE(may_take_callback(kMatchToTell | kForSupervisor, death, false, true)) << "somebody handed it on";
  EXPECT_TRUE(may_take_callback(kMatchToTell | kForSupervisor, 255, true, false));
}

TEST(CallbackTest, WhatEndsATryWithoutAnother) {
  EXPECT_EQ(after_try(CallbackState::kDue, kTold, 1, at(2, 8)).state, CallbackState::kTold);
  EXPECT_EQ(after_try(CallbackState::kDue, kWrongNumber, 1, at(2, 8)).state, CallbackState::kLapsed);
  EXPECT_EQ(after_try(CallbackState::kDue, kDoesNotWishToHear, 1, at(2, 8)).state, CallbackState::kLapsed);
  EXPECT_EQ(after_try(CallbackState::kDue, kInCrisis, 1, at(2, 8)),
            (CallbackStep{CallbackState::kDue, at(2, 8), kForSupervisor, bit_of(EscalationReason::kInCrisis)}));
  EXPECT_EQ(after_try(CallbackState::kDue, kReachedNotTold, 1, at(2, 8)).due, at(2, 10));
}

TEST(CallbackTest, WhatASupervisorTookStaysHisUntilItIsTold) {
  for (const auto state : {CallbackState::kLapsed, CallbackState::kWaitsForFamily}) {
    EXPECT_EQ(after_try(state, kNoAnswer, 1, at(2, 8)).state, state);
    EXPECT_EQ(after_try(state, kTold, 1, at(2, 8)).state, CallbackState::kTold);
  }
  EXPECT_TRUE(has_ended(CallbackState::kLapsed));
  EXPECT_FALSE(has_ended(CallbackState::kWaitsForFamily));
}

TEST(CallbackTest, EverythingHasAName) {
  for (std::uint8_t i = 1; i <= kCallbackStateLast; ++i) EXPECT_FALSE(name_of(static_cast<CallbackState>(i)).empty());
  for (std::uint8_t i = 1; i <= kCallbackOutcomeLast; ++i) {
    EXPECT_FALSE(name_of(static_cast<CallbackOutcome>(i)).empty());
  }
  for (std::uint8_t i = 1; i <= kEscalationReasonLast; ++i) {
    EXPECT_FALSE(name_of(static_cast<EscalationReason>(i)).empty());
  }
  EXPECT_TRUE(name_of(CallbackState{0}).empty());
}

TEST(CallbackTest, ParentsComeBeforeFriends) {
  EXPECT_EQ(kinship_rank(Relation::kMother), 1);
  EXPECT_EQ(kinship_rank(Relation::kGuardian), 2);
  EXPECT_EQ(kinship_rank(Relation::kOtherRelative), 3);
  EXPECT_EQ(kinship_rank(Relation::kNotRelated), kKinshipRankLast);
  EXPECT_EQ(kinship_rank(Relation::kNotNamed), kKinshipRankLast);
}

}  // namespace
}  // namespace hotline::core
