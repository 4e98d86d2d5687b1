#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

#include "core/ids.hpp"

namespace hotline::core {

// Which persons of the register are invented ones. Any thread; whoever asks about several takes one look.
class Canaries {
 public:
  class Look {
   public:
    explicit Look(std::shared_ptr<const std::vector<PersonId>> persons) : persons_(std::move(persons)) {}
    bool contains(PersonId person) const {
      return persons_ && std::binary_search(persons_->begin(), persons_->end(), person);
    }
    std::size_t size() const { return persons_ ? persons_->size() : 0; }

   private:
    std::shared_ptr<const std::vector<PersonId>> persons_;
  };

  Look look() const { return Look(persons_.load()); }
  // In rising order.
  void set(std::vector<PersonId> persons) {
    persons_.store(std::make_shared<const std::vector<PersonId>>(std::move(persons)));
  }

 private:
  std::atomic<std::shared_ptr<const std::vector<PersonId>>> persons_;
};

// A candidate that is at least as likely as this was meant by the question.
inline constexpr double kCanaryMeant = 0.5;

}  // namespace hotline::core
