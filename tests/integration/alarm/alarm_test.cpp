// Alarms as those who watch see them, and canaries.
#include "guard_rig.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class AlarmTest : public testing::Test {
 protected:
  // An alarm of its own, by an operator's third question of two.
  static void raise(TestServer& site, const std::string& actor) {
    for (int i = 0; i < 3; ++i) look_up(site, actor, "Тривожненський" + std::string(1, static_cast<char>('a' + i)));
  }
  static grpc::Status acknowledge(TestServer& site, const std::string& actor, std::int64_t number,
                                  const std::string& request_id = new_request_id()) {
    v1::AcknowledgeAlarmRequest request;
    request.set_request_id(request_id);
    request.set_alarm_number(number);
    request.set_ground("Вигадана підстава");
    v1::AcknowledgeAlarmResponse response;
    return call(site.alarm(), &v1::AlarmService::Stub::AcknowledgeAlarm, actor, request, response);
  }
  static std::vector<v1::AlarmKind> kinds(const std::vector<v1::Alarm>& alarms) {
    std::vector<v1::AlarmKind> kinds;
    for (const auto& alarm : alarms) kinds.push_back(alarm.kind());
    return kinds;
  }
};

TEST_F(AlarmTest, IsWatchedListedAndAcknowledgedOnce) {
  TestServer site({.persons_per_hour = 2});
  AlarmWatching watch(site, "supervisor");
  EXPECT_THAT(watch.until_heartbeat(), IsEmpty());
  const std::string cursor = watch.cursor();
  raise(site, "operator");
  const auto came = watch.next();
  ASSERT_TRUE(came && came->has_alarm());
  EXPECT_EQ(came->alarm().kind(), v1::ALARM_KIND_MANY_PERSONS);
  const std::int64_t number = came->alarm().alarm_number();

  EXPECT_EQ(acknowledge(site, "administrator", number).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(acknowledge(site, "supervisor", number + 1000).error_code(), grpc::StatusCode::NOT_FOUND);
  const std::string request_id = new_request_id();
  EXPECT_TRUE(acknowledge(site, "supervisor", number, request_id).ok());
  EXPECT_TRUE(acknowledge(site, "supervisor", number, request_id).ok()) << "the same request again";
  EXPECT_EQ(acknowledge(site, "auditor", number).error_code(), grpc::StatusCode::FAILED_PRECONDITION);

  auto done = watch.next();
  while (done && !done->has_alarm()) done = watch.next();
  ASSERT_TRUE(done);
  EXPECT_EQ(done->alarm().acknowledged_by(), "id-supervisor");
  EXPECT_EQ(done->alarm().ground(), "Вигадана підстава");
  EXPECT_THAT(alarms_of(site), IsEmpty());
  EXPECT_EQ(alarms_of(site, "auditor", true).size(), 1U);

  AlarmWatching resumed(site, "supervisor", cursor);
  const auto again = resumed.until_heartbeat();
  ASSERT_EQ(again.size(), 1U) << "one row, as it stands now";
  EXPECT_EQ(again.front().acknowledged_by(), "id-supervisor");
  AlarmWatching others(site, "second-supervisor", cursor);
  EXPECT_FALSE(others.next()) << "a cursor is its caller's";
  EXPECT_EQ(
      site.value("SELECT count(*) FROM alarm WHERE ground_sealed::text LIKE '%' || encode('Вигадана', 'hex') || '%'"),
      "0");
}

TEST_F(AlarmTest, NobodySeesOrEndsAnAlarmAboutHimself) {
  TestServer site({.persons_per_hour = 2});
  raise(site, "supervisor");
  EXPECT_TRUE(comes_true([&] { return alarms_of(site, "second-supervisor").size() == 1; }));
  const std::int64_t number = alarms_of(site, "second-supervisor").front().alarm_number();
  EXPECT_THAT(alarms_of(site, "supervisor"), IsEmpty());
  EXPECT_EQ(acknowledge(site, "supervisor", number).error_code(), grpc::StatusCode::NOT_FOUND);
  AlarmWatching watch(site, "supervisor");
  EXPECT_THAT(watch.until_heartbeat(), IsEmpty());
  EXPECT_TRUE(acknowledge(site, "second-supervisor", number).ok());
}

TEST_F(AlarmTest, AllFaultsOfARequestAreNamed) {
  TestServer site;
  v1::AcknowledgeAlarmRequest request;
  request.set_request_id("no uuid");
  request.set_alarm_number(-1);
  request.set_ground("x");
  v1::AcknowledgeAlarmResponse response;
  const auto status = call(site.alarm(), &v1::AlarmService::Stub::AcknowledgeAlarm, "supervisor", request, response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(rpc::error_from(status).violations.size(), 3U);

  auto planting = canaries({"Ж", "Добревський"}, "1990-01-02");
  planting.set_side(v1::SIDE_UNSPECIFIED);
  planting.mutable_canaries(1)->mutable_birth_date()->clear_day();
  v1::PlantCanariesResponse planted;
  const auto refused = call(site.alarm(), &v1::AlarmService::Stub::PlantCanaries, "administrator", planting, planted);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(rpc::error_from(refused).violations.size(), 3U);
  EXPECT_EQ(site.value("SELECT count(*) FROM canary"), "0");
}

// Whoever reads the database as the service does cannot make an alarm go away.
TEST_F(AlarmTest, IsNeverDeleted) {
  TestServer site({.persons_per_hour = 2});
  raise(site, "operator");
  EXPECT_TRUE(comes_true([&] { return !alarms_of(site).empty(); }));
  for (const char* login : {"hotline_guard", "hotline_log", "hotline_owner"}) {
    auto connection = connect_as(site.postgres(), site.database(), login);
    EXPECT_FALSE(connection->script("DELETE FROM alarm")) << login;
  }
  auto connection = connect_as(site.postgres(), site.database(), "hotline_guard");
  EXPECT_FALSE(connection->script("UPDATE alarm SET acknowledged_by = 'x'"));
  EXPECT_FALSE(connection->script("SELECT payload_sealed FROM log_payload"));
}

class CanaryTest : public testing::Test {
 protected:
  static constexpr char kBorn[] = "1987-05-06";
  static constexpr char kOthers[] = "Устим Климович";
  static std::vector<std::string> names() {
    return {"Канаренський", "Пташинський", "Щиглевський", "Синицевський", "Зябликовський"};
  }
  // Until the stream shows the next touch.
  static std::chrono::milliseconds until_touch(AlarmWatching& watch, Clock::time_point began) {
    for (auto message = watch.next(); message; message = watch.next()) {
      if (!message->has_alarm() || message->alarm().kind() != v1::ALARM_KIND_CANARY_TOUCHED) continue;
      last_ = message->alarm();
      return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
    }
    ADD_FAILURE() << "the stream ended without an alarm";
    return std::chrono::milliseconds::max();
  }
  static inline v1::Alarm last_;
};

TEST_F(CanaryTest, ATouchIsAnsweredLikeAnyOtherAndRaisesAnAlarmWithinTenSeconds) {
  TestServer site;
  auto withheld = list_row("W1", "Мовчазненський", "1987-05-07", "captured", "R5", "no");
  site.import({withheld});
  ASSERT_EQ(plant(site, canaries(names(), kBorn)).planted(), 5);
  AlarmWatching watch(site, "supervisor");
  EXPECT_THAT(watch.until_heartbeat(), IsEmpty());

  v1::LookupPersonResponse of_canary, of_withheld, of_nobody;
  const auto began = Clock::now();
  ASSERT_TRUE(look_up(site, "operator", asked_for(names()[0], kBorn, kOthers), of_canary).ok());
  const auto took = until_touch(watch, began);
  std::printf("LookupPerson of a canary: the stream had the alarm after %lld ms\n",
              static_cast<long long>(took.count()));
  EXPECT_LE(took, 10s);
  EXPECT_EQ(last_.actor(), "id-operator");
  EXPECT_GT(last_.tree(), 0);
  ASSERT_TRUE(look_up(site, "operator", asked_for("Мовчазненський", "1987-05-07"), of_withheld).ok());
  ASSERT_TRUE(look_up(site, "operator", asked_for("Невідоменський", "1987-05-08"), of_nobody).ok());
  for (auto* response : {&of_canary, &of_withheld, &of_nobody}) {
    EXPECT_EQ(response->kind(), v1::ANSWER_KIND_NO_ANSWER_TODAY);
    response->clear_receipt();
    response->clear_script();
    response->clear_inquiry_reference();
    response->clear_inquiry_passphrase();
  }
  EXPECT_EQ(of_canary.SerializeAsString(), of_withheld.SerializeAsString());
  EXPECT_EQ(of_canary.SerializeAsString(), of_nobody.SerializeAsString());
}

TEST_F(CanaryTest, EveryWayToLookIsGuarded) {
  TestServer site;
  ASSERT_EQ(plant(site, canaries(names(), kBorn)).planted(), 5);
  AlarmWatching watch(site, "supervisor");
  EXPECT_THAT(watch.until_heartbeat(), IsEmpty());

  v1::FindPersonsRequest find;
  find.set_purpose("Вигадана мета");
  find.mutable_name()->set_line(names()[1] + " " + kOthers);
  find.mutable_birth_date()->set_year(1987);
  find.mutable_birth_date()->set_month(5);
  find.mutable_birth_date()->set_day(6);
  v1::FindPersonsResponse found;
  auto began = Clock::now();
  ASSERT_TRUE(call(site.registry(), &v1::RegistryService::Stub::FindPersons, "registrar", find, found).ok());
  ASSERT_EQ(found.persons_size(), 1) << "a record like any other";
  auto took = until_touch(watch, began);
  std::printf("FindPersons: %lld ms\n", static_cast<long long>(took.count()));
  EXPECT_LE(took, 10s);
  EXPECT_EQ(last_.actor(), "id-registrar");

  v1::GetPersonRequest get;
  get.set_person_id(found.persons(0).person_id());
  get.set_purpose("Вигадана мета");
  v1::GetPersonResponse page;
  began = Clock::now();
  ASSERT_TRUE(call(site.registry(), &v1::RegistryService::Stub::GetPerson, "registrar", get, page).ok());
  took = until_touch(watch, began);
  std::printf("GetPerson: %lld ms\n", static_cast<long long>(took.count()));
  EXPECT_LE(took, 10s);

  v1::ExplainMatchRequest explain;
  const auto asked = asked_for(names()[2], kBorn, kOthers);
  explain.set_request_id(asked.request_id());
  explain.set_purpose(asked.purpose());
  *explain.mutable_call() = asked.call();
  *explain.mutable_facts() = asked.facts();
  v1::ExplainMatchResponse explained;
  began = Clock::now();
  const auto status = call(site.lookup(), &v1::LookupService::Stub::ExplainMatch, "operator", explain, explained);
  ASSERT_TRUE(status.ok()) << status.error_message();
  took = until_touch(watch, began);
  std::printf("ExplainMatch: %lld ms\n", static_cast<long long>(took.count()));
  EXPECT_LE(took, 10s);

  EXPECT_EQ(site.value("SELECT count(*) FROM alarm WHERE kind = 1 AND tree IS NOT NULL"), "3");
}

// An alarm is part of the entry that raised it: a server that dies a moment later has raised it.
TEST_F(CanaryTest, TheAlarmIsCommittedWithTheAnswer) {
  TestServer site;
  ASSERT_EQ(plant(site, canaries(names(), kBorn)).planted(), 5);
  v1::LookupPersonResponse response;
  ASSERT_TRUE(look_up(site, "operator", asked_for(names()[0], kBorn, kOthers), response).ok());
  EXPECT_EQ(site.value("SELECT count(*) FROM alarm WHERE kind = 1 AND log_index = " +
                       std::to_string(response.receipt().index())),
            "1");
}

TEST_F(CanaryTest, NobodyIsAnsweredBecauseOfOneAndNoFigureCountsThem) {
  TestServer site;
  const auto real = [](const std::string& id, const std::string& surname) {
    auto row = list_row(id, surname, kBorn);
    row.mutable_name()->set_given_name("Устим");
    row.mutable_name()->set_patronymic("Климович");
    return row;
  };
  site.import({real("R1", "Справжненський")});
  auto both = canaries({"Справжненський"}, kBorn);
  *both.add_canaries() = canaries({"Канаренський"}, "1971-11-30").canaries(0);
  const auto planted = plant(site, both);
  EXPECT_EQ(planted.planted(), 1);
  EXPECT_EQ(planted.left_out(), 1) << "like somebody in the register";
  EXPECT_EQ(planted.canaries(), 1);

  // A family that asks for the canary's name waits for nobody who does not exist.
  v1::LookupPersonResponse response;
  ASSERT_TRUE(look_up(site, "operator", asked_for("Канаренський", "1971-11-30", kOthers), response).ok());
  // A record that is like a canary is linked with nobody.
  auto namesake = real("R2", "Канаренський");
  namesake.set_birth_date("1971-11-30");
  site.import({namesake});
  v1::LookupPersonResponse of_real;
  EXPECT_TRUE(comes_true([&] {
    look_up(site, "operator", asked_for("Канаренський", "1971-11-30", kOthers), of_real);
    return of_real.kind() == v1::ANSWER_KIND_CONFIRMED_CAPTIVE ||
           of_real.kind() == v1::ANSWER_KIND_COLLEAGUE_TAKES_OVER;
  }));
  std::printf("the real namesake of a canary: %s\n", v1::AnswerKind_Name(of_real.kind()).c_str());
  const std::string canary = site.value("SELECT person_id FROM canary");
  EXPECT_TRUE(comes_true([&] {
    return site.value("SELECT count(*) FROM match_candidate WHERE person_id <> " + canary) != "0";
  })) << "the real one is a candidate of the family that asked before";
  EXPECT_EQ(site.value("SELECT count(*) FROM match_candidate WHERE person_id = " + canary), "0");
  EXPECT_EQ(site.value("SELECT count(*) FROM link WHERE " + canary + " IN (person_a, person_b)"), "0");

  v1::ReportGapsRequest gaps;
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  gaps.mutable_first_day()->set_year(static_cast<int>(today.year()));
  gaps.mutable_first_day()->set_month(static_cast<int>(static_cast<unsigned>(today.month())));
  gaps.mutable_first_day()->set_day(static_cast<int>(static_cast<unsigned>(today.day())));
  *gaps.mutable_last_day() = gaps.first_day();
  v1::ReportGapsResponse report;
  const auto reported = call(site.registry(), &v1::RegistryService::Stub::ReportGaps, "registrar", gaps, report);
  std::int64_t statements = 0;
  for (const auto& source : report.gaps()) statements += source.statements();
  ASSERT_TRUE(reported.ok()) << reported.error_message();
  EXPECT_EQ(statements, 2);

  v1::FindPersonsRequest leaf;
  leaf.set_purpose("Вигадана мета");
  leaf.set_source_id("sample-internment");
  v1::FindPersonsResponse all;
  const auto leafed = call(site.registry(), &v1::RegistryService::Stub::FindPersons, "registrar", leaf, all);
  ASSERT_TRUE(leafed.ok()) << leafed.error_message();
  EXPECT_EQ(all.persons_size(), 2) << "who leafs through meets none";
}

TEST_F(CanaryTest, PlantingTwiceIsPlantingOnce) {
  TestServer site;
  const auto request = canaries(names(), kBorn);
  EXPECT_EQ(plant(site, request).planted(), 5);
  const auto again = plant(site, request);
  EXPECT_EQ(again.planted(), 5);
  EXPECT_EQ(again.canaries(), 5);
  EXPECT_EQ(site.value("SELECT count(*) FROM canary"), "5");
  for (const char* actor : {"operator", "supervisor", "registrar", "auditor", "portal"}) {
    v1::PlantCanariesResponse response;
    EXPECT_EQ(call(site.alarm(), &v1::AlarmService::Stub::PlantCanaries, actor, request, response).error_code(),
              grpc::StatusCode::PERMISSION_DENIED);
  }
}

}  // namespace
}  // namespace hotline::test
