// Who calls which family, and what it is told: before the whole server on a real PostgreSQL.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "hotline/v1/relatives_service.grpc.pb.h"
#include "rpc/status.hpp"
#include "support/desk_fixture.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(DeskTest, AConfirmedMatchIsToldOnceByOneTeller) {
  const auto inquiry = confirmed(1);
  const auto& reference = inquiry.inquiry_reference();
  EXPECT_THAT(due(), ElementsAre(reference));

  const auto claimed = claim();
  ASSERT_TRUE(last_.ok()) << last_.error_message();
  EXPECT_EQ(claimed.callback().inquiry_reference(), reference);
  EXPECT_THAT(claimed.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_MATCH));
  EXPECT_EQ(claimed.callback().kinship(), 1);
  EXPECT_EQ(claimed.asker().contact(), "+380 44 555 01 02");
  EXPECT_THAT(claimed.told_before(), IsEmpty());
  EXPECT_THAT(due(), IsEmpty()) << "somebody has it";
  const std::int64_t id = claimed.callback().callback_id();
  claim("supervisor", id);
  EXPECT_EQ(state_of(last_), "CLAIMED");
  EXPECT_FALSE(claim("teller").has_callback());

  v1::Receipt none;
  none.set_tree(1);
  EXPECT_EQ(rpc::error_from(complete(id, v1::CALLBACK_OUTCOME_TOLD, &none)).violations.front().field, "log_index");
  const auto receipt = look_up(inquiry);
  EXPECT_EQ(kind_, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(state_of(complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt, "teller")), "NOT_CLAIMED");
  const auto told = complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt);
  ASSERT_TRUE(told.ok()) << told.error_message();
  EXPECT_EQ(completed_.callback().state(), v1::CALLBACK_STATE_TOLD);
  EXPECT_EQ(value("SELECT state FROM inquiry WHERE reference = " + number_of(reference)), "4");
  EXPECT_EQ(state_of(complete(id, v1::CALLBACK_OUTCOME_NO_ANSWER)), "NOT_CLAIMED");
  EXPECT_FALSE(claim().has_callback());
}

TEST_F(DeskTest, AClaimThatLapsedComesBack) {
  confirmed(1);
  const auto first = claim();
  server_.postgres().run_sql(server_.database(), "UPDATE callback SET claim_until = now() - interval '1 second'");
  EXPECT_EQ(state_of(complete(first.callback().callback_id(), v1::CALLBACK_OUTCOME_NO_ANSWER)), "NOT_CLAIMED");
  EXPECT_EQ(due().size(), 1U);
  const auto second = claim("teller");
  EXPECT_EQ(second.callback().callback_id(), first.callback().callback_id());
}

TEST_F(DeskTest, TriedInVainItIsDueLaterAndLapsesWithTheSupervisors) {
  confirmed(1);
  const auto id = claim().callback().callback_id();
  for (int tries = 1; tries <= 6; ++tries) {
    ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_NO_ANSWER).ok());
    EXPECT_EQ(completed_.callback().tries(), tries);
    EXPECT_THAT(due(), IsEmpty()) << "not at once";
    server_.postgres().run_sql(server_.database(), "UPDATE callback SET due_at = now() WHERE state = 1");
    if (tries < 6) claim("operator", id);
  }
  EXPECT_EQ(completed_.callback().state(), v1::CALLBACK_STATE_LAPSED);
  claim("operator", id);
  EXPECT_EQ(state_of(last_), "LAPSED");
  EXPECT_EQ(due("supervisor", v1::CALLBACK_STATE_LAPSED).size(), 1U);
  EXPECT_TRUE(claim("supervisor", id).has_callback());
  server_.postgres().run_sql(server_.database(), "UPDATE callback SET claim_until = now() - interval '1 second'");
  EXPECT_THAT(due(), IsEmpty()) << "dropped by a supervisor it is still the supervisors'";
  EXPECT_TRUE(claim("supervisor", id).has_callback());
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_NO_ANSWER, nullptr, "supervisor").ok());
  EXPECT_EQ(completed_.callback().state(), v1::CALLBACK_STATE_LAPSED);
  v1::ListCallbacksRequest request;
  request.set_state(v1::CALLBACK_STATE_LAPSED);
  v1::ListCallbacksResponse page;
  EXPECT_EQ(rpc::error_from(desk(&v1::DeskService::Stub::ListCallbacks, request, page)).violations.front().field,
            "state");
}

TEST_F(DeskTest, TheNearestKinAreCalledFirstAndSeeWhoWasTold) {
  const auto friend_of_his = confirmed(1, "+380 44 555 01 03", v1::RELATION_NOT_RELATED);
  const auto mother = open(1, "+380 44 555 01 04");
  const auto second_inquiry = open(1, "+380 44 555 01 04");
  confirm(mother.inquiry_reference());
  EXPECT_THAT(due(), ElementsAre(mother.inquiry_reference(), friend_of_his.inquiry_reference()));
  const auto first = claim();
  EXPECT_EQ(first.callback().inquiry_reference(), mother.inquiry_reference());
  ASSERT_EQ(first.same_asker_size(), 1);
  EXPECT_EQ(first.same_asker(0).inquiry_reference(), second_inquiry.inquiry_reference());
  const auto receipt = look_up(mother);
  ASSERT_TRUE(complete(first.callback().callback_id(), v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  const auto next = claim();
  ASSERT_EQ(next.told_before_size(), 1);
  EXPECT_FALSE(next.told_before(0).to_this_family());
  EXPECT_EQ(next.told_before(0).kinship(), 1);
  EXPECT_EQ(next.told_before(0).answer_kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
}

TEST_F(DeskTest, WhatIsTakenBackIsCorrectedForEveryoneWhoWasTold) {
  const auto inquiry = confirmed(1);
  const auto first = claim();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(first.callback().callback_id(), v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  EXPECT_THAT(due(), IsEmpty());

  const std::string statement = value("SELECT max(statement_id) FROM statement");
  withdraw_statement();
  EXPECT_THAT(due(), ElementsAre(inquiry.inquiry_reference()));
  EXPECT_EQ(value("SELECT state FROM inquiry WHERE reference = " + number_of(inquiry.inquiry_reference())), "1")
      << "compared with every new list again";
  const auto correction = claim();
  EXPECT_THAT(correction.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_CORRECTION));
  ASSERT_EQ(correction.told_before_size(), 1);
  EXPECT_TRUE(correction.told_before(0).to_this_family());

  v1::ListAffectedAnswersRequest request;
  request.set_statement_id(std::stoll(statement));
  v1::ListAffectedAnswersResponse affected;
  ASSERT_TRUE(desk(&v1::DeskService::Stub::ListAffectedAnswers, request, affected, "supervisor").ok());
  ASSERT_EQ(affected.answers_size(), 1);
  EXPECT_EQ(affected.answers(0).inquiry_reference(), inquiry.inquiry_reference());
  EXPECT_EQ(affected.answers(0).answer_kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_FALSE(desk(&v1::DeskService::Stub::ListAffectedAnswers, request, affected, "operator").ok());
  request.set_link_id(1);
  EXPECT_EQ(rpc::error_from(desk(&v1::DeskService::Stub::ListAffectedAnswers, request, affected, "supervisor"))
                .violations.front()
                .field,
            "statement_id");

  const auto nothing = look_up(inquiry);
  EXPECT_NE(kind_, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_TRUE(complete(correction.callback().callback_id(), v1::CALLBACK_OUTCOME_TOLD, &nothing).ok())
      << "a correction is told by an answer that tells nothing of him";
}

// Claimed, looked up, and then the statement is taken back: what was told is wrong by now.
TEST_F(DeskTest, WhatIsTakenBackWhileItIsToldIsNotLost) {
  const auto inquiry = confirmed(1);
  const auto id = claim().callback().callback_id();
  const auto told = look_up(inquiry);
  ASSERT_EQ(kind_, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  withdraw_statement();
  const auto refused = complete(id, v1::CALLBACK_OUTCOME_TOLD, &told);
  ASSERT_EQ(rpc::error_from(refused).violations.size(), 1U);
  EXPECT_EQ(rpc::error_from(refused).violations.front().field, "log_index");
  EXPECT_EQ(value("SELECT state || ' ' || causes FROM callback"), "1 5") << "the match and the correction of it";
  const auto today = look_up(inquiry);
  EXPECT_TRUE(complete(id, v1::CALLBACK_OUTCOME_TOLD, &today).ok()) << "corrected by what stands";
}

TEST_F(DeskTest, WhoseInquiryHasEndedIsCorrectedAllTheSame) {
  const auto inquiry = confirmed(1);
  const auto first = claim();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(first.callback().callback_id(), v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  server_.postgres().run_sql(server_.database(), "UPDATE inquiry SET state = 6");
  withdraw_statement();
  EXPECT_THAT(due(), ElementsAre(inquiry.inquiry_reference()));
}

TEST_F(DeskTest, AListThatIsTakenBackIsCorrectedToo) {
  const auto inquiry = confirmed(1);
  const auto first = claim();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(first.callback().callback_id(), v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  v1::WithdrawListRequest request;
  request.set_request_id(new_request_id());
  v1::ListListsResponse lists;
  ASSERT_TRUE(
      call_as("registrar", server_.registry(), &v1::RegistryService::Stub::ListLists, v1::ListListsRequest(), lists)
          .ok());
  request.set_list_id(lists.lists(0).list_id());
  request.set_ground("taken back by a test");
  v1::WithdrawListResponse withdrawn;
  const auto status =
      call_as("registrar", server_.registry(), &v1::RegistryService::Stub::WithdrawList, request, withdrawn);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_THAT(due(), ElementsAre(inquiry.inquiry_reference()));
  v1::ListAffectedAnswersRequest affected;
  affected.set_list_id(request.list_id());
  v1::ListAffectedAnswersResponse answers;
  ASSERT_TRUE(desk(&v1::DeskService::Stub::ListAffectedAnswers, affected, answers, "supervisor").ok());
  EXPECT_EQ(answers.answers_size(), 1);
}

TEST_F(DeskTest, WhoDoesNotWantToBeCalledIsToldWhenHeAsks) {
  const auto inquiry = confirmed(1, "");
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_FALSE(claim().has_callback());
  EXPECT_EQ(due("supervisor", v1::CALLBACK_STATE_WAITS_FOR_FAMILY).size(), 1U);
  const auto relatives = v1::RelativesService::NewStub(server_.channel());
  v1::GetMyInquiryRequest look;
  look.set_request_id(new_request_id());
  look.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
  look.mutable_inquiry()->set_passphrase(inquiry.inquiry_passphrase());
  look.set_language(v1::LANGUAGE_UK);
  v1::GetMyInquiryResponse shown;
  ASSERT_TRUE(call_as("portal", *relatives, &v1::RelativesService::Stub::GetMyInquiry, look, shown).ok());
  EXPECT_EQ(shown.status(), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING);

  wrap_up(inquiry, v1::WRAP_UP_CODE_TOLD);
  EXPECT_EQ(due("supervisor", v1::CALLBACK_STATE_WAITS_FOR_FAMILY).size(), 1U) << "no answer told it";
  look_up(inquiry);
  wrap_up(inquiry, v1::WRAP_UP_CODE_TOLD);
  EXPECT_THAT(due("supervisor", v1::CALLBACK_STATE_WAITS_FOR_FAMILY), IsEmpty()) << "told in the family's own call";
}

TEST_F(DeskTest, WrapUpsBookAndEscalate) {
  const auto booked = open(1);
  const auto escalated = open(2, "+380 44 555 01 09");
  for (const auto& [inquiry, code] :
       {std::pair(booked, v1::WRAP_UP_CODE_CALLBACK_BOOKED), std::pair(escalated, v1::WRAP_UP_CODE_SUPERVISOR)}) {
    wrap_up(inquiry, code);
  }
  EXPECT_THAT(due("operator"), ElementsAre(booked.inquiry_reference())) << "a supervisor must take the other";
  EXPECT_EQ(due("supervisor").size(), 2U);
  const auto own = claim();
  EXPECT_THAT(own.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_BOOKED));
  ASSERT_TRUE(complete(own.callback().callback_id(), v1::CALLBACK_OUTCOME_IN_CRISIS).ok());
  EXPECT_THAT(due("operator"), IsEmpty());
  EXPECT_EQ(due("supervisor").size(), 2U);
  EXPECT_FALSE(claim("operator").has_callback());
  EXPECT_TRUE(claim("supervisor").has_callback());
}

TEST_F(DeskTest, AMatchThatIsTakenBackCallsNobody) {
  const auto inquiry = confirmed(1);
  EXPECT_EQ(due().size(), 1U);
  server_.postgres().run_sql(server_.database(), "UPDATE inquiry SET state = 1");
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_EQ(value("SELECT state FROM callback"), "5");
  server_.postgres().run_sql(server_.database(), "UPDATE inquiry SET state = 3");
  EXPECT_EQ(due().size(), 1U) << "and another one does again";
}

// Twenty-two at once over many callbacks. Some claims are dropped, as by a teller's crash: nothing is lost, nobody has
// a callback that another has ended, and every claim that lapsed comes back. tests/e2e/desk_crash_test.cpp has
// the whole desk.
TEST_F(DeskTest, ManyTellersEndEveryCallbackOnce) {
  const int count = 400;
  const std::uint64_t seed = std::random_device{}();
  std::cout << "seed " << seed << ", " << count << " callbacks\n";
  open(1);
  server_.postgres().run_sql(
      server_.database(),
      "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,"
      " asker_sealed, contact_key, passphrase_hash, kinship, call_from, call_minutes)"
      " SELECT n, 1, 1, now(), now(), 'test', 1, i.facts_sealed, NULL, i.contact_key, i.passphrase_hash, 1 + n % 4, 0, "
      "1440"
      " FROM inquiry AS i, generate_series(1, " +
          std::to_string(count) +
          ") AS n;"
          " SELECT open_callbacks(array_agg(reference), 8::smallint) FROM inquiry WHERE reference <= " +
          std::to_string(count));
  std::atomic<int> told{0}, dropped{0}, refused{0};
  std::mutex mutex;
  std::map<std::int64_t, int> tellings;
  std::atomic<bool> stop{false};
  // Lapses what was dropped, as twenty minutes would.
  std::thread time([&] {
    while (!stop) {
      server_.postgres().run_sql(server_.database(),
                                 "UPDATE callback SET claim_until = now() - interval '1 minute'"
                                 " WHERE claim_until > now() AND claimed_at < now() - interval '300 milliseconds'");
      std::this_thread::sleep_for(100ms);
    }
  });
  std::vector<std::thread> tellers;
  for (int t = 0; t < 22; ++t) {
    tellers.emplace_back([&, t] {
      std::mt19937_64 random(seed + static_cast<std::uint64_t>(t));
      const std::string actor = t < 2 ? "supervisor" : t % 2 == 0 ? "operator" : "teller";
      const auto stub = v1::DeskService::NewStub(server_.channel());
      int idle = 0;
      while (idle < 20) {
        v1::ClaimCallbackRequest request;
        request.set_request_id(new_request_id());
        v1::ClaimCallbackResponse claimed;
        if (!call_as(actor, *stub, &v1::DeskService::Stub::ClaimCallback, request, claimed).ok() ||
            !claimed.has_callback()) {
          ++idle;
          std::this_thread::sleep_for(50ms);
          continue;
        }
        idle = 0;
        if (random() % 10 == 0) {
          ++dropped;
          continue;
        }
        v1::CompleteCallbackRequest done;
        done.set_request_id(new_request_id());
        done.set_callback_id(claimed.callback().callback_id());
        done.set_outcome(v1::CALLBACK_OUTCOME_WRONG_NUMBER);
        v1::CompleteCallbackResponse completed;
        const auto status = call_as(actor, *stub, &v1::DeskService::Stub::CompleteCallback, done, completed);
        if (!status.ok()) {
          ++refused;
          continue;
        }
        ++told;
        const std::lock_guard lock(mutex);
        ++tellings[claimed.callback().callback_id()];
      }
    });
  }
  for (auto& teller : tellers) teller.join();
  stop = true;
  time.join();
  EXPECT_EQ(told, count);
  EXPECT_EQ(static_cast<int>(tellings.size()), count) << "none was ended twice";
  EXPECT_EQ(value("SELECT count(*) FROM callback WHERE state = 1"), "0") << "none was lost";
  EXPECT_EQ(value("SELECT count(*) FROM callback_try"), std::to_string(count));
  std::cout << told << " ended, " << dropped << " claims dropped and taken again, " << refused
            << " refused as no longer theirs\n";
}

}  // namespace
}  // namespace hotline::test
