#include <gtest/gtest.h>

#include <cstdlib>

#include "support/source_path.hpp"

// ops/docs/api.md says what the protos and the examples say, and every example fits its method's messages.
TEST(ApiDocTest, ThePageIsThatOfTodaysProtos) {
  EXPECT_EQ(std::system(hotline::test::source_path("ops/scripts/api_doc.sh --check").c_str()), 0);
}
