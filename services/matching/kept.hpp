#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "matching/circumstances.hpp"
#include "matching/row.hpp"
#include "matching/vocabulary.hpp"

namespace hotline::matching {

// Circumstances of a record as a segment keeps them: a few words, and none at all when nothing is known.
// A head word that counts the rest, the place and the day last seen, readings of the mother's name (numbers and
// penalty), siblings (given name and birth date), marks (word and bits).
class KeptCircumstances {
 public:
  explicit KeptCircumstances(const std::uint32_t* words) : words_(words) {}
  static void write(const KnownCircumstances& known, Vocabulary& vocabulary, std::vector<std::uint32_t>& words);

  // `out` is an argument so that a caller may keep its memory.
  void read(const Vocabulary& vocabulary, KnownCircumstances& out) const;

  std::size_t mother_count() const { return words_[0] & 15; }
  std::size_t sibling_count() const { return words_[0] >> 4 & 15; }
  std::size_t mark_count() const { return words_[0] >> 8 & 15; }
  std::uint32_t place() const { return words_[1]; }
  core::PartialDate last_seen() const { return unpack_date(words_[2]); }
  NameIds mother(std::size_t index) const {
    const std::uint32_t* at = words_ + kHead + kMotherWords * index;
    return {at[0], at[1], at[2]};
  }
  std::uint32_t sibling_given(std::size_t index) const { return words_[siblings_at() + 2 * index]; }
  std::uint32_t mark(std::size_t index) const { return words_[marks_at() + 2 * index]; }
  std::size_t size() const { return marks_at() + 2 * mark_count(); }

 private:
  static constexpr std::size_t kHead = 3, kMotherWords = 4;
  std::size_t siblings_at() const { return kHead + kMotherWords * mother_count(); }
  std::size_t marks_at() const { return siblings_at() + 2 * sibling_count(); }
  const std::uint32_t* words_;
};

}  // namespace hotline::matching
