#pragma once

#include <span>
#include <string_view>

#include "cli/sample/peoples.hpp"

namespace hotline::sample {

// The raw lists behind peoples(): words divided by white space.
struct SmallPeople {
  std::string_view name;
  PatronymicStyle patronymics;
  std::string_view nationality;
  // Stems take -ов, -ев, -ин by their last letter; surnames stand as they are.
  std::string_view surname_stems;
  std::string_view surnames;
  std::string_view men;
  std::string_view women;
  std::string_view birthplaces;
  bool russian_given_names_too;      // where many bear a calendar name
  bool vowel_stems_take_in = false;  // Галиуллин instead of Галиуллаев
};

std::span<const SmallPeople> caucasus_peoples();
std::span<const SmallPeople> eastern_peoples();  // Volga, Siberia, Central Asia

struct SlavicNames {
  std::string_view given_stems;  // of given names, each with every suffix of the language
  std::string_view noun_stems;   // of trades, animals, nicknames
  std::string_view surnames;     // as they are
  std::string_view birthplaces;
};

const SlavicNames& ukrainian_names();
const SlavicNames& russian_names();

// Pairs "ru=uk".
std::string_view given_names_of_men();
std::string_view given_names_of_women();

const SmallPeople& belarusian_names();

}  // namespace hotline::sample
