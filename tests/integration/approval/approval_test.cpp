// What may be told only after a supervisor's decision: requests, releases, openings.
#include "approval_rig.hpp"

namespace hotline::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ApprovalTest : public ApprovalRig {};

TEST_F(ApprovalTest, OneTellerTellsWhatWasReleasedUntilHeRecordsIt) {
  const Man man = held();
  const auto key = asked_for(man);
  const auto before = approvals_logged();
  released(key, man);
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) << "nobody has opened it";
  ASSERT_TRUE(open(key, "operator").ok());
  const auto told_now = asked_again(key, "operator");
  EXPECT_EQ(told_now.kind(), v1::ANSWER_KIND_DEAD);
  EXPECT_EQ(told_now.told().fact_date().year(), 2026);
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD) << "repeatable within the quarter of an hour";
  EXPECT_EQ(answer(key, "teller"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) << "another's opening";
  ASSERT_TRUE(told(key, "operator").ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  ASSERT_TRUE(open(key, "operator").ok()) << "the release stands";
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  EXPECT_EQ(approvals_logged() - before, 4) << "request, release, two openings";
}

TEST_F(ApprovalTest, TheOneWhoReleasedIsNotTheOneWhoTells) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  EXPECT_EQ(state(open(key, "supervisor")), "OWN_RELEASE");
  EXPECT_EQ(answer(key, "supervisor"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  ASSERT_TRUE(open(key, "second-supervisor").ok());
  EXPECT_EQ(answer(key, "second-supervisor"), v1::ANSWER_KIND_DEAD);
}

TEST_F(ApprovalTest, ASignOfLifeEndsItAtOnce) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  ASSERT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  seen_alive(man, 1);
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(state(open(key, "operator")), "RECORD_CHANGED");
  EXPECT_EQ(state(decide(release_of(requested(key), man.person))), "NOT_NOW") << "two sources contradict each other";
}

TEST_F(ApprovalTest, NewFactsOfTheFamilyEndIt) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  add_fact(key);
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(state(open(key, "operator")), "FACTS_CHANGED");
  EXPECT_EQ(state(decide(release_of(requested(key), man.person, 1))), "facts");
  ASSERT_TRUE(decide(release_of(requested(key), man.person, 2)).ok());
  ASSERT_TRUE(open(key, "operator").ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
}

TEST_F(ApprovalTest, FactsGivenInTheVeryQuestionAreNotThoseReleased) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  auto request = question();
  *request.mutable_inquiry() = key;
  request.mutable_facts()->set_birthplace("Город Вигаданий");
  EXPECT_EQ(look_up(request, "operator").kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
}

TEST_F(ApprovalTest, AnotherSupervisorTakesItBack) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  ASSERT_TRUE(withdraw(key).ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(state(open(key, "operator")), "WITHDRAWN");
  EXPECT_EQ(state(withdraw(key)), "WITHDRAWN");
}

TEST_F(ApprovalTest, TimeEndsAnOpeningAndARelease) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  const std::string of_inquiry = " WHERE reference = " + reference_of(key);
  EXPECT_EQ(site().value("SELECT until_at - released_at = interval '30 days' FROM release" + of_inquiry), "t");
  const std::string opening = " FROM opening WHERE release_id = (SELECT release_id FROM release" + of_inquiry + ")";
  EXPECT_EQ(site().value("SELECT until_at - opened_at = interval '15 minutes'" + opening), "t");
  site().value(
      "UPDATE opening SET until_at = now() - interval '1 second' WHERE release_id = (SELECT release_id FROM "
      "release" +
      of_inquiry + ") RETURNING 1");
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  ASSERT_TRUE(open(key, "operator").ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  site().value("UPDATE release SET until_at = now() - interval '1 second'" + of_inquiry + " RETURNING 1");
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(state(open(key, "operator")), "EXPIRED");
}

TEST_F(ApprovalTest, OneOfTwoNamesakesIsReleased) {
  const Man man = held("captured", "R5");
  const auto namesake = import(man, man.id + "b", "released", "R6");
  const auto key = asked_for(man);
  ASSERT_TRUE(decide(release_of(requested(key), namesake)).ok());
  ASSERT_TRUE(open(key, "operator").ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_RELEASED);
}

TEST_F(ApprovalTest, WhatNobodyMayHearIsNotReleased) {
  Man man = held("captured", "R5");
  const auto key = asked_for(man, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  const auto hidden = import(man, man.id + "b", "captured", "R5", "no");
  EXPECT_EQ(state(decide(release_of(requested(key), hidden))), "NOT_NOW");
  const Man stranger = held();
  EXPECT_EQ(state(decide(release_of(requested(key), stranger.person))), "NOT_MEANT");
}

TEST_F(ApprovalTest, ARefusalStandsUntilSomebodyAsksAgain) {
  const Man man = held();
  const auto key = asked_for(man);
  EXPECT_EQ(state(open(key, "operator")), "NONE");
  const auto first = requested(key);
  EXPECT_EQ(requested(key), first) << "one that waits is the same one";
  EXPECT_EQ(state(open(key, "operator")), "WAITING");
  ASSERT_TRUE(decide(refusal_of(first)).ok());
  EXPECT_EQ(state(open(key, "operator")), "REFUSED");
  EXPECT_EQ(state(decide(release_of(first, man.person))), "REFUSED");
  const auto second = requested(key);
  EXPECT_GT(second, first);
  ASSERT_TRUE(decide(release_of(second, man.person)).ok());
  v1::RequestReleaseResponse third;
  ASSERT_TRUE(request(key, third).ok());
  EXPECT_EQ(third.request_number(), second) << "a release stands: its request is named";
  EXPECT_EQ(third.state(), v1::RELEASE_REQUEST_STATE_RELEASED);
}

TEST_F(ApprovalTest, ARepeatedDecisionIsTakenOnce) {
  const Man man = held();
  const auto key = asked_for(man);
  const auto decision = release_of(requested(key), man.person);
  ASSERT_TRUE(decide(decision).ok());
  ASSERT_TRUE(decide(decision).ok());
  EXPECT_EQ(site().value("SELECT count(*) FROM release WHERE reference = " + reference_of(key)), "1");
  auto other = decision;
  other.set_ground("Інша підстава");
  EXPECT_EQ(rpc::error_from(decide(other)).reason, core::Reason::kConflict);
}

TEST_F(ApprovalTest, ARecordThatMovedIsNotReleasedUnseen) {
  const Man man = held();
  const auto key = asked_for(man);
  auto decision = release_of(requested(key), man.person);
  decision.set_person_version(decision.person_version() - 1);
  EXPECT_EQ(state(decide(decision)), "record");
  EXPECT_EQ(site().value("SELECT count(*) FROM release WHERE reference = " + reference_of(key)), "0");
}

TEST_F(ApprovalTest, EveryBadFieldIsNamed) {
  v1::DecideRequest empty;
  EXPECT_THAT(fields(decide(empty)), ElementsAre("request_id", "request_number", "decision", "ground"));
  auto refusal = refusal_of(1);
  refusal.set_person_id(5);
  refusal.set_facts_version(5);
  refusal.set_ground("x");
  EXPECT_THAT(fields(decide(refusal)), ElementsAre("person_id", "facts_version", "ground"));
  auto release = refusal_of(1);
  release.set_decision(v1::RELEASE_DECISION_RELEASE);
  EXPECT_THAT(fields(decide(release)), ElementsAre("person_id", "person_version", "facts_version"));
  v1::InquiryKey key;
  key.set_reference("12");
  EXPECT_THAT(fields(open(key, "operator")), ElementsAre("inquiry.reference"));
}

TEST_F(ApprovalTest, AWrongPassphraseOpensNothing) {
  const Man man = held();
  auto key = asked_for(man);
  released(key, man);
  key.set_passphrase("сонце море гора поле");
  EXPECT_EQ(rpc::error_from(open(key, "operator")).reason, core::Reason::kNotFound);
  v1::RequestReleaseResponse response;
  EXPECT_EQ(rpc::error_from(request(key, response)).reason, core::Reason::kNotFound);
  key.clear_passphrase();
  EXPECT_EQ(rpc::error_from(open(key, "operator")).reason, core::Reason::kNotFound)
      << "only whoever has claimed the callback needs none";
}

TEST_F(ApprovalTest, ReleasesAreListedWithTheirState) {
  const Man man = held();
  const auto key = asked_for(man);
  released(key, man);
  ASSERT_TRUE(open(key, "operator").ok());
  ASSERT_TRUE(withdraw(key).ok());
  v1::ListReleasesRequest request;
  request.set_inquiry_reference(key.reference());
  v1::ListReleasesResponse listed;
  ASSERT_TRUE(call(site().approval(), &v1::ApprovalService::Stub::ListReleases, "supervisor", request, listed).ok());
  ASSERT_EQ(listed.releases_size(), 1);
  const auto& release = listed.releases(0);
  EXPECT_EQ(release.person_id(), man.person);
  EXPECT_EQ(release.state(), v1::RELEASE_STATE_WITHDRAWN);
  EXPECT_EQ(release.released_by(), "id-supervisor");
  EXPECT_EQ(release.openings(), 1);
  EXPECT_EQ(release.ground(), "Вигадана підстава");
  EXPECT_EQ(release.withdrawal_ground(), "Вигадана підстава");
}

TEST_F(ApprovalTest, ABrokenGlassIsOneTellersForHalfAnHourAndOthersHearOfIt) {
  const Man man = held();
  const auto key = asked_for(man);
  v1::BreakGlassResponse broken;
  const auto status = break_glass(key, "operator", &broken);
  ASSERT_TRUE(status.ok()) << status.error_message();
  const auto number = std::to_string(broken.break_glass_number());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  EXPECT_EQ(answer(key, "teller"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(state(open(key, "teller")), "NONE") << "it is nobody else's release";
  EXPECT_EQ(
      site().value("SELECT until_at - released_at = interval '30 minutes' FROM release WHERE release_id = " + number),
      "t");
  EXPECT_EQ(site().value("SELECT review_due_at - released_at = interval '24 hours' FROM break_glass JOIN release USING "
                         "(release_id) WHERE release_id = " +
                         number),
            "t");
  EXPECT_EQ(
      site().value("SELECT string_agg(actor, ' ' ORDER BY actor) FROM break_glass_told WHERE release_id = " + number),
      "id-second-supervisor id-supervisor");
  EXPECT_EQ(site().value("SELECT count(*) > 0 FROM log_entry WHERE get_byte(leaf, 1) = 4"), "t");
  seen_alive(man, 1);
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
}

TEST_F(ApprovalTest, ABrokenGlassIsJudgedByAnotherOnce) {
  const Man man = held();
  const auto key = asked_for(man);
  EXPECT_EQ(state(break_glass(key, "supervisor")), "NOBODY_TO_TELL") << "only one other is named";
  v1::BreakGlassResponse broken;
  ASSERT_TRUE(break_glass(key, "operator", &broken).ok());
  EXPECT_EQ(rpc::error_from(judge(broken.break_glass_number(), "operator")).reason, core::Reason::kNotAllowed);
  ASSERT_TRUE(judge(broken.break_glass_number(), "supervisor").ok());
  EXPECT_EQ(state(judge(broken.break_glass_number(), "second-supervisor")), "REVIEWED");
  EXPECT_EQ(rpc::error_from(judge(1'000'000, "supervisor")).reason, core::Reason::kNotFound);
}

TEST_F(ApprovalTest, AGlassBrokenWithoutNeedEndsWithItsJudgement) {
  const Man man = held();
  const auto key = asked_for(man);
  v1::BreakGlassResponse broken;
  ASSERT_TRUE(break_glass(key, "operator", &broken).ok());
  ASSERT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  ASSERT_TRUE(judge(broken.break_glass_number(), "supervisor", v1::BREAK_GLASS_FINDING_NOT_JUSTIFIED).ok());
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
}

TEST_F(ApprovalTest, ABrokenGlassDecidesNoDoubtThatComesLater) {
  const Man man = held("died", "R6");
  const auto key = asked_for(man);
  ASSERT_TRUE(break_glass(key, "operator").ok());
  ASSERT_EQ(answer(key, "operator"), v1::ANSWER_KIND_DEAD);
  import(man, man.id + "b", "captured", "R5");
  EXPECT_EQ(answer(key, "operator"), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
}

TEST_F(ApprovalTest, ADoubtBreaksNoGlass) {
  const Man man = held("captured", "R5");
  import(man, man.id + "b", "released", "R6");
  const auto key = asked_for(man);
  EXPECT_EQ(state(break_glass(key, "operator")), "IN_DOUBT");
  Man hidden = held("escaped", "R5");
  const auto silent = asked_for(hidden, v1::ANSWER_KIND_NO_ANSWER_TODAY);
  EXPECT_EQ(state(break_glass(silent, "operator")), "NOT_NOW");
}

// One watch of "supervisor".
class Watching {
 public:
  explicit Watching(v1::ApprovalService::Stub& stub) {
    rpc::prepare(context_, "supervisor", std::chrono::seconds(20));
    reader_ = stub.WatchRequests(&context_, v1::WatchRequestsRequest());
  }
  ~Watching() {
    context_.TryCancel();
    v1::WatchRequestsResponse rest;
    while (reader_->Read(&rest)) {
    }
    reader_->Finish();
  }
  // All requests until the heartbeat.
  std::vector<v1::ReleaseRequest> waiting() {
    std::vector<v1::ReleaseRequest> all;
    v1::WatchRequestsResponse message;
    while (reader_->Read(&message) && (message.has_request() || message.has_broken_glass())) {
      if (message.has_request()) all.push_back(message.request());
    }
    return all;
  }
  std::optional<v1::BrokenGlass> next_glass() {
    v1::WatchRequestsResponse message;
    if (!reader_->Read(&message) || !message.has_broken_glass()) return std::nullopt;
    return message.broken_glass();
  }
  std::optional<v1::ReleaseRequest> next() {
    v1::WatchRequestsResponse message;
    if (!reader_->Read(&message) || !message.has_request()) return std::nullopt;
    return message.request();
  }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchRequestsResponse>> reader_;
};

TEST_F(ApprovalTest, SupervisorsSeeWhoIsOnTheLineFirst) {
  const Man later = held(), now = held("captured", "R5");
  import(now, now.id + "b", "released", "R6");
  const auto quiet = asked_for(later), calling = asked_for(now);
  v1::RequestReleaseResponse response;
  ASSERT_TRUE(request(quiet, response, "operator", false).ok());
  ASSERT_TRUE(request(calling, response, "operator", true).ok());
  Watching watching(site().approval());
  const auto waiting = watching.waiting();
  std::vector<std::string> order;
  for (const auto& one : waiting) {
    if (one.inquiry_reference() == quiet.reference()) order.push_back("quiet");
    if (one.inquiry_reference() != calling.reference()) continue;
    order.push_back("calling");
    EXPECT_TRUE(one.during_call());
    EXPECT_EQ(one.subjects_size(), 2);
    EXPECT_FALSE(one.subjects(0).death());
    EXPECT_EQ(one.requested_by(), "id-operator");
  }
  EXPECT_THAT(order, ElementsAre("calling", "quiet"));
  const Man urgent = held();
  v1::BreakGlassResponse broken;
  ASSERT_TRUE(break_glass(asked_for(urgent), "operator", &broken).ok());
  const auto glass = watching.next_glass();
  ASSERT_TRUE(glass);
  EXPECT_EQ(glass->break_glass_number(), broken.break_glass_number());
  EXPECT_EQ(glass->reason(), "Нікого з керівників немає на зв'язку");
  const std::string of_glass = " WHERE release_id = " + std::to_string(broken.break_glass_number());
  site().value("UPDATE break_glass SET review_due_at = now() - interval '1 second'" + of_glass + " RETURNING 1");
  const auto late = watching.next_glass();
  ASSERT_TRUE(late);
  EXPECT_TRUE(late->overdue());
  EXPECT_EQ(site().value("SELECT count(*) FROM break_glass_told" + of_glass + " AND told_at IS NOT NULL"), "1");
  ASSERT_TRUE(judge(broken.break_glass_number(), "second-supervisor").ok());
  const auto judged = watching.next_glass();
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->reviewed_by(), "id-second-supervisor");
  EXPECT_FALSE(judged->overdue());
  add_fact(quiet);
  auto changed = watching.next();
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->inquiry_reference(), quiet.reference());
  EXPECT_EQ(changed->facts_version(), 2);
  ASSERT_TRUE(changed->subjects_size() == 1 && changed->subjects(0).death());
  ASSERT_TRUE(decide(refusal_of(changed->request_number())).ok());
  const auto decided = watching.next();
  ASSERT_TRUE(decided);
  EXPECT_EQ(decided->request_number(), changed->request_number());
  EXPECT_EQ(decided->state(), v1::RELEASE_REQUEST_STATE_REFUSED);
  EXPECT_EQ(decided->subjects_size(), 0);
}

}  // namespace
}  // namespace hotline::test
