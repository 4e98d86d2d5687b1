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

class GuardTest : public ::testing::Test {
 protected:
  static GuardLimits small() {
    GuardLimits limits;
    limits.calls_per_caller_per_minute = 5;
    limits.persons_per_caller_per_hour = 3;
    limits.askers_per_person_per_hour = 2;
    limits.refusals_logged_singly_per_minute = 10;
    limits.callers_max = 4;
    limits.persons_max = 4;
    return limits;
  }
  StillClock clock_;
  Guard guard_{small(), clock_};
  const ActorId anna_{"operator-anna"};
  const ActorId olha_{"operator-olha"};
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
  for (std::uint64_t person : {1U, 2U, 3U, 1U, 2U, 3U}) EXPECT_TRUE(guard_.admit_person(anna_, person));
  EXPECT_FALSE(guard_.admit_person(anna_, 4));
  EXPECT_TRUE(guard_.admit_person(anna_, 1));
  EXPECT_TRUE(guard_.admit_person(olha_, 4));
  clock_.pass(61min);
  EXPECT_TRUE(guard_.admit_person(anna_, 4));
}

TEST_F(GuardTest, DistinctAskersOfOnePersonAreLimited) {
  EXPECT_TRUE(guard_.admit_asker(77, 1));
  EXPECT_TRUE(guard_.admit_asker(77, 2));
  EXPECT_TRUE(guard_.admit_asker(77, 1));
  EXPECT_FALSE(guard_.admit_asker(77, 3));
  EXPECT_TRUE(guard_.admit_asker(78, 3));
}

TEST_F(GuardTest, MemoryIsBoundedAndTheIdlestMakesRoom) {
  for (int call = 0; call < 5; ++call) ASSERT_TRUE(guard_.admit_call(anna_));
  for (int caller = 0; caller < 3; ++caller) ASSERT_TRUE(guard_.admit_call(ActorId{"busy-" + std::to_string(caller)}));
  EXPECT_FALSE(guard_.admit_call(anna_)) << "within the bound nobody is forgotten";
  for (int caller = 0; caller < 4; ++caller) ASSERT_TRUE(guard_.admit_call(ActorId{"new-" + std::to_string(caller)}));
  EXPECT_TRUE(guard_.admit_call(anna_));
}

TEST_F(GuardTest, RefusalsAreLoggedSinglyUpToTenThenCounted) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(guard_.account_refusal(anna_), RefusalEntry::kSingle);
  for (int i = 0; i < 25; ++i) EXPECT_EQ(guard_.account_refusal(anna_), RefusalEntry::kCounted);
  EXPECT_EQ(guard_.account_refusal(olha_), RefusalEntry::kSingle);
  EXPECT_TRUE(guard_.take_refusal_counts().empty()) << "the minute has not ended";
  const Instant minute = clock_.now();
  clock_.pass(60s);
  const auto counts = guard_.take_refusal_counts();
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].actor, anna_);
  EXPECT_EQ(counts[0].count, 25U);
  EXPECT_EQ(counts[0].minute, minute);
  EXPECT_TRUE(guard_.take_refusal_counts().empty()) << "each is given once";
  EXPECT_EQ(guard_.account_refusal(anna_), RefusalEntry::kSingle);
}

TEST_F(GuardTest, ACountOfAnEarlierMinuteIsNotLostWhenTheNextBegins) {
  for (int i = 0; i < 12; ++i) guard_.account_refusal(anna_);
  clock_.pass(70s);
  for (int i = 0; i < 13; ++i) guard_.account_refusal(anna_);
  const auto counts = guard_.take_all_refusal_counts();
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].count, 2U);
  EXPECT_EQ(counts[1].count, 3U);
}

TEST_F(GuardTest, CallersBeyondTheBoundShareOneAccountAndNoneIsLost) {
  std::uint32_t singly = 0;
  for (int caller = 0; caller < 40; ++caller) {
    singly += guard_.account_refusal(ActorId{"c" + std::to_string(caller)}) == RefusalEntry::kSingle ? 1U : 0U;
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

}  // namespace
}  // namespace hotline::core
