#pragma once

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"
#include "support/registry_fixture.hpp"
#include "support/review.hpp"

namespace hotline::registry {

using Stub = v1::RegistryService::Stub;

// A registrar at work: what the tests of pages, finding and time travel do to the register.
class PageRig : public testing::Test {
 protected:
  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response, const std::string& actor = "registrar") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(20));
    response.Clear();
    return (server_.stub().*method)(&context, request, &response);
  }
  static core::Reason reason(const grpc::Status& status) { return rpc::error_from(status).reason; }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }

  std::string next_id() {
    std::string text = "00000000-0000-4000-8000-000000000000";
    const std::string digits = std::to_string(++requests_);
    return text.replace(text.size() - digits.size(), digits.size(), digits);
  }

  // The persons of the rows.
  std::vector<std::int64_t> import(const std::vector<v1::ListRow>& rows,
                                   const std::string& source = "sample-internment",
                                   v1::Side side = v1::SIDE_ADVERSARY) {
    test::Import import(server_, "registrar");
    v1::ListHeader header = test::Import::header('a', static_cast<std::int64_t>(rows.size()), source, side);
    (*header.mutable_file_sha256())[0] = static_cast<char>(++lists_);
    import.send(header);
    import.read();
    import.send(rows);
    const auto response = import.read();
    EXPECT_TRUE(import.finish().ok());
    list_id_ = response.list_id();
    std::vector<std::int64_t> persons;
    for (const auto& outcome : response.outcomes()) {
      EXPECT_TRUE(outcome.faults().empty()) << outcome.faults(0).column() << outcome.faults(0).description();
      persons.push_back(outcome.person_id());
    }
    return persons;
  }

  v1::Statement statement(v1::StatementKind kind, v1::EvidenceRung rung, int month, int day,
                          const std::string& source = "sample-internment") {
    v1::Statement made;
    made.set_kind(kind);
    made.set_rung(rung);
    made.set_source_id(source);
    made.mutable_fact_date()->set_year(2026);
    made.mutable_fact_date()->set_month(month);
    made.mutable_fact_date()->set_day(day);
    return made;
  }
  std::int64_t put(std::int64_t person, const v1::Statement& statement,
                   v1::InformKin wish = v1::INFORM_KIN_UNSPECIFIED) {
    v1::PutStatementRequest request;
    request.set_request_id(next_id());
    request.set_person_id(person);
    *request.mutable_statement() = statement;
    request.set_inform_kin(wish);
    v1::PutStatementResponse response;
    const auto status = call(&Stub::PutStatement, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message() << testing::PrintToString(fields(status));
    return response.statement_id();
  }
  bool withdraw(std::int64_t statement, const std::string& actor = "registrar") {
    v1::WithdrawStatementRequest request;
    request.set_request_id(next_id());
    request.set_statement_id(statement);
    request.set_ground("taken back by a test");
    v1::WithdrawStatementResponse response;
    const auto status = call(&Stub::WithdrawStatement, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.withdrawn();
  }
  std::int64_t hold(std::int64_t person, int days) {
    v1::PutHoldRequest request;
    request.set_request_id(next_id());
    request.set_person_id(person);
    request.set_ground("danger to relatives");
    *request.mutable_until() = day(days);
    v1::PutHoldResponse response;
    EXPECT_TRUE(call(&Stub::PutHold, request, response).ok());
    return response.hold_id();
  }
  std::int64_t join(std::int64_t a, std::int64_t b) {
    v1::ProposeLinkRequest propose;
    propose.set_request_id(next_id());
    propose.set_person_a(std::min(a, b));
    propose.set_person_b(std::max(a, b));
    propose.set_ground("same papers");
    v1::ProposeLinkResponse proposed;
    const auto status = call(&Stub::ProposeLink, propose, proposed);
    EXPECT_TRUE(status.ok()) << status.error_message();
    const std::int64_t link = proposed.link().link_id();
    review(link, v1::LINK_DECISION_CONFIRM, "registrar");
    review(link, v1::LINK_DECISION_CONFIRM, "second");
    return link;
  }
  void review(std::int64_t link, v1::LinkDecision decision, const std::string& actor) {
    v1::ReviewLinkRequest request;
    request.set_request_id(next_id());
    request.set_link_id(link);
    request.set_decision(decision);
    request.set_ground("looked at the papers");
    v1::ReviewLinkResponse response;
    const auto status = call(&Stub::ReviewLink, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  void countersign(const std::string& list_id) {
    v1::CountersignListRequest request;
    request.set_request_id(next_id());
    request.set_list_id(list_id);
    request.set_review_token(test::review_token(server_.stub(), "second", list_id));
    v1::CountersignListResponse response;
    const auto status = call(&Stub::CountersignList, request, response, "second");
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  // False while its deaths wait for another registrar.
  bool take_back(const std::string& list_id, const std::string& actor = "registrar") {
    v1::WithdrawListRequest request;
    request.set_request_id(next_id());
    request.set_list_id(list_id);
    request.set_ground("wrong file");
    v1::WithdrawListResponse response;
    const auto status = call(&Stub::WithdrawList, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.withdrawn();
  }

  v1::GetPersonRequest page_of(std::int64_t person) {
    v1::GetPersonRequest request;
    request.set_person_id(person);
    request.set_purpose("check of a list");
    return request;
  }
  v1::GetPersonResponse shown(const v1::GetPersonRequest& request, const std::string& actor = "registrar") {
    v1::GetPersonResponse response;
    const auto status = call(&Stub::GetPerson, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  v1::GetPersonResponse shown(std::int64_t person) { return shown(page_of(person)); }
  v1::GetPersonResponse shown(std::int64_t person, core::Instant known_on) {
    auto request = page_of(person);
    *request.mutable_known_on() = stamp(known_on);
    return shown(request);
  }

  // An instant after everything that was done and before everything that will be.
  static core::Instant between() {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const core::Instant now = runtime::SystemClock().now();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return now;
  }
  static google::protobuf::Timestamp stamp(core::Instant instant) {
    google::protobuf::Timestamp made;
    const auto second = std::chrono::floor<std::chrono::seconds>(instant);
    made.set_seconds(second.time_since_epoch().count());
    made.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds(instant - second).count()));
    return made;
  }
  // So many days from today.
  static v1::PartialDate day(int from_today) {
    const auto today = std::chrono::floor<std::chrono::days>(runtime::SystemClock().now());
    const std::chrono::year_month_day date{today + std::chrono::days(from_today)};
    v1::PartialDate made;
    made.set_year(static_cast<int>(date.year()));
    made.set_month(static_cast<std::int32_t>(static_cast<unsigned>(date.month())));
    made.set_day(static_cast<std::int32_t>(static_cast<unsigned>(date.day())));
    return made;
  }
  std::int64_t log_entries() const { return std::stoll(server_.value("SELECT count(*) FROM log_entry")); }
  // Nothing can be logged meanwhile.
  void stop_the_log() { server_.run_sql("REVOKE INSERT ON log_entry FROM hotline_log"); }
  void let_the_log_go_on() { server_.run_sql("GRANT INSERT ON log_entry TO hotline_log"); }

  test::RegistryServer server_;
  std::string list_id_;  // of the last import

 private:
  int requests_ = 0;
  int lists_ = 0;
};

}  // namespace hotline::registry
