#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace hotline::runtime {

// Writes the small binary records that are sealed. Integers are big endian; a varint has seven bits a byte, low first;
// a string is its length as a varint, then its bytes. The same values always give the same bytes.
class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16(std::uint16_t value);
  ByteWriter& u32(std::uint32_t value);
  ByteWriter& u64(std::uint64_t value);
  ByteWriter& i64(std::int64_t value);
  ByteWriter& varint(std::uint64_t value);
  ByteWriter& string(std::string_view value);
  // Without a length: for fields of fixed size.
  ByteWriter& raw(std::string_view value);
  ByteWriter& raw(std::span<const std::uint8_t> value);

  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote. A read past the end or of a bad varint gives zero or an empty string and marks the
// reader failed; check finish() once at the end. Does not own the bytes.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t u8();
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  std::int64_t i64();
  std::uint64_t varint();
  std::string string() { return std::string(string_view()); }
  std::string_view string_view();
  std::string_view raw(std::size_t count);
  template <std::size_t N>
  std::array<std::uint8_t, N> array() {
    std::array<std::uint8_t, N> out{};
    const std::string_view from = raw(N);
    for (std::size_t i = 0; i < from.size(); ++i) out[i] = static_cast<std::uint8_t>(from[i]);
    return out;
  }
  // A count of things that follow, each of at least `bytes_each`: a forged count cannot make the reader allocate more
  // than the record could hold.
  std::size_t count(std::size_t bytes_each = 1);

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }
  std::size_t left() const { return rest_.size(); }
  // An error (kBug: records are our own) unless everything was read and nothing was missing.
  core::Done finish() const;

 private:
  std::uint64_t big_endian(std::size_t count);

  std::string_view rest_;
  bool failed_ = false;
};

// Hexadecimal digits, lower case.
std::string hex_of(std::span<const std::uint8_t> bytes);

}  // namespace hotline::runtime
