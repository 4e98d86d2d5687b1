// Figures follow the log and the register step by step: the same as counted from all of it, whatever ends when, and
// nobody who does not exist is in them. Who may read what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "hotline/v1/reporting_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/figures.hpp"
#include "support/registry_fixture.hpp"
#include "support/test_server.hpp"

namespace hotline::reporting {
namespace {

using namespace std::chrono_literals;
using test::call_as;

#define PEOPLE(column) \
  "SELECT p.side, s." column ", " FIGURE_MEMBERS("s.person_id", "1")                                                      \
  " FROM person_state AS s JOIN person AS p ON p.person_id = s.person_id WHERE s.cluster_id = s.person_id AND"     \
  " NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = s.person_id) GROUP BY 1, 2"

constexpr test::FigureComparison kAllFigures[] = {
    {"questions", FIGURE_CELLS("1", "a, b"),
     COUNTED_ANEW(
         "SELECT answer_kind, channel, " FIGURE_MEMBERS("log_index", "tree") " FROM lookup_fact GROUP BY 1, 2")},
    {"hours", FIGURE_CELLS("2", "a, b"),
     COUNTED_ANEW("SELECT extract(hour FROM hour AT TIME ZONE 'UTC')::smallint, channel, " FIGURE_MEMBERS(
         "log_index", "tree") " FROM lookup_fact GROUP BY 1, 2")},
    {"opened", FIGURE_CELLS("6", "day"),
     COUNTED_ANEW("SELECT (opened_at AT TIME ZONE 'UTC')::date, " FIGURE_MEMBERS(
         "reference", "0") " FROM inquiry WHERE NOT apart GROUP BY 1")},
    {"states", FIGURE_CELLS("7", "a"),
     COUNTED_ANEW("SELECT state, " FIGURE_MEMBERS("reference", "0") " FROM inquiry WHERE NOT apart GROUP BY 1")},
    // Each from the day it was opened on, whatever day it was counted on.
    {"inquiries", FIGURE_CELLS("7", "day"),
     COUNTED_ANEW("SELECT (opened_at AT TIME ZONE 'UTC')::date, " FIGURE_MEMBERS(
         "reference", "0") " FROM inquiry WHERE NOT apart GROUP BY 1")},
    {"status", FIGURE_CELLS("11", "a, b"), COUNTED_ANEW(PEOPLE("status"))},
    {"rung", FIGURE_CELLS("12", "a, b"), COUNTED_ANEW(PEOPLE("rung"))},
    {"region", FIGURE_CELLS("13", "a, b"), COUNTED_ANEW(PEOPLE("region"))},
    {"entered", FIGURE_CELLS("10", "day, a"),
     COUNTED_ANEW("SELECT (s.entered_at AT TIME ZONE 'UTC')::date, side, " FIGURE_MEMBERS(
         "person_id", "1") " FROM person AS s WHERE NOT EXISTS (SELECT FROM canary AS c WHERE c.person_id = "
                           "s.person_id) GROUP BY 1, 2")},
};

class FiguresTest : public testing::Test {
 protected:
  std::string value(const std::string& sql) const { return server_.value(sql); }
  v1::ReportingService::Stub& reports() {
    if (!stub_) stub_ = v1::ReportingService::NewStub(server_.channel());
    return *stub_;
  }
  void counted() const { test::wait_for_figures(server_); }
  void look_up(const std::string& name) {
    v1::LookupPersonResponse response;
    auto request = test::family_question(name);
    auto& born = *request.mutable_facts()->mutable_birth_date();
    born.set_year(1991);
    born.set_month(4);
    born.set_day(17);
    const auto status =
        call_as("operator", server_.lookup(), &v1::LookupService::Stub::LookupPerson, request, response);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  void expect_counted_as_anew() const {
    for (const test::FigureComparison& one : kAllFigures) EXPECT_EQ(value(one.counted), value(one.anew)) << one.what;
    EXPECT_EQ(value("SELECT sum(count)::bigint FROM figure_cell WHERE series = 4"),
              value("SELECT count(DISTINCT p.subject_key) FROM lookup_fact AS f JOIN log_payload AS p"
                    " ON p.tree = f.tree AND p.log_index = f.log_index"));
  }
  void plant(std::int64_t person) {
    server_.postgres().run_sql(server_.database(), "INSERT INTO canary (person_id, planted_by, request_id) VALUES (" +
                                                       std::to_string(person) + ", 'nobody', gen_random_uuid())");
  }
  std::int64_t number(const std::string& sql) const { return std::stoll(value(sql)); }
  void release_the_month_before() {
    server_.postgres().run_sql(server_.database(),
                               "UPDATE figure_cursor SET began_on = current_date - interval '1 month'");
    for (int i = 0; i < 600 && value("SELECT count(*) FROM release_of_figures") != "13"; ++i) {
      std::this_thread::sleep_for(50ms);
    }
    ASSERT_EQ(value("SELECT count(*) FROM release_of_figures"), "13");
  }
  template <typename Method, typename Request, typename Response>
  grpc::Status ask(Method method, const Request& request, Response& response, const std::string& actor = "reporter") {
    response.Clear();
    return call_as(actor, reports(), method, request, response);
  }
  static std::vector<std::string> faults(const grpc::Status& status) {
    std::vector<std::string> fields;
    for (const auto& violation : rpc::error_from(status).violations) fields.push_back(violation.field);
    return fields;
  }
  static void set_day(v1::PartialDate& date, int year, int month, int day) {
    date.set_year(year);
    date.set_month(month);
    date.set_day(day);
  }

  test::TestServer server_;
  std::unique_ptr<v1::ReportingService::Stub> stub_;
};

TEST_F(FiguresTest, StepByStepAsCountedAnewWhateverEndsBetweenSteps) {
  const std::uint64_t seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  std::cout << "seed " << seed << '\n';
  std::mt19937_64 random(seed);
  test::TestServer::Options options;
  options.tree = 2;
  const test::TestServer second(server_, options);
  const std::vector<std::string> names{"Небувайло Остап", "Тутнемайло Остап Зенонович", "Вигаданець Юхим"};
  v1::ListRow told = test::list_row(1, "K-0", "Тутнемайло");
  told.set_evidence("R5");
  server_.import({told});
  int ended = 0;
  for (int round = 0; round < 12; ++round) {
    std::vector<v1::ListRow> rows;
    for (int i = 1; i <= 20; ++i) {
      rows.push_back(test::list_row(i, "K-" + std::to_string(round) + "-" + std::to_string(i), "Небувайло"));
      rows.back().set_evidence("R" + std::to_string(2 + random() % 4));
    }
    server_.import(rows);
    for (int i = 0; i < 8; ++i) look_up(names[random() % names.size()]);
    const std::int64_t first = number("SELECT min(person_id) FROM person");
    v1::ProposeLinkRequest propose;
    propose.set_request_id(test::new_request_id());
    propose.set_person_a(first + static_cast<std::int64_t>(random() % 20));
    propose.set_person_b(propose.person_a() + 1 + static_cast<std::int64_t>(random() % (20 * (round + 1) - 20 + 1)));
    propose.set_ground("looks alike");
    v1::ProposeLinkResponse proposed;
    if (call_as("registrar", server_.registry(), &v1::RegistryService::Stub::ProposeLink, propose, proposed).ok()) {
      for (const char* actor : {"supervisor", "second"}) {
        v1::ReviewLinkRequest review;
        review.set_request_id(test::new_request_id());
        review.set_link_id(proposed.link().link_id());
        review.set_decision(v1::LINK_DECISION_CONFIRM);
        review.set_ground("compared by a test");
        v1::ReviewLinkResponse reviewed;
        call_as(actor, server_.registry(), &v1::RegistryService::Stub::ReviewLink, review, reviewed);
      }
    }
    // Both servers' connections end in the middle of whatever they count.
    ended +=
        std::stoi(value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        " WHERE usename = 'hotline_reporting' AND datname = current_database()"));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 700));
  }
  std::cout << ended << " connections ended\n";
  EXPECT_GT(ended, 0);
  // One that was opened long before it was counted.
  server_.postgres().run_sql(
      server_.database(),
      "INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, facts_sealed,"
      " asker_sealed, passphrase_hash) SELECT 1, 1, 1, now() - interval '40 days', now(), 'test', 1, facts_sealed, "
      "NULL,"
      " passphrase_hash FROM inquiry LIMIT 1");
  counted();
  expect_counted_as_anew();
  EXPECT_NE(value("SELECT count(*) FROM person"), value("SELECT count(DISTINCT cluster_id) FROM person_state"))
      << "nobody was joined";
  EXPECT_NE(value("SELECT count(*) FROM figure_told"), "0") << "nobody was told";
}

TEST_F(FiguresTest, WhoDoesNotExistIsInNoTable) {
  server_.import({test::list_row(1, "K-1", "Канаренко"), test::list_row(2, "K-2", "Небувайло")});
  counted();
  EXPECT_EQ(value("SELECT sum(count) FROM figure_cell WHERE series = 11"), "2");
  plant(number("SELECT min(person_id) FROM person"));
  server_.import({test::list_row(1, "K-3", "Тутнемайло")});
  // The guard reads anew who they are; until then a question counts as others do.
  for (int i = 0; i < 100 && value("SELECT count(*) FROM alarm WHERE kind = 1") == "0"; ++i) {
    look_up("Канаренко Остап Зенонович");
    std::this_thread::sleep_for(100ms);
  }
  ASSERT_NE(value("SELECT count(*) FROM alarm WHERE kind = 1"), "0");
  counted();
  const std::string before = value("SELECT sum(count) FROM figure_cell WHERE series IN (1, 4, 6, 7)");
  const std::string inquiries = value("SELECT count(*) FROM inquiry WHERE apart");
  look_up("Канаренко Остап Зенонович");
  look_up("Канаренко Остап Зенонович");
  counted();
  EXPECT_EQ(value("SELECT sum(count) FROM figure_cell WHERE series IN (1, 4, 6, 7)"), before);
  EXPECT_EQ(std::stoi(value("SELECT count(*) FROM inquiry WHERE apart")), std::stoi(inquiries) + 2);
  // Planted after it was counted: out again at its next change.
  server_.postgres().run_sql(server_.database(), "UPDATE figure_cursor SET filled_person = 0");
  counted();
  expect_counted_as_anew();
  EXPECT_EQ(value("SELECT count(*) FROM figure_person WHERE person_id IN (SELECT person_id FROM canary)"), "0");
}

TEST_F(FiguresTest, AMonthIsReleasedOnceAndStaysAsItWas) {
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 40; ++i) rows.push_back(test::list_row(i, "K-" + std::to_string(i), "Небувайло"));
  server_.import(rows);
  counted();
  v1::GetFiguresRequest request;
  request.set_table(v1::FIGURE_TABLE_RECORDS);
  v1::GetFiguresResponse response;
  EXPECT_EQ(rpc::error_from(ask(&v1::ReportingService::Stub::GetFigures, request, response)).reason,
            core::Reason::kNotFound);
  // As if they had been there a month ago.
  server_.postgres().run_sql(server_.database(), "UPDATE figure_cell SET day = day - interval '1 month'");
  release_the_month_before();
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::GetFigures, request, response).ok());
  const std::string first = response.table().SerializeAsString();
  EXPECT_EQ(response.table().sha256().size(), 64U);
  EXPECT_TRUE(response.trial());
  for (const auto& row : response.table().rows()) {
    EXPECT_EQ(row.value() % 5, 0);
    if (row.row() == "OWN/RECORDS") {
      EXPECT_EQ(row.kind(), v1::CELL_KIND_FEW);
    }
    if (row.row() == "ALL/RECORDS" && row.kind() == v1::CELL_KIND_VALUE) {
      EXPECT_EQ(row.value(), 40);
    }
  }
  server_.postgres().run_sql(server_.database(), "UPDATE figure_cell SET count = count + 1000");
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::GetFigures, request, response, "supervisor").ok());
  EXPECT_EQ(response.table().SerializeAsString(), first);
  // As known before the release there was none, and a release cannot be changed.
  set_day(*request.mutable_known_on(), 2020, 1, 1);
  EXPECT_EQ(rpc::error_from(ask(&v1::ReportingService::Stub::GetFigures, request, response)).reason,
            core::Reason::kNotFound);
  EXPECT_ANY_THROW(server_.postgres().run_sql(server_.database(), "UPDATE release_of_figures SET cells = ''"));
  EXPECT_ANY_THROW(server_.postgres().run_sql(server_.database(), "DELETE FROM release_of_figures"));
}

TEST_F(FiguresTest, ContradictingTotalsStandSideBySide) {
  const auto put = [&](const std::string& source, std::int64_t least, std::int64_t most, std::string id = {}) {
    v1::PutFigureRequest request;
    request.set_request_id(id.empty() ? test::new_request_id() : id);
    request.set_source(source);
    request.set_measure("dead-of-one-army");
    request.set_definition("as the source said it");
    set_day(*request.mutable_as_of(), 2022, 3, 2);
    request.set_value_min(least);
    request.set_value_max(most);
    request.set_citation("invented for a test");
    v1::PutFigureResponse response;
    const auto status = ask(&v1::ReportingService::Stub::PutFigure, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.figure_id();
  };
  const std::string id = test::new_request_id();
  const std::int64_t once = put("one side", 5'900, 6'100, id);
  EXPECT_EQ(put("one side", 5'900, 6'100, id), once) << "the same request puts one figure";
  v1::CompareSourcesRequest request;
  request.set_measure("dead-of-one-army");
  v1::CompareSourcesResponse response;
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::CompareSources, request, response).ok());
  ASSERT_EQ(response.comparisons_size(), 1);
  EXPECT_FALSE(response.comparisons(0).contradictory());
  put("the other", 498, 498);
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::CompareSources, request, response).ok());
  ASSERT_EQ(response.comparisons_size(), 1);
  ASSERT_EQ(response.comparisons(0).figures_size(), 2);
  EXPECT_TRUE(response.comparisons(0).contradictory());
  EXPECT_EQ(response.comparisons(0).figures(0).value_min(), 5'900);
  EXPECT_EQ(response.comparisons(0).figures(1).value_max(), 498);
  set_day(*request.mutable_known_on(), 2022, 3, 3);
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::CompareSources, request, response).ok());
  EXPECT_EQ(response.comparisons_size(), 0) << "it was not known then";
  EXPECT_ANY_THROW(server_.postgres().run_sql(server_.database(), "UPDATE figure SET value_max = 1"));
}

TEST_F(FiguresTest, ExactCountsAreForSupervisorsAndEverythingIsLogged) {
  for (int i = 0; i < 3; ++i) look_up("Небувайло Остап");
  counted();
  const auto entries = [&] { return number("SELECT sum(size) FROM log_tree"); };
  const std::int64_t before = entries();
  v1::GetVolumesRequest request;
  const auto now = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  for (auto* date : {request.mutable_from(), request.mutable_to()}) {
    set_day(*date, static_cast<int>(now.year()), static_cast<int>(static_cast<unsigned>(now.month())),
            static_cast<int>(static_cast<unsigned>(now.day())));
  }
  v1::GetVolumesResponse response;
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::GetVolumes, request, response, "supervisor").ok());
  ASSERT_EQ(response.days_size(), 1);
  EXPECT_EQ(response.days(0).questions(), 3);
  EXPECT_EQ(response.days(0).inquiries_opened(), 3);
  EXPECT_EQ(entries(), before + 1);
  for (const char* actor : {"reporter", "operator", "registrar", "auditor", "liaison", "administrator"}) {
    EXPECT_EQ(rpc::error_from(ask(&v1::ReportingService::Stub::GetVolumes, request, response, actor)).reason,
              core::Reason::kNotAllowed)
        << actor;
  }
  v1::PutBulletinRequest bulletin;
  bulletin.set_request_id(test::new_request_id());
  bulletin.set_month("2026-10");
  bulletin.set_sha256(std::string(64, 'a'));
  v1::PutBulletinResponse placed;
  // The refusals are logged too, after their answers.
  const std::int64_t then = before + 1 + 6;
  for (int i = 0; i < 200 && entries() < then; ++i) std::this_thread::sleep_for(50ms);
  ASSERT_EQ(entries(), then);
  ASSERT_TRUE(ask(&v1::ReportingService::Stub::PutBulletin, bulletin, placed).ok());
  EXPECT_EQ(entries(), then + 1);
}

TEST_F(FiguresTest, EveryFaultAtOnce) {
  v1::PutFigureRequest figure;
  v1::PutFigureResponse put;
  figure.set_request_id("none");
  figure.set_source(" ");
  figure.set_measure("Not a Measure");
  figure.set_value_min(5);
  figure.set_value_max(4);
  set_day(*figure.mutable_as_of(), 2999, 1, 1);
  EXPECT_THAT(
      faults(ask(&v1::ReportingService::Stub::PutFigure, figure, put)),
      testing::IsSupersetOf({"request_id", "source", "measure", "definition", "as_of", "value_max", "citation"}));
  v1::GetFiguresRequest request;
  v1::GetFiguresResponse response;
  request.set_table(static_cast<v1::FigureTable>(99));
  set_day(*request.mutable_as_of(), 2026, 2, 30);
  set_day(*request.mutable_known_on(), 2999, 1, 1);
  EXPECT_THAT(faults(ask(&v1::ReportingService::Stub::GetFigures, request, response)),
              testing::UnorderedElementsAre("table", "as_of", "known_on"));
  v1::PutBulletinRequest bulletin;
  v1::PutBulletinResponse placed;
  bulletin.set_request_id("none");
  bulletin.set_month("2026-13");
  bulletin.set_sha256("AB");
  EXPECT_THAT(faults(ask(&v1::ReportingService::Stub::PutBulletin, bulletin, placed)),
              testing::UnorderedElementsAre("request_id", "month", "sha256"));
}

TEST_F(FiguresTest, ExportsEachTableWithItsDefinition) {
  release_the_month_before();
  for (const auto format : {v1::EXPORT_FORMAT_CSV, v1::EXPORT_FORMAT_JSON}) {
    v1::ExportFiguresRequest request;
    request.set_format(format);
    grpc::ClientContext context;
    rpc::prepare(context, "reporter", 20s);
    const auto reader = reports().ExportFigures(&context, request);
    v1::ExportFiguresResponse piece;
    int pieces = 0;
    while (reader->Read(&piece)) {
      ++pieces;
      EXPECT_THAT(piece.piece(), testing::HasSubstr(format == v1::EXPORT_FORMAT_CSV ? "SHA-256 " : "\"sha256\":\""));
      EXPECT_THAT(piece.piece(), testing::HasSubstr(" the month"));
    }
    EXPECT_TRUE(reader->Finish().ok());
    EXPECT_EQ(pieces, 13);
  }
}

}  // namespace
}  // namespace hotline::reporting
