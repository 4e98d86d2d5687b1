// How long news took between the four times of a statement.
#include "page_rig.hpp"

namespace hotline::registry {
namespace {

using test::list_row;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class GapsTest : public PageRig {
 protected:
  v1::ReportGapsResponse gaps(const v1::ReportGapsRequest& request, const std::string& actor = "supervisor") {
    v1::ReportGapsResponse response;
    const auto status = call(&Stub::ReportGaps, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message() << testing::PrintToString(fields(status));
    return response;
  }
  // A statement with its times; fact day and precision as the database keeps them.
  void put_times(const std::string& source, const std::string& fact_day, int precision, const std::string& received,
                 const std::string& entered, const std::string& forwarded) {
    server_.run_sql(
        "INSERT INTO statement (person_id, kind, rung, source_id, fact_day, fact_precision, received_at, entered_at,"
        " forwarded_at, entered_by) VALUES (" +
        person_ + ", 1, 2, '" + source + "', " + fact_day + ", " + std::to_string(precision) + ", '" + received +
        "Z', '" + entered + "Z', " + forwarded + ", 'id-registrar')");
  }
  static v1::ReportGapsRequest of_march() {
    v1::ReportGapsRequest request;
    request.mutable_first_day()->set_year(2026);
    request.mutable_first_day()->set_month(3);
    request.mutable_first_day()->set_day(1);
    request.mutable_last_day()->set_year(2026);
    request.mutable_last_day()->set_month(3);
    request.mutable_last_day()->set_day(31);
    return request;
  }
  void SetUp() override { person_ = std::to_string(import({list_row(1, "K-1", "Небувайло")})[0]); }

  std::string person_;
};

TEST_F(GapsTest, MediansAndLongestGapsOfEachSource) {
  // From the end of the fact's day: 1 hour, 3 hours, 10 hours.
  put_times("own-units", "'2026-03-01'", 3, "2026-03-02 01:00", "2026-03-02 01:00:30", "'2026-03-02 02:00:30Z'");
  put_times("own-units", "'2026-03-02'", 3, "2026-03-03 03:00", "2026-03-03 03:01:00", "NULL");
  put_times("own-units", "'2026-03-03'", 3, "2026-03-04 10:00", "2026-03-04 10:05:00", "NULL");
  put_times("red-cross", "'2026-03-01'", 2, "2026-03-05 10:00", "2026-03-05 10:00:07", "NULL");
  put_times("callers", "'2026-03-01'", 3, "2026-04-01 00:00", "2026-04-01 00:00:00",
            "NULL");  // entered after the range
  const auto response = gaps(of_march());
  ASSERT_EQ(response.gaps_size(), 2);
  const auto& units = response.gaps(0);
  EXPECT_EQ(units.source_id(), "own-units");
  EXPECT_EQ(units.statements(), 3);
  EXPECT_EQ(units.fact_to_received().known(), 3);
  EXPECT_EQ(units.fact_to_received().median_seconds(), 3 * 3600);
  EXPECT_EQ(units.fact_to_received().longest_seconds(), 10 * 3600);
  EXPECT_EQ(units.received_to_entered().median_seconds(), 60);
  EXPECT_EQ(units.received_to_entered().longest_seconds(), 300);
  EXPECT_EQ(units.entered_to_forwarded().known(), 1);
  EXPECT_EQ(units.entered_to_forwarded().median_seconds(), 3600);
  const auto& cross = response.gaps(1);
  EXPECT_EQ(cross.source_id(), "red-cross");
  EXPECT_EQ(cross.fact_to_received().known(), 0) << "only the month is known";
  EXPECT_EQ(cross.fact_to_received().median_seconds(), 0);
  EXPECT_EQ(cross.received_to_entered().median_seconds(), 7);

  auto one = of_march();
  one.set_source_id("red-cross");
  ASSERT_EQ(gaps(one, "registrar").gaps_size(), 1);
  EXPECT_EQ(gaps(one).gaps(0).source_id(), "red-cross");
}

TEST_F(GapsTest, WhatCannotBeAGapIsNotCounted) {
  put_times("own-units", "'2026-03-09'", 3, "2026-03-09 12:00", "2026-03-09 11:00:00", "'2026-03-09 10:00:00Z'");
  put_times("callers", "'2026-03-10'", 3, "2026-03-09 12:00", "2026-03-09 12:00:00", "NULL");
  put_times("red-cross", "NULL", 0, "2026-03-09 12:00", "2026-03-09 12:00:00", "NULL");
  const auto response = gaps(of_march());
  ASSERT_EQ(response.gaps_size(), 3);
  EXPECT_EQ(response.gaps(0).source_id(), "callers");
  EXPECT_EQ(response.gaps(0).fact_to_received().known(), 0) << "news before the fact";
  EXPECT_EQ(response.gaps(0).received_to_entered().known(), 1);
  EXPECT_EQ(response.gaps(1).source_id(), "own-units");
  EXPECT_EQ(response.gaps(1).fact_to_received().known(), 1) << "news of the same day";
  EXPECT_EQ(response.gaps(1).fact_to_received().longest_seconds(), 0);
  EXPECT_EQ(response.gaps(1).received_to_entered().known(), 0) << "entered before it was received";
  EXPECT_EQ(response.gaps(1).entered_to_forwarded().known(), 0);
  EXPECT_EQ(response.gaps(2).fact_to_received().known(), 0);
}

TEST_F(GapsTest, TheRangeIsBoundedAndItsDaysAreWhole) {
  put_times("own-units", "NULL", 0, "2026-03-01 00:00", "2026-03-01 00:00:00", "NULL");
  put_times("own-units", "NULL", 0, "2026-03-31 23:59", "2026-03-31 23:59:59.999", "NULL");
  put_times("own-units", "NULL", 0, "2026-02-28 23:59", "2026-02-28 23:59:59.999", "NULL");
  EXPECT_EQ(gaps(of_march()).gaps(0).statements(), 2);
  auto request = of_march();
  request.mutable_first_day()->set_year(2025);
  v1::ReportGapsResponse response;
  EXPECT_THAT(fields(call(&Stub::ReportGaps, request, response)), ElementsAre("last_day"));
  request.mutable_first_day()->set_month(3);
  request.mutable_first_day()->set_day(31);
  EXPECT_EQ(gaps(request).gaps_size(), 1) << "366 days";
  request = of_march();
  request.mutable_last_day()->set_month(2);
  request.mutable_last_day()->set_day(3);
  EXPECT_THAT(fields(call(&Stub::ReportGaps, request, response)), ElementsAre("last_day"));
  request.mutable_first_day()->set_day(0);
  request.clear_last_day();
  EXPECT_THAT(fields(call(&Stub::ReportGaps, request, response)), UnorderedElementsAre("first_day", "last_day"));
  request = of_march();
  request.set_source_id("nobody");
  EXPECT_THAT(fields(call(&Stub::ReportGaps, request, response)), ElementsAre("source_id"));
  EXPECT_EQ(call(&Stub::ReportGaps, of_march(), response, "operator").error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace hotline::registry
