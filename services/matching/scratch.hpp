#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "matching/calibration.hpp"
#include "matching/circumstances.hpp"
#include "matching/evidence.hpp"
#include "matching/parts.hpp"
#include "matching/postings.hpp"

// What a question needs while it is answered, kept per thread so that no question allocates.
namespace hotline::matching {

// Lists are many where everybody born within some years is looked through day by day.
inline constexpr std::size_t kKeysMax = 1024, kListsMax = 8192;
// Surnames of the same consonants, and as many one slip away.
inline constexpr std::size_t kSurnamesMax = 64;

// At most so many records are compared for one question, so that the slowest answer stays bounded.
struct Budget {
  std::size_t scored = 1000;
  std::size_t again = 4000;  // more of them when a name alone found nobody likely
  // Records of a broad list whose date alone rules them out: far cheaper, yet bounded too.
  std::size_t passed = 20'000;
};

// Evidence of one vocabulary word against one reading, remembered for the length of a question.
struct Remembered {
  std::uint64_t key = 0;
  std::uint32_t question = 0;
  GivenMatch match;
  FieldEvidence evidence;
};

template <std::size_t Size>
struct Memory {
  std::array<Remembered, Size> entries;
  Remembered& at(std::uint64_t key) { return entries[mix(key) & (Size - 1)]; }
};

// Lists of the first rank are read first; within a rank the shortest, since a rare key says most.
enum class Rank : std::uint8_t { kNamed, kAlike };

// A key of the question. Of a broad one (everybody of a surname) a date that has nothing in common rules a row out
// unseen.
struct AskedKey {
  Key key;
  Rank rank = Rank::kNamed;
  bool group = false, broad = false;
};

struct List {
  std::uint32_t segment = 0;
  std::span<const std::uint32_t> entries;
  Rank rank = Rank::kNamed;
  bool broad = false;
};

struct Hit {
  Score score;
  std::uint32_t segment = 0, row = 0;
  std::int64_t cluster = 0;
  bool same_as_best = false;
  float together_bits = 0;  // already in the score
};

// Numbers of surnames in the vocabulary.
struct SurnameList {
  std::size_t count = 0;
  std::array<std::uint32_t, kSurnamesMax> ids;
  std::span<const std::uint32_t> view() const { return std::span(ids).first(count); }
  bool holds(std::uint32_t id) const { return std::find(ids.begin(), ids.begin() + count, id) != ids.begin() + count; }
  void add(std::uint32_t id) {
    if (count < ids.size() && !holds(id)) ids[count++] = id;
  }
};

// Rows seen by this question.
class Visited {
 public:
  void reserve(std::size_t rows);
  void begin() {
    if (++question_ == 0) forget();
  }
  bool first_visit(std::uint32_t segment, std::uint32_t row);

 private:
  void forget();
  std::vector<std::uint64_t> rows_;
  std::vector<std::uint32_t> questions_;
  std::uint32_t question_ = 0;
};

struct Scratch {
  Readings readings;
  std::array<AskedKey, kKeysMax> keys;
  std::size_t key_count = 0;
  SurnameList same_surnames, like_surnames;
  std::array<List, kListsMax> lists;
  std::size_t list_count = 0;
  Visited visited;
  std::uint32_t question = 0;
  Memory<1024> surnames;
  Memory<256> givens, patronymics;
  std::vector<Hit> hits;
  KnownCircumstances held;  // of the row in hand

  void begin(const Budget& budget);

 private:
  void forget();
};

Scratch& scratch_of_thread();

}  // namespace hotline::matching
