#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/baseline.hpp"
#include "core/time.hpp"

namespace hotline::core {

// What the guard must know of a logged call after a restart or on another server: log_payload.guard_keys. Keyed hashes
// and bits, erased with the payload; the subject lies beside it as subject_key.
struct GuardRow {
  std::uint64_t caller = 0;
  std::uint64_t credential = 0;
  std::uint64_t subject = 0;  // 0: no person was asked about
  std::uint64_t asker = 0;    // 0: none
  bool told = false;
  bool outside = false;  // of a portal, a partner, or another who does not work here
  bool refused = false;  // what this caller may not do
  PatternBits bits;
  Instant at;  // of the entry

  friend bool operator==(const GuardRow&, const GuardRow&) = default;
};

// Without subject and instant, which stand beside it.
std::string encode_guard_row(const GuardRow& row);
// Nothing for bytes of another format, which a newer program may have written.
std::optional<GuardRow> decode_guard_row(std::string_view guard_keys, std::string_view subject_key, Instant at);

// Eight bytes, as log_payload.subject_key holds them.
std::string bytes_of_key(std::uint64_t key);

}  // namespace hotline::core
