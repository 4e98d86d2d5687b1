// Candidates in lists, and what people decide on them.
#include <thread>

#include "candidate_rig.hpp"

namespace hotline::inquiry {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

std::vector<std::int64_t> persons(const std::vector<v1::CandidateGroup>& groups) {
  std::vector<std::int64_t> ids;
  for (const auto& group : groups) ids.push_back(group.person_id());
  return ids;
}

std::string metadata(const grpc::Status& status, const std::string& key) {
  for (const auto& [name, text] : rpc::error_from(status).metadata) {
    if (name == key) return text;
  }
  return "";
}

class ReviewTest : public CandidateRig {};

TEST_F(ReviewTest, NobodyAndTheWrongRolesSeeAndDecideNothing) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  const auto try_all = [&](const std::string& name) {
    v1::ListCandidatesResponse list;
    v1::ReviewCandidateResponse made;
    return std::vector<grpc::Status>{candidates(name, {}, list), review(name, review_request(10, {key}), made),
                                     Watching(*stub_, name).finish()};
  };
  for (const char* name : {"", "stranger"}) {
    for (const auto& status : try_all(name)) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << "as '" << name << "'";
    }
  }
  for (const char* name : {"olena", "registrar", "portal"}) {
    for (const auto& status : try_all(name)) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED) << "as " << name;
    }
  }
  EXPECT_EQ(state_of(key, 10), "1");
  EXPECT_EQ(rows_of("candidate_review"), "0");
}

TEST_F(ReviewTest, CandidatesStandInGroupsByRecordTheLikeliestFirst) {
  const auto mother = given_inquiry();
  const auto wife = given_inquiry();
  const auto other = given_inquiry();
  for (const std::int64_t person : {10, 11, 12}) given_record(person);
  given_candidate(mother, 10, 0.7);
  given_candidate(wife, 10, 0.9);
  given_candidate(other, 11, 0.8);
  given_candidate(other, 12, 0.95);

  const auto groups = listed();
  ASSERT_THAT(persons(groups), ElementsAre(12, 10, 11));
  const auto& group = groups[1];
  EXPECT_EQ(group.person_version(), 3);
  EXPECT_EQ(group.candidates_total(), 2);
  ASSERT_EQ(group.candidates_size(), 2);
  EXPECT_EQ(group.candidates(0).inquiry_reference(), wife.reference());
  EXPECT_EQ(group.candidates(1).inquiry_reference(), mother.reference());
  const auto& best = group.candidates(0);
  EXPECT_NEAR(best.probability(), 0.9, 1e-6);
  EXPECT_EQ(best.reasons(), "surname agrees (+12.0)");
  EXPECT_EQ(best.model_version(), "model-1");
  EXPECT_EQ(best.state(), v1::CANDIDATE_STATE_PROPOSED);
  EXPECT_EQ(best.inquiry_state(), v1::INQUIRY_STATE_CANDIDATE);
  EXPECT_EQ(best.facts_version(), 1);
  EXPECT_EQ(best.person_id(), 10);
  EXPECT_FALSE(best.changed_since());
  EXPECT_GT(best.found_at().seconds(), 0);
}

TEST_F(ReviewTest, AGroupSaysWhatTellingTakes) {
  const auto key = given_inquiry();
  given_record(10);
  given_record(11, core::Status::kDeadConfirmed, 6, core::kDeathCountersigned);
  given_record(12, core::Status::kCaptiveConfirmed, 5, 0);
  given_record(13, core::Status::kCaptiveConfirmed, 5, core::kForwarded);
  server().run_sql(database_, "UPDATE person_state SET hold_until_day = 40000 WHERE person_id = 13");
  for (const std::int64_t person : {10, 11, 12, 13}) {
    given_candidate(key, person, 1 - static_cast<double>(person) / 100);
  }
  const auto groups = listed();
  ASSERT_THAT(persons(groups), ElementsAre(10, 11, 12, 13));
  EXPECT_EQ(groups[0].telling(), v1::TELLING_BY_OPERATOR);
  EXPECT_EQ(groups[1].telling(), v1::TELLING_AFTER_RELEASE);
  EXPECT_EQ(groups[2].telling(), v1::TELLING_AFTER_RELEASE);
  EXPECT_EQ(groups[3].telling(), v1::TELLING_NOT_NOW);
  EXPECT_FALSE(groups[0].death());
  EXPECT_TRUE(groups[1].death());
}

TEST_F(ReviewTest, ListsAreFilteredByStateRecordAndInquiry) {
  const auto first = given_inquiry();
  const auto second = given_inquiry();
  for (const std::int64_t person : {10, 11}) given_record(person);
  given_candidate(first, 10, 0.9);
  given_candidate(first, 11, 0.8);
  given_candidate(second, 11, 0.7);
  reviewed("sofia", 10, first, v1::REVIEW_DECISION_REJECT);
  EXPECT_THAT(persons(listed()), ElementsAre(11)) << "what is decided is not shown when nothing is asked";

  v1::ListCandidatesRequest rejected;
  rejected.add_states(v1::CANDIDATE_STATE_REJECTED);
  EXPECT_THAT(persons(listed(rejected)), ElementsAre(10));
  v1::ListCandidatesRequest of_person;
  of_person.set_person_id(11);
  EXPECT_THAT(persons(listed(of_person)), ElementsAre(11));
  v1::ListCandidatesRequest of_inquiry;
  of_inquiry.set_inquiry_reference(second.reference());
  const auto groups = listed(of_inquiry);
  ASSERT_THAT(persons(groups), ElementsAre(11));
  EXPECT_EQ(groups[0].candidates_size(), 2) << "the others who ask for him are decided with it";
  of_inquiry.add_states(v1::CANDIDATE_STATE_REJECTED);
  EXPECT_THAT(persons(listed(of_inquiry)), ElementsAre());
  v1::ListCandidatesRequest absent;
  absent.set_person_id(99);
  EXPECT_THAT(persons(listed(absent)), ElementsAre());
}

TEST_F(ReviewTest, EachDecisionIsLoggedForEachInquiryBeforeItIsMade) {
  const auto mother = given_inquiry();
  const auto wife = given_inquiry();
  given_record(10);
  given_candidate(mother, 10);
  given_candidate(wife, 10);
  v1::ReviewCandidateResponse made;
  EXPECT_FALSE(review("sofia", review_request(10, {mother}, v1::REVIEW_DECISION_UNDO), made).ok());
  const auto both = review_request(10, {mother, wife});
  server().run_sql(database_, "REVOKE INSERT ON log_entry FROM hotline_log");
  EXPECT_EQ(review("sofia", both, made).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(state_of(mother, 10), "1") << "what cannot be logged is not done";
  server().run_sql(database_, "GRANT INSERT ON log_entry TO hotline_log");
  grpc::Status status = review("sofia", both, made);
  for (int i = 0; i < 100 && status.error_code() == grpc::StatusCode::UNAVAILABLE; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    status = review("sofia", both, made);
  }
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_TRUE(review("sofia", both, made).ok()) << "a repeat";
  const auto logged = test::logged_payloads(server(), database_, keyring_);
  EXPECT_THAT(test::purposes_of(logged, "ReviewCandidate"), ElementsAre("CANDIDATE_CONFIRM", "CANDIDATE_CONFIRM"));
  std::vector<std::string> references;
  for (const auto& payload : logged) {
    references.push_back(std::to_string(payload.inquiry_reference));
    EXPECT_EQ(payload.actor.value(), "actor-sofia");
    ASSERT_EQ(payload.disclosed.size(), 1U);
    EXPECT_EQ(payload.disclosed.front().person.value(), 10);
    EXPECT_EQ(payload.disclosed.front().version, 3);
  }
  EXPECT_THAT(references, ElementsAre(number_of(mother), number_of(wife)));
}

TEST_F(ReviewTest, PagesShowEveryRecordOnce) {
  const auto key = given_inquiry();
  const auto other = given_inquiry();
  std::vector<std::int64_t> wanted;
  for (std::int64_t person = 20; person < 27; ++person) {
    given_record(person);
    given_candidate(key, person, person < 23 ? 0.9 : 0.5);
    given_candidate(other, person, 0.4);
    wanted.push_back(person);
  }
  v1::ListCandidatesRequest request;
  request.set_page_size(3);
  std::vector<std::int64_t> seen;
  std::vector<int> sizes;
  do {
    v1::ListCandidatesResponse page;
    ASSERT_TRUE(candidates("sofia", request, page).ok());
    EXPECT_TRUE(page.trial());
    sizes.push_back(page.groups_size());
    for (const auto& group : page.groups()) seen.push_back(group.person_id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && sizes.size() < 9);
  EXPECT_THAT(sizes, ElementsAre(3, 3, 1));
  EXPECT_EQ(seen, wanted);
}

TEST_F(ReviewTest, BadListsAreRefused) {
  v1::ListCandidatesRequest request;
  request.add_states(v1::CANDIDATE_STATE_UNSPECIFIED);
  request.add_states(static_cast<v1::CandidateState>(77));
  request.set_person_id(-1);
  request.set_inquiry_reference("417-093-5528-00");
  request.set_page_size(-1);
  request.set_page_token("nonsense");
  v1::ListCandidatesResponse response;
  EXPECT_THAT(
      fields(candidates("sofia", request, response)),
      UnorderedElementsAre("states[0]", "states[1]", "person_id", "inquiry_reference", "page_size", "page_token"));
  v1::ListCandidatesRequest both;
  both.set_person_id(10);
  both.set_inquiry_reference(given_inquiry().reference());
  EXPECT_THAT(fields(candidates("sofia", both, response)), ElementsAre("inquiry_reference"));
}

TEST_F(ReviewTest, AConfirmationLeadsToTheCallback) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  const auto made = reviewed("sofia", 10, key);
  EXPECT_EQ(made.inquiry_reference(), key.reference());
  EXPECT_EQ(made.state(), v1::CANDIDATE_STATE_CONFIRMED);
  EXPECT_EQ(made.inquiry_state(), v1::INQUIRY_STATE_AWAITING_CALLBACK);
  EXPECT_EQ(state_of(key), "3");
  EXPECT_EQ(state_of(key, 10), "3");
  EXPECT_EQ(value("SELECT decision || ' ' || actor || ' ' || person_version FROM candidate_review"), "1 actor-sofia 3");
  EXPECT_THAT(value("SELECT encode(ground_sealed, 'escape') FROM candidate_review"), Not(HasSubstr("Vyhadana")));

  v1::ListCandidatesRequest confirmed;
  confirmed.add_states(v1::CANDIDATE_STATE_CONFIRMED);
  const auto groups = listed(confirmed);
  ASSERT_EQ(groups.size(), 1U);
  ASSERT_EQ(groups[0].reviews_size(), 1);
  EXPECT_EQ(groups[0].reviews(0).ground(), "Vyhadana prychyna");
  EXPECT_EQ(groups[0].reviews(0).actor(), "actor-sofia");
  EXPECT_EQ(groups[0].reviews(0).decision(), v1::REVIEW_DECISION_CONFIRM);
}

TEST_F(ReviewTest, OneReviewServesAllInquiriesForOneMan) {
  const auto mother = given_inquiry();
  const auto wife = given_inquiry();
  const auto brother = given_inquiry();
  given_record(10);
  for (const auto& key : {mother, wife, brother}) given_candidate(key, 10);
  v1::ReviewCandidateResponse made;
  ASSERT_TRUE(review("sofia", review_request(10, {wife, mother}), made).ok());
  ASSERT_EQ(made.candidates_size(), 2);
  EXPECT_EQ(made.candidates(0).inquiry_reference(), wife.reference()) << "in the order asked";
  EXPECT_EQ(state_of(mother) + state_of(wife) + state_of(brother), "332");
}

TEST_F(ReviewTest, AllAreDecidedOrNone) {
  const auto open = given_inquiry();
  const auto ended = given_inquiry();
  given_record(10);
  for (const auto& key : {open, ended}) given_candidate(key, 10);
  v1::WithdrawInquiryResponse withdrawn;
  ASSERT_TRUE(withdraw("olena", withdraw_request(ended), withdrawn).ok());
  v1::ReviewCandidateResponse made;
  const auto status = review("sofia", review_request(10, {open, ended}), made);
  EXPECT_EQ(reason(status), Reason::kWrongState);
  EXPECT_EQ(metadata(status, "state"), "WITHDRAWN");
  EXPECT_EQ(metadata(status, "at"), "inquiries[1]");
  EXPECT_EQ(state_of(open) + state_of(open, 10), "21");
  EXPECT_EQ(rows_of("candidate_review"), "0");
}

TEST_F(ReviewTest, AbsentRecordInquiryAndPairReadTheSame) {
  const auto key = given_inquiry();
  const auto without = given_inquiry();
  given_record(10);
  given_record(11);
  given_candidate(key, 10);
  v1::ReviewCandidateResponse made;
  const auto no_record = review("sofia", review_request(99, {key}), made);
  EXPECT_EQ(no_record.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(seen(review("sofia", review_request(10, {absent_key()}), made)), seen(no_record));
  EXPECT_EQ(seen(review("sofia", review_request(10, {without}), made)), seen(no_record));
  EXPECT_EQ(seen(review("sofia", review_request(11, {key}), made)), seen(no_record));
  server().run_sql(database_, "UPDATE match_candidate SET state = 6");
  EXPECT_EQ(seen(review("sofia", review_request(10, {key}), made)), seen(no_record)) << "replaced";
}

TEST_F(ReviewTest, WhatChangedSinceItWasSeenIsNotDecided) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  server().run_sql(database_, "UPDATE person_state SET version = 4");
  v1::ReviewCandidateResponse made;
  auto request = review_request(10, {key});
  auto status = review("sofia", request, made);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(metadata(status, "changed"), "record");
  EXPECT_TRUE(listed()[0].candidates(0).changed_since());

  request.set_person_version(4);
  v1::AddFactsResponse added;
  ASSERT_TRUE(add("olena", add_request(key), added).ok());
  status = review("sofia", request, made);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(metadata(status, "changed"), "facts");
  EXPECT_EQ(state_of(key, 10), "1");

  request.mutable_inquiries(0)->set_facts_version(2);
  EXPECT_TRUE(review("sofia", request, made).ok()) << "a refusal claims no request_id";
}

TEST_F(ReviewTest, ADeathIsConfirmedByTwoPeople) {
  const auto key = given_inquiry();
  given_record(10, core::Status::kBelievedDead, 4);
  given_candidate(key, 10);
  v1::ReviewCandidateResponse made;
  ASSERT_TRUE(review("sofia", review_request(10, {key}), made).ok());
  EXPECT_TRUE(made.waits_for_second());
  EXPECT_EQ(made.candidates(0).state(), v1::CANDIDATE_STATE_UNDER_REVIEW);
  EXPECT_EQ(state_of(key) + state_of(key, 10), "22");

  const auto again = review("sofia", review_request(10, {key}), made);
  EXPECT_EQ(reason(again), Reason::kWrongState);
  EXPECT_THAT(again.error_message(), HasSubstr("another person"));
  EXPECT_EQ(metadata(again, "allowed_steps"), "REJECT,INSUFFICIENT,UNDO");

  const auto second = reviewed("second", 10, key);
  EXPECT_EQ(second.state(), v1::CANDIDATE_STATE_CONFIRMED);
  EXPECT_EQ(state_of(key), "3");
  EXPECT_EQ(rows_of("candidate_review"), "2");
}

TEST_F(ReviewTest, AFirstSignatureIsTakenBack) {
  const auto key = given_inquiry();
  given_record(10, core::Status::kDeadConfirmed, 6);
  given_candidate(key, 10);
  reviewed("sofia", 10, key);
  EXPECT_EQ(reviewed("sofia", 10, key, v1::REVIEW_DECISION_UNDO).state(), v1::CANDIDATE_STATE_PROPOSED);
  EXPECT_EQ(reviewed("second", 10, key).state(), v1::CANDIDATE_STATE_UNDER_REVIEW) << "his is the first now";
  EXPECT_EQ(reviewed("sofia", 10, key).state(), v1::CANDIDATE_STATE_CONFIRMED);
}

TEST_F(ReviewTest, OnlyTheLastRejectionLeadsBackToStanding) {
  const auto key = given_inquiry();
  given_record(10);
  given_record(11);
  given_candidate(key, 10);
  given_candidate(key, 11);
  EXPECT_EQ(reviewed("sofia", 10, key, v1::REVIEW_DECISION_REJECT).inquiry_state(), v1::INQUIRY_STATE_CANDIDATE);
  EXPECT_EQ(reviewed("sofia", 11, key, v1::REVIEW_DECISION_INSUFFICIENT).inquiry_state(), v1::INQUIRY_STATE_STANDING);
  EXPECT_EQ(reviewed("second", 11, key, v1::REVIEW_DECISION_UNDO).inquiry_state(), v1::INQUIRY_STATE_CANDIDATE);
}

TEST_F(ReviewTest, AConfirmationIsUndoneByOne) {
  const auto key = given_inquiry();
  given_record(10, core::Status::kDeadConfirmed, 6);
  given_candidate(key, 10);
  reviewed("sofia", 10, key);
  reviewed("second", 10, key);
  const auto undone = reviewed("sofia", 10, key, v1::REVIEW_DECISION_UNDO);
  EXPECT_EQ(undone.state(), v1::CANDIDATE_STATE_PROPOSED);
  EXPECT_EQ(undone.inquiry_state(), v1::INQUIRY_STATE_CANDIDATE);
  EXPECT_EQ(reviewed("sofia", 10, key).state(), v1::CANDIDATE_STATE_UNDER_REVIEW) << "from the beginning";
}

TEST_F(ReviewTest, OneInquiryIsForOneMan) {
  const auto key = given_inquiry();
  given_record(10);
  given_record(11, core::Status::kCaptiveConfirmed, 5, core::kForwarded, 10);
  given_record(12);
  for (const std::int64_t person : {10, 11, 12}) given_candidate(key, person);
  reviewed("sofia", 10, key);
  EXPECT_EQ(reviewed("sofia", 11, key).state(), v1::CANDIDATE_STATE_CONFIRMED) << "another record of the same man";
  v1::ReviewCandidateResponse made;
  const auto status = review("sofia", review_request(12, {key}), made);
  EXPECT_EQ(reason(status), Reason::kWrongState);
  EXPECT_THAT(status.error_message(), HasSubstr("another man"));
  EXPECT_EQ(reviewed("sofia", 12, key, v1::REVIEW_DECISION_REJECT).inquiry_state(),
            v1::INQUIRY_STATE_AWAITING_CALLBACK);
  EXPECT_EQ(reviewed("sofia", 10, key, v1::REVIEW_DECISION_UNDO).inquiry_state(), v1::INQUIRY_STATE_AWAITING_CALLBACK)
      << "the other record is still confirmed";
}

TEST_F(ReviewTest, TheSameRequestIdGivesTheSameResult) {
  const auto key = given_inquiry();
  given_record(10);
  given_candidate(key, 10);
  const auto request = review_request(10, {key});
  v1::ReviewCandidateResponse first;
  v1::ReviewCandidateResponse second;
  ASSERT_TRUE(review("sofia", request, first).ok());
  server().run_sql(database_, "UPDATE person_state SET version = 9");
  ASSERT_TRUE(review("sofia", request, second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(rows_of("candidate_review"), "1");
  auto other = request;
  other.set_decision(v1::REVIEW_DECISION_UNDO);
  EXPECT_EQ(reason(review("sofia", other, second)), Reason::kConflict);
}

TEST_F(ReviewTest, EveryBadFieldIsNamedAndNothingIsDecided) {
  v1::ReviewCandidateResponse made;
  EXPECT_THAT(fields(review("sofia", v1::ReviewCandidateRequest(), made)),
              UnorderedElementsAre("request_id", "person_id", "person_version", "inquiries", "decision", "ground"));
  const auto key = given_inquiry();
  auto request = review_request(10, {key, key});
  request.set_request_id("7");
  request.set_person_id(-4);
  request.set_person_version(-1);
  request.set_decision(static_cast<v1::ReviewDecision>(9));
  request.set_ground("  x ");
  request.mutable_inquiries(0)->set_facts_version(-1);
  auto& absurd = *request.add_inquiries();
  absurd.set_inquiry_reference("417-093-5528-00");
  EXPECT_THAT(fields(review("sofia", request, made)),
              UnorderedElementsAre("request_id", "person_id", "person_version", "decision", "ground",
                                   "inquiries[0].facts_version", "inquiries[1].inquiry_reference",
                                   "inquiries[2].inquiry_reference", "inquiries[2].facts_version"));
  auto many = review_request(10, {});
  for (int i = 0; i < 101; ++i) *many.add_inquiries() = request.inquiries(1);
  EXPECT_THAT(fields(review("sofia", many, made)), Contains("inquiries"));
  auto long_ground = review_request(10, {key});
  long_ground.set_ground(std::string(501, 'x'));
  EXPECT_THAT(fields(review("sofia", long_ground, made)), ElementsAre("ground"));
}

}  // namespace
}  // namespace hotline::inquiry
