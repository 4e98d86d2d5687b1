#include "cli/sample/spelling.hpp"

#include <array>
#include <map>
#include <utility>

#include "cli/sample/peoples.hpp"

namespace hotline::sample {
namespace {

constexpr std::size_t kLetterBytes = 2;  // of a Cyrillic letter in UTF-8

using Endings = std::pair<std::string_view, std::string_view>;

std::string with_ending(std::string_view word, std::size_t letters_off, std::string_view ending) {
  return std::string(word.substr(0, word.size() - letters_off * kLetterBytes)) + std::string(ending);
}

bool ends_in_any(std::string_view word, std::string_view letters) {
  return word.size() >= kLetterBytes && letters.find(word.substr(word.size() - kLetterBytes)) != std::string_view::npos;
}

struct Patronymics {
  std::string_view father;
  std::string_view son;
  std::string_view daughter;
};

constexpr std::array kRussianIrregular = {
    Patronymics{"Михаил", "Михайлович", "Михайловна"}, Patronymics{"Павел", "Павлович", "Павловна"},
    Patronymics{"Лев", "Львович", "Львовна"},          Patronymics{"Яков", "Яковлевич", "Яковлевна"},
    Patronymics{"Пётр", "Петрович", "Петровна"},       Patronymics{"Илья", "Ильич", "Ильинична"},
    Patronymics{"Никита", "Никитич", "Никитична"},     Patronymics{"Фома", "Фомич", "Фоминична"},
    Patronymics{"Лука", "Лукич", "Лукинична"},         Patronymics{"Кузьма", "Кузьмич", "Кузьминична"},
    Patronymics{"Савва", "Саввич", "Саввична"},
};
constexpr std::array kUkrainianIrregular = {
    Patronymics{"Микола", "Миколайович", "Миколаївна"},
    Patronymics{"Ілля", "Ілліч", "Іллівна"},
    Patronymics{"Лука", "Лукич", "Луківна"},
    Patronymics{"Кузьма", "Кузьмич", "Кузьмівна"},
    Patronymics{"Хома", "Хомич", "Хомівна"},
    Patronymics{"Яків", "Якович", "Яківна"},
    Patronymics{"Григорій", "Григорович", "Григорівна"},
    Patronymics{"Сава", "Савич", "Савівна"},
    Patronymics{"Лев", "Львович", "Львівна"},
    Patronymics{"Микита", "Микитович", "Микитівна"},
    Patronymics{"Прохір", "Прохорович", "Прохорівна"},
    Patronymics{"Федір", "Федорович", "Федорівна"},
    Patronymics{"Василь", "Васильович", "Василівна"},
};
constexpr std::array kBelarusianIrregular = {
    Patronymics{"Ілья", "Ільіч", "Ільінічна"},
    Patronymics{"Пётр", "Пятровіч", "Пятроўна"},
    Patronymics{"Павел", "Паўлавіч", "Паўлаўна"},
    Patronymics{"Васіль", "Васільевіч", "Васільеўна"},
    Patronymics{"Юрый", "Юр'евіч", "Юр'еўна"},
    Patronymics{"Анатоль", "Анатольевіч", "Анатольеўна"},
    Patronymics{"Генадзь", "Генадзьевіч", "Генадзьеўна"},
    Patronymics{"Віталь", "Вітальевіч", "Вітальеўна"},
    Patronymics{"Мікіта", "Мікітавіч", "Мікітаўна"},
    Patronymics{"Даніла", "Данілавіч", "Данілаўна"},
    Patronymics{"Янка", "Янкавіч", "Янкаўна"},
    Patronymics{"Кастусь", "Кастусевіч", "Кастусеўна"},
    Patronymics{"Дзмітрый", "Дзмітрыевіч", "Дзмітрыеўна"},
};

template <typename Table>
std::string irregular(const Table& table, std::string_view father, bool son) {
  for (const auto& row : table) {
    if (row.father == father) return std::string(son ? row.son : row.daughter);
  }
  return {};
}

std::string russian_patronymic(std::string_view father, bool son) {
  const auto known = irregular(kRussianIrregular, father, son);
  if (!known.empty()) return known;
  const std::string_view soft = son ? "евич" : "евна";
  if (father.ends_with("ий")) {
    // Two consonants or г к х keep the vowel: Дмитриевич, Георгиевич; else it softens: Васильевич.
    const auto stem = father.substr(0, father.size() - 2 * kLetterBytes);
    const auto before = stem.substr(0, stem.size() - kLetterBytes);
    const bool keeps = ends_in_any(stem, "гкх") || !ends_in_any(before, "аеёиоуыэюяАЕИОУЭЮЯ");
    return std::string(stem) + (keeps ? "и" : "ь") + std::string(soft);
  }
  if (ends_in_any(father, "йь")) return with_ending(father, 1, soft);
  if (ends_in_any(father, "аеёиоуыэюяжчшщц")) return with_ending(father, 0, soft);
  return with_ending(father, 0, son ? "ович" : "овна");
}

std::string ukrainian_patronymic(std::string_view father, bool son) {
  const auto known = irregular(kUkrainianIrregular, father, son);
  if (!known.empty()) return known;
  if (father.ends_with("й")) return son ? with_ending(father, 0, "ович") : with_ending(father, 1, "ївна");
  if (father.ends_with("о")) return son ? with_ending(father, 0, "вич") : with_ending(father, 1, "івна");
  if (father.ends_with("ь")) return son ? with_ending(father, 0, "ович") : with_ending(father, 1, "івна");
  if (ends_in_any(father, "аеєиіїуюя")) return with_ending(father, 0, son ? "йович" : "ївна");
  return with_ending(father, 0, son ? "ович" : "івна");
}

std::string belarusian_patronymic(std::string_view father, bool son) {
  const auto known = irregular(kBelarusianIrregular, father, son);
  if (!known.empty()) return known;
  if (ends_in_any(father, "йь")) return with_ending(father, 1, son ? "евіч" : "еўна");
  if (father.ends_with("ў")) return with_ending(father, 1, son ? "вавіч" : "ваўна");
  return with_ending(father, 0, son ? "авіч" : "аўна");
}

using LetterTable = std::map<char32_t, std::string_view>;

const LetterTable& icao_letters() {
  static const LetterTable kTable = {
      {U'а', "a"},  {U'б', "b"},  {U'в', "v"},    {U'г', "g"},  {U'д', "d"}, {U'е', "e"}, {U'ё', "e"},  {U'ж', "zh"},
      {U'з', "z"},  {U'и', "i"},  {U'й', "i"},    {U'к', "k"},  {U'л', "l"}, {U'м', "m"}, {U'н', "n"},  {U'о', "o"},
      {U'п', "p"},  {U'р', "r"},  {U'с', "s"},    {U'т', "t"},  {U'у', "u"}, {U'ф', "f"}, {U'х', "kh"}, {U'ц', "ts"},
      {U'ч', "ch"}, {U'ш', "sh"}, {U'щ', "shch"}, {U'ъ', "ie"}, {U'ы', "y"}, {U'ь', ""},  {U'э', "e"},  {U'ю', "iu"},
      {U'я', "ia"}, {U'і', "i"},  {U'ў', "u"},    {U'\'', ""}};
  return kTable;
}

const LetterTable& kmu_letters() {
  static const LetterTable kTable = {
      {U'а', "a"},  {U'б', "b"},    {U'в', "v"},  {U'г', "h"},  {U'ґ', "g"},  {U'д', "d"},  {U'е', "e"},
      {U'є', "ie"}, {U'ж', "zh"},   {U'з', "z"},  {U'и', "y"},  {U'і', "i"},  {U'ї', "i"},  {U'й', "i"},
      {U'к', "k"},  {U'л', "l"},    {U'м', "m"},  {U'н', "n"},  {U'о', "o"},  {U'п', "p"},  {U'р', "r"},
      {U'с', "s"},  {U'т', "t"},    {U'у', "u"},  {U'ф', "f"},  {U'х', "kh"}, {U'ц', "ts"}, {U'ч', "ch"},
      {U'ш', "sh"}, {U'щ', "shch"}, {U'ю', "iu"}, {U'я', "ia"}, {U'ь', ""},   {U'\'', ""}};
  return kTable;
}

// At the beginning of a word KMU-55 writes the glide as y.
const LetterTable& kmu_first_letters() {
  static const LetterTable kTable = {{U'є', "ye"}, {U'ї', "yi"}, {U'й', "y"}, {U'ю', "yu"}, {U'я', "ya"}};
  return kTable;
}

char32_t lower(char32_t letter) {
  if (letter >= U'А' && letter <= U'Я') return letter + 0x20;
  if (letter >= U'\u0400' && letter <= U'\u040F') return letter + 0x50;
  return letter == U'Ґ' ? U'ґ' : letter;
}

char32_t upper(char32_t letter) {
  if (letter >= U'а' && letter <= U'я') return letter - 0x20;
  if (letter >= U'\u0450' && letter <= U'\u045F') return letter - 0x50;
  return letter == U'ґ' ? U'Ґ' : letter;
}

bool is_one_of(char32_t letter, std::u32string_view letters) {
  return letters.find(letter) != std::u32string_view::npos;
}

std::u32string lowered(std::string_view name) {
  auto letters = to_letters(name);
  for (auto& letter : letters) letter = lower(letter);
  return letters;
}

// Capitals as in the original: the first letter of each part of a name.
std::string capitalised(std::u32string letters) {
  bool first = true;
  for (auto& letter : letters) {
    if (first) letter = upper(letter);
    first = letter == U'-' || letter == U' ';
  }
  return to_utf8(letters);
}

}  // namespace

std::u32string to_letters(std::string_view utf8) {
  std::u32string letters;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte >= 0xC0 && byte < 0xE0 && i + 1 < utf8.size()) {
      const auto second = static_cast<unsigned char>(utf8[++i]);
      letters.push_back(static_cast<char32_t>(((byte & 0x1FU) << 6U) | (second & 0x3FU)));
    } else {
      letters.push_back(byte);  // the lists hold Latin and Cyrillic letters only
    }
  }
  return letters;
}

std::string to_utf8(std::u32string_view letters) {
  std::string utf8;
  for (const auto letter : letters) {
    if (letter < 0x80) {
      utf8.push_back(static_cast<char>(letter));
    } else {
      utf8.push_back(static_cast<char>(0xC0U | (letter >> 6U)));
      utf8.push_back(static_cast<char>(0x80U | (letter & 0x3FU)));
    }
  }
  return utf8;
}

std::string surname_for(core::Sex sex, std::string_view masculine, std::string_view language) {
  if (sex != core::Sex::kFemale) return std::string(masculine);
  static constexpr std::array kRussianEndings = {Endings{"ский", "ская"}, Endings{"цкий", "цкая"}, Endings{"ый", "ая"},
                                                 Endings{"ий", "ая"},     Endings{"ой", "ая"},     Endings{"ов", "ова"},
                                                 Endings{"ев", "ева"},    Endings{"ёв", "ёва"},    Endings{"ин", "ина"},
                                                 Endings{"ын", "ына"}};
  static constexpr std::array kUkrainianEndings = {
      Endings{"ський", "ська"}, Endings{"цький", "цька"}, Endings{"ий", "а"},
      Endings{"ов", "ова"},     Endings{"ев", "ева"},     Endings{"єв", "єва"},
      Endings{"йов", "йова"},   Endings{"ін", "іна"},     Endings{"їн", "їна"}};
  static constexpr std::array kBelarusianEndings = {Endings{"скі", "ская"}, Endings{"цкі", "цкая"}, Endings{"ў", "ва"},
                                                    Endings{"ін", "іна"}, Endings{"ын", "ына"}};
  const auto inflect = [masculine](const auto& endings) {
    for (const auto& [from, to] : endings) {
      if (masculine.ends_with(from)) {
        return std::string(masculine.substr(0, masculine.size() - from.size())) + std::string(to);
      }
    }
    return std::string(masculine);
  };
  if (language == "uk") return inflect(kUkrainianEndings);
  if (language == "be") return inflect(kBelarusianEndings);
  return inflect(kRussianEndings);
}

std::string slavic_patronymic(std::string_view father, core::Sex sex, std::string_view language) {
  const bool son = sex != core::Sex::kFemale;
  if (language == "uk") return ukrainian_patronymic(father, son);
  if (language == "be") return belarusian_patronymic(father, son);
  return russian_patronymic(father, son);
}

std::string oghlu_patronymic(std::string_view father, core::Sex sex, std::string_view language) {
  const bool son = sex != core::Sex::kFemale;
  if (language == "uk") return std::string(father) + (son ? " огли" : " кизи");
  return std::string(father) + (son ? " оглы" : " кызы");
}

std::string russian_to_ukrainian(std::string_view name) {
  const auto letters = lowered(name);
  std::u32string spelled;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto letter = letters[i];
    const auto before = i == 0 ? U'-' : letters[i - 1];
    const bool after_vowel = is_one_of(before, U"аеёиоуыэюя-");
    const bool after_hushing = is_one_of(before, U"жчшщц");
    const auto rest = std::u32string_view(letters).substr(i);
    if (letter == U'и' && (rest == U"ий" || rest == U"ая")) {
      spelled += U'и';  // -ский, -ний
    } else if (letter == U'и') {
      spelled += is_one_of(before, U"аеёиоуыэюяь") ? U'ї' : after_hushing ? U'и' : U'і';
    } else if (letter == U'с' && (rest == U"ский" || rest == U"ская")) {
      spelled += U"сь";
    } else if (letter == U'ц' && (rest == U"цкий" || rest == U"цкая")) {
      spelled += U"ць";
    } else if (letter == U'о' && rest == U"ой") {
      spelled += U'и';  // Толстой, Толстий
    } else if (letter == U'е') {
      const bool soft_ending = (rest == U"ев" || rest == U"ева") && !after_hushing;
      spelled += after_vowel || before == U'ь' || soft_ending ? U'є' : U'е';
    } else if (letter == U'ё') {
      if (after_hushing) {
        spelled += U'о';
      } else {
        spelled += after_vowel || before == U'ь' ? U"йо" : U"ьо";
      }
    } else if (letter == U'ь' && is_one_of(before, U"бпвмфр")) {
      if (rest.size() > 1 && is_one_of(rest[1], U"еюя")) spelled += U'\'';
    } else if (letter == U'ы') {
      spelled += U'и';
    } else if (letter == U'э') {
      spelled += U'е';
    } else if (letter == U'ъ') {
      spelled += U'\'';
    } else {
      spelled += letter;
    }
  }
  return capitalised(std::move(spelled));
}

std::string ukrainian_to_russian(std::string_view name) {
  const auto letters = lowered(name);
  std::u32string spelled;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto letter = letters[i];
    const auto rest = std::u32string_view(letters).substr(i);
    if (letter == U'ь' && (rest == U"ький" || rest == U"ька")) continue;
    if (letter == U'и' && rest == U"ий" && i > 0 && !is_one_of(letters[i - 1], U"кгхжчшщь")) {
      spelled += U'ы';  // Чорний, Чорный
    } else if (letter == U'і' || letter == U'ї') {
      spelled += U'и';
    } else if (letter == U'є') {
      spelled += U'е';
    } else if (letter == U'ґ') {
      spelled += U'г';
    } else if (letter == U'\'') {
      spelled += U'ъ';
    } else {
      spelled += letter;
    }
  }
  return capitalised(std::move(spelled));
}

std::string given_name_in(std::string_view name, std::string_view from_language, std::string_view to_language) {
  if (from_language == to_language) return std::string(name);
  const bool to_ukrainian = to_language == "uk";
  static const auto kTables = [] {
    std::pair<std::map<std::string, std::string, std::less<>>, std::map<std::string, std::string, std::less<>>> tables;
    for (const auto& [russian, ukrainian] : given_names_ru_uk()) {
      tables.first.emplace(russian, ukrainian);
      tables.second.emplace(ukrainian, russian);
    }
    return tables;
  }();
  const auto& table = to_ukrainian ? kTables.first : kTables.second;
  const auto known = table.find(name);
  if (known != table.end()) return known->second;
  return to_ukrainian ? russian_to_ukrainian(name) : ukrainian_to_russian(name);
}

std::string romanise(std::string_view name, std::string_view language) {
  const auto& table = language == "uk" ? kmu_letters() : icao_letters();
  const auto original = to_letters(name);
  std::string latin;
  for (std::size_t i = 0; i < original.size(); ++i) {
    const auto letter = lower(original[i]);
    const bool begins_word = i == 0 || original[i - 1] == U'-' || original[i - 1] == U' ';
    std::string letters;
    const auto first = kmu_first_letters().find(letter);
    const auto found = table.find(letter);
    if (language == "uk" && begins_word && first != kmu_first_letters().end()) {
      letters = first->second;
    } else if (language == "uk" && letter == U'г' && i > 0 && lower(original[i - 1]) == U'з') {
      letters = "gh";  // зг, so that it is not read as ж
    } else if (found != table.end()) {
      letters = found->second;
    } else {
      letters = to_utf8(std::u32string_view(&letter, 1));
    }
    if (letter != original[i] && !letters.empty()) letters[0] = static_cast<char>(letters[0] - 'a' + 'A');
    latin += letters;
  }
  return latin;
}

}  // namespace hotline::sample
