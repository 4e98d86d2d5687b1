#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/sensitive.hpp"

namespace hotline::core {

// A number below `bound`, each equally likely, from a cryptographic generator.
using RandomBelow = std::function<std::uint32_t(std::uint32_t bound)>;

// Ten random digits and two check digits (ISO 7064 MOD 97-10). Safe to say over a tapped line: it opens nothing without
// the passphrase.
class Reference {
 public:
  // Tolerates spaces and hyphens; refuses wrong check digits and says so without repeating the number.
  static Result<Reference> parse(std::string_view text);
  static Reference generate(const RandomBelow& random);
  // `number` < 10^10, as stored.
  static Result<Reference> from_number(std::int64_t number);

  std::int64_t number() const { return number_; }  // the ten digits, as stored
  std::string text() const;                        // "417-093-5528-61"
  friend auto operator<=>(const Reference&, const Reference&) = default;

 private:
  explicit Reference(std::int64_t number) : number_(number) {}
  std::int64_t number_ = 0;
};

// As printed, of what is stored; empty for a number that is none.
std::string printed_reference(std::int64_t number);

inline constexpr std::size_t kPassphraseWords = 4;

// The words a passphrase is drawn from: "uk", "ru" or "en"; any other language gets the English ones.
const std::vector<std::string_view>& passphrase_words(std::string_view language);
// Four words with spaces between, in the language of the asker.
Sensitive<std::string> generate_passphrase(const RandomBelow& random, std::string_view language);
// The form that is hashed and compared: lower case, one space between words for any run of spaces and hyphens, "ё" as
// "е", any apostrophe left out. Too long, broken UTF-8 or not four words: nothing.
std::optional<Sensitive<std::string>> normalise_passphrase(std::string_view text);

}  // namespace hotline::core
