#include "core/guard.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace hotline::core {
namespace {

using namespace std::chrono_literals;

class StillClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void pass(std::chrono::microseconds time) { now_ += time; }

 private:
  Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
};

GuardCaller caller(const std::string& id, Role role = Role::kOperator, const std::string& place = "") {
  GuardCaller made;
  made.id = ActorId(id);
  made.role = role;
  made.credential = place.empty() ? "socket" : place;
  made.key = std::hash<std::string>{}(id);
  made.credential_key = place.empty() ? made.key : std::hash<std::string>{}(place);
  return made;
}

class GuardTest : public ::testing::Test {
 protected:
  static GuardLimits small() {
    GuardLimits limits;
    limits.calls_per_caller_per_minute = 5;
    limits.persons_per_caller_per_hour = 3;
    limits.persons_per_registrar_per_hour = 6;
    limits.persons_per_outsider_per_hour = 2;
    limits.told_per_caller_per_hour = 2;
    limits.persons_per_credential_per_hour = 5;
    limits.persons_in_all_per_hour = 10;
    limits.askers_per_person_per_hour = 2;
    limits.refusals_logged_singly_per_minute = 10;
    limits.refused_per_caller_per_hour = 3;
    limits.callers_max = 4;
    limits.persons_max = 4;
    return limits;
  }
  // A question that says no more than who is sought.
  Result<PatternBits> ask(const GuardCaller& who, std::uint64_t subject,
                          std::optional<std::uint64_t> asker = std::nullopt) {
    AskedPerson asked;
    asked.subject = subject;
    asked.call = ++call_;
    asked.name = subject;
    asked.order = subject * 0x9E3779B97F4A7C15U;  // no order at all
    asked.second_fact = true;
    clock_.pass(20s);
    return guard_.admit_person(who, asked, asker);
  }
  std::vector<AlarmKind> alarms() {
    std::vector<AlarmKind> kinds;
    for (const Alarm& alarm : guard_.take_alarms()) kinds.push_back(alarm.kind);
    return kinds;
  }
  RefusalEntry refused(const GuardCaller& who) { return guard_.account_refusal(who, Guard::Refused::kOtherwise); }

  StillClock clock_;
  Guard guard_{small(), clock_};
  std::uint64_t call_ = 0;
  const GuardCaller anna_ = caller("operator-anna");
  const GuardCaller olha_ = caller("operator-olha");
};

TEST_F(GuardTest, CallsOfOneCallerAreLimitedOthersAreNot) {
  for (int call = 0; call < 5; ++call) EXPECT_TRUE(guard_.admit_call(anna_));
  const Done refused = guard_.admit_call(anna_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason::kTooMany);
  EXPECT_EQ(refused.error().retry_after, 60s);
  EXPECT_TRUE(guard_.admit_call(olha_));
}

TEST_F(GuardTest, TheMinuteSlides) {
  clock_.pass(59s);
  for (int call = 0; call < 5; ++call) ASSERT_TRUE(guard_.admit_call(anna_));
  clock_.pass(2s);
  EXPECT_FALSE(guard_.admit_call(anna_)) << "the turn of the minute does not double the limit";
  clock_.pass(30s);
  EXPECT_TRUE(guard_.admit_call(anna_));
  clock_.pass(120s);
  for (int call = 0; call < 5; ++call) EXPECT_TRUE(guard_.admit_call(anna_));
}

TEST_F(GuardTest, DistinctPersonsCountOnceWithinTheHour) {
  for (std::uint64_t person : {1U, 2U, 3U, 1U, 2U, 3U}) EXPECT_TRUE(ask(anna_, person));
  EXPECT_FALSE(ask(anna_, 4));
  EXPECT_TRUE(ask(anna_, 1));
  EXPECT_TRUE(ask(olha_, 4));
  clock_.pass(61min);
  EXPECT_TRUE(ask(anna_, 4));
}

TEST_F(GuardTest, DistinctAskersOfOnePersonAreLimited) {
  EXPECT_TRUE(ask(anna_, 77, 1));
  EXPECT_TRUE(ask(anna_, 77, 2));
  EXPECT_TRUE(ask(olha_, 77, 1));
  EXPECT_FALSE(ask(olha_, 77, 3));
  EXPECT_TRUE(ask(olha_, 78, 3));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyAskers});
}

TEST_F(GuardTest, MemoryIsBoundedAndTheIdlestMakesRoom) {
  for (int call = 0; call < 5; ++call) ASSERT_TRUE(guard_.admit_call(anna_));
  for (int number = 0; number < 3; ++number) ASSERT_TRUE(guard_.admit_call(caller("busy-" + std::to_string(number))));
  EXPECT_FALSE(guard_.admit_call(anna_)) << "within the bound nobody is forgotten";
  for (int number = 0; number < 4; ++number) ASSERT_TRUE(guard_.admit_call(caller("new-" + std::to_string(number))));
  EXPECT_TRUE(guard_.admit_call(anna_));
}

TEST_F(GuardTest, RefusalsAreLoggedSinglyUpToTenThenCounted) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(refused(anna_), RefusalEntry::kSingle);
  for (int i = 0; i < 25; ++i) EXPECT_EQ(refused(anna_), RefusalEntry::kCounted);
  EXPECT_EQ(refused(olha_), RefusalEntry::kSingle);
  EXPECT_TRUE(guard_.take_refusal_counts().empty()) << "the minute has not ended";
  const Instant minute = clock_.now();
  clock_.pass(60s);
  const auto counts = guard_.take_refusal_counts();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].actor, anna_.id);
  EXPECT_EQ(counts[0].count, 25U);
  EXPECT_EQ(counts[0].minute, minute);
  EXPECT_TRUE(guard_.take_refusal_counts().empty()) << "each is given once";
  EXPECT_EQ(refused(anna_), RefusalEntry::kSingle);
}

TEST_F(GuardTest, ACountOfAnEarlierMinuteIsNotLostWhenTheNextBegins) {
  for (int i = 0; i < 12; ++i) refused(anna_);
  clock_.pass(70s);
  for (int i = 0; i < 13; ++i) refused(anna_);
  const auto counts = guard_.take_all_refusal_counts();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].count, 2U);
  EXPECT_EQ(counts[1].count, 3U);
}

TEST_F(GuardTest, CallersBeyondTheBoundShareOneAccountAndNoneIsLost) {
  std::uint32_t singly = 0;
  for (int number = 0; number < 40; ++number) {
    singly += refused(caller("c" + std::to_string(number))) == RefusalEntry::kSingle ? 1U : 0U;
  }
  std::uint32_t counted = 0;
  for (const RefusalCount& count : guard_.take_all_refusal_counts()) counted += count.count;
  EXPECT_EQ(singly + counted, 40U);
  EXPECT_EQ(singly, 14U);
}

TEST_F(GuardTest, ThreadsTogetherGetExactlyTheLimit) {
  std::atomic<int> admitted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int call = 0; call < 50; ++call) admitted += guard_.admit_call(anna_) ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(admitted, 5);
}

TEST_F(GuardTest, WhoeverHeardOfManyHearsOfNoOther) {
  EXPECT_TRUE(ask(anna_, 1));
  guard_.answered(anna_, 1, PatternBits(), true);
  EXPECT_TRUE(ask(anna_, 2));
  guard_.answered(anna_, 2, PatternBits(), true);
  const auto blocked = ask(anna_, 3);
  ASSERT_FALSE(blocked);
  EXPECT_TRUE(blocked.error().metadata.empty()) << "this limit is nobody's business";
  EXPECT_TRUE(ask(anna_, 1)) << "the same persons again are free";
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyTold});
  clock_.pass(61min);
  EXPECT_TRUE(ask(anna_, 3));
}

TEST_F(GuardTest, FindingNothingCostsNoneOfWhatMayBeHeard) {
  for (std::uint64_t person : {1U, 2U, 3U}) {
    EXPECT_TRUE(ask(anna_, person));
    guard_.answered(anna_, person, PatternBits(), false);
  }
  EXPECT_TRUE(ask(anna_, 1));
  EXPECT_TRUE(alarms().empty());
}

TEST_F(GuardTest, EachRoleHasItsOwnBudget) {
  const GuardCaller registrar = caller("registrar", Role::kRegistrar);
  for (std::uint64_t person = 1; person <= 5; ++person) EXPECT_TRUE(guard_.admit_look(registrar, person));
  const GuardCaller portal = caller("portal", Role::kPortal);
  EXPECT_TRUE(ask(portal, 1));
  EXPECT_TRUE(ask(portal, 2));
  EXPECT_FALSE(ask(portal, 3));
}

TEST_F(GuardTest, TheCallersOfOneCertificateShareABudget) {
  const GuardCaller one = caller("one", Role::kOperator, "desk");
  const GuardCaller other = caller("other", Role::kOperator, "desk");
  for (std::uint64_t person : {1U, 2U, 3U}) EXPECT_TRUE(ask(one, person));
  for (std::uint64_t person : {3U, 4U, 5U}) EXPECT_TRUE(ask(other, person));
  EXPECT_TRUE(alarms().empty());
  EXPECT_FALSE(ask(caller("third", Role::kOperator, "desk"), 6));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyAtCredential});
}

TEST_F(GuardTest, AllTogetherHaveABudgetAndAnAlarmBeforeIt) {
  std::uint64_t person = 0;
  for (const char* name : {"a", "b", "c"}) {
    for (int i = 0; i < 3; ++i) static_cast<void>(ask(caller(name), ++person));
  }
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kNearlyManyInAll});
  EXPECT_TRUE(ask(caller("d"), ++person));
  EXPECT_FALSE(ask(caller("d"), ++person));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyInAll});
}

TEST_F(GuardTest, ABlockedQuestionIsCountedNowhere) {
  for (std::uint64_t person : {1U, 2U, 3U}) static_cast<void>(ask(anna_, person));
  for (std::uint64_t person = 10; person < 60; ++person) EXPECT_FALSE(ask(anna_, person));
  for (std::uint64_t person : {11U, 12U, 13U}) EXPECT_TRUE(ask(olha_, person)) << "the budget of all is not used up";
}

TEST_F(GuardTest, AnAlarmIsRaisedOnceAnHour) {
  for (std::uint64_t person = 1; person < 7; ++person) static_cast<void>(ask(anna_, person));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyPersons});
  EXPECT_TRUE(alarms().empty());
  clock_.pass(61min);
  for (std::uint64_t person = 101; person < 107; ++person) static_cast<void>(ask(anna_, person));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyPersons});
}

TEST_F(GuardTest, AlarmsThatCouldNotBeKeptComeBack) {
  for (std::uint64_t person = 1; person < 5; ++person) static_cast<void>(ask(anna_, person));
  auto taken = guard_.take_alarms();
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].actor, anna_.id);
  EXPECT_EQ(taken[0].count, 3U);
  guard_.give_back(std::move(taken));
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyPersons});
}

TEST_F(GuardTest, WhoeverTriesWhatIsNotHisRaisesAnAlarm) {
  for (int i = 0; i < 10; ++i) refused(anna_);
  EXPECT_TRUE(alarms().empty()) << "refused otherwise";
  for (int i = 0; i < 3; ++i) guard_.account_refusal(olha_, Guard::Refused::kNotHis);
  EXPECT_EQ(alarms(), std::vector{AlarmKind::kManyRefused});
}

// What a portal hears of a block is what it hears of a server that is full; who works here is told of his own limits.
TEST_F(GuardTest, ABlockReadsLikeAnyOtherRefusal) {
  const GuardCaller portal = caller("portal", Role::kPortal);
  for (std::uint64_t person : {1U, 2U}) static_cast<void>(ask(portal, person));
  const Error full = server_full(kFullRetryAfter);
  const auto read_like_full = [&](const Error& error) {
    EXPECT_EQ(error.reason, full.reason);
    EXPECT_EQ(error.message, full.message);
    EXPECT_EQ(error.metadata, full.metadata);
    EXPECT_EQ(error.retry_after, full.retry_after);
    EXPECT_TRUE(error.violations.empty());
  };
  const auto blocked = ask(portal, 3);
  ASSERT_FALSE(blocked);
  read_like_full(blocked.error());
  for (int call = 0; call < 5; ++call) EXPECT_TRUE(guard_.admit_call(portal));
  const Done too_fast = guard_.admit_call(portal);
  ASSERT_FALSE(too_fast);
  read_like_full(too_fast.error());

  for (std::uint64_t person : {1U, 2U, 3U}) static_cast<void>(ask(anna_, person));
  const auto own = ask(anna_, 4);
  ASSERT_FALSE(own);
  ASSERT_EQ(own.error().metadata.size(), 1U);
  EXPECT_EQ(own.error().metadata[0].second, "persons_per_caller_per_hour");
}

TEST_F(GuardTest, WhatTheLogHoldsIsCountedAsIfAskedHere) {
  GuardRow row;
  row.caller = anna_.key;
  row.credential = anna_.credential_key;
  row.at = clock_.now();
  for (std::uint64_t person : {1U, 2U}) {
    row.subject = person;
    row.told = true;
    guard_.count(row);
    guard_.count(row);
  }
  EXPECT_TRUE(ask(anna_, 1)) << "asked before";
  EXPECT_FALSE(ask(anna_, 3)) << "two were told of";
  GuardRow of_olha = row;
  of_olha.caller = olha_.key;
  of_olha.told = false;
  of_olha.at -= 2h;
  for (std::uint64_t person = 1; person <= 4; ++person) {
    of_olha.subject = person;
    guard_.count(of_olha);
  }
  EXPECT_TRUE(ask(olha_, 9)) << "older than the hour";
}

// G20: a thief of a portal's certificate who holds all facts of all names confirms 20 a day at most.
TEST_F(GuardTest, AnOutsiderIsToldOfSoManyWithinADayAndNoMore) {
  GuardLimits limits = small();
  limits.persons_per_outsider_per_hour = 50;
  limits.told_per_caller_per_hour = 1000;
  limits.persons_per_credential_per_hour = limits.persons_in_all_per_hour = 1000;
  limits.told_per_outsider_per_day = 20;
  Guard guard(limits, clock_);
  const GuardCaller portal = caller("portal", Role::kPortal);
  const auto look = [&](std::uint64_t subject) {
    AskedPerson asked;
    asked.subject = subject;
    if (!guard.admit_person(portal, asked, std::nullopt)) return false;
    guard.answered(portal, subject, PatternBits(), true);
    return true;
  };
  std::uint64_t subject = 0;
  std::vector<Instant> told;
  for (int minute = 1; minute < 3 * 24 * 60; ++minute) {
    clock_.pass(1min);
    if (look(++subject)) told.push_back(clock_.now());
  }
  EXPECT_EQ(told.size(), 60U) << "three days";
  for (std::size_t i = 20; i < told.size(); ++i) EXPECT_GT(told[i] - told[i - 20], 23h + 50min);
  EXPECT_TRUE(look(subject + 1 - 24 * 60)) << "told today, asked again";
  EXPECT_FALSE(look(subject - 1)) << "not told";
}

TEST_F(GuardTest, WhatIsUnderWayCountsAsToldUntilItIsAnswered) {
  GuardLimits limits = small();
  limits.persons_per_outsider_per_hour = 50;
  limits.told_per_outsider_per_day = 2;
  Guard guard(limits, clock_);
  const GuardCaller portal = caller("portal", Role::kPortal);
  const auto admitted = [&](std::uint64_t subject) {
    AskedPerson asked;
    asked.subject = subject;
    return guard.admit_person(portal, asked, std::nullopt).has_value();
  };
  EXPECT_TRUE(admitted(1));
  EXPECT_TRUE(admitted(2));
  EXPECT_TRUE(admitted(2)) << "twice the same";
  EXPECT_FALSE(admitted(3)) << "both may hear that something is held";
  guard.answered(portal, 1, PatternBits(), false);
  EXPECT_TRUE(admitted(3));
  clock_.pass(61s);
  EXPECT_TRUE(admitted(4)) << "an answer that never came holds no place";
}

TEST_F(GuardTest, WhatTheLogSaysAnOutsiderWasToldCountsForADay) {
  GuardLimits limits = small();
  limits.told_per_outsider_per_day = 1;
  Guard guard(limits, clock_);
  const GuardCaller portal = caller("portal", Role::kPortal);
  GuardRow row;
  row.caller = portal.key;
  row.credential = portal.credential_key;
  row.subject = 7;
  row.told = row.outside = true;
  row.at = clock_.now() - 23h;
  guard.count(row);
  AskedPerson asked;
  asked.subject = 8;
  EXPECT_FALSE(guard.admit_person(portal, asked, std::nullopt));
  clock_.pass(70min);
  EXPECT_TRUE(guard.admit_person(portal, asked, std::nullopt));
  // What the partial index of migration 0024 is over.
  EXPECT_EQ(encode_guard_row(row)[1], '\x05');
}

TEST_F(GuardTest, CallsCountedElsewhereFillTheMinute) {
  GuardRow row;
  row.caller = anna_.key;
  row.at = clock_.now();
  for (int call = 0; call < 5; ++call) guard_.count(row);
  EXPECT_FALSE(guard_.admit_call(anna_));
  EXPECT_TRUE(guard_.admit_call(olha_));
}

TEST_F(GuardTest, WhoAsksAsNobodyAtATelephoneDoesRaisesAnAlarm) {
  GuardLimits wide;
  wide.persons_per_caller_per_hour = 1000;
  Guard guard(wide, clock_);
  std::uint64_t asked_until_alarm = 0;
  for (std::uint64_t person = 1; person <= 50 && asked_until_alarm == 0; ++person) {
    clock_.pass(1s);
    AskedPerson asked;
    asked.subject = asked.name = asked.call = person;
    asked.order = person * 0x9E3779B97F4A7C15U;  // no order at all
    asked.second_fact = true;
    const auto bits = guard.admit_person(anna_, asked, std::nullopt);
    ASSERT_TRUE(bits);
    guard.answered(anna_, person, *bits, false);
    for (const Alarm& alarm : guard.take_alarms()) {
      EXPECT_EQ(alarm.kind, AlarmKind::kOffPattern);
      EXPECT_EQ(alarm.pattern, Pattern::kQuick);
      asked_until_alarm = person;
    }
  }
  EXPECT_GT(asked_until_alarm, 0U);
}

TEST(GuardRowTest, EncodesAndRefusesOtherBytes) {
  GuardRow row;
  row.caller = 0x0102030405060708U;
  row.credential = ~std::uint64_t{0};
  row.subject = 42;
  row.asker = 7;
  row.told = true;
  row.refused = true;
  row.outside = true;
  row.bits = {0x0206, 0x0204};
  row.at = Instant{std::chrono::seconds{5}};
  const std::string keys = encode_guard_row(row);
  const std::string subject = bytes_of_key(row.subject);
  EXPECT_EQ(decode_guard_row(keys, subject, row.at), row);
  for (std::size_t cut = 0; cut < keys.size(); ++cut) {
    EXPECT_FALSE(decode_guard_row(keys.substr(0, cut), subject, row.at));
  }
  EXPECT_FALSE(decode_guard_row(keys, "short", row.at));
  std::string newer = keys;
  newer[0] = 2;
  EXPECT_FALSE(decode_guard_row(newer, subject, row.at));
  row.subject = 0;
  EXPECT_EQ(decode_guard_row(encode_guard_row(row), "", row.at), row);
}

}  // namespace
}  // namespace hotline::core
