// What somebody else's scanner (Debian's testssl.sh) finds in the edge: nothing above "low".
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "e2e/edge_site.hpp"

namespace hotline::e2e {
namespace {

// Findings that are so on purpose, each with its reason.
const std::map<std::string, std::string> kMeant{
    {"cert_revocation", "the edge's certificate is of a private authority, which answers no strangers on the network"},
};

// Of each finding in testssl's flat JSON.
std::map<std::string, std::string> severities(const std::string& json) {
  std::map<std::string, std::string> found;
  const std::regex finding(R"re("id"\s*:\s*"([^"]*)"[^}]*?"severity"\s*:\s*"([^"]*)")re");
  for (std::sregex_iterator each(json.begin(), json.end(), finding), end; each != end; ++each) {
    found[(*each)[1]] = (*each)[2];
  }
  return found;
}

TEST(EdgeScanTest, TestsslFindsNothingAboveLow) {
  EdgeSite all;
  const std::string report = all.site().folder() + "/testssl.json";
  // The scanner knows no client certificates: its openssl gets one. Without, it may hear the refusal before it sees
  // that it was connected.
  const std::string openssl = all.site().folder() + "/openssl", certificate = all.certificates().folder() / "ws-1";
  std::ofstream(openssl) << "#!/bin/sh\nif [ \"$1\" = s_client ]; then shift; set -- s_client -cert " << certificate
                         << ".pem -key " << certificate << ".key \"$@\"; fi\nexec /usr/bin/openssl \"$@\"\n";
  std::filesystem::permissions(openssl, std::filesystem::perms::owner_all);
  const Ran ran = run({"/usr/bin/testssl",  "--quiet",      "--color",    "0",
                       "--warnings",        "batch",        "--ip",       "one",
                       "--openssl",         openssl,        "--add-ca",   all.certificates().ca_file(),
                       "--protocols",       "--std",        "--fs",       "--server-preference",
                       "--server-defaults", "--vulnerable", "--jsonfile", report,
                       all.edge().address()},
                      std::chrono::seconds(240));
  std::ifstream file(report);
  const auto found = severities(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_GT(found.size(), 40U) << "testssl.sh (package testssl.sh) did not scan:\n" << ran.output;
  EXPECT_EQ(found.at("TLS1_3"), "OK");
  for (const char* older : {"SSLv2", "SSLv3"}) EXPECT_EQ(found.at(older), "OK") << older;
  EXPECT_EQ(found.at("heartbleed"), "OK");
  int above_low = 0;
  for (const auto& [id, severity] : found) {
    if (severity != "MEDIUM" && severity != "HIGH" && severity != "CRITICAL") continue;
    const auto meant = kMeant.find(id);
    std::printf("   %s %s: %s\n", severity.c_str(), id.c_str(),
                meant == kMeant.end() ? "FOUND" : meant->second.c_str());
    above_low += meant == kMeant.end() ? 1 : 0;
  }
  EXPECT_EQ(above_low, 0) << ran.output;
}

}  // namespace
}  // namespace hotline::e2e
