#include "core/oddities.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "core/statement_rule.hpp"

namespace hotline::core {
namespace {

using enum EvidenceRung;
using K = StatementKind;

class OdditiesTest : public ::testing::Test {
 protected:
  // `day`: days since 2024-01-01; below zero: no fact date, received on the day -day.
  Statement& say(K kind, int day, EvidenceRung rung = kR4) {
    const auto start = std::chrono::sys_days{std::chrono::year{2024} / 1 / 1};
    Statement statement;
    statement.id = StatementId{static_cast<std::int64_t>(all_.size()) + 1};
    statement.person = PersonId{1};
    statement.kind = kind;
    statement.rung = rung;
    statement.source = SourceId{"camp-1"};
    if (day >= 0) {
      const std::chrono::year_month_day ymd{start + std::chrono::days{day}};
      statement.fact_date = {DatePrecision::kDay, static_cast<std::int16_t>(static_cast<int>(ymd.year())),
                             static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
                             static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day())), 0};
    }
    statement.received_at = start + std::chrono::days{std::abs(day)};
    all_.push_back(statement);
    return all_.back();
  }
  // "kind: description [statements]", one line for each oddity.
  std::string found() const {
    std::string text;
    for (const Oddity& oddity : oddities(all_)) {
      text += std::string(name_of(oddity.kind)) + ": " + oddity.description + " [";
      for (StatementId id : oddity.statements) text += std::to_string(id.value()) + " ";
      text.back() = ']';
      text += "\n";
    }
    return text;
  }

  std::vector<Statement> all_;
};

TEST_F(OdditiesTest, AWholeCaptivityIsNotOdd) {
  say(K::kMissing, 1);
  say(K::kCaptured, 2);
  say(K::kWounded, 2);
  say(K::kHospitalIn, 3);
  say(K::kHospitalOut, 9);
  say(K::kArrivedAtInternment, 10);
  say(K::kCardSent, 12);
  say(K::kNoticeForwarded, 13).recipient = Recipient::kPowerConcerned;
  say(K::kNoticeReceipt, 20).recipient = Recipient::kPowerConcerned;
  say(K::kTransferred, 30);
  say(K::kArrivedAtInternment, 31);
  say(K::kSeriouslyIll, 40);
  say(K::kHealthReport, 47);
  say(K::kReleased, 60);
  say(K::kRepatriated, 62);
  say(K::kCaptured, 90);
  say(K::kHospitalIn, 91);
  say(K::kDied, 95);
  say(K::kBodyIdentified, 96);
  say(K::kBuried, 97);
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, TheDeadAreNotOddWithoutACause) {
  say(K::kBuried, 5);
  say(K::kBodyIdentified, 3);
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, ADischargeNeedsAnAdmission) {
  say(K::kCaptured, 1);
  say(K::kHospitalOut, 5);
  say(K::kHospitalIn, 7);
  EXPECT_EQ(found(), "out_of_order: hospital_out with no hospital_in before it: add the admission [2]\n");
  say(K::kHospitalIn, -30);
  EXPECT_EQ(found(), "") << "an undated admission may lie before";
}

TEST_F(OdditiesTest, WhatHappensInCaptivityNeedsACapture) {
  const K all[] = {K::kCardSent, K::kHospitalIn, K::kSeriouslyIll, K::kHealthReport, K::kTransferred,
                   K::kReleased, K::kExchanged,  K::kRepatriated,  K::kHandedOver,   K::kEscaped};
  for (K kind : all) {
    all_.clear();
    say(kind, 5);
    EXPECT_EQ(found(), "out_of_order: " + std::string(name_of(kind)) +
                           " with no capture or arrival at a place of internment before it: add what is missing [1]\n");
    say(K::kCaptured, 6);
    EXPECT_NE(found(), "") << "captured after it";
    all_.back().fact_date = all_.front().fact_date;
    EXPECT_EQ(found(), "");
    all_.back().kind = K::kArrivedAtInternment;
    EXPECT_EQ(found(), "");
    all_.back().withdrawn = true;
    EXPECT_NE(found(), "");
  }
  for (K kind : {K::kMissing, K::kSeenAlive, K::kWounded, K::kKilled, K::kIdentityAltered, K::kNoticeForwarded}) {
    all_.clear();
    say(kind, 5);
    EXPECT_EQ(found(), "");
  }
}

TEST_F(OdditiesTest, AReceiptNeedsANoticeToTheSameRecipient) {
  say(K::kNoticeForwarded, 3).recipient = Recipient::kCentralTracingAgency;
  say(K::kNoticeReceipt, 5).recipient = Recipient::kPowerConcerned;
  const std::string expected =
      "out_of_order: notice_receipt with no notice_forwarded to the same recipient before it: add the notice [2]\n";
  EXPECT_EQ(found(), expected);
  say(K::kNoticeForwarded, 6).recipient = Recipient::kPowerConcerned;
  EXPECT_EQ(found(), expected) << "forwarded after it";
  say(K::kNoticeForwarded, 5).recipient = Recipient::kPowerConcerned;
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, OneArrivesTwiceOnlyAfterAMove) {
  say(K::kArrivedAtInternment, 2);
  say(K::kArrivedAtInternment, 2);
  EXPECT_EQ(found(), "") << "two sources, one day";
  say(K::kArrivedAtInternment, 9);
  EXPECT_EQ(found(),
            "out_of_order: arrived_at_internment more than once with no transferred, hospital or end of captivity "
            "between: add the move, or withdraw the wrong day [1 2 3]\n");
  for (K move : {K::kTransferred, K::kReleased, K::kEscaped}) {
    say(move, 5);
    EXPECT_EQ(found(), "");
    all_.back() = all_.front();
  }
  say(K::kTransferred, 10);
  EXPECT_NE(found(), "") << "moved after the second arrival";
}

TEST_F(OdditiesTest, PresenceAfterAnEnd) {
  say(K::kCaptured, 1);
  say(K::kExchanged, 10, kR6);
  say(K::kCardSent, 12);
  say(K::kTransferred, 20, kR2);
  say(K::kHospitalIn, 21, kR2);
  EXPECT_EQ(found(),
            "presence_after_end: hospital_in, transferred after exchanged: withdraw the wrong one, or add the capture "
            "between [2 4 5]\n");
  say(K::kCaptured, 15, kR2);
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, ARumourOfPresenceIsNotOddBesideAFirmEnd) {
  say(K::kCaptured, 1);
  say(K::kExchanged, 10, kR6);
  say(K::kTransferred, 20, kR1);
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, EndsThatExcludeEachOtherWhateverTheRung) {
  say(K::kCaptured, 1);
  say(K::kEscaped, 10, kR2);
  say(K::kExchanged, 30, kR6);
  EXPECT_EQ(found(),
            "ends_exclude: exchanged, escaped cannot end one captivity: withdraw the wrong one, or add the capture "
            "between [2 3]\n");
  say(K::kCaptured, 20);
  EXPECT_EQ(found(), "");
  all_.back().withdrawn = true;
  all_[1].kind = K::kReleased;
  EXPECT_EQ(found(), "") << "a released man may be exchanged later";
}

TEST_F(OdditiesTest, LifeAfterDeath) {
  say(K::kKilled, 5, kR6);
  say(K::kDied, 90, kR1);
  say(K::kSeenAlive, 6, kR2);
  say(K::kWounded, 6, kR1);
  all_[1].fact_date = {};
  EXPECT_EQ(found(), "life_after_death: killed, and seen_alive after it: withdraw what is not of this person [1 3]\n");
  all_[2].fact_date = all_[0].fact_date;
  EXPECT_EQ(found(), "");
}

TEST_F(OdditiesTest, DaysOfDeathThatCannotBeOne) {
  say(K::kKilled, 5, kR6);
  say(K::kDied, 9, kR2);
  say(K::kBuried, 20, kR2);
  EXPECT_EQ(found(),
            "days_of_death: killed, died on days that cannot be one: find out which is right and withdraw the other "
            "[1 2]\n");
  all_[1].fact_date.precision = DatePrecision::kMonth;
  all_[1].fact_date.day = 0;
  EXPECT_EQ(found(), "") << "in that month";
}

TEST_F(OdditiesTest, WhatDoesNotCountIsNotOdd) {
  say(K::kKilled, 5, kR6).counts = false;
  say(K::kSeenAlive, 6);
  EXPECT_EQ(found(), "");
  all_.front().counts = true;
  EXPECT_NE(found(), "");
  say(K::kWithdrawn, 50);
  EXPECT_EQ(found(), "") << "the source took it back";
}

TEST_F(OdditiesTest, EveryKindHasItsName) {
  EXPECT_EQ(name_of(OddityKind::kDaysOfDeath), "days_of_death");
  EXPECT_TRUE(name_of(static_cast<OddityKind>(0)).empty());
  EXPECT_TRUE(name_of(static_cast<OddityKind>(6)).empty());
}

}  // namespace
}  // namespace hotline::core
