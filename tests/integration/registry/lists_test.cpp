#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <span>
#include <thread>

#include "core/result.hpp"
#include "runtime/bytes.hpp"
#include "support/registry_fixture.hpp"
#include "support/review.hpp"

namespace hotline::registry {
namespace {

using test::Import;
using test::list_row;
using test::RegistryServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using Stub = v1::RegistryService::Stub;

std::string uuid(int number) {
  std::string text = "00000000-0000-4000-8000-000000000000";
  const std::string digits = std::to_string(number);
  text.replace(text.size() - digits.size(), digits.size(), digits);
  return text;
}

v1::ListRow dead_row(std::int64_t number, const std::string& external_id, const std::string& surname) {
  v1::ListRow row = list_row(number, external_id, surname);
  row.set_statement("killed");
  row.set_evidence("R6");
  row.set_fact_date("2026-03-04");
  return row;
}

class ListsTest : public testing::Test {
 protected:
  explicit ListsTest(test::DatabaseIs database_is = test::DatabaseIs::kTrial) : server_(database_is) {}

  template <typename Method, typename Request, typename Response>
  grpc::Status call(Method method, const Request& request, Response& response, const std::string& actor = "registrar") {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(60));
    response.Clear();
    return (server_.stub().*method)(&context, request, &response);
  }

  // The list's id; persons_ holds who stands on its rows.
  std::string import(const std::vector<v1::ListRow>& rows, char file = 'a',
                     const std::string& source = "sample-internment") {
    Import import(server_, "registrar");
    import.send(Import::header(file, static_cast<std::int64_t>(rows.size()), source));
    const std::string list = import.read().list_id();
    persons_.clear();
    for (std::size_t first = 0; first < rows.size(); first += 500) {
      const std::size_t last = std::min(first + 500, rows.size());
      import.send(std::vector<v1::ListRow>(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                           rows.begin() + static_cast<std::ptrdiff_t>(last)));
      const auto response = import.read();
      for (const auto& outcome : response.outcomes()) persons_.push_back(outcome.person_id());
    }
    EXPECT_TRUE(import.finish().ok());
    EXPECT_EQ(persons_.size(), rows.size());
    return list;
  }

  v1::CountersignListResponse countersign(const std::string& list, int id, const std::string& actor = "second") {
    v1::CountersignListRequest request;
    request.set_request_id(uuid(id));
    request.set_list_id(list);
    request.set_review_token(test::review_token(server_.stub(), actor, list));
    v1::CountersignListResponse response;
    const grpc::Status status = call(&Stub::CountersignList, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  static v1::WithdrawListRequest withdrawing(const std::string& list, int id) {
    v1::WithdrawListRequest request;
    request.set_request_id(uuid(id));
    request.set_list_id(list);
    request.set_ground("sent in error");
    return request;
  }
  v1::WithdrawListResponse withdraw(const std::string& list, int id, const std::string& actor = "registrar") {
    v1::WithdrawListResponse response;
    const grpc::Status status = call(&Stub::WithdrawList, withdrawing(list, id), response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  v1::GetListResponse shown(const std::string& list) {
    v1::GetListRequest request;
    request.set_list_id(list);
    v1::GetListResponse response;
    EXPECT_TRUE(call(&Stub::GetList, request, response, "supervisor").ok());
    return response;
  }

  v1::ReviewListResponse review(const std::string& list, const std::string& actor = "second", int page_size = 0,
                                const std::string& token = "") {
    v1::ReviewListRequest request;
    request.set_list_id(list);
    request.set_page_size(page_size);
    request.set_page_token(token);
    v1::ReviewListResponse response;
    const grpc::Status status = call(&Stub::ReviewList, request, response, actor);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  std::string status_of(std::int64_t person) const {
    return server_.value("SELECT status FROM person_state WHERE person_id = " + std::to_string(person));
  }
  // What a lookup could say of everybody: all but the versions, which only rise.
  std::string states() const {
    return server_.value(
        "SELECT string_agg(concat_ws(':', person_id, cluster_id, status, rung, flags, status_day, last_alive_day, "
        "inform_kin, cluster_inform_kin, region), ' ' ORDER BY person_id) FROM person_state");
  }
  // Whether a question with this name finds the record.
  bool finds(const std::string& surname, std::int64_t person) const {
    matching::Query query;
    query.name.surname = surname;
    query.name.given = "Остап";
    const std::vector<core::Candidate> all = server_.index().find(query).candidates;
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.person.value() == person; });
  }

  static core::Reason reason(const grpc::Status& status) { return rpc::error_from(status).reason; }
  static std::string state(const grpc::Status& status) {
    for (const auto& [key, value] : rpc::error_from(status).metadata) {
      if (key == "state") return value;
    }
    return {};
  }
  static std::vector<std::string> fields(const grpc::Status& status) {
    std::vector<std::string> names;
    for (const auto& violation : rpc::error_from(status).violations) names.push_back(violation.field);
    return names;
  }
  static std::string words(const grpc::Status& status) {
    std::string text;
    for (const auto& violation : rpc::error_from(status).violations) text += violation.description + "\n";
    return text;
  }

  RegistryServer server_;
  std::vector<std::int64_t> persons_;
};

class LiveListsTest : public ListsTest {
 protected:
  LiveListsTest() : ListsTest(test::DatabaseIs::kLive) {}
};

v1::AddSourceRequest field_hospital(int id) {
  v1::AddSourceRequest request;
  request.set_request_id(uuid(id));
  request.set_source_id("field-hospital-7");
  request.set_description("A hospital, invented");
  request.set_ceiling(v1::EVIDENCE_RUNG_R3);
  request.add_sides(v1::SIDE_OWN);
  request.add_sides(v1::SIDE_ADVERSARY);
  request.add_statement_kinds(v1::STATEMENT_KIND_HOSPITAL_IN);
  request.set_invented(true);
  return request;
}

TEST_F(ListsTest, ASourceIsAddedOnceAndNeverOtherwise) {
  v1::AddSourceResponse first;
  ASSERT_TRUE(call(&Stub::AddSource, field_hospital(1), first, "supervisor").ok());
  EXPECT_THAT(first.source().sides(), ElementsAre(v1::SIDE_ADVERSARY, v1::SIDE_OWN));
  v1::AddSourceResponse again;
  ASSERT_TRUE(call(&Stub::AddSource, field_hospital(1), again, "supervisor").ok());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  // The same content under another request changes nothing.
  ASSERT_TRUE(call(&Stub::AddSource, field_hospital(2), again, "supervisor").ok());
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  auto other = field_hospital(3);
  other.set_ceiling(v1::EVIDENCE_RUNG_R6);
  const grpc::Status known = call(&Stub::AddSource, other, again, "supervisor");
  EXPECT_EQ(reason(known), core::Reason::kWrongState);
  EXPECT_EQ(state(known), "known");
  other.set_request_id(uuid(1));
  EXPECT_EQ(reason(call(&Stub::AddSource, other, again, "supervisor")), core::Reason::kConflict);
  EXPECT_EQ(call(&Stub::AddSource, field_hospital(4), again, "registrar").error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(server_.value("SELECT ceiling FROM source WHERE source_id = 'field-hospital-7'"), "3");

  server_.run_sql(
      "INSERT INTO source_mapping (source_id, headings, columns, changed_by) VALUES ('field-hospital-7', "
      "'{прізвище,примітка}', '{surname,\"\"}', 'id-registrar')");
  v1::ListSourcesResponse sources;
  ASSERT_TRUE(call(&Stub::ListSources, v1::ListSourcesRequest(), sources).ok());
  const auto kept = std::find_if(sources.sources().begin(), sources.sources().end(),
                                 [](const v1::Source& source) { return source.source_id() == "field-hospital-7"; });
  ASSERT_NE(kept, sources.sources().end());
  EXPECT_THAT(kept->statement_kinds(), ElementsAre(v1::STATEMENT_KIND_HOSPITAL_IN));
  ASSERT_EQ(kept->column_mapping_size(), 2);
  EXPECT_EQ(kept->column_mapping(0).column(), "surname");
  EXPECT_EQ(kept->column_mapping(1).heading(), "примітка");
  EXPECT_EQ(kept->column_mapping(1).column(), "");
}

TEST_F(ListsTest, ABadSourceNamesEveryField) {
  v1::AddSourceRequest request;
  request.set_request_id("none");
  request.set_source_id("Field Hospital");
  request.set_description("x");
  request.add_sides(v1::SIDE_UNSPECIFIED);
  request.add_statement_kinds(v1::StatementKind(99));
  v1::AddSourceResponse response;
  EXPECT_THAT(
      fields(call(&Stub::AddSource, request, response, "supervisor")),
      UnorderedElementsAre("request_id", "source_id", "description", "ceiling", "sides[0]", "statement_kinds[0]"));
  request.clear_sides();
  request.set_source_id("-x");
  EXPECT_THAT(fields(call(&Stub::AddSource, request, response, "supervisor")),
              UnorderedElementsAre("request_id", "source_id", "description", "ceiling", "sides", "statement_kinds[0]"));
  EXPECT_EQ(server_.value("SELECT count(*) FROM write_key"), "0");
}

TEST_F(LiveListsTest, ASourceOfInventedPeopleHasNoPlaceInALiveDatabase) {
  auto request = field_hospital(1);
  request.clear_sides();
  v1::AddSourceResponse response;
  EXPECT_THAT(fields(call(&Stub::AddSource, request, response, "supervisor")),
              UnorderedElementsAre("sides", "invented"));
  request = field_hospital(1);
  request.set_invented(false);
  EXPECT_TRUE(call(&Stub::AddSource, request, response, "supervisor").ok());
}

TEST_F(ListsTest, ListsAreShownTheNewestFirstAndPaged) {
  const std::string first = import({list_row(1, "K-1", "Небувайло")}, 'a');
  const std::string second = import({list_row(1, "H-1", "Інакший")}, 'b', "sample-forensic");
  const std::string third = import({list_row(1, "K-2", "Третьяк")}, 'c');
  v1::ListListsRequest request;
  request.set_page_size(2);
  v1::ListListsResponse page;
  ASSERT_TRUE(call(&Stub::ListLists, request, page, "supervisor").ok());
  ASSERT_EQ(page.lists_size(), 2);
  EXPECT_EQ(page.lists(0).list_id(), third);
  EXPECT_EQ(page.lists(1).list_id(), second);
  EXPECT_EQ(page.lists(1).source_id(), "sample-forensic");
  request.set_page_token(page.next_page_token());
  ASSERT_TRUE(call(&Stub::ListLists, request, page, "supervisor").ok());
  ASSERT_EQ(page.lists_size(), 1);
  EXPECT_EQ(page.lists(0).list_id(), first);
  EXPECT_EQ(page.next_page_token(), "");

  v1::ListListsRequest of_source;
  of_source.set_source_id("sample-internment");
  ASSERT_TRUE(call(&Stub::ListLists, of_source, page).ok());
  ASSERT_EQ(page.lists_size(), 2);
  EXPECT_EQ(page.lists(1).list_id(), first);
  of_source.set_page_token(request.page_token());
  EXPECT_THAT(fields(call(&Stub::ListLists, of_source, page, "supervisor")), ElementsAre("page_token"));
  of_source.clear_page_token();
  of_source.set_page_size(-1);
  EXPECT_THAT(fields(call(&Stub::ListLists, of_source, page)), ElementsAre("page_size"));
  EXPECT_EQ(call(&Stub::ListLists, request, page, "operator").error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

TEST_F(ListsTest, TheReviewShowsASampleAndEveryDeathAsItWouldBe) {
  std::vector<v1::ListRow> rows;
  std::set<std::int64_t> dead;
  for (int i = 1; i <= 130; ++i) {
    const std::string id = "K-" + std::to_string(i);
    const bool died = i % 2 == 0;
    rows.push_back(died ? dead_row(i, id, "Небувайло") : list_row(i, id, "Небувайло"));
    if (died) dead.insert(i);
  }
  rows[6].set_evidence("R9");  // refused: in no sample
  const std::string list = import(rows);
  const std::int64_t revision = std::stoll(server_.value("SELECT revision FROM register_revision"));

  std::set<std::int64_t> shown_dead;
  std::string token;
  v1::ReviewListResponse page;
  int pages = 0;
  do {
    page = review(list, "second", 30, token);
    EXPECT_EQ(page.sample_size(), token.empty() ? 20 : 0);
    EXPECT_EQ(page.deaths_total(), 65);
    EXPECT_LE(page.deaths_size(), 30);
    for (const auto& row : page.sample()) {
      EXPECT_NE(row.row_number(), 7);
      EXPECT_EQ(row.person_id(), persons_[static_cast<std::size_t>(row.row_number() - 1)]);
    }
    EXPECT_TRUE(std::is_sorted(page.sample().begin(), page.sample().end(),
                               [](const auto& a, const auto& b) { return a.row_number() < b.row_number(); }));
    for (const auto& row : page.deaths()) {
      shown_dead.insert(row.row_number());
      EXPECT_EQ(row.status(), v1::PERSON_STATUS_UNKNOWN);
      EXPECT_EQ(row.status_after(), v1::PERSON_STATUS_DEAD_CONFIRMED);
      EXPECT_EQ(row.name().surname(), "Небувайло");
      EXPECT_EQ(row.birth_date().year(), 1991);
      EXPECT_EQ(row.statement().kind(), v1::STATEMENT_KIND_KILLED);
      EXPECT_FALSE(row.statement().counts());
      EXPECT_EQ(row.statement().fact_date().day(), 4);
    }
    token = page.next_page_token();
    EXPECT_EQ(page.review_token().empty(), !token.empty());
    ++pages;
  } while (!token.empty());
  EXPECT_EQ(shown_dead, dead);
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(server_.value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 1"), "3");
  EXPECT_EQ(server_.value("SELECT revision FROM register_revision"), std::to_string(revision));
  // A first page holds no more persons than can be locked at once.
  EXPECT_EQ(review(list, "second", 100).deaths_size(), 65);

  // Another drawing, in time: 20 of 129 rows are the same twice only by a wonder.
  const auto rows_of = [&] {
    std::vector<std::int64_t> numbers;
    const auto drawn = review(list);
    for (const auto& row : drawn.sample()) numbers.push_back(row.row_number());
    return numbers;
  };
  EXPECT_NE(rows_of(), rows_of());
}

TEST_F(ListsTest, TheReviewShowsWhomARecordIsJoinedWithAndItsLatestName) {
  import({list_row(1, "K-1", "Небувайло")}, 'a');
  const std::int64_t first = persons_[0];
  const std::string list = import({dead_row(1, "H-1", "Небувайлов")}, 'b', "sample-forensic");
  const std::int64_t second = persons_[0];
  server_.run_sql("UPDATE person_state SET cluster_id = " + std::to_string(first) + ", version = version + 1");
  auto page = review(list);
  ASSERT_EQ(page.deaths_size(), 1);
  EXPECT_THAT(page.deaths(0).joined_with(), ElementsAre(first));
  EXPECT_EQ(page.deaths(0).name().surname(), "Небувайлов");
  // The other record's capture counts for both.
  EXPECT_EQ(page.deaths(0).status_after(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  server_.run_sql("UPDATE person_name SET withdrawn_at = now() WHERE person_id = " + std::to_string(second));
  page = review(list);
  EXPECT_EQ(page.deaths(0).name().surname(), "Небувайлов");  // none is live: the latest
}

TEST_F(ListsTest, AReviewIsOfAWholeListThatStands) {
  std::string begun;
  {
    Import import(server_, "registrar");
    import.send(Import::header('a', 2));
    begun = import.read().list_id();
  }
  v1::ReviewListRequest request;
  request.set_list_id(begun);
  v1::ReviewListResponse response;
  grpc::Status status = call(&Stub::ReviewList, request, response);
  EXPECT_EQ(reason(status), core::Reason::kWrongState);
  EXPECT_EQ(state(status), "importing");
  withdraw(begun, 1);
  EXPECT_EQ(state(call(&Stub::ReviewList, request, response)), "withdrawn");
  request.set_list_id(std::string(32, 'z'));
  EXPECT_EQ(reason(call(&Stub::ReviewList, request, response)), core::Reason::kNotFound);
  request.set_list_id("short");
  request.set_page_size(-1);
  EXPECT_THAT(fields(call(&Stub::ReviewList, request, response)), UnorderedElementsAre("list_id", "page_size"));
  EXPECT_EQ(call(&Stub::ReviewList, request, response, "supervisor").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(server_.value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 1"), "0");

  // What is left of the broken import hears of it.
  Import import(server_, "registrar");
  import.send(Import::header('a', 2));
  EXPECT_EQ(state(import.finish()), "withdrawn");
}

TEST_F(ListsTest, OnlyWhoReadTheListToItsEndSigns) {
  const std::string list = import({dead_row(1, "K-1", "Небувайло"), dead_row(2, "K-2", "Інакший")}, 'a');
  const std::string other = import({dead_row(1, "H-1", "Третьяк")}, 'b', "sample-forensic");
  v1::CountersignListRequest request;
  request.set_request_id(uuid(1));
  request.set_list_id(list);
  v1::CountersignListResponse response;
  const auto refused = [&](const std::string& token) {
    request.set_review_token(token);
    const grpc::Status status = call(&Stub::CountersignList, request, response, "second");
    EXPECT_THAT(fields(status), ElementsAre("review_token"));
    EXPECT_THAT(words(status), HasSubstr("ReviewList"));
  };
  refused("");
  refused("invented");
  refused(test::review_token(server_.stub(), "second", other));
  refused(test::review_token(server_.stub(), "registrar", list));
  // A token of a page is none: the second death was not shown.
  const auto page = review(list, "second", 1);
  ASSERT_NE(page.next_page_token(), "");
  EXPECT_EQ(page.review_token(), "");
  refused(page.next_page_token());
  // One that was read when the list held another number of deaths.
  server_.run_sql("UPDATE list SET deaths = 1 WHERE imported_by = 'id-registrar' AND source_id = 'sample-internment'");
  const std::string older = test::review_token(server_.stub(), "second", list);
  server_.run_sql("UPDATE list SET deaths = 2 WHERE imported_by = 'id-registrar' AND source_id = 'sample-internment'");
  refused(older);
  EXPECT_EQ(server_.value("SELECT count(*) FROM list WHERE countersigned_at IS NOT NULL"), "0");

  // Its own registrar may look, and may not sign.
  request.set_review_token(test::review_token(server_.stub(), "registrar", list));
  EXPECT_EQ(reason(call(&Stub::CountersignList, request, response)), core::Reason::kNotAllowed);
  request.set_request_id("bad");
  request.clear_review_token();
  EXPECT_THAT(fields(call(&Stub::CountersignList, request, response, "second")),
              UnorderedElementsAre("request_id", "review_token"));

  EXPECT_EQ(status_of(persons_[0]), "0");
  EXPECT_EQ(countersign(list, 2).deaths(), 2);
  request.set_request_id(uuid(3));
  request.set_review_token(test::review_token(server_.stub(), "second", list));
  EXPECT_EQ(state(call(&Stub::CountersignList, request, response, "second")), "countersigned");
}

TEST_F(ListsTest, ADeathThatTheListReplacedEndsWithTheSignature) {
  const std::string older = import({dead_row(1, "K-1", "Небувайло")}, 'a');
  const std::int64_t person = persons_[0];
  countersign(older, 1);
  EXPECT_EQ(status_of(person), "15");
  v1::ListRow alive = list_row(1, "K-1", "Небувайло");
  alive.set_fact_date("2026-02-04");
  const std::string list = import({alive, dead_row(2, "K-2", "Інакший")}, 'b');
  ASSERT_EQ(persons_[0], person);
  EXPECT_EQ(server_.value("SELECT by_list IS NOT NULL AND effective_at IS NULL FROM statement_withdrawal"), "t");
  // Shown before it is signed: the death that the row replaced ends with the signature.
  const auto page = review(list);
  ASSERT_EQ(page.sample_size(), 2);
  EXPECT_EQ(page.sample(0).status(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  EXPECT_NE(page.sample(0).status_after(), v1::PERSON_STATUS_DEAD_CONFIRMED);
  const auto shown_after = static_cast<int>(page.sample(0).status_after()) - 1;

  countersign(list, 2);
  EXPECT_EQ(status_of(person), std::to_string(shown_after));
  EXPECT_EQ(server_.value("SELECT confirmed_by FROM statement_withdrawal WHERE effective_at IS NOT NULL"), "id-second");
  EXPECT_EQ(server_.value("SELECT persons FROM register_change ORDER BY revision DESC LIMIT 1"),
            "{" + std::to_string(person) + "," + std::to_string(persons_[1]) + "}");
  // Taking the list back gives the older death its voice again.
  EXPECT_EQ(withdraw(list, 3).deaths_waiting(), 1);
  EXPECT_EQ(status_of(person), "17");  // neither speaks until the second registrar has spoken
  EXPECT_TRUE(withdraw(list, 4, "second").withdrawn());
  EXPECT_EQ(status_of(person), "15");
}

TEST_F(ListsTest, AListWithoutDeathsIsTakenBackInOneAct) {
  import({list_row(1, "K-1", "Небувайло")}, 'a');
  const std::int64_t known = persons_[0];
  const std::string before = states();
  v1::ListRow exchanged = list_row(1, "K-1", "Небувайло");
  exchanged.set_statement("exchanged");
  exchanged.set_fact_date("2026-05-06");
  exchanged.set_evidence("R6");
  const std::string list = import({exchanged, list_row(2, "K-9", "Новосад")}, 'b');
  const std::int64_t fresh = persons_[1];
  EXPECT_EQ(status_of(known), "8");
  EXPECT_TRUE(finds("Новосад", fresh));

  const auto answer = withdraw(list, 1);
  EXPECT_TRUE(answer.withdrawn());
  EXPECT_EQ(answer.statements(), 2);
  EXPECT_EQ(answer.deaths_waiting(), 0);
  EXPECT_EQ(server_.index().revision(), answer.register_revision());
  EXPECT_EQ(server_.value("SELECT persons FROM register_change ORDER BY revision DESC LIMIT 1"),
            "{" + std::to_string(known) + "," + std::to_string(fresh) + "}");
  EXPECT_EQ(states().substr(0, before.size()), before);
  EXPECT_EQ(status_of(fresh), "0");
  // The name of a record that nobody vouches for is nobody's rival; the other man is found as before.
  EXPECT_FALSE(finds("Новосад", fresh));
  EXPECT_TRUE(finds("Небувайло", known));
  const auto list_shown = shown(list);
  EXPECT_EQ(list_shown.withdrawn_by(), "id-registrar");
  EXPECT_TRUE(list_shown.has_withdrawn_at());
  EXPECT_EQ(list_shown.deaths_waiting(), 0);
  EXPECT_EQ(server_.value("SELECT withdrawal_ground FROM list WHERE withdrawn_at IS NOT NULL"), "sent in error");
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement"), "3");  // all stay on record

  v1::WithdrawListResponse again;
  ASSERT_TRUE(call(&Stub::WithdrawList, withdrawing(list, 1), again).ok());
  EXPECT_EQ(again.SerializeAsString(), answer.SerializeAsString());
  EXPECT_EQ(state(call(&Stub::WithdrawList, withdrawing(list, 2), again)), "withdrawn");
  EXPECT_EQ(state(call(&Stub::WithdrawList, withdrawing(list, 3), again, "second")), "withdrawn");
  v1::CountersignListRequest sign;
  sign.set_request_id(uuid(4));
  sign.set_list_id(list);
  sign.set_review_token("none can be had");
  v1::CountersignListResponse signed_off;
  EXPECT_EQ(state(call(&Stub::CountersignList, sign, signed_off, "second")), "withdrawn");
}

TEST_F(ListsTest, ANameAndADateThatTheListChangedAreAsBefore) {
  import({list_row(1, "K-1", "Небувайло")}, 'a');
  const std::int64_t person = persons_[0];
  const std::string before = states();
  v1::ListRow other = list_row(1, "K-1", "Третьяченко");
  other.set_service_number("ТР-7");
  other.set_fact_date("2026-02-20");
  other.set_birth_date("1987-09-30");
  const std::string list = import({other}, 'b');
  ASSERT_EQ(shown(list).rows_changed(), 1);
  EXPECT_TRUE(finds("Третьяченко", person));
  EXPECT_FALSE(finds("Небувайло", person));
  EXPECT_NE(states(), before);

  EXPECT_TRUE(withdraw(list, 1).withdrawn());
  EXPECT_FALSE(finds("Третьяченко", person));
  EXPECT_TRUE(finds("Небувайло", person));
  EXPECT_EQ(states(), before);
  v1::GetPersonRequest request;
  request.set_person_id(person);
  request.set_purpose("check of a list");
  v1::GetPersonResponse page;
  ASSERT_TRUE(call(&Stub::GetPerson, request, page).ok());
  EXPECT_EQ(page.particulars().birth_date().year(), 1991);
}

TEST_F(ListsTest, DeathsThatCountAreTakenBackByTwoRegistrars) {
  import({list_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Інакший")}, 'a');
  const std::vector<std::int64_t> known = persons_;
  const std::string before = states();
  v1::ListRow ill = list_row(2, "K-2", "Інакший");
  ill.set_statement("hospital_in");
  ill.set_fact_date("2026-05-06");
  const std::string list = import({dead_row(1, "K-1", "Небувайло"), ill}, 'b');
  countersign(list, 1);
  EXPECT_EQ(status_of(known[0]), "15");
  EXPECT_EQ(status_of(known[1]), "6");

  const auto asked = withdraw(list, 2);
  EXPECT_FALSE(asked.withdrawn());
  EXPECT_EQ(asked.statements(), 1);
  EXPECT_EQ(asked.deaths_waiting(), 1);
  EXPECT_EQ(status_of(known[0]), "15");  // two people
  EXPECT_EQ(status_of(known[1]), "4");
  EXPECT_EQ(shown(list).deaths_waiting(), 1);
  EXPECT_EQ(shown(list).withdrawn_by(), "id-registrar");
  EXPECT_FALSE(shown(list).has_withdrawn_at());
  v1::ListListsResponse lists;
  ASSERT_TRUE(call(&Stub::ListLists, v1::ListListsRequest(), lists).ok());
  EXPECT_EQ(lists.lists(0).deaths_waiting(), 1);

  v1::WithdrawListResponse response;
  const grpc::Status own = call(&Stub::WithdrawList, withdrawing(list, 3), response);
  EXPECT_EQ(reason(own), core::Reason::kWrongState);
  EXPECT_EQ(state(own), "waits_for_second_registrar");
  EXPECT_EQ(call(&Stub::WithdrawList, withdrawing(list, 4), response, "supervisor").error_code(),
            grpc::StatusCode::PERMISSION_DENIED);

  const auto confirmed = withdraw(list, 5, "second");
  EXPECT_TRUE(confirmed.withdrawn());
  EXPECT_EQ(confirmed.statements(), 1);
  EXPECT_EQ(confirmed.deaths_waiting(), 0);
  EXPECT_EQ(shown(list).withdrawn_by(), "id-second");
  EXPECT_EQ(states(), before);
  EXPECT_EQ(state(call(&Stub::WithdrawList, withdrawing(list, 6), response, "second")), "withdrawn");
}

TEST_F(ListsTest, WhatIsDoneToAListIsLoggedOnce) {
  const std::string list = import({dead_row(1, "K-1", "Небувайло")});
  countersign(list, 1);
  withdraw(list, 2);
  v1::WithdrawListResponse refused;
  EXPECT_FALSE(call(&Stub::WithdrawList, withdrawing(list, 3), refused).ok());
  withdraw(list, 2);  // a repeat
  withdraw(list, 4, "second");
  const auto logged = server_.logged();
  const std::string id = " " + runtime::hex_of(std::span(reinterpret_cast<const std::uint8_t*>(list.data()), 32));
  EXPECT_THAT(test::purposes_of(logged, "ImportList"), ElementsAre("LIST_BEGUN" + id, "LIST_IMPORTED" + id));
  EXPECT_THAT(test::purposes_of(logged, "CountersignList"), ElementsAre("LIST_COUNTERSIGNED" + id));
  EXPECT_THAT(test::purposes_of(logged, "WithdrawList"),
              ElementsAre("LIST_WITHDRAWAL_ASKED" + id, "LIST_WITHDRAWN" + id));
  EXPECT_EQ(logged.back().actor.value(), "id-second");
  EXPECT_EQ(server_.value("SELECT count(*) FROM log_entry WHERE get_byte(leaf, 1) = 2"), "5") << "of kind CHANGE";
}

TEST_F(ListsTest, WhatCannotBeLoggedIsNotDone) {
  const std::string list = import({list_row(1, "K-1", "Небувайло")});
  const std::string before = states();
  server_.run_sql("REVOKE INSERT ON log_entry FROM hotline_log");
  v1::WithdrawListResponse response;
  EXPECT_EQ(call(&Stub::WithdrawList, withdrawing(list, 1), response).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(states(), before);
  EXPECT_FALSE(shown(list).has_withdrawn_at());
  server_.run_sql("GRANT INSERT ON log_entry TO hotline_log");
  grpc::Status status = call(&Stub::WithdrawList, withdrawing(list, 1), response);
  for (int i = 0; i < 100 && status.error_code() == grpc::StatusCode::UNAVAILABLE; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    status = call(&Stub::WithdrawList, withdrawing(list, 1), response);
  }
  EXPECT_TRUE(response.withdrawn()) << "the same request, when the log is back: " << status.error_message();
}

TEST_F(ListsTest, DeathsThatDoNotCountYetNeedNoSecondRegistrar) {
  const std::string list = import({dead_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Інакший")});
  const auto answer = withdraw(list, 1);
  EXPECT_TRUE(answer.withdrawn());
  EXPECT_EQ(answer.statements(), 2);
  EXPECT_EQ(status_of(persons_[1]), "0");
  EXPECT_FALSE(finds("Інакший", persons_[1]));
}

TEST_F(ListsTest, DeathsWithdrawnOneByOneNoLongerWait) {
  const std::string list = import({dead_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Інакший")});
  countersign(list, 1);
  withdraw(list, 2);
  v1::WithdrawStatementRequest request;
  request.set_statement_id(std::stoll(server_.value("SELECT statement_id FROM statement WHERE kind = 12")));
  request.set_ground("another man");
  v1::WithdrawStatementResponse response;
  request.set_request_id(uuid(3));
  ASSERT_TRUE(call(&Stub::WithdrawStatement, request, response).ok());
  request.set_request_id(uuid(4));
  ASSERT_TRUE(call(&Stub::WithdrawStatement, request, response, "second").ok());
  EXPECT_TRUE(response.withdrawn());
  EXPECT_EQ(shown(list).deaths_waiting(), 0);
  // Nothing is left that needs two.
  const auto answer = withdraw(list, 5);
  EXPECT_TRUE(answer.withdrawn());
  EXPECT_EQ(answer.statements(), 0);
}

TEST_F(ListsTest, TheJoinsOfAWithdrawnListAreUndone) {
  import({list_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Інакший")}, 'a');
  const std::vector<std::int64_t> known = persons_;
  const std::string before = states();
  v1::ListRow released = list_row(1, "H-1", "Небувайло");
  released.set_statement("released");
  released.set_fact_date("2026-06-07");
  released.set_evidence("R6");
  v1::ListRow stranger = list_row(2, "H-2", "Новосад");
  stranger.set_birth_date("1964-11-23");
  stranger.set_service_number("ТР-7");
  const std::string list = import({released, stranger}, 'b', "sample-forensic");
  const std::vector<std::int64_t> fresh = persons_;
  EXPECT_EQ(shown(list).rows_joined(), 1);  // by his number
  EXPECT_EQ(status_of(known[0]), "7");
  // One that was only proposed.
  server_.run_sql("INSERT INTO link (person_a, person_b, state, probability, reasons, proposed_by, list_no) SELECT " +
                  std::to_string(known[1]) + ", " + std::to_string(fresh[1]) +
                  ", 1, 0.5, 'planted', 'automatic', max(list_no) FROM list");
  const auto answer = withdraw(list, 1);
  EXPECT_TRUE(answer.withdrawn());
  EXPECT_EQ(states().substr(0, before.size()), before);
  EXPECT_EQ(server_.value("SELECT cluster_id FROM person_state WHERE person_id = " + std::to_string(fresh[0])),
            std::to_string(fresh[0]));
  EXPECT_EQ(server_.value("SELECT string_agg(state::text, ',' ORDER BY link_id) FROM link"), "5,1");
  EXPECT_EQ(server_.value("SELECT concat_ws(' ', decision, state, actor, ground, list_no = (SELECT max(list_no) FROM "
                          "list)) FROM link_event WHERE decision = 4"),
            "4 5 id-registrar sent in error t");
  // The man it was joined to changed too, though no row of the list is his.
  EXPECT_THAT(server_.value("SELECT persons FROM register_change ORDER BY revision DESC LIMIT 1"),
              HasSubstr("{" + std::to_string(known[0]) + ","));
}

TEST_F(ListsTest, TwoRegistrarsAtOnceDoNoHarm) {
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 40; ++i) rows.push_back(dead_row(i, "K-" + std::to_string(i), "Небувайло"));
  const std::string signed_list = import(rows, 'a');
  countersign(signed_list, 1);
  for (int i = 0; i < 40; ++i) rows[static_cast<std::size_t>(i)] = list_row(i + 1, "L-" + std::to_string(i), "Інакший");
  const std::string plain_list = import(rows, 'b');
  const auto both = [&](const std::string& list, int id) {
    grpc::Status ended[2];
    v1::WithdrawListResponse answers[2];
    std::thread first([&] { ended[0] = call(&Stub::WithdrawList, withdrawing(list, id), answers[0]); });
    std::thread second([&] { ended[1] = call(&Stub::WithdrawList, withdrawing(list, id), answers[1], "second"); });
    first.join();
    second.join();
    return std::pair(std::pair(ended[0], ended[1]), std::pair(answers[0], answers[1]));
  };
  // With deaths that count one asks and the other confirms, whoever comes first.
  const auto [ended, answers] = both(signed_list, 2);
  EXPECT_TRUE(ended.first.ok() && ended.second.ok());
  EXPECT_NE(answers.first.withdrawn(), answers.second.withdrawn());
  EXPECT_EQ(answers.first.statements() + answers.second.statements(), 40);
  // Without, one takes it back and the other hears that it is done.
  const auto [one, none] = both(plain_list, 3);
  EXPECT_NE(one.first.ok(), one.second.ok());
  EXPECT_EQ(state(one.first.ok() ? one.second : one.first), "withdrawn");
  EXPECT_EQ(server_.value("SELECT count(*) FROM person_state WHERE status NOT IN (0, 17)"), "0");
  EXPECT_EQ(server_.value("SELECT (SELECT count(*) FROM register_change) - (SELECT revision FROM register_revision)"),
            "0");
}

TEST_F(ListsTest, ABadWithdrawalNamesEveryFieldAndChangesNothing) {
  const std::string list = import({list_row(1, "K-1", "Небувайло")});
  const std::string before = states();
  v1::WithdrawListRequest request;
  request.set_request_id("none");
  request.set_list_id("short");
  request.set_ground("x");
  v1::WithdrawListResponse response;
  EXPECT_THAT(fields(call(&Stub::WithdrawList, request, response)),
              UnorderedElementsAre("request_id", "list_id", "ground"));
  request = withdrawing(std::string(32, 'z'), 1);
  EXPECT_EQ(reason(call(&Stub::WithdrawList, request, response)), core::Reason::kNotFound);
  EXPECT_TRUE(withdraw(list, 2).withdrawn());
  request = withdrawing(list, 2);
  request.set_ground("another ground");
  EXPECT_EQ(reason(call(&Stub::WithdrawList, request, response)), core::Reason::kConflict);
  EXPECT_NE(states(), before);
}

class MissingTest : public ListsTest {
 protected:
  v1::ListMissingResponse missing(const std::string& list, int page_size = 0, const std::string& token = "") {
    v1::ListMissingRequest request;
    request.set_list_id(list);
    request.set_page_size(page_size);
    request.set_page_token(token);
    v1::ListMissingResponse response;
    const grpc::Status status = call(&Stub::ListMissing, request, response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }
  static std::vector<std::int64_t> rows_of(const v1::ListMissingResponse& response) {
    std::vector<std::int64_t> rows;
    for (const auto& person : response.missing()) rows.push_back(person.row_number());
    return rows;
  }
};

TEST_F(MissingTest, WhoIsNotOnTheNewerListIsNamedAndNobodyIsWithdrawn) {
  const auto named = [](int number, const std::string& id) { return list_row(number, id, "Небувайло"); };
  v1::ListRow twice = named(5, "K-4");
  twice.set_statement("seen_alive");
  const std::string earlier =
      import({named(1, "K-1"), named(2, "K-2"), named(3, "K-3"), named(4, "K-4"), twice, named(6, "K-6")}, 'a');
  const std::vector<std::int64_t> before = persons_;
  EXPECT_EQ(missing(earlier).earlier_list_id(), "");
  EXPECT_THAT(rows_of(missing(earlier)), IsEmpty());
  import({named(1, "K-1")}, 'o', "sample-forensic");  // another source is none of its business
  const std::string list = import({named(1, "K-2"), named(2, "N-1")}, 'b');
  const std::string kept = states();

  const auto all = missing(list);
  EXPECT_EQ(all.earlier_list_id(), earlier);
  EXPECT_THAT(rows_of(all), ElementsAre(1, 3, 4, 6));  // K-4 once
  EXPECT_EQ(all.missing(2).person_id(), before[3]);
  EXPECT_EQ(all.next_page_token(), "");
  const auto page = missing(list, 3);
  EXPECT_THAT(rows_of(page), ElementsAre(1, 3, 4));
  EXPECT_THAT(rows_of(missing(list, 3, page.next_page_token())), ElementsAre(6));

  // Who is on it as another record of the same human being is not missing.
  server_.run_sql("UPDATE person_state SET cluster_id = " + std::to_string(before[2]) +
                  " WHERE person_id = " + std::to_string(persons_[1]));
  EXPECT_THAT(rows_of(missing(list)), ElementsAre(1, 4, 6));
  server_.run_sql("UPDATE person_state SET cluster_id = person_id");
  EXPECT_EQ(states(), kept);
  EXPECT_EQ(server_.value("SELECT count(*) FROM statement_withdrawal"), "0");

  // A withdrawn list is compared with none, and none with it.
  withdraw(earlier, 1);
  EXPECT_EQ(missing(list).earlier_list_id(), "");
  withdraw(list, 2);
  v1::ListMissingRequest request;
  request.set_list_id(list);
  v1::ListMissingResponse response;
  EXPECT_EQ(state(call(&Stub::ListMissing, request, response)), "withdrawn");
  request.set_list_id("short");
  EXPECT_THAT(fields(call(&Stub::ListMissing, request, response)), ElementsAre("list_id"));
  request.set_list_id(std::string(32, 'z'));
  EXPECT_EQ(reason(call(&Stub::ListMissing, request, response)), core::Reason::kNotFound);
  {
    Import import(server_, "registrar");
    import.send(Import::header('e', 2));
    request.set_list_id(import.read().list_id());
  }
  EXPECT_EQ(state(call(&Stub::ListMissing, request, response)), "importing");
  EXPECT_EQ(call(&Stub::ListMissing, request, response, "supervisor").error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace hotline::registry
