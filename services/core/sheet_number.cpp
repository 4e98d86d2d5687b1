#include "core/sheet_number.hpp"

#include <array>

namespace hotline::core {
namespace {

constexpr std::int64_t kNumbers = 10'000'000'000;
constexpr std::size_t kDigits = 12;

// The digits before the check are read with 50 behind them, where an inquiry's reference has 00.
std::int64_t check_digits(std::int64_t number) {
  return 98 - (number * 100 + 50) % 97;
}

Error not_a_sheet() {
  return invalid_field("serial",
                       "is the number at the head of the sheet, S 0000-0000-0000; one of its digits was read or typed "
                       "wrongly");
}

}  // namespace

Result<SheetNumber> SheetNumber::parse(std::string_view text) {
  for (const std::string_view letter : std::array<std::string_view, 4>{"S", "s", "С", "с"}) {
    if (!text.starts_with(letter)) continue;
    text.remove_prefix(letter.size());
    break;
  }
  std::int64_t digits = 0;
  std::size_t count = 0;
  for (const char letter : text) {
    if (letter == ' ' || letter == '-') continue;
    if (letter < '0' || letter > '9' || ++count > kDigits) return not_a_sheet();
    digits = digits * 10 + (letter - '0');
  }
  const std::int64_t number = digits / 100;
  if (count != kDigits || digits % 100 != check_digits(number)) return not_a_sheet();
  return SheetNumber(number);
}

SheetNumber SheetNumber::generate(const RandomBelow& random) {
  std::int64_t number = 0;
  for (int half = 0; half < 2; ++half) number = number * 100'000 + random(100'000);
  return SheetNumber(number);
}

Result<SheetNumber> SheetNumber::from_number(std::int64_t number) {
  if (number < 0 || number >= kNumbers) return not_a_sheet();
  return SheetNumber(number);
}

std::string SheetNumber::text() const {
  std::string digits = std::to_string(number_ * 100 + check_digits(number_));
  digits.insert(0, kDigits - digits.size(), '0');
  return "S " + digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4);
}

}  // namespace hotline::core
