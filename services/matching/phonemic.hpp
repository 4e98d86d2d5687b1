#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "matching/words.hpp"

namespace hotline::matching {

// The script-free alphabet. Vowels come first: a symbol below kFirstConsonant is a vowel.
enum Symbol : std::uint8_t {
  kNoSymbol,
  kA,
  kE,
  kI,
  kO,
  kU,
  kB,
  kP,
  kV,
  kF,
  kG,
  kH,
  kK,
  kD,
  kT,
  kZ,
  kS,
  kZh,
  kSh,
  kShch,
  kCh,
  kTs,
  kL,
  kM,
  kN,
  kR,
  kSymbolCount,
};
inline constexpr std::uint8_t kFirstConsonant = kB;
inline bool is_vowel(std::uint8_t symbol) {
  return symbol != kNoSymbol && symbol < kFirstConsonant;
}

// A word as it sounds. Longer words are cut: no name of these languages tells itself apart after 23 sounds.
struct Form {
  static constexpr std::size_t kMax = 23;
  std::uint8_t length = 0;
  std::array<std::uint8_t, kMax> symbols{};

  std::span<const std::uint8_t> view() const { return {symbols.data(), length}; }
  std::uint8_t operator[](std::size_t at) const { return symbols[at]; }
  bool empty() const { return length == 0; }
  friend bool operator==(const Form& a, const Form& b) { return a.length == b.length && a.symbols == b.symbols; }
};

// Where a Latin cluster can be read in two ways (ch, j, c, x) a word has a second form.
struct Sound {
  Form main;
  Form other;  // empty when there is only one reading
};

Sound sound_of(const Word& word);
Sound sound_of(std::string_view word);  // the first word of the text

// The stem: the form without its last vowels, where gender and case show (Іванова, Иванов; Білий, Біла).
std::size_t stem_length(const Form& form);
Form stem_of(const Form& form);

// Consonant classes of the stem, four bits each, a leading vowel marked; short stems keep their vowels. Equal for all
// spellings of a surname and for most misspellings: the key of the index.
std::uint64_t skeleton(const Form& form);
// 1 and up; near consonants share a class.
std::uint8_t consonant_class(std::uint8_t symbol);
// Bit set of the symbols of the stem, near ones sharing a bit: rejects unlike surnames without an alignment.
std::uint32_t symbol_mask(const Form& form);

std::uint64_t hash_symbols(std::span<const std::uint8_t> symbols, std::uint64_t seed);
inline std::uint64_t hash_form(const Form& form) {
  return hash_symbols(form.view(), 0);
}

inline std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93ULL;
  return x ^ (x >> 32);
}
inline std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
  return mix(a * 0x9e3779b97f4a7c15ULL + b);
}

}  // namespace hotline::matching
