#include <gtest/gtest.h>

#include <cstdlib>

// ops/docs/api.md says what the protos and the examples say, and every example fits its method's messages.
TEST(ApiDocTest, ThePageIsThatOfTodaysProtos) {
  EXPECT_EQ(std::system(HOTLINE_SOURCE_DIR "/ops/scripts/api_doc.sh --check"), 0);
}
