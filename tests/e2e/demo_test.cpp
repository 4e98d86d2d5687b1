// `hotline demo` with the real programs on a fresh trial: played twice, its summary held against the database, its
// bulletin there, its log whole; and refused where people are real.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "e2e/programs.hpp"

namespace hotline::e2e {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr int kDone = 0, kUsage = 2;
constexpr std::chrono::seconds kDemoLimit{300};

class DemoTest : public testing::Test {
 protected:
  Ran demo(std::vector<std::string> arguments) {
    for (const auto& [option, file] : {std::pair<std::string, std::string>{"--conninfo-file", path("connection")},
                                       std::pair<std::string, std::string>{"--keys", path("keys")}}) {
      arguments.push_back(option);
      arguments.push_back(file);
    }
    return run(hotline_command(site_, "server", "operator", arguments), kDemoLimit);
  }
  std::string path(const std::string& name) const { return site_.folder() + "/" + name; }
  std::int64_t in_database(const std::string& sql) const { return std::stoll(site_.query(sql)); }
  static std::string text_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string bulletin_in(const std::string& folder) const {
    for (const auto& file : std::filesystem::directory_iterator(path(folder))) return file.path();
    return {};
  }

  bench::Site site_{program_folder()};
};

TEST_F(DemoTest, ADayIsPlayedToItsEndAndAnotherAfterIt) {
  Hotlined server(site_, "server", 1);
  const Ran first = demo({"--json", "demo", "--seed", "7", "--folder", path("first")});
  ASSERT_EQ(first.exit_code, kDone) << first.output;
  const std::string summary = first.output.substr(first.output.find("{\"summary\""));
  const auto said = [&summary](const std::string& what) { return json_number(summary, what); };
  EXPECT_EQ(said("lists imported"), in_database("SELECT count(*) FROM list"));
  EXPECT_EQ(said("rows imported"), in_database("SELECT sum(rows_total) FROM list"));
  EXPECT_EQ(said("inquiries"), in_database("SELECT count(*) FROM inquiry"));
  EXPECT_EQ(said("matches confirmed"),
            in_database("SELECT count(DISTINCT reference) FROM candidate_review WHERE decision = 1"));
  EXPECT_EQ(said("releases given"), in_database("SELECT count(*) FROM release"));
  const std::int64_t told =
      said("families told by callback") + said("families told when they asked again") + said("corrections told");
  EXPECT_EQ(told, in_database("SELECT count(*) FROM callback_try WHERE outcome = 1"));
  EXPECT_EQ(said("calls in vain"), in_database("SELECT count(*) FROM callback_try WHERE outcome = 3"));
  EXPECT_EQ(said("log entries verified"), in_database("SELECT sum(size) FROM log_tree"));
  EXPECT_GT(said("corrections told"), 0);
  EXPECT_EQ(said("deaths countersigned"), 3);
  // Every kind of answer that a telephone hears at a first call was said.
  for (const char* kind : {"MORE_DETAIL_NEEDED", "CONFIRMED_CAPTIVE", "PROBABLE_CAPTIVE", "RELEASED", "DEAD",
                           "COLLEAGUE_TAKES_OVER", "NO_ANSWER_TODAY", "REGISTERED"}) {
    EXPECT_THAT(first.output, ContainsRegex("\"" + std::string(kind) + "\": [1-9]")) << kind;
  }
  EXPECT_THAT(first.output, HasSubstr("\"MESSAGE_WAITING\": 1")) << "of the portal";
  EXPECT_THAT(text_of(bulletin_in("first")), HasSubstr("<html lang=\"uk\">"));

  // The same seed again, as a person reads it: other people, and the first day's families are left alone.
  const std::int64_t inquiries = said("inquiries");
  const Ran second = demo({"demo", "--seed", "7", "--folder", path("second")});
  ASSERT_EQ(second.exit_code, kDone) << second.output;
  EXPECT_EQ(in_database("SELECT count(*) FROM inquiry"), 2 * inquiries);
  EXPECT_EQ(in_database("SELECT count(*) FROM callback_try WHERE outcome = 1"), 2 * told);
  EXPECT_THAT(second.output, HasSubstr("Seed 7"));
  EXPECT_THAT(second.output, HasSubstr("entries, sound"));
  EXPECT_THAT(second.output, HasSubstr("Try next"));
  EXPECT_THAT(second.output, Not(HasSubstr("\033["))) << "no terminal";
  EXPECT_THAT(text_of(bulletin_in("second")), HasSubstr("<html lang=\"uk\">"));

  const Ran over = demo({"demo", "--folder", path("second")});
  EXPECT_EQ(over.exit_code, kUsage) << "nothing is written over";
  EXPECT_EQ(in_database("SELECT count(*) FROM inquiry"), 2 * inquiries);
}

TEST_F(DemoTest, AStepThatFailsStopsItAndIsNamed) {
  Hotlined server(site_, "server", 1);
  site_.server().run_sql(site_.database(), "REVOKE INSERT ON release_request FROM hotline_inquiry");
  const Ran stopped = demo({"--json", "demo", "--folder", path("stopped")});
  EXPECT_NE(stopped.exit_code, kDone);
  EXPECT_THAT(stopped.output, HasSubstr("stopped at its step \"release\""));
  EXPECT_THAT(stopped.output, Not(HasSubstr("\"summary\"")));
}

TEST_F(DemoTest, ALiveDatabaseIsRefusedBeforeAnythingIsWritten) {
  site_.server().run_sql(site_.database(), "UPDATE database_kind SET kind = 'LIVE'");
  Hotlined server(site_, "server", 1);
  const Ran refused = demo({"demo", "--folder", path("live")});
  EXPECT_EQ(refused.exit_code, kUsage) << refused.output;
  EXPECT_THAT(refused.output, HasSubstr("LIVE"));
  EXPECT_FALSE(std::filesystem::exists(path("live")));
  EXPECT_EQ(in_database("SELECT count(*) FROM inquiry") + in_database("SELECT count(*) FROM list") +
                in_database("SELECT coalesce(sum(size), 0) FROM log_tree"),
            0);
}

}  // namespace
}  // namespace hotline::e2e
