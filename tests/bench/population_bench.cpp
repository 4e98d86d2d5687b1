// Who is found in a register of invented persons, who is told as held though he is not, and whether the probabilities
// are true (ops/docs/matching_figures.md).
//   population_bench [--persons N] [--only held|absent|reliability|children] [--misses] [--reliability FILE] [--gate]
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "matching/index.hpp"
#include "matching/lexicon.hpp"
#include "population/absent.hpp"
#include "population/children.hpp"
#include "population/held.hpp"
#include "population/population.hpp"
#include "population/reliability.hpp"

namespace hotline::bench {
namespace {

using namespace hotline::population;

struct Options {
  std::uint64_t persons = 1'000'000;
  std::uint64_t seed = 20'261'126;
  std::size_t questions = 5'000;
  std::size_t absent = 300'000;
  std::uint64_t children = 100'000;
  std::string only;
  std::string lexicon = lexicon_folder();
  std::string reliability;
  bool misses = false;
  bool gate = false;

  bool wants(const char* part) const { return only.empty() || only == part; }
};

bool measure_persons(const std::shared_ptr<const matching::Lexicon>& lexicon, const NameLists& names,
                     const Options& options) {
  const Population population(names, options.seed);
  matching::Index index(lexicon);
  const Loaded loaded = load(index, population, options.persons);
  const auto stats = index.stats();
  std::printf("register: %zu persons of %zu surnames, read in %.2f s, built in %.2f s, %.1f bytes each\n",
              stats.records, names.surname_count(), loaded.read_s, loaded.build_s,
              static_cast<double>(stats.bytes) / static_cast<double>(stats.records));
  bool met = true;
  if (options.wants("held")) {
    HeldOptions held;
    held.size = options.persons;
    held.questions = options.questions;
    held.salt = options.seed;
    const HeldMeasure measure = measure_held(index, population, held);
    print(measure);
    if (options.misses) print_misses(measure);
    met = met && measure.all_met();
  }
  if (options.wants("absent")) {
    AbsentOptions absent;
    absent.size = options.persons;
    absent.strangers = options.absent;
    absent.others = options.absent;
    const AbsentMeasure measure = measure_absent(index, population, absent);
    print(measure);
    if (options.misses) print_examples(measure);
    met = met && measure.all_met();
  }
  if (options.wants("reliability")) {
    ReliabilityOptions reliability;
    reliability.size = options.persons;
    reliability.questions = options.questions;
    const auto curves = measure_reliability(index, population, reliability);
    print(curves);
    if (!options.reliability.empty()) write_tsv(curves, options.reliability);
  }
  return met;
}

int run(const Options& options) {
  auto lexicon = matching::Lexicon::load(options.lexicon);
  if (!lexicon) throw std::runtime_error(lexicon.error().message);
  const NameLists names(options.lexicon);
  std::printf("population_bench: seed %llu, model %s\n", static_cast<unsigned long long>(options.seed),
              std::string(matching::Index(*lexicon).model_version()).c_str());
  bool met = true;
  if (options.only != "children") met = measure_persons(*lexicon, names, options);
  if (options.wants("children")) {
    ChildrenOptions children;
    children.size = options.children;
    children.questions = options.questions;
    children.seed = options.seed + 1;
    const ChildrenMeasure measure = measure_children(*lexicon, names, children);
    print(measure);
    met = met && measure.all_met();
  }
  std::printf(met ? "every bar is met\n" : "a bar is MISSED\n");
  return met || !options.gate ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace hotline::bench

int main(int argc, char** argv) {
  CLI::App app{"population_bench: who is found, and who is told as held though he is not"};
  hotline::bench::Options options;
  app.add_option("--persons", options.persons, "Persons in the register")->check(CLI::Range(1'000, 20'000'000));
  app.add_option("--seed", options.seed, "Other persons");
  app.add_option("--questions", options.questions, "Questions of each kind about people who are held")
      ->check(CLI::Range(100, 1'000'000));
  app.add_option("--absent", options.absent, "Searches of each kind for people who are not held")
      ->check(CLI::Range(1'000, 10'000'000));
  app.add_option("--children", options.children, "Children in the register of altered identities")
      ->check(CLI::Range(1'000, 1'000'000));
  app.add_option("--only", options.only, "One part of it")
      ->check(CLI::IsMember({"held", "absent", "reliability", "children"}));
  app.add_option("--lexicon", options.lexicon, "Folder of the lexicon")->check(CLI::ExistingDirectory);
  app.add_option("--reliability", options.reliability, "File for the reliability diagram, tab separated");
  app.add_flag("--misses", options.misses, "Show some of the questions that failed (invented names)");
  app.add_flag("--gate", options.gate, "End with an error when a bar is missed");
  CLI11_PARSE(app, argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // it runs for minutes
  try {
    return hotline::bench::run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "population_bench failed: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
