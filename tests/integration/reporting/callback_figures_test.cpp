// Callbacks in the figures: what the desk does with them, step by step as counted anew.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "hotline/v1/reporting_service.grpc.pb.h"
#include "support/desk_fixture.hpp"
#include "support/figures.hpp"

namespace hotline::reporting {
namespace {

using namespace std::chrono_literals;
using test::call_as;
using testing::ElementsAre;

#define CALLBACKS "callback AS c JOIN inquiry AS i ON i.reference = c.reference AND NOT i.apart"
constexpr test::FigureComparison kAll[] = {
    {"opened", FIGURE_CELLS("14", "day, a"),
     COUNTED_ANEW("SELECT (c.opened_at AT TIME ZONE 'UTC')::date, causes, " FIGURE_MEMBERS(
         "callback_id", "2") " FROM " CALLBACKS " GROUP BY 1, 2")},
    {"ended", FIGURE_CELLS("15", "day, a, b"),
     COUNTED_ANEW("SELECT (ended_at AT TIME ZONE 'UTC')::date, c.state,"
                  " CASE c.state WHEN 3 THEN width_bucket((ended_at AT TIME ZONE 'UTC')::date -"
                  " (c.opened_at AT TIME ZONE 'UTC')::date, ARRAY[1, 2, 8, 31, 91, 366]) ELSE 0 END, " FIGURE_MEMBERS(
                      "callback_id", "2") " FROM " CALLBACKS " WHERE ended_at IS NOT NULL GROUP BY 1, 2, 3")},
    {"tries", FIGURE_CELLS("16", "day, a"),
     COUNTED_ANEW("SELECT (tried_at AT TIME ZONE 'UTC')::date, outcome, " FIGURE_MEMBERS(
         "t.callback_id", "2 + try_number") " FROM callback_try AS t JOIN " CALLBACKS
                                            " ON c.callback_id = t.callback_id GROUP BY 1, 2")},
    {"what stands", FIGURE_CELLS("17", "a"),
     COUNTED_ANEW("SELECT c.state, " FIGURE_MEMBERS("callback_id", "2") " FROM " CALLBACKS
                                                                        " WHERE c.state IN (1, 2, 4) GROUP BY 1")},
};

class CallbackFiguresTest : public test::DeskTest {
 protected:
  std::int64_t take(const std::string& actor = "operator", std::int64_t id = 0) {
    const auto claimed = claim(actor, id);
    EXPECT_TRUE(last_.ok()) << last_.error_message();
    return claimed.callback().callback_id();
  }
  void end(std::int64_t id, v1::CallbackOutcome outcome, const std::string& actor = "operator") {
    const auto status = complete(id, outcome, nullptr, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  void tell(std::int64_t id, const v1::OpenInquiryResponse& inquiry, const std::string& actor = "operator") {
    const auto receipt = look_up(inquiry);
    const auto status = complete(id, v1::CALLBACK_OUTCOME_TOLD, &receipt, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  void counted() const {
    test::wait_for_figures(server_);
    for (const test::FigureComparison& one : kAll) EXPECT_EQ(value(one.counted), value(one.anew)) << one.what;
  }
  static void set_today(v1::PartialDate& date) {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
    date.set_year(static_cast<int>(today.year()));
    date.set_month(static_cast<std::int32_t>(static_cast<unsigned>(today.month())));
    date.set_day(static_cast<std::int32_t>(static_cast<unsigned>(today.day())));
  }
  v1::CallbackVolume today() {
    v1::GetVolumesRequest request;
    set_today(*request.mutable_from());
    set_today(*request.mutable_to());
    v1::GetVolumesResponse response;
    const auto status = call_as("supervisor", *reports_, &v1::ReportingService::Stub::GetVolumes, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.days_size(), 1);
    return response.days_size() == 1 ? response.days(0).callbacks() : v1::CallbackVolume();
  }
  // Callbacks promised to so many families, as many wrap-ups would open them.
  void promise(int count) {
    open(1);
    sql("INSERT INTO inquiry (reference, state, language, opened_at, changed_at, opened_by, facts_version, "
        "facts_sealed,"
        " asker_sealed, contact_key, passphrase_hash, kinship, call_from, call_minutes)"
        " SELECT n, 1, 1, now(), now(), 'test', 1, i.facts_sealed, NULL, i.contact_key, i.passphrase_hash, 1 + n % 4, "
        "0, 1440"
        " FROM inquiry AS i, generate_series(1, " +
        std::to_string(count) +
        ") AS n;"
        " SELECT open_callbacks(array_agg(reference), 8::smallint) FROM inquiry WHERE reference <= " +
        std::to_string(count));
  }

  std::unique_ptr<v1::ReportingService::Stub> reports_ = v1::ReportingService::NewStub(server_.channel());
};

TEST_F(CallbackFiguresTest, EveryStepOfTheDeskIsCountedOnce) {
  const auto told = confirmed(1);
  counted();
  EXPECT_EQ(today().due_at_end(), 1);
  end(take(), v1::CALLBACK_OUTCOME_NO_ANSWER);
  counted();
  sql("UPDATE callback SET due_at = now()");
  tell(take(), told);
  counted();
  EXPECT_EQ(today().due_at_end(), 0);

  const auto lapsed = open(2);
  wrap_up(lapsed, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  const std::int64_t vain = take();
  end(vain, v1::CALLBACK_OUTCOME_WRONG_NUMBER);
  confirmed(3, "");
  wrap_up(open(4), v1::WRAP_UP_CODE_SUPERVISOR);
  // A second cause joins one that was counted with its first.
  const auto both = open(5);
  wrap_up(both, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  const auto closed = open(6);
  wrap_up(closed, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  counted();
  wrap_up(both, v1::WRAP_UP_CODE_SUPERVISOR);
  sql("UPDATE inquiry SET state = 6 WHERE reference = " + number_of(closed.inquiry_reference()));
  // Nobody who guards the register is called in a table.
  const auto apart = open(7);
  sql("UPDATE inquiry SET apart = true WHERE reference = " + number_of(apart.inquiry_reference()));
  wrap_up(apart, v1::WRAP_UP_CODE_CALLBACK_BOOKED);
  counted();

  v1::CallbackVolume volume = today();
  EXPECT_EQ(volume.opened(), 6);
  std::map<v1::CallbackCause, std::int64_t> causes;
  for (const auto& cause : volume.by_cause()) causes[cause.cause()] = cause.count();
  EXPECT_THAT(causes, ElementsAre(std::pair(v1::CALLBACK_CAUSE_MATCH, 2), std::pair(v1::CALLBACK_CAUSE_RELEASE, 0),
                                  std::pair(v1::CALLBACK_CAUSE_CORRECTION, 0), std::pair(v1::CALLBACK_CAUSE_BOOKED, 3),
                                  std::pair(v1::CALLBACK_CAUSE_SUPERVISOR, 2)));
  EXPECT_EQ(volume.told(), 1);
  EXPECT_THAT(volume.told_by_days(), ElementsAre(1, 0, 0, 0, 0, 0, 0));
  EXPECT_EQ(volume.lapsed(), 1);
  EXPECT_EQ(volume.ended_otherwise(), 1);
  EXPECT_EQ(volume.tries(), 3);
  EXPECT_EQ(volume.due_at_end(), 2);
  EXPECT_EQ(volume.waiting_for_family_at_end(), 1);
  EXPECT_EQ(volume.lapsed_at_end(), 1);

  // Told by a supervisor after all.
  EXPECT_EQ(take("supervisor", vain), vain);
  tell(vain, lapsed, "supervisor");
  counted();
  volume = today();
  EXPECT_EQ(volume.told(), 2);
  EXPECT_EQ(volume.lapsed(), 0);
  EXPECT_EQ(volume.lapsed_at_end(), 0);
}

TEST_F(CallbackFiguresTest, AsCountedAnewWhateverEndsBetweenSteps) {
  const std::uint64_t seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  std::cout << "seed " << seed << '\n';
  std::mt19937_64 random(seed);
  promise(60);
  int ended = 0;
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 8; ++i) {
      const std::int64_t id = take();
      if (id == 0) break;
      constexpr std::array kOutcomes{v1::CALLBACK_OUTCOME_REACHED_NOT_TOLD, v1::CALLBACK_OUTCOME_NO_ANSWER,
                                     v1::CALLBACK_OUTCOME_WRONG_NUMBER, v1::CALLBACK_OUTCOME_IN_CRISIS};
      end(id, kOutcomes.at(random() % kOutcomes.size()));
    }
    sql("UPDATE callback SET due_at = now() WHERE state = 1");
    sql("UPDATE inquiry SET state = 6 WHERE reference = " + std::to_string(1 + random() % 60));
    ended +=
        std::stoi(value("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        " WHERE usename = 'hotline_reporting' AND datname = current_database()"));
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 200));
  }
  // As if some had been opened long ago: what is counted of them follows.
  sql("UPDATE callback SET opened_at = opened_at - interval '40 days' WHERE callback_id % 3 = 0");
  sql("UPDATE callback SET causes = causes | 4 WHERE callback_id % 3 = 0");
  counted();
  EXPECT_GT(ended, 0);
  EXPECT_NE(value("SELECT count(*) FROM callback WHERE state = 4"), "0");
  // Restored from a dump of a database that had counted further: all of it anew by the next server, and the same.
  const std::string before = value("SELECT sum(count * series)::text || ' ' || sum(members)::text FROM figure_cell");
  server_.stop();
  sql("UPDATE figure_cursor SET callback_xid = '9000000000', callback_id = 0, inquiry_xid = '9000000000';"
      " UPDATE callback SET change_xid = '9000000000'; UPDATE inquiry SET change_xid = '9000000000';"
      " UPDATE standing_cursor SET inquiry_xid = '9000000000'");
  test::TestServer::Options options;
  options.tree = 2;
  const test::TestServer next(server_, options);
  counted();
  EXPECT_EQ(value("SELECT count(*) FROM callback WHERE change_xid = '9000000000'"), "0");
  EXPECT_EQ(value("SELECT sum(count * series)::text || ' ' || sum(members)::text FROM figure_cell"), before);
}

TEST_F(CallbackFiguresTest, LeaveTheBureauRoundedAndByCause) {
  promise(40);
  for (int i = 0; i < 20; ++i) end(take(), v1::CALLBACK_OUTCOME_WRONG_NUMBER);
  counted();
  sql("UPDATE figure_cell SET day = day - interval '1 month'");
  sql("UPDATE figure_cursor SET began_on = current_date - interval '1 month'");
  for (int i = 0; i < 600 && value("SELECT count(*) FROM release_of_figures") != "13"; ++i) {
    std::this_thread::sleep_for(50ms);
  }
  v1::GetFiguresRequest request;
  request.set_table(v1::FIGURE_TABLE_CALLBACKS);
  v1::GetFiguresResponse response;
  const auto status = call_as("reporter", *reports_, &v1::ReportingService::Stub::GetFigures, request, response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  std::map<std::string, std::int64_t> shown;
  for (const auto& row : response.table().rows()) {
    shown[row.row()] = row.kind() == v1::CELL_KIND_VALUE ? row.value() : -static_cast<std::int64_t>(row.kind());
  }
  EXPECT_EQ(shown.at("OPENED"), 40);
  EXPECT_EQ(shown.at("OPENED/BOOKED"), 40);
  EXPECT_EQ(shown.at("OPENED/MATCH"), -v1::CELL_KIND_FEW);
  EXPECT_EQ(shown.at("LAPSED"), 20);
  EXPECT_EQ(shown.at("TRIES/WRONG_NUMBER"), 20);
  EXPECT_EQ(shown.at("TRIES"), 20);
  EXPECT_EQ(shown.at("AT_THE_END/DUE"), 20);
  EXPECT_EQ(shown.at("AT_THE_END/LAPSED"), 20);
  EXPECT_EQ(shown.at("AT_THE_END"), 40);
}

}  // namespace
}  // namespace hotline::reporting
