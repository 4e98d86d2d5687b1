#include "store/log_writer.hpp"

#include <set>

#include "integration/store/log_writer_rig.hpp"
#include "store/pg/sqlstate.hpp"

namespace hotline::store {
namespace {

class LogWriterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { test::use_migrated_template(); }
  LogRig rig{test::PrivatePostgres::shared()};
};

std::size_t count(const std::vector<LogOutcome>& outcomes, Kind kind) {
  return static_cast<std::size_t>(
      std::count_if(outcomes.begin(), outcomes.end(), [kind](const LogOutcome& each) { return each.kind == kind; }));
}

TEST_F(LogWriterTest, EveryEntryGetsItsOwnIndexAndTheTreeCanBeRecomputed) {
  const auto writer = rig.start();
  std::set<std::int64_t> indexes;
  for (const std::size_t entries : {1, 2, 5, 64, 1, 130}) {
    std::vector<LogDraft> drafts;
    for (std::size_t i = 0; i < entries; ++i) drafts.push_back(rig.draft());
    for (const LogOutcome& outcome : rig.write(*writer, std::move(drafts))) {
      ASSERT_EQ(outcome.kind, Kind::kCommitted);
      EXPECT_EQ(outcome.receipt->tree, 1);
      indexes.insert(outcome.receipt->index);
    }
  }
  ASSERT_EQ(indexes.size(), 203U);
  EXPECT_EQ(*indexes.begin(), 0);
  EXPECT_EQ(*indexes.rbegin(), 202);
  rig.expect_sound_tree(1);
  EXPECT_EQ(writer->state().size, 203);
  EXPECT_EQ(rig.number("SELECT count(*) FROM lookup_fact"), 203);
  EXPECT_EQ(rig.number("SELECT count(*) FROM request_key"), 203);
}

TEST_F(LogWriterTest, TheReceiptNamesTheLeafThatIsStored) {
  const auto writer = rig.start();
  LogDraft draft = rig.draft();
  const core::Bytes16 entry_id = draft.entry_id;
  const LogOutcome outcome = rig.write(*writer, std::move(draft));
  ASSERT_EQ(outcome.kind, Kind::kCommitted);
  const auto reader = test::connect_as(rig.server(), rig.database(), "hotline_log");
  pg::Params params;
  params.int8(outcome.receipt->index);
  auto rows = reader->exec(
      "SELECT leaf, key_sealed, payload_sealed, salt FROM log_entry JOIN log_payload USING (tree, log_index) "
      "WHERE log_index = $1",
      params);
  ASSERT_TRUE(rows);
  const std::string bytes = rows->front().bytea(0);
  const std::span leaf(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  EXPECT_EQ(core::leaf_hash(leaf), outcome.receipt->leaf_hash);
  const auto decoded = core::decode_leaf(leaf);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->id, entry_id);
  const auto payload = open_payload(rig.keyring(), entry_id, rows->front().bytea(1), rows->front().bytea(2));
  ASSERT_TRUE(payload);
  EXPECT_EQ(core::commitment(rows->front().bytes32(3), *payload), decoded->commitment);
}

TEST_F(LogWriterTest, ARepeatedRequestIsADuplicateWhenAndWhereverItComes) {
  const auto writer = rig.start();
  const core::RequestId request(rig.random().bytes<16>());
  std::vector<LogDraft> together;
  for (int i = 0; i < 3; ++i) together.push_back(rig.draft(request));
  together.push_back(rig.draft());
  const auto outcomes = rig.write_together(*writer, std::move(together));
  EXPECT_EQ(outcomes[0].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[1].kind, Kind::kDuplicate);
  EXPECT_EQ(outcomes[2].kind, Kind::kDuplicate);
  EXPECT_EQ(outcomes[3].kind, Kind::kCommitted);

  std::vector<LogDraft> later;
  later.push_back(rig.draft());
  later.push_back(rig.draft(request));
  later.push_back(rig.draft());
  const auto after = rig.write_together(*writer, std::move(later));
  EXPECT_EQ(after[0].kind, Kind::kCommitted);
  EXPECT_EQ(after[1].kind, Kind::kDuplicate);
  EXPECT_EQ(after[2].kind, Kind::kCommitted);

  const auto other_server = rig.start(2);
  EXPECT_EQ(rig.write(*other_server, rig.draft(request)).kind, Kind::kDuplicate);
  LogDraft of_another_actor = rig.draft(request);
  of_another_actor.actor = core::ActorId("operator-2");
  EXPECT_EQ(rig.write(*other_server, std::move(of_another_actor)).kind, Kind::kCommitted);
  rig.expect_sound_tree(1);
  rig.expect_sound_tree(2);
}

TEST_F(LogWriterTest, ACopyWhoseFirstIsStaleIsJudgedByItself) {
  rig.add_person(7, 3);
  const auto writer = rig.start();
  const core::RequestId request(rig.random().bytes<16>());
  std::vector<LogDraft> drafts;
  drafts.push_back(rig.draft(request));
  drafts.back().cluster = {{core::PersonId(7), 2}};
  drafts.push_back(rig.draft(request));
  drafts.back().cluster = {{core::PersonId(7), 3}};
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  EXPECT_EQ(outcomes[0].kind, Kind::kStale);
  EXPECT_EQ(outcomes[1].kind, Kind::kCommitted);
}

TEST_F(LogWriterTest, TwoServersWithTheSameRequestsNeverWaitInACircleAndLogEachOnce) {
  const auto first = rig.start(1);
  const auto second = rig.start(2);
  constexpr std::size_t kRequests = 200;
  std::vector<core::RequestId> requests;
  for (std::size_t i = 0; i < kRequests; ++i) requests.emplace_back(rig.random().bytes<16>());
  Outcomes outcomes(2 * kRequests);
  for (std::size_t i = 0; i < kRequests; ++i) {
    first->append(rig.draft(requests[i]), outcomes.take(i));
    second->append(rig.draft(requests[kRequests - 1 - i]), outcomes.take(kRequests + i));
  }
  const auto all = outcomes.wait();
  EXPECT_EQ(count(all, Kind::kCommitted), kRequests);
  EXPECT_EQ(count(all, Kind::kDuplicate), kRequests);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry"), static_cast<std::int64_t>(kRequests));
  rig.expect_sound_tree(1);
  rig.expect_sound_tree(2);
}

TEST_F(LogWriterTest, AnAnswerFromAnOldVersionIsStaleAndItsNeighboursCommit) {
  rig.add_person(7, 3);
  const auto writer = rig.start();
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 4; ++i) drafts.push_back(rig.draft());
  drafts[1].cluster = {{core::PersonId(7), 2}};
  drafts[2].cluster = {{core::PersonId(7), 3}};
  drafts[2].disclosed = drafts[2].cluster;
  drafts[2].fact.emplace().answer_kind = 6;
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  EXPECT_EQ(outcomes[0].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[1].kind, Kind::kStale);
  EXPECT_FALSE(outcomes[1].person_busy);
  EXPECT_EQ(outcomes[2].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[3].kind, Kind::kCommitted);
  EXPECT_EQ(rig.value("SELECT person_id || ' ' || version || ' ' || answer_kind FROM disclosed"), "7 3 6");
  EXPECT_EQ(rig.number("SELECT count(*) FROM request_key"), 3) << "a stale entry leaves its key free";
  rig.expect_sound_tree(1);
}

TEST_F(LogWriterTest, NoAnswerComesFromBehindTheRegister) {
  const auto writer = rig.start();
  LogDraft exact = rig.draft();
  LogDraft close_behind = rig.draft();
  close_behind.freshness = Freshness::kWithinLimit;
  LogDraft nothing_computed = rig.refusal();
  rig.raise_revision();
  rig.raise_revision();
  const std::int64_t now = rig.revision();
  std::vector<LogDraft> drafts;
  drafts.push_back(std::move(exact));
  drafts.push_back(std::move(close_behind));
  drafts.push_back(std::move(nothing_computed));
  drafts.push_back(rig.draft());
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  EXPECT_EQ(outcomes[0].kind, Kind::kStale);
  EXPECT_EQ(outcomes[0].current_revision, now);
  EXPECT_EQ(outcomes[1].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[2].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[3].kind, Kind::kCommitted);
}

TEST_F(LogWriterTest, TheLimitCountsFromTheFirstChangeNotSeen) {
  const auto writer = rig.start();
  LogDraft old = rig.draft();
  old.freshness = Freshness::kWithinLimit;
  rig.raise_revision("2 s");
  rig.raise_revision();
  EXPECT_EQ(rig.write(*writer, std::move(old)).kind, Kind::kStale);
  LogDraft ahead = rig.draft();
  ahead.freshness = Freshness::kWithinLimit;
  ahead.register_revision += 1;  // of a register that was restored since
  EXPECT_EQ(rig.write(*writer, std::move(ahead)).kind, Kind::kStale);
}

TEST_F(LogWriterTest, APersonHeldByAnImportDelaysNobody) {
  rig.add_person(7, 1);
  rig.add_person(8, 1);
  const auto writer = rig.start();
  ASSERT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
  const auto import = test::connect_as(rig.server(), rig.database(), "hotline_registry");
  rig.sql_on(*import, "BEGIN; UPDATE person_state SET version = version + 1 WHERE person_id = 7");
  // The best of several, for the machine may be busy: a wait for the import would lengthen each.
  auto best = std::chrono::steady_clock::duration::max();
  for (int round = 0; round < 20; ++round) {
    std::vector<LogDraft> drafts;
    for (int i = 0; i < 3; ++i) drafts.push_back(rig.draft());
    drafts[0].cluster = {{core::PersonId(7), 1}};
    drafts[1].cluster = {{core::PersonId(8), 1}};
    const auto begun = std::chrono::steady_clock::now();
    const auto outcomes = rig.write(*writer, std::move(drafts));
    best = std::min(best, std::chrono::steady_clock::now() - begun);
    EXPECT_EQ(outcomes[0].kind, Kind::kStale);
    EXPECT_TRUE(outcomes[0].person_busy);
    EXPECT_EQ(outcomes[1].kind, Kind::kCommitted);
    EXPECT_EQ(outcomes[2].kind, Kind::kCommitted);
  }
  EXPECT_LT(best, 50ms);
  rig.sql_on(*import, "ROLLBACK");
}

TEST_F(LogWriterTest, AnAnswerHoldsItsPersonsUntilItIsCommitted) {
  rig.add_person(7, 1);
  const auto writer = rig.start();
  // Step 2 is slow, with the version locked.
  rig.sql(
      "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(3); RETURN NEW; END'; "
      "CREATE TRIGGER slow BEFORE INSERT ON log_batch FOR EACH ROW EXECUTE FUNCTION slow()");
  LogDraft draft = rig.draft();
  draft.cluster = {{core::PersonId(7), 1}};
  Outcomes outcomes(1);
  writer->append(std::move(draft), outcomes.take(0));
  const auto import = test::connect_as(rig.server(), rig.database(), "hotline_registry");
  const auto held = [&] {
    auto row = import->exec("SELECT FROM person_state WHERE person_id = 7 FOR UPDATE SKIP LOCKED");
    return row && row->empty();
  };
  // A look at the lock takes it for a moment, so it must not come before the writer's.
  const auto asleep = [&] {
    return rig.server().query_value(rig.database(),
                                    "SELECT count(*) FROM pg_stat_activity WHERE usename = "
                                    "'hotline_log' AND wait_event = 'PgSleep'") == "1";
  };
  ASSERT_TRUE(becomes_true(asleep, 20s));
  EXPECT_TRUE(held()) << "a change can overtake the answer";
  EXPECT_EQ(outcomes.wait().front().kind, Kind::kCommitted);
}

TEST_F(LogWriterTest, APoisonedEntryFailsAlone) {
  const auto writer = rig.start();
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 40; ++i) drafts.push_back(rig.draft());
  drafts[7].subject_key = "ok";
  drafts[13].inquiry = rig.new_inquiry(1);
  drafts[13].inquiry->passphrase_hash = "too short";
  drafts[29].actor = core::ActorId(std::string("broken \xff text"));
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (i == 13 || i == 29) {
      ASSERT_EQ(outcomes[i].kind, Kind::kFailed) << i;
      EXPECT_EQ(outcomes[i].error->reason, core::Reason::kBug);
    } else {
      EXPECT_EQ(outcomes[i].kind, Kind::kCommitted) << i;
    }
  }
  rig.expect_sound_tree(1);
  EXPECT_EQ(rig.write(*writer, rig.draft()).kind, Kind::kCommitted);
}

TEST_F(LogWriterTest, AKeyHeldByAServerThatHangsFailsItsEntryAlone) {
  const auto writer = rig.start();
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 8; ++i) drafts.push_back(rig.draft());
  const auto hangs = test::connect_as(rig.server(), rig.database(), "hotline_log");
  pg::Params params;
  params.uuid(drafts[5].request->value());
  rig.sql_on(*hangs, "BEGIN");
  auto claimed = hangs->exec(
      "INSERT INTO request_key SELECT 'operator-1', $1::uuid, decode(repeat('00', 32), 'hex'), 9, 0, '', now()",
      params);
  ASSERT_TRUE(claimed);
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (i == 5) continue;
    EXPECT_EQ(outcomes[i].kind, Kind::kCommitted) << i;
  }
  ASSERT_EQ(outcomes[5].kind, Kind::kFailed);
  EXPECT_EQ(outcomes[5].error->reason, core::Reason::kConflict);
  EXPECT_TRUE(outcomes[5].error->retry_after);
  EXPECT_TRUE(writer->state().ready);
}

TEST_F(LogWriterTest, AnInquiryOpensAndIsRenewedWithItsEntry) {
  const auto writer = rig.start();
  rig.raise_revision();
  LogDraft opens = rig.draft();
  opens.inquiry = rig.new_inquiry(5551234567);
  ASSERT_EQ(rig.write(*writer, std::move(opens)).kind, Kind::kCommitted);
  EXPECT_EQ(rig.value("SELECT encode(facts_sealed, 'escape') || ' ' || facts_version || ' ' || opened_by FROM inquiry"),
            "first facts 1 operator-1");
  EXPECT_EQ(rig.value("SELECT register_revision FROM inquiry"), "1") << "of the answer";
  const std::string opened_in = rig.value("SELECT change_xid FROM inquiry");

  rig.raise_revision();
  InquiryWrite renewal;
  renewal.reference = 5551234567;
  renewal.opens = false;
  renewal.state = 2;
  renewal.facts_version = 2;
  renewal.facts_sealed = "second facts";
  LogDraft renews = rig.draft();
  renews.inquiry = renewal;
  ASSERT_EQ(rig.write(*writer, std::move(renews)).kind, Kind::kCommitted);
  EXPECT_EQ(rig.value("SELECT encode(facts_sealed, 'escape') || ' ' || facts_version || ' ' || state FROM inquiry"),
            "second facts 2 2");
  EXPECT_EQ(rig.value("SELECT encode(facts_sealed, 'escape') || ' ' || facts_version FROM inquiry_facts"),
            "first facts 1");
  EXPECT_EQ(rig.value("SELECT register_revision FROM inquiry"), "2");
  EXPECT_GT(rig.number("SELECT change_xid FROM inquiry"), std::stoll(opened_in));

  LogDraft from_old_facts = rig.draft();
  from_old_facts.inquiry = renewal;
  const LogOutcome conflict = rig.write(*writer, std::move(from_old_facts));
  ASSERT_EQ(conflict.kind, Kind::kFailed);
  EXPECT_EQ(conflict.error->reason, core::Reason::kConflict);

  renewal.facts_sealed.clear();
  renewal.state = 4;
  LogDraft moves = rig.draft();
  moves.inquiry = renewal;
  ASSERT_EQ(rig.write(*writer, std::move(moves)).kind, Kind::kCommitted);
  EXPECT_EQ(rig.value("SELECT encode(facts_sealed, 'escape') || ' ' || facts_version || ' ' || state FROM inquiry"),
            "second facts 2 4");
  EXPECT_EQ(rig.value("SELECT register_revision FROM inquiry"), "2") << "the answer to these facts";
  EXPECT_EQ(rig.number("SELECT count(*) FROM inquiry_facts"), 1);
}

TEST_F(LogWriterTest, OfTwoRenewalsInOneBatchOneIsWritten) {
  const auto writer = rig.start();
  LogDraft opens = rig.draft();
  opens.inquiry = rig.new_inquiry(9);
  ASSERT_EQ(rig.write(*writer, std::move(opens)).kind, Kind::kCommitted);
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 2; ++i) {
    drafts.push_back(rig.draft());
    drafts.back().inquiry = InquiryWrite{};
    drafts.back().inquiry->reference = 9;
    drafts.back().inquiry->opens = false;
    drafts.back().inquiry->facts_version = 2;
    drafts.back().inquiry->facts_sealed = "renewed";
  }
  drafts.push_back(rig.draft());
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  EXPECT_EQ(outcomes[0].kind, Kind::kCommitted);
  ASSERT_EQ(outcomes[1].kind, Kind::kFailed);
  EXPECT_EQ(outcomes[1].error->reason, core::Reason::kConflict);
  EXPECT_EQ(outcomes[2].kind, Kind::kCommitted);
}

TEST_F(LogWriterTest, AReferenceThatIsTakenIsSaidAndChangesNothing) {
  const auto writer = rig.start();
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 3; ++i) drafts.push_back(rig.draft());
  drafts[0].inquiry = rig.new_inquiry(1000);
  drafts[1].inquiry = rig.new_inquiry(1000);
  const auto outcomes = rig.write_together(*writer, std::move(drafts));
  EXPECT_EQ(outcomes[0].kind, Kind::kCommitted);
  EXPECT_EQ(outcomes[1].kind, Kind::kStale);
  EXPECT_TRUE(outcomes[1].reference_taken);
  EXPECT_EQ(outcomes[2].kind, Kind::kCommitted);
  LogDraft later = rig.draft();
  later.inquiry = rig.new_inquiry(1000);
  const LogOutcome taken = rig.write(*writer, std::move(later));
  EXPECT_EQ(taken.kind, Kind::kStale);
  EXPECT_TRUE(taken.reference_taken);
  EXPECT_EQ(rig.number("SELECT count(*) FROM inquiry"), 1);
  rig.expect_sound_tree(1);
}

TEST_F(LogWriterTest, WorkPastItsDeadlineIsNotWritten) {
  const auto writer = rig.start();
  LogDraft late = rig.draft();
  late.deadline = std::chrono::steady_clock::now();
  const LogOutcome at_once = rig.write(*writer, std::move(late));
  ASSERT_EQ(at_once.kind, Kind::kFailed);
  EXPECT_EQ(at_once.error->reason, core::Reason::kOutOfTime);

  // One that runs out while it waits for its batch.
  const auto blocker = test::connect_as(rig.server(), rig.database(), "postgres");
  rig.sql_on(*blocker, "BEGIN; SELECT FROM log_tree FOR UPDATE");
  Outcomes outcomes(2);
  writer->append(rig.draft(), outcomes.take(0));
  while (writer->state().queued > 0) std::this_thread::sleep_for(1ms);
  LogDraft waits = rig.draft();
  waits.deadline = std::chrono::steady_clock::now() + 50ms;
  writer->append(std::move(waits), outcomes.take(1));
  std::this_thread::sleep_for(80ms);
  rig.sql_on(*blocker, "ROLLBACK");
  const auto both = outcomes.wait();
  EXPECT_EQ(both[0].kind, Kind::kCommitted);
  ASSERT_EQ(both[1].kind, Kind::kFailed);
  EXPECT_EQ(both[1].error->reason, core::Reason::kOutOfTime);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry"), 1);
}

TEST_F(LogWriterTest, AFullQueueRefusesAtOnce) {
  LogWriterOptions options = rig.options();
  options.queue_max = 3;
  const auto writer = rig.start(options);
  const auto blocker = test::connect_as(rig.server(), rig.database(), "postgres");
  rig.sql_on(*blocker, "BEGIN; SELECT FROM log_tree FOR UPDATE");
  Outcomes outcomes(5);
  writer->append(rig.draft(), outcomes.take(0));
  while (writer->state().queued > 0) std::this_thread::sleep_for(1ms);
  for (std::size_t i = 1; i < 5; ++i) writer->append(rig.draft(), outcomes.take(i));
  rig.sql_on(*blocker, "ROLLBACK");
  const auto all = outcomes.wait();
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(all[i].kind, Kind::kCommitted) << i;
  ASSERT_EQ(all[4].kind, Kind::kFailed);
  EXPECT_EQ(all[4].error->reason, core::Reason::kTooMany);
  EXPECT_TRUE(all[4].error->retry_after);
}

TEST_F(LogWriterTest, ABatchKeepsItsLimits) {
  LogWriterOptions options = rig.options();
  options.batch_max = 8;
  const auto writer = rig.start(options);
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 40; ++i) drafts.push_back(rig.draft());
  EXPECT_EQ(count(rig.write_together(*writer, std::move(drafts)), Kind::kCommitted), 40U);
  EXPECT_EQ(rig.number("SELECT max(entries) FROM log_batch"), 8);

  LogWriterOptions narrow = rig.options(2);
  narrow.batch_bytes_max = 5'000;
  const auto second = rig.start(narrow);
  std::vector<LogDraft> large;
  for (int i = 0; i < 4; ++i) {
    large.push_back(rig.draft());
    large.back().payload_sealed.resize(i == 3 ? 9'000 : 2'000);
  }
  EXPECT_EQ(count(rig.write_together(*second, std::move(large)), Kind::kCommitted), 4U);
  EXPECT_EQ(rig.value("SELECT string_agg(entries::text, ' ' ORDER BY first_index) FROM log_batch WHERE tree = 2"),
            "1 2 1 1");
}

TEST_F(LogWriterTest, ASecondWriterFencesTheFirst) {
  LogWriterOptions patient = rig.options();
  patient.fenced_pause = 60s;
  const auto first = rig.start(patient);
  ASSERT_EQ(rig.write(*first, rig.draft()).kind, Kind::kCommitted);
  const auto second = rig.start(patient);
  EXPECT_GT(second->state().epoch, first->state().epoch);
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 5; ++i) drafts.push_back(rig.draft());
  for (const LogOutcome& outcome : rig.write(*first, std::move(drafts))) {
    ASSERT_EQ(outcome.kind, Kind::kFailed);
    EXPECT_EQ(outcome.error->reason, core::Reason::kStoreDown);
    EXPECT_FALSE(pg::outcome_unknown(*outcome.error));
  }
  EXPECT_FALSE(first->state().ready);
  EXPECT_EQ(rig.write(*second, rig.draft()).kind, Kind::kCommitted);
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry"), 2);
  rig.expect_sound_tree(1);
}

TEST_F(LogWriterTest, AFencedWriterTakesItsTreeBackAfterAPause) {
  const auto first = rig.start();
  ASSERT_EQ(rig.write(*first, rig.draft()).kind, Kind::kCommitted);
  {
    LogWriterOptions patient = rig.options();
    patient.fenced_pause = 60s;
    const auto second = rig.start(patient);
    ASSERT_EQ(rig.write(*second, rig.draft()).kind, Kind::kCommitted);
  }
  ASSERT_EQ(rig.write(*first, rig.draft()).kind, Kind::kFailed);
  ASSERT_TRUE(becomes_true([&] { return first->state().ready; }));
  EXPECT_EQ(rig.write(*first, rig.draft()).kind, Kind::kCommitted);
  rig.expect_sound_tree(1);
}

TEST_F(LogWriterTest, TheLogCanOnlyBeAddedTo) {
  const auto writer = rig.start();
  LogDraft draft = rig.draft();
  rig.add_person(7, 1);
  draft.cluster = draft.disclosed = {{core::PersonId(7), 1}};
  ASSERT_EQ(rig.write(*writer, std::move(draft)).kind, Kind::kCommitted);
  const auto refused = [&](const std::string& login, const std::string& sql) {
    const auto connection = test::connect_as(rig.server(), rig.database(), login);
    auto done = connection->script(sql);
    return !done && pg::sqlstate_of(done.error()) == "42501";
  };
  for (const char* table : {"log_entry", "log_payload", "log_batch", "lookup_fact", "disclosed", "request_key"}) {
    const std::string name(table);
    for (const char* login : {"hotline_log", "hotline_registry", "hotline_inquiry", "hotline_reporting",
                              "hotline_maintenance", "hotline_auditor"}) {
      EXPECT_TRUE(refused(login, "UPDATE " + name + " SET tree = 2")) << login << " " << name;
      EXPECT_TRUE(refused(login, "DELETE FROM " + name)) << login << " " << name;
      EXPECT_TRUE(refused(login, "TRUNCATE " + name)) << login << " " << name;
    }
  }
  for (const char* table : {"log_entry", "log_batch", "lookup_fact", "disclosed"}) {
    const std::string name(table);
    EXPECT_TRUE(refused("hotline_owner", "UPDATE " + name + " SET tree = 2")) << name;
    EXPECT_TRUE(refused("hotline_owner", "DELETE FROM " + name)) << name;
  }
  EXPECT_TRUE(refused("hotline_log", "UPDATE log_tree SET tree = 2"));
  EXPECT_TRUE(refused("hotline_log", "DELETE FROM log_tree"));
  EXPECT_TRUE(refused("hotline_log", "UPDATE person_state SET version = 9"));
  EXPECT_TRUE(refused("hotline_log", "SELECT sealed FROM person"));
}

TEST_F(LogWriterTest, StartIsRefusedWithLessThanOnePartitionAhead) {
  for (const char* table : {"log_entry", "log_payload", "lookup_fact", "disclosed"}) {
    rig.sql("DROP TABLE " + std::string(table) + "_p1, " + table + "_p2");
  }
  auto writer = LogWriter::start(rig.options(), rig.clock());
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().reason, core::Reason::kWrongState);
}

TEST_F(LogWriterTest, AMissingPartitionIsNobodysFaultAndNothingIsAnswered) {
  const auto writer = rig.start();
  rig.sql("DROP TABLE lookup_fact_p0");
  std::vector<LogDraft> drafts;
  for (int i = 0; i < 4; ++i) drafts.push_back(rig.draft());
  for (const LogOutcome& outcome : rig.write(*writer, std::move(drafts))) {
    ASSERT_EQ(outcome.kind, Kind::kFailed);
    EXPECT_EQ(outcome.error->reason, core::Reason::kStoreDown);
  }
  EXPECT_EQ(rig.number("SELECT count(*) FROM log_entry"), 0);
}

TEST_F(LogWriterTest, WhatStillWaitsAtTheEndFailsAndNoCallbackIsLost) {
  auto writer = rig.start();
  const auto blocker = test::connect_as(rig.server(), rig.database(), "postgres");
  rig.sql_on(*blocker, "BEGIN; SELECT FROM log_tree FOR UPDATE");
  Outcomes outcomes(4);
  writer->append(rig.draft(), outcomes.take(0));
  while (writer->state().queued > 0) std::this_thread::sleep_for(1ms);
  for (std::size_t i = 1; i < 4; ++i) writer->append(rig.draft(), outcomes.take(i));
  std::thread ends([&] { writer.reset(); });
  std::this_thread::sleep_for(50ms);
  rig.sql_on(*blocker, "ROLLBACK");
  ends.join();
  const auto all = outcomes.wait(0ms);
  EXPECT_EQ(all[0].kind, Kind::kCommitted);
  for (std::size_t i = 1; i < 4; ++i) {
    ASSERT_EQ(all[i].kind, Kind::kFailed);
    EXPECT_EQ(all[i].error->reason, core::Reason::kStoreDown);
  }
}

}  // namespace
}  // namespace hotline::store
