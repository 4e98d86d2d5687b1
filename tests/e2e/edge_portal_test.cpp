// The clients that ops/docs/portal gives to a portal's developer, run as they stand there: through the edge, with a
// portal's certificate. What is refused to that certificate and a partner's is refused through the edge too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "core/access.hpp"
#include "e2e/edge_site.hpp"
#include "support/raw_call.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

using testing::HasSubstr;

class EdgePortalTest : public testing::Test {
 protected:
  // Once for all tests.
  static EdgeSite& all() {
    static EdgeSite site;
    return site;
  }
  static void SetUpTestSuite() {
    signal(SIGPIPE, SIG_IGN);
    for (const char* name : {"portal", "partner"})
      all().certificates().issue("partner/" + std::string(name) + "-2", name);
  }
  static Ran ask(std::vector<std::string> program, const std::string& protos) {
    const std::string certificate = all().certificates().folder() / "portal";
    program.insert(program.end(), {all().edge().address(), certificate + ".pem", certificate + ".key",
                                   all().certificates().ca_file(), protos});
    return run(program);
  }
  static void expect_asked(const Ran& ran, const std::string& open) {
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("reference ")) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr(open)) << ran.output;
    EXPECT_THAT(ran.output, HasSubstr("receipt genuine " + std::string(open == "status open" ? "True" : "true")))
        << ran.output;
  }
  static std::string inquiries() { return all().site().query("SELECT count(*) FROM inquiry"); }

  const std::string root_ = test::source_path();
};

TEST_F(EdgePortalTest, TheClientInPythonAsksAndLooksAgain) {
  if (run({"/usr/bin/python3", "-c", "import grpc, google.protobuf"}).exit_code != 0) {
    GTEST_SKIP() << "LEFT OUT: no python3-grpcio";
  }
  const std::string descriptors = all().site().folder() + "/relatives.desc";
  const Ran described =
      run({"/usr/bin/protoc", "-I" + root_ + "/proto", "--include_imports", "--descriptor_set_out=" + descriptors,
           root_ + "/proto/hotline/v1/relatives_service.proto"});
  ASSERT_EQ(described.exit_code, 0) << described.output;
  const int before = std::stoi(inquiries());
  expect_asked(ask({"/usr/bin/python3", root_ + "/ops/docs/portal/ask.py"}, descriptors), "status open");
  EXPECT_EQ(std::stoi(inquiries()), before + 1);
}

// Its types are checked too, as a developer's own compiler would.
TEST_F(EdgePortalTest, TheClientInTypeScriptAsksAndLooksAgain) {
  const std::string modules = root_ + "/build/clients/node_modules";
  if (!std::filesystem::exists(modules + "/typescript")) GTEST_SKIP() << "LEFT OUT: no build/clients (ops/test)";
  const std::filesystem::path folder = all().site().folder() + "/portal";
  std::filesystem::create_directory(folder);
  std::filesystem::copy_file(root_ + "/ops/docs/portal/ask.ts", folder / "ask.ts");
  std::filesystem::create_directory_symlink(modules, folder / "node_modules");
  std::ofstream(folder / "package.json") << R"({"type": "module"})";
  const Ran compiled =
      run({"/usr/bin/env", "node", modules + "/typescript/bin/tsc", "--strict", "--target", "es2022", "--module",
           "nodenext", "--types", "node", "--typeRoots", modules + "/@types", "--skipLibCheck", folder / "ask.ts"});
  ASSERT_EQ(compiled.exit_code, 0) << compiled.output;
  const int before = std::stoi(inquiries());
  expect_asked(ask({"/usr/bin/env", "node", folder / "ask.js"}, root_ + "/proto"), "status MY_INQUIRY_STATUS_OPEN");
  EXPECT_EQ(std::stoi(inquiries()), before + 1);
}

TEST_F(EdgePortalTest, NoMethodOfTheStaffTakesAPortalsOrAPartnersCertificate) {
  int refused = 0;
  for (const char* name : {"portal", "partner"}) {
    grpc::GenericStub stub(all().edge().channel(all().certificates().identity(name)));
    for (const core::MethodRule& rule : core::method_rules()) {
      const std::string method(rule.method);
      if (method.starts_with("hotline.v1.RelativesService/") || method == "hotline.v1.AdminService/GetStatus") continue;
      // Paced below what the edge lets one certificate ask, so that it is the server that refuses.
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
      const auto status = test::call_raw(stub, method, "", {""}, test::Reading::kFirst, std::chrono::seconds(5)).status;
      EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED)
          << name << ' ' << method << ": " << status.error_message();
      ++refused;
    }
  }
  std::cout << refused << " calls refused\n";
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace hotline::e2e
