// The stream of candidates: each change once, in commit order, whatever breaks in between.
#include <algorithm>
#include <thread>

#include "candidate_rig.hpp"

namespace hotline::inquiry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WatchTest : public CandidateRig {
 protected:
  static std::string change(const v1::InquiryKey& key, std::int64_t person, int state = 1) {
    return key.reference() + "/" + std::to_string(person) + "/" + std::to_string(state);
  }
};

TEST_F(WatchTest, FirstComesWhatWaitsThenEachChange) {
  const auto key = given_inquiry();
  for (const std::int64_t person : {10, 11, 12}) given_record(person);
  given_candidate(key, 10);
  given_candidate(key, 11);
  reviewed("sofia", 10, key, v1::REVIEW_DECISION_REJECT);

  Watching watch(*stub_, "sofia");
  EXPECT_THAT(watch.until_heartbeat(), ElementsAre(change(key, 11))) << "what was decided before is passed over";
  given_candidate(key, 12);
  reviewed("sofia", 11, key, v1::REVIEW_DECISION_REJECT);
  std::vector<std::string> seen;
  while (seen.size() < 2) {
    for (auto& one : watch.until_heartbeat()) seen.push_back(std::move(one));
  }
  EXPECT_THAT(seen, ElementsAre(change(key, 12), change(key, 11, 4)));
}

TEST_F(WatchTest, AMessageSaysWhatTellingTakes) {
  const auto key = given_inquiry();
  given_record(10, core::Status::kDeadConfirmed, 6, core::kDeathCountersigned);
  given_candidate(key, 10, 0.93);
  Watching watch(*stub_, "sofia");
  const auto message = watch.next_candidate();
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->death());
  EXPECT_EQ(message->telling(), v1::TELLING_AFTER_RELEASE);
  EXPECT_TRUE(message->trial());
  EXPECT_EQ(message->candidate().inquiry_reference(), key.reference());
  EXPECT_NEAR(message->candidate().probability(), 0.93, 1e-6);
  EXPECT_EQ(message->candidate().reasons(), "surname agrees (+12.0)");
}

TEST_F(WatchTest, AHeartbeatComesAtOnceAndAgain) {
  Watching watch(*stub_, "sofia");
  for (int i = 0; i < 3; ++i) {
    const auto beat = watch.next();
    ASSERT_TRUE(beat);
    EXPECT_FALSE(beat->has_candidate());
    EXPECT_EQ(beat->cursor(), "") << "there was nothing yet to go on from";
  }
}

TEST_F(WatchTest, AResumedWatchGivesEachChangeExactlyOnce) {
  const auto key = given_inquiry();
  std::vector<std::string> wanted;
  for (std::int64_t person = 10; person < 22; ++person) {
    given_record(person);
    wanted.push_back(change(key, person));
  }
  std::vector<std::string> seen;
  std::string cursor;
  std::jthread matcher([&] {
    for (std::int64_t person = 10; person < 22; ++person) {
      given_candidate(key, person);
      std::this_thread::sleep_for(std::chrono::milliseconds(15));
    }
  });
  const auto until = std::chrono::steady_clock::now() + 15s;
  while (seen.size() < wanted.size() && std::chrono::steady_clock::now() < until) {
    Watching watch(*stub_, "sofia", cursor);  // broken off after at most three
    for (int i = 0; i < 3; ++i) {
      const auto message = watch.next();
      if (!message) break;  // the places of those broken off are not free yet
      cursor = message->cursor();
      if (!message->has_candidate()) break;
      seen.push_back(change(key, message->candidate().person_id(), message->candidate().state()));
    }
  }
  EXPECT_EQ(seen, wanted);
  Watching last(*stub_, "sofia", cursor);
  EXPECT_THAT(last.until_heartbeat(), IsEmpty());
}

TEST_F(WatchTest, WhatIsCommittedLateIsNotSkipped) {
  const auto key = given_inquiry();
  for (const std::int64_t person : {10, 11}) given_record(person);
  // Its transaction is older than that of the other one, and ends later.
  auto slow = test::connect_as(server(), database_, "hotline_owner");
  ASSERT_TRUE(slow->exec(store::pg::kBegin));
  const std::string insert = candidate_sql(key, 10, 0.9);
  ASSERT_TRUE(slow->exec(store::pg::Query(insert.c_str())));
  given_candidate(key, 11);

  Watching watch(*stub_, "sofia");
  EXPECT_THAT(watch.until_heartbeat(), IsEmpty()) << "something may still come before it";
  ASSERT_TRUE(slow->exec(store::pg::kCommit));
  std::vector<std::string> seen;
  while (seen.size() < 2) {
    for (auto& one : watch.until_heartbeat()) seen.push_back(std::move(one));
  }
  EXPECT_THAT(seen, ElementsAre(change(key, 10), change(key, 11)));
}

TEST_F(WatchTest, ACallerHasSoManyWatchesAndNoMore) {
  Watching first(*stub_, "sofia");
  {
    Watching second(*stub_, "sofia");
    ASSERT_TRUE(first.next() && second.next());
    const auto third = Watching(*stub_, "sofia").finish();
    EXPECT_EQ(third.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    Watching another(*stub_, "second");
    EXPECT_TRUE(another.next()) << "the limit is each caller's own";
  }
  for (int i = 0; i < 100; ++i) {
    if (Watching(*stub_, "sofia").next()) return;  // the ended one has left its place
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  FAIL() << "the place of an ended watch stays taken";
}

TEST_F(WatchTest, AWatchEndsWithoutAnErrorAtItsDeadline) {
  // At any point of a look: many deadlines, so that some fall into one.
  for (int time_ms = 40; time_ms < 90; ++time_ms) {
    Watching watch(*stub_, "sofia", "", std::chrono::milliseconds(time_ms));
    const auto status = watch.finish();
    // The caller's own clock may be first; an error of ours would say its reason.
    const bool callers_own =
        status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED && status.error_details().empty();
    EXPECT_TRUE(status.ok() || callers_own) << time_ms << " ms: " << status.error_message();
  }
}

TEST_F(WatchTest, AServerThatEndsSaysSoAndTheWatchGoesOnElsewhere) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  Watching watch(*stub_, "sofia");
  EXPECT_THAT(watch.until_heartbeat(), ElementsAre(change(key, 10)));
  EXPECT_EQ(gate_.calls_now(), 1);
  gate_.close();
  const auto status = watch.finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(reason(status), Reason::kStoreDown);
  for (int i = 0; i < 100 && gate_.calls_now() > 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(gate_.calls_now(), 0) << "no stream keeps the server from ending";
}

TEST_F(WatchTest, CursorsOfOthersAndOfOtherDatabasesAreRefused) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  Watching watch(*stub_, "sofia");
  watch.until_heartbeat();
  const std::string cursor = watch.cursor();
  ASSERT_NE(cursor, "");
  EXPECT_THAT(fields(Watching(*stub_, "second", cursor).finish()), ElementsAre("cursor"));
  EXPECT_THAT(fields(Watching(*stub_, "sofia", "nonsense").finish()), ElementsAre("cursor"));
  std::string tampered = cursor;
  tampered[tampered.size() / 2] = tampered[tampered.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_THAT(fields(Watching(*stub_, "sofia", tampered).finish()), ElementsAre("cursor"));
  const std::string later = tokens_.make("hotline.v1.InquiryService/WatchCandidates", core::ActorId("actor-sofia"),
                                         v1::WatchCandidatesRequest(), "999999999.1.5");
  EXPECT_THAT(fields(Watching(*stub_, "sofia", later).finish()), ElementsAre("cursor"));
  EXPECT_TRUE(Watching(*stub_, "sofia", cursor).next());
}

}  // namespace
}  // namespace hotline::inquiry
