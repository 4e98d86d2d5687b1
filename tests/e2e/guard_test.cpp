// The guard of the real program: what kill -9 leaves of a budget, and what the command line shows of an alarm.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "bench/site.hpp"
#include "e2e/programs.hpp"
#include "hotline/v1/lookup_service.grpc.pb.h"
#include "rpc/client.hpp"
#include "support/family_question.hpp"
#include "support/test_server.hpp"

namespace hotline::e2e {
namespace {

using std::chrono::steady_clock;

class GuardE2eTest : public testing::Test {
 protected:
  GuardE2eTest() : site(program_folder()) {
    site.set_value("limits.persons_per_hour", "5");
    site.set_value("limits.persons_per_certificate_per_hour", "5");
  }

  grpc::StatusCode ask(const std::string& actor, const std::string& surname) {
    const auto stub = v1::LookupService::NewStub(rpc::connect_local(site.socket("one")));
    const auto request = test::family_question(surname + " Остап Зенонович");
    grpc::ClientContext context;
    rpc::prepare(context, actor, std::chrono::seconds(10));
    v1::LookupPersonResponse response;
    return stub->LookupPerson(&context, request, &response).error_code();
  }
  std::string command(const std::string& actor, const std::vector<std::string>& arguments) {
    const Ran ran = hotline(site, "one", actor, arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    return ran.output;
  }
  // Of `hotline alarms`.
  bool shows(const std::string& words) {
    const auto until = steady_clock::now() + std::chrono::seconds(10);
    while (command("supervisor", {"alarms"}).find(words) == std::string::npos) {
      if (steady_clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
  }

  bench::Site site;
};

TEST_F(GuardE2eTest, AKilledServerRemembersEveryBudget) {
  Hotlined server(site, "one", 1);
  for (const char* surname : {"Перший", "Другий", "Третій", "Четвертий", "Пʼятий"}) {
    ASSERT_EQ(ask("operator", surname), grpc::StatusCode::OK) << surname;
  }
  server.kill_9();
  server.start();
  EXPECT_EQ(ask("operator", "Шостий"), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ask("operator", "Перший"), grpc::StatusCode::OK);
  EXPECT_EQ(ask("teller", "Шостий"), grpc::StatusCode::OK);
  EXPECT_TRUE(shows("op-1")) << "the alarm of the block";
  EXPECT_NE(bench::read_metrics(site.metrics_socket("one")).find("hotline_alarms_total{kind=\"many_persons\"} 1"),
            std::string::npos);
}

TEST_F(GuardE2eTest, TheCommandLinePlantsFiftyCanariesAndEndsAnAlarm) {
  Hotlined server(site, "one", 1);
  const std::string planted =
      command("administrator", {"--json", "canary", "plant", "--count", "50", "--source", bench::kSource});
  EXPECT_EQ(json_number(planted, "planted"), 50);
  EXPECT_EQ(command("auditor", {"canary", "count"}), "50\n");
  EXPECT_EQ(command("operator", {"--json", "status"}).find("\"persons\""), std::string::npos) << "none is counted";

  EXPECT_NE(command("supervisor", {"alarms"}).find("no alarm waits"), std::string::npos);
  for (const char* surname : {"Перший", "Другий", "Третій", "Четвертий", "Пʼятий", "Шостий"}) ask("operator", surname);
  ASSERT_TRUE(shows("op-1"));
  const std::string watched = command("supervisor", {"alarms", "--watch", "--once"});
  EXPECT_NE(watched.find("ALARM "), std::string::npos) << watched;
  const std::string number = watched.substr(6, watched.find(' ', 6) - 6);
  command("supervisor", {"alarm", "acknowledge", number, "--ground", "навчання нової людини"});
  EXPECT_NE(command("auditor", {"alarms", "--all"}).find("sup-1"), std::string::npos);
  const Ran refused = hotline(site, "one", "operator", {"alarms"});
  EXPECT_EQ(refused.exit_code, 5) << refused.output;
}

}  // namespace
}  // namespace hotline::e2e
