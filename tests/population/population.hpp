#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/person.hpp"
#include "core/time.hpp"
#include "matching/index.hpp"
#include "population/name_lists.hpp"

namespace hotline::population {

// How somebody stands to the person before him.
enum class Kin : std::uint8_t { kNone, kBrother, kSon };

// Who somebody is, apart from how a list writes him.
struct Person {
  std::uint64_t index = 0;
  Origin origin = Origin::kRussian;
  Kin kin = Kin::kNone;
  core::Sex sex = core::Sex::kMale;
  std::string surname;  // masculine
  std::size_t surname_rank = 0;
  const GivenName* given = nullptr;
  const GivenName* father = nullptr;  // null: no patronymic
  core::PartialDate birth;

  std::string_view language() const { return origin == Origin::kUkrainian ? "uk" : "ru"; }
};

// The name in the Cyrillic letters of a language, "uk" or "ru".
core::NameParts spelled(const Person& person, std::string_view language);

// How a record writes its person. `text` is what the record holds.
struct Written {
  core::NameParts text;
  bool latin = false;
  bool whole = false;  // with patronymic and full date of birth
  core::PartialDate birth;
};

// Invented persons: person i depends on the seed and i alone. Those of a register are 0 .. size - 1; every higher
// number is a person of the same kind who is not held. One in 20 is a brother, one in 50 a son of the person before.
class Population {
 public:
  Population(const NameLists& names, std::uint64_t seed) : names_(names), seed_(seed) {}

  Person person(std::uint64_t index) const;
  Written written(const Person& person) const;
  // The record of a person; its person id and its cluster are the index plus one.
  matching::Record record(const Person& person) const;
  // Somebody who is not in any register, of the same parents: as a stranger's call would name him.
  Person brother_of(const Person& person, std::uint64_t salt, bool same_day) const;

  // Share of the surname among all persons.
  double surname_share(const Person& person) const;

  const NameLists& names() const { return names_; }
  std::uint64_t seed() const { return seed_; }

 private:
  Person stranger(std::uint64_t index) const;
  const NameLists& names_;
  std::uint64_t seed_;
};

// Which facts two persons are compared in, beside the given name.
struct SameIn {
  bool surname = true;
  bool patronymic = true;
  bool date = true;
};
bool are_namesakes(const Person& a, const Person& b, SameIn same);
std::uint64_t name_hash(const Person& person, SameIn same);

// Fills an index with persons 0 .. size - 1. Seconds of the index alone, without making the persons.
struct Loaded {
  double read_s = 0;   // Index::load: reading the names
  double build_s = 0;  // Index::end_load: keys and rows in their places
  double seconds() const { return read_s + build_s; }
};
Loaded load(matching::Index& index, const Population& population, std::uint64_t size);

// The folder of the lexicon in the source tree.
std::filesystem::path lexicon_folder();
double thread_cpu_seconds();

}  // namespace hotline::population
