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

inline constexpr std::int64_t kHourSlots = 6;  // an hour in ten-minute slots: what was counted lapses slot by slot
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

// Distinct keys of about the last hour; whoever adds only what there is room for bounds its memory.
class HourSet {
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
    std::erase_if(slots_, [&](const auto& entry) { return entry.second + kHourSlots <= slot; });
  }
  std::unordered_map<std::uint64_t, std::int64_t> slots_;
  std::int64_t slot_ = 0;
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
