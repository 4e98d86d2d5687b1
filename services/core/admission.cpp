#include "core/admission.hpp"

#include <algorithm>
#include <utility>

namespace hotline::core {
namespace {

using std::chrono::steady_clock;

// A change is judged by a few batches that were made after it.
constexpr std::size_t kWindowBatches = 6;
constexpr std::chrono::milliseconds kWindow{100};
constexpr std::size_t kWindowBatchesMax = 64;
// An entry waits for the commit under way and has its own: two, and one more, for commits are uneven and a writer that
// waits for calls wastes more than a call that waits for the writer.
constexpr double kCommitsEach = 3.0;
constexpr double kStepDown = 0.75;
constexpr double kStepUp = 1.5;
// So long a wait is no wave any more: who comes now can still be served well, who waits already cannot.
constexpr std::chrono::milliseconds kOverload{1'000};
// Who waits is looked through no more often than this.
constexpr std::chrono::milliseconds kLook{5};
// The limit grows only while it is what holds calls back.
constexpr double kUsed = 0.8;

double ratio(steady_clock::duration one, steady_clock::duration other) {
  return static_cast<double>(one.count()) / static_cast<double>(std::max<std::int64_t>(other.count(), 1));
}

std::size_t index_of(CallClass which) {
  return static_cast<std::size_t>(which);
}

}  // namespace

CallClass class_of(Role role) {
  switch (role) {
    case Role::kOperator:
    case Role::kSupervisor:
    case Role::kRegistrar:
    case Role::kAdministrator:
      return CallClass::kDesk;
    case Role::kPortal:
    case Role::kPartner:
    case Role::kLiaison:
      return CallClass::kOutside;
    case Role::kReporter:
    case Role::kAuditor:
      break;
  }
  return CallClass::kReports;
}

std::string_view name_of(CallClass which) {
  switch (which) {
    case CallClass::kDesk:
      return "desk";
    case CallClass::kOutside:
      return "outside";
    case CallClass::kReports:
      break;
  }
  return "reports";
}

AdaptiveLimit::AdaptiveLimit(Options options) : options_(options), limit_(static_cast<double>(options.first)) {
  limit_ = std::clamp(limit_, static_cast<double>(options_.least), static_cast<double>(options_.most));
}

void AdaptiveLimit::observe(const BatchSeen& batch, std::size_t under_way, Time now) {
  if (batch.entries == 0) return;
  if (batch.entries <= kSmallBatch) small_[small_seen_++ % kSmallKept] = batch.took;
  if (spent_.empty()) window_began_ = now;
  if (spent_.size() < kWindowBatchesMax) spent_.push_back(batch.waited + batch.took);
  most_under_way_ = std::max(most_under_way_, under_way);
  if (spent_.size() >= kWindowBatches && now - window_began_ >= kWindow) end_window(now);
}

void AdaptiveLimit::end_window(Time now) {
  const auto middle = spent_.begin() + static_cast<std::ptrdiff_t>(spent_.size() / 2);
  std::nth_element(spent_.begin(), middle, spent_.end());
  const double step = std::clamp(ratio(target(), *middle), kStepDown, kStepUp);
  const bool used = static_cast<double>(most_under_way_) >= kUsed * limit_;
  if (used || step < 1.0) limit_ *= step;
  limit_ = std::clamp(limit_, static_cast<double>(options_.least), static_cast<double>(options_.most));
  spent_.clear();
  most_under_way_ = 0;
  window_began_ = now;
}

// The mean of the last ones: the least of them would promise what the disk does not keep.
steady_clock::duration AdaptiveLimit::small_commit() const {
  const std::size_t kept = std::min(small_seen_, kSmallKept);
  if (kept == 0) return {};
  steady_clock::duration sum{};
  for (std::size_t i = 0; i < kept; ++i) sum += small_[i];
  return sum / static_cast<std::int64_t>(kept);
}

steady_clock::duration AdaptiveLimit::target() const {
  const auto commits = std::chrono::duration_cast<steady_clock::duration>(kCommitsEach * small_commit());
  return std::max<steady_clock::duration>(options_.comfort, commits);
}

std::optional<Admission::Verdict> Admission::enter(CallClass which, Time deadline, Time now, Answer later) {
  Answers answers;
  std::optional<Verdict> verdict;
  {
    const std::scoped_lock lock(mutex_);
    end_late(now, answers);
    auto& waiting = waiting_[index_of(which)];
    if (deadline <= now + limit_.small_commit()) {
      verdict = Verdict::kLate;
    } else if (!closed_ && !full() && !others_first(which)) {
      begin_one();
      verdict = Verdict::kBegin;
    } else if (closed_ || options_.waiting_max[index_of(which)] == 0) {
      verdict = Verdict::kShed;
    } else {
      // The oldest has had the longest chance; it makes room.
      if (waiting.size() >= options_.waiting_max[index_of(which)]) {
        answers.emplace_back(std::move(waiting.front().answer), Verdict::kShed);
        waiting.pop_front();
      }
      waiting.push_back(Waiting{now, deadline, std::move(later)});
    }
  }
  give(answers);
  return verdict;
}

void Admission::leave(Time now) {
  Answers answers;
  {
    const std::scoped_lock lock(mutex_);
    --under_way_;
    end_late(now, answers);
    begin_waiting(now, answers);
  }
  give(answers);
}

void Admission::observe(const BatchSeen& batch, Time now) {
  Answers answers;
  {
    const std::scoped_lock lock(mutex_);
    limit_.observe(batch, std::exchange(most_under_way_, under_way_), now);
    end_late(now, answers);
    begin_waiting(now, answers);
  }
  give(answers);
}

void Admission::tick(Time now) {
  Answers answers;
  {
    const std::scoped_lock lock(mutex_);
    end_late(now, answers);
  }
  give(answers);
}

void Admission::close() {
  Answers answers;
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    for (auto& waiting : waiting_) {
      for (Waiting& one : waiting) answers.emplace_back(std::move(one.answer), Verdict::kShed);
      waiting.clear();
    }
  }
  give(answers);
}

Admission::Seen Admission::seen() const {
  const std::scoped_lock lock(mutex_);
  Seen seen;
  seen.limit = limit_.limit();
  seen.under_way = under_way_;
  seen.target = limit_.target();
  for (std::size_t i = 0; i < waiting_.size(); ++i) seen.waiting[i] = waiting_[i].size();
  return seen;
}

// Somebody of this class or a higher one waits already.
bool Admission::others_first(CallClass which) const {
  for (std::size_t i = 0; i <= index_of(which); ++i) {
    if (!waiting_[i].empty()) return true;
  }
  return false;
}

void Admission::begin_one() {
  ++under_way_;
  most_under_way_ = std::max(most_under_way_, under_way_);
}

// An operator has a person on the line and waits as long as he asked to; a machine is told soon to come back later.
Admission::Time Admission::latest_start(const Waiting& one, std::size_t which) const {
  const Time latest = one.deadline - limit_.small_commit();
  return which == index_of(CallClass::kDesk) ? latest : std::min(latest, one.since + limit_.target());
}

void Admission::end_late(Time now, Answers& answers) {
  if (now < next_look_) return;
  next_look_ = now + kLook;
  for (std::size_t which = 0; which < waiting_.size(); ++which) {
    std::erase_if(waiting_[which], [&](Waiting& one) {
      if (latest_start(one, which) > now) return false;
      const bool late = one.deadline - limit_.small_commit() <= now;
      answers.emplace_back(std::move(one.answer), late ? Verdict::kLate : Verdict::kShed);
      return true;
    });
  }
}

void Admission::begin_waiting(Time now, Answers& answers) {
  for (auto& waiting : waiting_) {
    while (!full() && !waiting.empty()) {
      const bool overloaded =
          now - waiting.front().since > std::max<steady_clock::duration>(kOverload, limit_.target());
      Waiting next = std::move(overloaded ? waiting.back() : waiting.front());
      overloaded ? waiting.pop_back() : waiting.pop_front();
      const bool late = next.deadline - limit_.small_commit() <= now;
      answers.emplace_back(std::move(next.answer), late ? Verdict::kLate : Verdict::kBegin);
      if (!late) begin_one();
    }
  }
}

void Admission::give(Answers& answers) {
  for (auto& [answer, verdict] : answers) answer(verdict);
}

}  // namespace hotline::core
