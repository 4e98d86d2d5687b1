#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hotline::sample {

enum class PatronymicStyle : std::uint8_t {
  kSlavic,  // father's name with -ович, -евич, -івна ..., by the rules of the language
  kOghlu,   // father's name, then оглы or кызы
  kNone,
};

// The names of one people, spelled in one language, the commonest first. Surnames are in the masculine form; the other
// forms are made in spelling.hpp. All lists are our own: usual single names, combined at random into persons.
struct People {
  std::string_view name;      // "ukrainian", "chechen" ...
  std::string_view language;  // of the spelling: "uk", "ru", "be"
  PatronymicStyle patronymics = PatronymicStyle::kSlavic;
  std::string_view nationality;
  std::vector<std::string> surnames;
  std::vector<std::string> men;
  std::vector<std::string> women;
  std::vector<std::string> birthplaces;
};

// Built once; [0] Ukrainian, [1] Russian, [2] Belarusian, then Caucasus, Volga, Siberia, Central Asia.
const std::vector<People>& peoples();
inline constexpr std::size_t kUkrainians = 0;
inline constexpr std::size_t kRussians = 1;
inline constexpr std::size_t kBelarusians = 2;

// Russian given name and its Ukrainian counterpart, where papers translate the one into the other.
const std::vector<std::pair<std::string, std::string>>& given_names_ru_uk();

// For load tests: some 28,000 distinct Russian-spelled surnames, stems times suffixes, the commonest first.
const std::vector<std::string>& load_surnames();

std::vector<std::string> words_of(std::string_view list);

}  // namespace hotline::sample
