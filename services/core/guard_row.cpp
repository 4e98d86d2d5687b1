#include "core/guard_row.hpp"

namespace hotline::core {
namespace {

constexpr char kVersion = 1;
constexpr std::size_t kBytes = 1 + 1 + 2 + 2 + 8 + 8 + 8;
constexpr unsigned kTold = 1;
constexpr unsigned kRefused = 2;
constexpr unsigned kOutside = 4;

void put(std::string& bytes, std::uint64_t value, std::size_t count) {
  for (std::size_t i = count; i > 0; --i) bytes += static_cast<char>(value >> (8 * (i - 1)));
}

std::uint64_t take(std::string_view& bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(0, count)) value = (value << 8U) | static_cast<unsigned char>(byte);
  bytes.remove_prefix(count);
  return value;
}

}  // namespace

std::string encode_guard_row(const GuardRow& row) {
  std::string bytes(1, kVersion);
  bytes.reserve(kBytes);
  put(bytes, (row.told ? kTold : 0U) | (row.refused ? kRefused : 0U) | (row.outside ? kOutside : 0U), 1);
  put(bytes, row.bits.judged, 2);
  put(bytes, row.bits.seen, 2);
  put(bytes, row.caller, 8);
  put(bytes, row.credential, 8);
  put(bytes, row.asker, 8);
  return bytes;
}

std::optional<GuardRow> decode_guard_row(std::string_view guard_keys, std::string_view subject_key, Instant at) {
  if (guard_keys.size() != kBytes || guard_keys.front() != kVersion) return std::nullopt;
  if (!subject_key.empty() && subject_key.size() != 8) return std::nullopt;
  guard_keys.remove_prefix(1);
  GuardRow row;
  const std::uint64_t flags = take(guard_keys, 1);
  row.told = (flags & kTold) != 0;
  row.refused = (flags & kRefused) != 0;
  row.outside = (flags & kOutside) != 0;
  row.bits.judged = static_cast<std::uint16_t>(take(guard_keys, 2));
  row.bits.seen = static_cast<std::uint16_t>(take(guard_keys, 2));
  row.caller = take(guard_keys, 8);
  row.credential = take(guard_keys, 8);
  row.asker = take(guard_keys, 8);
  row.subject = take(subject_key, subject_key.size());
  row.at = at;
  return row;
}

std::string bytes_of_key(std::uint64_t key) {
  std::string bytes;
  put(bytes, key, 8);
  return bytes;
}

}  // namespace hotline::core
