#include "population/name_lists.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "cli/sample/peoples.hpp"

namespace hotline::population {
namespace {

using sample::Random;
using sample::words_of;

constexpr std::size_t kLetterBytes = 2;
constexpr std::uint64_t kRankSeed = 7'402'991;       // fixes which composed surnames are common
constexpr std::uint64_t kEasternSlavicPercent = 10;  // of eastern men who bear a calendar name
constexpr std::array<std::size_t, kOrigins> kSurnamesMax{26'000, 18'000, 14'000, 5'000, 4'000};

std::vector<std::string> cells_of(const std::string& line, char separator) {
  std::vector<std::string> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find(separator, begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

// Rows of a lexicon file without its comment and its heading.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.filename().string() + " of the lexicon");
  std::vector<std::vector<std::string>> rows;
  bool heading = true;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    if (!std::exchange(heading, false)) rows.push_back(cells_of(line, '\t'));
  }
  return rows;
}

// Cyrillic spellings without the mark of shared forms.
std::vector<std::string> cyrillic_spellings(const std::string& list) {
  std::vector<std::string> spellings;
  for (std::string spelling : cells_of(list, ',')) {
    if (!spelling.empty() && spelling.back() == '*') spelling.pop_back();
    if (!spelling.empty() && static_cast<unsigned char>(spelling.front()) >= 0x80) spellings.push_back(spelling);
  }
  return spellings;
}

bool has_any(std::string_view word, std::string_view letters) {
  for (std::size_t i = 0; i + 1 < letters.size(); i += kLetterBytes) {
    if (word.find(letters.substr(i, kLetterBytes)) != std::string_view::npos) return true;
  }
  return false;
}

bool reads_as_russian(const std::string& name) {
  return !has_any(name, "іїєґўІЇЄҐЎ") && name.find('\'') == std::string::npos;
}

const std::map<std::string, std::string>& russian_of() {
  static const auto kMap = [] {
    std::map<std::string, std::string> map;
    for (const auto& [russian, ukrainian] : sample::given_names_ru_uk()) map.emplace(ukrainian, russian);
    return map;
  }();
  return kMap;
}

// The first spelling is Ukrainian, or the one that both languages share.
std::string russian_spelling(const std::vector<std::string>& spellings) {
  const auto known = russian_of().find(spellings.front());
  if (known != russian_of().end()) return known->second;
  const bool shared = std::any_of(russian_of().begin(), russian_of().end(),
                                  [&](const auto& pair) { return pair.second == spellings.front(); });
  if (shared) return spellings.front();
  for (std::size_t i = 1; i < spellings.size(); ++i) {
    if (reads_as_russian(spellings[i])) return spellings[i];
  }
  return spellings.front();
}

std::set<std::string> names_of_small_peoples() {
  std::set<std::string> names;
  for (std::size_t i = sample::kBelarusians + 1; i < sample::peoples().size(); ++i) {
    for (const auto& name : sample::peoples()[i].men) names.insert(name);
    for (const auto& name : sample::peoples()[i].women) names.insert(name);
  }
  for (const auto& [russian, ukrainian] : sample::given_names_ru_uk()) names.erase(russian);
  return names;
}

// ---- surnames -------------------------------------------------------------------------------------------------------

struct Sounds {
  std::string_view onsets, vowels, codas;
};
constexpr Sounds kSlavicSounds{
    "Б В Г Д Ж З К Л М Н П Р С Т Ф Х Ц Ч Ш Бл Бр Вл Гл Гр Др Зв Кл Кр Кв Пл Пр Св Ск Сл См Сп Ст Стр Тр Хв Хл Хр Шк Шл "
    "Шт "
    "Щ",
    "а о у е и я ю", "б в г д ж з к л м н п р с т х ч ш рб рд рм рт лк лд нд нк ст ск рх вр зн бл гл чк шк"};
constexpr Sounds kGeorgianSounds{"А Б В Г Д Дж З К Л М Н О П Р С Т Ц Ч Ш Х Гв Кв Мт Цх Чх", "а е и о у",
                                 "б в г д л м н р с т ш х ц рг рд лт нг кв ндж брел хел"};
constexpr Sounds kArmenianSounds{"А Б В Г Д З К Л М Н О П Р С Т Х Ш Мк Гр", "а е и о у",
                                 "вак гин зар кар лам мар нас пет рас сар тем хач шах гопар рутюн вет дур бог мик"};
constexpr Sounds kBalticSounds{"Б В Г Д К Л М Н П Р С Т Ж Э Я Гр Кр Пл Бр Шт", "а е и у ау ей ай",
                               "б в г д ж з к л м н п р с т рз лн зд нг рт кш вл ндр льд"};

std::string lowered(std::string_view capitalised) {
  std::string word(capitalised);
  const auto second = static_cast<unsigned char>(word[1]);  // А..П are D0 90..9F, Р..Я D0 A0..AF
  if (second >= 0x90 && second <= 0x9F) {
    word[1] = static_cast<char>(second + 0x20);
  } else if (second >= 0xA0 && second <= 0xAF) {
    word[0] = '\xD1';
    word[1] = static_cast<char>(second - 0x20);
  }
  return word;
}

// Syllables of one language: Бар, Зверк, Кадом.
std::vector<std::string> stems_of(const Sounds& sounds, std::size_t count, std::uint64_t seed) {
  const auto onsets = words_of(sounds.onsets);
  const auto vowels = words_of(sounds.vowels);
  const auto codas = words_of(sounds.codas);
  Random random(seed);
  std::set<std::string> seen;
  std::vector<std::string> stems;
  while (stems.size() < count) {
    std::string stem = random.one_of(onsets) + random.one_of(vowels) + random.one_of(codas);
    if (random.percent(45)) stem += random.one_of(vowels) + random.one_of(codas);
    if (seen.insert(stem).second) stems.push_back(std::move(stem));
  }
  return stems;
}

std::vector<std::string> with_suffixes(const std::vector<std::string>& stems, std::string_view suffixes) {
  std::vector<std::string> surnames;
  for (const auto& suffix : words_of(suffixes)) {
    for (const auto& stem : stems) surnames.push_back(stem + suffix);
  }
  return surnames;
}

// Surnames from names of forefathers: Абдулхамидов, Газиев, Тимербулатов, Мирзабеков.
std::vector<std::string> forefather_surnames(const std::vector<std::string>& names) {
  const auto firsts = words_of("Абдул Гази Мирза Нур Сайд Магомед Ахмед Шах Бай Тимер Кара Хан Гаджи Ис Темир");
  std::vector<std::string> surnames;
  for (const auto& name : names) {
    const bool vowel = has_any(std::string_view(name).substr(name.size() - kLetterBytes), "аеёиоуыэюяй");
    const std::string stem = vowel ? name.substr(0, name.size() - kLetterBytes) : name;
    const std::string ending = vowel ? "ев" : "ов";
    surnames.insert(surnames.end(), {stem + ending, stem + (vowel ? "ин" : "уллин"), name + "баев", name + "беков",
                                     name + "ханов", name + "заде", stem + (vowel ? "а" : "") + "лиев"});
    for (const auto& first : firsts) surnames.push_back(first + lowered(stem) + ending);
  }
  return surnames;
}

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::vector<std::string> composed(Origin origin, const std::vector<std::string>& eastern_names) {
  const auto seed = kRankSeed + static_cast<std::uint64_t>(origin);
  std::vector<std::string> all;
  switch (origin) {
    case Origin::kRussian:
      return with_suffixes(stems_of(kSlavicSounds, 2'200, seed),
                           "ов ин ский енков ников анов ушин овский ицын ев ихин аков ышев");
    case Origin::kUkrainian:
      return with_suffixes(stems_of(kSlavicSounds, 1'700, seed),
                           "енко чук ук ський ак ець ишин ик івський ченко ів ай енчук юк");
    case Origin::kEastern:
      all = forefather_surnames(eastern_names);
      append(all, with_suffixes(stems_of(kGeorgianSounds, 700, seed), "швили дзе ия ава уа иани"));
      append(all, with_suffixes(stems_of(kArmenianSounds, 500, seed + 100), "ян янц"));
      append(all, with_suffixes(stems_of(kGeorgianSounds, 500, seed + 200), "аев оев уев иев"));
      return all;
    case Origin::kBelarusian:
      return with_suffixes(stems_of(kSlavicSounds, 600, seed), "евич ович ёнок ейко ич инский ейчик евский онак");
    case Origin::kBaltic:
      return with_suffixes(stems_of(kBalticSounds, 450, seed), "ис ас ус аускас иньш онис айтис сонс евичюс манис");
  }
  return all;
}

Origin origin_of_common(const std::string& surname, const std::set<std::string>& eastern_stems) {
  static const auto kUkrainian = words_of("енко чук юк ук ский ський ко ак як ець");
  for (const auto& ending : words_of("дзе швили ян заде")) {
    if (surname.ends_with(ending)) return Origin::kEastern;
  }
  if (surname.size() > 2 * kLetterBytes &&
      eastern_stems.contains(surname.substr(0, surname.size() - 2 * kLetterBytes))) {
    return Origin::kEastern;
  }
  for (const auto& ending : kUkrainian) {
    if (surname.ends_with(ending)) return Origin::kUkrainian;
  }
  return Origin::kRussian;
}

void shuffle(std::vector<std::string>& words, std::uint64_t seed) {
  Random random(seed);
  for (std::size_t i = words.size(); i > 1; --i) std::swap(words[i - 1], words[random.below(i)]);
}

std::vector<std::string> first_distinct(const std::vector<std::string>& words, std::size_t count) {
  std::set<std::string_view> seen;
  std::vector<std::string> kept;
  for (const auto& word : words) {
    if (kept.size() < count && seen.insert(word).second) kept.push_back(word);
  }
  return kept;
}

}  // namespace

void Weighted::add(double weight) {
  sums_.push_back((sums_.empty() ? 0 : sums_.back()) + static_cast<std::uint64_t>(weight * 1'000));
}

std::size_t Weighted::draw(Random& random) const {
  const auto point = random.below(sums_.back());
  return static_cast<std::size_t>(std::upper_bound(sums_.begin(), sums_.end(), point) - sums_.begin());
}

NameLists::NameLists(const std::filesystem::path& lexicon) {
  std::map<std::string, std::vector<std::string>> diminutives;
  for (const char* file : {"diminutives.tsv", "diminutives_east.tsv"}) {
    for (const auto& row : rows_of(lexicon / file)) {
      if (row.size() < 2) continue;
      for (auto& form : cyrillic_spellings(row[1])) diminutives[row[0]].push_back(std::move(form));
    }
  }
  const auto small = names_of_small_peoples();
  std::vector<std::string> eastern_names;
  const auto take = [&](const char* file, bool all_eastern) {
    for (const auto& row : rows_of(lexicon / file)) {
      if (row.size() < 4) continue;
      const auto spellings = cyrillic_spellings(row[3]);
      if (spellings.empty()) continue;
      const auto known = diminutives.find(row[0]);
      GivenName name{spellings.front(), russian_spelling(spellings),
                     known == diminutives.end() ? std::vector<std::string>{} : known->second};
      GivenNames& names = row[1] == "m" ? men_ : women_;
      const bool eastern = all_eastern || small.contains(name.russian);
      if (eastern && row[1] == "m") eastern_names.push_back(name.russian);
      (eastern ? names.eastern_shares : names.slavic_shares).add(std::stod(row[2]));
      (eastern ? names.eastern : names.slavic).push_back(std::move(name));
    }
  };
  take("given.tsv", false);
  take("given_east.tsv", true);
  for (const GivenNames* names : {&men_, &women_}) {
    if (names->slavic.empty() || names->eastern.empty()) throw std::runtime_error("the lexicon lacks given names");
  }

  std::set<std::string> eastern_stems(small.begin(), small.end());
  std::array<std::vector<std::string>, kOrigins> common;
  auto listed = rows_of(lexicon / "surnames.tsv");
  std::stable_sort(listed.begin(), listed.end(),
                   [](const auto& a, const auto& b) { return std::stod(a.at(1)) > std::stod(b.at(1)); });
  for (const auto& row : rows_of(lexicon / "surnames_east.tsv")) {
    common[static_cast<std::size_t>(Origin::kEastern)].push_back(row[0]);
  }
  for (const auto& row : listed) {
    common[static_cast<std::size_t>(origin_of_common(row[0], eastern_stems))].push_back(row[0]);
  }
  for (std::size_t i = 0; i < kOrigins; ++i) {
    auto rest = composed(static_cast<Origin>(i), eastern_names);
    shuffle(rest, kRankSeed + i);
    append(common[i], rest);
    surnames_[i].ranked = first_distinct(common[i], kSurnamesMax[i]);
    surnames_[i].zipf = sample::Zipf(surnames_[i].ranked.size());
    for (std::size_t rank = 0; rank < surnames_[i].ranked.size(); ++rank) {
      surnames_[i].weights += std::pow(static_cast<double>(rank + 1), -0.75);
    }
  }
}

NameLists::Surname NameLists::draw_surname(Origin origin, Random& random) const {
  const Surnames& names = surnames_[static_cast<std::size_t>(origin)];
  const std::size_t rank = names.zipf.draw(random);
  return {names.ranked[rank], rank};
}

const GivenName& NameLists::draw_given(Origin origin, core::Sex sex, Random& random) const {
  const GivenNames& names = sex == core::Sex::kFemale ? women_ : men_;
  const bool eastern = origin == Origin::kEastern && !random.percent(kEasternSlavicPercent);
  return eastern ? names.eastern[names.eastern_shares.draw(random)] : names.slavic[names.slavic_shares.draw(random)];
}

double NameLists::surname_share(Origin origin, std::size_t rank) const {
  return std::pow(static_cast<double>(rank + 1), -0.75) / surnames_[static_cast<std::size_t>(origin)].weights;
}

std::size_t NameLists::surname_count() const {
  std::size_t count = 0;
  for (const Surnames& names : surnames_) count += names.ranked.size();
  return count;
}

}  // namespace hotline::population
