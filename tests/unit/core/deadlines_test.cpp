#include "core/deadlines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/statement_rule.hpp"

namespace hotline::core {
namespace {

using enum EvidenceRung;
using K = StatementKind;
using D = DeadlineKind;

class DeadlinesTest : public ::testing::Test {
 protected:
  static constexpr DayNumber kFirst = 19'723;  // 2024-01-01

  // `day`: days since 2024-01-01; below zero: no fact date, received on the day's number without its sign.
  Statement& say(K kind, int day, Recipient to = Recipient::kNone, Health health = Health::kNotStated) {
    Statement statement;
    statement.id = StatementId{static_cast<std::int64_t>(said_.size()) + 1};
    statement.person = PersonId{1};
    statement.kind = kind;
    statement.rung = kR4;
    statement.source = SourceId{"camp-1"};
    statement.recipient = to;
    if (day >= 0) statement.fact_date = date(day);
    statement.received_at = start() + std::chrono::days{std::abs(day)};
    said_.push_back(statement);
    health_.push_back(health);
    return said_.back();
  }
  static std::chrono::sys_days start() { return std::chrono::sys_days{std::chrono::days{kFirst}}; }
  static PartialDate date(int day) {
    const std::chrono::year_month_day ymd{start() + std::chrono::days{day}};
    return {DatePrecision::kDay, static_cast<std::int16_t>(static_cast<int>(ymd.year())),
            static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
            static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day())), 0};
  }
  std::vector<Deadline> owed() const {
    auto all = open_deadlines({side_, wish_, said_, health_});
    for (Deadline& one : all) {
      one.since -= kFirst;
      one.due -= kFirst;
    }
    return all;
  }
  std::vector<Deadline> owed(D kind) const {
    auto all = owed();
    std::erase_if(all, [&](const Deadline& one) { return one.kind != kind; });
    return all;
  }
  static Deadline due(D kind, Recipient to, int basis, int since, int day) {
    return {kind, to, StatementId{basis}, since, day};
  }

  Side side_ = Side::kAdversary;
  InformKin wish_ = InformKin::kNotAsked;
  std::vector<Statement> said_;
  std::vector<Health> health_;
};

constexpr Recipient kPower = Recipient::kPowerConcerned;
constexpr Recipient kAgency = Recipient::kCentralTracingAgency;
constexpr Recipient kFamily = Recipient::kFamily;

TEST_F(DeadlinesTest, AnArrivalOwesTwoCardsInAWeekAndTwoNoticesAtOnce) {
  say(K::kArrivedAtInternment, 10);
  EXPECT_EQ(owed(), (std::vector{due(D::kCaptureCard, kAgency, 1, 10, 17), due(D::kCaptureCard, kFamily, 1, 10, 17),
                                 due(D::kNotice, kPower, 1, 10, 13), due(D::kNotice, kAgency, 1, 10, 13)}));
}

TEST_F(DeadlinesTest, ACardClosesWhatItWentTo) {
  say(K::kArrivedAtInternment, 10);
  say(K::kCardSent, 12, kAgency);
  EXPECT_EQ(owed(D::kCaptureCard), std::vector{due(D::kCaptureCard, kFamily, 1, 10, 17)});
  say(K::kCardSent, 12);
  EXPECT_TRUE(owed(D::kCaptureCard).empty()) << "a card without a recipient went to both";
}

TEST_F(DeadlinesTest, ACardOfBeforeTheMoveDoesNotCloseTheMove) {
  say(K::kArrivedAtInternment, 10);
  say(K::kCardSent, 12);
  say(K::kTransferred, 20);
  EXPECT_EQ(owed(D::kCaptureCard).front(), due(D::kCaptureCard, kAgency, 3, 20, 27));
}

TEST_F(DeadlinesTest, TheEventThatWaitsLongestSetsTheDay) {
  say(K::kTransferred, 20);
  say(K::kArrivedAtInternment, 10);
  EXPECT_EQ(owed(D::kCaptureCard).front(), due(D::kCaptureCard, kAgency, 2, 10, 17));
}

TEST_F(DeadlinesTest, WhoWantsNoKinToldOwesTheFamilyNoCard) {
  wish_ = InformKin::kNo;
  say(K::kArrivedAtInternment, 10);
  EXPECT_EQ(owed(D::kCaptureCard), std::vector{due(D::kCaptureCard, kAgency, 1, 10, 17)});
}

TEST_F(DeadlinesTest, TheEndOfCaptivityEndsTheCardAndOwesANotice) {
  say(K::kArrivedAtInternment, 10);
  say(K::kNoticeForwarded, 11, kPower);
  say(K::kNoticeForwarded, 11, kAgency);
  say(K::kExchanged, 30);
  EXPECT_TRUE(owed(D::kCaptureCard).empty());
  EXPECT_EQ(owed(D::kNotice), (std::vector{due(D::kNotice, kPower, 4, 30, 33), due(D::kNotice, kAgency, 4, 30, 33)}));
}

TEST_F(DeadlinesTest, CapturedAgainOwesAgain) {
  say(K::kArrivedAtInternment, 10);
  say(K::kCardSent, 11);
  say(K::kEscaped, 30);
  say(K::kCaptured, 40);
  EXPECT_EQ(owed(D::kCaptureCard).front(), due(D::kCaptureCard, kAgency, 4, 40, 47));
}

TEST_F(DeadlinesTest, TheProtectingPowerStandsForThePowerConcerned) {
  say(K::kCaptured, 10);
  say(K::kNoticeForwarded, 12, Recipient::kProtectingPower);
  EXPECT_EQ(owed(D::kNotice), std::vector{due(D::kNotice, kAgency, 1, 10, 13)});
  EXPECT_EQ(owed(D::kNoticeReceipt), std::vector{due(D::kNoticeReceipt, kPower, 2, 12, 26)});
  say(K::kNoticeReceipt, 15, kPower);
  EXPECT_TRUE(owed(D::kNoticeReceipt).empty());
}

TEST_F(DeadlinesTest, ANoticeCannotBeLateBeforeTheNewsCame) {
  Statement& late = say(K::kCaptured, 10);
  late.received_at = start() + std::chrono::days{50};
  EXPECT_EQ(owed(D::kNotice).front(), due(D::kNotice, kPower, 1, 50, 53));
}

TEST_F(DeadlinesTest, TheSeriouslyIllAreReportedEveryWeekUntilTheyAreWell) {
  say(K::kArrivedAtInternment, 1);
  say(K::kSeriouslyIll, 10);
  EXPECT_EQ(owed(D::kHealthReport), std::vector{due(D::kHealthReport, Recipient::kNone, 2, 10, 17)});
  say(K::kHealthReport, 16, Recipient::kNone, Health::kSick);
  EXPECT_EQ(owed(D::kHealthReport), std::vector{due(D::kHealthReport, Recipient::kNone, 2, 16, 23)});
  say(K::kHealthReport, 22, Recipient::kNone, Health::kRecovered);
  EXPECT_TRUE(owed(D::kHealthReport).empty());
}

TEST_F(DeadlinesTest, SeriouslyWoundedAtCaptureIsSeriouslyIll) {
  say(K::kCaptured, 10, Recipient::kNone, Health::kSeriouslyWounded);
  EXPECT_EQ(owed(D::kHealthReport).front().due, 17);
  say(K::kHospitalOut, 20);
  EXPECT_TRUE(owed(D::kHealthReport).empty());
  say(K::kSeriouslyIll, 25);
  EXPECT_EQ(owed(D::kHealthReport).front(), due(D::kHealthReport, Recipient::kNone, 3, 25, 32));
}

TEST_F(DeadlinesTest, ACivilianIsOwedANoticeAfterTwoWeeks) {
  side_ = Side::kCivilian;
  say(K::kCaptured, 10);
  EXPECT_EQ(owed(),
            (std::vector{due(D::kCustodyNotice, kPower, 1, 10, 24), due(D::kCustodyNotice, kAgency, 1, 10, 24)}));
  say(K::kReleased, 15);
  EXPECT_TRUE(owed().empty()) << "held for five days";
}

TEST_F(DeadlinesTest, ACivilianFreedAfterTwoWeeksIsOwedTheNoticeOfIt) {
  side_ = Side::kCivilian;
  say(K::kCaptured, 10);
  say(K::kReleased, 24);
  EXPECT_EQ(owed(D::kNotice).front(), due(D::kNotice, kPower, 2, 24, 27));
  EXPECT_TRUE(owed(D::kCustodyNotice).empty());
}

TEST_F(DeadlinesTest, OthersOweForOurOwn) {
  side_ = Side::kOwn;
  say(K::kCaptured, 10);
  EXPECT_TRUE(owed().empty());
}

TEST_F(DeadlinesTest, RumoursAndWhatWasWithdrawnOweNothing) {
  say(K::kCaptured, 10).rung = kR1;
  say(K::kCaptured, 10).withdrawn = true;
  EXPECT_TRUE(owed().empty());
}

TEST_F(DeadlinesTest, AnUndatedMoveCountsFromWhenItWasHeardOf) {
  say(K::kTransferred, -20);
  EXPECT_EQ(owed(D::kCaptureCard).front(), due(D::kCaptureCard, kAgency, 1, 20, 27));
}

// Whatever is said, in whatever order it came: one of a kind and recipient, due after it began, from a statement that
// stands; and the statement that fulfils one closes it.
TEST_F(DeadlinesTest, RandomLives) {
  const std::uint64_t seed = std::random_device{}();
  std::mt19937_64 random(seed);
  for (int life = 0; life < 4'000; ++life) {
    said_.clear();
    health_.clear();
    side_ = static_cast<Side>(1 + random() % 4);
    for (std::uint64_t i = random() % 9; i > 0; --i) {
      const auto kind = static_cast<K>(1 + random() % kStatementKindCount);
      say(kind, static_cast<int>(random() % 60), static_cast<Recipient>(random() % 5),
          static_cast<Health>(random() % 8))
          .rung = static_cast<EvidenceRung>(random() % 7);
    }
    const auto all = owed();
    auto shuffled = said_;
    const auto health = health_;
    std::reverse(shuffled.begin(), shuffled.end());
    std::reverse(health_.begin(), health_.end());
    std::swap(said_, shuffled);
    auto again = owed();
    std::swap(said_, shuffled);
    health_ = health;
    ASSERT_EQ(all.size(), again.size()) << "seed " << seed << " life " << life;
    for (std::size_t i = 0; i < all.size(); ++i) {
      ASSERT_EQ(all[i].due, again[i].due) << "seed " << seed << " life " << life;
      ASSERT_LT(all[i].since, all[i].due);
      if (i == 0) continue;
      ASSERT_LT(std::pair(all[i - 1].kind, all[i - 1].recipient), std::pair(all[i].kind, all[i].recipient));
    }
    say(K::kCardSent, 60);
    say(K::kHealthReport, 60, Recipient::kNone, Health::kSick);
    for (const Recipient to : {kPower, kAgency}) {
      say(K::kNoticeForwarded, 60, to);
      say(K::kNoticeReceipt, 60, to);
    }
    for (const Deadline& one : owed()) {
      ASSERT_EQ(one.kind, D::kHealthReport) << "seed " << seed << " life " << life;
      ASSERT_EQ(one.due, 67);
    }
  }
}

TEST_F(DeadlinesTest, EveryKindHasAName) {
  for (std::uint8_t number = 1; number <= kDeadlineKindLast; ++number) {
    EXPECT_FALSE(name_of(static_cast<D>(number)).empty());
  }
  EXPECT_TRUE(name_of(D{0}).empty());
}

}  // namespace
}  // namespace hotline::core
