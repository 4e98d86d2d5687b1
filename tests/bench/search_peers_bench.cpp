// Our search beside others: PostgreSQL's trigrams, its date index with an edit distance, and Xapian, on the same
// persons with the same questions in the same run, and the round trip of SELECT 1 as the unit
// (ops/docs/matching_figures.md).
//   search_peers_bench [--persons N] [--runs N] [--questions N] [--gate]
// Ours is thread CPU time, theirs is wall time as their caller sees it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "bench/search_peers.hpp"
#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "population/population.hpp"
#include "population/questions.hpp"

namespace hotline::bench {
namespace {

using namespace hotline::population;
using Clock = std::chrono::steady_clock;

constexpr std::array kTypos{Slip::kNone, Slip::kOneTypo, Slip::kTwoTypos};
constexpr std::size_t kRoundTrips = 3'000;
// Bars (performance.md 9); bytes hold at a million persons.
constexpr Bar kMeanBar{Better::kLower, 8, 3};
constexpr Bar kTailBar{Better::kLower, 10, 0};
constexpr Bar kPeerBar{Better::kHigher, 10, 25};
constexpr Bar kBytesBar{Better::kLower, 120, 60};
constexpr Bar kBuildBar{Better::kLower, 15, 3};  // seconds for ten million
constexpr double kBarsPersons = 1'000'000, kBuildPersons = 10'000'000;

struct Options {
  std::uint64_t persons = 1'000'000;
  std::uint64_t seed = 20'261'126;
  int runs = 5;
  std::size_t questions = 3'000;  // of each number of typos, to us
  bool gate = false;
};

struct Wanted {
  matching::Query query;
  std::int64_t person = 0;
};
using Questions = std::array<std::vector<Wanted>, kTypos.size()>;

Questions make_questions(const Population& population, const Options& options, Facts facts) {
  Questions all;
  for (std::size_t typos = 0; typos < kTypos.size(); ++typos) {
    for (std::uint64_t i = 1; all[typos].size() < options.questions; ++i) {
      const Person person = population.person(i * 15'485'863 % options.persons);
      const Written written = population.written(person);
      if (!written.whole) continue;
      auto made = question(person, written, kTypos[typos], facts, 2);
      if (made) all[typos].push_back({std::move(made->query), static_cast<std::int64_t>(person.index) + 1});
    }
  }
  return all;
}

// One side of the comparison over the runs.
struct Side {
  std::string name;
  std::vector<double> mean_us, p99_us;                  // a value a run
  std::array<std::vector<bool>, kTypos.size()> listed;  // each question of one run: in the list of ten?

  std::size_t asked() const { return listed[0].size(); }
  // Over the first questions, so that two sides are compared on the same ones.
  double recall(std::size_t typos, std::size_t first) const {
    const auto& all = listed[typos];
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(first, all.size()));
    return static_cast<double>(std::count(all.begin(), end, true)) / static_cast<double>(end - all.begin());
  }
  double recall_of(std::size_t first) const {
    double sum = 0;
    for (std::size_t typos = 0; typos < kTypos.size(); ++typos) sum += recall(typos, first);
    return sum / static_cast<double>(kTypos.size());
  }
  void add_run(std::vector<double> us) {
    std::sort(us.begin(), us.end());
    double sum = 0;
    for (const double one : us) sum += one;
    mean_us.push_back(sum / static_cast<double>(us.size()));
    p99_us.push_back(us[us.size() * 99 / 100]);
  }
};

void ask_peer(SearchPeer& peer, const Questions& questions, std::size_t count, Side& side) {
  std::vector<double> us;
  for (std::size_t typos = 0; typos < kTypos.size(); ++typos) {
    side.listed[typos].clear();
    for (std::size_t i = 0; i < peer.questions(count); ++i) {
      const Wanted& wanted = questions[typos][i];
      const auto began = Clock::now();
      const auto ids = peer.search(wanted.query);
      us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
      side.listed[typos].push_back(std::find(ids.begin(), ids.end(), wanted.person) != ids.end());
    }
  }
  side.add_run(std::move(us));
}

void ask_us(const matching::Index& index, const Questions& questions, Side& cpu, Side& wall) {
  std::vector<double> cpu_us, wall_us;
  for (std::size_t typos = 0; typos < kTypos.size(); ++typos) {
    cpu.listed[typos].clear();
    for (const Wanted& wanted : questions[typos]) {
      const double cpu_began = thread_cpu_seconds();
      const auto began = Clock::now();
      const auto found = index.find(wanted.query);
      wall_us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
      cpu_us.push_back((thread_cpu_seconds() - cpu_began) * 1e6);
      cpu.listed[typos].push_back(
          std::any_of(found.candidates.begin(), found.candidates.end(),
                      [&](const auto& candidate) { return candidate.person.value() == wanted.person; }));
    }
  }
  wall.listed = cpu.listed;
  cpu.add_run(std::move(cpu_us));
  wall.add_run(std::move(wall_us));
}

double round_trip_us(PostgresPeers& postgres) {
  const auto began = Clock::now();
  for (std::size_t i = 0; i < kRoundTrips; ++i) postgres.select_one();
  return std::chrono::duration<double, std::micro>(Clock::now() - began).count() / static_cast<double>(kRoundTrips);
}

void print(const Side& side) {
  const Figure mean = figure_of(side.mean_us), p99 = figure_of(side.p99_us);
  std::printf("  %-32s mean %9.1f [%.1f-%.1f] us  p99 %9.1f us  in the ten: %.4f / %.4f / %.4f of %zu each\n",
              side.name.c_str(), mean.median, mean.min, mean.max, p99.median, side.recall(0, side.asked()),
              side.recall(1, side.asked()), side.recall(2, side.asked()), side.asked());
}

using Peers = std::vector<std::unique_ptr<SearchPeer>>;

struct Compared {
  Side cpu, wall;
  std::vector<Side> peers;
  std::vector<double> round_trips;
};

Compared compare(const matching::Index& index, PostgresPeers& postgres, Peers& peers, const Questions& questions,
                 const Options& options) {
  Compared all;
  all.cpu.name = "ours, CPU";
  all.wall.name = "ours, wall";
  for (const auto& peer : peers) {
    all.peers.emplace_back();
    all.peers.back().name = peer->name();
  }
  Side warming, warming_wall;
  ask_us(index, questions, warming, warming_wall);
  for (int run = 0; run < options.runs; ++run) {
    ask_us(index, questions, all.cpu, all.wall);
    all.round_trips.push_back(round_trip_us(postgres));
    for (std::size_t i = 0; i < peers.size(); ++i) ask_peer(*peers[i], questions, options.questions, all.peers[i]);
  }
  print(all.cpu);
  print(all.wall);
  for (const Side& side : all.peers) print(side);
  return all;
}

// The fastest peer that finds at least half: what finds nothing is no peer.
const Side& best_peer(const Compared& all) {
  const Side* best = nullptr;
  for (const Side& side : all.peers) {
    if (side.recall_of(side.asked()) < 0.5) continue;
    if (best == nullptr || figure_of(side.mean_us).median < figure_of(best->mean_us).median) best = &side;
  }
  if (best == nullptr) throw std::runtime_error("no peer finds half of the persons");
  return *best;
}

void judge_peers(const Compared& all, Report& report) {
  const Side& best = best_peer(all);
  report.bar(("best peer (" + best.name + ") / ours").c_str(), figure_of(ratios(best.mean_us, all.cpu.mean_us)),
             kPeerBar);
  report.bar("our recall - its recall, same questions", all.cpu.recall_of(best.asked()) - best.recall_of(best.asked()),
             Bar{Better::kHigher, 0, 0});
}

int run(const Options& options) {
  auto lexicon = matching::Lexicon::load(lexicon_folder());
  if (!lexicon) throw std::runtime_error(lexicon.error().message);
  const NameLists names(lexicon_folder());
  const Population population(names, options.seed);
  std::printf("search_peers_bench: seed %llu, %llu persons, %d runs\n", static_cast<unsigned long long>(options.seed),
              static_cast<unsigned long long>(options.persons), options.runs);

  matching::Index index(*lexicon);
  const Loaded loaded = load(index, population, options.persons);
  const double bytes = static_cast<double>(index.stats().bytes) / static_cast<double>(index.stats().records);
  PostgresPeers postgres(population, options.persons);
  PeerCost xapian_cost;
  const auto xapian = XapianPeer::build(population, options.persons, xapian_cost);
  std::printf("built in seconds, bytes a record\n");
  std::printf("  %-32s %8.2f %8.1f\n", "ours", loaded.seconds(), bytes);
  for (const PeerCost& cost : postgres.costs()) {
    std::printf("  %-32s %8.2f %8.1f\n", cost.name.c_str(), cost.build_s, cost.bytes_a_record);
  }
  std::printf("  %-32s %8.2f %8.1f\n", xapian_cost.name.c_str(), xapian_cost.build_s, xapian_cost.bytes_a_record);

  std::printf("name with patronymic and birth date, 0 / 1 / 2 typos in the surname\n");
  Peers dated;
  dated.push_back(postgres.trigrams_with_date());
  dated.push_back(postgres.levenshtein_with_date());
  dated.push_back(std::make_unique<XapianPeer>(xapian, XapianPeer::Date::kOneOfTheTerms));
  dated.push_back(std::make_unique<XapianPeer>(xapian, XapianPeer::Date::kFilter));
  const Compared with_date =
      compare(index, postgres, dated, make_questions(population, options, Facts::kPatronymicAndDate), options);

  std::printf("name with patronymic, no date, 0 / 1 / 2 typos in the surname\n");
  Peers undated;
  undated.push_back(postgres.trigrams());
  undated.push_back(std::make_unique<XapianPeer>(xapian, XapianPeer::Date::kOneOfTheTerms));
  const Compared without_date =
      compare(index, postgres, undated, make_questions(population, options, Facts::kPatronymic), options);

  std::printf("ratios and bars\n");
  Report report;
  report.value("libpq SELECT 1", figure_of(with_date.round_trips), "us");
  report.bar("search with date, mean / SELECT 1", figure_of(ratios(with_date.cpu.mean_us, with_date.round_trips)),
             kMeanBar);
  report.bar("search without date, mean / SELECT 1",
             figure_of(ratios(without_date.cpu.mean_us, without_date.round_trips)), kMeanBar);
  report.bar("search with date, p99 / mean", figure_of(ratios(with_date.cpu.p99_us, with_date.cpu.mean_us)), kTailBar);
  report.bar("search without date, p99 / mean", figure_of(ratios(without_date.cpu.p99_us, without_date.cpu.mean_us)),
             kTailBar);
  std::printf("with date:\n");
  judge_peers(with_date, report);
  std::printf("without date:\n");
  judge_peers(without_date, report);
  if (static_cast<double>(options.persons) >= kBarsPersons) report.bar("bytes a record", bytes, kBytesBar);
  report.bar("build for ten million persons at this rate, s",
             loaded.build_s * kBuildPersons / static_cast<double>(options.persons), kBuildBar);
  return report.all_met() || !options.gate ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"search_peers_bench: our search beside PostgreSQL's and Xapian's"};
  hotline::bench::Options options;
  app.add_option("--persons", options.persons, "Persons in the register")->check(CLI::Range(10'000, 10'000'000));
  app.add_option("--seed", options.seed, "Other persons");
  app.add_option("--runs", options.runs, "Runs of each side, in turn")->check(CLI::Range(1, 50));
  app.add_option("--questions", options.questions, "Questions of each number of typos")
      ->check(CLI::Range(100, 100'000));
  app.add_flag("--gate", options.gate, "End with an error when a bar is missed");
  CLI11_PARSE(app, argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it runs for minutes
  try {
    return hotline::bench::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "search_peers_bench failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
