#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/reference.hpp"
#include "hotline/v1/desk_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/registry_fixture.hpp"
#include "support/review.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

// A family whose question is opened, matched, confirmed, told and corrected, by whoever a test names.
class DeskTest : public testing::Test {
 protected:
  template <typename Method, typename Request, typename Response>
  grpc::Status desk(Method method, const Request& request, Response& response, const std::string& actor = "operator") {
    response.Clear();
    return call_as(actor, *desk_, method, request, response);
  }
  std::string value(const std::string& sql) const { return server_.value(sql); }
  static std::string number_of(const std::string& reference) {
    return std::to_string(core::Reference::parse(reference)->number());
  }
  static std::string state_of(const grpc::Status& status) {
    for (const auto& [key, text] : rpc::error_from(status).metadata) {
      if (key == "state") return text;
    }
    return {};
  }

  // An inquiry about the man of this number, of an asker who can be called, at any hour without `hours`, unless
  // `contact` is empty.
  v1::OpenInquiryResponse open(int man, const std::string& contact = "+380 44 555 01 02",
                               v1::Relation relation = v1::RELATION_MOTHER, const v1::SafeHours* hours = nullptr) {
    v1::OpenInquiryRequest request;
    request.set_request_id(new_request_id());
    *request.mutable_call() = begun_call(request.request_id());
    request.mutable_asker()->set_relation(relation);
    request.mutable_asker()->set_language(v1::LANGUAGE_UK);
    request.mutable_asker()->set_name("Вигадана Олеся");
    request.mutable_asker()->set_notice_version(1);
    if (!contact.empty()) {
      request.mutable_asker()->set_safe_contact(v1::SAFE_CONTACT_PHONE);
      request.mutable_asker()->set_contact(contact);
    }
    request.mutable_asker()->mutable_safe_hours()->set_until_hour(24);
    if (hours != nullptr) *request.mutable_asker()->mutable_safe_hours() = *hours;
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
  static v1::ListRow record(int man) {
    v1::ListRow row = list_row(man, "K-" + std::to_string(man), "Небувайло");
    row.set_evidence("R5");
    row.set_inform_kin("yes");
    return row;
  }
  // Someone confirms the match, as soon as the matcher has found it.
  void confirm(const std::string& reference, const std::string& actor = "supervisor") {
    const std::string found =
        "SELECT count(*) FROM match_candidate WHERE state IN (1, 2) AND reference = " + number_of(reference);
    for (int i = 0; i < 600 && value(found) == "0"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    ASSERT_NE(value(found), "0");
    const std::string person =
        value("SELECT max(person_id) FROM match_candidate WHERE reference = " + number_of(reference));
    v1::ReviewCandidateRequest request;
    request.set_request_id(new_request_id());
    request.set_person_id(std::stoll(person));
    request.set_person_version(std::stoll(value("SELECT version FROM person_state WHERE person_id = " + person)));
    auto& one = *request.add_inquiries();
    one.set_inquiry_reference(reference);
    one.set_facts_version(1);
    request.set_decision(v1::REVIEW_DECISION_CONFIRM);
    request.set_ground("Збіглися імена та номер");
    v1::ReviewCandidateResponse response;
    const auto status =
        call_as(actor, server_.inquiry(), &v1::InquiryService::Stub::ReviewCandidate, request, response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  v1::ClaimCallbackResponse claim(const std::string& actor = "operator", std::int64_t id = 0) {
    v1::ClaimCallbackRequest request;
    request.set_request_id(new_request_id());
    request.set_callback_id(id);
    v1::ClaimCallbackResponse response;
    last_ = desk(&v1::DeskService::Stub::ClaimCallback, request, response, actor);
    return response;
  }
  v1::Receipt look_up(const v1::OpenInquiryResponse& inquiry, const std::string& actor = "operator",
                      v1::Purpose purpose = v1::PURPOSE_CALLBACK) {
    v1::LookupPersonRequest request;
    request.set_request_id(new_request_id());
    request.set_purpose(purpose);
    request.set_language(v1::LANGUAGE_UK);
    request.mutable_inquiry()->set_reference(inquiry.inquiry_reference());
    request.mutable_inquiry()->set_passphrase(inquiry.inquiry_passphrase());
    v1::LookupPersonResponse response;
    const auto status = call_as(actor, server_.lookup(), &v1::LookupService::Stub::LookupPerson, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    kind_ = response.kind();
    script_ = response.script();
    return response.receipt();
  }
  grpc::Status complete(std::int64_t id, v1::CallbackOutcome outcome, const v1::Receipt* receipt = nullptr,
                        const std::string& actor = "operator") {
    v1::CompleteCallbackRequest request;
    request.set_request_id(new_request_id());
    request.set_callback_id(id);
    request.set_outcome(outcome);
    if (receipt != nullptr) {
      request.set_log_tree(receipt->tree());
      request.set_log_index(receipt->index());
    }
    return desk(&v1::DeskService::Stub::CompleteCallback, request, completed_, actor);
  }
  std::vector<std::string> due(const std::string& actor = "operator",
                               v1::CallbackState state = v1::CALLBACK_STATE_UNSPECIFIED) {
    v1::ListCallbacksRequest request;
    request.set_state(state);
    request.set_page_size(2);
    std::vector<std::string> references;
    do {
      v1::ListCallbacksResponse page;
      const auto status = desk(&v1::DeskService::Stub::ListCallbacks, request, page, actor);
      EXPECT_TRUE(status.ok()) << status.error_message();
      for (const auto& callback : page.callbacks()) references.push_back(callback.inquiry_reference());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return references;
  }
  void wrap_up(const v1::OpenInquiryResponse& inquiry, v1::WrapUpCode code,
               const std::vector<v1::EscalationReason>& reasons = {}) {
    v1::RecordOutcomeRequest outcome;
    outcome.set_request_id(new_request_id());
    *outcome.mutable_call() = begun_call(outcome.request_id());
    outcome.set_code(code);
    outcome.set_inquiry_reference(inquiry.inquiry_reference());
    for (const auto reason : reasons) outcome.add_escalations(reason);
    v1::RecordOutcomeResponse recorded;
    EXPECT_TRUE(call_as("operator", server_.lookup(), &v1::LookupService::Stub::RecordOutcome, outcome, recorded).ok());
  }
  // The latest one.
  void withdraw_statement() {
    v1::WithdrawStatementRequest withdraw;
    withdraw.set_request_id(new_request_id());
    withdraw.set_statement_id(std::stoll(value("SELECT max(statement_id) FROM statement")));
    withdraw.set_ground("taken back by a test");
    v1::WithdrawStatementResponse withdrawn;
    EXPECT_TRUE(
        call_as("registrar", server_.registry(), &v1::RegistryService::Stub::WithdrawStatement, withdraw, withdrawn)
            .ok());
  }
  v1::OpenInquiryResponse confirmed(int man, const std::string& contact = "+380 44 555 01 02",
                                    v1::Relation relation = v1::RELATION_MOTHER) {
    auto opened = open(man, contact, relation);
    server_.import({record(man)});
    confirm(opened.inquiry_reference());
    return opened;
  }

  // A record that says he is dead, confirmed by two.
  v1::OpenInquiryResponse confirmed_death(int man) {
    auto opened = open(man);
    v1::ListRow row = record(man);
    row.set_statement("killed");
    row.set_evidence("R3");
    server_.import({row});
    // The list's countersignature can reach the matcher after the first signature: then it is signed anew.
    const std::string state = "SELECT state FROM inquiry WHERE reference = " + number_of(opened.inquiry_reference());
    for (int i = 0; i < 6 && value(state) != "3"; ++i) {
      confirm(opened.inquiry_reference(), i % 2 == 0 ? "supervisor" : "second-supervisor");
    }
    return opened;
  }
  void sql(const std::string& text) { server_.postgres().run_sql(server_.database(), text); }

  TestServer server_;
  std::unique_ptr<v1::DeskService::Stub> desk_ = v1::DeskService::NewStub(server_.channel());
  grpc::Status last_;
  v1::AnswerKind kind_{};
  v1::Script script_;
  v1::CompleteCallbackResponse completed_;
};

}  // namespace hotline::test
