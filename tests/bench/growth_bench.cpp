// What a register of this size costs: bytes a record, seconds to build, time of a question. One size a run, so that no
// size inherits the memory of another; ops/scripts/bench.sh growth runs several and makes one table.
//   growth_bench --persons N [--append FILE]
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "population/population.hpp"
#include "population/questions.hpp"

namespace hotline::bench {
namespace {

using namespace hotline::population;

constexpr std::size_t kQuestions = 5'000;
constexpr int kRounds = 3;  // the first warms the caches
constexpr std::uint64_t kStrangersFrom = std::uint64_t{1} << 40U;

struct Options {
  std::uint64_t persons = 100'000;
  std::uint64_t seed = 20'261'126;
  std::string append;
};

// One of each kind of caller.
struct Kind {
  const char* name;
  bool held;
  Slip slip;
  Facts facts;
};
constexpr std::array kKinds{
    Kind{"held_date", true, Slip::kNone, Facts::kPatronymicAndDate},
    Kind{"held_typo_date", true, Slip::kOneTypo, Facts::kPatronymicAndDate},
    Kind{"held_typo_patronymic", true, Slip::kOneTypo, Facts::kPatronymic},
    Kind{"absent_date", false, Slip::kNone, Facts::kPatronymicAndDate},
    Kind{"absent_name", false, Slip::kNone, Facts::kNameOnly},
};

struct Timing {
  double mean_us = 0, p99_us = 0, scored = 0;
};

std::vector<matching::Query> queries_of(const Population& population, const Kind& kind, std::uint64_t size) {
  std::vector<matching::Query> queries;
  for (std::uint64_t i = 1; queries.size() < kQuestions; ++i) {
    const Person person = population.person(kind.held ? i * 15'485'863 % size : kStrangersFrom + i);
    const Written written = population.written(person);
    if (!written.whole) continue;
    if (auto made = question(person, written, kind.slip, kind.facts, 1)) queries.push_back(std::move(made->query));
  }
  return queries;
}

Timing time_of(const matching::Index& index, const std::vector<matching::Query>& queries) {
  Timing timing;
  std::vector<double> us;
  for (int round = 0; round < kRounds; ++round) {
    us.clear();
    double scored = 0;
    for (const auto& query : queries) {
      const double cpu = thread_cpu_seconds();
      scored += index.find(query).scored;
      us.push_back((thread_cpu_seconds() - cpu) * 1e6);
    }
    timing.scored = scored / static_cast<double>(queries.size());
  }
  std::sort(us.begin(), us.end());
  for (const double one : us) timing.mean_us += one / static_cast<double>(us.size());
  timing.p99_us = us[us.size() * 99 / 100];
  return timing;
}

int run(const Options& options) {
  auto lexicon = matching::Lexicon::load(lexicon_folder());
  if (!lexicon) throw std::runtime_error(lexicon.error().message);
  const NameLists names(lexicon_folder());
  const Population population(names, options.seed);
  matching::Index index(*lexicon);
  const Loaded loaded = load(index, population, options.persons);
  const auto stats = index.stats();
  const double bytes = static_cast<double>(stats.bytes) / static_cast<double>(stats.records);
  std::printf("%zu persons: %.1f bytes a record, read in %.2f s, built in %.2f s\n", stats.records, bytes,
              loaded.read_s, loaded.build_s);

  std::ofstream out;
  if (!options.append.empty()) {
    const bool fresh = !std::filesystem::exists(options.append);
    out.open(options.append, std::ios::app);
    if (fresh) out << "persons\tbytes_a_record\tread_s\tbuild_s\tkind\tmean_us\tp99_us\tcompared\n";
  }
  for (const Kind& kind : kKinds) {
    const Timing timing = time_of(index, queries_of(population, kind, options.persons));
    std::printf("  %-24s CPU mean %8.1f us, p99 %8.1f us, %6.0f records compared\n", kind.name, timing.mean_us,
                timing.p99_us, timing.scored);
    if (out.is_open()) {
      out << stats.records << '\t' << bytes << '\t' << loaded.read_s << '\t' << loaded.build_s << '\t' << kind.name
          << '\t' << timing.mean_us << '\t' << timing.p99_us << '\t' << timing.scored << '\n';
    }
  }
  if (out.is_open() && !out.flush()) throw std::runtime_error("cannot write " + options.append);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"growth_bench: what a register of this size costs"};
  hotline::bench::Options options;
  app.add_option("--persons", options.persons, "Persons in the register")->check(CLI::Range(10'000, 20'000'000));
  app.add_option("--seed", options.seed, "Other persons");
  app.add_option("--append", options.append, "Table to which the figures are added, tab separated");
  CLI11_PARSE(app, argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it runs for minutes
  try {
    return hotline::bench::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "growth_bench failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
