#pragma once

#include <array>
#include <cstdint>

#include "core/time.hpp"
#include "matching/parts.hpp"

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

// Keys to surnames: those of the same consonants, and those that are alike but for one.
Key key_skeleton(std::uint64_t skeleton);
// The surname with one sound left out, and whole.
struct Slips {
  std::size_t count = 0;
  std::array<Key, Form::kMax + 1> list{};
};
Slips surname_slips(const Form& form);

}  // namespace hotline::matching
