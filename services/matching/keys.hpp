#pragma once

#include <array>
#include <cstdint>

#include "core/time.hpp"
#include "matching/parts.hpp"
#include "matching/place.hpp"

// Keys by which records are found. The words of a record and of a question make the same ones.
namespace hotline::matching {

// `place` says where the entries of a group stand together, `check` tells the keys of one group apart: so that both
// everybody of a surname and those of one given name among them are found by the same entries.
struct Key {
  std::uint64_t place = 0;
  std::uint8_t check = 0;
};

inline constexpr std::size_t kGivenCodesMax = 24;
struct Codes {
  std::size_t count = 0;
  std::array<std::uint32_t, kGivenCodesMax> list{};
  void add(std::uint32_t code);
};
inline constexpr std::uint32_t kNoGiven = 0xFFFFFFFFU;
Codes given_codes(const NameToken& token);       // classes; a hash of the sound when unknown; kNoGiven when missing
Codes patronymic_codes(const NameToken& token);  // none when missing
std::uint32_t initial_code(const NameToken& token);

// By the surname's number in the vocabulary. The group is everybody of the surname.
Key key_surname_given(std::uint32_t surname, std::uint32_t given);
Key key_surname_patronymic(std::uint32_t surname, std::uint32_t patronymic);
// The group is everybody of these names, whatever the year.
Key key_given_patronymic_year(std::uint32_t given, std::uint32_t patronymic, int year);
// With the first consonant of the surname, for one that is badly mangled.
Key key_given_patronymic_first(std::uint32_t given, std::uint32_t patronymic, std::uint64_t skeleton);
// The group is everybody born on the day, or in the month or the year when no more is known.
Key key_date_given(const core::PartialDate& date, std::uint32_t given);
Key key_identifier(std::uint64_t hash);

// What beside the own names leads to a record.
struct CircumstanceCodes {
  static constexpr std::size_t kSiblings = 12, kMarks = 8, kPlaces = 4, kSkeletons = 2;
  Codes own;  // given names of the person
  std::size_t sibling_count = 0, mark_count = 0, place_count = 0, skeleton_count = 0;
  std::array<Codes, kSiblings> siblings;
  Codes mother_given, mother_patronymic;
  std::array<std::uint64_t, kSkeletons> mother_skeletons{};
  std::array<std::uint32_t, kMarks> marks{};
  std::array<std::uint64_t, kPlaces> places{};  // where last seen
  int month = 0;                                // when last seen: months since year 0; 0 unknown

  void add_sibling(const Codes& codes);
  void add_mother(const Reading& mother);
  void add_mark(std::uint32_t mark);
  void add_places(const PlaceSense& place);
  void set_month(const core::PartialDate& date) { month = date.month == 0 ? 0 : date.year * 12 + date.month; }
};

Key key_family(std::uint32_t one, std::uint32_t other);  // two children of one family
Key key_mother_names(std::uint32_t given, std::uint32_t patronymic);
Key key_mother_surname(std::uint32_t given, std::uint64_t skeleton);
Key key_mother_child(std::uint32_t mother_given, std::uint32_t child_given);
Key key_seen_month(std::uint64_t place, int month);
Key key_seen_given(std::uint64_t place, std::uint32_t given);
Key key_two_marks(std::uint32_t one, std::uint32_t other);
Key key_mark_given(std::uint32_t mark, std::uint32_t given);

template <typename F>
void each_circumstance_key(const CircumstanceCodes& codes, F&& emit) {
  const auto pairs = [&](const Codes& a, const Codes& b, auto&& key) {
    for (std::size_t i = 0; i < a.count; ++i) {
      for (std::size_t j = 0; j < b.count; ++j) emit(key(a.list[i], b.list[j]));
    }
  };
  for (std::size_t i = 0; i < codes.sibling_count; ++i) {
    pairs(codes.own, codes.siblings[i], key_family);
    for (std::size_t j = 0; j < i; ++j) pairs(codes.siblings[j], codes.siblings[i], key_family);
  }
  pairs(codes.mother_given, codes.mother_patronymic, key_mother_names);
  pairs(codes.mother_given, codes.own, key_mother_child);
  for (std::size_t s = 0; s < codes.skeleton_count; ++s) {
    for (std::size_t i = 0; i < codes.mother_given.count; ++i) {
      emit(key_mother_surname(codes.mother_given.list[i], codes.mother_skeletons[s]));
    }
  }
  for (std::size_t p = 0; p < codes.place_count; ++p) {
    if (codes.month != 0) emit(key_seen_month(codes.places[p], codes.month));
    for (std::size_t i = 0; i < codes.own.count; ++i) emit(key_seen_given(codes.places[p], codes.own.list[i]));
  }
  for (std::size_t m = 0; m < codes.mark_count; ++m) {
    for (std::size_t i = 0; i < codes.own.count; ++i) emit(key_mark_given(codes.marks[m], codes.own.list[i]));
    for (std::size_t n = 0; n < m; ++n) emit(key_two_marks(codes.marks[n], codes.marks[m]));
  }
}

// Keys to surnames: those of the same consonants, and those that are alike but for one.
Key key_skeleton(std::uint64_t skeleton);
// The surname with one sound left out, and whole.
struct Slips {
  std::size_t count = 0;
  std::array<Key, Form::kMax + 1> list{};
};
Slips surname_slips(const Form& form);

}  // namespace hotline::matching
