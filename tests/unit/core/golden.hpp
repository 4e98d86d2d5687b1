#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "support/source_path.hpp"

namespace hotline::test {

inline std::string data_path(const std::string& name) {
  return source_path("tests/data/") + name;
}

// Compares with tests/data/<name>; HOTLINE_GOLDEN_WRITE=1 writes the file instead, so that a changed rule shows as a
// changed table in review.
inline void expect_golden(const std::string& name, const std::string& actual) {
  const char* write = std::getenv("HOTLINE_GOLDEN_WRITE");
  if (write != nullptr && std::string(write) == "1") {
    std::ofstream(data_path(name), std::ios::binary) << actual;
    return;
  }
  std::ifstream file(data_path(name), std::ios::binary);
  ASSERT_TRUE(file) << name << " is not there; HOTLINE_GOLDEN_WRITE=1 writes it";
  const std::string expected((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(expected == actual) << name << " differs; after a wanted change run once with HOTLINE_GOLDEN_WRITE=1";
}

// Seeds are printed and can be given again: HOTLINE_SEED=<number>.
inline std::uint64_t seed_from_environment(std::uint64_t otherwise) {
  const char* text = std::getenv("HOTLINE_SEED");
  const std::uint64_t seed = text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
  ::testing::Test::RecordProperty("seed", std::to_string(seed));
  std::printf("[     SEED ] HOTLINE_SEED=%llu\n", static_cast<unsigned long long>(seed));
  return seed;
}

}  // namespace hotline::test
