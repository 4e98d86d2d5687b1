#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/sample/random.hpp"
#include "core/person.hpp"

namespace hotline::population {

// Where a surname comes from: the shapes of names that a register of this war holds.
enum class Origin : std::uint8_t { kRussian, kUkrainian, kEastern, kBelarusian, kBaltic };
inline constexpr std::size_t kOrigins = 5;

// A given name, spelled in two languages, with what he is called at home.
struct GivenName {
  std::string ukrainian;
  std::string russian;
  std::vector<std::string> diminutives;  // in Cyrillic letters
};

// Draws with given weights; the same on every machine.
class Weighted {
 public:
  void add(double weight);
  std::size_t draw(sample::Random& random) const;
  bool empty() const { return sums_.empty(); }

 private:
  std::vector<std::uint64_t> sums_;
};

// The names that persons are made of: given names and the commonest surnames as the matcher's lexicon has them, with
// their shares; all other surnames are put together here, so that the matcher cannot know them. Commonness of surnames
// falls with rank^-0.75 within each origin.
class NameLists {
 public:
  explicit NameLists(const std::filesystem::path& lexicon);

  struct Surname {
    std::string text;  // masculine, in Ukrainian spelling for kUkrainian, in Russian spelling for all others
    std::size_t rank = 0;
  };
  Surname draw_surname(Origin origin, sample::Random& random) const;
  const GivenName& draw_given(Origin origin, core::Sex sex, sample::Random& random) const;
  // Share of the surname among the bearers of its origin.
  double surname_share(Origin origin, std::size_t rank) const;
  std::size_t surname_count() const;

 private:
  struct Surnames {
    std::vector<std::string> ranked;
    sample::Zipf zipf{1};
    double weights = 0;
  };
  struct GivenNames {
    std::vector<GivenName> slavic, eastern;
    Weighted slavic_shares, eastern_shares;
  };
  GivenNames men_, women_;
  std::array<Surnames, kOrigins> surnames_;
};

}  // namespace hotline::population
