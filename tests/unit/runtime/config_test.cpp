#include "runtime/config.hpp"
#include "support/source_path.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hotline::runtime {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

constexpr char kWhole[] = R"([server]
socket = "run/hotlined.sock"
metrics_socket = "/run/metrics.sock"
max_calls = 9
drain_seconds = 3
[database]
conninfo_file = "db/connection"
pool_size = 4
[keys]
folder = "keys"
[log]
tree = 2
queue_max = 100
batch_max = 50
state_file = "log.state"
name = "hotline.test/log"
[matching]
lexicon = "../lexicon"
[scripts]
folder = "scripts"
[freshness]
limit_ms = 900
[relatives]
release_hour = 6
release_at_once = true
[answers]
how_to_write_uk = "Пишіть через Червоний Хрест"
[approval]
break_glass_told = ["sup-1", "sup-2"]
[limits]
lookups_per_minute = 7
[actors.operator]
id = "op-1"
role = "operator"
grants = ["tell_death"]
)";

std::vector<std::string> faults(std::string_view text) {
  auto config = parse_config(text, "/etc/hotline");
  std::vector<std::string> out;
  if (config) return out;
  for (const auto& each : config.error().violations) out.push_back(each.field + ": " + each.description);
  return out;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST(ConfigTest, EverySettingIsRead) {
  auto config = parse_config(kWhole, "/etc/hotline");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->server.socket, "/etc/hotline/run/hotlined.sock");
  EXPECT_EQ(config->approval.break_glass_told.size(), 2U);
  EXPECT_EQ(config->server.metrics_socket, "/run/metrics.sock");
  EXPECT_EQ(config->server.max_calls, 9);
  EXPECT_EQ(config->relatives.release_hour, std::chrono::hours(6));
  EXPECT_TRUE(config->relatives.release_at_once);
  EXPECT_EQ(config->server.drain, std::chrono::seconds(3));
  EXPECT_EQ(config->database.conninfo_file, "/etc/hotline/db/connection");
  EXPECT_EQ(config->database.pool_size, 4);
  EXPECT_EQ(config->keys.folder, "/etc/hotline/keys");
  EXPECT_EQ(config->log.tree, 2);
  EXPECT_EQ(config->log.queue_max, 100);
  EXPECT_EQ(config->log.batch_max, 50);
  EXPECT_EQ(config->log.state_file, "/etc/hotline/log.state");
  EXPECT_EQ(config->log.name, "hotline.test/log");
  EXPECT_EQ(config->matching.lexicon, "/etc/lexicon");
  EXPECT_EQ(config->scripts.folder, "/etc/hotline/scripts");
  EXPECT_EQ(config->freshness.limit, std::chrono::milliseconds(900));
  EXPECT_EQ(config->answers.how_to_write.at("uk"), "Пишіть через Червоний Хрест");
  EXPECT_EQ(config->limits.lookups_per_minute, 7);
  EXPECT_EQ(config->limits.persons_per_hour, Config::Limits().persons_per_hour);
  EXPECT_EQ(config->limits.told_per_hour, Config::Limits().told_per_hour);
  ASSERT_EQ(config->actors.size(), 1U);
  EXPECT_EQ(config->actors[0].name, "operator");
  EXPECT_EQ(config->actors[0].id, "op-1");
  EXPECT_EQ(config->actors[0].role, "operator");
  EXPECT_THAT(config->actors[0].grants, testing::ElementsAre("tell_death"));
}

TEST(ConfigTest, EveryLimitIsCheckedAndAllBadOnesAreNamed) {
  std::vector<std::string> keys{"lookups_per_minute",
                                "persons_per_hour",
                                "registrar_persons_per_hour",
                                "outside_persons_per_hour",
                                "told_per_hour",
                                "outside_told_per_day",
                                "persons_per_certificate_per_hour",
                                "persons_in_all_per_hour",
                                "askers_per_person_per_hour"};
  std::string text = "[limits]\n";
  for (const std::string& key : keys) text += key + " = 0\n";
  int named = 0;
  for (const std::string& fault : faults(text)) {
    for (const std::string& key : keys) named += fault.starts_with("limits." + key + ": line ") ? 1 : 0;
  }
  EXPECT_EQ(named, static_cast<int>(keys.size()));
}

TEST(ConfigTest, TheExampleWeShipIsWhole) {
  auto config = load_config(test::source_path("ops/config/hotlined.toml"));
  ASSERT_TRUE(config) << config.error().violations.at(0).field << config.error().violations.at(0).description;
  EXPECT_FALSE(config->actors.empty());
}

TEST(ConfigTest, AllFaultsAtOnceWithTheirLines) {
  std::string text = with(kWhole, "max_calls = 9", "max_calls = \"9\"");
  text = with(text, "folder = \"keys\"", "folders = \"keys\"");
  text = with(text, "limit_ms = 900", "limit_ms = 5000");
  text += "[surprise]\nx = 1\n";
  EXPECT_THAT(faults(text),
              testing::UnorderedElementsAre(
                  HasSubstr("server.max_calls: line 4: must be a whole number from 1"),
                  HasSubstr("keys.folder: line 9: is missing"), HasSubstr("keys.folders: line 10: is not a setting"),
                  HasSubstr("freshness.limit_ms: line 22: must be a whole number from 50 to 1000"),
                  HasSubstr("surprise: line 36: is not a section")));
}

TEST(ConfigTest, TheEdgeIsShutUnlessItsSocketIsNamed) {
  EXPECT_TRUE(parse_config(kWhole, "/etc/hotline")->edge.socket.empty());
  const std::string shut =
      std::string(kWhole) + "[edge]\nsocket = \"\"\nca_file = \"ca.pem\"\ncrl_file = \"crl.pem\"\n";
  auto config = parse_config(shut, "/etc/hotline");
  ASSERT_TRUE(config);
  EXPECT_TRUE(config->edge.socket.empty());
  config = parse_config(with(shut, "socket = \"\"", "socket = \"edge.sock\""), "/etc/hotline");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->edge.socket, "/etc/hotline/edge.sock");
  EXPECT_EQ(config->edge.ca_file, "/etc/hotline/ca.pem");
  EXPECT_EQ(config->edge.crl_file, "/etc/hotline/crl.pem");
  EXPECT_THAT(faults(std::string(kWhole) + "[edge]\nsocket = \"edge.sock\"\n"),
              testing::UnorderedElementsAre(AllOf(HasSubstr("edge.ca_file: line "), HasSubstr("is missing")),
                                            AllOf(HasSubstr("edge.crl_file: line "), HasSubstr("is missing"))));
  EXPECT_THAT(faults(std::string(kWhole) + "[edge]\nsockets = \"\"\n"), Contains(HasSubstr("is not a setting")));
  EXPECT_THAT(faults(std::string(kWhole) + "[edge]\nsocket = 3\n"), Contains(HasSubstr("edge.socket")));
}

TEST(ConfigTest, CertificatesNameActors) {
  const std::string text = std::string(kWhole) +
                           "[certificates.\"spiffe://hotline.example/operator/ws-1\"]\nid = \"ws-1\"\nrole = "
                           "\"operator\"\n";
  auto config = parse_config(text, "/etc/hotline");
  ASSERT_TRUE(config);
  ASSERT_EQ(config->certificates.size(), 1U);
  EXPECT_EQ(config->certificates[0].name, "spiffe://hotline.example/operator/ws-1");
  EXPECT_EQ(config->certificates[0].id, "ws-1");
  EXPECT_EQ(config->actors.size(), 1U);
  EXPECT_THAT(faults(text + "[certificates.\"spiffe://a/operator/b\"]\nid = \"ws-1\"\nrole = \"operator\"\n"),
              Contains(HasSubstr("another actor")));
}

TEST(ConfigTest, OtherFaults) {
  EXPECT_THAT(faults("[server"), Contains(HasSubstr("line 1")));
  EXPECT_THAT(faults(""), Contains(HasSubstr("server.socket: is missing")));
  EXPECT_THAT(faults("server = 3"), Contains(HasSubstr("must be a table")));
  EXPECT_THAT(faults(with(kWhole, "pool_size = 4", "pool_size = 0")), Contains(HasSubstr("database.pool_size")));
  for (const char* name : {"two words", "a+b", ""}) {
    EXPECT_THAT(faults(with(kWhole, "hotline.test/log", name)), Contains(HasSubstr("log.name"))) << name;
  }
  EXPECT_THAT(faults(with(kWhole, "role = \"operator\"", "")), Contains(HasSubstr("actors.operator.role")));
  EXPECT_THAT(faults(with(kWhole, "[\"tell_death\"]", "[1]")), Contains(HasSubstr("must be a list of texts")));
  EXPECT_THAT(faults(with(kWhole, "run/hotlined.sock", std::string(120, 'x'))), Contains(HasSubstr("107 bytes")));
  EXPECT_THAT(faults(std::string(kWhole) + "[actors.other]\nid = \"op-1\"\nrole = \"auditor\"\n"),
              Contains(HasSubstr("another actor")));
  EXPECT_FALSE(load_config("/nonexistent/hotlined.toml"));
}

TEST(ConfigTest, ASettingForPortalsThatIsMistypedIsNamed) {
  EXPECT_THAT(faults(with(kWhole, "release_at_once = true", "release_at_once = 1")),
              Contains(AllOf(HasSubstr("relatives.release_at_once"), HasSubstr("true or false"))));
  EXPECT_THAT(faults(with(kWhole, "release_hour = 6", "relase_hour = 6")), Contains(HasSubstr("relase_hour")));
}

}  // namespace
}  // namespace hotline::runtime
