#include "core/guard.hpp"

#include <algorithm>
#include <array>
#include <list>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace hotline::core {
namespace {

constexpr std::size_t kSlots = 6;  // an hour in ten-minute slots: what was counted lapses slot by slot
constexpr std::int64_t kSlotSeconds = 600;
constexpr std::int64_t kMinuteSeconds = 60;

std::int64_t second_of(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

// Sliding count of a minute: this minute's calls and the part of the last minute's that still lies within sixty
// seconds.
class MinuteCount {
 public:
  double within(std::int64_t second) {
    turn(second);
    const auto into = static_cast<double>(second - minute_ * kMinuteSeconds) / static_cast<double>(kMinuteSeconds);
    return current_ + previous_ * (1.0 - into);
  }
  void add() { ++current_; }

 private:
  void turn(std::int64_t second) {
    const std::int64_t minute = second / kMinuteSeconds;
    if (minute <= minute_) return;  // a clock set back counts on in the minute it was
    previous_ = minute == minute_ + 1 ? current_ : 0;
    current_ = 0;
    minute_ = minute;
  }
  std::int64_t minute_ = 0;
  std::uint32_t current_ = 0;
  std::uint32_t previous_ = 0;
};

// Distinct keys of about the last hour, at most `limit`, so its memory is bounded by the limit itself.
class HourSet {
 public:
  // False when the key is new and there is no room.
  bool admit(std::uint64_t key, std::int64_t second, std::uint32_t limit) {
    const std::int64_t slot = second / kSlotSeconds;
    std::erase_if(keys_, [&](const auto& entry) { return entry.second + static_cast<std::int64_t>(kSlots) <= slot; });
    const auto known = std::find_if(keys_.begin(), keys_.end(), [&](const auto& entry) { return entry.first == key; });
    if (known != keys_.end()) return true;
    if (keys_.size() >= limit) return false;
    keys_.emplace_back(key, slot);
    return true;
  }

 private:
  std::vector<std::pair<std::uint64_t, std::int64_t>> keys_;
};

// A map that forgets the entry idle longest when it is full.
template <typename Key, typename Value>
class RecentMap {
 public:
  explicit RecentMap(std::size_t max) : max_(std::max<std::size_t>(max, 1)) {}

  Value& at(const Key& key) {
    const auto known = places_.find(key);
    if (known != places_.end()) {
      entries_.splice(entries_.begin(), entries_, known->second);
      return known->second->second;
    }
    if (entries_.size() >= max_) {
      places_.erase(entries_.back().first);
      entries_.pop_back();
    }
    entries_.emplace_front(key, Value{});
    places_.emplace(key, entries_.begin());
    return entries_.front().second;
  }

 private:
  using Entries = std::list<std::pair<Key, Value>>;
  std::size_t max_;
  Entries entries_;
  std::unordered_map<Key, typename Entries::iterator> places_;
};

struct Caller {
  MinuteCount calls;
  HourSet persons;
};

struct Refusals {
  std::int64_t minute = 0;
  std::uint32_t singly = 0;
  std::uint32_t counted = 0;
};

Error too_many(std::string limit, std::chrono::milliseconds wait) {
  Error error = make_error(Reason::kTooMany, "a limit of this service is reached");
  error.metadata.emplace_back("limit", std::move(limit));
  error.retry_after = wait;
  return error;
}

}  // namespace

struct Guard::Impl {
  Impl(GuardLimits guard_limits, const Clock& guard_clock)
      : limits(guard_limits), clock(guard_clock), callers(limits.callers_max), persons(limits.persons_max) {}

  void settle(const ActorId& actor, Refusals& refusals, std::int64_t minute) {
    if (refusals.minute == minute) return;
    if (refusals.counted != 0) ended.push_back(count_of(actor, refusals));
    refusals = Refusals{minute, 0, 0};
  }

  static RefusalCount count_of(const ActorId& actor, const Refusals& refusals) {
    return {actor, Instant{std::chrono::minutes{refusals.minute}}, refusals.counted};
  }

  std::vector<RefusalCount> take(bool running_too) {
    const std::lock_guard lock(mutex);
    const std::int64_t minute = second_of(clock.now()) / kMinuteSeconds;
    for (auto entry = refused.begin(); entry != refused.end();) {
      auto& [actor, refusals] = *entry;
      settle(actor, refusals, running_too ? minute + 1 : minute);
      const bool idle = refusals.singly == 0 && refusals.counted == 0;
      entry = idle ? refused.erase(entry) : std::next(entry);
    }
    return std::exchange(ended, {});
  }

  const GuardLimits limits;
  const Clock& clock;
  std::mutex mutex;
  RecentMap<ActorId, Caller> callers;
  RecentMap<std::uint64_t, HourSet> persons;
  // Counts are never forgotten, so this map has no eviction; it holds the callers refused within the
  // minute, and at most callers_max of them.
  std::unordered_map<ActorId, Refusals> refused;
  std::vector<RefusalCount> ended;
};

Guard::Guard(GuardLimits limits, const Clock& clock) : impl_(std::make_unique<Impl>(limits, clock)) {}

Guard::~Guard() = default;

Done Guard::admit_call(const ActorId& caller) {
  const std::lock_guard lock(impl_->mutex);
  const std::int64_t second = second_of(impl_->clock.now());
  MinuteCount& calls = impl_->callers.at(caller).calls;
  if (calls.within(second) + 1.0 > impl_->limits.calls_per_caller_per_minute) {
    return too_many("calls_per_caller_per_minute", std::chrono::seconds{kMinuteSeconds - second % kMinuteSeconds});
  }
  calls.add();
  return Nothing{};
}

Done Guard::admit_person(const ActorId& caller, std::uint64_t subject) {
  const std::lock_guard lock(impl_->mutex);
  const std::int64_t second = second_of(impl_->clock.now());
  HourSet& persons = impl_->callers.at(caller).persons;
  if (persons.admit(subject, second, impl_->limits.persons_per_caller_per_hour)) return Nothing{};
  return too_many("persons_per_caller_per_hour", std::chrono::seconds{kSlotSeconds - second % kSlotSeconds});
}

Done Guard::admit_asker(std::uint64_t subject, std::uint64_t asker) {
  const std::lock_guard lock(impl_->mutex);
  const std::int64_t second = second_of(impl_->clock.now());
  HourSet& askers = impl_->persons.at(subject);
  if (askers.admit(asker, second, impl_->limits.askers_per_person_per_hour)) return Nothing{};
  return too_many("askers_per_person_per_hour", std::chrono::seconds{kSlotSeconds - second % kSlotSeconds});
}

RefusalEntry Guard::account_refusal(const ActorId& caller) {
  const std::lock_guard lock(impl_->mutex);
  const bool room = impl_->refused.size() < impl_->limits.callers_max || impl_->refused.contains(caller);
  const ActorId actor = room ? caller : ActorId{};  // the rest share one account
  Refusals& refusals = impl_->refused[actor];
  impl_->settle(actor, refusals, second_of(impl_->clock.now()) / kMinuteSeconds);
  if (refusals.singly < impl_->limits.refusals_logged_singly_per_minute) {
    ++refusals.singly;
    return RefusalEntry::kSingle;
  }
  ++refusals.counted;
  return RefusalEntry::kCounted;
}

std::vector<RefusalCount> Guard::take_refusal_counts() {
  return impl_->take(false);
}

std::vector<RefusalCount> Guard::take_all_refusal_counts() {
  return impl_->take(true);
}

}  // namespace hotline::core
