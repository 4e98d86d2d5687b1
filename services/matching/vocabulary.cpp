#include "matching/vocabulary.hpp"

namespace hotline::matching {

struct Vocabulary::TokenTraits {
  static bool known(const NameToken& token) { return token.known(); }
  static std::uint64_t hash(const NameToken& token) {
    return combine(hash_form(token.form), combine(hash_form(token.other), std::uint64_t{token.initial} * 4 +
                                                                              static_cast<std::uint64_t>(token.sex)));
  }
  static bool equal(const NameToken& a, const NameToken& b) {
    return a.form == b.form && a.other == b.other && a.initial == b.initial && a.sex == b.sex && a.senses == b.senses;
  }
};

struct Vocabulary::PlaceTraits {
  static bool known(const PlaceSense& place) { return place.known(); }
  static std::uint64_t hash(const PlaceSense& place) {
    std::uint64_t hash = combine(hash_form(place.name), std::uint64_t{place.region} << 8 | place.former);
    for (const std::uint16_t town : place.towns) hash = combine(hash, town);
    return hash;
  }
  static bool equal(const PlaceSense& a, const PlaceSense& b) { return a == b; }
};

struct Vocabulary::UnitTraits {
  static bool known(const UnitSense& unit) { return unit.known(); }
  static std::uint64_t hash(const UnitSense& unit) {
    std::uint64_t hash = unit.branches;
    for (const UnitSense::Level& level : unit.levels) {
      hash = combine(hash, std::uint64_t{level.number} << 8 | static_cast<std::uint64_t>(level.kind));
    }
    for (const std::uint32_t word : unit.words) hash = combine(hash, word);
    return hash;
  }
  static bool equal(const UnitSense& a, const UnitSense& b) { return a == b; }
};

template <typename T, typename Traits>
std::uint32_t Interned<T, Traits>::intern(const T& value) {
  if (!Traits::known(value)) return 0;
  if (std::size_t{pool_.size()} * 2 >= slots_.size()) grow();
  std::size_t at = Traits::hash(value) & (slots_.size() - 1);
  while (slots_[at] != 0) {
    if (Traits::equal(pool_[slots_[at]], value)) return slots_[at];
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at] = pool_.add(value);
}

template <typename T, typename Traits>
void Interned<T, Traits>::grow() {
  std::vector<std::uint32_t> larger(slots_.size() * 2, 0);
  for (std::uint32_t id = 1; id < pool_.size(); ++id) {
    std::size_t at = Traits::hash(pool_[id]) & (larger.size() - 1);
    while (larger[at] != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = id;
  }
  slots_.swap(larger);
}

Vocabulary::Vocabulary() = default;
Vocabulary::~Vocabulary() = default;

std::uint32_t Vocabulary::surname(const NameToken& token) {
  return surnames_.intern(token);
}
std::uint32_t Vocabulary::given(const NameToken& token) {
  return givens_.intern(token);
}
std::uint32_t Vocabulary::patronymic(const NameToken& token) {
  return patronymics_.intern(token);
}
std::uint32_t Vocabulary::place(const PlaceSense& place) {
  return places_.intern(place);
}
std::uint32_t Vocabulary::unit(const UnitSense& unit) {
  return units_.intern(unit);
}

std::size_t Vocabulary::bytes() const {
  return surnames_.bytes() + givens_.bytes() + patronymics_.bytes() + places_.bytes() + units_.bytes();
}

}  // namespace hotline::matching
