#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "core/access.hpp"

namespace hotline::core {

// In the order in which they are served (system.md 7.9).
enum class CallClass : std::uint8_t { kDesk, kOutside, kReports };
inline constexpr std::size_t kCallClassCount = 3;
inline constexpr std::size_t kVerdictCount = 3;
CallClass class_of(Role role);
std::string_view name_of(CallClass which);

// What the log's writer saw of one batch.
struct BatchSeen {
  std::size_t entries = 0;
  std::chrono::steady_clock::duration waited{};  // by its entries, in the mean
  std::chrono::steady_clock::duration took{};
};

// How many calls may be under way towards the log. Follows the commits (ADR 20): the time that an entry spends in the
// log is held near `comfort`, or near three commits of a small batch where those alone take longer.
class AdaptiveLimit {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Options {
    std::size_t least = 16;
    std::size_t first = 128;
    std::size_t most = 512;
    std::chrono::milliseconds comfort{100};
  };
  // A batch of no more entries than this says what a commit costs by itself.
  static constexpr std::size_t kSmallBatch = 16;

  explicit AdaptiveLimit(Options options);
  // `under_way`: the most that were under way since the last batch.
  void observe(const BatchSeen& batch, std::size_t under_way, Time now);
  std::size_t limit() const { return static_cast<std::size_t>(limit_); }
  // What an entry may spend in the log.
  std::chrono::steady_clock::duration target() const;
  // What it spends at least: one commit.
  std::chrono::steady_clock::duration small_commit() const;

 private:
  void end_window(Time now);

  static constexpr std::size_t kSmallKept = 10;
  Options options_;
  double limit_;
  std::array<std::chrono::steady_clock::duration, kSmallKept> small_{};
  std::size_t small_seen_ = 0;
  // Since the last change of the limit.
  Time window_began_{};
  std::vector<std::chrono::steady_clock::duration> spent_;
  std::size_t most_under_way_ = 0;
};

// Under load no batch is small by itself, and what a commit costs alone would be forgotten: now and then one is cut.
class SmallBatches {
 public:
  // How many entries the next batch may have.
  std::size_t most(std::size_t batch_max) const {
    return since_ < kEvery ? batch_max : std::min(batch_max, AdaptiveLimit::kSmallBatch);
  }
  void made(std::size_t entries) { since_ = entries <= AdaptiveLimit::kSmallBatch ? 0 : since_ + 1; }

 private:
  static constexpr std::size_t kEvery = 64;
  std::size_t since_ = 0;
};

struct AdmissionOptions {
  AdaptiveLimit::Options limit;
  // Who may wait, by class; the rest is refused at once.
  std::array<std::size_t, kCallClassCount> waiting_max{1024, 128, 64};
};

// Who begins, who waits and who is refused before any work is done. While somebody of a higher class waits nobody of a
// lower one begins, so that no operator is refused while a portal is let in. Within a class the oldest goes first, but
// the newest once the oldest has waited for a second. Any thread; one short lock; callbacks run on the calling thread
// without it.
class Admission {
 public:
  using Time = AdaptiveLimit::Time;
  enum class Verdict : std::uint8_t {
    kBegin,  // leave() when done
    kShed,   // no room in this class
    kLate    // its deadline comes before the work could be done
  };
  using Answer = std::function<void(Verdict)>;

  explicit Admission(AdmissionOptions options) : options_(options), limit_(options.limit) {}

  // The verdict; nothing when the call waits, and `later` is called once with it.
  std::optional<Verdict> enter(CallClass which, Time deadline, Time now, Answer later);
  void leave(Time now);
  void observe(const BatchSeen& batch, Time now);
  // Nobody waits any more and nobody begins; what is under way ends.
  void close();
  // Ends those who have waited too long; what else moves does it too.
  void tick(Time now);

  struct Seen {
    std::size_t limit = 0;
    std::size_t under_way = 0;
    std::array<std::size_t, kCallClassCount> waiting{};
    std::chrono::steady_clock::duration target{};
  };
  Seen seen() const;

 private:
  struct Waiting {
    Time since;
    Time deadline;
    Answer answer;
  };
  using Answers = std::vector<std::pair<Answer, Verdict>>;

  bool full() const { return under_way_ >= limit_.limit(); }
  bool others_first(CallClass which) const;
  void begin_one();
  Time latest_start(const Waiting& one, std::size_t which) const;
  void end_late(Time now, Answers& answers);
  void begin_waiting(Time now, Answers& answers);
  static void give(Answers& answers);

  AdmissionOptions options_;
  mutable std::mutex mutex_;
  AdaptiveLimit limit_;
  std::size_t under_way_ = 0;
  std::size_t most_under_way_ = 0;
  Time next_look_{};
  bool closed_ = false;
  std::array<std::deque<Waiting>, kCallClassCount> waiting_;  // oldest first
};

}  // namespace hotline::core
