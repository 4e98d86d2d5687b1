// Finding persons: by the index, by a list, by the clear columns; each person once, each page logged.
#include <set>

#include "page_rig.hpp"

namespace hotline::registry {
namespace {

using test::list_row;
using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::UnorderedElementsAre;

class FindTest : public PageRig {
 protected:
  v1::FindPersonsRequest search() {
    v1::FindPersonsRequest request;
    request.set_purpose("check of a list");
    return request;
  }
  v1::FindPersonsResponse found(const v1::FindPersonsRequest& request) {
    v1::FindPersonsResponse response;
    const auto status = call(&Stub::FindPersons, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message() << testing::PrintToString(fields(status));
    return response;
  }
  // All pages.
  std::vector<std::int64_t> all(v1::FindPersonsRequest request) {
    std::vector<std::int64_t> persons;
    for (int page = 0; page < 100; ++page) {
      const auto response = found(request);
      for (const auto& person : response.persons()) persons.push_back(person.person_id());
      request.set_page_token(response.next_page_token());
      if (response.next_page_token().empty()) return persons;
    }
    ADD_FAILURE() << "no end";
    return persons;
  }
  grpc::Status refused(const v1::FindPersonsRequest& request) {
    v1::FindPersonsResponse response;
    return call(&Stub::FindPersons, request, response);
  }
};

TEST_F(FindTest, ByNameInAnySpellingWithItsProbability) {
  const auto persons = import({list_row(1, "K-1", "Тридубський"), list_row(2, "K-2", "Небувайло")});
  auto request = search();
  request.mutable_name()->set_line("Tridubsky Ostap Zenonovich");
  request.mutable_birth_date()->set_year(1991);
  request.mutable_birth_date()->set_month(4);
  request.mutable_birth_date()->set_day(17);
  const auto response = found(request);
  ASSERT_GE(response.persons_size(), 1);
  const auto& best = response.persons(0);
  EXPECT_EQ(best.person_id(), persons[0]);
  EXPECT_EQ(best.cluster_id(), persons[0]);
  EXPECT_EQ(best.side(), v1::SIDE_ADVERSARY);
  EXPECT_EQ(best.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(best.rung(), v1::EVIDENCE_RUNG_R4);
  EXPECT_EQ(best.name().surname(), "Тридубський");
  EXPECT_EQ(best.birth_date().day(), 17);
  EXPECT_GT(best.probability(), 0.5);
  EXPECT_THAT(best.source_ids(), ElementsAre("sample-internment"));
  for (int i = 1; i < response.persons_size(); ++i) {
    EXPECT_LE(response.persons(i).probability(), response.persons(i - 1).probability());
  }
}

TEST_F(FindTest, ByNumberHoweverItIsWritten) {
  const auto persons = import({list_row(1, "K-1", "Тридубський"), list_row(2, "K-2", "Небувайло")});
  auto request = search();
  request.set_number("тр 100002");
  EXPECT_THAT(all(request), ElementsAre(persons[1]));
  request.set_number("тр 999999");
  EXPECT_THAT(all(request), testing::IsEmpty());
}

TEST_F(FindTest, TheFiltersNarrowWhatTheIndexFinds) {
  const auto persons = import({list_row(1, "K-1", "Тридубський")});
  const std::string first_list = list_id_;
  auto other = list_row(1, "U-1", "Тридубський");
  other.set_service_number("ТР-200001");
  other.set_birth_date("1991-04-18");
  other.set_evidence("R2");
  const auto units = import({other}, "sample-front-reports");
  auto request = search();
  request.mutable_name()->set_surname("Тридубський");
  request.mutable_name()->set_given_name("Остап");
  EXPECT_THAT(all(request), UnorderedElementsAre(persons[0], units[0]));
  auto one = request;
  one.set_source_id("sample-front-reports");
  EXPECT_THAT(all(one), ElementsAre(units[0]));
  one = request;
  one.set_list_id(first_list);
  EXPECT_THAT(all(one), ElementsAre(persons[0]));
  one = request;
  one.add_statuses(v1::PERSON_STATUS_BELIEVED_CAPTIVE);
  EXPECT_THAT(all(one), ElementsAre(units[0]));
  one = request;
  one.add_sides(v1::SIDE_OWN);
  EXPECT_THAT(all(one), testing::IsEmpty());
  one = request;
  one.set_page_size(1);
  EXPECT_THAT(all(one), UnorderedElementsAre(persons[0], units[0])) << "page by page";
}

TEST_F(FindTest, AListIsReadInItsOrderAndEachPersonOnce) {
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 9; ++i) rows.push_back(list_row(i, "K-" + std::to_string(i), "Вигаданий" + std::to_string(i)));
  const auto before = import(rows);
  // Known persons in another order, two of them twice, and a new one.
  std::vector<v1::ListRow> again{rows[4], rows[1], rows[4], rows[7], rows[1]};
  again[2].set_statement("transferred");
  again[4].set_statement("transferred");
  again.push_back(list_row(6, "K-99", "Новенький"));
  for (std::size_t i = 0; i < again.size(); ++i) again[i].set_row_number(static_cast<std::int64_t>(i) + 1);
  const auto persons = import(again);
  auto request = search();
  request.set_list_id(list_id_);
  const std::vector<std::int64_t> expected{before[4], before[1], before[7], persons[5]};
  for (const int size : {1, 2, 3, 50}) {
    request.set_page_size(size);
    EXPECT_THAT(all(request), ElementsAreArray(expected)) << size;
  }
  EXPECT_EQ(found(request).persons(0).probability(), 0);
  request.add_statuses(v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_THAT(all(request), testing::IsEmpty());
}

TEST_F(FindTest, TheClearColumnsGiveEachPersonOnceInOrder) {
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 12; ++i) {
    rows.push_back(list_row(i, "K-" + std::to_string(i), "Вигаданий" + std::to_string(i)));
    if (i % 3 == 0) rows.back().set_evidence("R5");
  }
  const auto persons = import(rows);
  auto own = list_row(1, "O-1", "Наський");
  own.set_service_number("ТР-300001");
  own.set_evidence("R3");
  const auto ours = import({own}, "sample-own-units", v1::SIDE_OWN);

  auto request = search();
  request.set_source_id("sample-internment");
  for (const int size : {5, 12, 50}) {
    request.set_page_size(size);
    EXPECT_THAT(all(request), ElementsAreArray(persons)) << size;
  }
  auto confirmed = search();
  confirmed.add_statuses(v1::PERSON_STATUS_CAPTIVE_CONFIRMED);
  confirmed.set_page_size(2);
  EXPECT_THAT(all(confirmed), ElementsAre(persons[2], persons[5], persons[8], persons[11]));
  auto believed = search();
  believed.add_statuses(v1::PERSON_STATUS_BELIEVED_CAPTIVE);
  believed.add_statuses(v1::PERSON_STATUS_CAPTIVE_CONFIRMED);
  believed.add_sides(v1::SIDE_OWN);
  EXPECT_THAT(all(believed), ElementsAre(ours[0]));
  believed.set_source_id("sample-internment");
  EXPECT_THAT(all(believed), testing::IsEmpty());
}

TEST_F(FindTest, APageScansABoundedPartAndSaysWhereToGoOn) {
  const auto persons = import({list_row(1, "K-1", "Тридубський")});
  // More persons than one call looks at, all of another status; the one sought stands behind them.
  const std::string first = std::to_string(persons[0] + 1'000'000);
  server_.run_sql(
      "INSERT INTO person (person_id, side, sealed) SELECT " + first +
      " + n, 1, p.sealed FROM generate_series(1, 20050) AS n, person AS p;"
      "INSERT INTO person_state (person_id, cluster_id, version, status, rung, flags, inform_kin, status_day,"
      " last_alive_day, hold_until_day, region, changed_at) SELECT p.person_id, p.person_id, 1, 2, 2, 0, 0,"
      " 0, 0, 0, 0, now() FROM person AS p WHERE p.person_id >= " +
      first);
  auto request = search();
  request.add_statuses(v1::PERSON_STATUS_CAPTIVE_CONFIRMED);
  const auto page = found(request);
  EXPECT_EQ(page.persons_size(), 0);
  EXPECT_FALSE(page.next_page_token().empty()) << "empty, and there is more to look at";
  EXPECT_THAT(all(request), testing::IsEmpty());
}

TEST_F(FindTest, TheNameThatHoldsIsShown) {
  const auto persons = import({list_row(1, "K-1", "Тридубський")});
  import({list_row(1, "K-1", "Тридубенко")});
  auto request = search();
  request.set_source_id("sample-internment");
  const auto response = found(request);
  ASSERT_EQ(response.persons_size(), 1);
  EXPECT_EQ(response.persons(0).person_id(), persons[0]);
  EXPECT_EQ(response.persons(0).name().surname(), "Тридубенко");
}

TEST_F(FindTest, EveryPageIsLoggedBeforeItLeaves) {
  import({list_row(1, "K-1", "Тридубський")});
  auto request = search();
  request.mutable_name()->set_line("Тридубський Остап");
  auto before = log_entries();
  found(request);
  EXPECT_EQ(log_entries(), before + 1);
  request = search();
  request.add_statuses(v1::PERSON_STATUS_ESCAPED);
  EXPECT_EQ(found(request).persons_size(), 0);
  EXPECT_EQ(log_entries(), before + 2) << "nothing found is logged too";
  before = log_entries();
  stop_the_log();
  v1::FindPersonsResponse response;
  request.clear_statuses();
  request.set_source_id("sample-internment");
  EXPECT_FALSE(call(&Stub::FindPersons, request, response).ok());
  EXPECT_EQ(response.ByteSizeLong(), 0U);
  let_the_log_go_on();
  EXPECT_EQ(log_entries(), before);
}

TEST_F(FindTest, RefusalsNameEveryField) {
  import({list_row(1, "K-1", "Тридубський")});
  EXPECT_THAT(fields(refused(search())), ElementsAre("name"));
  auto sides = search();
  sides.add_sides(v1::SIDE_OWN);
  EXPECT_THAT(fields(refused(sides)), ElementsAre("name"));
  auto date = search();
  date.mutable_birth_date()->set_year(1991);
  EXPECT_THAT(fields(refused(date)), ElementsAre("birth_date"));
  date.add_statuses(v1::PERSON_STATUS_MISSING);
  EXPECT_THAT(fields(refused(date)), ElementsAre("birth_date"));

  v1::FindPersonsRequest bad;
  bad.set_purpose("x");
  bad.mutable_name()->set_line("Остап");
  bad.mutable_name()->set_surname(std::string(101, 'a'));
  bad.mutable_birth_date()->set_year(1991);
  bad.mutable_birth_date()->set_month(13);
  bad.set_number("---");
  bad.set_list_id("short");
  bad.add_statuses(v1::PERSON_STATUS_UNSPECIFIED);
  bad.add_sides(v1::Side(44));
  bad.set_page_size(-1);
  EXPECT_THAT(fields(refused(bad)), UnorderedElementsAre("purpose", "name.surname", "name.line", "birth_date", "number",
                                                         "list_id", "statuses[0]", "sides[0]", "page_size"));
  auto nowhere = search();
  nowhere.set_source_id("nobody");
  EXPECT_EQ(refused(nowhere).error_code(), grpc::StatusCode::NOT_FOUND);
  nowhere.set_source_id("");
  nowhere.set_list_id(std::string(32, 'q'));
  EXPECT_EQ(refused(nowhere).error_code(), grpc::StatusCode::NOT_FOUND);
  auto token = search();
  token.set_source_id("sample-internment");
  token.set_page_token("nonsense");
  EXPECT_THAT(fields(refused(token)), ElementsAre("page_token"));
  v1::FindPersonsResponse response;
  token.clear_page_token();
  EXPECT_EQ(call(&Stub::FindPersons, token, response, "operator").error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace hotline::registry
