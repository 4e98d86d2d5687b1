#include "cli/sheet/encoding.hpp"

#include <sodium.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cmath>
#include <memory>

#include "core/normal.hpp"

namespace hotline::sheet {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kLittleMark("\xFF\xFE", 2);
constexpr std::string_view kBigMark("\xFE\xFF", 2);
constexpr std::string_view kZipMark("PK\x03\x04", 4);
constexpr std::string_view kOleMark("\xD0\xCF\x11\xE0", 4);
// In text of another encoding, bytes that happen to be UTF-8 are rarer than those that cannot be.
constexpr std::int64_t kValidPerBroken = 4;
// Text has hardly a control character besides tabs and line ends; of any bytes one in ten is one.
constexpr std::int64_t kBytesPerControl = 50;

std::string utf8_of(UChar32 point) {
  std::array<char, 4> bytes{};
  std::int32_t size = 0;
  UBool failed = false;
  U8_APPEND(bytes.data(), size, static_cast<std::int32_t>(bytes.size()), point, failed);
  return failed ? std::string("\xEF\xBF\xBD") : std::string(bytes.data(), static_cast<std::size_t>(size));
}

icu::UnicodeString points_of(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

// The upper half of an eight-bit encoding as UTF-8.
std::array<std::string, 128> upper_half(Encoding encoding) {
  std::array<std::string, 128> upper;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
      ucnv_open(encoding == Encoding::kKoi8U ? "KOI8-U" : "windows-1251", &status), ucnv_close);
  for (std::size_t i = 0; i < upper.size(); ++i) {
    const char byte = static_cast<char>(0x80 + i);
    const char* from = &byte;
    UErrorCode failed = U_ZERO_ERROR;
    const UChar32 point = U_SUCCESS(status) ? ucnv_getNextUChar(converter.get(), &from, &byte + 1, &failed) : 0xFFFD;
    upper[i] = utf8_of(U_SUCCESS(failed) ? point : 0xFFFD);
  }
  return upper;
}

// Per mille, of Ukrainian and Russian text together.
struct LetterShare {
  std::string_view letter;
  double share;
};
constexpr std::array<LetterShare, 38> kShares{{
    {"а", 85}, {"б", 16},  {"в", 50}, {"г", 18}, {"ґ", 0.3}, {"д", 31}, {"е", 66}, {"є", 5},   {"ё", 0.5}, {"ж", 8},
    {"з", 19}, {"и", 66},  {"і", 30}, {"ї", 4},  {"й", 12},  {"к", 38}, {"л", 40}, {"м", 31},  {"н", 68},  {"о", 100},
    {"п", 28}, {"р", 48},  {"с", 48}, {"т", 55}, {"у", 30},  {"ф", 3},  {"х", 10}, {"ц", 6},   {"ч", 14},  {"ш", 8},
    {"щ", 5},  {"ъ", 0.3}, {"ы", 10}, {"ь", 18}, {"э", 2},   {"ю", 8},  {"я", 22}, {"ў", 0.1},
}};
constexpr double kOtherShare = 0.02;
// A small letter followed by a capital inside a word: what a wrong encoding makes of names.
constexpr double kCaseCost = 4.0;

// How well the bytes read as Ukrainian or Russian in one encoding.
class Reading {
 public:
  explicit Reading(Encoding encoding) {
    const auto upper = upper_half(encoding);
    for (std::size_t i = 0; i < upper.size(); ++i) {
      const std::string lower = core::lower_case(upper[i]);
      weights_[i] = std::log(kOtherShare);
      for (const LetterShare& known : kShares) {
        if (known.letter != lower) continue;
        weights_[i] = std::log(known.share);
        kinds_[i] = lower == upper[i] ? Kind::kSmall : Kind::kCapital;
      }
    }
  }
  void see(unsigned char byte) {
    if (byte < 0x80) {
      last_ = Kind::kNone;
      return;
    }
    const std::size_t at = byte - 0x80U;
    score_ += weights_[at];
    if (last_ == Kind::kSmall && kinds_[at] == Kind::kCapital) score_ -= kCaseCost;
    last_ = kinds_[at];
  }
  double score() const { return score_; }

 private:
  enum class Kind : std::uint8_t { kNone, kSmall, kCapital };
  std::array<double, 128> weights_{};
  std::array<Kind, 128> kinds_{};
  Kind last_ = Kind::kNone;
  double score_ = 0;
};

bool is_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
}

// Counts whole UTF-8 characters of several bytes and bytes that cannot be UTF-8.
class Utf8Count {
 public:
  void see(unsigned char byte) {
    if (left_ > 0) {
      if ((byte & 0xC0U) == 0x80U) {
        if (--left_ == 0) ++whole;
        return;
      }
      ++broken;
      left_ = 0;
    }
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) {
      left_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      left_ = 2;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      left_ = 3;
    } else {
      ++broken;
    }
  }
  std::int64_t whole = 0;
  std::int64_t broken = 0;

 private:
  int left_ = 0;
};

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "utf-8";
    case Encoding::kUtf16:
      return "utf-16";
    case Encoding::kWindows1251:
      return "windows-1251";
    case Encoding::kKoi8U:
      return "koi8-u";
  }
  return {};
}

std::optional<Encoding> encoding_of(std::string_view name) {
  for (const Encoding one : {Encoding::kUtf8, Encoding::kUtf16, Encoding::kWindows1251, Encoding::kKoi8U}) {
    if (name_of(one) == name) return one;
  }
  return std::nullopt;
}

ByteFacts scan_bytes(std::istream& in) {
  in.clear();
  in.seekg(0);
  ByteFacts facts;
  crypto_hash_sha256_state hash;
  crypto_hash_sha256_init(&hash);
  Utf8Count utf8;
  Reading windows(Encoding::kWindows1251);
  Reading koi(Encoding::kKoi8U);
  std::vector<char> block(kBlockBytes);
  std::string begin;
  std::int64_t controls = 0;
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    const std::string_view bytes(block.data(), static_cast<std::size_t>(in.gcount()));
    if (facts.bytes == 0) begin = bytes.substr(0, 4);
    facts.bytes += static_cast<std::int64_t>(bytes.size());
    crypto_hash_sha256_update(&hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_control(byte)) ++controls;
      utf8.see(byte);
      windows.see(byte);
      koi.see(byte);
    }
  }
  crypto_hash_sha256_final(&hash, facts.sha256.data());
  const auto begins = [&](std::string_view mark) { return begin.compare(0, mark.size(), mark) == 0; };
  if (begins(kZipMark)) facts.kind = FileKind::kXlsx;
  if (begins(kOleMark)) facts.kind = FileKind::kOldWorkbook;
  if (facts.kind != FileKind::kText) return facts;
  if (begins(kUtf8Mark)) {
    facts.mark = true;
  } else if (begins(kLittleMark) || begins(kBigMark)) {
    facts.encoding = Encoding::kUtf16;
    facts.mark = true;
    facts.order = begins(kLittleMark) ? ByteOrder::kLittle : ByteOrder::kBig;
  } else if (utf8.broken > 0 && utf8.whole < kValidPerBroken * utf8.broken) {
    facts.encoding = koi.score() > windows.score() ? Encoding::kKoi8U : Encoding::kWindows1251;
    facts.certain = false;
    if (controls > facts.bytes / kBytesPerControl) facts.kind = FileKind::kNoText;
  }
  return facts;
}

Decoder::Decoder(Encoding encoding, ByteOrder order) : encoding_(encoding), order_(order) {
  if (encoding == Encoding::kWindows1251 || encoding == Encoding::kKoi8U) upper_ = upper_half(encoding);
}

std::string Decoder::decode(std::string_view bytes) {
  if (encoding_ == Encoding::kUtf16) return decode_utf16(bytes);
  if (encoding_ == Encoding::kUtf8) {
    // A block is longer than a mark, but for the shortest files, which come in one block.
    if (at_start_ && bytes.substr(0, kUtf8Mark.size()) == kUtf8Mark) bytes.remove_prefix(kUtf8Mark.size());
    at_start_ = false;
    return std::string(bytes);
  }
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += upper_[byte - 0x80U];
    }
  }
  return text;
}

std::string Decoder::decode_utf16(std::string_view bytes) {
  const std::string all = rest_ + std::string(bytes);
  std::string text;
  std::size_t at = 0;
  for (; at + 1 < all.size(); at += 2) {
    const auto first = static_cast<unsigned char>(all[at]);
    const auto second = static_cast<unsigned char>(all[at + 1]);
    const std::uint32_t unit = order_ == ByteOrder::kLittle ? first | (second << 8U) : (first << 8U) | second;
    const bool mark = at_start_ && unit == 0xFEFF;
    at_start_ = false;
    if (mark) continue;
    if (high_ != 0) {
      const std::uint32_t high = high_;
      high_ = 0;
      if (U16_IS_TRAIL(unit)) {
        text += utf8_of(static_cast<UChar32>(U16_GET_SUPPLEMENTARY(high, unit)));
        continue;
      }
      text += utf8_of(0xFFFD);
    }
    if (U16_IS_LEAD(unit)) {
      high_ = unit;
    } else {
      text += utf8_of(U16_IS_TRAIL(unit) ? 0xFFFD : static_cast<UChar32>(unit));
    }
  }
  rest_ = all.substr(at);
  return text;
}

std::string Decoder::finish() {
  if (rest_.empty() && high_ == 0) return {};
  rest_.clear();
  high_ = 0;
  return utf8_of(0xFFFD);
}

Encoder::Encoder(Encoding encoding, ByteOrder order) : encoding_(encoding), order_(order) {
  if (encoding != Encoding::kWindows1251 && encoding != Encoding::kKoi8U) return;
  const auto upper = upper_half(encoding);
  for (std::size_t i = 0; i < upper.size(); ++i) {
    bytes_.emplace(points_of(upper[i]).char32At(0), static_cast<char>(0x80 + i));
  }
}

std::string Encoder::mark() const {
  if (encoding_ == Encoding::kUtf8) return std::string(kUtf8Mark);
  if (encoding_ == Encoding::kUtf16) return std::string(order_ == ByteOrder::kLittle ? kLittleMark : kBigMark);
  return {};
}

std::string Encoder::encode(std::string_view text) const {
  if (encoding_ == Encoding::kUtf8) return std::string(text);
  std::string bytes;
  const auto unit = [&](std::uint32_t value) {
    const char low = static_cast<char>(value & 0xFFU);
    const char high = static_cast<char>(value >> 8U);
    bytes += order_ == ByteOrder::kLittle ? low : high;
    bytes += order_ == ByteOrder::kLittle ? high : low;
  };
  const icu::UnicodeString whole = points_of(text);
  for (std::int32_t at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
    const UChar32 point = whole.char32At(at);
    if (encoding_ == Encoding::kUtf16) {
      if (point > 0xFFFF) {
        unit(U16_LEAD(point));
        unit(U16_TRAIL(point));
      } else {
        unit(static_cast<std::uint32_t>(point));
      }
    } else if (point < 0x80) {
      bytes += static_cast<char>(point);
    } else {
      const auto known = bytes_.find(point);
      bytes += known == bytes_.end() ? '?' : known->second;
    }
  }
  return bytes;
}

}  // namespace hotline::sheet
