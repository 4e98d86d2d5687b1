#include <gmock/gmock.h>

#include <thread>

#include "core/result.hpp"
#include "support/registry_fixture.hpp"

namespace hotline::registry {
namespace {

using test::Import;
using test::list_row;
using test::RegistryServer;
using testing::ElementsAre;
using testing::IsEmpty;

// Sends all in one chunk and returns the answer to it.
v1::ImportListResponse import_rows(RegistryServer& server, char file, const std::vector<v1::ListRow>& rows,
                                   const std::string& source = "sample-internment",
                                   v1::Side side = v1::SIDE_ADVERSARY) {
  Import import(server, "registrar");
  EXPECT_TRUE(import.send(Import::header(file, static_cast<std::int64_t>(rows.size()), source, side)));
  EXPECT_EQ(import.read().committed_row(), 0);
  EXPECT_TRUE(import.send(rows));
  v1::ImportListResponse response = import.read();
  const grpc::Status status = import.finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

std::vector<v1::RowOutcomeKind> kinds_of(const v1::ImportListResponse& response) {
  std::vector<v1::RowOutcomeKind> kinds;
  for (const auto& outcome : response.outcomes()) kinds.push_back(outcome.kind());
  return kinds;
}

std::vector<std::string> columns_of(const v1::RowOutcome& outcome) {
  std::vector<std::string> columns;
  for (const auto& fault : outcome.faults()) columns.push_back(fault.column());
  return columns;
}

std::vector<v1::ListRow> many_rows(std::int64_t first, std::int64_t last) {
  std::vector<v1::ListRow> rows;
  for (std::int64_t i = first; i <= last; ++i) {
    rows.push_back(list_row(i, "K-" + std::to_string(i), "Вигаданий" + std::to_string(i)));
  }
  return rows;
}

core::Error error_of(const grpc::Status& status) {
  return rpc::error_from(status);
}

std::vector<std::string> fields_of(const grpc::Status& status) {
  std::vector<std::string> fields;
  for (const auto& violation : error_of(status).violations) fields.push_back(violation.field);
  return fields;
}

TEST(ImportTest, EveryRowHasItsOutcome) {
  RegistryServer server;
  v1::ListRow again = list_row(2, "K-1", "Небувайло");
  again.set_service_number(list_row(1, "", "").service_number());
  v1::ListRow more = list_row(3, "K-1", "Nebuvailo");
  more.set_statement("card_sent");
  more.set_evidence("R5");
  v1::ListRow bad = list_row(4, "K-2", "Хибний");
  bad.set_birth_date("31.02.1990");
  const auto response = import_rows(server, 'a', {list_row(1, "K-1", "Небувайло"), again, more, bad});

  EXPECT_EQ(response.committed_row(), 4);
  EXPECT_THAT(kinds_of(response), ElementsAre(v1::ROW_OUTCOME_KIND_NEW, v1::ROW_OUTCOME_KIND_UNCHANGED,
                                              v1::ROW_OUTCOME_KIND_STATEMENT_ADDED, v1::ROW_OUTCOME_KIND_REFUSED));
  EXPECT_EQ(response.outcomes(0).person_id(), response.outcomes(1).person_id());
  EXPECT_EQ(response.outcomes(0).person_id(), response.outcomes(2).person_id());
  EXPECT_THAT(columns_of(response.outcomes(3)), ElementsAre("birth_date"));
  EXPECT_EQ(server.value("SELECT count(*) FROM person"), "1");
  EXPECT_EQ(server.value("SELECT count(*) FROM person_name"), "2");
  EXPECT_EQ(server.value("SELECT count(*) FROM statement"), "2");
  EXPECT_EQ(server.value("SELECT status || '/' || rung FROM person_state"), "5/5");  // CAPTIVE_CONFIRMED
  EXPECT_EQ(server.value("SELECT count(*) FROM list_row WHERE statement_id IS NOT NULL"), "2");
  // Found by this server before the last answer left.
  EXPECT_EQ(server.index().stats().records, 1U);
}

TEST(ImportTest, TheSameListAgainChangesNothing) {
  RegistryServer server;
  import_rows(server, 'a', many_rows(1, 40));
  const std::string revision = server.value("SELECT revision FROM register_revision");
  Import again(server, "registrar");
  again.send(Import::header('a', 40));
  EXPECT_EQ(again.read().committed_row(), 40);
  EXPECT_TRUE(again.finish().ok());

  // The same rows in another file are known by their content.
  const auto other_file = import_rows(server, 'b', many_rows(1, 40));
  EXPECT_THAT(kinds_of(other_file), testing::Each(v1::ROW_OUTCOME_KIND_UNCHANGED));
  EXPECT_EQ(server.value("SELECT revision FROM register_revision"), revision);
  EXPECT_EQ(server.value("SELECT count(*) FROM statement"), "40");
}

TEST(ImportTest, RowsWithoutExternalIdAreKeyedByTheirContent) {
  RegistryServer server;
  v1::ListRow spaced = list_row(2, "", "  Небувайло ");
  spaced.set_service_number(list_row(1, "", "").service_number());
  spaced.set_statement("Captured");
  v1::ListRow other = list_row(3, "", "Небувайло");
  other.set_birth_date("1991-04-18");
  const auto response = import_rows(server, 'a', {list_row(1, "", "Небувайло"), spaced, other});
  EXPECT_THAT(kinds_of(response),
              ElementsAre(v1::ROW_OUTCOME_KIND_NEW, v1::ROW_OUTCOME_KIND_UNCHANGED, v1::ROW_OUTCOME_KIND_NEW));
}

TEST(ImportTest, AStatementIsAddedToAPersonOfAnEarlierList) {
  RegistryServer server;
  const auto first = import_rows(server, 'a', {list_row(1, "K-1", "Небувайло")});
  v1::ListRow more = list_row(1, "K-1", "НЕБУВАЙЛО");
  more.set_statement("exchanged");
  more.set_evidence("R6");
  more.set_fact_date("2026-05-01");
  more.set_inform_kin("yes");
  const auto second = import_rows(server, 'b', {more});
  EXPECT_THAT(kinds_of(second), ElementsAre(v1::ROW_OUTCOME_KIND_STATEMENT_ADDED));
  EXPECT_EQ(second.outcomes(0).person_id(), first.outcomes(0).person_id());
  EXPECT_EQ(server.value("SELECT status || '/' || version || '/' || inform_kin FROM person_state"), "8/2/1");
  EXPECT_EQ(server.value("SELECT count(*) FROM person_name"), "1") << "only the case differs";
}

// The apostrophe and the hyphen as another typist's keyboard has them are no other name.
TEST(ImportTest, ANameSpeltWithAnotherApostropheIsTheSame) {
  RegistryServer server;
  import_rows(server, 'a', {list_row(1, "K-1", "Мар'янчук-Небувайло")});
  const auto second = import_rows(server, 'b', {list_row(1, "K-1", "Мар’янчук–Небувайло")});
  EXPECT_THAT(kinds_of(second), ElementsAre(v1::ROW_OUTCOME_KIND_UNCHANGED));
  EXPECT_EQ(server.value("SELECT count(*) FROM person_name"), "1");
  const auto third = import_rows(server, 'c', {list_row(1, "K-1", "Мар'янчук-Небувалий")});
  EXPECT_THAT(kinds_of(third), ElementsAre(v1::ROW_OUTCOME_KIND_CHANGED));
  EXPECT_EQ(server.value("SELECT count(*) FROM person_name"), "2");
}

TEST(ImportTest, AKnownExternalIdUnderAnotherSideIsRefused) {
  RegistryServer server;
  server.run_sql("UPDATE source SET sides = '{1,2}' WHERE source_id = 'sample-internment'");
  import_rows(server, 'a', {list_row(1, "K-1", "Небувайло")});
  const auto other = import_rows(server, 'b', {list_row(1, "K-1", "Небувайло")}, "sample-internment", v1::SIDE_OWN);
  EXPECT_THAT(kinds_of(other), ElementsAre(v1::ROW_OUTCOME_KIND_REFUSED));
  EXPECT_THAT(columns_of(other.outcomes(0)), ElementsAre("external_id"));
}

TEST(ImportTest, AllFaultsOfARowAreToldAndNoneHoldsAValue) {
  RegistryServer server;
  v1::ListRow row;
  row.set_row_number(1);
  row.mutable_name()->set_surname(std::string("Secret\x01", 7));
  row.set_name_kind("SECRET-KIND");
  row.set_language("SECRET LANGUAGE");
  row.set_sex("SECRET-SEX");
  row.set_birth_date("2087-01-01");
  row.set_birthplace(std::string(5000, 'S'));
  row.set_service_number("---");
  row.set_statement("SECRET-STATEMENT");
  row.set_fact_date("SECRET-DATE");
  row.set_evidence("R9");
  row.set_inform_kin("SECRET-WISH");
  row.set_region("-5");
  row.set_external_id(std::string(61, 'S'));
  row.set_fault("columns");
  const auto response = import_rows(server, 'a', {row});
  EXPECT_THAT(columns_of(response.outcomes(0)),
              testing::UnorderedElementsAre("row", "surname", "name_kind", "language", "external_id", "sex",
                                            "birth_date", "birthplace", "service_number", "inform_kin", "region",
                                            "fact_date", "statement", "evidence"));
  EXPECT_THAT(response.DebugString(), testing::Not(testing::HasSubstr("SECRET")));
  EXPECT_EQ(server.value("SELECT count(*) FROM person"), "0");
  EXPECT_EQ(server.value("SELECT jsonb_array_length(faults) FROM list_row"), "14");
  EXPECT_EQ(server.value("SELECT revision FROM register_revision"), "0");
}

TEST(ImportTest, TheCeilingAndTheKindsOfASourceHold) {
  RegistryServer server;
  server.run_sql("UPDATE source SET statement_kinds = '{1}', ceiling = 3 WHERE source_id = 'sample-internment'");
  v1::ListRow row = list_row(1, "K-1", "Небувайло");
  row.set_statement("card_sent");
  const auto response = import_rows(server, 'a', {row});
  EXPECT_THAT(columns_of(response.outcomes(0)), testing::UnorderedElementsAre("evidence", "statement"));
}

TEST(ImportTest, AHeaderIsJudgedWhole) {
  RegistryServer server;
  Import import(server, "registrar");
  v1::ListHeader header = Import::header('a', 10'000'001);
  header.set_file_sha256("short");
  header.set_side(v1::SIDE_UNSPECIFIED);
  header.mutable_received_at()->set_seconds(4'102'444'800);
  import.send(header);
  const grpc::Status status = import.finish();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(fields_of(status), testing::UnorderedElementsAre("header.file_sha256", "header.side", "header.rows_total",
                                                               "header.received_at"));
  EXPECT_EQ(server.value("SELECT count(*) FROM list"), "0");
}

TEST(ImportTest, SourcesAreKnownAndReportTheirSides) {
  RegistryServer server;
  Import unknown(server, "registrar");
  unknown.send(Import::header('a', 1, "nobody"));
  EXPECT_EQ(unknown.finish().error_code(), grpc::StatusCode::NOT_FOUND);
  Import wrong_side(server, "registrar");
  wrong_side.send(Import::header('a', 1, "sample-internment", v1::SIDE_CHILD));
  EXPECT_THAT(fields_of(wrong_side.finish()), ElementsAre("header.side"));
  EXPECT_EQ(server.value("SELECT count(*) FROM list"), "0");
}

TEST(ImportTest, InventedPeopleStayOutOfALiveDatabase) {
  RegistryServer server(test::DatabaseIs::kLive);
  Import import(server, "registrar");
  import.send(Import::header('a', 1));
  EXPECT_EQ(error_of(import.finish()).reason, core::Reason::kWrongState);
  EXPECT_EQ(server.value("SELECT count(*) FROM list"), "0");
}

TEST(ImportTest, TheSecondHeaderMustAgreeWithTheFirst) {
  RegistryServer server;
  server.run_sql("UPDATE source SET sides = '{1,2}' WHERE source_id = 'sample-internment'");
  import_rows(server, 'a', many_rows(1, 2));
  Import import(server, "registrar");
  import.send(Import::header('a', 3, "sample-internment", v1::SIDE_OWN));
  EXPECT_THAT(fields_of(import.finish()), ElementsAre("header.side", "header.rows_total"));
}

TEST(ImportTest, RowsContinueWhereTheyShould) {
  RegistryServer server;
  Import gap(server, "registrar");
  gap.send(Import::header('a', 10));
  gap.read();
  gap.send(many_rows(2, 3));
  EXPECT_THAT(fields_of(gap.finish()), ElementsAre("chunk.rows"));

  Import torn(server, "registrar");
  torn.send(Import::header('b', 10));
  torn.read();
  torn.send({list_row(1, "K-1", "Перший"), list_row(3, "K-3", "Третій")});
  EXPECT_THAT(fields_of(torn.finish()), ElementsAre("chunk.rows[1].row_number"));

  Import too_many(server, "registrar");
  too_many.send(Import::header('c', 2));
  too_many.read();
  too_many.send(many_rows(1, 3));
  EXPECT_THAT(fields_of(too_many.finish()), ElementsAre("chunk.rows"));

  Import too_large(server, "registrar");
  too_large.send(Import::header('d', 900));
  too_large.read();
  too_large.send(many_rows(1, 501));
  EXPECT_THAT(fields_of(too_large.finish()), ElementsAre("chunk.rows"));
  EXPECT_EQ(server.value("SELECT count(*) FROM person"), "0");
}

TEST(ImportTest, AListThatEndsEarlyIsNotTakenForWhole) {
  RegistryServer server;
  Import import(server, "registrar");
  import.send(Import::header('a', 10));
  import.read();
  import.send(many_rows(1, 4));
  EXPECT_EQ(import.read().committed_row(), 4);
  EXPECT_THAT(fields_of(import.finish()), ElementsAre("header.rows_total"));
  EXPECT_EQ(server.value("SELECT committed_row FROM list"), "4");
}

TEST(ImportTest, ABrokenImportIsResumedAndNothingIsDoubled) {
  RegistryServer server;
  const auto rows = many_rows(1, 300);
  {
    Import broken(server, "registrar");
    broken.send(Import::header('a', 300));
    broken.read();
    broken.send(std::vector<v1::ListRow>(rows.begin(), rows.begin() + 120));
    EXPECT_EQ(broken.read().committed_row(), 120);
    broken.send(std::vector<v1::ListRow>(rows.begin() + 120, rows.begin() + 200));
    broken.hang_up();
  }
  server.restart();
  Import resumed(server, "registrar");
  resumed.send(Import::header('a', 300));
  const std::int64_t committed = resumed.read().committed_row();
  EXPECT_TRUE(committed == 120 || committed == 200) << committed;
  // Rows sent again keep the outcome they had.
  resumed.send(std::vector<v1::ListRow>(rows.begin() + 100, rows.end()));
  const auto response = resumed.read();
  EXPECT_EQ(response.committed_row(), 300);
  ASSERT_EQ(response.outcomes_size(), 200);
  EXPECT_EQ(response.outcomes(0).row_number(), 101);
  EXPECT_THAT(kinds_of(response), testing::Each(v1::ROW_OUTCOME_KIND_NEW));
  EXPECT_TRUE(resumed.finish().ok());
  EXPECT_EQ(server.value("SELECT count(*) || '/' || count(DISTINCT person_id) FROM statement"), "300/300");
  EXPECT_EQ(server.value("SELECT rows_new || '/' || committed_row FROM list"), "300/300");
  EXPECT_EQ(server.index().stats().records, 300U);
}

TEST(ImportTest, TwoImportsOfOneListAtOnceShareTheWork) {
  RegistryServer server;
  const auto one = [&server] {
    Import import(server, "registrar");
    import.send(Import::header('a', 400));
    const std::int64_t committed = import.read().committed_row();
    std::int64_t answered = committed;
    for (std::int64_t first = committed + 1; first <= 400; first += 20) {
      import.send(many_rows(first, std::min<std::int64_t>(first + 19, 400)));
      const auto response = import.read();
      EXPECT_GE(response.committed_row(), first + response.outcomes_size() - 1);
      answered += response.outcomes_size();
    }
    EXPECT_EQ(answered, 400);
    EXPECT_TRUE(import.finish().ok());
  };
  std::thread other(one);
  one();
  other.join();
  EXPECT_EQ(server.value("SELECT count(*) FROM person"), "400");
  EXPECT_EQ(server.value("SELECT count(*) FROM list_row"), "400");
  EXPECT_EQ(server.value("SELECT rows_new FROM list"), "400");
}

TEST(ImportTest, TwoListsOfOneSourceMakeOnePersonOfOneExternalId) {
  RegistryServer server;
  const auto one = [&server](char file, const char* statement) {
    std::vector<v1::ListRow> rows = many_rows(1, 200);
    for (v1::ListRow& row : rows) row.set_statement(statement);
    import_rows(server, file, rows);
  };
  std::thread other(one, 'a', "transferred");
  one('b', "captured");
  other.join();
  EXPECT_EQ(server.value("SELECT count(*) FROM person"), "200");
  EXPECT_EQ(server.value("SELECT count(*) FROM statement"), "400");
}

TEST(ImportTest, AnotherRegistrarDoesNotFinishAList) {
  RegistryServer server;
  {
    Import begun(server, "registrar");
    begun.send(Import::header('a', 2));
    begun.read();
    begun.send(many_rows(1, 1));
    begun.read();
  }
  Import other(server, "second");
  other.send(Import::header('a', 2));
  EXPECT_EQ(error_of(other.finish()).reason, core::Reason::kWrongState);
}

TEST(ImportTest, OnlyRegistrarsImportAndOnlyWithADeadline) {
  RegistryServer server;
  Import as_operator(server, "operator");
  as_operator.send(Import::header('a', 1));
  EXPECT_EQ(as_operator.finish().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  grpc::ClientContext no_deadline;
  no_deadline.AddMetadata(rpc::kActorKey, "registrar");
  auto stream = server.stub().ImportList(&no_deadline);
  v1::ImportListResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST(ImportTest, TheDatabaseHoldsNoName) {
  RegistryServer server;
  v1::ListRow row = list_row(1, "ЗОВНІШНІЙ-77", "Прихованець");
  row.set_place("Схованка");
  row.set_birthplace("Потайне");
  import_rows(server, 'a', {row});
  for (const char* text : {"ЗОВНІШНІЙ-77", "Прихованець", "Схованка", "Потайне"}) {
    const std::string hex = "encode('" + std::string(text) + "'::bytea, 'hex')";
    EXPECT_EQ(server.value("SELECT (SELECT count(*) FROM person p WHERE p::text ~* " + hex + ") + " +
                           "(SELECT count(*) FROM person_name n WHERE n::text ~* " + hex + ") + " +
                           "(SELECT count(*) FROM statement s WHERE s::text ~* " + hex + ") + " +
                           "(SELECT count(*) FROM row_key k WHERE k::text ~* " + hex + ")"),
              "0");
  }
}

}  // namespace
}  // namespace hotline::registry
