#include <gmock/gmock.h>

#include "core/result.hpp"
#include "support/registry_fixture.hpp"

namespace hotline::registry {
namespace {

using test::Import;
using test::list_row;
using test::RegistryServer;
using testing::ElementsAre;

class PagesTest : public testing::Test {
 protected:
  grpc::Status list_rows(const v1::ListRowOutcomesRequest& request, v1::ListRowOutcomesResponse& response,
                         const std::string& actor = "registrar") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    response.Clear();
    return server_.stub().ListRowOutcomes(&context, request, &response);
  }
  grpc::Status list_sources(const v1::ListSourcesRequest& request, v1::ListSourcesResponse& response) {
    grpc::ClientContext context;
    rpc::prepare(context, "supervisor", std::chrono::seconds(10));
    response.Clear();
    return server_.stub().ListSources(&context, request, &response);
  }
  // Every third row is refused.
  std::string import_rows(std::int64_t count) {
    std::vector<v1::ListRow> rows;
    for (std::int64_t i = 1; i <= count; ++i) {
      rows.push_back(list_row(i, "K-" + std::to_string(i), "Вигаданий" + std::to_string(i)));
      if (i % 3 == 0) rows.back().set_statement("nothing");
    }
    Import import(server_, "registrar");
    import.send(Import::header('a', count));
    import.read();
    import.send(rows);
    const std::string list = import.read().list_id();
    EXPECT_TRUE(import.finish().ok());
    return list;
  }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }

  RegistryServer server_;
};

TEST_F(PagesTest, RowsComePageByPageInOrder) {
  v1::ListRowOutcomesRequest request;
  request.set_list_id(import_rows(9));
  request.set_page_size(4);
  std::vector<std::int64_t> numbers;
  v1::ListRowOutcomesResponse response;
  do {
    ASSERT_TRUE(list_rows(request, response).ok());
    EXPECT_LE(response.outcomes_size(), 4);
    for (const auto& outcome : response.outcomes()) numbers.push_back(outcome.row_number());
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST_F(PagesTest, OnlyTheOutcomesAskedFor) {
  v1::ListRowOutcomesRequest request;
  request.set_list_id(import_rows(9));
  request.add_kinds(v1::ROW_OUTCOME_KIND_REFUSED);
  v1::ListRowOutcomesResponse response;
  ASSERT_TRUE(list_rows(request, response).ok());
  ASSERT_EQ(response.outcomes_size(), 3);
  EXPECT_EQ(response.outcomes(0).row_number(), 3);
  EXPECT_EQ(response.outcomes(0).person_id(), 0);
  EXPECT_EQ(response.outcomes(0).faults(0).column(), "statement");
}

TEST_F(PagesTest, ForeignTokensAndBadSizesAreRefused) {
  v1::ListRowOutcomesRequest request;
  request.set_list_id(import_rows(9));
  request.set_page_size(4);
  v1::ListRowOutcomesResponse response;
  ASSERT_TRUE(list_rows(request, response).ok());
  const std::string token = response.next_page_token();

  request.set_page_token(token);
  EXPECT_THAT(fields(list_rows(request, response, "second")), ElementsAre("page_token")) << "another actor";
  request.add_kinds(v1::ROW_OUTCOME_KIND_NEW);
  EXPECT_THAT(fields(list_rows(request, response)), ElementsAre("page_token")) << "another question";
  request.clear_kinds();
  request.set_page_token("nonsense");
  EXPECT_THAT(fields(list_rows(request, response)), ElementsAre("page_token"));

  v1::ListRowOutcomesRequest bad;
  bad.set_list_id("short");
  bad.set_page_size(-1);
  bad.add_kinds(v1::ROW_OUTCOME_KIND_UNSPECIFIED);
  bad.add_kinds(v1::RowOutcomeKind(99));
  EXPECT_THAT(fields(list_rows(bad, response)),
              testing::UnorderedElementsAre("list_id", "page_size", "kinds[0]", "kinds[1]"));
  bad = v1::ListRowOutcomesRequest();
  bad.set_list_id(std::string(32, 'q'));
  EXPECT_EQ(list_rows(bad, response).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(PagesTest, SourcesAreListed) {
  v1::ListSourcesRequest request;
  request.set_page_size(10);
  std::vector<std::string> ids;
  v1::ListSourcesResponse response;
  bool invented = false;
  do {
    ASSERT_TRUE(list_sources(request, response).ok());
    for (const auto& source : response.sources()) {
      ids.push_back(source.source_id());
      invented = invented || source.invented();
      EXPECT_GT(source.sides_size(), 0);
      EXPECT_NE(source.ceiling(), v1::EVIDENCE_RUNG_UNSPECIFIED);
    }
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_TRUE(invented);
  EXPECT_THAT(ids, testing::IsSupersetOf({"own-internment", "red-cross", "sample-internment", "callers"}));
}

}  // namespace
}  // namespace hotline::registry
