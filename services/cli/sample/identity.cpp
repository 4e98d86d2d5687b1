#include "cli/sample/identity.hpp"

#include <algorithm>

#include "cli/sample/spelling.hpp"

namespace hotline::sample {
namespace {

std::string two_digits(std::int32_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string patronymic_of(const Identity& identity, const std::string& father, std::string_view language) {
  if (father.empty()) return {};
  if (identity.people->patronymics == PatronymicStyle::kOghlu) return oghlu_patronymic(father, identity.sex, language);
  return slavic_patronymic(father, identity.sex, language);
}

}  // namespace

SpelledName spell(const Identity& identity, Spelling spelling) {
  const auto own = identity.people->language;
  // Belarusian names go into a list as they are, or in Latin letters.
  std::string_view target = own;
  if (own != "be" && spelling == Spelling::kUkrainian) target = "uk";
  if (own != "be" && spelling == Spelling::kRussian) target = "ru";

  SpelledName name;
  name.language = target;
  auto surname = identity.surname;
  if (target != own) surname = target == "uk" ? russian_to_ukrainian(surname) : ukrainian_to_russian(surname);
  name.surname = surname_for(identity.sex, surname, target);
  name.given = given_name_in(identity.given, own, target);
  const auto father = identity.father.empty() ? std::string() : given_name_in(identity.father, own, target);
  name.patronymic = patronymic_of(identity, father, target);
  if (spelling != Spelling::kLatin) return name;
  name.surname = romanise(name.surname, target);
  name.given = romanise(name.given, target);
  name.patronymic = romanise(name.patronymic, target);
  name.language = "en";
  return name;
}

core::PartialDate full_date(std::int32_t year, std::int32_t month, std::int32_t day) {
  core::PartialDate date;
  date.precision = core::DatePrecision::kDay;
  date.year = static_cast<std::int16_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.day = static_cast<std::uint8_t>(day);
  return date;
}

core::PartialDate random_day(Random& random, std::int32_t first_year, std::int32_t last_year) {
  constexpr std::int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto year = random.between(first_year, last_year);
  const auto month = random.between(1, 12);
  const bool leap_february = month == 2 && year % 4 == 0 && year != 1900;
  return full_date(year, month, random.between(1, kDays[month - 1] + (leap_february ? 1 : 0)));
}

std::string iso(const core::PartialDate& date) {
  return std::to_string(date.year) + "-" + two_digits(date.month) + "-" + two_digits(date.day);
}

std::string dotted(const core::PartialDate& date) {
  return two_digits(date.day) + "." + two_digits(date.month) + "." + std::to_string(date.year);
}

}  // namespace hotline::sample
