// The units of ops/systemd under a systemd of their own: units/boot.sh boots it on a copy of this machine's root.
#include <gtest/gtest.h>

#include <iostream>
#include <sstream>
#include <string>

#include "e2e/installation.hpp"
#include "support/source_path.hpp"

namespace hotline::e2e {
namespace {

constexpr int kCannot = 77;  // of boot.sh

TEST(UnitsTest, ServeConfinedUnderSystemd) {
  const ScratchFolder scratch;
  const std::string out = scratch.path("machine");
  const Ran booted = run({"/bin/bash", test::source_path("tests/e2e/units/boot.sh"), test::build_path(), out},
                         std::chrono::seconds(280));
  if (booted.exit_code == kCannot) {
    std::cout << "LEFT OUT: no systemd can be booted here, " << booted.output;
    return;
  }
  ASSERT_EQ(booted.exit_code, 0) << booted.output << text_of(out + "/prepare.log") << text_of(out + "/journal.log");
  std::istringstream lines(text_of(out + "/seen"));
  int seen = 0;
  std::string last;
  for (std::string line; std::getline(lines, line); ++seen) {
    EXPECT_EQ(line.find(": NO"), std::string::npos) << line;
    last = line;
  }
  EXPECT_EQ(last, "the end") << "it went no further";
  EXPECT_GE(seen, 25);
  if (HasFailure()) std::cout << text_of(out + "/probe.log") << text_of(out + "/journal.log");
}

}  // namespace
}  // namespace hotline::e2e
