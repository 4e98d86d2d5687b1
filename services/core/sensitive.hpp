#pragma once

#include <cstddef>
#include <functional>
#include <ostream>
#include <utility>

namespace hotline::core {

// Holds a personal detail. It cannot be printed, formatted or logged: only reveal() gives the value, and every use of
// reveal() is easy to find in review.
template <typename T>
class Sensitive {
 public:
  Sensitive() = default;
  explicit Sensitive(T value) : value_(std::move(value)) {}

  const T& reveal() const { return value_; }
  T& reveal() { return value_; }

  friend bool operator==(const Sensitive&, const Sensitive&) = default;
  friend std::ostream& operator<<(std::ostream&, const Sensitive&) = delete;

 private:
  T value_{};
};

}  // namespace hotline::core
