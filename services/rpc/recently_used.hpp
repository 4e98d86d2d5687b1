#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "core/ids.hpp"

namespace hotline::rpc {

// What was proved last, by a hash of what proved it, so that a signature is checked once and not once per call. Safe
// from any thread.
template <typename Value>
class RecentlyUsed {
 public:
  explicit RecentlyUsed(std::size_t entries_max) : entries_max_(entries_max) {}

  std::optional<Value> find(const core::Bytes32& hash) {
    const std::lock_guard lock(mutex_);
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->second;
  }
  void add(const core::Bytes32& hash, Value value) {
    const std::lock_guard lock(mutex_);
    if (const auto old = by_hash_.find(hash); old != by_hash_.end()) {
      entries_.erase(old->second);
      by_hash_.erase(old);
    }
    entries_.emplace_front(hash, std::move(value));
    by_hash_[hash] = entries_.begin();
    if (entries_.size() <= entries_max_) return;
    by_hash_.erase(entries_.back().first);
    entries_.pop_back();
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return entries_.size();
  }

 private:
  using Entries = std::list<std::pair<core::Bytes32, Value>>;  // the one used last comes first
  const std::size_t entries_max_;
  mutable std::mutex mutex_;
  Entries entries_;
  std::map<core::Bytes32, typename Entries::iterator> by_hash_;
};

}  // namespace hotline::rpc
