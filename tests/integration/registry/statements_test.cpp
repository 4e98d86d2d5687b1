#include <gmock/gmock.h>

#include <functional>

#include "core/result.hpp"
#include "support/registry_fixture.hpp"
#include "support/review.hpp"

namespace hotline::registry {
namespace {

using test::Import;
using test::list_row;
using test::RegistryServer;
using testing::ElementsAre;

std::string request_uuid(int number) {
  std::string text = "00000000-0000-4000-8000-000000000000";
  const std::string digits = std::to_string(number);
  text.replace(text.size() - digits.size(), digits.size(), digits);
  return text;
}

class StatementsTest : public testing::Test {
 protected:
  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response, const std::string& actor = "registrar") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(20));
    response.Clear();
    return (server_.stub().*method)(&context, request, &response);
  }

  // The list's id; the person is the one of the first row.
  std::string import(const std::vector<v1::ListRow>& rows, char file = 'a') {
    Import import(server_, "registrar");
    import.send(Import::header(file, static_cast<std::int64_t>(rows.size())));
    import.read();
    import.send(rows);
    const auto response = import.read();
    EXPECT_TRUE(import.finish().ok());
    person_ = response.outcomes(0).person_id();
    return response.list_id();
  }

  v1::PutStatementRequest put(int id, v1::StatementKind kind, v1::EvidenceRung rung, int day) const {
    v1::PutStatementRequest request;
    request.set_request_id(request_uuid(id));
    request.set_person_id(person_);
    request.mutable_statement()->set_kind(kind);
    request.mutable_statement()->set_rung(rung);
    request.mutable_statement()->set_source_id("sample-internment");
    request.mutable_statement()->mutable_fact_date()->set_year(2026);
    request.mutable_statement()->mutable_fact_date()->set_month(5);
    request.mutable_statement()->mutable_fact_date()->set_day(day);
    return request;
  }

  v1::GetPersonResponse person(const std::string& actor = "registrar") {
    v1::GetPersonRequest request;
    request.set_person_id(person_);
    request.set_purpose("check of a list");
    v1::GetPersonResponse response;
    const grpc::Status status = call(&v1::RegistryService::Stub::GetPerson, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  static core::Reason reason(const grpc::Status& status) { return rpc::error_from(status).reason; }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }

  RegistryServer server_;
  std::int64_t person_ = 0;
};

constexpr auto kPut = &v1::RegistryService::Stub::PutStatement;
constexpr auto kWithdraw = &v1::RegistryService::Stub::WithdrawStatement;
constexpr auto kCountersign = &v1::RegistryService::Stub::CountersignList;
constexpr auto kHold = &v1::RegistryService::Stub::PutHold;
constexpr auto kEndHold = &v1::RegistryService::Stub::EndHold;
constexpr auto kGetList = &v1::RegistryService::Stub::GetList;

TEST_F(StatementsTest, AStatementChangesTheStatusOnceForOneRequestId) {
  import({list_row(1, "K-1", "Небувайло")});
  auto request = put(1, v1::STATEMENT_KIND_EXCHANGED, v1::EVIDENCE_RUNG_R6, 2);
  request.mutable_statement()->set_place("Вигадане місто");
  request.set_inform_kin(v1::INFORM_KIN_YES);
  v1::PutStatementResponse first;
  ASSERT_TRUE(call(kPut, request, first).ok());
  EXPECT_EQ(first.status(), v1::PERSON_STATUS_EXCHANGED);
  EXPECT_EQ(first.version(), 2);
  EXPECT_EQ(server_.index().revision(), first.register_revision());

  v1::PutStatementResponse repeat;
  ASSERT_TRUE(call(kPut, request, repeat).ok());
  EXPECT_EQ(repeat.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement"), "2");

  request.mutable_statement()->mutable_fact_date()->set_day(3);
  EXPECT_EQ(reason(call(kPut, request, repeat)), core::Reason::kConflict);
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement"), "2");

  // Another actor's key is another key.
  request.mutable_statement()->mutable_fact_date()->set_day(2);
  EXPECT_TRUE(call(kPut, request, repeat, "second").ok());
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement"), "3");
  EXPECT_EQ(server_.value("SELECT count(*) FROM write_key WHERE answer_sealed IS NULL"), "0");

  const auto shown = person();
  EXPECT_EQ(shown.inform_kin(), v1::INFORM_KIN_YES);
  EXPECT_EQ(shown.statements_size(), 3);
  EXPECT_EQ(shown.statements(1).place(), "Вигадане місто");
}

TEST_F(StatementsTest, BadStatementsNameEveryFieldAndChangeNothing) {
  import({list_row(1, "K-1", "Небувайло")});
  auto request = put(1, v1::STATEMENT_KIND_EXCHANGED, v1::EVIDENCE_RUNG_R6, 31);
  request.set_request_id("no-uuid");
  request.mutable_statement()->mutable_fact_date()->set_month(2);
  request.mutable_statement()->set_place(std::string(201, 'a'));
  request.mutable_statement()->mutable_received_at()->set_seconds(4'102'444'800);
  v1::PutStatementResponse response;
  EXPECT_THAT(
      fields(call(kPut, request, response)),
      testing::UnorderedElementsAre("request_id", "statement.fact_date", "statement.place", "statement.received_at"));
  auto above = put(2, v1::STATEMENT_KIND_CAPTURED, v1::EVIDENCE_RUNG_R6, 2);
  above.mutable_statement()->set_source_id("sample-red-cross");  // up to R5, of our own soldiers
  EXPECT_THAT(fields(call(kPut, above, response)),
              testing::UnorderedElementsAre("statement.rung", "statement.source_id"));
  auto unknown = put(3, v1::StatementKind(77), v1::EvidenceRung(99), 2);
  EXPECT_THAT(fields(call(kPut, unknown, response)), testing::UnorderedElementsAre("statement.kind", "statement.rung"));
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement"), "1");
  EXPECT_EQ(server_.value("SELECT count(*) FROM write_key"), "0");
  EXPECT_EQ(server_.value("SELECT revision FROM register_revision"), "1");
}

TEST_F(StatementsTest, AbsentThingsReadTheSame) {
  import({list_row(1, "K-1", "Небувайло")});
  auto no_person = put(1, v1::STATEMENT_KIND_EXCHANGED, v1::EVIDENCE_RUNG_R6, 2);
  no_person.set_person_id(987654);
  auto no_source = put(2, v1::STATEMENT_KIND_EXCHANGED, v1::EVIDENCE_RUNG_R6, 2);
  no_source.mutable_statement()->set_source_id("nobody");
  v1::PutStatementResponse response;
  const grpc::Status person_status = call(kPut, no_person, response);
  const grpc::Status source_status = call(kPut, no_source, response);
  EXPECT_EQ(person_status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(source_status.error_code(), grpc::StatusCode::NOT_FOUND);
  // But for the random id of the call.
  const auto bytes = [](const grpc::Status& status) {
    std::string text = status.error_message() + status.error_details();
    const std::string id = rpc::call_id_of(status);
    const std::size_t at = text.find(id);
    return at == std::string::npos ? text : text.erase(at, id.size());
  };
  EXPECT_EQ(bytes(person_status), bytes(source_status));
  v1::GetPersonRequest get;
  get.set_person_id(987654);
  get.set_purpose("check");
  v1::GetPersonResponse shown;
  EXPECT_EQ(bytes(call(&v1::RegistryService::Stub::GetPerson, get, shown)), bytes(person_status));
}

TEST_F(StatementsTest, ADeathOfAListCountsAfterTheSecondRegistrar) {
  v1::ListRow death = list_row(1, "K-1", "Небувайло");
  death.set_statement("killed");
  death.set_evidence("R6");
  const std::string list = import({death, list_row(2, "K-2", "Інший")});
  EXPECT_EQ(person().status(), v1::PERSON_STATUS_UNKNOWN);
  EXPECT_FALSE(person().statements(0).counts());

  v1::CountersignListRequest request;
  request.set_request_id(request_uuid(1));
  request.set_list_id(list);
  request.set_review_token(test::review_token(server_.stub(), "second", list));
  v1::CountersignListResponse response;
  EXPECT_EQ(reason(call(kCountersign, request, response, "registrar")), core::Reason::kNotAllowed);
  EXPECT_EQ(call(kCountersign, request, response, "supervisor").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  ASSERT_TRUE(call(kCountersign, request, response, "second").ok());
  EXPECT_EQ(response.deaths(), 1);
  const std::string answer = response.SerializeAsString();
  ASSERT_TRUE(call(kCountersign, request, response, "second").ok());
  EXPECT_EQ(response.SerializeAsString(), answer);

  const auto shown = person();
  EXPECT_EQ(shown.status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_TRUE(shown.statements(0).counts());
  EXPECT_EQ(server_.value("SELECT flags & 8 FROM person_state ORDER BY person_id LIMIT 1"), "8");
  EXPECT_EQ(server_.value("SELECT persons FROM register_change ORDER BY revision DESC LIMIT 1"),
            "{" + std::to_string(person_) + "}");

  request.set_request_id(request_uuid(2));
  EXPECT_EQ(reason(call(kCountersign, request, response, "second")), core::Reason::kWrongState);
  v1::GetListRequest get;
  get.set_list_id(list);
  v1::GetListResponse got;
  ASSERT_TRUE(call(kGetList, get, got, "supervisor").ok());
  EXPECT_EQ(got.countersigned_by(), "id-second");
  EXPECT_EQ(got.imported_by(), "id-registrar");
  EXPECT_EQ(got.deaths(), 1);
  EXPECT_EQ(got.rows_new(), 2);
}

TEST_F(StatementsTest, AnUnfinishedListIsNotCountersigned) {
  std::string list;
  {
    Import begun(server_, "registrar");
    begun.send(Import::header('a', 2));
    list = begun.read().list_id();
  }
  v1::CountersignListRequest request;
  request.set_request_id(request_uuid(1));
  request.set_list_id(list);
  request.set_review_token("none can be had");
  v1::CountersignListResponse response;
  EXPECT_EQ(reason(call(kCountersign, request, response, "second")), core::Reason::kWrongState);
  request.set_list_id(std::string(32, 'z'));
  EXPECT_EQ(reason(call(kCountersign, request, response, "second")), core::Reason::kNotFound);
  request.set_list_id("short");
  request.set_request_id("bad");
  EXPECT_THAT(fields(call(kCountersign, request, response, "second")),
              testing::UnorderedElementsAre("list_id", "request_id"));
}

TEST_F(StatementsTest, AWithdrawnStatementStaysOnRecord) {
  import({list_row(1, "K-1", "Небувайло")});
  v1::WithdrawStatementRequest request;
  request.set_request_id(request_uuid(1));
  request.set_statement_id(person().statements(0).statement_id());
  request.set_ground("mistaken identity");
  v1::WithdrawStatementResponse response;
  ASSERT_TRUE(call(kWithdraw, request, response).ok());
  EXPECT_TRUE(response.withdrawn());
  EXPECT_EQ(server_.index().revision(), response.register_revision());
  const auto shown = person();
  ASSERT_EQ(shown.statements_size(), 1);
  EXPECT_TRUE(shown.statements(0).has_withdrawn_at());
  EXPECT_NE(shown.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  request.set_request_id(request_uuid(2));
  EXPECT_EQ(reason(call(kWithdraw, request, response)), core::Reason::kWrongState);
  request.set_statement_id(987654);
  EXPECT_EQ(reason(call(kWithdraw, request, response)), core::Reason::kNotFound);
}

TEST_F(StatementsTest, WithdrawingADeathNeedsTwoRegistrars) {
  import({list_row(1, "K-1", "Небувайло")});
  v1::PutStatementResponse put_response;
  ASSERT_TRUE(call(kPut, put(1, v1::STATEMENT_KIND_DIED, v1::EVIDENCE_RUNG_R6, 2), put_response).ok());
  EXPECT_EQ(put_response.status(), v1::PERSON_STATUS_DEAD_CONFIRMED);

  v1::WithdrawStatementRequest request;
  request.set_request_id(request_uuid(2));
  request.set_statement_id(put_response.statement_id());
  request.set_ground("another man");
  v1::WithdrawStatementResponse response;
  ASSERT_TRUE(call(kWithdraw, request, response).ok());
  EXPECT_FALSE(response.withdrawn());
  EXPECT_EQ(response.status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_EQ(response.register_revision(), put_response.register_revision());

  request.set_request_id(request_uuid(3));
  EXPECT_EQ(reason(call(kWithdraw, request, response)), core::Reason::kWrongState);
  ASSERT_TRUE(call(kWithdraw, request, response, "second").ok());
  EXPECT_TRUE(response.withdrawn());
  EXPECT_EQ(response.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
}

TEST_F(StatementsTest, AHoldIsPutAndEnded) {
  import({list_row(1, "K-1", "Небувайло")});
  v1::PutHoldRequest request;
  request.set_request_id(request_uuid(1));
  request.set_person_id(person_);
  request.set_ground("danger to relatives");
  const auto today = core::day_of(runtime::SystemClock().now());
  const auto until = std::chrono::year_month_day{std::chrono::sys_days{today} + std::chrono::days{30}};
  request.mutable_until()->set_year(static_cast<int>(until.year()));
  request.mutable_until()->set_month(static_cast<std::int32_t>(static_cast<unsigned>(until.month())));
  request.mutable_until()->set_day(static_cast<std::int32_t>(static_cast<unsigned>(until.day())));
  v1::PutHoldResponse response;
  ASSERT_TRUE(call(kHold, request, response, "supervisor").ok());
  EXPECT_EQ(response.version(), 2);
  EXPECT_EQ(server_.value("SELECT hold_until_day FROM person_state"), std::to_string(core::day_number(until)));
  ASSERT_EQ(person().holds_size(), 1);
  EXPECT_EQ(person().holds(0).author(), "id-supervisor");

  v1::EndHoldRequest end;
  end.set_request_id(request_uuid(2));
  end.set_hold_id(response.hold_id());
  v1::EndHoldResponse ended;
  EXPECT_EQ(call(kEndHold, end, ended, "registrar").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  ASSERT_TRUE(call(kEndHold, end, ended, "supervisor").ok());
  EXPECT_EQ(ended.version(), 3);
  EXPECT_EQ(server_.value("SELECT hold_until_day FROM person_state"), "0");
  end.set_request_id(request_uuid(3));
  EXPECT_EQ(reason(call(kEndHold, end, ended, "supervisor")), core::Reason::kWrongState);

  request.set_request_id(request_uuid(4));
  request.set_ground(" x ");
  request.mutable_until()->set_year(2025);
  request.set_person_id(-1);
  EXPECT_THAT(fields(call(kHold, request, response, "supervisor")),
              testing::UnorderedElementsAre("ground", "until", "person_id"));
  request.set_ground("danger to relatives");
  request.set_person_id(person_);
  request.mutable_until()->set_year(2090);
  EXPECT_THAT(fields(call(kHold, request, response, "supervisor")), ElementsAre("until"));
}

TEST_F(StatementsTest, EveryOpenedPageIsLogged) {
  import({list_row(1, "K-1", "Небувайло")});
  const auto shown = person("supervisor");
  EXPECT_EQ(server_.value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 1"), "1");
  EXPECT_TRUE(shown.trial());
  EXPECT_EQ(shown.names(0).name().surname(), "Небувайло");
  EXPECT_EQ(shown.names(0).source_id(), "sample-internment");
  EXPECT_EQ(shown.particulars().birth_date().year(), 1991);
  EXPECT_EQ(shown.identifiers(0).kind(), "SERVICE_NUMBER");
  EXPECT_EQ(shown.identifiers(0).value(), "ТР-100001");
  v1::GetPersonRequest request;
  request.set_person_id(person_);
  request.set_purpose("x");
  v1::GetPersonResponse response;
  EXPECT_THAT(fields(call(&v1::RegistryService::Stub::GetPerson, request, response)), ElementsAre("purpose"));
  EXPECT_EQ(server_.value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 1"), "1");
}

}  // namespace
}  // namespace hotline::registry
