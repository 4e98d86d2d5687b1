#include "runtime/bytes.hpp"

namespace hotline::runtime {

namespace {

void put_big_endian(std::string& out, std::uint64_t value, std::size_t count) {
  for (std::size_t i = count; i-- > 0;) out.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> (8 * i))));
}

}  // namespace

ByteWriter& ByteWriter::u8(std::uint8_t value) {
  put_big_endian(bytes_, value, 1);
  return *this;
}

ByteWriter& ByteWriter::u16(std::uint16_t value) {
  put_big_endian(bytes_, value, 2);
  return *this;
}

ByteWriter& ByteWriter::u32(std::uint32_t value) {
  put_big_endian(bytes_, value, 4);
  return *this;
}

ByteWriter& ByteWriter::u64(std::uint64_t value) {
  put_big_endian(bytes_, value, 8);
  return *this;
}

ByteWriter& ByteWriter::i64(std::int64_t value) {
  return u64(static_cast<std::uint64_t>(value));
}

ByteWriter& ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    u8(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  return u8(static_cast<std::uint8_t>(value));
}

ByteWriter& ByteWriter::string(std::string_view value) {
  varint(value.size());
  return raw(value);
}

ByteWriter& ByteWriter::raw(std::string_view value) {
  bytes_.append(value);
  return *this;
}

ByteWriter& ByteWriter::raw(std::span<const std::uint8_t> value) {
  for (const std::uint8_t byte : value) bytes_.push_back(static_cast<char>(byte));
  return *this;
}

std::string_view ByteReader::raw(std::size_t count) {
  if (failed_ || count > rest_.size()) {
    failed_ = true;
    return {};
  }
  const std::string_view out = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return out;
}

std::uint64_t ByteReader::big_endian(std::size_t count) {
  std::uint64_t value = 0;
  for (const char byte : raw(count)) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

std::uint8_t ByteReader::u8() {
  return static_cast<std::uint8_t>(big_endian(1));
}
std::uint16_t ByteReader::u16() {
  return static_cast<std::uint16_t>(big_endian(2));
}
std::uint32_t ByteReader::u32() {
  return static_cast<std::uint32_t>(big_endian(4));
}
std::uint64_t ByteReader::u64() {
  return big_endian(8);
}
std::int64_t ByteReader::i64() {
  return static_cast<std::int64_t>(big_endian(8));
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::uint8_t byte = u8();
    // Ten bytes hold 70 bits: the last may carry one. A trailing zero byte would be a second form of the same number.
    if ((shift == 63 && byte > 1) || (shift > 0 && byte == 0)) break;
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return failed_ ? 0 : value;
  }
  failed_ = true;
  return 0;
}

std::string_view ByteReader::string_view() {
  const std::uint64_t length = varint();
  if (length > rest_.size()) {
    failed_ = true;
    return {};
  }
  return raw(static_cast<std::size_t>(length));
}

std::size_t ByteReader::count(std::size_t bytes_each) {
  const std::uint64_t number = varint();
  if (bytes_each == 0 || number > rest_.size() / bytes_each) {
    failed_ = true;
    return 0;
  }
  return static_cast<std::size_t>(number);
}

core::Done ByteReader::finish() const {
  if (failed_) return core::make_error(core::Reason::kBug, "a stored record ends too early");
  if (!at_end()) return core::make_error(core::Reason::kBug, "a stored record is too long");
  return core::Nothing{};
}

std::string hex_of(std::span<const std::uint8_t> bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const std::uint8_t byte : bytes) text.append({kDigits[byte >> 4U], kDigits[byte & 15U]});
  return text;
}

}  // namespace hotline::runtime
