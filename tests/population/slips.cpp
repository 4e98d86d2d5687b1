#include "population/slips.hpp"

#include <array>
#include <map>

#include "cli/sample/spelling.hpp"

namespace hotline::population {
namespace {

using sample::Random;

constexpr std::size_t kLettersMin = 4;
constexpr std::array<std::u32string_view, 3> kCyrillicRows{U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"};
constexpr std::array<std::u32string_view, 3> kLatinRows{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"};
constexpr std::u32string_view kCyrillic = U"абвгдежзийклмнопрстуфхцчшщыьэюя";
constexpr std::u32string_view kLatin = U"abcdefghijklmnopqrstuvwxyz";

bool is_latin(char32_t letter) {
  return letter < 0x80;
}

bool is_capital(char32_t letter) {
  return (letter >= U'A' && letter <= U'Z') || (letter >= U'А' && letter <= U'Я');
}

char32_t capital(char32_t letter) {
  const bool plain = (letter >= U'a' && letter <= U'z') || (letter >= U'а' && letter <= U'я');
  return plain ? letter - 0x20 : letter;
}

char32_t small(char32_t letter) {
  return is_capital(letter) ? letter + 0x20 : letter;
}

// A letter beside it on the keyboard; itself when the keyboard does not have it.
char32_t neighbour(char32_t letter, Random& random) {
  const auto& rows = is_latin(letter) ? kLatinRows : kCyrillicRows;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto at = rows[row].find(letter);
    if (at == std::u32string_view::npos) continue;
    std::u32string near;
    if (at > 0) near += rows[row][at - 1];
    if (at + 1 < rows[row].size()) near += rows[row][at + 1];
    if (row > 0 && at < rows[row - 1].size()) near += rows[row - 1][at];
    if (row + 1 < rows.size() && at < rows[row + 1].size()) near += rows[row + 1][at];
    return near[random.below(near.size())];
  }
  return letter;
}

char32_t other_letter(char32_t letter, Random& random) {
  const auto& all = is_latin(letter) ? kLatin : kCyrillic;
  const char32_t beside = random.percent(50) ? neighbour(letter, random) : letter;
  return beside != letter ? beside : all[random.below(all.size())];
}

void mistype_once(std::u32string& word, Random& random) {
  const std::size_t at = random.below(word.size());
  switch (random.below(4)) {
    case 0:
      word[at] = other_letter(word[at], random);
      break;
    case 1:
      word.erase(at, 1);
      break;
    case 2:
      word.insert(at + 1, 1, random.percent(33) ? word[at] : other_letter(word[at], random));
      break;
    default:
      if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
  }
}

// ---- romanisations --------------------------------------------------------------------------------------------------

using Letters = std::map<char32_t, std::string_view>;

const Letters& bgn() {
  static const Letters kLetters = {
      {U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"},  {U'ґ', "g"},  {U'д', "d"},  {U'е', "e"},    {U'ё', "yo"},
      {U'є', "ye"}, {U'ж', "zh"}, {U'з', "z"},  {U'и', "i"},  {U'і', "i"},  {U'ї', "yi"}, {U'й', "y"},    {U'к', "k"},
      {U'л', "l"},  {U'м', "m"},  {U'н', "n"},  {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},    {U'т', "t"},
      {U'у', "u"},  {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', ""},
      {U'ы', "y"},  {U'ь', ""},   {U'э', "e"},  {U'ю', "yu"}, {U'я', "ya"}, {U'\'', ""}};
  return kLetters;
}

Letters changed(const Letters& from, const Letters& changes) {
  Letters letters = from;
  for (const auto& [letter, text] : changes) letters[letter] = text;
  return letters;
}

const Letters& german() {
  static const Letters kLetters = changed(bgn(), {{U'в', "w"},
                                                  {U'ё', "jo"},
                                                  {U'є', "je"},
                                                  {U'ж', "sch"},
                                                  {U'з', "s"},
                                                  {U'ї', "ji"},
                                                  {U'й', "j"},
                                                  {U'х', "ch"},
                                                  {U'ц', "z"},
                                                  {U'ч', "tsch"},
                                                  {U'ш', "sch"},
                                                  {U'щ', "schtsch"},
                                                  {U'ю', "ju"},
                                                  {U'я', "ja"}});
  return kLetters;
}

const Letters& french() {
  static const Letters kLetters = changed(bgn(), {{U'ё', "io"},
                                                  {U'є', "ie"},
                                                  {U'ж', "j"},
                                                  {U'ї', "i"},
                                                  {U'й', "i"},
                                                  {U'у', "ou"},
                                                  {U'ч', "tch"},
                                                  {U'ш', "ch"},
                                                  {U'щ', "chtch"},
                                                  {U'ю', "iou"},
                                                  {U'я', "ia"}});
  return kLetters;
}

const Letters& polish() {
  static const Letters kLetters = changed(bgn(), {{U'в', "w"},
                                                  {U'ё', "io"},
                                                  {U'є', "je"},
                                                  {U'ж', "ż"},
                                                  {U'ї', "ji"},
                                                  {U'й', "j"},
                                                  {U'х', "ch"},
                                                  {U'ц', "c"},
                                                  {U'ч', "cz"},
                                                  {U'ш', "sz"},
                                                  {U'щ', "szcz"},
                                                  {U'ь', ""},
                                                  {U'ю', "iu"},
                                                  {U'я', "ia"}});
  return kLetters;
}

const Letters& letters_of(Romanisation scheme) {
  switch (scheme) {
    case Romanisation::kGerman:
      return german();
    case Romanisation::kFrench:
      return french();
    case Romanisation::kPolish:
      return polish();
    case Romanisation::kIcao:
    case Romanisation::kKmu55:
    case Romanisation::kBgn:
      break;
  }
  return bgn();
}

// At the beginning of a word and behind a vowel the soft vowels keep their glide.
std::string_view glided(Romanisation scheme, char32_t letter) {
  static const Letters kFrench = {{U'е', "ie"}, {U'є', "ie"}, {U'ю', "iou"}, {U'я', "ia"}};
  static const Letters kPolish = {{U'е', "je"}, {U'є', "je"}, {U'ю', "ju"}, {U'я', "ja"}, {U'ё', "jo"}};
  static const Letters kGerman = {{U'е', "je"}};
  static const Letters kBgn = {{U'е', "ye"}};
  const Letters& letters = scheme == Romanisation::kFrench   ? kFrench
                           : scheme == Romanisation::kPolish ? kPolish
                           : scheme == Romanisation::kGerman ? kGerman
                                                             : kBgn;
  const auto found = letters.find(letter);
  return found == letters.end() ? std::string_view{} : found->second;
}

bool is_vowel(char32_t letter) {
  return std::u32string_view(U"аеёиоуыэюяєії").find(letter) != std::u32string_view::npos;
}

std::string by_letters(std::string_view name, Romanisation scheme, bool ukrainian) {
  const Letters& letters = letters_of(scheme);
  const std::u32string original = sample::to_letters(name);
  std::string latin;
  char32_t before = U' ';
  for (const char32_t capital : original) {
    char32_t letter = capital;
    if (letter >= U'А' && letter <= U'Я') letter += 0x20;
    if (letter >= U'\u0400' && letter <= U'\u040F') letter += 0x50;
    if (letter == U'Ґ') letter = U'ґ';
    std::string text;
    const bool glide = (before == U' ' || before == U'-' || is_vowel(before) || before == U'ь' || before == U'\'') &&
                       !(ukrainian && letter == U'е');
    if (glide) text = glided(scheme, letter);
    if (text.empty() && ukrainian && letter == U'г') text = "h";
    if (text.empty() && ukrainian && letter == U'и') text = "y";
    const auto found = letters.find(letter);
    if (text.empty()) text = found == letters.end() ? sample::to_utf8({&letter, 1}) : std::string(found->second);
    if (letter != capital && !text.empty()) {
      if (text.starts_with("ż")) {
        text = "Ż";
      } else {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
      }
    }
    latin += text;
    before = letter;
  }
  return latin;
}

}  // namespace

std::optional<std::string> mistyped(const std::string& word, int count, Random& random) {
  const std::u32string letters = sample::to_letters(word);
  if (letters.size() < kLettersMin + static_cast<std::size_t>(count) - 1) return std::nullopt;
  std::u32string wrong = letters;
  wrong.front() = small(wrong.front());
  const std::u32string plain = wrong;
  for (int done = 0; done < count;) {
    std::u32string next = wrong;
    mistype_once(next, random);
    if (next == wrong || next == plain) continue;
    wrong = std::move(next);
    ++done;
  }
  wrong.front() = capital(wrong.front());
  return sample::to_utf8(wrong);
}

std::string romanised(std::string_view name, Romanisation scheme, std::string_view language) {
  if (scheme == Romanisation::kKmu55) return sample::romanise(name, "uk");
  if (scheme == Romanisation::kIcao) return sample::romanise(name, "ru");
  return by_letters(name, scheme, language == "uk");
}

core::PartialDate with_wrong_digit(const core::PartialDate& date, Random& random) {
  core::PartialDate wrong = date;
  do {
    wrong = date;
    const auto digit = static_cast<std::int32_t>(random.below(10));
    switch (random.below(5)) {
      case 0:
        wrong.year = static_cast<std::int16_t>(date.year / 10 * 10 + digit);
        break;
      case 1:
        wrong.year = static_cast<std::int16_t>(1900 + digit * 10 + date.year % 10);
        break;
      case 2:
        wrong.month = static_cast<std::uint8_t>(date.month / 10 * 10 + digit);
        break;
      case 3:
        wrong.day = static_cast<std::uint8_t>(date.day / 10 * 10 + digit);
        break;
      default:
        wrong.day = static_cast<std::uint8_t>(digit % 3 * 10 + date.day % 10);
    }
  } while (wrong == date || wrong.day < 1 || wrong.day > 28 || wrong.month < 1 || wrong.month > 12 ||
           wrong.year < 1940 || wrong.year > 2008);
  return wrong;
}

}  // namespace hotline::population
