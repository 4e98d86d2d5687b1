// Every role calls every method of the whole server: who may not is told so, and who may is not.
#include <gtest/gtest.h>

#include <string>

#include "core/access.hpp"
#include "support/raw_call.hpp"
#include "support/test_server.hpp"

namespace hotline::test {
namespace {

TestServer& site() {
  static TestServer server;
  return server;
}

class AccessTest : public testing::TestWithParam<std::string> {};

TEST_P(AccessTest, ARoleCallsWhatItsRowAllowsAndNothingElse) {
  const std::string& actor = GetParam();
  const auto role = core::role_of(actor);
  ASSERT_TRUE(role);
  grpc::GenericStub stub(site().channel());
  int allowed = 0, refused = 0;
  for (const core::MethodRule& rule : core::method_rules()) {
    const std::string method(rule.method);
    const grpc::Status status = call_raw(stub, method, actor, {""}, Reading::kFirst).status;
    const bool may = core::check_access(*role, method).has_value();
    EXPECT_EQ(status.error_code() == grpc::StatusCode::PERMISSION_DENIED, !may)
        << actor << ' ' << method << ": " << status.error_code() << ' ' << status.error_message();
    EXPECT_NE(status.error_code(), grpc::StatusCode::UNIMPLEMENTED) << method << " is served by nobody";
    ++(may ? allowed : refused);
  }
  EXPECT_GT(allowed, 0);
  EXPECT_GT(refused, 0);
}

// Whatever the table comes to say: what is not for relatives is refused to those who speak for them.
TEST(RelativesAccessTest, WhoSpeaksForRelativesReachesNoMethodOfTheStaff) {
  grpc::GenericStub stub(site().channel());
  int refused = 0;
  for (const core::MethodRule& rule : core::method_rules()) {
    const std::string method(rule.method);
    if (method.starts_with("hotline.v1.RelativesService/") || method == "hotline.v1.AdminService/GetStatus") continue;
    for (const char* actor : {"portal", "partner"}) {
      const grpc::Status status = call_raw(stub, method, actor, {""}, Reading::kFirst).status;
      EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED) << actor << ' ' << method;
      ++refused;
    }
  }
  EXPECT_GT(refused, 100);
}

INSTANTIATE_TEST_SUITE_P(EveryRole, AccessTest,
                         testing::Values("operator", "supervisor", "registrar", "portal", "reporter", "auditor",
                                         "liaison", "administrator", "partner"),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace hotline::test
