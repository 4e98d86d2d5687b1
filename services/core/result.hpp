#pragma once

#include <cassert>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hotline::core {

// Every reason a call can fail with. Mirrored by ErrorReason in proto/hotline/v1/error_reason.proto; a test walks both.
enum class Reason {
  kInvalidField,
  kNotSignedIn,
  kNotAllowed,
  kNotFound,
  kWrongState,
  kConflict,
  kTooMany,
  kStoreDown,
  kOutOfTime,
  kHungUp,
  kBug,
};

// One bad field of a request: the path as the proto spells it ("facts.birth_date.day") and what would be right.
// Never holds the value.
struct FieldViolation {
  std::string field;
  std::string description;
};

// Metadata goes out in google.rpc.ErrorInfo, so it holds no personal data: states, allowed steps, limits.
struct Error {
  Reason reason = Reason::kBug;
  std::string message;
  std::vector<FieldViolation> violations;
  std::vector<std::pair<std::string, std::string>> metadata;
  std::optional<std::chrono::milliseconds> retry_after;
};

inline Error make_error(Reason reason, std::string message) {
  Error error;
  error.reason = reason;
  error.message = std::move(message);
  return error;
}

inline Error invalid_field(std::string field, std::string description) {
  Error error = make_error(Reason::kInvalidField, "the request has invalid fields");
  error.violations.push_back({std::move(field), std::move(description)});
  return error;
}

// A value or the error that came instead. Check it on its own line.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  bool has_value() const { return state_.index() == 0; }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  T& value() & {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& value() const& {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const Error& error() const& {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

struct Nothing {};
using Done = Result<Nothing>;

}  // namespace hotline::core
