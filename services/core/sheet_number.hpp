#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/reference.hpp"
#include "core/result.hpp"

namespace hotline::core {

// The number of a sheet of paper on which a call is taken while nothing serves: ten random digits and two check digits
// (ISO 7064 MOD 97-10, counted so that an inquiry's reference is never one).
class SheetNumber {
 public:
  // Tolerates spaces and hyphens, and a missing or Cyrillic "S"; refuses wrong check digits.
  static Result<SheetNumber> parse(std::string_view text);
  static SheetNumber generate(const RandomBelow& random);
  static Result<SheetNumber> from_number(std::int64_t number);

  std::int64_t number() const { return number_; }  // the ten digits, as stored
  std::string text() const;                        // "S 4170-9355-2861"
  friend auto operator<=>(const SheetNumber&, const SheetNumber&) = default;

 private:
  explicit SheetNumber(std::int64_t number) : number_(number) {}
  std::int64_t number_ = 0;
};

}  // namespace hotline::core
