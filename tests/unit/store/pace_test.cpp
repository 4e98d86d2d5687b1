#include "store/pace.hpp"

#include <gtest/gtest.h>

namespace hotline::store {
namespace {

using namespace std::chrono_literals;

class PaceTest : public testing::Test {
 protected:
  Pace::Clock::duration rest_at(std::chrono::milliseconds at, std::int64_t revision) {
    const Pace::Clock::time_point ended(at);
    return pace_.rest(ended - 100ms, ended, revision);
  }
  Pace pace_{4};
};

TEST_F(PaceTest, RestsOnlyWhileTheRegisterIsWritten) {
  EXPECT_EQ(rest_at(10s, 7), 0ms) << "where it stood at the start is no change";
  EXPECT_EQ(rest_at(11s, 7), 0ms);
  EXPECT_EQ(rest_at(12s, 8), 400ms);
  EXPECT_EQ(rest_at(13s, 8), 400ms) << "the next batch is on its way";
  EXPECT_EQ(rest_at(15s, 8), 0ms);
  EXPECT_EQ(rest_at(16s, 9), 400ms);
}

TEST_F(PaceTest, ALongStepRestsNoLongerThanTwoSeconds) {
  const Pace::Clock::time_point ended(20s);
  pace_.rest(ended, ended, 1);
  EXPECT_EQ(pace_.rest(ended - 10s, ended, 2), 2s);
}

}  // namespace
}  // namespace hotline::store
