#include "cli/sample/peoples.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "cli/sample/names.hpp"
#include "cli/sample/random.hpp"

namespace hotline::sample {
namespace {

constexpr std::size_t kLetterBytes = 2;
constexpr std::uint64_t kRankSeed = 20'260'224;  // fixes which surnames are common
constexpr std::size_t kSharedGivenNames = 40;    // Russian given names that a small people bears as well

bool ends_in_any(std::string_view word, std::string_view letters) {
  return word.size() >= kLetterBytes && letters.find(word.substr(word.size() - kLetterBytes)) != std::string_view::npos;
}

std::string cut(std::string_view word, std::size_t letters) {
  return std::string(word.substr(0, word.size() - letters * kLetterBytes));
}

// Мусаев, Алиев, Абаев, Саидов, Галиуллин: the small peoples' surnames from names of forefathers.
std::string forefather_surname(std::string_view stem, bool vowel_takes_in) {
  if (vowel_takes_in && ends_in_any(stem, "аы")) return cut(stem, 1) + "ин";
  if (ends_in_any(stem, "йь")) return cut(stem, 1) + "ев";
  if (ends_in_any(stem, "аеёиоуыэюя")) return std::string(stem) + "ев";
  return std::string(stem) + "ов";
}

// Щукин, Лосев, Купцов, Горшков, Портнов: Russian surnames from nouns and nicknames.
std::string noun_surname(std::string_view noun) {
  if (noun.ends_with("лец")) return cut(noun, 2) + "ьцов";
  if (noun.ends_with("ец")) return cut(noun, 2) + "цов";
  if (noun.ends_with("ок")) return cut(noun, 2) + "ков";
  if (noun.ends_with("ой") && noun != "Неустрой") return cut(noun, 2) + "ов";
  if (noun.ends_with("ый") || noun.ends_with("ий")) return cut(noun, 2) + "ов";
  if (ends_in_any(noun, "ая")) return cut(noun, 1) + "ин";
  if (ends_in_any(noun, "йь")) return cut(noun, 1) + "ев";
  if (ends_in_any(noun, "еи")) return cut(noun, 1) + "ев";
  if (ends_in_any(noun, "о")) return cut(noun, 1) + "ов";
  if (ends_in_any(noun, "чщ")) return std::string(noun) + "ёв";
  return std::string(noun) + "ов";
}

// What a suffix that begins with a vowel can be put after.
std::string bare_stem(std::string_view noun) {
  if (noun.ends_with("ый") || noun.ends_with("ий") || noun.ends_with("ой") || noun.ends_with("ок")) {
    return cut(noun, 2) + (noun.ends_with("ок") ? "к" : "");
  }
  if (noun.ends_with("ец")) return cut(noun, 2) + "ц";
  if (ends_in_any(noun, "аеёиоуыэюяйь")) return cut(noun, 1);
  return std::string(noun);
}

std::vector<std::string> distinct(const std::vector<std::string>& words) {
  std::set<std::string_view> seen;
  std::vector<std::string> kept;
  for (const auto& word : words) {
    if (seen.insert(word).second) kept.push_back(word);
  }
  return kept;
}

// The order decides how common a name is, so it must not follow the alphabet or the suffix.
std::vector<std::string> ranked(const std::vector<std::string>& words) {
  auto order = distinct(words);
  Random random(kRankSeed);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

std::vector<std::string> sides_of_pairs(std::string_view pairs, bool ukrainian) {
  std::vector<std::string> names;
  for (const auto& pair : words_of(pairs)) {
    const auto middle = pair.find('=');
    names.push_back(ukrainian ? pair.substr(middle + 1) : pair.substr(0, middle));
  }
  return names;
}

People ukrainian() {
  const auto& names = ukrainian_names();
  People people{"ukrainian", "uk", PatronymicStyle::kSlavic, "Україна", {}, {}, {}, words_of(names.birthplaces)};
  auto surnames = words_of(names.surnames);
  const auto child_of = [](const std::string& stem) {
    if (stem.ends_with("н")) return stem + "чук";
    return stem + (stem.ends_with("л") ? "юк" : "ук");
  };
  for (const auto& stem : words_of(names.given_stems)) {
    surnames.insert(surnames.end(), {stem + "енко", child_of(stem), stem + "ишин", stem + "ів"});
  }
  for (const auto& stem : words_of(names.noun_stems)) surnames.insert(surnames.end(), {stem + "енко", child_of(stem)});
  people.surnames = ranked(surnames);
  people.men = sides_of_pairs(given_names_of_men(), true);
  people.women = sides_of_pairs(given_names_of_women(), true);
  return people;
}

People russian() {
  const auto& names = russian_names();
  People people{"russian", "ru", PatronymicStyle::kSlavic, "РФ", {}, {}, {}, words_of(names.birthplaces)};
  auto surnames = words_of(names.surnames);
  for (const auto& stem : words_of(names.given_stems)) {
    surnames.push_back(ends_in_any(stem, "еи") ? stem + "ев" : stem + "ов");
    surnames.push_back(bare_stem(stem) + "енков");
    if (stem.ends_with("н")) surnames.push_back(stem + "цев");
  }
  for (const auto& noun : words_of(names.noun_stems)) surnames.push_back(noun_surname(noun));
  people.surnames = ranked(surnames);
  people.men = sides_of_pairs(given_names_of_men(), false);
  people.women = sides_of_pairs(given_names_of_women(), false);
  return people;
}

People small(const SmallPeople& names, const People& russian_people, std::string_view language) {
  People people{names.name, language, names.patronymics, names.nationality, {}, {}, {}, words_of(names.birthplaces)};
  auto surnames = words_of(names.surnames);
  for (const auto& stem : words_of(names.surname_stems))
    surnames.push_back(forefather_surname(stem, names.vowel_stems_take_in));
  people.surnames = ranked(surnames);
  people.men = words_of(names.men);
  people.women = words_of(names.women);
  if (names.russian_given_names_too) {
    const auto shared = static_cast<std::ptrdiff_t>(kSharedGivenNames);
    people.men.insert(people.men.end(), russian_people.men.begin(), russian_people.men.begin() + shared);
    people.women.insert(people.women.end(), russian_people.women.begin(), russian_people.women.begin() + shared);
  }
  people.men = distinct(people.men);
  people.women = distinct(people.women);
  return people;
}

}  // namespace

std::vector<std::string> words_of(std::string_view list) {
  constexpr std::string_view kSpace = " \n";
  std::vector<std::string> words;
  for (auto begin = list.find_first_not_of(kSpace); begin != std::string_view::npos;) {
    const auto end = list.find_first_of(kSpace, begin);
    words.emplace_back(list.substr(begin, end - begin));
    begin = end == std::string_view::npos ? end : list.find_first_not_of(kSpace, end);
  }
  return words;
}

const std::vector<People>& peoples() {
  static const std::vector<People> kPeoples = [] {
    std::vector<People> all{ukrainian(), russian()};
    all.push_back(small(belarusian_names(), all[kRussians], "be"));
    for (const auto& names : caucasus_peoples()) all.push_back(small(names, all[kRussians], "ru"));
    for (const auto& names : eastern_peoples()) all.push_back(small(names, all[kRussians], "ru"));
    return all;
  }();
  return kPeoples;
}

const std::vector<std::pair<std::string, std::string>>& given_names_ru_uk() {
  static const auto kPairs = [] {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto list : {given_names_of_men(), given_names_of_women()}) {
      const auto russian_names_of = sides_of_pairs(list, false);
      const auto ukrainian_names_of = sides_of_pairs(list, true);
      for (std::size_t i = 0; i < russian_names_of.size(); ++i) {
        pairs.emplace_back(russian_names_of[i], ukrainian_names_of[i]);
      }
    }
    return pairs;
  }();
  return kPairs;
}

const std::vector<std::string>& load_surnames() {
  static const auto kSurnames = [] {
    constexpr std::string_view kSuffixes =
        "ов ин енко ский овский инский енков ников анов атов арев алов ашов ашев аев уев унов урин утин ихин ищев ицын "
        "ичев "
        "ушкин ышкин очкин ейкин енцов овцев укин учков ушин ышев янов яков яшин еев евский евич ович ук юк онин овкин "
        "агин "
        "анский анцев ёнков";
    constexpr std::string_view kPrefixes =
        "Бело Черно Красно Криво Сухо Старо Ново Добро Гладко Широко Толсто Худо Косо Твердо Мало Густо Длинно Остро "
        "Много "
        "Полу Быстро Медно Долго Ясно Тихо Громко Скоро Рыже Сизо Сине Тонко Крупно Мелко Мокро Пусто Ровно Светло "
        "Темно Злато "
        "Сребро Перво Легко Звонко Вольно Жарко";
    constexpr std::string_view kRoots =
        "ус бород глаз нос рук лап хвост волос голов шапк рог бок зуб лоб плеч брод вод город гор дом мост лес пол луг "
        "стан "
        "хат кон баран бык гус крыл пёр шуб кожух сапог ремен пояс хлеб квас баш клюв перст ног слов песн дел лик взор "
        "дум "
        "крест сел двор сад пут лет зим";
    constexpr std::string_view kCompoundSuffixes = "ов енко ский ин ых";
    auto stems = words_of(russian_names().noun_stems);
    for (const auto& stem : words_of(russian_names().given_stems)) stems.push_back(stem);
    for (auto& stem : stems) stem = bare_stem(stem);
    std::vector<std::string> derived;
    for (const auto& suffix : words_of(kSuffixes)) {
      for (const auto& stem : stems) derived.push_back(stem + suffix);
    }
    for (const auto& prefix : words_of(kPrefixes)) {
      for (const auto& root : words_of(kRoots)) {
        for (const auto& suffix : words_of(kCompoundSuffixes)) derived.push_back(prefix + root + suffix);
      }
    }
    auto surnames = peoples()[kRussians].surnames;
    for (auto& surname : ranked(derived)) surnames.push_back(std::move(surname));
    return distinct(surnames);
  }();
  return kSurnames;
}

}  // namespace hotline::sample
