// Speed, memory and quality of the match index.
//   matching_bench LEXICON_FOLDER [PERSONS]                     build, memory, find, apply
//   matching_bench LEXICON_FOLDER --pairs PAIRS.tsv SCORES.tsv  a probability for each pair of names
// Persons are invented: names of the lexicon, surnames put together from syllables, Zipf-like.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"

namespace {

using namespace hotline;
using namespace hotline::matching;
using Clock = std::chrono::steady_clock;

// CPU time of this thread: what a question costs even when the machine is shared.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  std::stringstream in(line);
  for (std::string cell; std::getline(in, cell, separator);) cells.push_back(cell);
  return cells;
}

std::size_t letters(const std::string& text) {
  return text.size() / 2;
}  // Cyrillic letters take two bytes
std::string drop(const std::string& text, std::size_t count) {
  return text.substr(0, text.size() - 2 * count);
}
bool ends(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string patronymic_of(const std::string& father) {
  if (ends(father, "ий") || ends(father, "ій")) return drop(father, 2) + "ьевич";
  if (ends(father, "й") || ends(father, "ь")) return drop(father, 1) + "евич";
  if (ends(father, "а") || ends(father, "я") || ends(father, "о")) return drop(father, 1) + "ович";
  return father + "ович";
}

// Russian to Ukrainian-passport Latin, so that a third of the questions come in another script.
std::string romanise(const std::string& text) {
  static const std::map<std::string, std::string> table = {
      {"а", "a"},  {"б", "b"},    {"в", "v"}, {"г", "h"}, {"д", "d"},  {"е", "e"},  {"ж", "zh"}, {"з", "z"},
      {"и", "y"},  {"й", "i"},    {"к", "k"}, {"л", "l"}, {"м", "m"},  {"н", "n"},  {"о", "o"},  {"п", "p"},
      {"р", "r"},  {"с", "s"},    {"т", "t"}, {"у", "u"}, {"ф", "f"},  {"х", "kh"}, {"ц", "ts"}, {"ч", "ch"},
      {"ш", "sh"}, {"щ", "shch"}, {"ы", "y"}, {"э", "e"}, {"ю", "iu"}, {"я", "ia"}, {"і", "i"},  {"ї", "i"},
      {"є", "ie"}, {"ґ", "g"},    {"ь", ""},  {"ё", "e"}};
  std::string out;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    std::string letter = text.substr(i, 2);
    const auto code = static_cast<unsigned char>(letter[1]);
    if (static_cast<unsigned char>(letter[0]) == 0xD0 && code >= 0x90 && code <= 0xAF) {  // capitals
      const int point = 0x410 + (code - 0x90) + 0x20;
      letter = {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
    }
    const auto found = table.find(letter);
    if (found != table.end()) out += found->second;
  }
  return out;
}

class Population {
 public:
  explicit Population(const std::string& lexicon_folder) {
    std::ifstream in(lexicon_folder + "/given.tsv");
    for (std::string line; std::getline(in, line);) {
      const auto cells = split(line, '\t');
      if (cells.size() != 4 || cells[1] != "m") continue;
      auto spellings = split(cells[3], ',');
      std::string name = spellings[spellings.size() > 1 ? 1 : 0];
      if (!name.empty() && name.back() == '*') name.pop_back();
      if (static_cast<unsigned char>(name[0]) < 0x80) name = spellings[0];
      given_.push_back(name);
      weights_.push_back(std::stod(cells[2]));
    }
    pick_given_ = std::discrete_distribution<std::size_t>(weights_.begin(), weights_.end());
    const std::vector<std::string> first = {"Бар", "Вол",  "Гор", "Дем", "Жел", "Зад",  "Кал", "Кор", "Лом", "Мар",
                                            "Нов", "Осад", "Пал", "Рож", "Сав", "Тар",  "Ул",  "Фед", "Хар", "Цар",
                                            "Чер", "Шап",  "Щер", "Яг",  "Бел", "Вер",  "Гл",  "Др",  "Ков", "Крав",
                                            "Лис", "Мел",  "Под", "Руд", "Сид", "Стеб", "Тим", "Юр",  "Ах",  "Ибр"};
    const std::vector<std::string> middle = {"ан", "ар", "ач", "ед", "ен", "ер", "ив", "ик", "ин",
                                             "ир", "ов", "од", "ол", "он", "ор", "ук", "ул", "ун",
                                             "уш", "як", "ет", "еб", "аз", "ам", "иш", "ощ", "ом"};
    const std::vector<std::string> last = {"ов", "ев",   "ин",  "енко",  "ук", "чук",  "ский",  "як", "ец",
                                           "ко", "ский", "ян",  "швили", "ун", "ай",   "ченко", "юк", "ых",
                                           "ак", "ник",  "аев", "оглы",  "ич", "овец", "ар",    "ель"};
    for (const auto& a : first) {
      for (const auto& b : middle) {
        for (const auto& c : last) surnames_.push_back(a + b + c);
      }
    }
    std::mt19937_64 shuffle(7);
    std::shuffle(surnames_.begin(), surnames_.end(), shuffle);
    double sum = 0;
    for (std::size_t i = 0; i < surnames_.size(); ++i)
      cumulative_.push_back(sum += std::pow(static_cast<double>(i + 1), -0.75));
  }

  Record person(std::int64_t id, std::mt19937_64& random) {
    Record record;
    record.person = core::PersonId(id);
    record.facts.cluster = core::ClusterId(id);
    record.facts.version = 1;
    const double at = std::uniform_real_distribution<double>(0, cumulative_.back())(random);
    const auto surname =
        static_cast<std::size_t>(std::lower_bound(cumulative_.begin(), cumulative_.end(), at) - cumulative_.begin());
    core::NameParts name;
    name.surname = surnames_[surname];
    name.given = given_[pick_given_(random)];
    name.patronymic = patronymic_of(given_[pick_given_(random)]);
    record.names.push_back(std::move(name));
    record.sex = core::Sex::kMale;
    record.birth_date = {core::DatePrecision::kDay, static_cast<std::int16_t>(1965 + random() % 40),
                         static_cast<std::uint8_t>(1 + random() % 12), static_cast<std::uint8_t>(1 + random() % 28), 0};
    record.birthplace = surnames_[random() % 3000];
    record.unit = std::to_string(random() % 400) + " бригада";
    record.identifier_hashes.push_back(random());
    return record;
  }

 private:
  std::vector<std::string> given_, surnames_;
  std::vector<double> weights_, cumulative_;
  std::discrete_distribution<std::size_t> pick_given_;
};

std::string with_typo(std::string text, std::mt19937_64& random) {
  if (letters(text) < 4) return text;
  const std::size_t at = 2 * (1 + random() % (letters(text) - 2));
  switch (random() % 3) {
    case 0:
      text.erase(at, 2);
      break;
    case 1:
      std::swap_ranges(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                       text.begin() + static_cast<std::ptrdiff_t>(at) + 2);
      break;
    default:
      text.replace(at, 2, random() % 2 ? "к" : "о");
      break;
  }
  return text;
}

Query question_about(const Record& record) {
  Query query;
  query.name = record.names[0];
  query.birth_date = record.birth_date;
  return query;
}

struct Timing {
  std::vector<double> us;
  std::size_t found = 0, sure = 0, wrong = 0, scored = 0, spent = 0;
};

void ask(const Index& index, const std::vector<Query>& queries, const std::vector<std::int64_t>& wanted,
         const char* label) {
  Timing timing;
  const double cpu = cpu_seconds();
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const auto start = Clock::now();
    const Found found = index.find(queries[i]);
    timing.us.push_back(seconds_since(start) * 1e6);
    timing.scored += found.scored;
    timing.spent += found.budget_spent;
    for (const Candidate& candidate : found.candidates) timing.found += candidate.person.value() == wanted[i];
    if (!found.candidates.empty() && found.candidates[0].probability >= 0.99) {
      (found.candidates[0].person.value() == wanted[i] ? timing.sure : timing.wrong) += 1;
    }
  }
  const double cpu_us = (cpu_seconds() - cpu) * 1e6 / static_cast<double>(queries.size());
  std::sort(timing.us.begin(), timing.us.end());
  double sum = 0;
  for (const double us : timing.us) sum += us;
  const auto count = static_cast<double>(timing.us.size());
  std::printf(
      "find %-22s cpu %6.1f us  mean %6.1f  p50 %6.1f  p99 %7.1f  scored %5.0f  budget spent %.4f  in list %.4f  sure "
      "%.4f  sure and wrong %.5f\n",
      label, cpu_us, sum / count, timing.us[timing.us.size() / 2], timing.us[timing.us.size() * 99 / 100],
      static_cast<double>(timing.scored) / count, static_cast<double>(timing.spent) / count,
      static_cast<double>(timing.found) / count, static_cast<double>(timing.sure) / count,
      static_cast<double>(timing.wrong) / count);
}

int score_pairs(const Index& index, const char* pairs, const char* scores) {
  std::ifstream in(pairs);
  std::ofstream out(scores);
  if (!in || !out) return std::fprintf(stderr, "cannot open the pairs or the scores file\n"), 1;
  std::string line;
  std::getline(in, line);
  const auto start = Clock::now();
  std::size_t count = 0;
  while (std::getline(in, line)) {
    const auto cells = split(line, '\t');
    core::NameParts query, record;
    query.line = cells.at(0);
    record.line = cells.at(1);
    char text[64];
    std::snprintf(text, sizeof text, "%zu\t%.9f\n", ++count, index.compare_names(query, record));
    out << text;
  }
  std::printf("%zu pairs, %.1f us a pair\n", count,
              seconds_since(start) * 1e6 / static_cast<double>(std::max<std::size_t>(count, 1)));
  return 0;
}

void measure(const std::shared_ptr<const Lexicon>& lexicon, const std::string& folder, std::size_t persons) {
  Population population(folder);
  std::mt19937_64 random(42);
  Index index(lexicon);
  std::vector<Record> kept;  // for the questions
  constexpr std::size_t kBatch = 50'000, kQuestions = 5'000;
  double load_s = 0, cpu_s = 0;
  index.begin_load(persons);
  for (std::size_t done = 0; done < persons;) {
    std::vector<Record> batch;
    for (; batch.size() < kBatch && done < persons; ++done) {
      batch.push_back(population.person(static_cast<std::int64_t>(done + 1), random));
      if (done % std::max<std::size_t>(1, persons / kQuestions) == 0) kept.push_back(batch.back());
    }
    const auto start = Clock::now();
    const double cpu = cpu_seconds();
    index.load(std::move(batch));
    load_s += seconds_since(start);
    cpu_s += cpu_seconds() - cpu;
  }
  const auto start = Clock::now();
  const double cpu = cpu_seconds();
  index.end_load(1);
  cpu_s += cpu_seconds() - cpu;
  const double end_s = seconds_since(start);
  const IndexStats stats = index.stats();
  std::printf("persons %zu  load %.2f s + build %.2f s = %.2f s (%.2f s of CPU)  %.1f bytes a person\n", stats.records,
              load_s, end_s, load_s + end_s, cpu_s,
              static_cast<double>(stats.bytes) / static_cast<double>(stats.records));

  std::vector<std::int64_t> ids;
  std::vector<Query> held, typo, typo_name, romanised, no_patronymic, absent, absent_name, line;
  for (const Record& record : kept) {
    ids.push_back(record.person.value());
    Query query = question_about(record);
    held.push_back(query);
    Query slip = query;
    slip.name.surname = with_typo(slip.name.surname, random);
    typo.push_back(slip);
    slip.birth_date = {};
    typo_name.push_back(slip);
    Query latin = query;
    latin.name = {
        "", "", "",
        romanise(query.name.surname) + " " + romanise(query.name.given) + " " + romanise(query.name.patronymic)};
    romanised.push_back(latin);
    Query less = query;
    less.name.patronymic.clear();
    no_patronymic.push_back(less);
    Query nobody = question_about(population.person(0, random));
    absent.push_back(nobody);
    nobody.birth_date = {};
    absent_name.push_back(nobody);
    Query spoken = question_about(population.person(0, random));
    spoken.name = {"", "", "", spoken.name.given + " " + spoken.name.surname};
    line.push_back(spoken);
  }
  for (int round = 0; round < 2; ++round) {  // the first round warms the caches
    std::printf(round == 0 ? "-- cold\n" : "-- warm\n");
    const std::vector<std::int64_t> none(ids.size(), -1);
    ask(index, absent, none, "absent, date");
    ask(index, absent_name, none, "absent, name only");
    ask(index, line, none, "absent, two words");
    ask(index, held, ids, "held, date");
    ask(index, typo, ids, "held, typo, date");
    ask(index, typo_name, ids, "held, typo, name only");
    ask(index, romanised, ids, "held, Latin, date");
    ask(index, no_patronymic, ids, "held, no patronymic");
  }

  Index imported(lexicon);
  double apply_s = 0, apply_cpu_s = 0, apply_max = 0;
  constexpr std::size_t kChunk = 500;
  for (std::size_t done = 0; done < persons; done += kChunk) {
    std::vector<Record> chunk;
    for (std::size_t i = 0; i < kChunk; ++i)
      chunk.push_back(population.person(static_cast<std::int64_t>(done + i + 1), random));
    const auto begin = Clock::now();
    const double begin_cpu = cpu_seconds();
    imported.apply(std::move(chunk), {}, static_cast<std::int64_t>(done + 1));
    const double took = seconds_since(begin);
    apply_s += took;
    apply_cpu_s += cpu_seconds() - begin_cpu;
    apply_max = std::max(apply_max, took);
  }
  const IndexStats after = imported.stats();
  std::printf(
      "apply in chunks of %zu: %.0f records/s (%.0f by CPU time of the writer), slowest call %.1f ms, %zu in the delta "
      "afterwards, %.1f bytes a person\n",
      kChunk, static_cast<double>(persons) / apply_s, static_cast<double>(persons) / apply_cpu_s, apply_max * 1e3,
      after.delta_records, static_cast<double>(after.bytes) / static_cast<double>(after.records));
  ask(imported, absent, std::vector<std::int64_t>(absent.size(), -1), "absent, after apply");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: %s LEXICON_FOLDER [PERSONS | --pairs PAIRS SCORES]\n", argv[0]), 2;
  const auto lexicon = Lexicon::load(argv[1]);
  if (!lexicon) return std::fprintf(stderr, "%s\n", lexicon.error().message.c_str()), 1;
  if (argc == 5 && std::string(argv[2]) == "--pairs") return score_pairs(Index(*lexicon), argv[3], argv[4]);
  measure(*lexicon, argv[1], argc > 2 ? static_cast<std::size_t>(std::strtoull(argv[2], nullptr, 10)) : 1'000'000);
  return 0;
}
