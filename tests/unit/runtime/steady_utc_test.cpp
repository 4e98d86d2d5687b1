#include "runtime/steady_utc.hpp"

#include <gtest/gtest.h>

namespace hotline::runtime {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class WallClock final : public core::Clock {
 public:
  core::Instant now() const override { return now_; }
  void move(std::chrono::seconds by) { now_ += by; }

 private:
  core::Instant now_ = core::Instant(std::chrono::seconds(1'790'000'000));
};

std::chrono::steady_clock::time_point passed;
std::chrono::steady_clock::time_point passed_now() {
  return passed;
}

TEST(SteadyUtcTest, NoJumpMovesIt) {
  WallClock wall;
  const core::Instant began = wall.now();
  const SteadyUtc steady(wall, &passed_now);
  for (const auto jump : {hours(1), hours(-1), hours(24), hours(-24)}) {
    wall.move(jump);
    EXPECT_EQ(steady.now(), began);
  }
  passed += minutes(3);
  EXPECT_EQ(steady.now(), began + minutes(3));
}

TEST(SteadyUtcTest, TheLatestGoesForwardWithTheWallAndNeverBehindWhatHasPassed) {
  WallClock wall;
  const core::Instant began = wall.now();
  const SteadyUtc steady(wall, &passed_now);
  const LatestUtc latest(wall, steady);
  wall.move(hours(1));
  EXPECT_EQ(latest.now(), began + hours(1));
  wall.move(hours(-25));
  EXPECT_EQ(latest.now(), began);
  passed += minutes(11);
  EXPECT_EQ(latest.now(), began + minutes(11));
}

}  // namespace
}  // namespace hotline::runtime
