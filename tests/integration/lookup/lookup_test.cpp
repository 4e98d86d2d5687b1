// LookupService as an operator's client sees it: the whole server in process, a real PostgreSQL, a real socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/reference.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/hostile/hostile_text.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

v1::ListRow row(const std::string& id, const std::string& surname, const std::string& born,
                const std::string& statement, const std::string& evidence) {
  v1::ListRow made;
  made.set_external_id(id);
  made.mutable_name()->set_surname(surname);
  made.mutable_name()->set_given_name("Остап");
  made.mutable_name()->set_patronymic("Зенонович");
  made.set_birth_date(born);
  made.set_statement(statement);
  made.set_evidence(evidence);
  made.set_fact_date("2026-02-03");
  return made;
}

v1::LookupPersonRequest question(const std::string& line, int year = 0, int month = 0, int day = 0) {
  auto request = family_question(line);
  if (year != 0) {
    request.mutable_facts()->mutable_birth_date()->set_year(year);
    request.mutable_facts()->mutable_birth_date()->set_month(month);
    request.mutable_facts()->mutable_birth_date()->set_day(day);
  }
  return request;
}

class LookupTest : public testing::Test {
 protected:
  static TestServer& site() {
    static TestServer server;
    static const bool filled = [] {
      server.import({row("A1", "Тридубський", "1991-04-17", "captured", "R5"),
                     row("A2", "Вигаданський", "1990-01-02", "captured", "R3"),
                     row("A3", "Немовський", "1988-08-08", "died", "R6"),
                     row("B1", "Двійниківський", "1993-03-03", "captured", "R5"),
                     row("B2", "Двійниківський", "1993-03-03", "released", "R6"),
                     row("C1", "Подвійновський", "1994-04-04", "captured", "R5"),
                     row("C2", "Подвійновський", "1994-04-04", "captured", "R5")});
      auto silent = row("A4", "Мовчазний", "1985-05-05", "captured", "R5");
      silent.set_inform_kin("no");
      server.import({silent});
      return true;
    }();
    EXPECT_TRUE(filled);
    return server;
  }

  static v1::ExplainMatchRequest explanation(const std::string& line, int year, int month, int day) {
    const auto asked = question(line, year, month, day);
    v1::ExplainMatchRequest request;
    request.set_request_id(asked.request_id());
    request.set_purpose(asked.purpose());
    *request.mutable_call() = asked.call();
    *request.mutable_facts() = asked.facts();
    return request;
  }
  grpc::Status explain(const std::string& actor, const v1::ExplainMatchRequest& request,
                       v1::ExplainMatchResponse& response) {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    return site().lookup().ExplainMatch(&context, request, &response);
  }
  v1::ExplainMatchResponse explained(const v1::ExplainMatchRequest& request, const std::string& actor = "operator") {
    v1::ExplainMatchResponse response;
    const auto status = explain(actor, request, response);
    EXPECT_TRUE(status.ok()) << actor << ": " << status.error_message();
    return response;
  }
  std::vector<std::string> refused(const std::string& actor, const v1::ExplainMatchRequest& request) {
    v1::ExplainMatchResponse response;
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(explain(actor, request, response)).violations) {
      names.push_back(violation.field);
    }
    return names;
  }
  // The record that A4 became: the only one of its list, which came last.
  static std::string last_person() { return site().value("SELECT max(person_id) FROM person"); }

  grpc::Status ask(const v1::LookupPersonRequest& request, v1::LookupPersonResponse& response,
                   const std::string& actor = "operator") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    return site().lookup().LookupPerson(&context, request, &response);
  }
  v1::LookupPersonResponse answer(const v1::LookupPersonRequest& request, const std::string& actor = "operator") {
    v1::LookupPersonResponse response;
    const auto status = ask(request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  std::vector<std::string> faults(const v1::LookupPersonRequest& request) {
    v1::LookupPersonResponse response;
    const auto status = ask(request, response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << status.error_message();
    std::vector<std::string> fields;
    for (const auto& violation : rpc::error_from(status).violations) fields.push_back(violation.field);
    return fields;
  }
};

// These methods are served as raw bytes, past gRPC's own parser.
TEST_F(LookupTest, BrokenUtf8NamesItsField) {
  auto request = question("Хтось");
  request.mutable_facts()->mutable_name()->set_surname("\xD0\xD0");
  EXPECT_THAT(faults(request), ElementsAre("PersonName.surname"));
  v1::ExplainMatchRequest explain;
  explain.mutable_facts()->set_unit("\xFF");
  v1::ExplainMatchResponse response;
  grpc::ClientContext context;
  rpc::prepare(context, "supervisor", std::chrono::seconds(10));
  const auto status = site().lookup().ExplainMatch(&context, explain, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  ASSERT_EQ(rpc::error_from(status).violations.size(), 1U);
  EXPECT_EQ(rpc::error_from(status).violations.front().field, "Facts.unit");
}

TEST_F(LookupTest, NaughtyNamesAreAnsweredOrRefusedByTheirFields) {
  std::size_t answered = 0, refused = 0;
  for (const auto& text : naughty_strings()) {
    auto in_line = question(text);
    auto in_parts = question("");
    auto& parts = *in_parts.mutable_facts()->mutable_name();
    parts.set_surname(text);
    parts.set_given_name(text);
    parts.set_patronymic(text);
    for (const auto* request : {&in_line, &in_parts}) {
      v1::LookupPersonResponse response;
      const auto status = ask(*request, response);
      ++(status.ok() ? answered : refused);
      if (status.ok()) continue;
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << text << ": " << status.error_message();
      const auto error = rpc::error_from(status);
      EXPECT_THAT(error.violations, Not(IsEmpty())) << text;
      for (const auto& violation : error.violations) EXPECT_THAT(violation.field, StartsWith("facts")) << text;
    }
  }
  EXPECT_GT(answered, 500U);
  EXPECT_GT(refused, 5U);
}

TEST_F(LookupTest, TellsOfACaptiveInAnyScriptAndLogsItFirst) {
  for (const std::string line : {"Тридубський Остап Зенонович", "Остап Тридубский", "Tridubskyi Ostap Zenonovych"}) {
    const auto response = answer(question(line, 1991, 4, 17));
    EXPECT_EQ(response.kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE) << line;
    EXPECT_EQ(response.receipt().leaf_hash().size(), 32U);
    const auto index = std::to_string(response.receipt().index());
    const auto leaf = site().value("SELECT encode(leaf, 'hex') FROM log_entry WHERE tree = 1 AND log_index = " + index);
    EXPECT_EQ(leaf.size(), 180U);
    EXPECT_EQ(site().value("SELECT count(*) FROM disclosed WHERE log_index = " + index), "1");
  }
}

TEST_F(LookupTest, NothingHeldAndMayNotSayReadTheSame) {
  auto nothing = answer(question("Ніколименко Остап Зенонович", 1985, 5, 5));
  auto withheld = answer(question("Мовчазний Остап Зенонович", 1985, 5, 5));
  EXPECT_EQ(nothing.kind(), v1::ANSWER_KIND_NO_ANSWER_TODAY);
  for (auto* response : {&nothing, &withheld}) {
    // What must differ between any two calls.
    for (auto& part : *response->mutable_script()->mutable_parts()) {
      if (part.part() == "read_back" || part.part() == "next_step") part.clear_text();
    }
    response->clear_inquiry_reference();
    response->clear_inquiry_passphrase();
    response->clear_receipt();
    response->clear_register_revision();
  }
  EXPECT_EQ(nothing.SerializeAsString(), withheld.SerializeAsString());
  EXPECT_THAT(nothing.candidates(), IsEmpty());
}

TEST_F(LookupTest, TooFewFactsAreDecidedFromTheQuestionAlone) {
  const auto held = answer(question("Тридубський Остап"));
  const auto absent = answer(question("Ніколименко Остап"));
  EXPECT_EQ(held.kind(), v1::ANSWER_KIND_MORE_DETAIL_NEEDED);
  EXPECT_EQ(absent.kind(), v1::ANSWER_KIND_MORE_DETAIL_NEEDED);
  EXPECT_THAT(held.candidates(), IsEmpty());
  EXPECT_EQ(held.helpful_facts_size(), absent.helpful_facts_size());
}

TEST_F(LookupTest, ADeathIsToldOnlyByThoseWhoMay) {
  auto request = question("Немовський Остап Зенонович", 1988, 8, 8);
  request.set_relation(v1::RELATION_MOTHER);
  request.set_wishes_to_hear_now(true);
  EXPECT_EQ(answer(request).kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  request.set_request_id(new_request_id());
  EXPECT_EQ(answer(request, "teller").kind(), v1::ANSWER_KIND_DEAD);
  request.set_request_id(new_request_id());
  request.set_wishes_to_hear_now(false);
  EXPECT_EQ(answer(request, "teller").kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
}

TEST_F(LookupTest, TwoEqualRecordsThatSayDifferentThingsAreForAColleague) {
  const auto response = answer(question("Двійниківський Остап Зенонович", 1993, 3, 3));
  EXPECT_EQ(response.kind(), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_THAT(response.candidates(), IsEmpty());
}

TEST_F(LookupTest, TwoRecordsThatMayBeOneManAreToldWhenEachSaysTheSame) {
  const auto response = answer(question("Подвійновський Остап Зенонович", 1994, 4, 4));
  EXPECT_EQ(response.kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
}

// The lower record of each proposed link in the order of review, with a mark where a family waits.
std::string review_order(TestServer& server) {
  grpc::ClientContext context;
  rpc::prepare(context, "supervisor", std::chrono::seconds(10));
  v1::ListLinksResponse links;
  EXPECT_TRUE(server.registry().ListLinks(&context, v1::ListLinksRequest(), &links).ok());
  std::string order;
  for (const v1::Link& link : links.links()) {
    order += std::to_string(link.person_a()) + (link.awaited() ? "! " : " ");
  }
  return order;
}

v1::AnswerKind answer_of(TestServer& server, const v1::LookupPersonRequest& request) {
  grpc::ClientContext context;
  rpc::prepare(context, "operator", std::chrono::seconds(10));
  v1::LookupPersonResponse response;
  EXPECT_TRUE(server.lookup().LookupPerson(&context, request, &response).ok());
  return response.kind();
}

// Until somebody has decided whether they are one man the family hears nothing.
TEST(LookupReviewTest, TheLinkThatAHeldBackAnswerWaitsForIsReviewedFirst) {
  TestServer server;
  server.import({row("D1", "Невигадько", "1992-02-02", "captured", "R5"),
                 row("D2", "Невигадько", "1992-02-02", "released", "R6"),
                 row("B1", "Подвійновський", "1993-03-03", "captured", "R5"),
                 row("B2", "Подвійновський", "1993-03-03", "captured", "R5")});
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (review_order(server) != "3 1 " && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ASSERT_EQ(review_order(server), "3 1 ") << "the likelier first";

  EXPECT_EQ(answer_of(server, question("Подвійновський Остап Зенонович", 1993, 3, 3)),
            v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(review_order(server), "3 1 ") << "an answer that was given waits for nobody";

  EXPECT_EQ(answer_of(server, question("Невигадько Остап Зенонович", 1992, 2, 2)),
            v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(review_order(server), "1! 3 ");
  EXPECT_EQ(answer_of(server, question("Nevyhadko Ostap", 1992, 2, 2)), v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER);
  EXPECT_EQ(server.value("SELECT count(*) FROM awaited_link"), "1") << "asked for again, the pair waits once";
}

TEST_F(LookupTest, ARepeatGivesTheFirstAnswerByteForByte) {
  const auto request = question("Вигаданський Остап Зенонович", 1990, 1, 2);
  const auto first = answer(request);
  const auto second = answer(request);
  EXPECT_EQ(first.kind(), v1::ANSWER_KIND_PROBABLE_CAPTIVE);
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  auto other = request;
  other.mutable_facts()->mutable_name()->set_line("Інший Остап");
  v1::LookupPersonResponse response;
  EXPECT_EQ(ask(other, response).error_code(), grpc::StatusCode::ABORTED);
}

TEST_F(LookupTest, CopiesSentAtOnceHaveOneEntry) {
  const auto request = question("Вигаданський Остап Зенонович", 1990, 1, 2);
  std::vector<v1::LookupPersonResponse> responses(8);
  std::vector<std::thread> callers;
  for (auto& response : responses) {
    callers.emplace_back([&] {
      grpc::ClientContext context;
      rpc::prepare(context, "operator", std::chrono::seconds(10));
      EXPECT_TRUE(site().lookup().LookupPerson(&context, request, &response).ok());
    });
  }
  for (auto& caller : callers) caller.join();
  for (const auto& response : responses) {
    EXPECT_EQ(response.SerializeAsString(), responses.front().SerializeAsString());
  }
  EXPECT_EQ(site().value("SELECT count(*) FROM request_key WHERE request_id = '" + request.request_id() + "'"), "1");
}

TEST_F(LookupTest, ASecondServerAnswersARepeatAlike) {
  const auto request = question("Тридубський Остап Зенонович", 1991, 4, 17);
  const auto first = answer(request);
  TestServer other(site(), {.tree = 2});
  grpc::ClientContext context;
  rpc::prepare(context, "operator", std::chrono::seconds(10));
  v1::LookupPersonResponse response;
  ASSERT_TRUE(other.lookup().LookupPerson(&context, request, &response).ok());
  EXPECT_EQ(response.SerializeAsString(), first.SerializeAsString());
}

TEST_F(LookupTest, AnInquiryGoesOnByReferenceAndPassphrase) {
  const auto first = answer(question("Тридубський Остап"));
  ASSERT_FALSE(first.inquiry_passphrase().empty());
  v1::LookupPersonRequest more = question("");
  more.mutable_facts()->Clear();
  more.mutable_facts()->mutable_birth_date()->set_year(1991);
  more.mutable_facts()->mutable_birth_date()->set_month(4);
  more.mutable_facts()->mutable_birth_date()->set_day(17);
  more.mutable_inquiry()->set_reference(first.inquiry_reference());
  more.mutable_inquiry()->set_passphrase(first.inquiry_passphrase());
  const auto second = answer(more);
  EXPECT_EQ(second.kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(second.inquiry_reference(), first.inquiry_reference());
  EXPECT_TRUE(second.inquiry_passphrase().empty());
  const auto digits = site().value("SELECT max(facts_version) FROM inquiry");
  EXPECT_EQ(digits, "2");

  more.set_request_id(new_request_id());
  more.mutable_inquiry()->set_passphrase("зовсім інші чотири слова");
  v1::LookupPersonResponse response;
  const auto wrong = ask(more, response);
  more.set_request_id(new_request_id());
  more.mutable_inquiry()->set_reference(core::Reference::from_number(1)->text());
  const auto absent = ask(more, response);
  EXPECT_EQ(wrong.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(wrong.error_message(), absent.error_message());
}

TEST_F(LookupTest, BadInputIsNamedWholeAndChangesNothing) {
  // What earlier tests left to the log's own thread is written before this answer is.
  answer(question("Тридубський Остап"));
  const auto entries = site().value("SELECT size FROM log_tree WHERE tree = 1");
  auto request = question(std::string(10'000, 'a'), 1990, 2, 31);
  request.set_request_id("no uuid");
  request.set_purpose(v1::PURPOSE_UNSPECIFIED);
  request.set_language(static_cast<v1::Language>(77));
  request.mutable_facts()->set_service_number(std::string(41, '1'));
  request.mutable_facts()->set_unit("bell\a");
  request.add_verification_steps(static_cast<v1::VerificationStep>(99));
  const auto fields = faults(request);
  for (const char* field : {"request_id", "purpose", "language", "facts.name.line", "facts.birth_date",
                            "facts.service_number", "facts.unit"}) {
    EXPECT_THAT(fields, Contains(field));
  }
  EXPECT_THAT(fields, Contains(HasSubstr("verification_steps")));
  auto future = question("Тридубський Остап", 2087, 1, 1);
  EXPECT_THAT(faults(future), Contains("facts.birth_date"));
  auto empty = question("");
  EXPECT_THAT(faults(empty), Contains("facts"));
  auto nowhere = question("Тридубський Остап");
  nowhere.clear_call();
  EXPECT_THAT(faults(nowhere), Contains("call"));
  EXPECT_EQ(site().value("SELECT size FROM log_tree WHERE tree = 1"), entries);
}

TEST_F(LookupTest, ADeadlineIsDemanded) {
  grpc::ClientContext context;
  context.AddMetadata("hotline-actor", "operator");
  v1::LookupPersonResponse response;
  const auto status = site().lookup().LookupPerson(&context, question("Тридубський Остап"), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(LookupTest, RefusalsAreLoggedSinglyAndThenCounted) {
  const auto refusals = [] {
    return std::stoll(site().value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 8"));
  };
  const auto before = refusals();
  v1::LookupPersonResponse response;
  for (int i = 0; i < 25; ++i) {
    EXPECT_EQ(ask(question("Тридубський Остап"), response, "portal").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  }
  // Written by the log's own thread: an answered lookup behind them shows that they are through.
  answer(question("Тридубський Остап"));
  EXPECT_EQ(refusals() - before, 10);
}

TEST_F(LookupTest, TheTreeHoldsEveryEntry) {
  answer(question("Ніхтозна Остап Зенонович", 1999, 9, 9));
  const auto size = std::stoll(site().value("SELECT size FROM log_tree WHERE tree = 1"));
  EXPECT_EQ(site().value("SELECT count(*) FROM log_entry WHERE tree = 1"), std::to_string(size));
  EXPECT_EQ(site().value("SELECT sum(entries) FROM log_batch WHERE tree = 1"), std::to_string(size));
}

TEST_F(LookupTest, ExplainsToAnOperatorOnlyWhatALookupWouldShow) {
  EXPECT_EQ(explained(explanation("Мовчазний Остап Зенонович", 1985, 5, 5)).explanations_size(), 0);
  const auto response = explained(explanation("Тридубський Остап Зенонович", 1991, 4, 17));
  ASSERT_EQ(response.explanations_size(), 1);
  const auto& one = response.explanations(0);
  EXPECT_EQ(one.person_id(), 0);
  EXPECT_EQ(one.alone(), 0);
  EXPECT_EQ(one.score_bits(), 0);
  EXPECT_EQ(one.together_bits(), 0);
  EXPECT_FALSE(response.has_reading());
  EXPECT_EQ(response.further_field(), v1::FACT_FIELD_UNSPECIFIED);
  for (const auto& field : one.fields()) {
    EXPECT_EQ(field.weight_bits(), 0);
    EXPECT_EQ(field.words(), "");
  }
  EXPECT_EQ(one.fields(0).agreement(), v1::FACT_AGREEMENT_AGREES);
}

TEST_F(LookupTest, ExplainsEveryCandidateToSupervisorsAndRegistrars) {
  for (const std::string actor : {"supervisor", "registrar"}) {
    const auto response = explained(explanation("Остап Зенонович Мовчазний", 1985, 5, 5), actor);
    ASSERT_GE(response.explanations_size(), 1) << actor;
    const auto& best = response.explanations(0);
    EXPECT_EQ(std::to_string(best.person_id()), last_person());
    EXPECT_GT(best.probability(), 0.9);
    EXPECT_GE(best.alone(), best.probability() - 1e-9);
    EXPECT_GT(best.score_bits(), 10);
    EXPECT_GT(best.fields(0).weight_bits(), 5);
    EXPECT_EQ(best.fields(0).words(), "sounds the same in any script");
    EXPECT_EQ(response.reading().surname(), "Мовчазний");
    EXPECT_EQ(response.reading().given_name(), "Остап");
    EXPECT_EQ(response.reading().patronymic(), "Зенонович");
    EXPECT_NE(response.model_version(), "");
    EXPECT_EQ(response.receipt().leaf_hash().size(), 32U) << "logged before it left";
    const auto index = std::to_string(response.receipt().index());
    EXPECT_EQ(site().value("SELECT count(*) FROM disclosed WHERE log_index = " + index), "0") << "nobody was told";
    EXPECT_EQ(site().value("SELECT count(*) FROM lookup_fact WHERE log_index = " + index), "0")
        << "a look is no answer";
  }
}

TEST_F(LookupTest, ExplainsOneRecordWhenItIsNamed) {
  auto request = explanation("Двійниківський Остап Зенонович", 1993, 3, 3);
  const auto both = explained(request, "supervisor");
  ASSERT_GE(both.explanations_size(), 2);
  EXPECT_NE(both.further_field(), v1::FACT_FIELD_SURNAME) << "what was asked is not asked again";
  EXPECT_NE(both.further_field(), v1::FACT_FIELD_BIRTH_DATE);
  request.set_request_id(new_request_id());
  request.set_person_id(both.explanations(1).person_id());
  const auto one = explained(request, "supervisor");
  ASSERT_EQ(one.explanations_size(), 1);
  EXPECT_EQ(one.explanations(0).person_id(), both.explanations(1).person_id());
  request.set_request_id(new_request_id());
  request.set_person_id(999'999);
  EXPECT_EQ(explained(request, "supervisor").explanations_size(), 0);
}

TEST_F(LookupTest, ExplainsByReferenceAndWithAGroundOutsideACall) {
  const auto told = answer(question("Тридубський Остап Зенонович", 1991, 4, 17));
  v1::ExplainMatchRequest request;
  request.set_request_id(new_request_id());
  request.set_purpose(v1::PURPOSE_REVIEW);
  request.mutable_inquiry()->set_reference(told.inquiry_reference());
  EXPECT_GE(explained(request, "supervisor").explanations_size(), 1);

  request.set_request_id(new_request_id());
  v1::ExplainMatchResponse response;
  EXPECT_EQ(explain("operator", request, response).error_code(), grpc::StatusCode::NOT_FOUND)
      << "without the passphrase";
  request.mutable_inquiry()->set_passphrase(told.inquiry_passphrase());
  EXPECT_EQ(explained(request).explanations_size(), 1);

  auto outside = explanation("Тридубський Остап Зенонович", 1991, 4, 17);
  outside.clear_call();
  EXPECT_THAT(refused("registrar", outside), ElementsAre("call"));
  outside.set_ground("x");
  EXPECT_THAT(refused("registrar", outside), ElementsAre("ground"));
  outside.set_ground("complaint 17");
  EXPECT_GE(explained(outside, "registrar").explanations_size(), 1);
  outside.set_person_id(4);
  EXPECT_THAT(refused("operator", outside), testing::UnorderedElementsAre("call", "ground", "person_id"));
}

TEST_F(LookupTest, NobodyElseIsExplainedAnything) {
  v1::ExplainMatchResponse response;
  const auto request = explanation("Тридубський Остап Зенонович", 1991, 4, 17);
  EXPECT_EQ(explain("portal", request, response).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(explain("stranger", request, response).error_code(), grpc::StatusCode::UNAUTHENTICATED);
}

TEST_F(LookupTest, AnExplanationIsRepeatedByItsRequestId) {
  const auto request = explanation("Тридубський Остап Зенонович", 1991, 4, 17);
  const auto first = explained(request, "supervisor");
  EXPECT_EQ(first.SerializeAsString(), explained(request, "supervisor").SerializeAsString());
  auto other = request;
  other.set_person_id(7);
  v1::ExplainMatchResponse response;
  EXPECT_EQ(explain("supervisor", other, response).error_code(), grpc::StatusCode::ABORTED);
}

TEST_F(LookupTest, RecordsHowACallEnded) {
  const auto asked = question("x");
  v1::RecordOutcomeRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_call() = asked.call();
  request.set_code(v1::WRAP_UP_CODE_SILENT);
  for (int i = 0; i < 2; ++i) {
    grpc::ClientContext context;
    rpc::prepare(context, "operator", std::chrono::seconds(10));
    v1::RecordOutcomeResponse response;
    const auto status = site().lookup().RecordOutcome(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  EXPECT_EQ(site().value("SELECT count(*) FROM call_outcome WHERE exchange_call_id = '" +
                         asked.call().exchange_call_id() + "'"),
            "1");
}

TEST(LookupLimitTest, ACallerWhoAsksForTooManyPersonsIsRefused) {
  TestServer site({.persons_per_hour = 3});
  int refused = 0;
  for (int i = 0; i < 6; ++i) {
    grpc::ClientContext context;
    rpc::prepare(context, "operator", std::chrono::seconds(10));
    v1::LookupPersonResponse response;
    const auto status = site.lookup().LookupPerson(
        &context, question("Прізвище" + std::string(1, static_cast<char>('a' + i)) + " Остап", 1990, 1, 1 + i),
        &response);
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) ++refused;
  }
  EXPECT_EQ(refused, 3);
}

TEST(LookupFreshnessTest, AWithdrawnStatementIsNeverOvertaken) {
  TestServer first;
  first.import({row("W1", "Відкликанський", "1994-04-04", "captured", "R5")});
  TestServer second(first, {.tree = 2});
  const auto ask = [&](std::chrono::milliseconds time) {
    grpc::ClientContext context;
    rpc::prepare(context, "operator", time);
    v1::LookupPersonResponse response;
    const auto status =
        second.lookup().LookupPerson(&context, question("Відкликанський Остап Зенонович", 1994, 4, 4), &response);
    return std::make_pair(status.error_code(), response.kind());
  };
  ASSERT_EQ(ask(std::chrono::seconds(10)).second, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  second.server().change_feed().hold_back();

  grpc::ClientContext context;
  rpc::prepare(context, "registrar", std::chrono::seconds(10));
  v1::WithdrawStatementRequest request;
  request.set_request_id(new_request_id());
  request.set_statement_id(std::stoll(first.value("SELECT max(statement_id) FROM statement")));
  request.set_ground("wrong row");
  v1::WithdrawStatementResponse response;
  const auto withdrawn = first.registry().WithdrawStatement(&context, request, &response);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.error_message();

  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(ask(std::chrono::seconds(8)).first, grpc::StatusCode::UNAVAILABLE);
  }
  second.server().change_feed().let_go();
  const auto fresh = ask(std::chrono::seconds(10));
  EXPECT_EQ(fresh.first, grpc::StatusCode::OK);
  EXPECT_NE(fresh.second, v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
}

}  // namespace
}  // namespace hotline::test
