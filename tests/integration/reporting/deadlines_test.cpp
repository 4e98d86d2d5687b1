// What the Conventions give a time for: derived from each change of the register, and the same as derived from all of
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "hotline/v1/reporting_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/registry_fixture.hpp"
#include "support/test_server.hpp"

namespace hotline::reporting {
namespace {

using namespace std::chrono_literals;

// Cluster, kind, recipient, the day it is due.
constexpr char kAllRows[] =
    "SELECT coalesce(string_agg(format('%s %s %s %s %s', cluster_id, kind, recipient, statement_id, due_day), E'\\n'"
    " ORDER BY cluster_id, kind, recipient), '') FROM deadline";

class DeadlineRoundsTest : public testing::Test {
 protected:
  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response, const std::string& actor = "registrar") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, 20s);
    return (server_.registry().*method)(&context, request, &response);
  }
  std::int64_t number_of(const std::string& sql) const { return std::stoll(server_.value(sql)); }

  std::int64_t put(std::int64_t person, v1::StatementKind kind, const std::string& day,
                   v1::Recipient to = v1::RECIPIENT_UNSPECIFIED, v1::Health health = v1::HEALTH_UNSPECIFIED) {
    v1::PutStatementRequest request;
    request.set_request_id(test::new_request_id());
    request.set_person_id(person);
    auto& statement = *request.mutable_statement();
    statement.set_kind(kind);
    statement.set_rung(v1::EVIDENCE_RUNG_R4);
    statement.set_source_id("sample-internment");
    statement.mutable_fact_date()->set_year(std::stoi(day.substr(0, 4)));
    statement.mutable_fact_date()->set_month(std::stoi(day.substr(5, 2)));
    statement.mutable_fact_date()->set_day(std::stoi(day.substr(8, 2)));
    statement.set_recipient(to);
    statement.set_health(health);
    v1::PutStatementResponse response;
    const auto status = call(&v1::RegistryService::Stub::PutStatement, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.statement_id();
  }
  void review(std::int64_t link, v1::LinkDecision decision, const std::string& actor) {
    v1::ReviewLinkRequest request;
    request.set_request_id(test::new_request_id());
    request.set_link_id(link);
    request.set_decision(decision);
    request.set_ground("compared by a test");
    v1::ReviewLinkResponse response;
    call(&v1::RegistryService::Stub::ReviewLink, request, response, actor);
  }
  // When all that is committed has been derived.
  void derived() const {
    for (int i = 0; i < 600; ++i) {
      if (server_.value("SELECT (c.register_revision = r.revision AND c.filled_person IS NULL)::text"
                        " FROM deadline_cursor AS c, register_revision AS r") == "true") {
        return;
      }
      std::this_thread::sleep_for(50ms);
    }
    FAIL() << "the deadlines never caught up with the register";
  }
  std::string all() const {
    derived();
    return server_.value(kAllRows);
  }

  test::TestServer server_;
};

TEST_F(DeadlineRoundsTest, FollowTheRegister) {
  server_.import({test::list_row(1, "K-1", "Небувайло")});
  const std::int64_t man = number_of("SELECT min(person_id) FROM person");
  const auto of = [&](const std::string& kind) {
    derived();
    return server_.value("SELECT count(*) FROM deadline WHERE kind = " + kind +
                         " AND cluster_id = " + std::to_string(man));
  };
  EXPECT_EQ(of("1"), "2") << "two cards";
  EXPECT_EQ(of("4"), "2") << "two notices";
  EXPECT_EQ(server_.value("SELECT min(due_day)::text FROM deadline WHERE kind = 1"), "2026-02-10");

  put(man, v1::STATEMENT_KIND_CARD_SENT, "2026-02-06");
  EXPECT_EQ(of("1"), "0");
  put(man, v1::STATEMENT_KIND_SERIOUSLY_ILL, "2026-02-08");
  derived();
  EXPECT_EQ(server_.value("SELECT due_day::text FROM deadline WHERE kind = 2"), "2026-02-15");
  EXPECT_EQ(of("1"), "2") << "a new card is owed for the illness";
  put(man, v1::STATEMENT_KIND_HEALTH_REPORT, "2026-02-14", v1::RECIPIENT_UNSPECIFIED, v1::HEALTH_SICK);
  derived();
  EXPECT_EQ(server_.value("SELECT due_day::text FROM deadline WHERE kind = 2"), "2026-02-21");
  put(man, v1::STATEMENT_KIND_HEALTH_REPORT, "2026-02-20", v1::RECIPIENT_UNSPECIFIED, v1::HEALTH_RECOVERED);
  EXPECT_EQ(of("2"), "0") << "the sealed word of his health is read";
}

TEST_F(DeadlineRoundsTest, OwnAndCanariesAreOwedNothing) {
  v1::ListRow own = test::list_row(1, "K-1", "Небувайло");
  own.set_evidence("R3");
  server_.import({own}, v1::SIDE_OWN, "sample-own-units");
  derived();
  EXPECT_EQ(server_.value("SELECT count(*) FROM deadline"), "0");
  server_.import({test::list_row(1, "K-2", "Тутнемайло")});
  derived();
  EXPECT_EQ(server_.value("SELECT count(*) FROM deadline"), "4");
  server_.postgres().query_value(
      server_.database(),
      "INSERT INTO canary (person_id, planted_by, request_id) SELECT max(person_id), 'nobody', gen_random_uuid()"
      " FROM person RETURNING 1");
  put(number_of("SELECT max(person_id) FROM person"), v1::STATEMENT_KIND_TRANSFERRED, "2026-03-01");
  derived();
  EXPECT_EQ(server_.value("SELECT count(*) FROM deadline"), "0");
}

// Random statements, withdrawals and joins, in two servers' rounds: at the end the same as from the beginning.
TEST_F(DeadlineRoundsTest, StepByStepAsAllAtOnce) {
  const std::uint64_t seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  std::cout << "seed " << seed << '\n';
  std::mt19937_64 random(seed);
  test::TestServer::Options options;
  options.tree = 2;
  const test::TestServer second(server_, options);
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 40; ++i) rows.push_back(test::list_row(i, "K-" + std::to_string(i), "Небувайло"));
  server_.import(rows);
  const std::int64_t first = number_of("SELECT min(person_id) FROM person");
  std::vector<std::int64_t> statements;
  const std::vector<v1::StatementKind> kinds{v1::STATEMENT_KIND_CARD_SENT,        v1::STATEMENT_KIND_HOSPITAL_IN,
                                             v1::STATEMENT_KIND_SERIOUSLY_ILL,    v1::STATEMENT_KIND_HEALTH_REPORT,
                                             v1::STATEMENT_KIND_TRANSFERRED,      v1::STATEMENT_KIND_EXCHANGED,
                                             v1::STATEMENT_KIND_NOTICE_FORWARDED, v1::STATEMENT_KIND_NOTICE_RECEIPT};
  for (int step = 0; step < 150; ++step) {
    const std::int64_t man = first + static_cast<std::int64_t>(random() % 40);
    const auto kind = kinds[random() % kinds.size()];
    const bool notice = kind == v1::STATEMENT_KIND_NOTICE_FORWARDED || kind == v1::STATEMENT_KIND_NOTICE_RECEIPT;
    const auto to = notice ? static_cast<v1::Recipient>(1 + random() % 3) : v1::RECIPIENT_UNSPECIFIED;
    const auto health =
        kind == v1::STATEMENT_KIND_HEALTH_REPORT ? static_cast<v1::Health>(1 + random() % 7) : v1::HEALTH_UNSPECIFIED;
    const std::string day = "2026-03-" + std::to_string(10 + random() % 20);
    statements.push_back(put(man, kind, day, to, health));
    if (step % 5 == 0) {
      v1::WithdrawStatementRequest request;
      request.set_request_id(test::new_request_id());
      request.set_statement_id(statements[random() % statements.size()]);
      request.set_ground("taken back by a test");
      v1::WithdrawStatementResponse response;
      call(&v1::RegistryService::Stub::WithdrawStatement, request, response);
    }
    if (step % 10 == 0) {
      v1::ProposeLinkRequest propose;
      propose.set_request_id(test::new_request_id());
      propose.set_person_a(man);
      propose.set_person_b(first + (man - first + 1) % 40);
      propose.set_ground("looks alike");
      v1::ProposeLinkResponse proposed;
      if (!call(&v1::RegistryService::Stub::ProposeLink, propose, proposed).ok()) continue;
      review(proposed.link().link_id(), v1::LINK_DECISION_CONFIRM, "supervisor");
      review(proposed.link().link_id(), v1::LINK_DECISION_CONFIRM, "second");
      if (step % 30 == 0) review(proposed.link().link_id(), v1::LINK_DECISION_UNDO, "supervisor");
    }
  }
  const std::string stepwise = all();
  EXPECT_FALSE(stepwise.empty());
  EXPECT_NE(server_.value("SELECT count(DISTINCT cluster_id) FROM person_state"), "40") << "nobody was joined";
  server_.postgres().query_value(server_.database(),
                                 "WITH d AS (DELETE FROM deadline) UPDATE deadline_cursor"
                                 " SET filled_person = 0 RETURNING 1");
  EXPECT_EQ(stepwise, all());
}

class GetDeadlinesTest : public DeadlineRoundsTest {
 protected:
  grpc::Status ask(const v1::GetDeadlinesRequest& request, v1::GetDeadlinesResponse& response,
                   const std::string& actor = "supervisor") {
    const auto stub = v1::ReportingService::NewStub(server_.channel());
    grpc::ClientContext context;
    rpc::prepare(context, actor, 20s);
    response.Clear();
    return stub->GetDeadlines(&context, request, &response);
  }
  static std::vector<std::string> faults(const grpc::Status& status) {
    std::vector<std::string> fields;
    for (const auto& violation : rpc::error_from(status).violations) fields.push_back(violation.field);
    return fields;
  }
  void SetUp() override {
    std::vector<v1::ListRow> rows;
    for (int i = 1; i <= 9; ++i) {
      rows.push_back(test::list_row(i, "K-" + std::to_string(i), "Небувайло"));
      rows.back().set_fact_date("2026-02-0" + std::to_string(i));
    }
    server_.import(rows);
    derived();
  }
};

TEST_F(GetDeadlinesTest, PagesThroughAllTheLatestFirst) {
  for (const auto kind : {v1::DEADLINE_KIND_UNSPECIFIED, v1::DEADLINE_KIND_CAPTURE_CARD, v1::DEADLINE_KIND_NOTICE}) {
    v1::GetDeadlinesRequest request;
    request.set_kind(kind);
    request.set_days_ahead(4);  // a notice is due three days after the news came, which is today
    request.set_page_size(5);
    std::vector<std::string> seen;
    do {
      v1::GetDeadlinesResponse page;
      const auto status = ask(request, page);
      ASSERT_TRUE(status.ok()) << status.error_message();
      EXPECT_EQ(page.late_size(), request.page_token().empty() ? 5 : 0);
      for (const auto& item : page.items()) {
        EXPECT_EQ(item.days_late() > 0, item.kind() == v1::DEADLINE_KIND_CAPTURE_CARD);
        EXPECT_GT(item.statement_id(), 0);
        char key[64];
        std::snprintf(key, sizeof key, "%04d-%02d-%02d %lld %d %d", item.due().year(), item.due().month(),
                      item.due().day(), static_cast<long long>(item.person_id()), item.kind(), item.recipient());
        seen.emplace_back(key);
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(seen.size(), kind == v1::DEADLINE_KIND_UNSPECIFIED ? 36U : 18U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  }
}

TEST_F(GetDeadlinesTest, CountsWhatIsLateAndIsLogged) {
  const auto entries = [&] { return server_.value("SELECT sum(size) FROM log_tree"); };
  const std::string before = entries();
  v1::GetDeadlinesResponse page;
  ASSERT_TRUE(ask({}, page).ok());
  EXPECT_EQ(page.late(0).count(), 18);
  EXPECT_EQ(page.late(1).count(), 0);
  EXPECT_EQ(page.late(3).count(), 0);
  EXPECT_EQ(std::stoll(entries()), std::stoll(before) + 1);
}

TEST_F(GetDeadlinesTest, ADelegateSeesWhatIsLateAndNoStatement) {
  v1::GetDeadlinesRequest request;
  v1::GetDeadlinesResponse page;
  ASSERT_TRUE(ask(request, page, "liaison").ok());
  ASSERT_EQ(page.items_size(), 18);
  EXPECT_EQ(page.items(0).statement_id(), 0);
  request.set_days_ahead(1);
  EXPECT_THAT(faults(ask(request, page, "liaison")), testing::ElementsAre("days_ahead"));
  EXPECT_TRUE(ask(request, page, "registrar").ok());
  EXPECT_EQ(rpc::error_from(ask(request, page, "operator")).reason, core::Reason::kNotAllowed);
}

TEST_F(GetDeadlinesTest, EveryFaultAtOnce) {
  v1::GetDeadlinesRequest request;
  v1::GetDeadlinesResponse page;
  request.set_kind(static_cast<v1::DeadlineKind>(99));
  request.set_days_ahead(61);
  request.set_page_size(-1);
  request.set_page_token("made up");
  EXPECT_THAT(faults(ask(request, page)),
              testing::UnorderedElementsAre("kind", "days_ahead", "page_size", "page_token"));
}

TEST_F(GetDeadlinesTest, WhatFallsDueTomorrowIsSeenAheadOnly) {
  const auto days_ago = [&](int days) {
    return server_.value("SELECT (current_date - " + std::to_string(days) + ")::text");
  };
  const std::int64_t man = number_of("SELECT min(person_id) FROM person");
  put(man, v1::STATEMENT_KIND_CARD_SENT, days_ago(6));
  put(man, v1::STATEMENT_KIND_TRANSFERRED, days_ago(5));
  derived();
  v1::GetDeadlinesRequest request;
  request.set_kind(v1::DEADLINE_KIND_CAPTURE_CARD);
  v1::GetDeadlinesResponse page;
  ASSERT_TRUE(ask(request, page).ok());
  EXPECT_EQ(page.items_size(), 16);
  request.set_days_ahead(3);
  ASSERT_TRUE(ask(request, page).ok());
  ASSERT_EQ(page.items_size(), 18);
  EXPECT_EQ(page.items(17).person_id(), man);
  EXPECT_EQ(page.items(17).days_late(), 0);
}

}  // namespace
}  // namespace hotline::reporting
