#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "matching/snapshot.hpp"

namespace hotline::matching {

// Finds that run at one moment; more of them wait for a slot.
inline constexpr std::size_t kReaderSlots = 256;

// What readers see: replaced whole by every change.
struct State {
  std::uint32_t change = 0;  // numbers the states; a row that ended at or before it is gone
  std::int64_t revision = 0;
  std::size_t records = 0;
  std::shared_ptr<Vocabulary> vocabulary;
  std::vector<std::shared_ptr<Segment>> segments;  // oldest first
};

// Lets readers use the state without a lock: a reader announces the state it uses in a slot, and the writer frees an
// old state only when no slot names it.
class StateHolder {
 public:
  StateHolder() : current_(new State) {}
  ~StateHolder() {
    delete current_.load();
    for (const State* state : retired_) delete state;
  }
  StateHolder(const StateHolder&) = delete;
  StateHolder& operator=(const StateHolder&) = delete;

  class Lease {
   public:
    explicit Lease(const StateHolder& holder) {
      const State* state = holder.current_.load();
      thread_local std::size_t hint = std::hash<std::thread::id>{}(std::this_thread::get_id());
      for (std::size_t tries = 0;; ++tries, ++hint) {
        const State* free = nullptr;
        slot_ = &holder.slots_[hint % kReaderSlots].state;
        if (slot_->compare_exchange_strong(free, state)) break;
        if (tries % kReaderSlots == kReaderSlots - 1) std::this_thread::yield();
      }
      for (const State* now = holder.current_.load(); now != state; now = holder.current_.load()) {
        slot_->store(now);
        state = now;
      }
      state_ = state;
    }
    ~Lease() { slot_->store(nullptr, std::memory_order_release); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const State* operator->() const { return state_; }
    const State& operator*() const { return *state_; }

   private:
    std::atomic<const State*>* slot_ = nullptr;
    const State* state_ = nullptr;
  };

  // For the writer only, under its mutex.
  const State& latest() const { return *current_.load(); }
  void publish(std::unique_ptr<State> next) {
    retired_.push_back(current_.exchange(next.release()));
    std::erase_if(retired_, [&](const State* state) {
      for (const Slot& slot : slots_) {
        if (slot.state.load() == state) return false;
      }
      delete state;
      return true;
    });
  }

 private:
  struct alignas(64) Slot {
    std::atomic<const State*> state{nullptr};
  };
  std::atomic<const State*> current_;
  mutable Slot slots_[kReaderSlots];
  std::vector<const State*> retired_;
};

}  // namespace hotline::matching
