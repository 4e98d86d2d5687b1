#include "core/history.hpp"

#include <gtest/gtest.h>

#include "core/status.hpp"

namespace hotline::core {
namespace {

using K = StatementKind;
using std::chrono::hours;

constexpr Instant at(int hour) {
  return Instant{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}} + hours{hour};
}

PartialDate january(int day) {
  return {DatePrecision::kDay, 2024, 1, static_cast<std::uint8_t>(day), 0};
}

std::int32_t day_of_january(int day) {
  return *first_day(january(day));
}

Statement statement_of(std::int64_t id, K kind, int entered_hour) {
  Statement statement;
  statement.id = StatementId{id};
  statement.person = PersonId{1};
  statement.kind = kind;
  statement.rung = EvidenceRung::kR4;
  statement.source = SourceId{"camp-1"};
  statement.received_at = at(entered_hour);
  statement.entered_at = at(entered_hour);
  return statement;
}

StatementHistory entered(std::int64_t id, K kind, int hour) {
  StatementHistory history;
  history.statement = statement_of(id, kind, hour);
  history.counts_from = history.statement.entered_at;
  return history;
}

// "1 2- 3w": known ids; a minus: it does not count; w: withdrawn.
std::string known(const std::vector<StatementHistory>& histories, Instant instant) {
  std::string text;
  for (const Statement& statement : known_on(histories, instant)) {
    if (!text.empty()) text += " ";
    text += std::to_string(statement.id.value());
    if (!statement.counts) text += "-";
    if (statement.withdrawn) text += "w";
  }
  return text;
}

TEST(KnownOnTest, AStatementIsKnownFromWhenItWasEntered) {
  const std::vector<StatementHistory> all{entered(2, K::kCaptured, 5), entered(1, K::kMissing, 3)};
  EXPECT_EQ(known(all, at(2)), "");
  EXPECT_EQ(known(all, at(3)), "1");
  EXPECT_EQ(known(all, at(5) - std::chrono::microseconds{1}), "1");
  EXPECT_EQ(known(all, at(5)), "2 1");
}

TEST(KnownOnTest, ADeathCountsFromTheSecondSignature) {
  std::vector<StatementHistory> all{entered(1, K::kDied, 3)};
  all.front().counts_from = at(9);
  EXPECT_EQ(known(all, at(8)), "1-");
  EXPECT_EQ(known(all, at(9)), "1");
  all.front().counts_from.reset();
  all.front().statement.counts = true;
  EXPECT_EQ(known(all, at(100)), "1-") << "what is so today is not looked at";
}

TEST(KnownOnTest, AWithdrawalHoldsUntilItIsTakenBack) {
  std::vector<StatementHistory> all{entered(1, K::kCaptured, 1)};
  all.front().withdrawn = {{at(20), std::nullopt}, {at(5), at(8)}, {at(7), at(10)}};
  all.front().statement.withdrawn = true;
  EXPECT_EQ(known(all, at(4)), "1");
  EXPECT_EQ(known(all, at(5)), "1w");
  EXPECT_EQ(known(all, at(8)), "1w") << "singly and with its list";
  EXPECT_EQ(known(all, at(10)), "1");
  EXPECT_EQ(known(all, at(1000)), "1w");
}

TEST(KnownOnTest, WhatWasForwardedLaterWasNotForwardedYet) {
  std::vector<StatementHistory> all{entered(1, K::kNoticeForwarded, 1)};
  all.front().statement.forwarded_at = at(6);
  EXPECT_FALSE(known_on(all, at(5)).front().forwarded_at);
  EXPECT_EQ(known_on(all, at(6)).front().forwarded_at, at(6));
}

TEST(TrueOnTest, ADatedFactFromItsFirstDayAnUndatedOneFromItsNews) {
  std::vector<Statement> all{statement_of(1, K::kCaptured, 240), statement_of(2, K::kMissing, 240)};
  all.front().fact_date = january(3);
  EXPECT_TRUE(true_on(all, day_of_january(2)).empty());
  EXPECT_EQ(true_on(all, day_of_january(3)).size(), 1U);
  EXPECT_EQ(true_on(all, day_of_january(10)).size(), 1U);
  EXPECT_EQ(true_on(all, day_of_january(11)).size(), 2U) << "240 hours are ten days";
  all.front().fact_date = {DatePrecision::kMonth, 2024, 1, 0, 0};
  EXPECT_EQ(true_on(all, day_of_january(1)).size(), 1U);
  EXPECT_TRUE(true_on(all, day_of_january(1) - 1).empty());
}

TEST(TrueOnTest, WhatWasTakenBackLaterWasNeverTrue) {
  std::vector<Statement> all{statement_of(1, K::kCaptured, 30), statement_of(2, K::kWithdrawn, 400)};
  all[0].fact_date = january(2);
  all[1].fact_date = january(15);
  const auto before = true_on(all, day_of_january(5));
  ASSERT_EQ(before.size(), 1U);
  EXPECT_TRUE(before.front().withdrawn);
  EXPECT_EQ(derive_status(before).status, Status::kUnknown);
  EXPECT_EQ(derive_status(true_on(all, day_of_january(20))).status, Status::kWithdrawnInError);
  EXPECT_EQ(derive_status(true_on(all, day_of_january(1))).status, Status::kUnknown);
}

TEST(TrueOnTest, ALifeDayByDay) {
  std::vector<Statement> all{statement_of(1, K::kCaptured, 700), statement_of(2, K::kHospitalIn, 700),
                             statement_of(3, K::kHospitalOut, 700), statement_of(4, K::kExchanged, 700)};
  for (int i = 0; i < 4; ++i) all[static_cast<std::size_t>(i)].fact_date = january(5 + i * 5);
  const auto status_on = [&](int day) { return derive_status(true_on(all, day_of_january(day))).status; };
  EXPECT_EQ(status_on(4), Status::kUnknown);
  EXPECT_EQ(status_on(5), Status::kCaptiveNotified);
  EXPECT_EQ(status_on(14), Status::kInHospital);
  EXPECT_EQ(status_on(15), Status::kCaptiveNotified);
  EXPECT_EQ(status_on(20), Status::kExchanged);
}

TEST(LinksOnTest, OnlyConfirmedLinksJoin) {
  LinkHistory link{PersonId{1}, PersonId{2}, {}};
  link.states = {{at(1), LinkState::kProposed},
                 {at(3), LinkState::kConfirmed},
                 {at(5), LinkState::kDisputed},
                 {at(7), LinkState::kConfirmed},
                 {at(9), LinkState::kUndone}};
  const std::vector<LinkHistory> all{link};
  for (int hour = 0; hour < 12; ++hour) {
    const bool joined = (hour >= 3 && hour < 5) || (hour >= 7 && hour < 9);
    EXPECT_EQ(links_on(all, at(hour)).size(), joined ? 1U : 0U) << hour;
  }
  EXPECT_EQ(links_on(all, at(3)).front(), (ConfirmedLink{PersonId{1}, PersonId{2}}));
}

TEST(LinksOnTest, OfTwoStatesAtOneInstantTheLaterHolds) {
  LinkHistory link{PersonId{1}, PersonId{2}, {{at(1), LinkState::kProposed}, {at(1), LinkState::kConfirmed}}};
  EXPECT_EQ(links_on(std::vector{link}, at(1)).size(), 1U);
  std::swap(link.states[0], link.states[1]);
  EXPECT_TRUE(links_on(std::vector{link}, at(1)).empty());
}

}  // namespace
}  // namespace hotline::core
