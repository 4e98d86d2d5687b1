// Who begins, who waits and who is refused; and whole overloads, simulated: a writer that takes all that waits, the
// desk first, batch after batch, and callers who do not wait for each other.
#include "core/admission.hpp"
#include "support/repeats.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>
#include <string>

namespace hotline::core {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;
using Time = Admission::Time;
using Verdict = Admission::Verdict;

constexpr Time kBegin = Time(seconds(1'000));

AdmissionOptions limited_to(std::size_t calls) {
  AdmissionOptions options;
  options.limit.least = options.limit.first = options.limit.most = calls;
  options.waiting_max = {4, 2, 1};
  return options;
}

class AdmissionTest : public testing::Test {
 protected:
  std::optional<Verdict> enter(CallClass which, const std::string& name, milliseconds time = milliseconds(5'000)) {
    return admission_.enter(which, now_ + time, now_, [this, name](Verdict verdict) { heard_.emplace(name, verdict); });
  }
  bool begun(const std::string& name) const { return heard(name) == Verdict::kBegin; }
  std::optional<Verdict> heard(const std::string& name) const {
    const auto found = heard_.find(name);
    return found == heard_.end() ? std::nullopt : std::optional(found->second);
  }

  Time now_ = kBegin;
  Admission admission_{limited_to(2)};
  std::map<std::string, Verdict> heard_;
};

TEST_F(AdmissionTest, TheDeskGoesBeforePortalsAndThoseBeforeReports) {
  EXPECT_EQ(enter(CallClass::kReports, "a"), Verdict::kBegin);
  EXPECT_EQ(enter(CallClass::kReports, "b"), Verdict::kBegin);
  EXPECT_EQ(enter(CallClass::kReports, "report"), std::nullopt);
  EXPECT_EQ(enter(CallClass::kOutside, "portal"), std::nullopt);
  EXPECT_EQ(enter(CallClass::kDesk, "operator"), std::nullopt);
  admission_.leave(now_);
  EXPECT_TRUE(begun("operator"));
  EXPECT_FALSE(heard("portal"));
  admission_.leave(now_);
  EXPECT_TRUE(begun("portal"));
  EXPECT_FALSE(heard("report"));
  admission_.leave(now_);
  EXPECT_TRUE(begun("report"));
}

TEST_F(AdmissionTest, NobodyOfALowerClassBeginsWhileAHigherOneWaits) {
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  EXPECT_EQ(enter(CallClass::kDesk, "waits"), std::nullopt);
  EXPECT_EQ(enter(CallClass::kOutside, "portal"), std::nullopt);
  admission_.leave(now_);
  EXPECT_TRUE(begun("waits"));
  EXPECT_FALSE(heard("portal"));
  // Whoever comes later than one of his class does not pass him either.
  EXPECT_EQ(enter(CallClass::kOutside, "later"), std::nullopt);
}

TEST_F(AdmissionTest, AFullRoomRefusesTheOldestOfItsOwnClass) {
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  enter(CallClass::kOutside, "first");
  enter(CallClass::kOutside, "second");
  enter(CallClass::kDesk, "operator");
  EXPECT_EQ(enter(CallClass::kOutside, "third"), std::nullopt);
  EXPECT_EQ(heard("first"), Verdict::kShed);
  EXPECT_FALSE(heard("operator"));
  EXPECT_EQ(admission_.seen().waiting[1], 2U);
}

TEST_F(AdmissionTest, WorkThatCannotBeDoneInTimeIsNotBegun) {
  EXPECT_EQ(enter(CallClass::kDesk, "past", milliseconds(0)), Verdict::kLate);
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  enter(CallClass::kDesk, "soon", milliseconds(30));
  now_ += milliseconds(30);
  admission_.leave(now_);
  EXPECT_EQ(heard("soon"), Verdict::kLate);
  EXPECT_EQ(admission_.seen().under_way, 1U);
  // Nor with less time left than a commit takes.
  for (int i = 0; i < 5; ++i) admission_.observe(BatchSeen{1, {}, milliseconds(50)}, now_);
  EXPECT_EQ(enter(CallClass::kDesk, "short", milliseconds(49)), Verdict::kLate);
}

TEST_F(AdmissionTest, APortalIsToldSoonAnOperatorWaits) {
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  enter(CallClass::kDesk, "operator");
  enter(CallClass::kOutside, "portal");
  now_ += admission_.seen().target;
  admission_.tick(now_);
  EXPECT_EQ(heard("portal"), Verdict::kShed);
  EXPECT_FALSE(heard("operator"));
}

TEST_F(AdmissionTest, UnderOverloadTheNewestOfAClassGoesFirst) {
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  enter(CallClass::kDesk, "old");
  now_ += milliseconds(50);
  enter(CallClass::kDesk, "new");
  admission_.leave(now_);
  EXPECT_TRUE(begun("old")) << "in their order while the wait is short";
  enter(CallClass::kDesk, "newest");
  now_ += milliseconds(1'001);
  admission_.leave(now_);
  EXPECT_TRUE(begun("newest"));
  EXPECT_FALSE(heard("new"));
}

TEST_F(AdmissionTest, OnceItIsClosedNobodyWaits) {
  enter(CallClass::kDesk, "a");
  enter(CallClass::kDesk, "b");
  enter(CallClass::kDesk, "waits");
  admission_.close();
  EXPECT_EQ(heard("waits"), Verdict::kShed);
  admission_.leave(now_);
  EXPECT_EQ(enter(CallClass::kDesk, "later"), Verdict::kShed);
  admission_.leave(now_);
  EXPECT_EQ(admission_.seen().under_way, 0U);
}

TEST(CallClassTest, EveryRoleHasOne) {
  EXPECT_EQ(class_of(Role::kOperator), CallClass::kDesk);
  EXPECT_EQ(class_of(Role::kSupervisor), CallClass::kDesk);
  EXPECT_EQ(class_of(Role::kRegistrar), CallClass::kDesk);
  EXPECT_EQ(class_of(Role::kPortal), CallClass::kOutside);
  EXPECT_EQ(class_of(Role::kLiaison), CallClass::kOutside);
  EXPECT_EQ(class_of(Role::kReporter), CallClass::kReports);
  EXPECT_EQ(class_of(Role::kAuditor), CallClass::kReports);
}

// What a batch costs, and how uneven that is.
struct Disk {
  microseconds commit{2'000};
  microseconds entry{100};
  double uneven = 0.0;
  std::size_t batch_max = 512;
};

struct Offered {
  double desk_each_second = 0;
  double outside_each_second = 0;
  milliseconds deadline{5'000};
  seconds calm{10};  // before it, with a twentieth of the operators and nobody else
  seconds time{60};
};

struct Outcome {
  double done_each_second = 0;  // in time
  std::array<std::int64_t, kCallClassCount> done{};
  std::array<std::int64_t, kCallClassCount> refused{};
  std::int64_t begun_late = 0;
  std::int64_t desk_refused_while_others_began = 0;
  milliseconds desk_p99{};
  std::size_t limit = 0;
};

class Simulation {
 public:
  Simulation(const Disk& disk, const Offered& offered, std::uint64_t seed)
      : disk_(disk), offered_(offered), random_(seed) {}

  Outcome run() {
    const Offered storm = std::exchange(offered_, Offered{offered_.desk_each_second / 20, 0, offered_.deadline});
    next_[0] = kBegin;
    next_[1] = kBegin + gap(0);
    const Time storm_begins = kBegin + storm.calm;
    while (now_ < storm_begins) step();
    offered_ = storm;
    outcome_ = Outcome();
    desk_took_.clear();
    next_[1] = now_ + gap(offered_.outside_each_second);
    while (now_ < storm_begins + offered_.time) step();
    outcome_.done_each_second =
        static_cast<double>(outcome_.done[0] + outcome_.done[1]) / static_cast<double>(offered_.time.count());
    std::sort(desk_took_.begin(), desk_took_.end());
    if (!desk_took_.empty()) {
      outcome_.desk_p99 = duration_cast<milliseconds>(desk_took_[desk_took_.size() * 99 / 100]);
    }
    outcome_.limit = admission_.seen().limit;
    return outcome_;
  }

 private:
  struct Call {
    std::size_t which = 0;
    Time arrived;
    Time deadline;
    Time appended;
  };

  steady_clock::duration gap(double each_second) {
    if (each_second == 0) return seconds(1'000'000);
    return duration_cast<steady_clock::duration>(
        std::chrono::duration<double>(std::exponential_distribution<double>(each_second)(random_)));
  }

  void step() {
    const std::size_t which = next_[0] <= next_[1] ? 0 : 1;
    if (!batch_.empty() && batch_ends_ <= next_[which]) {
      now_ = batch_ends_;
      return end_batch();
    }
    now_ = next_[which];
    next_[which] += gap(which == 0 ? offered_.desk_each_second : offered_.outside_each_second);
    Call call{which, now_, now_ + offered_.deadline, {}};
    const auto at_once = admission_.enter(static_cast<CallClass>(which), call.deadline, now_,
                                          [this, call](Verdict verdict) { hear(call, verdict); });
    if (at_once) hear(call, *at_once);
    begin_batch();
  }

  void hear(Call call, Verdict verdict) {
    if (verdict == Verdict::kBegin) {
      if (call.deadline <= now_) ++outcome_.begun_late;
      call.appended = now_;
      log_[call.which].push_back(call);
      if (call.which == 1) others_began_ = now_;
      return;
    }
    ++outcome_.refused[call.which];
    if (call.which == 0 && verdict == Verdict::kShed && others_began_ == now_) {
      ++outcome_.desk_refused_while_others_began;
    }
  }

  void begin_batch() {
    if (!batch_.empty() || (log_[0].empty() && log_[1].empty())) return;
    const std::size_t most = small_.most(disk_.batch_max);
    for (auto& log : log_) {
      while (!log.empty() && batch_.size() < most) {
        batch_.push_back(log.front());
        log.pop_front();
      }
    }
    small_.made(batch_.size());
    const auto even = disk_.commit + static_cast<std::int64_t>(batch_.size()) * disk_.entry;
    const double times = 1.0 + std::uniform_real_distribution<double>(-disk_.uneven, disk_.uneven)(random_);
    batch_began_ = now_;
    batch_ends_ = now_ + duration_cast<steady_clock::duration>(even * times);
  }

  void end_batch() {
    const std::vector<Call> ended = std::move(batch_);
    batch_.clear();
    steady_clock::duration waited{};
    for (const Call& call : ended) waited += batch_began_ - call.appended;
    admission_.observe(BatchSeen{ended.size(), waited / static_cast<std::int64_t>(ended.size()), now_ - batch_began_},
                       now_);
    begin_batch();
    for (const Call& call : ended) {
      if (call.deadline >= now_) ++outcome_.done[call.which];
      if (call.which == 0) desk_took_.push_back(now_ - call.arrived);
      admission_.leave(now_);
    }
    begin_batch();
  }

  Disk disk_;
  Offered offered_;
  std::mt19937_64 random_;
  Admission admission_{AdmissionOptions()};
  SmallBatches small_;
  Time now_ = kBegin;
  std::array<Time, 2> next_{};
  std::array<std::deque<Call>, 2> log_;  // the desk first
  std::vector<Call> batch_;
  Time batch_began_;
  Time batch_ends_;
  Time others_began_;
  std::vector<steady_clock::duration> desk_took_;
  Outcome outcome_;
};

constexpr std::uint64_t kSeeds = hotline::test::repeats(20) >= 20 ? 2 : 1;

class OverloadTest : public testing::TestWithParam<Disk> {};

// Ten times more than can be done, a tenth of it by operators; then operators alone, unhurried.
TEST_P(OverloadTest, TheDeskIsServedNobodyIsLateAndNothingIsWasted) {
  const Disk disk = GetParam();
  const std::size_t most = std::min<std::size_t>(disk.batch_max, 256);
  const double capacity =
      static_cast<double>(most) /
      std::chrono::duration<double>(disk.commit + static_cast<std::int64_t>(most) * disk.entry).count();
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    Offered calm;
    calm.desk_each_second = capacity / 20;
    const Outcome unhurried = Simulation(disk, calm, seed).run();
    Offered storm;
    storm.desk_each_second = capacity * 0.7;
    storm.outside_each_second = capacity * 9;
    const Outcome hurried = Simulation(disk, storm, seed).run();
    std::printf(
        "commit %lld us, entry %lld us: capacity %.0f/s, done %.0f/s, desk p99 %lld ms (calm %lld ms), limit %zu\n",
        static_cast<long long>(disk.commit.count()), static_cast<long long>(disk.entry.count()), capacity,
        hurried.done_each_second, static_cast<long long>(hurried.desk_p99.count()),
        static_cast<long long>(unhurried.desk_p99.count()), hurried.limit);
    EXPECT_GE(hurried.done_each_second, 0.9 * capacity);
    EXPECT_EQ(hurried.refused[0], 0);
    EXPECT_EQ(hurried.begun_late, 0);
    EXPECT_EQ(hurried.desk_refused_while_others_began, 0);
    EXPECT_LE(hurried.desk_p99, std::max(3 * unhurried.desk_p99, milliseconds(600)));
    EXPECT_EQ(unhurried.refused[0], 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Disks, OverloadTest,
                         testing::Values(Disk{microseconds(2'000), microseconds(700), 0.5, 512},
                                         Disk{microseconds(95'000), microseconds(100), 0.3, 50},
                                         Disk{microseconds(3'000), microseconds(2'000), 0.2, 512},
                                         Disk{microseconds(50'000), microseconds(50), 0.4, 100},
                                         Disk{microseconds(250'000), microseconds(100), 0.3, 150}));

// More operators than can be served: portals get nothing, those who are served are served in time.
TEST(OverloadTest, TooManyOperatorsLeaveNothingToPortals) {
  const Disk disk{microseconds(95'000), microseconds(100), 0.3, 50};
  Offered storm;
  storm.desk_each_second = 1'000;
  storm.outside_each_second = 4'000;
  const Outcome outcome = Simulation(disk, storm, 1).run();
  EXPECT_GE(outcome.done_each_second, 450);
  EXPECT_GT(outcome.refused[0], 0);
  EXPECT_EQ(outcome.desk_refused_while_others_began, 0);
  EXPECT_LT(outcome.done[1], 200) << "of the first instants only";
  EXPECT_EQ(outcome.begun_late, 0);
}

TEST(OverloadTest, ALimitIsRegainedWhenTheDiskIsFastAgain) {
  AdaptiveLimit limit{AdaptiveLimit::Options()};
  Time now = kBegin;
  const auto batches = [&](int count, std::size_t entries, milliseconds took) {
    for (int i = 0; i < count; ++i) {
      now += took;
      limit.observe(BatchSeen{entries, took, took}, limit.limit(), now);
    }
  };
  batches(200, 64, milliseconds(5));
  EXPECT_EQ(limit.limit(), 512U);
  batches(200, 64, milliseconds(200));
  EXPECT_LT(limit.limit(), 50U);
  batches(400, 64, milliseconds(5));
  EXPECT_EQ(limit.limit(), 512U);
}

}  // namespace
}  // namespace hotline::core
