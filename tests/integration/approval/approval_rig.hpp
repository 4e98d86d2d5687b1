#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/reference.hpp"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

// Families, tellers and supervisors before the whole server, on a real PostgreSQL. Each test asks for men of its own.
class ApprovalRig : public testing::Test {
 protected:
  static TestServer& site() {
    static TestServer server;
    return server;
  }

  struct Man {
    std::string surname;
    std::string born;  // yyyy-mm-dd
    std::string id;    // the source's
    std::int64_t person = 0;
  };
  // A new one for each call, dead by a certificate unless said otherwise.
  static Man held(const std::string& statement = "died", const std::string& evidence = "R6") {
    static int count = 0;
    ++count;
    Man man;
    man.id = "A" + std::to_string(count);
    man.surname = invented_surname(count);
    man.born = "19" + std::to_string(60 + count % 40) + "-0" + std::to_string(1 + count % 9) + "-1" +
               std::to_string(count % 10);
    man.person = import(man, man.id, statement, evidence);
    return man;
  }
  // Another record of the same name and date.
  static std::int64_t import(const Man& man, const std::string& id, const std::string& statement,
                             const std::string& evidence, const std::string& inform_kin = "") {
    v1::ListRow row;
    row.set_external_id(id);
    row.mutable_name()->set_surname(man.surname);
    row.mutable_name()->set_given_name("Остап");
    row.mutable_name()->set_patronymic("Зенонович");
    row.set_birth_date(man.born);
    row.set_statement(statement);
    row.set_evidence(evidence);
    row.set_fact_date("2026-02-03");
    if (!inform_kin.empty()) row.set_inform_kin(inform_kin);
    site().import({row});
    return std::stoll(site().value("SELECT max(person_id) FROM person"));
  }

  template <typename Stub, typename Method, typename Request, typename Response>
  static grpc::Status call(Stub& stub, Method method, const std::string& actor, const Request& request,
                           Response& response) {
    return call_as(actor, stub, method, request, response);
  }

  static v1::LookupPersonRequest question() {
    auto request = family_question();
    request.set_relation(v1::RELATION_MOTHER);
    return request;
  }
  static v1::LookupPersonResponse look_up(const v1::LookupPersonRequest& request, const std::string& actor) {
    v1::LookupPersonResponse response;
    const auto status = call(site().lookup(), &v1::LookupService::Stub::LookupPerson, actor, request, response);
    EXPECT_TRUE(status.ok()) << actor << ": " << status.error_message();
    return response;
  }
  // A family asks for the man; the key of its inquiry.
  static v1::InquiryKey asked_for(const Man& man, v1::AnswerKind first = v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER) {
    auto request = question();
    request.mutable_facts()->mutable_name()->set_line(man.surname + " Остап Зенонович");
    auto& born = *request.mutable_facts()->mutable_birth_date();
    born.set_year(std::stoi(man.born.substr(0, 4)));
    born.set_month(std::stoi(man.born.substr(5, 2)));
    born.set_day(std::stoi(man.born.substr(8, 2)));
    const auto response = look_up(request, "operator");
    EXPECT_EQ(response.kind(), first);
    v1::InquiryKey key;
    key.set_reference(response.inquiry_reference());
    key.set_passphrase(response.inquiry_passphrase());
    return key;
  }
  // The same question again, by the inquiry.
  static v1::LookupPersonResponse asked_again(const v1::InquiryKey& key, const std::string& actor) {
    auto request = question();
    *request.mutable_inquiry() = key;
    return look_up(request, actor);
  }
  static v1::AnswerKind answer(const v1::InquiryKey& key, const std::string& actor) {
    return asked_again(key, actor).kind();
  }

  static grpc::Status request(const v1::InquiryKey& key, v1::RequestReleaseResponse& response,
                              const std::string& actor = "operator", bool during_call = true) {
    v1::RequestReleaseRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    request.set_during_call(during_call);
    return call(site().approval(), &v1::ApprovalService::Stub::RequestRelease, actor, request, response);
  }
  static std::int64_t requested(const v1::InquiryKey& key) {
    v1::RequestReleaseResponse response;
    const auto status = request(key, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.request_number();
  }
  static v1::DecideRequest release_of(std::int64_t number, std::int64_t person, std::int32_t facts_version = 1) {
    v1::DecideRequest request;
    request.set_request_id(new_request_id());
    request.set_request_number(number);
    request.set_decision(v1::RELEASE_DECISION_RELEASE);
    request.set_person_id(person);
    request.set_person_version(
        std::stoll(site().value("SELECT version FROM person_state WHERE person_id = " + std::to_string(person))));
    request.set_facts_version(facts_version);
    request.set_ground("Вигадана підстава");
    return request;
  }
  static v1::DecideRequest refusal_of(std::int64_t number) {
    v1::DecideRequest request;
    request.set_request_id(new_request_id());
    request.set_request_number(number);
    request.set_decision(v1::RELEASE_DECISION_REFUSE);
    request.set_ground("Вигадана підстава");
    return request;
  }
  static grpc::Status decide(const v1::DecideRequest& request, const std::string& actor = "supervisor") {
    v1::DecideResponse response;
    return call(site().approval(), &v1::ApprovalService::Stub::Decide, actor, request, response);
  }
  // Asked for and released, by "supervisor".
  static void released(const v1::InquiryKey& key, const Man& man) {
    const auto status = decide(release_of(requested(key), man.person));
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  static grpc::Status open(const v1::InquiryKey& key, const std::string& actor) {
    v1::OpenRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    v1::OpenResponse response;
    return call(site().approval(), &v1::ApprovalService::Stub::Open, actor, request, response);
  }
  static grpc::Status withdraw(const v1::InquiryKey& key, const std::string& actor = "second-supervisor") {
    v1::WithdrawReleaseRequest request;
    request.set_request_id(new_request_id());
    request.set_inquiry_reference(key.reference());
    request.set_ground("Вигадана підстава");
    v1::WithdrawReleaseResponse response;
    return call(site().approval(), &v1::ApprovalService::Stub::WithdrawRelease, actor, request, response);
  }
  static grpc::Status break_glass(const v1::InquiryKey& key, const std::string& actor,
                                  v1::BreakGlassResponse* response = nullptr) {
    v1::BreakGlassRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    request.set_reason("Нікого з керівників немає на зв'язку");
    v1::BreakGlassResponse unused;
    return call(site().approval(), &v1::ApprovalService::Stub::BreakGlass, actor, request,
                response == nullptr ? unused : *response);
  }
  static grpc::Status judge(std::int64_t number, const std::string& actor,
                            v1::BreakGlassFinding finding = v1::BREAK_GLASS_FINDING_JUSTIFIED) {
    v1::ReviewBreakGlassRequest request;
    request.set_request_id(new_request_id());
    request.set_break_glass_number(number);
    request.set_finding(finding);
    request.set_ground("Вигадана підстава");
    v1::ReviewBreakGlassResponse response;
    return call(site().approval(), &v1::ApprovalService::Stub::ReviewBreakGlass, actor, request, response);
  }
  static grpc::Status told(const v1::InquiryKey& key, const std::string& actor) {
    v1::RecordOutcomeRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_call() = begun_call(request.request_id());
    request.set_code(v1::WRAP_UP_CODE_TOLD);
    request.set_inquiry_reference(key.reference());
    v1::RecordOutcomeResponse response;
    return call(site().lookup(), &v1::LookupService::Stub::RecordOutcome, actor, request, response);
  }
  static void add_fact(const v1::InquiryKey& key, const std::string& birthplace = "Город Вигаданий") {
    v1::AddFactsRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_inquiry() = key;
    request.mutable_facts()->set_birthplace(birthplace);
    v1::AddFactsResponse response;
    const auto status = call(site().inquiry(), &v1::InquiryService::Stub::AddFacts, "operator", request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  static void state_of_health(const Man& man, v1::StatementKind kind, v1::EvidenceRung rung, int day) {
    v1::PutStatementRequest request;
    request.set_request_id(new_request_id());
    request.set_person_id(man.person);
    request.mutable_statement()->set_kind(kind);
    request.mutable_statement()->set_rung(rung);
    request.mutable_statement()->set_source_id("sample-internment");
    auto& date = *request.mutable_statement()->mutable_fact_date();
    date.set_year(2026);
    date.set_month(3);
    date.set_day(day);
    v1::PutStatementResponse response;
    const auto status =
        call(site().registry(), &v1::RegistryService::Stub::PutStatement, "registrar", request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  static void seen_alive(const Man& man, int day) {
    state_of_health(man, v1::STATEMENT_KIND_SEEN_ALIVE, v1::EVIDENCE_RUNG_R2, day);
  }

  static std::string state(const grpc::Status& status) {
    for (const auto& [key, value] : rpc::error_from(status).metadata) {
      if (key == "state" || key == "changed") return value;
    }
    return status.ok() ? "ok" : status.error_message();
  }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }
  static std::int64_t approvals_logged() {
    // Kind 3 of the leaf's layout: its second byte.
    return std::stoll(site().value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 3"));
  }
  static std::string reference_of(const v1::InquiryKey& key) {
    return std::to_string(core::Reference::parse(key.reference())->number());
  }

 private:
  static std::string invented_surname(int count) {
    static const std::vector<std::string> kBegin{"Вигад", "Дивн", "Казк", "Небил", "Мрій", "Химер", "Уявн"};
    static const std::vector<std::string> kMiddle{"ар", "оль", "ун", "ем", "ит", "аж"};
    static const std::vector<std::string> kEnd{"ченко", "овський", "енюк", "ійчук", "аненко"};
    const auto n = static_cast<std::size_t>(count);
    return kBegin[n % kBegin.size()] + kMiddle[n / kBegin.size() % kMiddle.size()] + kEnd[n % kEnd.size()];
  }
};

}  // namespace hotline::test
