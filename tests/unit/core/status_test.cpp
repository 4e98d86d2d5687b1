#include "core/status.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "unit/core/golden.hpp"

namespace hotline::core {
namespace {

using enum EvidenceRung;
using K = StatementKind;

class StatusTest : public ::testing::Test {
 protected:
  // `day`: days since 2024-01-01; below zero: no fact date.
  Statement& say(K kind, EvidenceRung rung, int day, const std::string& source = "camp-1") {
    Statement statement;
    statement.id = StatementId{static_cast<std::int64_t>(all_.size()) + 1};
    statement.person = PersonId{1};
    statement.kind = kind;
    statement.rung = rung;
    statement.source = SourceId{source};
    if (day >= 0) statement.fact_date = date(day);
    const auto start = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
    statement.received_at = start + std::chrono::days{std::max(day, 0) + 2};
    statement.entered_at = start + std::chrono::days{400} + std::chrono::seconds{all_.size()};
    all_.push_back(statement);
    return all_.back();
  }
  static PartialDate date(int day) {
    const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1} +
                                          std::chrono::days{day}};
    return {DatePrecision::kDay, static_cast<std::int16_t>(static_cast<int>(ymd.year())),
            static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
            static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day())), 0};
  }
  DerivedStatus derived() const { return derive_status(all_); }
  Status status() const { return derived().status; }
  EvidenceRung rung() const { return derived().rung; }
  bool flag(RecordFlag which) const { return (derived().flags & which) != 0; }

  std::vector<Statement> all_;
};

TEST_F(StatusTest, NothingSaidIsUnknown) {
  EXPECT_EQ(derived(), DerivedStatus{});
  say(K::kIdentityAltered, kR4, 3);
  EXPECT_EQ(status(), Status::kUnknown);
}

TEST_F(StatusTest, MissingBelowR2IsOnlyReported) {
  say(K::kMissing, kR0, 3);
  EXPECT_EQ(status(), Status::kReportedMissing);
  say(K::kMissing, kR2, 4);
  EXPECT_EQ(status(), Status::kMissing);
  EXPECT_EQ(derived().fact_date, date(4));
}

TEST_F(StatusTest, TheRungsOfCaptivity) {
  say(K::kMissing, kR2, 1);
  say(K::kCaptured, kR1, 2);
  EXPECT_EQ(status(), Status::kBelievedCaptive);
  EXPECT_EQ(rung(), kR1);
  say(K::kCaptured, kR3, 2);
  EXPECT_EQ(status(), Status::kBelievedCaptive);
  say(K::kArrivedAtInternment, kR4, 5);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
  EXPECT_FALSE(flag(kForwarded));
  say(K::kSeenAlive, kR5, 30, "red-cross");
  EXPECT_EQ(status(), Status::kCaptiveConfirmed);
  EXPECT_TRUE(flag(kForwarded));
  EXPECT_EQ(derived().fact_date, date(2));
  EXPECT_EQ(derived().last_alive, date(30));
}

TEST_F(StatusTest, ACallersWordIsNoCaptivityAndNoDeath) {
  say(K::kCaptured, kR0, 2);
  EXPECT_EQ(status(), Status::kReportedMissing);
  all_.clear();
  say(K::kKilled, kR0, 2);
  EXPECT_EQ(status(), Status::kReportedMissing);
  say(K::kCaptured, kR4, 1);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
}

TEST_F(StatusTest, TwoIndependentSourcesMakeR3) {
  say(K::kCaptured, kR2, 2, "brigade-1");
  say(K::kTransferred, kR2, 4, "brigade-1");
  EXPECT_EQ(rung(), kR2);
  EXPECT_FALSE(flag(kTwoSources));
  say(K::kCaptured, kR2, 3, "brigade-2");
  EXPECT_EQ(rung(), kR3);
  EXPECT_TRUE(flag(kTwoSources));
}

TEST_F(StatusTest, TwoRumoursStayRumours) {
  say(K::kCaptured, kR1, 2, "channel-1");
  say(K::kCaptured, kR1, 2, "channel-2");
  EXPECT_EQ(rung(), kR1);
}

TEST_F(StatusTest, HospitalAndTransferStayCaptivity) {
  say(K::kCaptured, kR4, 2);
  say(K::kHospitalIn, kR4, 4);
  EXPECT_EQ(status(), Status::kInHospital);
  EXPECT_EQ(rung(), kR4);
  say(K::kHospitalOut, kR4, 9);
  say(K::kTransferred, kR4, 10);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
  say(K::kWounded, kR4, 2);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
  EXPECT_TRUE(flag(kWounded));
}

TEST_F(StatusTest, ForwardedByNoticeReceiptOrCard) {
  for (K kind : {K::kNoticeForwarded, K::kNoticeReceipt, K::kCardSent}) {
    all_.clear();
    say(K::kCaptured, kR4, 2);
    EXPECT_FALSE(flag(kForwarded));
    say(kind, kR4, 3).counts = false;
    EXPECT_FALSE(flag(kForwarded));
    say(kind, kR4, 3);
    EXPECT_TRUE(flag(kForwarded));
  }
}

TEST_F(StatusTest, ANoticeOfAnEarlierCaptivityIsNoNoticeOfThisOne) {
  say(K::kCaptured, kR4, 2);
  say(K::kNoticeForwarded, kR4, 3);
  say(K::kExchanged, kR6, 50);
  say(K::kCaptured, kR4, 90);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
  EXPECT_FALSE(flag(kForwarded));
}

TEST_F(StatusTest, CaptivityEndsInItsFiveWays) {
  const std::pair<K, Status> ends[] = {{K::kReleased, Status::kReleased},
                                       {K::kExchanged, Status::kExchanged},
                                       {K::kRepatriated, Status::kRepatriated},
                                       {K::kHandedOver, Status::kHandedOver},
                                       {K::kEscaped, Status::kEscaped}};
  for (const auto& [kind, expected] : ends) {
    all_.clear();
    say(K::kCaptured, kR5, 2);
    say(kind, kR6, 40);
    EXPECT_EQ(status(), expected);
    EXPECT_EQ(rung(), kR6);
    EXPECT_EQ(derived().fact_date, date(40));
  }
}

TEST_F(StatusTest, ARumourOfReleaseDoesNotEndACaptivity) {
  say(K::kCaptured, kR5, 2);
  say(K::kReleased, kR1, 40);
  EXPECT_EQ(status(), Status::kCaptiveConfirmed);
}

TEST_F(StatusTest, CapturedAgainAfterAnExchange) {
  say(K::kCaptured, kR5, 2);
  say(K::kExchanged, kR6, 40);
  say(K::kCaptured, kR2, 90, "brigade-1");
  EXPECT_EQ(status(), Status::kBelievedCaptive);
  EXPECT_EQ(rung(), kR2);
  EXPECT_EQ(derived().fact_date, date(90));
}

TEST_F(StatusTest, MissingAgainAfterAnExchange) {
  say(K::kCaptured, kR5, 2);
  say(K::kExchanged, kR6, 40);
  say(K::kMissing, kR2, 90);
  EXPECT_EQ(status(), Status::kMissing);
}

TEST_F(StatusTest, ExclusiveEndsOnOneRungConflictOnAnotherTheHigherWins) {
  say(K::kCaptured, kR5, 2);
  say(K::kEscaped, kR4, 40);
  say(K::kExchanged, kR6, 30);
  EXPECT_EQ(status(), Status::kExchanged);
  say(K::kEscaped, kR6, 41);
  EXPECT_EQ(status(), Status::kConflicting);
  EXPECT_TRUE(flag(kConflict));
  EXPECT_FALSE(derived().fact_date.known());
}

TEST_F(StatusTest, PresentInCaptivityAfterItsEndExcludesIt) {
  say(K::kCaptured, kR4, 2);
  say(K::kReleased, kR4, 20);
  say(K::kTransferred, kR4, 30);
  EXPECT_EQ(status(), Status::kConflicting);
  say(K::kHospitalIn, kR5, 31);
  EXPECT_EQ(status(), Status::kInHospital);
}

// Two sources state one end alike: which of them is looked at first decides nothing.
TEST_F(StatusTest, EqualEndsOfTwoSourcesConflictAlikeInAnyOrder) {
  say(K::kCaptured, kR4, 2, "camp-1");
  say(K::kReleased, kR4, 20, "camp-1");
  say(K::kReleased, kR4, 20, "camp-2");
  say(K::kTransferred, kR4, 30, "camp-1");
  const DerivedStatus first = derived();
  EXPECT_EQ(first.status, Status::kConflicting);
  EXPECT_TRUE(flag(kTwoSources));
  std::swap(all_[1], all_[2]);
  EXPECT_EQ(derived(), first);
  std::swap(all_[1].id, all_[2].id);
  EXPECT_EQ(derived(), first);
}

TEST_F(StatusTest, TheRungsOfADeath) {
  say(K::kKilled, kR1, 5);
  EXPECT_EQ(status(), Status::kBelievedDead);
  say(K::kKilled, kR5, 5);
  EXPECT_EQ(status(), Status::kBelievedDead);
  EXPECT_FALSE(flag(kDeathCountersigned));
  say(K::kDied, kR6, 5);
  EXPECT_EQ(status(), Status::kDeadConfirmed);
  EXPECT_TRUE(flag(kDeathCountersigned));
  EXPECT_EQ(derived().fact_date, date(5));
}

TEST_F(StatusTest, ADeathOfAListCountsOnlyWithItsSecondSignature) {
  say(K::kCaptured, kR5, 2);
  say(K::kDied, kR6, 20).counts = false;
  EXPECT_EQ(status(), Status::kCaptiveConfirmed);
  all_.back().counts = true;
  EXPECT_EQ(status(), Status::kDeadConfirmed);
}

TEST_F(StatusTest, TheDayOfBurialIsNotTheDayOfDeath) {
  say(K::kKilled, kR2, 5);
  say(K::kBodyIdentified, kR6, 60);
  EXPECT_EQ(status(), Status::kDeadConfirmed);
  EXPECT_FALSE(derived().fact_date.known());
}

TEST_F(StatusTest, ADeathInCustodyIsUnderInquiryUntilACertificate) {
  say(K::kCaptured, kR5, 2);
  say(K::kDied, kR4, 20);
  EXPECT_EQ(status(), Status::kDeathUnderInquiry);
  say(K::kBodyIdentified, kR6, 30);
  EXPECT_EQ(status(), Status::kDeadConfirmed);
}

TEST_F(StatusTest, TwoDaysOfDeathOnOneRungConflict) {
  say(K::kKilled, kR6, 5);
  say(K::kDied, kR6, 9);
  EXPECT_EQ(status(), Status::kConflicting);
}

TEST_F(StatusTest, AnySignOfLifeFromR2AfterADeathConflictsWhateverTheRung) {
  for (K sign : {K::kCaptured, K::kArrivedAtInternment, K::kCardSent, K::kHospitalIn, K::kHospitalOut, K::kSeriouslyIll,
                 K::kHealthReport, K::kWounded, K::kTransferred, K::kSeenAlive, K::kReleased, K::kExchanged,
                 K::kRepatriated, K::kHandedOver, K::kEscaped}) {
    for (EvidenceRung death : {kR1, kR2, kR3, kR4, kR5, kR6}) {
      for (EvidenceRung life : {kR2, kR3, kR4, kR5, kR6}) {
        all_.clear();
        say(K::kKilled, death, 5);
        say(sign, life, 6);
        ASSERT_EQ(status(), Status::kConflicting) << name_of(sign);
        ASSERT_TRUE(flag(kSignOfLifeAfterDeath));
      }
    }
  }
}

TEST_F(StatusTest, ASignOfLifeOnTheDayOrBeforeIsASequence) {
  say(K::kSeenAlive, kR4, 5);
  say(K::kKilled, kR6, 5);
  EXPECT_EQ(status(), Status::kDeadConfirmed);
  EXPECT_EQ(derived().last_alive, date(5));
}

TEST_F(StatusTest, AnUndatedDeathLiesBeforeTheDayItWasReported) {
  say(K::kKilled, kR6, -1);  // received on day 2
  say(K::kSeenAlive, kR2, 2);
  EXPECT_EQ(status(), Status::kDeadConfirmed);
  say(K::kSeenAlive, kR2, 3);
  EXPECT_EQ(status(), Status::kConflicting);
}

TEST_F(StatusTest, ARumourOfLifeContradictsOnlyARumourOfDeath) {
  say(K::kKilled, kR2, 5);
  say(K::kSeenAlive, kR1, 8);
  EXPECT_EQ(status(), Status::kBelievedDead);
  all_.clear();
  say(K::kKilled, kR1, 5);
  say(K::kSeenAlive, kR1, 8);
  EXPECT_EQ(status(), Status::kConflicting);
}

TEST_F(StatusTest, WoundedMissingAndFoundFollowEachOther) {
  say(K::kWounded, kR2, 5);
  EXPECT_EQ(status(), Status::kWounded);
  say(K::kMissing, kR2, 7);
  EXPECT_EQ(status(), Status::kMissing);
  say(K::kSeenAlive, kR2, 9);
  EXPECT_EQ(status(), Status::kFoundAlive);
}

TEST_F(StatusTest, WithdrawnStatementsAreNotThere) {
  say(K::kCaptured, kR4, 2);
  say(K::kExchanged, kR6, 5).withdrawn = true;
  EXPECT_EQ(status(), Status::kCaptiveNotified);
  all_.front().withdrawn = true;
  EXPECT_EQ(status(), Status::kUnknown);
}

TEST_F(StatusTest, AWithdrawnDeathLeadsBackOrLeavesAnError) {
  say(K::kKilled, kR6, 5).withdrawn = true;
  EXPECT_EQ(status(), Status::kWithdrawnInError);
  say(K::kCaptured, kR4, 2);
  EXPECT_EQ(status(), Status::kCaptiveNotified);
}

TEST_F(StatusTest, ASourceTakesBackOnlyWhatItSaidBefore) {
  say(K::kKilled, kR4, 5, "channel-1");
  say(K::kWithdrawn, kR4, 6, "channel-2");
  EXPECT_EQ(status(), Status::kBelievedDead);
  say(K::kWithdrawn, kR4, 6, "channel-1");
  EXPECT_EQ(status(), Status::kWithdrawnInError);
  say(K::kCaptured, kR2, 7, "channel-1");
  EXPECT_EQ(status(), Status::kBelievedCaptive);
}

TEST_F(StatusTest, ASourceTakesBackByWhenItSaidSoNotByWhenItWasTypedIn) {
  say(K::kCaptured, kR4, 5, "channel-1");
  say(K::kWithdrawn, kR4, 6, "channel-1");
  EXPECT_EQ(status(), Status::kWithdrawnInError);
  std::swap(all_[0].entered_at, all_[1].entered_at);
  std::swap(all_[0].id, all_[1].id);
  EXPECT_EQ(status(), Status::kWithdrawnInError);
  all_[0].received_at = all_[1].received_at + std::chrono::microseconds{1};
  EXPECT_EQ(status(), Status::kCaptiveNotified);
}

TEST_F(StatusTest, OfRowsReceivedAtOnceThoseDatedAfterTheWithdrawalStand) {
  say(K::kWithdrawn, kR2, 6, "channel-1");
  say(K::kCaptured, kR2, 6, "channel-1");
  for (Statement& statement : all_) statement.received_at = all_.front().received_at;
  EXPECT_EQ(status(), Status::kWithdrawnInError);
  all_.back().fact_date = date(7);
  EXPECT_EQ(status(), Status::kBelievedCaptive);
  all_.front().fact_date = {};
  EXPECT_EQ(status(), Status::kWithdrawnInError);
}

TEST_F(StatusTest, ASourceTakesBackWhatItSaidOfThatRecordOnly) {
  say(K::kCaptured, kR4, 5, "channel-1").person = PersonId{2};
  say(K::kWithdrawn, kR4, 6, "channel-1");
  EXPECT_EQ(status(), Status::kCaptiveNotified);
}

TEST_F(StatusTest, ResultDoesNotDependOnTheOrderOfStatements) {
  std::mt19937_64 random(hotline::test::seed_from_environment(std::random_device{}()));
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  for (int history = 0; history < 4000; ++history) {
    all_.clear();
    const int count = 1 + below(9);
    for (int i = 0; i < count; ++i) {
      Statement& statement = say(static_cast<K>(1 + below(24)), static_cast<EvidenceRung>(below(7)), below(40) - 4,
                                 "source-" + std::to_string(below(3)));
      statement.person = PersonId{1 + below(2)};
      statement.withdrawn = below(8) == 0;
      statement.counts = below(8) != 0;
      if (below(5) == 0 && statement.fact_date.known()) {
        statement.fact_date.precision = DatePrecision::kMonth;
        statement.fact_date.day = 0;
      }
    }
    const DerivedStatus first = derived();
    for (int shuffle = 0; shuffle < 6; ++shuffle) {
      std::shuffle(all_.begin(), all_.end(), random);
      ASSERT_EQ(derived(), first) << "history " << history;
    }
  }
}

TEST_F(StatusTest, RandomHistoriesNeverHideASignOfLifeAfterADeath) {
  std::mt19937_64 random(hotline::test::seed_from_environment(std::random_device{}()));
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  int conflicts = 0;
  for (int history = 0; history < 4000; ++history) {
    all_.clear();
    int first_death = 1000;
    int last_life = -1;
    for (int i = 1 + below(7); i > 0; --i) {
      const K kind = static_cast<K>(1 + below(23));
      const EvidenceRung level = static_cast<EvidenceRung>(below(7));
      const int day = below(30);
      say(kind, level, day);
      if (states_death(kind) && level >= kR1) first_death = std::min(first_death, day);
      const bool life = !states_death(kind) && kind != K::kMissing && kind < K::kNoticeForwarded;
      if (life && level >= kR2) last_life = std::max(last_life, day);
    }
    if (last_life > first_death) {
      ASSERT_EQ(status(), Status::kConflicting) << "history " << history;
      ++conflicts;
    } else if (first_death < 1000) {
      const Status dead = status();
      ASSERT_TRUE(dead == Status::kBelievedDead || dead == Status::kDeathUnderInquiry ||
                  dead == Status::kDeadConfirmed || dead == Status::kConflicting)
          << name_of(dead) << " history " << history;
    }
  }
  EXPECT_GT(conflicts, 100);
}

Statement wishing(std::int64_t id, int entered_hour, InformKin wish, std::uint16_t region = 0) {
  Statement statement;
  statement.id = StatementId{id};
  statement.person = PersonId{1};
  statement.kind = K::kCaptured;
  statement.source = SourceId{"camp-1"};
  statement.received_at = Instant{std::chrono::hours{1}};
  statement.entered_at = Instant{std::chrono::hours{entered_hour}};
  statement.inform_kin = wish;
  statement.region = region;
  return statement;
}

TEST(WishTest, TheStatementEnteredLastThatStatesOneHolds) {
  EXPECT_EQ(wish_of({}), InformKin::kNotAsked);
  std::vector<Statement> all{wishing(1, 5, InformKin::kNo), wishing(2, 9, InformKin::kNotAsked)};
  EXPECT_EQ(wish_of(all), InformKin::kNo);
  all.push_back(wishing(3, 7, InformKin::kYes));
  EXPECT_EQ(wish_of(all), InformKin::kYes);
  all.push_back(wishing(4, 7, InformKin::kNamedOnly));
  EXPECT_EQ(wish_of(all), InformKin::kNamedOnly) << "entered in one act: the higher number";
  std::reverse(all.begin(), all.end());
  EXPECT_EQ(wish_of(all), InformKin::kNamedOnly);
  all.front().withdrawn = true;
  EXPECT_EQ(wish_of(all), InformKin::kYes);
  for (Statement& statement : all) statement.counts = false;
  EXPECT_EQ(wish_of(all), InformKin::kYes) << "a list that waits for its second signature says what he wants";
}

TEST(WishTest, WhatItsSourceTookBackIsNoWish) {
  std::vector<Statement> all{wishing(1, 5, InformKin::kYes, 7), wishing(2, 6, InformKin::kNotAsked)};
  all.back().kind = K::kWithdrawn;
  EXPECT_EQ(wish_of(all), InformKin::kNotAsked);
  EXPECT_EQ(region_of(all), 0);
  all.back().source = SourceId{"camp-2"};
  EXPECT_EQ(wish_of(all), InformKin::kYes);
  EXPECT_EQ(region_of(all), 7);
}

TEST(WishTest, TheStrictestOfTheRecordsHolds) {
  using enum InformKin;
  const auto of = [](std::vector<InformKin> wishes) { return cluster_wish(wishes); };
  EXPECT_EQ(of({}), kNotAsked);
  EXPECT_EQ(of({kNotAsked, kYes}), kYes);
  EXPECT_EQ(of({kNamedOnly, kYes, kNotAsked}), kNamedOnly);
  EXPECT_EQ(of({kYes, kNo, kNamedOnly}), kNo);
}

TEST(RegionTest, TheStatementEnteredLastThatHasOneHolds) {
  std::vector<Statement> all{wishing(1, 5, InformKin::kNo, 12), wishing(2, 9, InformKin::kNo, 0)};
  EXPECT_EQ(region_of(all), 12);
  all.push_back(wishing(3, 6, InformKin::kNo, 31));
  EXPECT_EQ(region_of(all), 31);
  all.back().withdrawn = true;
  EXPECT_EQ(region_of(all), 12);
}

}  // namespace
}  // namespace hotline::core
