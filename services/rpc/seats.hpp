#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::rpc {

// How often one caller may do at once what holds a place for long: a watch. Outlives its seats.
class Seats {
 public:
  explicit Seats(std::int32_t each_max) : each_max_(each_max) {}

  // Until it is destroyed.
  class Seat {
   public:
    Seat(Seats& seats, core::ActorId actor) : seats_(seats), actor_(std::move(actor)) {}
    ~Seat() { seats_.leave(actor_); }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;

   private:
    Seats& seats_;
    core::ActorId actor_;
  };
  // kTooMany with metadata "limit" when the caller has all that he may have.
  core::Result<std::shared_ptr<Seat>> take(const core::ActorId& actor) {
    const std::lock_guard lock(mutex_);
    std::int32_t& taken = taken_[actor];
    if (taken >= each_max_) {
      core::Error error = core::make_error(core::Reason::kTooMany, "this caller watches in too many places already");
      error.metadata.emplace_back("limit", std::to_string(each_max_));
      return error;
    }
    ++taken;
    return std::make_shared<Seat>(*this, actor);
  }

 private:
  void leave(const core::ActorId& actor) {
    const std::lock_guard lock(mutex_);
    if (--taken_[actor] == 0) taken_.erase(actor);
  }

  std::int32_t each_max_;
  std::mutex mutex_;
  std::map<core::ActorId, std::int32_t> taken_;
};

}  // namespace hotline::rpc
