#include "matching/kept.hpp"

#include <algorithm>
#include <bit>

namespace hotline::matching {
namespace {

constexpr std::size_t kCountMax = 15;
static_assert(kSiblingsMax <= kCountMax && Marks::kMax <= kCountMax);

std::uint32_t count_of(std::size_t count) {
  return static_cast<std::uint32_t>(std::min(count, kCountMax));
}

}  // namespace

void KeptCircumstances::write(const KnownCircumstances& known, Vocabulary& vocabulary,
                              std::vector<std::uint32_t>& words) {
  if (!known.any()) return;
  const std::uint32_t mothers = count_of(known.mother.size()), siblings = count_of(known.siblings.size());
  words.insert(words.end(), {mothers | siblings << 4 | std::uint32_t{known.marks.count} << 8,
                             vocabulary.place(known.last_seen_place), pack_date(known.last_seen, core::Sex::kUnknown)});
  for (const Reading& mother : std::span(known.mother).first(mothers)) {
    words.insert(words.end(),
                 {vocabulary.surname(mother.surname), vocabulary.given(mother.given),
                  vocabulary.patronymic(mother.patronymic), std::bit_cast<std::uint32_t>(mother.penalty_bits)});
  }
  for (const KnownSibling& sibling : std::span(known.siblings).first(siblings)) {
    words.insert(words.end(), {vocabulary.given(sibling.given), pack_date(sibling.birth_date, core::Sex::kUnknown)});
  }
  for (std::size_t i = 0; i < known.marks.count; ++i) {
    words.insert(words.end(), {known.marks.words.at(i), std::bit_cast<std::uint32_t>(known.marks.bits.at(i))});
  }
}

void KeptCircumstances::read(const Vocabulary& vocabulary, KnownCircumstances& out) const {
  out.mother.clear();
  out.siblings.clear();
  for (std::size_t i = 0; i < mother_count(); ++i) {
    const NameIds ids = mother(i);
    Reading reading;
    reading.surname = vocabulary.surname_at(ids.surname);
    reading.given = vocabulary.given_at(ids.given);
    reading.patronymic = vocabulary.patronymic_at(ids.patronymic);
    reading.penalty_bits = std::bit_cast<float>(words_[kHead + kMotherWords * i + 3]);
    out.mother.push_back(reading);
  }
  for (std::size_t i = 0; i < sibling_count(); ++i) {
    out.siblings.push_back({vocabulary.given_at(sibling_given(i)), unpack_date(words_[siblings_at() + 2 * i + 1])});
  }
  out.marks = {};
  out.marks.count = static_cast<std::uint8_t>(mark_count());
  for (std::size_t i = 0; i < mark_count(); ++i) {
    out.marks.words.at(i) = mark(i);
    out.marks.bits.at(i) = std::bit_cast<float>(words_[marks_at() + 2 * i + 1]);
  }
  out.last_seen_place = vocabulary.place_at(place());
  out.last_seen = last_seen();
}

}  // namespace hotline::matching
