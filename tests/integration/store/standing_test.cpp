// Standing inquiries against the register on a real database, step by step.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "standing_rig.hpp"
#include "store/change_feed.hpp"
#include "store/migrator.hpp"
#include "store/standing_watcher.hpp"

namespace hotline::store {
namespace {

using namespace std::chrono_literals;
using core::InquiryState;

class StandingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }
  void SetUp() override { ASSERT_TRUE(watching.leads()); }

  void reject_all() { rig.sql("UPDATE match_candidate SET state = 4 WHERE state IN (1, 2)"); }

  StandingRig rig;
  Watching watching{rig};
};

// The sixth migration brought the comparison; what a bureau already held and was asked before it is not forgotten.
TEST(StandingUpgradeTest, WhatWasAskedBeforeThereWereStandingInquiriesIsCompared) {
  StandingRig rig(test::create_database_at(test::PrivatePostgres::shared(), 5));
  rig.add_person(1, {});
  rig.add_person(2, sought(2));
  rig.open(7, {});
  rig.open(8, sought(3));
  rig.open(9, sought(2));
  rig.move(9, InquiryState::kWithdrawn);

  const auto owner = rig.connect("hotline_owner");
  const auto migrated = migrate(*owner);
  ASSERT_TRUE(migrated) << migrated.error().message;
  EXPECT_EQ(migrated->current, migrated->applied + 5);
  EXPECT_TRUE(check_migrated(*owner));
  EXPECT_EQ(rig.value("SELECT string_agg(reference || '/' || register_revision, ' ' ORDER BY reference) FROM inquiry"),
            "7/0 8/0 9/0");

  Watching watching(rig);
  ASSERT_TRUE(watching.leads());
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1") << "withdrawn ones ask for nobody";
  rig.add_person(3, sought(3));
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1 8/1/3/1/1");
}

TEST_F(StandingTest, ARecordThatComesLaterMeetsTheInquiryThatWaits) {
  rig.look_up(5551234567, {}, 0);
  EXPECT_EQ(watching.run(), 0);
  rig.add_person(1, {});
  rig.add_person(2, sought(2));
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.candidates(), "5551234567/1/1/1/1");
  EXPECT_EQ(rig.state(5551234567), "2") << "CANDIDATE";
  EXPECT_EQ(rig.value("SELECT model_version FROM match_candidate"), rig.index.model_version());
  EXPECT_GT(std::stod(rig.value("SELECT probability FROM match_candidate")), 0.9);
  const std::string reasons = rig.value("SELECT reasons FROM match_candidate");
  EXPECT_TRUE(reasons.starts_with("surname agrees")) << reasons;
  EXPECT_EQ(watching.run(), 0) << "its own change of the state is no news";
}

TEST_F(StandingTest, AnInquiryThatWasNeverComparedMeetsTheWholeRegister) {
  rig.add_person(1, {});
  rig.add_person(2, sought(2));
  EXPECT_EQ(watching.catch_up_and_run(), 0);
  rig.open(7, {});
  EXPECT_EQ(watching.run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1");
}

// What the answer was computed from is not proposed; what came after it is, whichever of the two is seen first.
TEST_F(StandingTest, OnlyWhatTheAnswerDidNotKnowIsCompared) {
  rig.add_person(1, {});  // revision 1
  rig.look_up(7, {}, 1);  // knew it
  rig.look_up(8, {}, 0);  // an index that had not seen it yet
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.candidates(), "8/1/1/1/1");

  rig.add_person(2, {});  // revision 2
  rig.look_up(9, {}, 2);
  EXPECT_EQ(watching.run(), 0) << "the inquiry first: the index has not come so far";
  EXPECT_EQ(watching.catch_up_and_run(), 2);
  EXPECT_EQ(rig.candidates(), "8/1/1/1/1 7/1/2/1/1 8/1/2/1/1");

  rig.change_status(1);  // revision 3
  rig.look_up(10, {}, 2);
  EXPECT_EQ(watching.catch_up_and_run(), 4) << "7, 8, 9 and 10 of the first man";
  EXPECT_EQ(rig.value("SELECT string_agg(reference::text, ' ' ORDER BY reference) FROM match_candidate "
                      "WHERE person_id = 1 AND person_version = 2"),
            "7 8 9 10");
}

TEST_F(StandingTest, AnInquiryOlderThanTheChangesIsComparedThoughTheyWerePassed) {
  rig.add_person(1, {});
  rig.add_person(2, sought(2));
  EXPECT_EQ(watching.catch_up_and_run(), 0);
  rig.look_up(7, {}, 0);
  rig.look_up(8, sought(2), 1);
  rig.look_up(9, {}, 1);
  EXPECT_EQ(watching.run(), 2);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1 8/1/2/1/1");
}

TEST_F(StandingTest, NewFactsAreComparedWithTheWholeRegisterAndTakeThePlaceOfOldOnes) {
  rig.add_person(1, {});
  rig.open(7, {.day = 12});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  rig.add_facts(7, {});
  EXPECT_EQ(watching.run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/6 7/2/1/1/1");
  EXPECT_EQ(rig.state(7), "2");
  rig.add_facts(7, sought(3));
  EXPECT_EQ(watching.run(), 0);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/6 7/2/1/1/1") << "only a newer row of the pair replaces one";
  rig.add_person(3, sought(3));
  EXPECT_EQ(watching.catch_up_and_run(), 1);
}

TEST_F(StandingTest, ANewVersionOfThePersonTakesThePlaceOfTheOldOne) {
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  rig.sql("UPDATE match_candidate SET state = 2");
  rig.change_status(1);
  rig.change_status(1);
  EXPECT_EQ(watching.catch_up_and_run(), 1) << "two changes in one step are one";
  EXPECT_EQ(rig.candidates(), "7/1/1/1/6 7/1/1/3/1");
}

TEST_F(StandingTest, ARejectedPairStaysAwayUntilTheFactsOfOneSideChange) {
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  reject_all();
  rig.change_status(1);
  EXPECT_EQ(watching.catch_up_and_run(), 0) << "another status is no other man";
  rig.rename(1, {.patronymic = "Зиновійович"});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  reject_all();
  rig.rename(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 0) << "these facts were judged before";
  rig.add_facts(7, {.day = 20});
  EXPECT_EQ(watching.run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/4 7/1/1/3/4 7/2/1/4/1");
}

TEST_F(StandingTest, AConfirmedOrInsufficientPairIsNotProposedAgainEither) {
  rig.open(7, {});
  rig.open(8, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 2);
  rig.sql("UPDATE match_candidate SET state = CASE reference WHEN 7 THEN 3 ELSE 5 END");
  rig.change_status(1);
  EXPECT_EQ(watching.catch_up_and_run(), 0);
}

TEST_F(StandingTest, WhatIsWithdrawnWaitsNoMoreAndReopenedMeetsWhatItMissed) {
  rig.open(7, {});
  watching.run();
  EXPECT_EQ(watching.join().inquiries(), 1U);
  rig.move(7, InquiryState::kWithdrawn);
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 0);
  EXPECT_EQ(watching.join().inquiries(), 0U);
  EXPECT_EQ(rig.state(7), "5");
  rig.move(7, InquiryState::kStanding);
  EXPECT_EQ(watching.run(), 1);
  EXPECT_EQ(rig.state(7), "2");
}

// Withdrawn after the step read it and before it is stored.
TEST_F(StandingTest, AnInquiryThatEndsMeanwhileGetsNoCandidate) {
  rig.open(7, {});
  rig.open(8, {});
  watching.run();
  rig.move(7, InquiryState::kClosed);
  rig.add_facts(8, sought(3));
  const StandingCursor from = watching.join().cursor();
  StandingCursor to = from;
  std::vector<NewCandidate> found(2);
  rig.add_person(1, {});
  for (std::size_t i = 0; i < 2; ++i) {
    found[i].match.reference = 7 + static_cast<std::int64_t>(i);
    found[i].match.person = core::PersonId(1);
    found[i].match.person_version = 1;
    found[i].facts_version = 1;
  }
  auto stored = store_step(watching.connection(), from, to, found);
  ASSERT_TRUE(stored);
  EXPECT_EQ(*stored, 0);
  EXPECT_EQ(rig.candidates(), "");
}

TEST_F(StandingTest, AnAwaitingFamilyStaysAwaitingWhenAnotherRecordComes) {
  rig.open(7, {});
  watching.run();
  rig.move(7, InquiryState::kAwaitingCallback);
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.state(7), "3");
}

// A transaction that began first and ends last is not passed by.
TEST_F(StandingTest, InquiriesThatCommitOutOfOrderAreAllCompared) {
  rig.add_person(1, {});
  rig.catch_up();
  const auto slow = rig.connect("hotline_inquiry");
  ASSERT_TRUE(slow->exec(pg::kBegin));
  ASSERT_TRUE(slow->exec(StandingRig::kPutInquiry, rig.inquiry_row(7, {})));
  rig.open(8, {});
  EXPECT_EQ(watching.run(), 0) << "8 waits for the one before it";
  ASSERT_TRUE(slow->exec(pg::kCommit));
  EXPECT_EQ(watching.run(), 2);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1 8/1/1/1/1");
}

TEST_F(StandingTest, ALargeRevisionIsComparedInParts) {
  std::vector<std::pair<std::int64_t, Sought>> persons;
  for (std::int64_t id = 1; id <= 4'500; ++id) persons.emplace_back(id, sought(id));
  for (const std::int64_t id : {1, 2'000, 2'001, 4'000, 4'500}) rig.open(id, sought(id));
  watching.run();
  rig.add_persons(persons);
  rig.catch_up();
  auto first = watching.join().round(watching.connection());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->persons, 2'000);
  EXPECT_EQ(rig.value("SELECT register_revision || '/' || person_id FROM standing_cursor"), "0/2000");
  Watching other(rig);
  watching.reconnect();  // the server ends in the middle of the revision
  ASSERT_TRUE(other.leads());
  other.run();
  EXPECT_EQ(other.sum().persons, 2'500);
  EXPECT_EQ(rig.value("SELECT register_revision || '/' || person_id FROM standing_cursor"), "1/0");
  EXPECT_EQ(rig.number("SELECT count(*) FROM match_candidate WHERE reference = person_id"), 5);
}

TEST_F(StandingTest, AnotherModelComparesEverythingAnew) {
  for (std::int64_t id = 1; id <= 450; ++id) rig.look_up(id, sought(id % 3), 0);
  rig.add_persons({{1, sought(0)}, {2, sought(1)}, {3, {}}});
  EXPECT_EQ(watching.catch_up_and_run(), 300);
  rig.sql("UPDATE match_candidate SET state = 4 WHERE reference = 3");
  rig.sql("UPDATE match_candidate SET person_id = 3 WHERE reference = 1");  // as if the old model had thought so
  rig.sql("UPDATE match_candidate SET model_version = 'old'; UPDATE standing_cursor SET model_version = 'old'");
  watching.reconnect();
  ASSERT_TRUE(watching.leads());
  EXPECT_EQ(watching.run(), 299);
  EXPECT_EQ(watching.sum().rematched, 450);
  EXPECT_EQ(rig.value("SELECT string_agg(state || ':' || count, ' ' ORDER BY state) FROM (SELECT state, count(*) FROM "
                      "match_candidate WHERE model_version = 'old' GROUP BY state) AS s"),
            "1:1 4:1 6:298")
      << "what the new model does not find stays with the people, what they decided stays decided";
  EXPECT_EQ(watching.run(), 0);
  watching.reconnect();
  ASSERT_TRUE(watching.leads());
  EXPECT_EQ(watching.run(), 0);
  EXPECT_EQ(watching.sum().rematched, 450) << "once";
}

TEST_F(StandingTest, ARematchGoesOnWhereItWasLeft) {
  for (std::int64_t id = 1; id <= 450; ++id) rig.look_up(id, sought(id % 3), 0);
  rig.add_person(1, sought(0));
  EXPECT_EQ(watching.catch_up_and_run(), 150);
  rig.sql("UPDATE match_candidate SET model_version = 'old'; UPDATE standing_cursor SET model_version = 'old'");
  watching.reconnect();
  ASSERT_TRUE(watching.leads());
  auto first = watching.join().round(watching.connection());
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->more);
  EXPECT_EQ(first->rematched, 200);
  Watching other(rig);
  watching.reconnect();
  ASSERT_TRUE(other.leads());
  EXPECT_EQ(first->found + other.run(), 150);
  EXPECT_EQ(other.sum().rematched, 250);
}

TEST_F(StandingTest, OneWatcherLeadsAndAnotherGoesOnWhenItEnds) {
  Watching second(rig);
  EXPECT_FALSE(second.leads(0ms));
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  watching.reconnect();
  ASSERT_TRUE(second.leads());
  EXPECT_FALSE(watching.leads(0ms));
  EXPECT_EQ(second.run(), 0);
  EXPECT_EQ(second.join().inquiries(), 1U);
  rig.add_person(2, {});
  rig.open(8, {});
  EXPECT_EQ(second.catch_up_and_run(), 3);
  second.reconnect();
  ASSERT_TRUE(watching.leads());
  EXPECT_EQ(watching.run(), 0);
  EXPECT_EQ(watching.join().inquiries(), 2U) << "somebody else has led since: all are read again";
}

// Were a lock ever held by two, the place from which each step begins lets only one go on.
TEST_F(StandingTest, AStepFromAnOldPlaceStoresNothing) {
  const StandingCursor old = watching.join().cursor();
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  std::vector<NewCandidate> found(1);
  found[0].match.reference = 7;
  found[0].match.person = core::PersonId(1);
  found[0].match.person_version = 99;
  found[0].facts_version = 1;
  auto stored = store_step(watching.connection(), old, old, found);
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().reason, core::Reason::kConflict);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1");
}

// Its connection ends while a step is half written.
TEST_F(StandingTest, AStepThatIsKilledHasDoneNothingAndIsDoneAgain) {
  rig.open(7, {});
  rig.open(8, {});
  watching.run();
  rig.add_person(1, {});
  rig.catch_up();
  const auto blocker = rig.connect("hotline_inquiry");
  ASSERT_TRUE(blocker->script("BEGIN; SELECT FROM inquiry WHERE reference = 8 FOR UPDATE"));
  std::thread step([&] { EXPECT_FALSE(watching.join().round(watching.connection())); });
  const std::string waiting =
      "SELECT count(*) FROM pg_stat_activity WHERE usename = 'hotline_matching' AND wait_event_type = 'Lock' "
      "AND datname = current_database()";
  for (int i = 0; i < 1'000 && rig.number(waiting) == 0; ++i) std::this_thread::sleep_for(5ms);
  EXPECT_EQ(rig.number(waiting), 1);
  rig.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hotline_matching' "
      "AND datname = current_database()");
  step.join();
  ASSERT_TRUE(blocker->exec(pg::kRollback));
  EXPECT_EQ(rig.candidates(), "");
  EXPECT_EQ(rig.state(7), "1");
  EXPECT_EQ(rig.number("SELECT register_revision FROM standing_cursor"), 0);
  watching.reconnect();
  ASSERT_TRUE(watching.leads());
  EXPECT_EQ(watching.run(), 2);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1 8/1/1/1/1");
}

// A dump brings the numbers of transactions of another cluster, which counts higher or lower.
TEST_F(StandingTest, AfterARestoreTheFeedGoesOn) {
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  rig.sql(
      "UPDATE inquiry SET change_xid = '99000000000'; UPDATE match_candidate SET change_xid = '99000000001'; "
      "UPDATE standing_cursor SET inquiry_xid = '99000000000'");
  Watching restored(rig);
  watching.reconnect();
  ASSERT_TRUE(restored.leads());
  EXPECT_EQ(restored.run(), 0);
  rig.open(8, {});
  EXPECT_EQ(restored.run(), 1);
  EXPECT_EQ(rig.candidates(), "7/1/1/1/1 8/1/1/1/1");
  EXPECT_EQ(rig.value("SELECT bool_and(change_xid < pg_snapshot_xmax(pg_current_snapshot())) FROM match_candidate"),
            "t");
}

TEST_F(StandingTest, AServerWhoseIndexLiesBehindWaitsForIt) {
  rig.open(7, {});
  rig.sql("UPDATE standing_cursor SET register_revision = 1");
  Watching other(rig);
  watching.reconnect();
  ASSERT_TRUE(other.leads());
  EXPECT_EQ(other.run(), 0);
  EXPECT_EQ(other.sum().inquiries, 0);
  rig.add_person(1, {});
  EXPECT_EQ(other.catch_up_and_run(), 1);
}

TEST_F(StandingTest, AnInquiryThatDoesNotOpenKeepsNobodyElseWaiting) {
  rig.open(7, {});
  rig.open(8, {});
  rig.sql("UPDATE inquiry SET facts_sealed = 'forged' WHERE reference = 7");
  rig.add_person(1, {});
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  EXPECT_EQ(rig.candidates(), "8/1/1/1/1");
}

// Without a date the number decides; a family that misheard one digit of it is found by both feeds.
TEST_F(StandingTest, ANumberMisheardByOneDigitIsFoundWhoeverComesFirst) {
  const Sought held{.number = "ТР-441907"};
  rig.open(7, {.patronymic = "", .year = 0, .number = "ТР-441906"});
  watching.run();
  rig.add_person(1, held);
  EXPECT_EQ(watching.catch_up_and_run(), 1);
  rig.open(8, {.patronymic = "", .year = 0, .number = "ТР-441906"});
  EXPECT_EQ(watching.run(), 1);
  EXPECT_EQ(rig.value("SELECT count(DISTINCT round(probability::numeric, 2)) FROM match_candidate"), "1");
  EXPECT_EQ(rig.value("SELECT count(*) FROM match_candidate WHERE reasons LIKE '%number differs slightly%'"), "2")
      << rig.value("SELECT string_agg(reasons, ' | ') FROM match_candidate");
}

TEST_F(StandingTest, TheLoginReadsNoAskerAndWritesNoFacts) {
  for (const char* forbidden :
       {"SELECT asker_sealed FROM inquiry", "SELECT passphrase_hash FROM inquiry",
        "UPDATE inquiry SET facts_version = 2", "DELETE FROM match_candidate",
        "UPDATE match_candidate SET probability = 0", "SELECT FROM log_payload", "UPDATE person_state SET status = 1",
        "INSERT INTO candidate_review (reference) VALUES (1)"}) {
    auto done = watching.connection().script(forbidden);
    ASSERT_FALSE(done) << forbidden;
    EXPECT_EQ(done.error().reason, core::Reason::kBug) << forbidden;
  }
}

TEST(StandingWatcherTest, FindsWhatIsCommittedAndAnotherServerTakesOver) {
  StandingRig rig;
  runtime::Metrics metrics;
  ChangeFeedOptions follow;
  follow.conninfo = test::conninfo_as(rig.server, rig.database, "hotline_registry");
  auto feed = ChangeFeed::start(follow, rig.index, rig.keyring);
  ASSERT_TRUE(feed);
  StandingWatcherOptions options;
  options.conninfo = test::conninfo_as(rig.server, rig.database, "hotline_matching");
  options.metrics = &metrics;
  auto first = StandingWatcher::start(options, standing_lexicon(), rig.index, rig.keyring);
  ASSERT_TRUE(first);
  const auto leading = [&metrics] { return metrics.gauge("hotline_standing_leads", "").value() == 1; };
  const auto within = [](auto condition) {
    for (int i = 0; i < 1'000 && !condition(); ++i) std::this_thread::sleep_for(10ms);
    return condition();
  };
  ASSERT_TRUE(within(leading));
  options.metrics = nullptr;
  auto second = StandingWatcher::start(options, standing_lexicon(), rig.index, rig.keyring);
  ASSERT_TRUE(second);
  rig.open(7, {});
  rig.add_person(1, {});
  EXPECT_TRUE(within([&] { return rig.candidates() == "7/1/1/1/1"; })) << rig.candidates();
  EXPECT_TRUE(within([&] { return metrics.gauge("hotline_standing_lag_revisions", "").value() == 0; }));
  EXPECT_TRUE(within([&] { return metrics.counter("hotline_standing_candidates_total", "").value() == 1; }))
      << "counted after the commit that the test has seen";
  first->reset();
  rig.open(8, {});
  EXPECT_TRUE(within([&] { return rig.candidates() == "7/1/1/1/1 8/1/1/1/1"; })) << rig.candidates();
  // Its connection goes, and it goes on.
  rig.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hotline_matching' "
      "AND datname = current_database()");
  rig.open(9, {});
  EXPECT_TRUE(within([&] { return rig.candidates() == "7/1/1/1/1 8/1/1/1/1 9/1/1/1/1"; })) << rig.candidates();
}

}  // namespace
}  // namespace hotline::store
