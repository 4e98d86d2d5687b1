// Budgets before the whole server, on a real PostgreSQL: what a restart and a second server know, and what a block
// says.
#include "guard_rig.hpp"

namespace hotline::test {
namespace {

using namespace std::chrono_literals;

std::string surname(int number) {
  return "Бюджетський" + std::string(1, static_cast<char>('a' + number));
}

TEST(BudgetTest, ARestartForgetsNoBudget) {
  TestServer first({.persons_per_hour = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(look_up(first, "operator", surname(i)), grpc::StatusCode::OK);
  first.stop();
  TestServer again(first, {.persons_per_hour = 3});
  EXPECT_EQ(look_up(again, "operator", surname(3)), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(look_up(again, "operator", surname(0)), grpc::StatusCode::OK) << "asked about before";
  EXPECT_EQ(look_up(again, "teller", surname(3)), grpc::StatusCode::OK) << "another's budget";
}

TEST(BudgetTest, WhatWasToldIsRememberedToo) {
  TestServer first({.told_per_hour = 2});
  first.import({list_row("T1", "Сказанський", "1991-04-17"), list_row("T2", "Мовленський", "1991-04-18"),
                list_row("T3", "Утаєнський", "1991-04-19")});
  EXPECT_EQ(look_up(first, "operator", "Сказанський", "1991-04-17"), grpc::StatusCode::OK);
  EXPECT_EQ(look_up(first, "operator", "Мовленський", "1991-04-18"), grpc::StatusCode::OK);
  first.stop();
  TestServer again(first, {.told_per_hour = 2});
  EXPECT_EQ(look_up(again, "operator", "Утаєнський", "1991-04-19"), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(look_up(again, "operator", "Ніхтоський", "1991-04-20"), grpc::StatusCode::RESOURCE_EXHAUSTED)
      << "a block does not depend on what is held";
  EXPECT_EQ(look_up(again, "operator", "Сказанський", "1991-04-17"), grpc::StatusCode::OK);
  EXPECT_TRUE(comes_true([&] { return alarm_of(again, v1::ALARM_KIND_MANY_TOLD, "id-operator").has_value(); }));
}

// An honest family is never turned away: its question can be registered.
TEST(BudgetTest, ABlockedOperatorStillRegistersAnInquiry) {
  TestServer site({.persons_per_hour = 1});
  EXPECT_EQ(look_up(site, "operator", surname(0)), grpc::StatusCode::OK);
  ASSERT_EQ(look_up(site, "operator", surname(1)), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const auto asked = asked_for(surname(1), "1990-01-02");
  v1::OpenInquiryRequest request;
  request.set_request_id(new_request_id());
  *request.mutable_call() = asked.call();
  request.mutable_asker()->set_relation(v1::RELATION_MOTHER);
  request.mutable_asker()->set_language(v1::LANGUAGE_UK);
  request.mutable_asker()->set_notice_version(1);
  *request.mutable_facts() = asked.facts();
  v1::OpenInquiryResponse response;
  const auto status = call(site.inquiry(), &v1::InquiryService::Stub::OpenInquiry, "operator", request, response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(response.inquiry_reference().empty());
}

TEST(BudgetTest, TwoServersShareABudget) {
  TestServer first({.persons_per_hour = 4});
  TestServer second(first, {.tree = 2, .persons_per_hour = 4});
  for (int i = 0; i < 3; ++i) ASSERT_EQ(look_up(first, "operator", surname(i)), grpc::StatusCode::OK);
  const auto began = Clock::now();
  // The fourth is new at the second server until that has counted the three of the first.
  ASSERT_EQ(look_up(second, "operator", surname(3)), grpc::StatusCode::OK);
  int more = 0;
  EXPECT_TRUE(comes_true([&] {
    std::this_thread::sleep_for(100ms);
    return look_up(second, "operator", "Зайвенський" + std::string(1, static_cast<char>('a' + more++))) ==
           grpc::StatusCode::RESOURCE_EXHAUSTED;
  }));
  std::printf(
      "the second server knew after %lld ms, %d questions late\n",
      static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count()),
      more - 1);
  EXPECT_LT(more, 10);
  // Somebody else each time: whoever was let in once is asked about freely.
  int late = 0;
  EXPECT_TRUE(comes_true([&] {
    std::this_thread::sleep_for(100ms);
    return look_up(first, "operator", "Пізненський" + std::string(1, static_cast<char>('a' + late++))) ==
           grpc::StatusCode::RESOURCE_EXHAUSTED;
  }));
  std::printf("the first one, %d questions late\n", late - 1);
  EXPECT_LT(late, 10);
}

TEST(BudgetTest, AnExhaustedBudgetRaisesOneAlarmAndTheBlocksAreLogged) {
  TestServer site({.persons_per_hour = 2});
  for (int i = 0; i < 8; ++i) look_up(site, "operator", surname(i));
  EXPECT_TRUE(comes_true([&] { return alarm_of(site, v1::ALARM_KIND_MANY_PERSONS, "id-operator").has_value(); }));
  const auto alarm = alarm_of(site, v1::ALARM_KIND_MANY_PERSONS);
  EXPECT_EQ(alarm->count(), 2);
  EXPECT_EQ(alarm->credential(), "socket");
  EXPECT_EQ(site.value("SELECT count(*) FROM alarm WHERE kind = 2"), "1");
  // Two answers and six refusals.
  EXPECT_TRUE(comes_true([&] { return site.value("SELECT count(*) FROM log_entry") == "8"; }));
}

// Which of the limits that are not a caller's own has blocked him is not to be seen.
TEST(BudgetTest, BlocksReadAlike) {
  const auto error_of = [](const grpc::Status& status) {
    core::Error error = rpc::error_from(status);
    return error;
  };
  TestServer told({.told_per_hour = 1});
  told.import({list_row("T1", "Сказанський", "1991-04-17")});
  ASSERT_EQ(look_up(told, "operator", "Сказанський", "1991-04-17"), grpc::StatusCode::OK);
  v1::LookupPersonResponse response;
  const auto by_told = error_of(look_up(told, "operator", asked_for(surname(1), "1990-01-02"), response));

  TestServer all({.persons_in_all_per_hour = 1});
  ASSERT_EQ(look_up(all, "operator", surname(0)), grpc::StatusCode::OK);
  const auto by_all = error_of(look_up(all, "teller", asked_for(surname(1), "1990-01-02"), response));

  TestServer askers({.askers_per_person_per_hour = 1});
  ASSERT_EQ(look_up(askers, "operator", surname(0)), grpc::StatusCode::OK);
  const auto by_askers = error_of(look_up(askers, "teller", asked_for(surname(0), "1990-01-02"), response));
  for (const core::Error* error : {&by_told, &by_all, &by_askers}) {
    EXPECT_EQ(error->reason, core::Reason::kTooMany);
    EXPECT_EQ(error->message, by_told.message);
    EXPECT_EQ(error->metadata, by_told.metadata);
    for (const auto& [key, value] : error->metadata) EXPECT_NE(key, "limit");
  }
}

// All that a portal can reach today refuses it; each refusal has the same bytes, and so many of them are noticed.
TEST(BudgetTest, APortalThatTriesWhatIsNotItsRaisesAnAlarm) {
  TestServer site;
  site.import({list_row("P1", "Тримайський", "1991-04-17")});
  std::optional<std::string> first;
  int asked = 0;
  for (; asked < 50 && !alarm_of(site, v1::ALARM_KIND_MANY_REFUSED, "id-portal"); ++asked) {
    v1::LookupPersonResponse response;
    const bool held = asked % 2 == 0;
    const auto status =
        look_up(site, "portal", asked_for(held ? "Тримайський" : surname(asked % 20), "1991-04-17"), response);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
    core::Error error = rpc::error_from(status);
    const std::string bytes = error.message + std::to_string(error.metadata.size());
    if (!first) first = bytes;
    EXPECT_EQ(bytes, *first);
    v1::FindPersonsResponse found;
    v1::FindPersonsRequest find;
    find.set_purpose("x");
    EXPECT_EQ(call(site.registry(), &v1::RegistryService::Stub::FindPersons, "portal", find, found).error_code(),
              grpc::StatusCode::PERMISSION_DENIED);
    std::this_thread::sleep_for(30ms);
  }
  std::printf("a portal's alarm after %d questions and as many searches\n", asked);
  EXPECT_LT(asked, 50);
}

}  // namespace
}  // namespace hotline::test
