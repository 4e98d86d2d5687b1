#include "population/questions.hpp"

#include <utility>

#include "cli/sample/spelling.hpp"
#include "population/slips.hpp"

namespace hotline::population {
namespace {

using sample::Random;

void romanise(const Person& person, core::NameParts& name, Random& random) {
  static constexpr std::array kSchemes{Romanisation::kIcao,   Romanisation::kKmu55,  Romanisation::kBgn,
                                       Romanisation::kGerman, Romanisation::kFrench, Romanisation::kPolish};
  const Romanisation scheme = kSchemes[random.below(kSchemes.size())];
  // A passport of either state takes its own spelling, a foreign paper the one it was given.
  std::string_view language = random.percent(75) ? person.language() : person.language() == "uk" ? "ru" : "uk";
  if (scheme == Romanisation::kIcao) language = "ru";
  if (scheme == Romanisation::kKmu55) language = "uk";
  name = spelled(person, language);
  name.surname = romanised(name.surname, scheme, language);
  name.given = romanised(name.given, scheme, language);
  name.patronymic = romanised(name.patronymic, scheme, language);
}

void order(core::NameParts& name, Random& random) {
  const std::string behind = name.patronymic.empty() ? std::string() : " " + name.patronymic;
  switch (random.below(4)) {
    case 0:
      std::swap(name.surname, name.given);
      return;
    case 1:
      name = {"", "", "", name.given + behind + " " + name.surname};
      return;
    case 2:
      name = {"", "", "", name.given + " " + name.surname + behind};
      return;
    default:
      name = {"", "", "", name.surname + " " + name.given + behind};
  }
}

bool mistype_surname(core::NameParts& name, int count, Random& random) {
  auto wrong = mistyped(name.surname, count, random);
  if (!wrong) return false;
  name.surname = *std::move(wrong);
  return true;
}

bool shorten_given(const Person& person, const Written& written, core::NameParts& name, Random& random) {
  if (person.given->diminutives.empty() || written.latin) return false;
  name.given = random.one_of(person.given->diminutives);
  return true;
}

// False: this slip cannot be made with this person.
bool slip_in(const Person& person, const Written& written, Slip slip, core::NameParts& name, Random& random) {
  switch (slip) {
    case Slip::kNone:
    case Slip::kNoPatronymic:
    case Slip::kDateDigit:
      return true;
    case Slip::kOneTypo:
      return mistype_surname(name, 1, random);
    case Slip::kTwoTypos:
      return mistype_surname(name, 2, random);
    case Slip::kRomanised:
      if (written.latin) return false;
      romanise(person, name, random);
      return true;
    case Slip::kOtherLanguage: {
      if (written.latin) return false;
      auto other = spelled(person, "uk");
      if (other.surname == name.surname) other = spelled(person, "ru");
      const bool differs = other.surname != name.surname || other.given != name.given;
      name = std::move(other);
      return differs;
    }
    case Slip::kDiminutive:
      return shorten_given(person, written, name, random);
    case Slip::kOrder:
      order(name, random);
      return true;
    case Slip::kNoSurname:
      name.surname.clear();
      return true;
    case Slip::kTypoAndDiminutive:
      return shorten_given(person, written, name, random) && mistype_surname(name, 1, random);
  }
  return false;
}

bool asks_date(Facts facts) {
  return facts == Facts::kPatronymicAndDate || facts == Facts::kDate;
}

bool asks_patronymic(Facts facts) {
  return facts == Facts::kPatronymicAndDate || facts == Facts::kPatronymic;
}

}  // namespace

std::string_view name_of(Slip slip) {
  switch (slip) {
    case Slip::kNone:
      return "as the record has it";
    case Slip::kOneTypo:
      return "1 typo in the surname";
    case Slip::kTwoTypos:
      return "2 typos in the surname";
    case Slip::kRomanised:
      return "romanised";
    case Slip::kOtherLanguage:
      return "in the other language";
    case Slip::kDiminutive:
      return "diminutive";
    case Slip::kOrder:
      return "other order";
    case Slip::kNoPatronymic:
      return "no patronymic";
    case Slip::kDateDigit:
      return "wrong digit in the date";
    case Slip::kNoSurname:
      return "no surname";
    case Slip::kTypoAndDiminutive:
      return "1 typo and diminutive";
  }
  return "";
}

std::string_view name_of(Facts facts) {
  switch (facts) {
    case Facts::kPatronymicAndDate:
      return "patronymic and date";
    case Facts::kPatronymic:
      return "patronymic, no date";
    case Facts::kDate:
      return "date, no patronymic";
    case Facts::kNameOnly:
      return "surname and given name";
  }
  return "";
}

bool makes_sense(Slip slip, Facts facts) {
  if (slip == Slip::kNoPatronymic) return facts == Facts::kDate;
  if (slip == Slip::kDateDigit) return facts == Facts::kPatronymicAndDate;
  if (slip == Slip::kNoSurname) return facts == Facts::kPatronymicAndDate;
  return facts == Facts::kPatronymicAndDate || facts == Facts::kPatronymic;
}

std::optional<Question> question(const Person& person, const Written& written, Slip slip, Facts facts,
                                 std::uint64_t salt) {
  Random random = sample::random_at(salt * 64 + static_cast<std::uint64_t>(slip), person.index);
  Question made;
  core::NameParts name = written.text;
  if (!asks_patronymic(facts)) {
    name.patronymic.clear();
  } else if (person.father == nullptr || name.patronymic.empty()) {
    return std::nullopt;
  }
  if (!slip_in(person, written, slip, name, random)) return std::nullopt;
  if (!asks_patronymic(facts)) name.patronymic.clear();
  made.asked.line = !name.line.empty();
  made.asked.surname = !name.surname.empty();
  made.asked.given = !name.given.empty();
  made.asked.patronymic = !name.patronymic.empty();
  made.query.name = std::move(name);
  if (asks_date(facts)) {
    made.query.birth_date = slip == Slip::kDateDigit ? with_wrong_digit(person.birth, random) : person.birth;
    made.asked.full_birth_date = true;
  }
  made.same.surname = slip != Slip::kNoSurname;
  made.same.patronymic = asks_patronymic(facts);
  made.same.date = asks_date(facts);
  return made;
}

}  // namespace hotline::population
