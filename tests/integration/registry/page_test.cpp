// A person's page: all records of one human being, what speaks against itself, who was told what, and its log entry.
#include "page_rig.hpp"

namespace hotline::registry {
namespace {

using test::list_row;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class PageTest : public PageRig {};

std::vector<std::string> kinds(const v1::GetPersonResponse& page) {
  std::vector<std::string> all;
  for (const auto& one : page.contradictions()) all.push_back(one.kind());
  return all;
}

TEST_F(PageTest, ShowsAllRecordsOfOneHumanBeing) {
  auto first = list_row(1, "K-1", "Небувайло");
  first.set_inform_kin("yes");
  first.set_place("Вигадане місто");
  auto second = list_row(2, "K-2", "Небувайлов");
  second.set_inform_kin("no");
  const auto persons = import({first, second, list_row(3, "K-3", "Сторонній")});
  const std::int64_t link = join(persons[0], persons[1]);

  const auto page = shown(persons[1]);
  EXPECT_EQ(page.person_id(), persons[1]);
  EXPECT_EQ(page.cluster_id(), persons[0]);
  EXPECT_EQ(page.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
  EXPECT_EQ(page.rung(), v1::EVIDENCE_RUNG_R4);
  EXPECT_EQ(page.inform_kin(), v1::INFORM_KIN_NO);
  EXPECT_TRUE(page.trial());
  ASSERT_EQ(page.records_size(), 2);
  EXPECT_EQ(page.records(0).person_id(), persons[1]) << "the one asked for first";
  EXPECT_EQ(page.records(1).person_id(), persons[0]);
  EXPECT_EQ(page.records(1).particulars().birth_date().year(), 1991);
  ASSERT_EQ(page.names_size(), 2);
  EXPECT_EQ(page.names(0).name().surname(), "Небувайло");
  EXPECT_EQ(page.names(0).person_id(), persons[0]);
  EXPECT_EQ(page.names(0).source_id(), "sample-internment");
  ASSERT_EQ(page.identifiers_size(), 2);
  EXPECT_EQ(page.identifiers(1).person_id(), persons[1]);
  EXPECT_EQ(page.identifiers(1).value(), "ТР-100002");
  ASSERT_EQ(page.statements_size(), 2);
  EXPECT_EQ(page.statements(0).place(), "Вигадане місто");
  EXPECT_EQ(page.statements(0).entered_by(), "id-registrar");
  EXPECT_EQ(page.statements(0).list_id(), list_id_);
  EXPECT_EQ(page.statements(1).person_id(), persons[1]);
  ASSERT_EQ(page.links_size(), 1);
  EXPECT_EQ(page.links(0).link_id(), link);
  EXPECT_EQ(page.links(0).state(), v1::LINK_STATE_CONFIRMED);
  EXPECT_EQ(page.links(0).steps(page.links(0).steps_size() - 1).actor(), "id-second");
  EXPECT_EQ(page.links(0).steps(page.links(0).steps_size() - 1).state(), v1::LINK_STATE_CONFIRMED);
}

TEST_F(PageTest, TodaysPageIsWhatTheRegisterHoldsAndWhatIsKnownNow) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  put(persons[0], statement(v1::STATEMENT_KIND_RELEASED, v1::EVIDENCE_RUNG_R6, 5, 2), v1::INFORM_KIN_NAMED_ONLY);
  hold(persons[0], 5);
  auto today = shown(persons[0]);
  EXPECT_EQ(std::to_string(today.status() - 1), server_.value("SELECT status FROM person_state"));
  EXPECT_EQ(today.SerializeAsString(), shown(persons[0], between()).SerializeAsString());
}

TEST_F(PageTest, PlaceHealthAndAuthorityAreOpened) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  auto report = statement(v1::STATEMENT_KIND_HEALTH_REPORT, v1::EVIDENCE_RUNG_R4, 5, 2);
  report.set_health(v1::HEALTH_CONVALESCENT);
  auto altered = statement(v1::STATEMENT_KIND_IDENTITY_ALTERED, v1::EVIDENCE_RUNG_R3, 5, 3);
  altered.set_authority("Вигадане відомство");
  auto notice = statement(v1::STATEMENT_KIND_NOTICE_FORWARDED, v1::EVIDENCE_RUNG_R4, 5, 4);
  notice.set_recipient(v1::RECIPIENT_CENTRAL_TRACING_AGENCY);
  put(persons[0], report);
  put(persons[0], altered);
  put(persons[0], notice);
  const auto page = shown(persons[0]);
  ASSERT_EQ(page.statements_size(), 4);
  EXPECT_EQ(page.statements(1).health(), v1::HEALTH_CONVALESCENT);
  EXPECT_EQ(page.statements(2).authority(), "Вигадане відомство");
  EXPECT_EQ(page.statements(3).recipient(), v1::RECIPIENT_CENTRAL_TRACING_AGENCY);
  EXPECT_FALSE(page.statements(3).has_withdrawn_at());
}

TEST_F(PageTest, ContradictionsStandSideBySide) {
  auto other = list_row(2, "K-2", "Небувайло");
  other.set_birth_date("1992-04-17");
  other.set_sex("f");
  auto first = list_row(1, "K-1", "Небувайло");
  first.set_sex("m");
  const auto persons = import({first, other});
  EXPECT_THAT(kinds(shown(persons[0])), testing::IsEmpty());
  join(persons[0], persons[1]);
  auto page = shown(persons[0]);
  ASSERT_THAT(kinds(page), ElementsAre("birth_date", "sex"));
  EXPECT_THAT(page.contradictions(0).person_ids(), UnorderedElementsAre(persons[0], persons[1]));
  EXPECT_EQ(page.contradictions(0).description().find("1992"), std::string::npos) << "never a value";

  const auto died = put(persons[0], statement(v1::STATEMENT_KIND_DIED, v1::EVIDENCE_RUNG_R5, 4, 1));
  const auto seen = put(persons[1], statement(v1::STATEMENT_KIND_SEEN_ALIVE, v1::EVIDENCE_RUNG_R3, 5, 1));
  page = shown(persons[0]);
  EXPECT_EQ(page.status(), v1::PERSON_STATUS_CONFLICTING);
  ASSERT_THAT(kinds(page), testing::Contains("life_after_death"));
  for (const auto& one : page.contradictions()) {
    if (one.kind() != "life_after_death") continue;
    EXPECT_THAT(one.statement_ids(), UnorderedElementsAre(died, seen));
    EXPECT_THAT(one.person_ids(), UnorderedElementsAre(persons[0], persons[1]));
  }
  withdraw(seen);
  EXPECT_THAT(kinds(shown(persons[0])), testing::Not(testing::Contains("life_after_death")));
}

TEST_F(PageTest, AWithdrawalSaysWhoAndWhy) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  const auto died = put(persons[0], statement(v1::STATEMENT_KIND_DIED, v1::EVIDENCE_RUNG_R6, 5, 2));
  EXPECT_FALSE(withdraw(died, "registrar"));
  auto page = shown(persons[0]);
  EXPECT_FALSE(page.statements(1).has_withdrawn_at()) << "waits for the second registrar";
  EXPECT_EQ(page.statements(1).withdrawn_by(), "id-registrar");
  EXPECT_TRUE(withdraw(died, "second"));
  page = shown(persons[0]);
  EXPECT_TRUE(page.statements(1).has_withdrawn_at());
  EXPECT_EQ(page.statements(1).withdrawn_by(), "id-registrar, id-second");
  EXPECT_EQ(page.statements(1).withdrawal_ground(), "taken back by a test");
  EXPECT_EQ(page.status(), v1::PERSON_STATUS_CAPTIVE_NOTIFIED);
}

TEST_F(PageTest, ShowsWhoWasToldWhat) {
  const auto persons = import({list_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Небувайлов")});
  join(persons[0], persons[1]);
  const auto tell = [&](std::int64_t index, std::int64_t person, int kind, const std::string& at) {
    server_.run_sql(
        "INSERT INTO disclosed (tree, log_index, person_id, version, reference, disclosed_at) VALUES (7, " +
        std::to_string(index) + ", " + std::to_string(person) + ", 1, 4170935528, " + at + ");" +
        "INSERT INTO lookup_fact (tree, log_index, hour, channel, language, answer_kind, region, duration_us)"
        " VALUES (7, " +
        std::to_string(index) + ", now(), 1, 1, " + std::to_string(kind) + ", 0, 5)");
  };
  tell(900, persons[0], v1::ANSWER_KIND_CONFIRMED_CAPTIVE, "now() - interval '2 days'");
  tell(901, persons[1], v1::ANSWER_KIND_PROBABLE_CAPTIVE, "now()");
  const core::Instant yesterday = runtime::SystemClock().now() - std::chrono::hours(24);
  const auto page = shown(persons[0]);
  ASSERT_EQ(page.told_size(), 2);
  EXPECT_EQ(page.told(0).kind(), v1::ANSWER_KIND_PROBABLE_CAPTIVE);
  EXPECT_EQ(page.told(0).person_id(), persons[1]);
  EXPECT_EQ(page.told(1).kind(), v1::ANSWER_KIND_CONFIRMED_CAPTIVE);
  EXPECT_EQ(page.told(1).reference().substr(0, 12), "417-093-5528");
  EXPECT_EQ(page.told(1).log_tree(), 7);
  EXPECT_EQ(page.told(1).log_index(), 900);
  server_.run_sql("UPDATE person SET entered_at = now() - interval '9 days'");
  EXPECT_EQ(shown(persons[0], yesterday).told_size(), 1) << "only what had been told by then";
  server_.run_sql(
      "INSERT INTO disclosed (tree, log_index, person_id, version, disclosed_at, answer_kind) VALUES (7, 950, " +
      std::to_string(persons[0]) + ", 1, now() + interval '1 hour', 9)");
  EXPECT_EQ(shown(persons[0]).told(0).kind(), v1::ANSWER_KIND_DEAD) << "no look-up among the facts";
  EXPECT_EQ(shown(persons[0]).told(0).reference(), "");
  for (int i = 0; i < 120; ++i) tell(1000 + i, persons[0], v1::ANSWER_KIND_CONFIRMED_CAPTIVE, "now()");
  EXPECT_EQ(shown(persons[0]).told_size(), 100);
}

TEST_F(PageTest, IsLoggedWithTodaysClusterBeforeItLeaves) {
  const auto persons = import({list_row(1, "K-1", "Небувайло"), list_row(2, "K-2", "Небувайлов")});
  join(persons[0], persons[1]);
  const auto before = log_entries();
  shown(persons[0]);
  EXPECT_EQ(log_entries(), before + 1);
  stop_the_log();
  v1::GetPersonResponse response;
  const auto status = call(&Stub::GetPerson, page_of(persons[0]), response);
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(response.ByteSizeLong(), 0U) << "nothing leaves unlogged";
  let_the_log_go_on();
}

TEST_F(PageTest, BadRequestsNameEveryField) {
  const auto persons = import({list_row(1, "K-1", "Небувайло")});
  v1::GetPersonRequest request;
  request.set_person_id(-1);
  request.set_purpose("x");
  request.mutable_as_of()->set_year(2026);
  *request.mutable_known_on() = stamp(runtime::SystemClock().now() + std::chrono::hours(1));
  v1::GetPersonResponse response;
  EXPECT_THAT(fields(call(&Stub::GetPerson, request, response)),
              UnorderedElementsAre("person_id", "purpose", "as_of", "known_on"));
  auto ahead = page_of(persons[0]);
  *ahead.mutable_as_of() = day(2);
  EXPECT_THAT(fields(call(&Stub::GetPerson, ahead, response)), ElementsAre("as_of"));

  v1::WhatCouldBeSaidRequest said;
  said.set_person_id(persons[0]);
  said.set_purpose("complaint of a mother");
  *said.mutable_day() = day(1);
  v1::WhatCouldBeSaidResponse answer;
  EXPECT_THAT(fields(call(&Stub::WhatCouldBeSaid, said, answer, "supervisor")), ElementsAre("day"));
  said.clear_day();
  said.set_person_id(0);
  EXPECT_THAT(fields(call(&Stub::WhatCouldBeSaid, said, answer, "supervisor")),
              UnorderedElementsAre("person_id", "day"));
  EXPECT_EQ(call(&Stub::WhatCouldBeSaid, said, answer, "registrar").error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(call(&Stub::GetPerson, page_of(persons[0]), response, "operator").error_code(),
            grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(call(&Stub::GetPerson, page_of(987654), response).error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace hotline::registry
