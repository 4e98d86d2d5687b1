#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/sensitive.hpp"

namespace hotline::runtime {

// Text that cannot hold personal data: a literal of the program, or text that the writer of the line vouches for with
// own() (method names, enumerator names, paths of our own files). There is no other way to put text into a log line or
// a metric, so every own() is easy to find in review.
class Safe {
 public:
  template <std::size_t N>
  consteval Safe(const char (&literal)[N]) : literal_(literal, N - 1) {}
  // Cut to kOwnBytesMax: long enough for a socket's path, and a literal type has no heap.
  static Safe own(std::string_view text) { return Safe(text, Own()); }
  std::string_view view() const { return literal_.data() == nullptr ? std::string_view(own_, size_) : literal_; }

 private:
  struct Own {};
  Safe(std::string_view text, Own) : size_(text.substr(0, kOwnBytesMax).copy(own_, kOwnBytesMax)) {}

  static constexpr std::size_t kOwnBytesMax = 111;
  std::string_view literal_;
  char own_[kOwnBytesMax] = {};
  std::size_t size_ = 0;
};

enum class Level : std::uint8_t { kDebug, kInfo, kWarning, kError };

struct Field {
  Safe name;
  std::variant<std::int64_t, std::uint64_t, double, bool, Safe> value;
};

template <typename T>
concept LoggableNumber = std::integral<T> || std::floating_point<T>;

template <LoggableNumber T>
Field field(Safe name, T value) {
  if constexpr (std::same_as<T, bool>) {
    return Field{std::move(name), value};
  } else if constexpr (std::floating_point<T>) {
    return Field{std::move(name), static_cast<double>(value)};
  } else if constexpr (std::is_signed_v<T>) {
    return Field{std::move(name), static_cast<std::int64_t>(value)};
  } else {
    return Field{std::move(name), static_cast<std::uint64_t>(value)};
  }
}
inline Field field(Safe name, Safe value) {
  return Field{std::move(name), std::move(value)};
}
Field field(Safe name, const core::RequestId& value);
Field field(Safe name, core::Reason value);
template <typename T>
Field field(Safe name, const core::Sensitive<T>& value) = delete;

// One line of JSON: {"time":"...","level":"info","event":"name", fields...}. Safe from any thread.
void log_event(Level level, Safe event, std::initializer_list<Field> fields = {});
// The same with the reason, the metadata (which by contract holds no personal data) and no message.
void log_error(Safe event, const core::Error& error, std::initializer_list<Field> fields = {});

// Lines below the level are dropped; the default is kInfo, to standard error.
void set_log_level(Level level);
// Where lines go instead, without their line end; an empty function brings standard error back.
void set_log_sink(std::function<void(std::string_view line)> sink);

std::string_view reason_name(core::Reason reason);
// "6f1c8d1e-....": the usual form of a UUID.
std::string uuid_text(const core::Bytes16& bytes);

}  // namespace hotline::runtime
