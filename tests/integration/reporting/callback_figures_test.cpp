// Callbacks in the figures: what the desk does with them, step by step as counted anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "core/reference.hpp"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "hotline/v1/reporting_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "support/family_question.hpp"
#include "support/figures.hpp"
#include "support/registry_fixture.hpp"
#include "support/test_server.hpp"

namespace hotline::reporting {
namespace {

using namespace std::chrono_literals;
using test::call_as;
using testing::ElementsAre;

#define CALLBACKS "callback AS c JOIN inquiry AS i ON i.reference = c.reference AND NOT i.apart"
constexpr test::FigureComparison kAll[] = {
    {"opened", FIGURE_CELLS("14", "day, a"),
     COUNTED_ANEW("SELECT (c.opened_at AT TIME ZONE 'UTC')::date, causes, " FIGURE_MEMBERS(
         "callback_id", "2") " FROM " CALLBACKS " GROUP BY 1, 2")},
    {"ended", FIGURE_CELLS("15", "day, a, b"),
     COUNTED_ANEW("SELECT (ended_at AT TIME ZONE 'UTC')::date, c.state,"
                  " CASE c.state WHEN 3 THEN width_bucket((ended_at AT TIME ZONE 'UTC')::date -"
                  " (c.opened_at AT TIME ZONE 'UTC')::date, ARRAY[1, 2, 8, 31, 91, 366]) ELSE 0 END, " FIGURE_MEMBERS(
                      "callback_id", "2") " FROM " CALLBACKS " WHERE ended_at IS NOT NULL GROUP BY 1, 2, 3")},
    {"tries", FIGURE_CELLS("16", "day, a"),
     COUNTED_ANEW("SELECT (tried_at AT TIME ZONE 'UTC')::date, outcome, " FIGURE_MEMBERS(
         "t.callback_id", "2 + try_number") " FROM callback_try AS t JOIN " CALLBACKS
                                            " ON c.callback_id = t.callback_id GROUP BY 1, 2")},
    {"what stands", FIGURE_CELLS("17", "a"),
     COUNTED_ANEW("SELECT c.state, " FIGURE_MEMBERS("callback_id", "2") " FROM " CALLBACKS
                                                                        " WHERE c.state IN (1, 2, 4) GROUP BY 1")},
};

class CallbackFiguresTest : public testing::Test {
 protected:
  std::string value(const std::string& sql) const { return server_.value(sql); }
  void run_sql(const std::string& sql) { server_.postgres().run_sql(server_.database(), sql); }
  static std::string number_of(const v1::OpenInquiryResponse& inquiry) {
    return std::to_string(core::Reference::parse(inquiry.inquiry_reference())->number());
  }
  static v1::ListRow record(int man) {
    v1::ListRow row = test::list_row(man, "K-" + std::to_string(man), "Небувайло");
    row.set_evidence("R5");
    row.set_inform_kin("yes");
    return row;
  }
  v1::OpenInquiryResponse open(int man, const std::string& contact = "+380 44 555 01 02") {
    v1::OpenInquiryRequest request;
    request.set_request_id(test::new_request_id());
    *request.mutable_call() = test::begun_call(request.request_id());
    request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
    request.mutable_asker()->set_language(v1::LANGUAGE_UK);
    request.mutable_asker()->set_name("Вигадана Олеся");
    request.mutable_asker()->set_notice_version(1);
    if (!contact.empty()) {
      request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
      request.mutable_asker()->set_contact(contact);
    }
    request.set_open_another(true);
    const auto row = record(man);
    auto& name = *request.mutable_facts()->mutable_name();
    name.set_surname(row.name().surname());
    name.set_given_name(row.name().given_name());
    name.set_patronymic(row.name().patronymic());
    request.mutable_facts()->set_service_number(row.service_number());
    v1::OpenInquiryResponse response;
    const auto status =
        call_as("operator", server_.inquiry(), &v1::InquiryService::Stub::OpenInquiry, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  // Entered, found and confirmed.
  v1::OpenInquiryResponse confirmed(int man, const std::string& contact = "+380 44 555 01 02") {
    auto opened = open(man, contact);
    server_.import({record(man)});
    const std::string found =
        "SELECT coalesce(max(person_id), 0) FROM match_candidate WHERE state = 1 AND reference = " + number_of(opened);
    for (int i = 0; i < 600 && value(found) == "0"; ++i) std::this_thread::sleep_for(50ms);
    const std::string person = value(found);
    EXPECT_NE(person, "0");
    v1::ReviewCandidateRequest request;
    request.set_request_id(test::new_request_id());
    request.set_person_id(std::stoll(person));
    request.set_person_version(std::stoll(value("SELECT version FROM person_state WHERE person_id = " + person)));
    auto& one = *request.add_inquiries();
    one.set_inquiry_reference(opened.inquiry_reference());
    one.set_facts_version(1);
    request.set_decision(v1::REVIEW_DECISION_CONFIRM);
    request.set_ground("Збіглися імена та номер");
    v1::ReviewCandidateResponse response;
    const auto status =
        call_as("supervisor", server_.inquiry(), &v1::InquiryService::Stub::ReviewCandidate, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return opened;
  }
  void wrap_up(const v1::OpenInquiryResponse& inquiry, v1::WrapUpCode code) {
    v1::RecordOutcomeRequest outcome;
    outcome.set_request_id(test::new_request_id());
    *outcome.mutable_call() = test::begun_call(outcome.request_id());
    outcome.set_code(code);
    outcome.set_inquiry_reference(inquiry.inquiry_reference());
    v1::RecordOutcomeResponse recorded;
    EXPECT_TRUE(call_as("operator", server_.lookup(), &v1::LookupService::Stub::RecordOutcome, outcome, recorded).ok());
  }
  std::int64_t claim(const std::string& actor = "operator", std::int64_t id = 0) {
    v1::ClaimCallbackRequest request;
    request.set_request_id(test::new_request_id());
    request.set_callback_id(id);
    v1::ClaimCallbackResponse response;
    const auto status = call_as(actor, *desk_, &v1::DeskService::Stub::ClaimCallback, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.callback().callback_id();
  }
  v1::Receipt look_up(const v1::OpenInquiryResponse& inquiry) {
    v1::LookupPersonRequest request;
    request.set_request_id(test::new_request_id());
    request.set_purpose(v1::PURPOSE_CALLBACK);
    request.set_language(v1::LANGUAGE_UK);
    request.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
    request.mutable_inquiry()->set_passphrase(inquiry.inquiry_passphrase());
    v1::LookupPersonResponse response;
    const auto status =
        call_as("operator", server_.lookup(), &v1::LookupService::Stub::LookupPerson, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.receipt();
  }
  void complete(std::int64_t id, v1::CallbackOutcome outcome, const v1::Receipt& receipt = {},
                const std::string& actor = "operator") {
    v1::CompleteCallbackRequest request;
    request.set_request_id(test::new_request_id());
    request.set_callback_id(id);
    request.set_outcome(outcome);
    if (outcome == v1::CALLBACK_OUTCOME_TOLD) {
      request.set_log_tree(receipt.tree());
      request.set_log_index(receipt.index());
    }
    v1::CompleteCallbackResponse response;
    const auto status = call_as(actor, *desk_, &v1::DeskService::Stub::CompleteCallback, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  void counted() const {
    test::wait_for_figures(server_);
    for (const test::FigureComparison& one : kAll) EXPECT_EQ(value(one.counted), value(one.anew)) << one.what;
  }
  static void set_today(v1::PartialDate& date) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
    date.set_year(static_cast<int>(today.year()));
    date.set_month(static_cast<std::int32_t>(static_cast<unsigned>(today.month())));
    date.set_day(static_cast<std::int32_t>(static_cast<unsigned>(today.day())));
  }
  v1::CallbackVolume today() {
    v1::GetVolumesRequest request;
    set_today(*request.mutable_from());
    set_today(*request.mutable_to());
    v1::GetVolumesResponse response;
    const auto status = call_as("supervisor", *reports_, &v1::ReportingService::Stub::GetVolumes, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.days_size(), 1);
    return response.days_size() == 1 ? response.days(0).callbacks() : v1::CallbackVolume();
  }
  // Callbacks promised to so many families, as many wrap-ups would open them.
  void promise(int count) {
    open(1);
    run_sql(
        "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, "
        "facts_sealed,"
        " asker_sealed, contact_key, passphrase_hash, kinship)"
        " SELECT n, 1, 1, now(), now(), 'test', 1, i.facts_sealed, NULL, i.contact_key, i.passphrase_hash, 1 + n % 4"
        " FROM inquiry AS i, generate_series(1, " +
        std::to_string(count) +
        ") AS n;"
        " SELECT open_callbacks(array_agg(reference), 8::smallint) FROM inquiry WHERE reference <= " +
        std::to_string(count));
  }

  test::TestServer server_;
  std::unique_ptr<v1::DeskService::Stub> desk_ = v1::DeskService::NewStub(server_.channel());
  std::unique_ptr<v1::ReportingService::Stub> reports_ = v1::ReportingService::NewStub(server_.channel());
};

TEST_F(CallbackFiguresTest, EveryStepOfTheDeskIsCountedOnce) {
  const auto told = confirmed(1);
  counted();
  EXPECT_EQ(today().due_at_end(), 1);
  complete(claim(), v1::CALLBACK_OUTCOME_NO_ANSWER);
  counted();
  run_sql("UPDATE callback SET due_at = now()");
  const std::int64_t first = claim();
  complete(first, v1::CALLBACK_OUTCOME_TOLD, look_up(told));
  counted();
  EXPECT_EQ(today().due_at_end(), 0);

  const auto lapsed = open(2);
  wrap_up(lapsed, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  const std::int64_t vain = claim();
  complete(vain, v1::CALLBACK_OUTCOME_WRONG_NUMBER);
  confirmed(3, "");
  wrap_up(open(4), v1::WRAP_UP_CODE_SUPERVISOR);
  // A second cause joins one that was counted with its first.
  const auto both = open(5);
  wrap_up(both, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  const auto closed = open(6);
  wrap_up(closed, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  counted();
  wrap_up(both, v1::WRAP_UP_CODE_SUPERVISOR);
  run_sql("UPDATE inquiry SET state = 6 WHERE reference = " + number_of(closed));
  // Nobody who guards the register is called in a table.
  const auto apart = open(7);
  run_sql("UPDATE inquiry SET apart = true WHERE reference = " + number_of(apart));
  wrap_up(apart, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  counted();

  v1::CallbackVolume volume = today();
  EXPECT_EQ(volume.opened(), 6);
  std::map<v1::CallbackCause, std::int64_t> causes;
  for (const auto& cause : volume.by_cause()) causes[cause.cause()] = cause.count();
  EXPECT_THAT(causes, ElementsAre(std::pair(v1::CALLBACK_CAUSE_MATCH, 2), std::pair(v1::CALLBACK_CAUSE_RELEASE, 0),
                                  std::pair(v1::CALLBACK_CAUSE_CORRECTION, 0), std::pair(v1::CALLBACK_CAUSE_BOOKED, 3),
                                  std::pair(v1::CALLBACK_CAUSE_SUPERVISOR, 2)));
  EXPECT_EQ(volume.told(), 1);
  EXPECT_THAT(volume.told_by_days(), ElementsAre(1, 0, 0, 0, 0, 0, 0));
  EXPECT_EQ(volume.lapsed(), 1);
  EXPECT_EQ(volume.ended_otherwise(), 1);
  EXPECT_EQ(volume.tries(), 3);
  EXPECT_EQ(volume.due_at_end(), 2);
  EXPECT_EQ(volume.waiting_for_family_at_end(), 1);
  EXPECT_EQ(volume.lapsed_at_end(), 1);

  // Told by a supervisor after all.
  EXPECT_EQ(claim("supervisor", vain), vain);
  complete(vain, v1::CALLBACK_OUTCOME_TOLD, look_up(lapsed), "supervisor");
  counted();
  volume = today();
  EXPECT_EQ(volume.told(), 2);
  EXPECT_EQ(volume.lapsed(), 0);
  EXPECT_EQ(volume.lapsed_at_end(), 0);
}

TEST_F(CallbackFiguresTest, AsCountedAnewWhateverEndsBetweenSteps) {
  const std::uint64_t seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  std::cout << "seed " << seed << '\n';
  std::mt19937_64 random(seed);
  promise(60);
  int ended = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 8; ++i) {
      const std::int64_t id = claim();
      if (id == 0) break;
      constexpr std::array kOutcomes{v1::CALLBACK_OUTCOME_REACHED_NOT_TOLD, v1::CALLBACK_OUTCOME_NO_ANSWER,
                                     v1::CALLBACK_OUTCOME_WRONG_NUMBER, v1::CALLBACK_OUTCOME_IN_CRISIS};
      complete(id, kOutcomes.at(random() % kOutcomes.size()));
    }
    run_sql("UPDATE callback SET due_at = now() WHERE state = 1");
    run_sql("UPDATE inquiry SET state = 6 WHERE reference = " + std::to_string(1 + random() % 60));
    ended +=
        std::stoi(value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        " WHERE usename = 'hotline_reporting' AND datname = current_database()"));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 200));
  }
  // As if some had been opened long ago: what is counted of them follows.
  run_sql("UPDATE callback SET opened_at = opened_at - interval '40 days' WHERE callback_id % 3 = 0");
  run_sql("UPDATE callback SET causes = causes | 4 WHERE callback_id % 3 = 0");
  counted();
  EXPECT_GT(ended, 0);
  EXPECT_NE(value("SELECT count(*) FROM callback WHERE state = 4"), "0");
  // Restored from a dump of a database that had counted further: all of it anew by the next server, and the same.
  const std::string before = value("SELECT sum(count * series)::text || ' ' || sum(members)::text FROM figure_cell");
  server_.stop();
  run_sql(
      "UPDATE figure_cursor SET callback_xid = '9000000000', callback_id = 0, inquiry_xid = '9000000000';"
      " UPDATE callback SET change_xid = '9000000000'; UPDATE inquiry SET change_xid = '9000000000';"
      " UPDATE standing_cursor SET inquiry_xid = '9000000000'");
  test::TestServer::Options options;
  options.tree = 2;
  const test::TestServer next(server_, options);
  counted();
  EXPECT_EQ(value("SELECT count(*) FROM callback WHERE change_xid = '9000000000'"), "0");
  EXPECT_EQ(value("SELECT sum(count * series)::text || ' ' || sum(members)::text FROM figure_cell"), before);
}

TEST_F(CallbackFiguresTest, LeaveTheBureauRoundedAndByCause) {
  promise(40);
  for (int i = 0; i < 20; ++i) complete(claim(), v1::CALLBACK_OUTCOME_WRONG_NUMBER);
  counted();
  run_sql("UPDATE figure_cell SET day = day - interval '1 month'");
  run_sql("UPDATE figure_cursor SET began_on = current_date - interval '1 month'");
  for (int i = 0; i < 600 && value("SELECT count(*) FROM release_of_figures") != "13"; ++i) {
    std::this_thread::sleep_for(50ms);
  }
  v1::GetFiguresRequest request;
  request.set_table(v1::FIGURE_TABLE_CALLBACKS);
  v1::GetFiguresResponse response;
  const auto status = call_as("reporter", *reports_, &v1::ReportingService::Stub::GetFigures, request, response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  std::map<std::string, std::int64_t> shown;
  for (const auto& row : response.table().rows()) {
    shown[row.row()] = row.kind() == v1::CELL_KIND_VALUE ? row.value() : -static_cast<std::int64_t>(row.kind());
  }
  EXPECT_EQ(shown.at("OPENED"), 40);
  EXPECT_EQ(shown.at("OPENED/BOOKED"), 40);
  EXPECT_EQ(shown.at("OPENED/MATCH"), -v1::CELL_KIND_FEW);
  EXPECT_EQ(shown.at("LAPSED"), 20);
  EXPECT_EQ(shown.at("TRIES/WRONG_NUMBER"), 20);
  EXPECT_EQ(shown.at("TRIES"), 20);
  EXPECT_EQ(shown.at("AT_THE_END/DUE"), 20);
  EXPECT_EQ(shown.at("AT_THE_END/LAPSED"), 20);
  EXPECT_EQ(shown.at("AT_THE_END"), 40);
}

}  // namespace
}  // namespace hotline::reporting
