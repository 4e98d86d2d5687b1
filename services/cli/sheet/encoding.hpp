#pragma once

#include <array>
#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace hotline::sheet {

enum class Encoding : std::uint8_t { kUtf8, kUtf16, kWindows1251, kKoi8U };

// "utf-8", "utf-16", "windows-1251", "koi8-u".
std::string_view name_of(Encoding encoding);
std::optional<Encoding> encoding_of(std::string_view name);

enum class ByteOrder : std::uint8_t { kLittle, kBig };
// kNoText: bytes that no encoding makes a text of.
enum class FileKind : std::uint8_t { kText, kXlsx, kOldWorkbook, kNoText };

// What the bytes of a file tell by themselves.
struct ByteFacts {
  FileKind kind = FileKind::kText;
  core::Bytes32 sha256{};
  std::int64_t bytes = 0;
  Encoding encoding = Encoding::kUtf8;
  // False: only the likeliest by its letters, which a person has to confirm.
  bool certain = true;
  bool mark = false;  // a byte order mark stands first
  ByteOrder order = ByteOrder::kLittle;
};

// Reads the whole stream once. Bytes that are neither UTF-8 nor UTF-16 with a mark are weighed by the letters that
// Ukrainian and Russian names have.
ByteFacts scan_bytes(std::istream& in);

// Bytes of a file to UTF-8, block by block. UTF-8 passes unchanged, broken or not: each cell is judged for itself; what
// another encoding cannot mean becomes U+FFFD.
class Decoder {
 public:
  Decoder(Encoding encoding, ByteOrder order);
  std::string decode(std::string_view bytes);
  // What was cut off at the end of the file.
  std::string finish();

 private:
  std::string decode_utf16(std::string_view bytes);

  Encoding encoding_;
  ByteOrder order_;
  bool at_start_ = true;
  std::string rest_;        // a code unit or a mark that is not whole yet
  std::uint32_t high_ = 0;  // a high surrogate that waits for its other half
  std::array<std::string, 128> upper_;
};

// UTF-8 to the bytes of a file; what the encoding does not have becomes "?".
class Encoder {
 public:
  Encoder(Encoding encoding, ByteOrder order);
  std::string mark() const;
  std::string encode(std::string_view text) const;

 private:
  Encoding encoding_;
  ByteOrder order_;
  std::unordered_map<std::int32_t, char> bytes_;  // by code point
};

}  // namespace hotline::sheet
