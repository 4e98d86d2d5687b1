#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <unordered_map>
#include <utility>

#include "core/time.hpp"

// What the guard counts with.
namespace hotline::core {

// What was counted lapses in slots of ten minutes.
inline constexpr std::int64_t kHourSlots = 6;
inline constexpr std::int64_t kDaySlots = 144;
inline constexpr std::int64_t kSlotSeconds = 600;
inline constexpr std::int64_t kMinuteSeconds = 60;

inline std::int64_t second_of(Instant instant) {
  return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

// Sliding count of a minute: this minute's calls and the part of the last minute's that still lies within sixty
// seconds.
class MinuteCount {
 public:
  double within(std::int64_t second) {
    turn(second);
    const auto into = static_cast<double>(second - minute_ * kMinuteSeconds) / static_cast<double>(kMinuteSeconds);
    return current_ + previous_ * (1.0 - std::max(into, 0.0));
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

// Distinct keys of about the last so many slots; whoever adds only what there is room for bounds its memory.
template <std::int64_t kSlots>
class LapsingSet {
 public:
  bool room_for(std::uint64_t key, std::int64_t second, std::uint32_t limit) {
    lapse(second);
    return slots_.size() < limit || slots_.contains(key);
  }
  void add(std::uint64_t key, std::int64_t second) { slots_.try_emplace(key, second / kSlotSeconds); }
  bool admit(std::uint64_t key, std::int64_t second, std::uint32_t limit) {
    if (!room_for(key, second, limit)) return false;
    add(key, second);
    return true;
  }
  bool contains(std::uint64_t key) const { return slots_.contains(key); }
  std::size_t size() const { return slots_.size(); }

 private:
  void lapse(std::int64_t second) {
    const std::int64_t slot = second / kSlotSeconds;
    if (slot <= slot_) return;
    slot_ = slot;
    std::erase_if(slots_, [&](const auto& entry) { return entry.second + kSlots <= slot; });
  }
  std::unordered_map<std::uint64_t, std::int64_t> slots_;
  std::int64_t slot_ = 0;
};
using HourSet = LapsingSet<kHourSlots>;

// The distinct persons of whom a caller from outside was told within a day. A question under way holds a place, for
// nobody knows before what it will hear; where no answer comes, the place is free again after a minute.
class ToldToday {
 public:
  bool room_for(std::uint64_t subject, std::int64_t second, std::uint32_t limit) {
    std::erase_if(under_way_, [&](const auto& entry) { return entry.second + kMinuteSeconds <= second; });
    const std::size_t others = under_way_.size() - (under_way_.contains(subject) ? 1 : 0);
    return told_.room_for(subject, second, others < limit ? limit - static_cast<std::uint32_t>(others) : 0);
  }
  void begin(std::uint64_t subject, std::int64_t second) { under_way_[subject] = second; }
  void end(std::uint64_t subject, std::int64_t second, bool told) {
    under_way_.erase(subject);
    if (told) told_.add(subject, second);
  }
  std::size_t size() const { return told_.size(); }

 private:
  LapsingSet<kDaySlots> told_;
  std::unordered_map<std::uint64_t, std::int64_t> under_way_;
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
    entries_.emplace_front(std::piecewise_construct, std::forward_as_tuple(key), std::forward_as_tuple());
    places_.emplace(key, entries_.begin());
    return entries_.front().second;
  }

 private:
  using Entries = std::list<std::pair<Key, Value>>;
  std::size_t max_;
  Entries entries_;
  std::unordered_map<Key, typename Entries::iterator> places_;
};

}  // namespace hotline::core
