// Standing inquiries in memory and records that arrive: how many a second one core compares, and whether any is missed.
//   standing_bench LEXICON_FOLDER [--inquiries N] [--records N] [--brute-force N] [--gate]
// All invented (cli/sample/load.hpp): an inquiry asks for a man as a list would have him; of the records 3 % are of men
// asked for, one in three of these with a typing error or in Latin letters, four in five with less of the name or
// another date, and 97 % of others.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/sample/load.hpp"
#include "core/time.hpp"
#include "figures.hpp"
#include "matching/lexicon.hpp"
#include "matching/standing.hpp"

namespace {

using namespace hotline;

constexpr std::uint64_t kSeed = 5;
// The register that the records arrive in.
constexpr std::size_t kRegisterSize = 1'000'000;
constexpr int kRuns = 5;
constexpr std::size_t kLoadedAtOnce = 10'000;
// What must be found is clear of the bound; on it a float's last digit may decide.
constexpr double kClearOfTheBound = 1e-4;

// CPU time of this thread: what a comparison costs even when the machine is shared.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

matching::StandingInquiry inquiry(std::size_t number) {
  const sample::Row row = sample::load_row(kSeed, number);
  matching::StandingInquiry made;
  made.reference = static_cast<std::int64_t>(number);
  made.question.name = {row.surname, row.given_name, row.patronymic, ""};
  const auto born = core::parse_date(row.birth_date);
  if (born) made.question.birth_date = *born;
  return made;
}

struct Arrival {
  matching::Record record;
  bool asked_for = false;
  std::int64_t reference = 0;
};

// What lists leave out or have otherwise.
void weaken(matching::Record& record, std::size_t kind) {
  core::NameParts& name = record.names.front();
  core::PartialDate& born = record.birth_date;
  switch (kind % 5) {
    case 0:
      return;
    case 1:
      name.patronymic.clear();
      return;
    case 2:
      born = {core::DatePrecision::kYear, born.year, 0, 0, 0};
      return;
    case 3:
      if (born.day <= 12) std::swap(born.day, born.month);
      return;
    default:
      born.year = static_cast<std::int16_t>(born.year + 1);
      return;
  }
}

Arrival arrival(std::size_t inquiries, std::size_t number) {
  const sample::Query query = sample::next_query(kSeed, inquiries, number);
  Arrival made;
  made.record.person = core::PersonId(static_cast<std::int64_t>(number) + 1);
  made.record.facts.version = 1;
  made.record.names.push_back(query.name);
  made.record.birth_date = query.birth_date;
  made.asked_for = query.held;
  made.reference = static_cast<std::int64_t>(query.row);
  if (made.asked_for) weaken(made.record, made.record.names.front().surname.size() + number);
  return made;
}

bool holds(const std::vector<matching::LikelyMatch>& matches, std::int64_t reference) {
  return std::any_of(matches.begin(), matches.end(), [&](const auto& match) { return match.reference == reference; });
}

void load(matching::StandingInquiries& standing, std::size_t inquiries) {
  standing.begin_load(inquiries);
  for (std::size_t first = 0; first < inquiries; first += kLoadedAtOnce) {
    std::vector<matching::StandingInquiry> some;
    for (std::size_t i = first; i < std::min(inquiries, first + kLoadedAtOnce); ++i) some.push_back(inquiry(i));
    standing.load(std::move(some));
  }
  standing.end_load();
}

void measure_speed(const matching::StandingInquiries& standing, const std::vector<Arrival>& arrivals,
                   bench::Report& report) {
  std::vector<double> rates;
  std::size_t asked_for = 0, met = 0, matches = 0;
  for (int run = 0; run < kRuns; ++run) {
    asked_for = met = matches = 0;
    const double began = cpu_seconds();
    for (const Arrival& one : arrivals) {
      const auto found = standing.matches(one.record, kRegisterSize);
      matches += found.size();
      if (!one.asked_for) continue;
      ++asked_for;
      if (holds(found, one.reference)) ++met;
    }
    rates.push_back(static_cast<double>(arrivals.size()) / (cpu_seconds() - began));
  }
  report.bar("arriving records a second on one core", bench::figure_of(rates), {bench::Better::kHigher, 5'000, 20'000});
  report.value("candidates a record", static_cast<double>(matches) / static_cast<double>(arrivals.size()), "");
  std::printf("  of %zu records of men asked for %zu met their inquiry\n", asked_for, met);
}

// Every one of these records against every inquiry, without keys; half of them of men asked for, as far as there are.
void measure_missed(const matching::StandingInquiries& standing, std::vector<Arrival> arrivals, std::size_t records,
                    bench::Report& report) {
  std::stable_partition(arrivals.begin(), arrivals.end(), [&, left = records / 2](const Arrival& one) mutable {
    return one.asked_for && left > 0 && left-- > 0;
  });
  arrivals.resize(std::min(records, arrivals.size()));
  std::size_t likely = 0, missed = 0;
  const double began = cpu_seconds();
  for (const Arrival& one : arrivals) {
    const auto found = standing.matches(one.record, standing.size());
    for (const auto& match : standing.matches_by_brute_force(one.record)) {
      if (match.probability < standing.review_min() + kClearOfTheBound) continue;
      ++likely;
      if (!holds(found, match.reference)) ++missed;
    }
  }
  std::printf("  brute force of %zu records in %.0f s: %zu pairs above the bound\n", arrivals.size(),
              cpu_seconds() - began, likely);
  report.bar("pairs above the bound that were missed", static_cast<double>(missed), {bench::Better::kLower, 0, 0});
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Standing inquiries against arriving records");
  std::string folder;
  std::size_t inquiries = 300'000, records = 20'000, brute_force = 2'000;
  bool gate = false;
  app.add_option("lexicon", folder, "Folder of name tables: services/matching/lexicon")->required();
  app.add_option("--inquiries", inquiries, "Inquiries that stand in memory")->capture_default_str();
  app.add_option("--records", records, "Records that arrive")->capture_default_str();
  app.add_option("--brute-force", brute_force, "Of these so many are compared with every inquiry; 0: none")
      ->capture_default_str();
  app.add_flag("--gate", gate, "End with an error when a bar is missed");
  CLI11_PARSE(app, argc, argv);

  auto lexicon = matching::Lexicon::load(folder);
  if (!lexicon) {
    std::fprintf(stderr, "%s\n", lexicon.error().message.c_str());
    return 2;
  }
  matching::StandingInquiries standing(*lexicon);
  const double began = cpu_seconds();
  load(standing, inquiries);
  bench::Report report;
  std::printf("%zu standing inquiries\n", standing.size());
  report.value("loaded in (CPU, names made up included)", cpu_seconds() - began, "s");
  report.value("bytes an inquiry", static_cast<double>(standing.bytes()) / static_cast<double>(standing.size()), "");
  std::vector<Arrival> arrivals;
  for (std::size_t i = 0; i < records; ++i) arrivals.push_back(arrival(inquiries, i));
  measure_speed(standing, arrivals, report);
  if (brute_force > 0) measure_missed(standing, arrivals, brute_force, report);
  return gate && !report.all_met() ? 1 : 0;
}
