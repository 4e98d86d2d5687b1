#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Texts as words of folded letters; how they sound is phonemic.hpp.
namespace hotline::matching {

constexpr bool is_cyrillic(char16_t letter) {
  return letter >= 0x400 && letter < 0x530;
}

// One word of a name after cleaning: case folded, marks joined to their letters, apostrophes dropped, mixed scripts
// repaired by the majority.
struct Word {
  static constexpr std::size_t kMax = 40;
  std::uint8_t length = 0;
  bool hyphen_before = false;  // joined to the word before it by a hyphen
  bool dot_after = false;      // "Т." is an initial
  bool digits = false;
  std::array<char16_t, kMax> letters{};

  bool initial() const { return length == 1; }
};

// At most this many words of one text are looked at: a name has five at the very most, units and places a few more.
inline constexpr std::size_t kWordsMax = 10;
struct Words {
  std::size_t count = 0;
  std::array<Word, kWordsMax> words;
};

// Reads at most kTextMax bytes of UTF-8; broken sequences are skipped. Never fails. Texts that are canonically the same
// (й as one point or as и with its mark) give the same words.
inline constexpr std::size_t kTextMax = 600;
void split_words(std::string_view text, Words& out);

// The text as split_words reads it: letters and their marks as one point (NFC), cut where it stops reading.
std::string composed(std::string_view text);

}  // namespace hotline::matching
