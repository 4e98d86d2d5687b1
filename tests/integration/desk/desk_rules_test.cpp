// Who may tell what, when a family may be called, what lapsed, and what is said of what was taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>

#include "core/callback.hpp"
#include "hotline/v1/relatives_service.grpc.pb.h"
#include "support/desk_fixture.hpp"

namespace hotline::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class DeskRulesTest : public DeskTest {
 protected:
  std::string inquiry_state(const v1::OpenInquiryResponse& inquiry) const {
    return value("SELECT state FROM inquiry WHERE reference = " + number_of(inquiry.inquiry_reference()));
  }
  void lapse(const v1::OpenInquiryResponse& inquiry) {
    const auto claimed = claim();
    ASSERT_EQ(claimed.callback().inquiry_reference(), inquiry.inquiry_reference());
    ASSERT_TRUE(complete(claimed.callback().callback_id(), v1::CALLBACK_OUTCOME_WRONG_NUMBER).ok());
  }
  v1::ReopenCallbackResponse reopen(std::int64_t id, const std::string& actor = "supervisor") {
    v1::ReopenCallbackRequest request;
    request.set_request_id(new_request_id());
    request.set_callback_id(id);
    v1::ReopenCallbackResponse response;
    last_ = desk(&v1::DeskService::Stub::ReopenCallback, request, response, actor);
    return response;
  }
  v1::MyInquiryStatus seen_by_the_family(const v1::OpenInquiryResponse& inquiry) {
    v1::GetMyInquiryRequest look;
    look.set_request_id(new_request_id());
    look.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
    look.mutable_inquiry()->set_passphrase(inquiry.inquiry_passphrase());
    look.set_language(v1::LANGUAGE_UK);
    v1::GetMyInquiryResponse shown;
    const auto relatives = v1::RelativesService::NewStub(server_.channel());
    const auto status = call_as("portal", *relatives, &v1::RelativesService::Stub::GetMyInquiry, look, shown);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return shown.status();
  }
  std::set<std::string> parts_said() const {
    std::set<std::string> parts;
    for (const auto& part : script_.parts()) parts.insert(part.part());
    return parts;
  }
};

TEST_F(DeskRulesTest, ADeathIsForSupervisorsAndThoseWhoMayTellIt) {
  const auto inquiry = confirmed_death(1);
  EXPECT_THAT(due(), IsEmpty()) << "an operator is not even shown it";
  EXPECT_FALSE(claim().has_callback());
  EXPECT_THAT(due("teller"), ElementsAre(inquiry.inquiry_reference()));
  const std::string id = value("SELECT callback_id FROM callback");
  claim("operator", std::stoll(id));
  EXPECT_EQ(state_of(last_), "FOR_SUPERVISOR") << "the same word as for any other reason";
  const auto taken = claim("teller");
  ASSERT_TRUE(taken.has_callback());
  EXPECT_THAT(taken.callback().escalations(), ElementsAre(v1::ESCALATION_REASON_DEATH));
  EXPECT_EQ(due("supervisor").size(), 0U);
  ASSERT_TRUE(complete(std::stoll(id), v1::CALLBACK_OUTCOME_IN_CRISIS, nullptr, "teller").ok());
  EXPECT_FALSE(claim("teller").has_callback()) << "handed on it is a supervisor's";
  const auto his = claim("supervisor");
  EXPECT_THAT(his.callback().escalations(), ElementsAre(v1::ESCALATION_REASON_DEATH, v1::ESCALATION_REASON_IN_CRISIS));
}

TEST_F(DeskRulesTest, WhatBecomesADeathWhileItWaitsIsOneToo) {
  const auto inquiry = confirmed(1);
  EXPECT_THAT(due(), ElementsAre(inquiry.inquiry_reference()));
  sql("UPDATE person_state SET status = 13");
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_FALSE(claim().has_callback());
  claim("operator", std::stoll(value("SELECT callback_id FROM callback")));
  EXPECT_EQ(state_of(last_), "FOR_SUPERVISOR");
  EXPECT_TRUE(claim("teller").has_callback());
}

TEST_F(DeskRulesTest, AChildIsASupervisorsAlone) {
  const auto inquiry = confirmed(1);
  sql("UPDATE person SET side = 4");
  EXPECT_FALSE(claim().has_callback());
  EXPECT_FALSE(claim("teller").has_callback());
  EXPECT_THAT(claim("supervisor").callback().escalations(), ElementsAre(v1::ESCALATION_REASON_MINOR));
}

TEST_F(DeskRulesTest, WhatLapsedLetsItsInquiryStandAndIsOpenedAgain) {
  const auto inquiry = confirmed(1);
  EXPECT_EQ(inquiry_state(inquiry), "3");
  lapse(inquiry);
  EXPECT_EQ(inquiry_state(inquiry), "1") << "compared with every new list again";
  EXPECT_THAT(due("supervisor", v1::CALLBACK_STATE_LAPSED), ElementsAre(inquiry.inquiry_reference()));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_EQ(seen_by_the_family(inquiry), v1::MY_INQUIRY_STATUS_MESSAGE_WAITING) << "it may come by itself";
  const std::int64_t lapsed = std::stoll(value("SELECT callback_id FROM callback"));
  reopen(lapsed, "operator");
  EXPECT_EQ(last_.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const auto opened = reopen(lapsed);
  ASSERT_TRUE(last_.ok()) << last_.error_message();
  EXPECT_NE(opened.callback().callback_id(), lapsed);
  EXPECT_EQ(opened.callback().tries(), 0);
  EXPECT_THAT(opened.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_MATCH));
  EXPECT_EQ(inquiry_state(inquiry), "3");
  EXPECT_THAT(due("supervisor", v1::CALLBACK_STATE_LAPSED), IsEmpty());
  reopen(lapsed);
  EXPECT_EQ(state_of(last_), "ENDED");
  reopen(900'000'000);
  EXPECT_EQ(last_.error_code(), grpc::StatusCode::NOT_FOUND);
  const auto id = claim().callback().callback_id();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  EXPECT_EQ(inquiry_state(inquiry), "4");
}

TEST_F(DeskRulesTest, ASupervisorTellsWhatLapsedWithoutOpeningItAgain) {
  const auto inquiry = confirmed(1);
  lapse(inquiry);
  const auto id = std::stoll(value("SELECT callback_id FROM callback"));
  ASSERT_TRUE(claim("supervisor", id).has_callback());
  const auto receipt = look_up(inquiry, "supervisor");
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt, "supervisor").ok());
  EXPECT_EQ(inquiry_state(inquiry), "4");
}

TEST_F(DeskRulesTest, ANewCauseTakesTheLapsedOneAlong) {
  const auto inquiry = confirmed(1);
  lapse(inquiry);
  wrap_up(inquiry, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  EXPECT_EQ(value("SELECT string_agg(state || ':' || causes, ' ' ORDER BY callback_id) FROM callback"), "5:1 1:9");
}

TEST_F(DeskRulesTest, WhatLapsedEndsWithItsMatch) {
  const auto inquiry = confirmed(1);
  lapse(inquiry);
  sql("UPDATE match_candidate SET state = 1");
  EXPECT_EQ(value("SELECT state FROM callback"), "5");
}

TEST_F(DeskRulesTest, TheFamilysHoursMoveTheFirstCallAndTheNext) {
  // An hour that is over, by the clock of whoever asks: three hours from now on, for one hour.
  const int hour = std::stoi(value("SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::int"));
  v1::SafeHours hours;
  hours.set_from_hour(12);
  hours.set_until_hour(13);
  hours.set_utc_offset_minutes((12 - (hour + 3) % 24) * 60);
  const auto inquiry = open(1, "+380 44 555 01 02", v1::RELATION_MOTHER, &hours);
  ASSERT_FALSE(inquiry.inquiry_reference().empty());
  server_.import({record(1)});
  confirm(inquiry.inquiry_reference());
  EXPECT_THAT(due(), IsEmpty()) << "not at this hour";
  const std::string begins = "date_trunc('hour', now()) + interval '3 hours'";
  EXPECT_EQ(value("SELECT due_at = " + begins + " FROM callback"), "t");
  sql("UPDATE callback SET due_at = now()");
  const auto claimed = claim();
  ASSERT_TRUE(claimed.has_callback());
  EXPECT_EQ(claimed.asker().safe_hours().from_hour(), 12);
  EXPECT_EQ(claimed.asker().safe_hours().until_hour(), 13);
  ASSERT_TRUE(complete(claimed.callback().callback_id(), v1::CALLBACK_OUTCOME_NO_ANSWER).ok());
  EXPECT_EQ(value("SELECT due_at = " + begins + " FROM callback"), "t") << "not in an hour";
  EXPECT_EQ(value("SELECT call_minutes FROM inquiry"), "60");
}

// Whoever named no hours is not rung up at night either.
TEST_F(DeskRulesTest, TheDatabaseCountsHoursAsTheProgramDoes) {
  struct Case {
    const char* in_sql;
    core::CallingHours hours;
  };
  const auto far_east = core::calling_hours({9, 21, 600});
  const std::string evening = std::to_string(far_east.from_minute) + ", " + std::to_string(far_east.minutes);
  for (const Case& one : {Case{"NULL, NULL", {}}, Case{"0, 1440", {0, 1440}}, Case{evening.c_str(), far_east}}) {
    std::string wanted;
    const std::int64_t first = 1'770'000'000, last = first + 2 * 86'400;
    for (std::int64_t second = first; second <= last; second += 599) {
      const auto due = core::within_calling_hours(core::Instant(std::chrono::seconds(second)), one.hours);
      wanted += std::to_string(std::chrono::floor<std::chrono::seconds>(due).time_since_epoch().count()) + " ";
    }
    const std::string sql =
        "SELECT string_agg(extract(epoch FROM within_call_hours(to_timestamp(t), f::smallint, m::smallint))::bigint"
        " || ' ', '' ORDER BY t) FROM generate_series(" +
        std::to_string(first) + ", " + std::to_string(last) + ", 599) AS t, (VALUES (" + one.in_sql + ")) AS h(f, m)";
    EXPECT_EQ(value(sql), wanted) << one.in_sql;
  }
}

TEST_F(DeskRulesTest, WhoeverNamedNoHoursIsDueByDay) {
  const auto inquiry = open(1);
  sql("UPDATE inquiry SET call_from = NULL, call_minutes = NULL");
  server_.import({record(1)});
  confirm(inquiry.inquiry_reference());
  const auto second = [this](const char* column) {
    return core::Instant(std::chrono::seconds(
        std::stoll(value(std::string("SELECT floor(extract(epoch FROM ") + column + "))::bigint FROM callback"))));
  };
  EXPECT_EQ(second("due_at"), core::within_calling_hours(second("caused_at")));
}

TEST_F(DeskRulesTest, HoursThatAreNoneAreRefused) {
  v1::OpenInquiryRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_call() = begun_call(request.request_id());
  request.mutable_asker()->set_language(v1::LANGUAGE_UK);
  request.mutable_asker()->set_notice_version(1);
  request.mutable_facts()->set_service_number("ТР-000001");
  request.mutable_asker()->mutable_safe_hours()->set_from_hour(22);
  request.mutable_asker()->mutable_safe_hours()->set_until_hour(6);
  request.mutable_asker()->mutable_safe_hours()->set_utc_offset_minutes(17);
  v1::OpenInquiryResponse response;
  const auto status = call_as("operator", server_.inquiry(), &v1::InquiryService::Stub::OpenInquiry, request, response);
  std::set<std::string> fields;
  for (const auto& violation : rpc::error_from(status).violations) fields.insert(violation.field);
  EXPECT_EQ(fields, (std::set<std::string>{"asker.safe_hours.until_hour", "asker.safe_hours.utc_offset_minutes"}));
}

TEST_F(DeskRulesTest, ASupervisorSeesThatTheCallerAsksMore) {
  const auto inquiry = confirmed(1);
  open(2);
  open(3);
  v1::GetInquiryRequest request;
  request.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
  request.mutable_inquiry()->set_passphrase(inquiry.inquiry_passphrase());
  v1::GetInquiryResponse shown;
  ASSERT_TRUE(call_as("supervisor", server_.inquiry(), &v1::InquiryService::Stub::GetInquiry, request, shown).ok());
  EXPECT_EQ(shown.other_open_inquiries(), 2);
  ASSERT_TRUE(call_as("operator", server_.inquiry(), &v1::InquiryService::Stub::GetInquiry, request, shown).ok());
  EXPECT_EQ(shown.other_open_inquiries(), 0);
  v1::ListCallbacksResponse page;
  ASSERT_TRUE(desk(&v1::DeskService::Stub::ListCallbacks, v1::ListCallbacksRequest(), page, "supervisor").ok());
  EXPECT_EQ(page.callbacks(0).other_open_inquiries(), 2);
  ASSERT_TRUE(desk(&v1::DeskService::Stub::ListCallbacks, v1::ListCallbacksRequest(), page).ok());
  EXPECT_EQ(page.callbacks(0).other_open_inquiries(), 0);
}

TEST_F(DeskRulesTest, NamedReasonsMakeItASupervisorsWhateverTheCode) {
  const auto inquiry = open(1);
  wrap_up(inquiry, v1::WRAP_UP_CODE_ANSWERED_NOTHING_HELD,
          {v1::ESCALATION_REASON_JOURNALIST, v1::ESCALATION_REASON_HOSTILE});
  EXPECT_THAT(due(), IsEmpty());
  const auto taken = claim("supervisor");
  EXPECT_THAT(taken.callback().causes(), ElementsAre(v1::CALLBACK_CAUSE_SUPERVISOR));
  EXPECT_THAT(taken.callback().escalations(),
              ElementsAre(v1::ESCALATION_REASON_JOURNALIST, v1::ESCALATION_REASON_HOSTILE));
  EXPECT_EQ(value("SELECT escalations FROM call_outcome"), "132");
  v1::RecordOutcomeRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_call() = begun_call(request.request_id());
  request.set_code(v1::WRAP_UP_CODE_ABUSIVE);
  request.add_escalations(v1::ESCALATION_REASON_HOSTILE);
  request.add_escalations(v1::ESCALATION_REASON_HOSTILE);
  v1::RecordOutcomeResponse recorded;
  const auto twice = call_as("operator", server_.lookup(), &v1::LookupService::Stub::RecordOutcome, request, recorded);
  ASSERT_EQ(rpc::error_from(twice).violations.size(), 1U);
  EXPECT_EQ(rpc::error_from(twice).violations.front().field, "escalations[1]");
}

TEST_F(DeskRulesTest, WhoeverCallsBackNeedsNoPassphraseWhileHeHasTheCallback) {
  auto inquiry = confirmed(1);
  inquiry.clear_inquiry_passphrase();
  v1::LookupPersonRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(v1::PURPOSE_CALLBACK);
  request.set_language(v1::LANGUAGE_UK);
  request.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
  v1::LookupPersonResponse answer;
  const auto ask = [&](const std::string& actor) {
    request.set_request_id(new_request_id());
    return call_as(actor, server_.lookup(), &v1::LookupService::Stub::LookupPerson, request, answer).error_code();
  };
  EXPECT_EQ(ask("operator"), grpc::StatusCode::NOT_FOUND) << "nobody has claimed it";
  const auto id = claim().callback().callback_id();
  EXPECT_EQ(ask("teller"), grpc::StatusCode::NOT_FOUND) << "another has it";
  EXPECT_EQ(ask("operator"), grpc::StatusCode::OK);
  request.set_purpose(v1::PURPOSE_FAMILY_INQUIRY);
  EXPECT_EQ(ask("operator"), grpc::StatusCode::NOT_FOUND) << "a family that calls says its words";
  request.set_purpose(v1::PURPOSE_CALLBACK);
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_NO_ANSWER).ok());
  EXPECT_EQ(ask("operator"), grpc::StatusCode::NOT_FOUND) << "he has it no more";
}

TEST_F(DeskRulesTest, ACorrectionIsSaidInApprovedWordsAndNamedByScript) {
  const auto inquiry = confirmed(1);
  const auto told = look_up(inquiry);
  EXPECT_FALSE(parts_said().contains("correction"));
  const auto id = claim().callback().callback_id();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  const std::string statement = value("SELECT max(statement_id) FROM statement");
  withdraw_statement();
  v1::ListAffectedAnswersRequest request;
  request.set_statement_id(std::stoll(statement));
  v1::ListAffectedAnswersResponse affected;
  ASSERT_TRUE(desk(&v1::DeskService::Stub::ListAffectedAnswers, request, affected, "supervisor").ok());
  ASSERT_EQ(affected.answers_size(), 1);
  EXPECT_EQ(affected.answers(0).answer_kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(affected.answers(0).script_language(), v1::LANGUAGE_UK);
  EXPECT_EQ(affected.answers(0).script_version(), 1);

  look_up(inquiry, "operator", v1::PURPOSE_FAMILY_INQUIRY);
  EXPECT_TRUE(parts_said().contains("correction")) << "the family that calls first hears it too";
  const auto correction = claim().callback().callback_id();
  const auto corrected = look_up(inquiry);
  EXPECT_EQ(script_.correction_version(), 1);
  ASSERT_EQ(script_.parts_size(), 8);
  EXPECT_EQ(script_.parts(3).part(), "correction");
  EXPECT_EQ(script_.parts(4).part(), "outcome");
  ASSERT_TRUE(complete(correction, v1::CALLBACK_OUTCOME_TOLD, &corrected).ok());
}

TEST_F(DeskRulesTest, ACorrectionIsSaidToWhomeverInquiryHasEnded) {
  const auto inquiry = confirmed(1);
  const auto id = claim().callback().callback_id();
  const auto receipt = look_up(inquiry);
  ASSERT_TRUE(complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt).ok());
  sql("UPDATE inquiry SET state = 6");
  withdraw_statement();
  const auto correction = claim().callback().callback_id();
  const auto corrected = look_up(inquiry);
  EXPECT_TRUE(parts_said().contains("correction"));
  ASSERT_TRUE(complete(correction, v1::CALLBACK_OUTCOME_TOLD, &corrected).ok());
  EXPECT_EQ(inquiry_state(inquiry), "6") << "it stays ended";
}

}  // namespace
}  // namespace hotline::test
