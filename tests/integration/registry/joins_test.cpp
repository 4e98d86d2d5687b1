// One human being once: what an import joins, what it leaves to people, and how a source's later list changes a row.
#include <gmock/gmock.h>

#include <thread>

#include "support/registry_fixture.hpp"

namespace hotline::registry {
namespace {

using test::Import;
using test::list_row;
using test::RegistryServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kHospital[] = "sample-hospitals";

class JoinsTest : public testing::Test {
 protected:
  JoinsTest() {
    server.run_sql(
        "INSERT INTO source (source_id, description, ceiling, sides, invented) VALUES "
        "('sample-hospitals', 'Invented hospitals', 6, '{1,2}', true), "
        "('sample-units', 'Invented units', 6, '{1,2}', true)");
  }

  v1::RowOutcome import(char file, const v1::ListRow& row, const std::string& source = "sample-internment",
                        v1::Side side = v1::SIDE_ADVERSARY) {
    return import_all(file, {row}, source, side).at(0);
  }
  std::vector<v1::RowOutcome> import_all(char file, const std::vector<v1::ListRow>& rows,
                                         const std::string& source = "sample-internment",
                                         v1::Side side = v1::SIDE_ADVERSARY, bool dry_run = false) {
    Import import(server, "registrar");
    v1::ListHeader header = Import::header(file, static_cast<std::int64_t>(rows.size()), source, side);
    header.set_dry_run(dry_run);
    EXPECT_TRUE(import.send(header));
    import.read();
    EXPECT_TRUE(import.send(rows));
    const v1::ImportListResponse response = import.read();
    EXPECT_EQ(response.dry_run(), dry_run);
    list_id = response.list_id();
    const grpc::Status status = import.finish();
    EXPECT_TRUE(status.ok()) << status.error_message();
    return {response.outcomes().begin(), response.outcomes().end()};
  }
  std::string clusters() {
    return server.value(
        "SELECT string_agg(person_id || ':' || cluster_id || ':' || status, ' ' ORDER BY person_id) FROM person_state");
  }
  static v1::ListRow without_number(v1::ListRow row) {
    row.clear_service_number();
    return row;
  }

  // Takes the list back that was imported as this file.
  void withdraw(const std::string& id) {
    v1::WithdrawListRequest request;
    std::string uuid = "00000000-0000-4000-9000-000000000000";
    uuid.back() = static_cast<char>('0' + withdrawals++);
    request.set_request_id(uuid);
    request.set_list_id(id);
    request.set_ground("came by mistake");
    v1::WithdrawListResponse response;
    grpc::ClientContext context;
    rpc::prepare(context, "registrar", std::chrono::seconds(10));
    const grpc::Status status = server.stub().WithdrawList(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }
  std::size_t found(const std::string& name) const {
    matching::Query query;
    query.name.line = name;
    query.birth_date = *core::parse_date("1991-04-17");
    return server.index().find(query).candidates.size();
  }

  RegistryServer server;
  std::string list_id;
  int withdrawals = 0;
};

TEST_F(JoinsTest, OneNumberIsOneManAndHisStatementsAreOneStatus) {
  const auto first = import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow row = list_row(1, "H-9", "Nebuvailo");
  row.clear_birth_date();
  row.set_statement("hospital_in");
  row.set_fact_date("2026-03-01");
  const auto second = import('b', row, kHospital);
  EXPECT_EQ(second.kind(), v1::ROW_OUTCOME_KIND_JOINED);
  EXPECT_EQ(second.join_ground(), v1::JOIN_GROUND_NUMBER);
  EXPECT_EQ(second.joined_to(), first.person_id());
  EXPECT_NE(second.person_id(), first.person_id()) << "records are linked, never merged";
  EXPECT_EQ(clusters(), "1:1:6 2:1:6") << "in hospital, both records";
  EXPECT_EQ(server.value("SELECT rows_joined FROM list WHERE source_id = 'sample-hospitals'"), "1");
  EXPECT_EQ(server.value("SELECT state || '/' || join_ground || '/' || proposed_by FROM link"), "2/1/automatic");
}

TEST_F(JoinsTest, OneFullNameAndBirthDateIsOneManInAnyOrderAndCase) {
  import('a', without_number(list_row(1, "K-1", "Небувайло")));
  v1::ListRow row = without_number(list_row(1, "H-9", ""));
  row.clear_name();
  row.mutable_name()->set_line("остап ЗЕНОНОВИЧ небувайло");
  const auto second = import('b', row, kHospital);
  EXPECT_EQ(second.kind(), v1::ROW_OUTCOME_KIND_JOINED);
  EXPECT_EQ(second.join_ground(), v1::JOIN_GROUND_NAME_AND_DATE);
  EXPECT_EQ(clusters(), "1:1:4 2:1:4");
}

TEST_F(JoinsTest, WhatContradictsIsNotJoined) {
  v1::ListRow known = list_row(1, "K-1", "Небувайло");
  known.set_sex("m");
  import('a', known);
  v1::ListRow namesake = list_row(2, "H-1", "Небувайло");    // another number
  v1::ListRow mistyped = list_row(1, "H-2", "Тридубський");  // his number, another name
  mistyped.mutable_name()->set_given_name("Захар");
  v1::ListRow brother = without_number(list_row(3, "H-3", "Небувайло"));
  brother.mutable_name()->set_given_name("Богдан");
  v1::ListRow son = without_number(list_row(4, "H-4", "Небувайло"));
  son.mutable_name()->set_patronymic("Остапович");
  v1::ListRow younger = without_number(list_row(5, "H-5", "Небувайло"));
  younger.set_birth_date("1992-04-17");
  v1::ListRow half_named = without_number(list_row(6, "H-6", "Небувайло"));
  half_named.mutable_name()->clear_patronymic();
  v1::ListRow half_dated = without_number(list_row(7, "H-7", "Небувайло"));
  half_dated.set_birth_date("1991");
  v1::ListRow woman = without_number(list_row(8, "H-8", "Небувайло"));
  woman.set_sex("f");
  v1::ListRow initials = without_number(list_row(9, "H-9", "Небувайло"));
  initials.mutable_name()->set_given_name("О.");
  initials.mutable_name()->set_patronymic("З.");
  v1::ListRow twin = initials;  // Остап and Орест have the same ones
  twin.set_external_id("H-10");
  char file = 'b';
  for (v1::ListRow row : {namesake, mistyped, brother, son, younger, half_named, half_dated, woman, initials, twin}) {
    row.set_row_number(1);
    EXPECT_EQ(import(file++, row, kHospital).kind(), v1::ROW_OUTCOME_KIND_NEW) << row.external_id();
  }
  const auto own = import('z', without_number(list_row(1, "U-1", "Небувайло")), "sample-units", v1::SIDE_OWN);
  EXPECT_EQ(own.kind(), v1::ROW_OUTCOME_KIND_NEW) << "another side";
  EXPECT_EQ(server.value("SELECT count(*) FROM link"), "0");
  EXPECT_EQ(server.value("SELECT count(DISTINCT cluster_id) FROM person_state"), "12");
}

TEST_F(JoinsTest, TwoWhoBothFitAreLeftToPeople) {
  v1::ListRow one = list_row(1, "K-1", "Небувайло");
  v1::ListRow other = list_row(2, "K-2", "Небувайло");
  EXPECT_EQ(import_all('a', {one, other})[1].kind(), v1::ROW_OUTCOME_KIND_NEW) << "namesakes: two numbers";
  const auto third = import('b', without_number(list_row(1, "H-1", "Небувайло")), kHospital);
  EXPECT_EQ(third.kind(), v1::ROW_OUTCOME_KIND_NEW);
  EXPECT_EQ(server.find_links(), 3) << "each with each";
  const auto numbered = import('c', list_row(1, "U-1", "Небувайло"), "sample-units");
  EXPECT_EQ(numbered.kind(), v1::ROW_OUTCOME_KIND_NEW) << "the number says who, but his namesake is near too";
}

TEST_F(JoinsTest, RowsOfOneChunkAreJoinedToo) {
  v1::ListRow again = list_row(1, "K-2", "Небувайло");
  again.set_row_number(2);
  const auto outcomes = import_all('a', {list_row(1, "K-1", "Небувайло"), again});
  EXPECT_EQ(outcomes[1].kind(), v1::ROW_OUTCOME_KIND_JOINED);
  EXPECT_EQ(outcomes[1].joined_to(), outcomes[0].person_id());
  EXPECT_EQ(clusters(), "1:1:4 2:1:4");
}

TEST_F(JoinsTest, TwoKeysOfOneSourceAreTwoMenUnlessOneNumberIsTheirs) {
  import('a', without_number(list_row(1, "K-1", "Небувайло")));
  EXPECT_EQ(import('b', without_number(list_row(1, "K-2", "Небувайло"))).kind(), v1::ROW_OUTCOME_KIND_NEW);
  EXPECT_EQ(import('c', list_row(1, "K-3", "Тридубський")).kind(), v1::ROW_OUTCOME_KIND_NEW);
  EXPECT_EQ(import('d', list_row(1, "K-4", "Тридубський")).kind(), v1::ROW_OUTCOME_KIND_JOINED);
  v1::ListRow unkeyed = without_number(list_row(1, "", "Вигаданський"));
  import('e', unkeyed);
  unkeyed.set_place("Вигадне");
  EXPECT_EQ(import('f', unkeyed).kind(), v1::ROW_OUTCOME_KIND_JOINED) << "next month's list of a source without keys";
}

TEST_F(JoinsTest, TwoListsAtOnceSeeEachOther) {
  const auto send = [&](char file, const std::string& source) {
    std::vector<v1::ListRow> rows;
    for (int i = 1; i <= 300; ++i)
      rows.push_back(list_row(i, source + std::to_string(i), "Вигаданий" + std::to_string(i)));
    import_all(file, rows, source);
  };
  std::thread other([&] { send('b', kHospital); });
  send('a', "sample-internment");
  other.join();
  EXPECT_EQ(server.value("SELECT count(*) || '/' || count(DISTINCT cluster_id) FROM person_state"), "600/300");
  EXPECT_EQ(server.value("SELECT count(*) FROM link WHERE state = 2"), "300");
}

TEST_F(JoinsTest, ACorrectedDayReplacesTheOlderStatement) {
  import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow corrected = list_row(1, "K-1", "Небувайло");
  corrected.set_fact_date("2026-02-05");
  EXPECT_EQ(import('b', corrected).kind(), v1::ROW_OUTCOME_KIND_CHANGED);
  EXPECT_EQ(server.value("SELECT count(*) FROM statement"), "2");
  EXPECT_EQ(server.value("SELECT w.by_list || '/' || (w.effective_at IS NOT NULL) FROM statement_withdrawal AS w"),
            "2/true");
  EXPECT_EQ(server.value("SELECT status_day = DATE '2026-02-05' - DATE '1970-01-01' FROM person_state"), "t");
  const auto old_again = import('c', list_row(1, "K-1", "Небувайло"));
  EXPECT_EQ(old_again.kind(), v1::ROW_OUTCOME_KIND_REFUSED) << "an old list sent late must not turn the clock back";
  EXPECT_THAT(old_again.faults(0).description(), HasSubstr("withdraw the later statement"));
  EXPECT_EQ(import('d', corrected).kind(), v1::ROW_OUTCOME_KIND_UNCHANGED);
}

TEST_F(JoinsTest, WhatHappensAgainIsNoCorrection) {
  v1::ListRow report = list_row(1, "K-1", "Небувайло");
  report.set_statement("health_report");
  report.set_health("sick");
  import('a', report);
  report.set_fact_date("2026-02-10");
  report.set_health("recovered");
  EXPECT_EQ(import('b', report).kind(), v1::ROW_OUTCOME_KIND_STATEMENT_ADDED);
  report.set_health("good");
  EXPECT_EQ(import('c', report).kind(), v1::ROW_OUTCOME_KIND_CHANGED) << "the same day's report, corrected";
  EXPECT_EQ(server.value("SELECT count(*) FROM statement_withdrawal"), "1");
}

TEST_F(JoinsTest, NamesNumbersAndBirthDatesAreCorrectedAndKept) {
  import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow row = list_row(1, "K-1", "Небувало");
  row.set_service_number("ТР-777");
  row.set_birth_date("1991-07-14");
  row.set_birthplace("Вигадне");
  EXPECT_EQ(import('b', row).kind(), v1::ROW_OUTCOME_KIND_CHANGED);
  EXPECT_EQ(server.value("SELECT count(*) || '/' || count(withdrawn_at) FROM person_name"), "2/1");
  EXPECT_EQ(server.value("SELECT count(*) || '/' || count(withdrawn_at) FROM identifier"), "2/1");
  EXPECT_EQ(server.value("SELECT count(*) FROM person_particulars"), "1");
  EXPECT_EQ(server.value("SELECT count(*) FROM statement"), "1") << "what it states is as it was";
  matching::Query query;
  query.name.line = "Небувало Остап Зенонович";
  query.birth_date = *core::parse_date("1991-07-14");
  const auto found = server.index().find(query);
  ASSERT_EQ(found.candidates.size(), 1U);
  EXPECT_EQ(found.candidates[0].field(core::Field::kBirthDate).agreement, core::Agreement::kAgrees);
  EXPECT_EQ(found.candidates[0].field(core::Field::kSurname).agreement, core::Agreement::kAgrees);
}

TEST_F(JoinsTest, ASourceThatSpeaksOfTheLivingTakesBackItsDeath) {
  v1::ListRow dead = list_row(1, "K-1", "Небувайло");
  dead.set_statement("killed");
  import('a', dead);
  EXPECT_EQ(import('b', list_row(1, "K-1", "Небувайло")).kind(), v1::ROW_OUTCOME_KIND_CHANGED);
  EXPECT_EQ(server.value("SELECT effective_at IS NOT NULL FROM statement_withdrawal"), "t") << "it never counted";

  v1::ListRow other = list_row(2, "K-2", "Тридубський");
  other.set_row_number(1);
  other.set_statement("killed");
  import('c', other);
  server.run_sql("UPDATE list SET countersigned_by = 'id-second', countersigned_at = now() WHERE list_no = 3");
  other.set_statement("captured");
  EXPECT_EQ(import('d', other).kind(), v1::ROW_OUTCOME_KIND_CHANGED);
  EXPECT_EQ(server.value("SELECT count(*) FROM statement_withdrawal WHERE effective_at IS NULL"), "1")
      << "a death that counts waits for the second registrar";
}

TEST_F(JoinsTest, ACorrectionTakesBackNoWish) {
  v1::ListRow silent = list_row(1, "K-1", "Небувайло");
  silent.set_inform_kin("no");
  silent.set_region("17");
  silent.set_place("Вигадне");
  import('a', silent);
  v1::ListRow corrected = list_row(1, "K-1", "Небувайло");
  corrected.set_fact_date("2026-02-05");
  EXPECT_EQ(import('b', corrected).kind(), v1::ROW_OUTCOME_KIND_CHANGED);
  EXPECT_EQ(server.value("SELECT inform_kin || '/' || cluster_inform_kin || '/' || region FROM person_state"),
            "3/3/17");
}

class ThreeListsTest : public JoinsTest {
 protected:
  void import_three() {
    import('a', list_row(1, "K-1", "Небувайло"));
    v1::ListRow row = list_row(1, "K-1", "Небувало");
    row.set_fact_date("2026-02-05");
    import('b', row);
    second_ = list_id;
    row = list_row(1, "K-1", "Небувалий");
    row.set_fact_date("2026-02-07");
    import('c', row);
    third_ = list_id;
  }
  // Days of the statements that stand.
  std::string live() {
    return server.value(
        "SELECT string_agg(to_char(fact_day, 'DD'), ' ' ORDER BY fact_day) FROM statement AS s WHERE NOT EXISTS "
        "(SELECT "
        "FROM statement_withdrawal AS w LEFT JOIN list AS b ON b.list_no = w.by_list WHERE w.statement_id = "
        "s.statement_id AND b.withdrawn_at IS NULL) AND NOT EXISTS (SELECT FROM list AS l WHERE l.list_no = s.list_no "
        "AND l.withdrawn_at IS NOT NULL)");
  }
  std::string second_;
  std::string third_;
};

TEST_F(ThreeListsTest, WhatAReplacedListHadReplacedStaysReplaced) {
  import_three();
  withdraw(second_);
  EXPECT_EQ(live(), "07") << "the third list still says otherwise than the first";
  EXPECT_EQ(found("Небувалий Остап Зенонович"), 1U);
  withdraw(third_);
  EXPECT_EQ(live(), "03");
  EXPECT_EQ(server.value("SELECT status_day = DATE '2026-02-03' - DATE '1970-01-01' FROM person_state"), "t");
}

TEST_F(ThreeListsTest, WhatTheLastListHadReplacedIsReplacedByTheOneBefore) {
  import_three();
  withdraw(third_);
  EXPECT_EQ(live(), "05") << "the second list still says otherwise than the first";
  EXPECT_EQ(server.value("SELECT status_day = DATE '2026-02-05' - DATE '1970-01-01' FROM person_state"), "t");
  withdraw(second_);
  EXPECT_EQ(live(), "03");
}

TEST_F(JoinsTest, WhatALaterListSaidTooOutlivesTheFirst) {
  v1::ListRow row = list_row(1, "K-1", "Небувайло");
  row.set_inform_kin("yes");
  import('a', row);
  const std::string first = list_id;
  EXPECT_EQ(import('b', row).kind(), v1::ROW_OUTCOME_KIND_UNCHANGED);
  const std::string second = list_id;
  v1::ListRow later = list_row(1, "K-1", "Небувайло");
  later.set_statement("hospital_in");
  later.set_inform_kin("no");
  import('c', later);
  withdraw(first);
  EXPECT_EQ(server.value("SELECT status || '/' || inform_kin FROM person_state"), "6/3");
  EXPECT_EQ(found("Небувайло Остап Зенонович"), 1U);
  EXPECT_EQ(server.value("SELECT count(*) FROM statement WHERE kind = 1 AND list_no = 2"), "1");
  withdraw(list_id);
  EXPECT_EQ(server.value("SELECT status || '/' || inform_kin FROM person_state"), "4/1") << "the second list stands";
  withdraw(second);
  EXPECT_EQ(server.value("SELECT status || '/' || inform_kin FROM person_state"), "0/0");
}

TEST_F(JoinsTest, WhoIsStillSpokenOfIsStillFound) {
  import('a', list_row(1, "K-1", "Небувайло"));
  const std::string first = list_id;
  v1::ListRow row = list_row(1, "K-1", "Небувайло");
  row.set_fact_date("2026-02-05");
  import('b', row);
  const std::string second = list_id;
  withdraw(first);
  EXPECT_EQ(found("Небувайло Остап Зенонович"), 1U) << "his name came with the first list, his statement stands";
  withdraw(second);
  EXPECT_EQ(found("Небувайло Остап Зенонович"), 0U) << "an empty record would be everybody's rival";
}

TEST_F(JoinsTest, AJoinOutlivesItsListWhileOthersSpeakOfBoth) {
  import('a', list_row(1, "U-1", "Небувайло"), "sample-units");
  import('b', list_row(1, "K-1", "Небувайло"));
  const std::string joining = list_id;
  v1::ListRow row = list_row(1, "K-1", "Небувайло");
  row.set_fact_date("2026-02-05");
  import('c', row);
  const std::string later = list_id;
  withdraw(joining);
  EXPECT_EQ(clusters(), "1:1:4 2:1:4");
  withdraw(later);
  EXPECT_EQ(clusters(), "1:1:4 2:1:4") << "taken apart by people alone: the list that joined them is gone already";
}

TEST_F(JoinsTest, AListUnderTheWrongSideIsMended) {
  import('a', list_row(1, "K-1", "Небувайло"), kHospital);
  const std::string wrong = list_id;
  EXPECT_EQ(import('b', list_row(1, "K-1", "Небувайло"), kHospital, v1::SIDE_OWN).kind(), v1::ROW_OUTCOME_KIND_REFUSED);
  withdraw(wrong);
  EXPECT_EQ(import('c', list_row(1, "K-1", "Небувайло"), kHospital, v1::SIDE_OWN).kind(), v1::ROW_OUTCOME_KIND_NEW);
  EXPECT_EQ(server.value("SELECT string_agg(p.side || ':' || s.status, ' ' ORDER BY p.person_id) FROM person AS p JOIN "
                         "person_state AS s USING (person_id)"),
            "1:0 2:4");
}

TEST_F(JoinsTest, OneKeyOfOneListIsOneMan) {
  v1::ListRow other = list_row(2, "K-1", "Тридубський");
  other.set_birth_date("1980-01-02");
  const auto outcomes = import_all('a', {list_row(1, "K-1", "Небувайло"), other});
  EXPECT_EQ(outcomes[1].kind(), v1::ROW_OUTCOME_KIND_REFUSED);
  EXPECT_THAT(outcomes[1].faults(0).description(), HasSubstr("one key is one man"));
}

TEST_F(JoinsTest, AnAttemptWaitsForTheWithdrawalOfTheOneBefore) {
  import('a', list_row(1, "K-1", "Небувайло"));
  const std::string first = list_id;
  const auto again = [&] {
    Import import(server, "registrar");
    v1::ListHeader header = Import::header('a', 1);
    header.set_attempt(1);
    import.send(header);
    import.read();
    return rpc::error_from(import.finish());
  };
  EXPECT_EQ(again().reason, core::Reason::kWrongState);
  withdraw(first);
  EXPECT_EQ(again().reason, core::Reason::kInvalidField) << "it begins, and the rows are missing";
}

// The reader of the stream must not touch a call that has ended.
TEST_F(JoinsTest, AnImportWhoseListIsWithdrawnEndsAndHarmsNobody) {
  for (int round = 0; round < 5; ++round) {
    Import import(server, "registrar");
    const std::string key = "R" + std::to_string(round);
    ASSERT_TRUE(import.send(Import::header(static_cast<char>('0' + round), 3)));
    import.read();
    ASSERT_TRUE(import.send({list_row(1, key, "Небувайло")}));
    list_id = import.read().list_id();
    withdraw(list_id);
    import.send({list_row(2, key, "Небувайло")});
    v1::ImportListResponse none = import.read();
    EXPECT_TRUE(none.list_id().empty());
    EXPECT_EQ(rpc::error_from(import.finish()).reason, core::Reason::kWrongState);
  }
  EXPECT_EQ(import('z', list_row(1, "K-1", "Тридубський")).kind(), v1::ROW_OUTCOME_KIND_NEW) << "the server lives";
}

TEST_F(JoinsTest, ATryTellsTheOutcomesAndWritesNothing) {
  import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow joined = list_row(1, "H-1", "Небувайло");
  v1::ListRow alike = list_row(2, "H-2", "Небувайло");
  alike.clear_service_number();
  alike.set_birth_date("1991-04-18");
  v1::ListRow bad = list_row(3, "H-3", "Хибний");
  bad.set_evidence("R9");
  v1::ListRow twice = list_row(1, "H-1", "Небувайло");
  twice.set_row_number(4);
  const std::string counts =
      "SELECT (SELECT count(*) FROM person) || '/' || (SELECT count(*) FROM list) || '/' || "
      "(SELECT count(*) FROM statement) || '/' || (SELECT count(*) FROM row_key) || '/' || (SELECT count(*) FROM link) "
      "|| '/' || (SELECT revision FROM register_revision)";
  const std::string before = server.value(counts);
  const auto tried = import_all('b', {joined, alike, bad, twice}, kHospital, v1::SIDE_ADVERSARY, true);
  EXPECT_EQ(server.value(counts), before);
  const auto done = import_all('b', {joined, alike, bad, twice}, kHospital);
  for (std::size_t i = 0; i < done.size(); ++i) EXPECT_EQ(tried[i].kind(), done[i].kind()) << i;
  EXPECT_THAT(tried[0].joined_to(), done[0].joined_to());
  ASSERT_EQ(tried[1].likely_same_size(), 1);
  EXPECT_GT(tried[1].likely_same(0).probability(), 0.2);
  EXPECT_EQ(tried[1].person_id(), 0);
}

// ---- links

class LinksTest : public JoinsTest {
 protected:
  using Stub = v1::RegistryService::Stub;
  template <typename Request, typename Response>
  grpc::Status call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response, const std::string& actor) {
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    return (server.stub().*method)(&context, request, &response);
  }
  static std::string uuid(int number) {
    char text[40];
    std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", number);
    return text;
  }
  core::Error review(std::int64_t link, v1::LinkDecision decision, const std::string& actor,
                     v1::ReviewLinkResponse* answer = nullptr) {
    v1::ReviewLinkRequest request;
    request.set_request_id(uuid(++requests));
    request.set_link_id(link);
    request.set_decision(decision);
    request.set_ground("looked at both papers");
    v1::ReviewLinkResponse response;
    const grpc::Status status = call(&Stub::ReviewLink, request, response, actor);
    if (answer != nullptr) *answer = response;
    return status.ok() ? core::Error{} : rpc::error_from(status);
  }
  v1::Link propose(std::int64_t a, std::int64_t b) {
    v1::ProposeLinkRequest request;
    request.set_request_id(uuid(++requests));
    request.set_person_a(a);
    request.set_person_b(b);
    request.set_ground("same face on both photographs");
    v1::ProposeLinkResponse response;
    const grpc::Status status = call(&Stub::ProposeLink, request, response, "registrar");
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.link();
  }
  // Two records of one man whose birth date was mistyped once: captive here, in hospital there.
  void two_records() {
    import('a', without_number(list_row(1, "K-1", "Небувайло")));
    v1::ListRow row = without_number(list_row(1, "H-1", "Nebuvailo"));
    row.set_birth_date("1991-04-18");
    row.set_statement("hospital_in");
    row.set_fact_date("2026-03-01");
    import('b', row, kHospital);
  }

  int requests = 0;
};

TEST_F(LinksTest, LikelyPairsAreProposedWithReasonsAndJoinedByTwoPeople) {
  two_records();
  EXPECT_EQ(clusters(), "1:1:4 2:2:6");
  EXPECT_EQ(server.find_links(), 1);
  EXPECT_EQ(server.find_links(), 0) << "each change is compared once";
  v1::ListLinksResponse links;
  ASSERT_TRUE(call(&Stub::ListLinks, v1::ListLinksRequest(), links, "supervisor").ok());
  ASSERT_EQ(links.links_size(), 1);
  EXPECT_THAT(links.links(0).reasons(), HasSubstr("birth date differs slightly"));
  EXPECT_THAT(links.links(0).reasons(), testing::Not(HasSubstr("1991")));
  const std::int64_t link = links.links(0).link_id();

  v1::ReviewLinkResponse answer;
  EXPECT_EQ(review(link, v1::LINK_DECISION_CONFIRM, "registrar", &answer).reason, core::Error{}.reason);
  EXPECT_TRUE(answer.waits_for_second());
  EXPECT_EQ(clusters(), "1:1:4 2:2:6") << "one signature joins nobody";
  EXPECT_EQ(review(link, v1::LINK_DECISION_CONFIRM, "registrar").reason, core::Reason::kWrongState);
  review(link, v1::LINK_DECISION_CONFIRM, "second", &answer);
  EXPECT_EQ(answer.state(), v1::LINK_STATE_CONFIRMED);
  EXPECT_EQ(answer.cluster_id(), 1);
  EXPECT_EQ(clusters(), "1:1:6 2:1:6");

  const std::string versions = server.value("SELECT min(version) FROM person_state");
  review(link, v1::LINK_DECISION_DISPUTE, "registrar", &answer);
  EXPECT_EQ(clusters(), "1:1:4 2:2:6") << "a disputed link joins nobody";
  EXPECT_GT(server.value("SELECT min(version) FROM person_state"), versions) << "answers that rested on it are stale";
  review(link, v1::LINK_DECISION_UNDO, "second", &answer);
  EXPECT_EQ(answer.state(), v1::LINK_STATE_UNDONE);
  const core::Error wrong = review(link, v1::LINK_DECISION_CONFIRM, "registrar");
  EXPECT_EQ(wrong.reason, core::Reason::kWrongState);
  EXPECT_THAT(wrong.metadata, testing::Contains(testing::Key("allowed_steps")));

  EXPECT_EQ(propose(2, 1).state(), v1::LINK_STATE_PROPOSED) << "people may think again";
  review(link, v1::LINK_DECISION_REJECT, "second", &answer);
  EXPECT_EQ(answer.state(), v1::LINK_STATE_REJECTED);
  server.run_sql("UPDATE link_cursor SET revision = 0");
  EXPECT_EQ(server.find_links(), 0) << "a rejected pair does not come back by comparison";
}

// Records 1 and 2 are surely one man, 3 and 4 less so. A family waits for the latter.
TEST_F(LinksTest, LinksThatAFamilyWaitsForComeFirstUntilTheyAreDecided) {
  two_records();
  v1::ListRow another = without_number(list_row(1, "K-2", "Вигаданко"));
  another.mutable_name()->set_given_name("Северин");
  another.mutable_name()->set_patronymic("Гнатович");
  another.set_birth_date("1984-11-30");
  import('c', another);
  another.set_external_id("H-2");
  another.clear_birth_date();
  import('d', another, kHospital);
  // The family was faster than the comparison, and the same two are asked for in other words too.
  server.run_sql("INSERT INTO awaited_link (person_a, person_b) VALUES (3, 4), (3, 4)");
  ASSERT_EQ(server.find_links(), 2);

  const auto pages = [this](const std::string& between) {
    std::string seen;
    v1::ListLinksRequest request;
    request.set_page_size(1);
    do {
      v1::ListLinksResponse page;
      EXPECT_TRUE(call(&Stub::ListLinks, request, page, "supervisor").ok());
      for (const v1::Link& link : page.links()) {
        seen += std::to_string(link.person_a()) + (link.awaited() ? "! " : " ");
      }
      if (!between.empty()) server.run_sql(between);
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return seen;
  };
  const std::string likelier = server.value("SELECT person_a FROM link ORDER BY probability DESC LIMIT 1");
  ASSERT_EQ(likelier, "1") << "the awaited one would be second";
  EXPECT_EQ(pages(""), "3! 1 ");
  EXPECT_EQ(pages("INSERT INTO awaited_link (person_a, person_b) VALUES (1, 2)"), "3! ")
      << "one that becomes awaited meanwhile is at the head of the next reading, not shown twice in this";
  EXPECT_EQ(pages(""), "1! 3! ");
  server.run_sql("DELETE FROM awaited_link WHERE person_a = 1");

  v1::ListLinksRequest of_person;
  of_person.set_person_id(4);
  v1::ListLinksResponse links;
  ASSERT_TRUE(call(&Stub::ListLinks, of_person, links, "supervisor").ok());
  ASSERT_EQ(links.links_size(), 1);
  EXPECT_TRUE(links.links(0).awaited());
  const std::int64_t link = links.links(0).link_id();
  review(link, v1::LINK_DECISION_CONFIRM, "registrar");
  EXPECT_EQ(pages(""), "3! 1 ") << "one signature decides nothing";
  review(link, v1::LINK_DECISION_CONFIRM, "second");
  EXPECT_EQ(pages(""), "1 ");
  EXPECT_EQ(server.value("SELECT count(*) FROM awaited_link"), "0");
}

// What waits are human beings: the proposal may be between two other records of theirs.
TEST_F(LinksTest, ALinkBetweenOtherRecordsOfTheSameTwoIsAwaitedToo) {
  import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow undated = list_row(1, "H-1", "Небувайло");
  undated.clear_birth_date();
  import('b', undated, kHospital);
  v1::ListRow misspelt = without_number(list_row(1, "U-1", "Небувайло"));
  misspelt.mutable_name()->set_given_name("Отсап");
  import('c', misspelt, "sample-units");
  ASSERT_EQ(server.find_links(), 1);
  ASSERT_EQ(server.value("SELECT person_a || '-' || person_b FROM link WHERE state = 1"), "1-3");
  server.run_sql("INSERT INTO awaited_link (person_a, person_b) VALUES (2, 3)");
  v1::ListLinksResponse links;
  ASSERT_TRUE(call(&Stub::ListLinks, v1::ListLinksRequest(), links, "supervisor").ok());
  ASSERT_EQ(links.links_size(), 1);
  EXPECT_TRUE(links.links(0).awaited());
  review(links.links(0).link_id(), v1::LINK_DECISION_REJECT, "second");
  EXPECT_EQ(server.value("SELECT count(*) FROM awaited_link"), "0");
}

TEST_F(LinksTest, OneLinkIsProposedBetweenTwoHumanBeings) {
  import('a', list_row(1, "K-1", "Небувайло"));
  v1::ListRow undated = list_row(1, "H-1", "Небувайло");
  undated.clear_birth_date();
  import('b', undated, kHospital);
  EXPECT_EQ(clusters(), "1:1:4 2:1:4");
  v1::ListRow misspelt = without_number(list_row(1, "U-1", "Небувайло"));
  misspelt.mutable_name()->set_given_name("Отсап");
  import('c', misspelt, "sample-units");
  EXPECT_EQ(server.find_links(), 1) << "one answer joins all three records";
  EXPECT_EQ(server.value("SELECT person_a || '-' || person_b FROM link WHERE state = 1"), "1-3") << "the likelier pair";
}

TEST_F(LinksTest, AnAutomaticJoinCanBeTakenApart) {
  import('a', list_row(1, "K-1", "Небувайло"));
  import('b', list_row(1, "H-1", "Небувайло"), kHospital);
  EXPECT_EQ(clusters(), "1:1:4 2:1:4");
  EXPECT_EQ(review(1, v1::LINK_DECISION_UNDO, "registrar").reason, core::Error{}.reason);
  EXPECT_EQ(clusters(), "1:1:4 2:2:4");
  v1::ListRow more = list_row(1, "H-1", "Небувайло");
  more.set_statement("hospital_in");
  import('c', more, kHospital);
  EXPECT_EQ(clusters(), "1:1:4 2:2:6") << "what a person parted no list joins again";
}

TEST_F(LinksTest, AChainOfRecordsFallsIntoWhatItsLinksHold) {
  for (const char* source : {"sample-internment", kHospital, "sample-units"}) {
    v1::ListRow row = without_number(list_row(1, "K-1", "Небувайло"));
    row.set_birth_date(source == std::string(kHospital) ? "1991-04-18" : "1991-04-16");
    if (source == std::string("sample-internment")) row.set_birth_date("1991-04-17");
    import(*source == 's' ? source[8] : 'x', row, source);
  }
  for (const auto& [a, b] : {std::pair(1, 2), std::pair(2, 3)}) {
    const std::int64_t link = propose(a, b).link_id();
    review(link, v1::LINK_DECISION_CONFIRM, "registrar");
    review(link, v1::LINK_DECISION_CONFIRM, "second");
  }
  EXPECT_EQ(clusters(), "1:1:4 2:1:4 3:1:4");
  review(1, v1::LINK_DECISION_UNDO, "registrar");
  EXPECT_EQ(clusters(), "1:1:4 2:2:4 3:2:4");
}

TEST_F(LinksTest, AProposalThatOthersAnsweredIsLeftOut) {
  for (const char file : {'a', 'b', 'c'}) {
    const std::string source = file == 'a' ? "sample-internment" : file == 'b' ? kHospital : "sample-units";
    v1::ListRow row = without_number(list_row(1, "K-1", "Небувайло"));
    row.set_birth_date(std::string("1991-04-1") + static_cast<char>('5' + file - 'a'));
    import(file, row, source);
  }
  const auto open = [&] {
    v1::ListLinksResponse links;
    EXPECT_TRUE(call(&Stub::ListLinks, v1::ListLinksRequest(), links, "registrar").ok());
    return links.links_size();
  };
  for (const auto& [a, b] : {std::pair(1, 2), std::pair(2, 3), std::pair(1, 3)}) propose(a, b);
  EXPECT_EQ(open(), 3);
  for (const std::int64_t link : {1, 2}) {
    review(link, v1::LINK_DECISION_CONFIRM, "registrar");
    review(link, v1::LINK_DECISION_CONFIRM, "second");
  }
  EXPECT_EQ(open(), 0) << "1 and 3 are one already";
  review(2, v1::LINK_DECISION_UNDO, "registrar");
  EXPECT_EQ(open(), 1);
}

TEST_F(LinksTest, TheClustersStrictestWishHoldsForAll) {
  two_records();
  server.run_sql("UPDATE statement SET inform_kin = 3 WHERE person_id = 1");
  const std::int64_t link = propose(1, 2).link_id();
  review(link, v1::LINK_DECISION_CONFIRM, "registrar");
  review(link, v1::LINK_DECISION_CONFIRM, "second");
  EXPECT_EQ(server.value("SELECT string_agg(inform_kin || '/' || cluster_inform_kin, ' ' ORDER BY person_id) "
                         "FROM person_state"),
            "3/3 0/3");
  matching::Query query;
  query.name.line = "Nebuvailo Ostap Zenonovych";
  query.birth_date = *core::parse_date("1991-04-18");
  const auto found = server.index().find(query);
  ASSERT_FALSE(found.candidates.empty());
  EXPECT_EQ(found.candidates[0].facts.inform_kin, core::InformKin::kNo);
}

TEST_F(LinksTest, RefusalsNameEveryField) {
  two_records();
  import('c', without_number(list_row(1, "U-1", "Небувайло")), "sample-units", v1::SIDE_OWN);
  v1::ProposeLinkRequest request;
  v1::ProposeLinkResponse response;
  request.set_person_a(1);
  request.set_person_b(1);
  auto error = rpc::error_from(call(&Stub::ProposeLink, request, response, "registrar"));
  std::vector<std::string> fields;
  for (const auto& violation : error.violations) fields.push_back(violation.field);
  EXPECT_THAT(fields, testing::UnorderedElementsAre("request_id", "person_b", "ground"));
  request.set_request_id(uuid(900));
  request.set_ground("same face");
  request.set_person_b(99);
  EXPECT_EQ(rpc::error_from(call(&Stub::ProposeLink, request, response, "registrar")).reason, core::Reason::kNotFound);
  request.set_person_b(3);
  error = rpc::error_from(call(&Stub::ProposeLink, request, response, "registrar"));
  ASSERT_EQ(error.violations.size(), 1U);
  EXPECT_THAT(error.violations[0].description, HasSubstr("another side"));
  EXPECT_EQ(rpc::error_from(call(&Stub::ProposeLink, request, response, "operator")).reason, core::Reason::kNotAllowed);
  EXPECT_EQ(review(99, v1::LINK_DECISION_CONFIRM, "registrar").reason, core::Reason::kNotFound);
  v1::ReviewLinkRequest bare;
  bare.set_request_id(uuid(901));
  bare.set_link_id(1);
  bare.set_decision(v1::LINK_DECISION_REJECT);
  v1::ReviewLinkResponse ignored;
  error = rpc::error_from(call(&Stub::ReviewLink, bare, ignored, "registrar"));
  ASSERT_EQ(error.violations.size(), 1U);
  EXPECT_EQ(error.violations[0].field, "ground");
}

TEST_F(LinksTest, PagesGiveEachLinkOnceTheLikeliestFirst) {
  std::vector<v1::ListRow> rows;
  for (int i = 1; i <= 7; ++i) rows.push_back(list_row(i, "K-" + std::to_string(i), "Вигаданий" + std::to_string(i)));
  import_all('a', rows);
  for (int i = 2; i <= 7; ++i) propose(1, i);
  server.run_sql("UPDATE link SET probability = CASE WHEN person_b < 5 THEN 0.7 ELSE 0.1 * person_b END");
  v1::ListLinksRequest request;
  request.set_page_size(2);
  std::vector<std::int64_t> seen;
  double last = 2;
  do {
    v1::ListLinksResponse response;
    ASSERT_TRUE(call(&Stub::ListLinks, request, response, "registrar").ok());
    for (const auto& link : response.links()) {
      seen.push_back(link.person_b());
      EXPECT_LE(link.probability(), last);
      last = link.probability();
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, testing::UnorderedElementsAre(2, 3, 4, 5, 6, 7));
}

TEST_F(LinksTest, ARepeatedRequestHasOneEffectAndOneAnswer) {
  two_records();
  v1::ProposeLinkRequest request;
  request.set_request_id(uuid(1));
  request.set_person_a(2);
  request.set_person_b(1);
  request.set_ground("same face");
  v1::ProposeLinkResponse first;
  v1::ProposeLinkResponse second;
  ASSERT_TRUE(call(&Stub::ProposeLink, request, first, "registrar").ok());
  ASSERT_TRUE(call(&Stub::ProposeLink, request, second, "registrar").ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(server.value("SELECT count(*) FROM link_event"), "1");
}

}  // namespace
}  // namespace hotline::registry
