#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "rpc/client.hpp"
#include "rpc/status.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::test {

using Clock = std::chrono::steady_clock;

inline v1::ListRow list_row(const std::string& id, const std::string& surname, const std::string& born,
                            const std::string& statement = "captured", const std::string& evidence = "R5",
                            const std::string& inform_kin = "") {
  v1::ListRow made;
  made.set_external_id(id);
  made.mutable_name()->set_surname(surname);
  made.mutable_name()->set_given_name("Остап");
  made.mutable_name()->set_patronymic("Зенонович");
  made.set_birth_date(born);
  made.set_statement(statement);
  made.set_evidence(evidence);
  made.set_fact_date("2026-02-03");
  if (!inform_kin.empty()) made.set_inform_kin(inform_kin);
  return made;
}

// A question of a call of its own.
inline v1::LookupPersonRequest asked_for(const std::string& surname, const std::string& born,
                                         const std::string& others = "Остап Зенонович") {
  auto request = family_question(surname + " " + others);
  auto& date = *request.mutable_facts()->mutable_birth_date();
  date.set_year(std::stoi(born.substr(0, 4)));
  date.set_month(std::stoi(born.substr(5, 2)));
  date.set_day(std::stoi(born.substr(8, 2)));
  return request;
}

template <typename Stub, typename Method, typename Request, typename Response>
grpc::Status call(Stub& stub, Method method, const std::string& actor, const Request& request, Response& response) {
  return call_as(actor, stub, method, request, response);
}

inline grpc::Status look_up(TestServer& site, const std::string& actor, const v1::LookupPersonRequest& request,
                            v1::LookupPersonResponse& response) {
  return call(site.lookup(), &v1::LookupService::Stub::LookupPerson, actor, request, response);
}
inline grpc::StatusCode look_up(TestServer& site, const std::string& actor, const std::string& surname,
                                const std::string& born = "1990-01-02") {
  v1::LookupPersonResponse response;
  return look_up(site, actor, asked_for(surname, born), response).error_code();
}

inline std::vector<v1::Alarm> alarms_of(TestServer& site, const std::string& actor = "supervisor", bool all = false) {
  v1::ListAlarmsRequest request;
  request.set_all(all);
  request.set_page_size(200);
  v1::ListAlarmsResponse response;
  const auto status = call(site.alarm(), &v1::AlarmService::Stub::ListAlarms, actor, request, response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return {response.alarms().begin(), response.alarms().end()};
}

inline std::optional<v1::Alarm> alarm_of(TestServer& site, v1::AlarmKind kind, const std::string& by = "") {
  for (const v1::Alarm& alarm : alarms_of(site)) {
    if (alarm.kind() == kind && (by.empty() || alarm.actor() == by)) return alarm;
  }
  return std::nullopt;
}

inline bool comes_true(const std::function<bool()>& condition, std::chrono::seconds limit = std::chrono::seconds(15)) {
  const auto until = Clock::now() + limit;
  while (!condition()) {
    if (Clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

// Invented persons as an administrator plants them.
inline v1::PlantCanariesRequest canaries(const std::vector<std::string>& surnames, const std::string& born,
                                         const std::string& given = "Устим",
                                         const std::string& patronymic = "Климович") {
  v1::PlantCanariesRequest request;
  request.set_request_id(new_request_id());
  request.set_source_id("sample-internment");
  request.set_side(v1::SIDE_ADVERSARY);
  for (const std::string& surname : surnames) {
    auto& canary = *request.add_canaries();
    canary.mutable_name()->set_surname(surname);
    canary.mutable_name()->set_given_name(given);
    canary.mutable_name()->set_patronymic(patronymic);
    canary.mutable_birth_date()->set_year(std::stoi(born.substr(0, 4)));
    canary.mutable_birth_date()->set_month(std::stoi(born.substr(5, 2)));
    canary.mutable_birth_date()->set_day(std::stoi(born.substr(8, 2)));
  }
  return request;
}
inline v1::PlantCanariesResponse plant(TestServer& site, const v1::PlantCanariesRequest& request) {
  v1::PlantCanariesResponse response;
  const auto status = call(site.alarm(), &v1::AlarmService::Stub::PlantCanaries, "administrator", request, response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

// A watch of alarms, read message by message.
class AlarmWatching {
 public:
  AlarmWatching(TestServer& site, const std::string& actor, const std::string& cursor = "") {
    rpc::prepare(context_, actor, std::chrono::seconds(30));
    v1::WatchAlarmsRequest request;
    request.set_cursor(cursor);
    reader_ = site.alarm().WatchAlarms(&context_, request);
  }
  ~AlarmWatching() {
    context_.TryCancel();
    v1::WatchAlarmsResponse message;
    while (reader_->Read(&message)) {
    }
    reader_->Finish();
  }
  // Nothing when the stream has ended.
  std::optional<v1::WatchAlarmsResponse> next() {
    v1::WatchAlarmsResponse message;
    if (!reader_->Read(&message)) return std::nullopt;
    cursor_ = message.cursor();
    return message;
  }
  // The alarms up to the next heartbeat.
  std::vector<v1::Alarm> until_heartbeat() {
    std::vector<v1::Alarm> alarms;
    for (auto message = next(); message && message->has_alarm(); message = next()) alarms.push_back(message->alarm());
    return alarms;
  }
  const std::string& cursor() const { return cursor_; }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchAlarmsResponse>> reader_;
  std::string cursor_;
};

}  // namespace hotline::test
