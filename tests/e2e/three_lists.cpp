#include "e2e/three_lists.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "cli/sample/forbidden.hpp"
#include "cli/sample/load.hpp"
#include "cli/sample/peoples.hpp"
#include "cli/sample/random.hpp"
#include "cli/sample/spelling.hpp"

namespace hotline::e2e {
namespace {

using sample::Identity;
using sample::Random;

// In 1,000 rows. A list's names are written in one spelling by habit; the other slips fall independently, so that some
// rows have several.
struct Shares {
  std::uint64_t ukrainian, latin;  // the rest in the man's own language
  std::uint64_t upper_case, one_column, swapped_columns, typing_error;
  std::uint64_t no_patronymic, initials, diminutive;
  std::uint64_t date_digit, date_swapped, year_only, no_date;  // at most one of them
  std::uint64_t number, number_mistyped;                       // the second of those that have one
};
constexpr std::array<Shares, kLists> kShares{
    Shares{400, 50, 150, 100, 5, 40, 30, 10, 5, 30, 10, 30, 30, 600, 10},
    Shares{600, 20, 0, 250, 20, 80, 120, 40, 30, 50, 20, 70, 60, 500, 10},
    Shares{100, 600, 100, 200, 50, 80, 200, 40, 30, 40, 30, 80, 70, 400, 10},
};

// In 1,000 men, each the kin of the man before him; about one man in nine in all.
struct KinShare {
  Kin kin;
  std::uint64_t share;
};
constexpr std::array kKin{
    KinShare{Kin::kBrother, 40},          KinShare{Kin::kTwin, 6},      KinShare{Kin::kSon, 25},
    KinShare{Kin::kSonNamedAsFather, 10}, KinShare{Kin::kNamesake, 20}, KinShare{Kin::kNamesakeOfTheYear, 6},
    KinShare{Kin::kNamesakeOfTheDay, 4}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kDiminutives{{
    {"Александр", "Саша"},  {"Алексей", "Лёша"},    {"Андрей", "Андрюша"}, {"Василий", "Вася"},   {"Владимир", "Вова"},
    {"Дмитрий", "Дима"},    {"Евгений", "Женя"},    {"Иван", "Ваня"},      {"Михаил", "Миша"},    {"Николай", "Коля"},
    {"Павел", "Паша"},      {"Пётр", "Петя"},       {"Роман", "Рома"},     {"Сергей", "Серёжа"},  {"Юрий", "Юра"},
    {"Олександр", "Сашко"}, {"Олексій", "Льоша"},   {"Василь", "Васько"},  {"Володимир", "Вова"}, {"Дмитро", "Діма"},
    {"Євген", "Женя"},      {"Іван", "Івась"},      {"Михайло", "Мишко"},  {"Микола", "Коля"},    {"Павло", "Паша"},
    {"Петро", "Петрик"},    {"Сергій", "Сергійко"}, {"Юрій", "Юрко"},      {"Анатолий", "Толя"},  {"Анатолій", "Толик"},
}};

constexpr std::int32_t kFirstYear = 1965, kLastYear = 2006;

class Town {
 public:
  explicit Town(Random& random) : random_(random) {
    for (const sample::People& people : sample::peoples()) {
      surnames_.emplace_back(people.surnames.size());
      given_.emplace_back(people.men.size());
    }
  }

  std::vector<Man> men(std::size_t count) {
    std::vector<Man> all;
    while (all.size() < count) {
      const Kin kin = all.empty() ? Kin::kNone : drawn_kin();
      if (kin == Kin::kNone) {
        all.push_back(stranger());
      } else if (auto man = kin_of(all.back(), kin)) {
        if (kin == Kin::kNamesakeOfTheDay) all.back().always_numbered = true;
        all.push_back(std::move(*man));
      }
    }
    return all;
  }

 private:
  Kin drawn_kin() {
    std::uint64_t point = random_.below(1'000);
    for (const KinShare& one : kKin) {
      if (point < one.share) return one.kin;
      point -= one.share;
    }
    return Kin::kNone;
  }

  // A prefix that no army uses.
  std::string number() {
    std::string digits;
    do digits = std::to_string(1'000'000 + random_.below(9'000'000));
    while (!numbers_.insert(digits).second);
    return "ТР-" + digits;
  }

  // Three in five of them Russians by the large list of surnames, one in five Ukrainians, the others of any people.
  Man stranger() {
    Man man;
    Identity& identity = man.identity;
    do {
      const std::uint64_t point = random_.below(100);
      const std::size_t index = point < 60   ? sample::kRussians
                                : point < 80 ? sample::kUkrainians
                                             : random_.below(sample::peoples().size());
      const sample::People& people = sample::peoples()[index];
      identity.people = &people;
      identity.surname = index == sample::kRussians ? sample::load_surnames()[load_surnames_.draw(random_)]
                                                    : people.surnames[surnames_[index].draw(random_)];
      identity.given = people.men[given_[index].draw(random_)];
      identity.father = people.patronymics == sample::PatronymicStyle::kNone ? std::string()
                                                                             : people.men[given_[index].draw(random_)];
    } while (sample::is_well_known(identity.surname, identity.given));
    identity.birth = sample::random_day(random_, kFirstYear, kLastYear);
    man.number = number();
    man.birthplace = random_.one_of(identity.people->birthplaces);
    return man;
  }

  std::optional<Man> kin_of(const Man& before, Kin kin) {
    Man man = before;
    man.kin = kin;
    man.number = number();
    man.always_numbered = kin == Kin::kNamesakeOfTheDay;
    Identity& identity = man.identity;
    const Identity& other = before.identity;
    switch (kin) {
      case Kin::kNone:
        return std::nullopt;
      case Kin::kBrother:
      case Kin::kTwin: {
        do identity.given = random_.one_of(identity.people->men);
        while (identity.given == other.given);
        if (kin == Kin::kTwin) break;
        const std::int32_t year = std::clamp(other.birth.year + random_.between(1, 8), kFirstYear, kLastYear);
        identity.birth = sample::random_day(random_, year, year);
        break;
      }
      case Kin::kSon:
      case Kin::kSonNamedAsFather: {
        if (other.birth.year > 1985 || other.father.empty()) return std::nullopt;
        if (kin == Kin::kSon) identity.given = random_.one_of(identity.people->men);
        identity.father = other.given;
        const std::int32_t year = other.birth.year + random_.between(19, 21);
        identity.birth = sample::random_day(random_, year, year);
        break;
      }
      case Kin::kNamesake:
        do identity.birth = sample::random_day(random_, kFirstYear, kLastYear);
        while (identity.birth.year == other.birth.year);
        break;
      case Kin::kNamesakeOfTheYear:
        do identity.birth = sample::random_day(random_, other.birth.year, other.birth.year);
        while (identity.birth == other.birth);
        break;
      case Kin::kNamesakeOfTheDay:
        break;
    }
    const bool kinsman = kin != Kin::kNamesake && kin != Kin::kNamesakeOfTheYear && kin != Kin::kNamesakeOfTheDay;
    if (!kinsman) man.birthplace = random_.one_of(identity.people->birthplaces);
    if (sample::is_well_known(identity.surname, identity.given)) return std::nullopt;
    return man;
  }

  Random& random_;
  std::vector<sample::Zipf> surnames_;
  std::vector<sample::Zipf> given_;
  sample::Zipf load_surnames_{sample::load_surnames().size()};
  std::set<std::string> numbers_;
};

// One letter wrong, lost, doubled, or changed for its neighbour; never the first.
void mistype(Random& random, std::string& word) {
  auto letters = sample::to_letters(word);
  if (letters.size() < 4) return;
  const auto place = 1 + random.below(letters.size() - 2);
  const bool latin = letters[place] < 0x80;
  switch (random.below(4)) {
    case 0: {
      const std::u32string_view nearby = latin ? U"aoeiukrntsvd" : U"аоеиукрнтсвд";
      const auto letter = nearby[random.below(nearby.size())];
      letters[place] = letters[place] == letter ? (latin ? U'y' : U'я') : letter;
      break;
    }
    case 1:
      letters.erase(place, 1);
      break;
    case 2:
      letters.insert(place, 1, letters[place]);
      break;
    default:
      if (letters[place] == letters[place + 1]) {
        letters.erase(place, 1);
      } else {
        std::swap(letters[place], letters[place + 1]);
      }
  }
  word = sample::to_utf8(letters);
}

std::string initial_of(const std::string& name) {
  return name.empty() ? name : sample::to_utf8(sample::to_letters(name).substr(0, 1)) + ".";
}

std::string upper_case(const std::string& text) {
  std::u32string letters = sample::to_letters(text);
  for (char32_t& letter : letters) {
    if ((letter >= U'a' && letter <= U'z') || (letter >= U'а' && letter <= U'я')) {
      letter -= 0x20;
    } else if (letter >= U'ѐ' && letter <= U'џ') {
      letter -= 0x50;
    } else if (letter == U'ґ') {
      letter = U'Ґ';
    }
  }
  return sample::to_utf8(letters);
}

void wrong_digit(Random& random, core::PartialDate& date) {
  const core::PartialDate right = date;
  while (date == right || date.day < 1 || date.day > 28) {
    date = right;
    switch (random.below(4)) {
      case 0:
        date.year = static_cast<std::int16_t>(right.year / 10 * 10 + random.between(0, 9));
        break;
      case 1:
        date.day = static_cast<std::uint8_t>(right.day / 10 * 10 + random.between(0, 9));
        break;
      case 2:
        date.day = static_cast<std::uint8_t>(right.day % 10 + 10 * random.between(0, 2));
        break;
      default:
        date.year = static_cast<std::int16_t>(right.year % 10 + 1960 + 10 * random.between(0, 4));
    }
  }
}

class Clerk {
 public:
  Clerk(Random& random, std::size_t list) : random_(random), shares_(kShares[list]), list_(list) {}

  SlippedRow write(const Man& man, std::size_t number) {
    SlippedRow written;
    written.man = number;
    slips_ = 0;
    v1::ListRow& row = written.row;
    // Every source has its own keys.
    row.set_external_id(std::string(1, static_cast<char>('A' + list_)) + "-" + std::to_string(number));
    write_name(man, row);
    write_date(man.identity.birth, row);
    write_number(man, row);
    if (random_.percent(70)) row.set_sex("m");
    if (random_.percent(40)) row.set_birthplace(man.birthplace);
    row.set_statement(list_ == 1 ? "hospital_in" : "captured");
    row.set_fact_date(list_ == 1 ? "2026-02-09" : "2026-02-03");
    row.set_evidence("R4");
    written.slips = slips_;
    return written;
  }

 private:
  bool slips(std::uint64_t share, Slip slip) {
    const bool now = random_.below(1'000) < share;
    if (now) slips_ |= slip;
    return now;
  }

  sample::SpelledName spelled(const Identity& identity) {
    const std::uint64_t point = random_.below(1'000);
    if (point < shares_.latin) {
      slips_ |= kLatin;
      if (random_.percent(70) || identity.people->language == "be") return spell(identity, sample::Spelling::kLatin);
      auto name = spell(identity, sample::Spelling::kUkrainian);
      name.surname = sample::romanise(name.surname, "uk");
      name.given = sample::romanise(name.given, "uk");
      name.patronymic = sample::romanise(name.patronymic, "uk");
      return name;
    }
    const bool ukrainian = point < shares_.latin + shares_.ukrainian && identity.people->language != "be";
    if (ukrainian && identity.people->language != "uk") slips_ |= kOtherSpelling;
    return spell(identity, ukrainian ? sample::Spelling::kUkrainian : sample::Spelling::kOwn);
  }

  void write_name(const Man& man, v1::ListRow& row) {
    auto name = spelled(man.identity);
    if (slips(shares_.no_patronymic, kNoPatronymic)) name.patronymic.clear();
    const bool initials = slips(shares_.initials, kInitials);
    if (!initials && random_.below(1'000) < shares_.diminutive) {
      const auto found = std::find_if(kDiminutives.begin(), kDiminutives.end(),
                                      [&](const auto& pair) { return pair.first == name.given; });
      if (found != kDiminutives.end()) {
        name.given = found->second;
        slips_ |= kDiminutive;
      }
    }
    if (slips(shares_.typing_error, kTypingError)) {
      const std::uint64_t point = random_.below(10);
      mistype(random_, point < 7 ? name.surname : point < 9 ? name.given : name.patronymic);
    }
    if (initials) {
      name.given = initial_of(name.given);
      name.patronymic = initial_of(name.patronymic);
    }
    if (slips(shares_.upper_case, kUpperCase)) {
      name.surname = upper_case(name.surname);
      name.given = upper_case(name.given);
      name.patronymic = upper_case(name.patronymic);
    }
    if (slips(shares_.one_column, kOneColumn)) {
      const std::string behind = name.patronymic.empty() ? std::string() : " " + name.patronymic;
      row.mutable_name()->set_line(random_.percent(70) ? name.surname + " " + name.given + behind
                                                       : name.given + behind + " " + name.surname);
      return;
    }
    if (slips(shares_.swapped_columns, kSwappedColumns)) std::swap(name.surname, name.given);
    row.mutable_name()->set_surname(name.surname);
    row.mutable_name()->set_given_name(name.given);
    row.mutable_name()->set_patronymic(name.patronymic);
  }

  void write_date(core::PartialDate date, v1::ListRow& row) {
    const std::uint64_t point = random_.below(1'000);
    std::uint64_t below = shares_.no_date;
    if (point < below) {
      slips_ |= kNoDate;
      return;
    }
    if (point < (below += shares_.year_only)) {
      slips_ |= kYearOnly;
      row.set_birth_date(std::to_string(date.year));
      return;
    }
    if (point < (below += shares_.date_digit)) {
      slips_ |= kDateDigit;
      wrong_digit(random_, date);
    } else if (point < below + shares_.date_swapped && date.day <= 12 && date.day != date.month) {
      slips_ |= kDateSwapped;
      std::swap(date.day, date.month);
    }
    row.set_birth_date(random_.percent(50) ? sample::iso(date) : sample::dotted(date));
  }

  void write_number(const Man& man, v1::ListRow& row) {
    if (!man.always_numbered && random_.below(1'000) >= shares_.number) return;
    slips_ |= kNumber;
    std::string number = man.number;
    if (!man.always_numbered && slips(shares_.number_mistyped, kNumberMistyped)) {
      char& digit = number[number.size() - 1 - random_.below(6)];
      digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
    }
    row.set_service_number(number);
  }

  Random& random_;
  const Shares& shares_;
  std::size_t list_;
  std::uint32_t slips_ = 0;
};

bool tells_who(const Man& man, const SlippedRow& row) {
  constexpr std::uint32_t kName = kNoPatronymic | kInitials | kDiminutive | kTypingError;
  constexpr std::uint32_t kDate = kDateDigit | kDateSwapped | kYearOnly | kNoDate;
  const bool numbered = (row.slips & (kNumber | kNumberMistyped)) == kNumber;
  return numbered || ((row.slips & (kName | kDate)) == 0 && !man.identity.father.empty());
}

}  // namespace

std::string words_of_slips(std::uint32_t slips) {
  static constexpr std::array<std::string_view, 15> kWords{
      "other spelling",        "latin",         "upper case", "one column", "swapped columns",
      "typing error",          "no patronymic", "initials",   "diminutive", "wrong digit in the date",
      "day and month swapped", "year only",     "no date",    "number",     "number mistyped"};
  std::string text;
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if ((slips >> i & 1U) == 0) continue;
    if (!text.empty()) text += ", ";
    text += kWords[i];
  }
  return text.empty() ? "as it is" : text;
}

ThreeLists three_lists(std::size_t men, std::uint64_t seed) {
  Random random(seed);
  ThreeLists all;
  all.men = Town(random).men(men);
  std::array<Clerk, kLists> clerks{Clerk(random, 0), Clerk(random, 1), Clerk(random, 2)};
  for (std::size_t i = 0; i < all.men.size(); ++i) {
    const Man& man = all.men[i];
    std::array<SlippedRow, kLists> rows;
    do {
      for (std::size_t list = 0; list < kLists; ++list) rows[list] = clerks[list].write(man, i);
    } while (std::none_of(rows.begin(), rows.end(), [&](const SlippedRow& row) { return tells_who(man, row); }));
    for (std::size_t list = 0; list < kLists; ++list) all.lists[list].push_back(std::move(rows[list]));
  }
  for (std::vector<SlippedRow>& list : all.lists) {
    for (std::size_t i = list.size() - 1; i > 0; --i) std::swap(list[i], list[random.below(i + 1)]);
    for (std::size_t i = 0; i < list.size(); ++i) list[i].row.set_row_number(static_cast<std::int64_t>(i) + 1);
  }
  return all;
}

}  // namespace hotline::e2e
