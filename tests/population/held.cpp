#include "population/held.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

#include "cli/sample/spelling.hpp"
#include "core/time.hpp"

namespace hotline::population {
namespace {

constexpr std::array kFacts{Facts::kPatronymicAndDate, Facts::kPatronymic, Facts::kDate};
constexpr std::int32_t kToday = 20'783;

// Persons at even distances, shifted by the salt, until enough questions could be made.
class Picks {
 public:
  Picks(const HeldOptions& options) : size_(options.size), at_(options.salt * 7'919 % options.size) {}
  std::uint64_t next() {
    at_ += kStep;
    return at_ % size_;
  }

 private:
  static constexpr std::uint64_t kStep = 15'485'863;  // a prime, so that no size divides it
  std::uint64_t size_, at_;
};

constexpr std::size_t kShort = 5;

// Counts the question by where its typing error stands.
void note_place(const std::string& held, const std::string& asked, bool listed, std::array<AtPlace, kPlaces>& places) {
  const std::u32string a = sample::to_letters(held), b = sample::to_letters(asked);
  if (a.empty() || b.empty() || a == b) return;
  const Place place = a.front() != b.front() ? Place::kFirstLetter
                      : a.back() != b.back() ? Place::kLastLetter
                                             : Place::kInside;
  AtPlace& at = places[static_cast<std::size_t>(place)];
  ++at.asked;
  at.listed += listed ? 1 : 0;
  if (a.size() > kShort) return;
  ++at.short_asked;
  at.short_listed += listed ? 1 : 0;
}

class Asking {
 public:
  Asking(const matching::Index& index, const Population& population, const HeldOptions& options)
      : index_(index), population_(population), options_(options) {}

  HeldResult ask(Slip slip, Facts facts, std::vector<Miss>& misses) {
    HeldResult result;
    result.slip = slip;
    result.facts = facts;
    Picks picks(options_);
    std::size_t kept = 0;
    for (std::size_t tried = 0; result.asked < options_.questions && tried < 40 * options_.questions; ++tried) {
      const Person person = population_.person(picks.next());
      const Written written = population_.written(person);
      if (!written.whole) continue;
      const auto made = question(person, written, slip, facts, options_.salt);
      if (made) note(person, written, *made, result, misses, kept);
    }
    return result;
  }

 private:
  void note(const Person& person, const Written& written, const Question& made, HeldResult& result,
            std::vector<Miss>& misses, std::size_t& kept) {
    using Clock = std::chrono::steady_clock;
    const double cpu = thread_cpu_seconds();
    const auto began = Clock::now();
    const matching::Found found = index_.find(made.query);
    result.wall_us.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
    result.cpu_s += thread_cpu_seconds() - cpu;
    ++result.asked;
    result.scored += found.scored;
    result.budget_spent += found.budget_spent ? 1 : 0;

    std::size_t rank = 0, strangers = 0, strangers_before = 0;
    double own = 0;
    for (std::size_t i = 0; i < found.candidates.size(); ++i) {
      const matching::Candidate& candidate = found.candidates[i];
      const auto index = static_cast<std::uint64_t>(candidate.person.value() - 1);
      if (index == person.index) {
        rank = i + 1;
        strangers_before = strangers;
        own = candidate.probability;
      } else if (!are_namesakes(population_.person(index), person, made.same)) {
        ++strangers;
      }
    }
    const bool crowded = rank == 0 && strangers == 0 && found.candidates.size() == matching::kCandidatesMax;
    const bool first = (rank != 0 && strangers_before == 0) || crowded;
    const bool listed = rank != 0 || crowded;
    const std::size_t others = found.candidates.size() - strangers - (rank != 0 ? 1 : 0);
    result.first += first ? 1 : 0;
    result.listed += listed ? 1 : 0;
    result.first_strictly += rank == 1 ? 1 : 0;
    result.listed_strictly += rank != 0 ? 1 : 0;
    result.with_namesakes += others > 0 ? 1 : 0;
    if (result.slip == Slip::kOneTypo || result.slip == Slip::kTwoTypos) {
      note_place(written.text.surname, made.query.name.surname, listed, result.places);
    }
    const double best = found.candidates.empty() ? 0 : found.candidates.front().probability;
    if (best >= core::kSureProbability) {
      ++result.sure;
      result.sure_and_wrong += rank == 1 ? 0 : 1;
    }
    const core::Verdict verdict = core::decide(made.asked, found.candidates, kToday);
    if (verdict.kind == core::VerdictKind::kOne) {
      ++result.told;
      const auto told = static_cast<std::uint64_t>(verdict.likely.front().best.person.value() - 1);
      result.told_wrong += told == person.index ? 0 : 1;
    }
    if ((first && listed) || kept >= options_.misses_max) return;
    ++kept;
    misses.push_back({result.slip, result.facts, listed, person, made.query, written.text, rank, best, own});
  }

  const matching::Index& index_;
  const Population& population_;
  const HeldOptions& options_;
};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string text_of(const core::NameParts& name) {
  return name.line.empty() ? name.surname + " | " + name.given + " | " + name.patronymic : "\"" + name.line + "\"";
}

void print_places(const HeldMeasure& measure) {
  static constexpr std::array kNames{"first letter", "last letter", "inside"};
  std::printf("  listed, by where the first difference of the surname stands (surnames of at most %zu letters)\n",
              kShort);
  for (const HeldResult& result : measure.results) {
    if (result.slip != Slip::kOneTypo && result.slip != Slip::kTwoTypos) continue;
    std::printf("  %-24s %-20s", std::string(name_of(result.slip)).c_str(), std::string(name_of(result.facts)).c_str());
    for (std::size_t place = 0; place < kPlaces; ++place) {
      const AtPlace& at = result.places[place];
      std::printf("  %s %.4f of %zu (%.4f of %zu)", kNames[place], share(at.listed, at.asked), at.asked,
                  share(at.short_listed, at.short_asked), at.short_asked);
    }
    std::printf("\n");
  }
}

}  // namespace

bool HeldMeasure::all_met() const {
  return std::all_of(results.begin(), results.end(), [](const HeldResult& result) { return result.met(); });
}

HeldMeasure measure_held(const matching::Index& index, const Population& population, const HeldOptions& options) {
  HeldMeasure measure;
  Asking asking(index, population, options);
  for (const Facts facts : kFacts) {
    for (const Slip slip : kSlips) {
      if (makes_sense(slip, facts)) measure.results.push_back(asking.ask(slip, facts, measure.misses));
    }
  }
  return measure;
}

void print(const HeldMeasure& measure) {
  std::printf("people who are held; bars %.3f first, %.3f in the list of ten\n", kFirstMin, kListedMin);
  std::printf("  %-24s %-20s %6s %7s %7s  %7s %7s %7s  %7s %7s  %7s %6s %7s %7s\n", "slip", "asked beside the name",
              "asked", "first", "listed", "himself", "himself", "others", "told", "wrong", "scored", "spent", "cpu us",
              "p99 us");
  for (const HeldResult& result : measure.results) {
    std::vector<double> wall = result.wall_us;
    std::sort(wall.begin(), wall.end());
    std::printf("  %-24s %-20s %6zu %7.4f %7.4f  %7.4f %7.4f %7.4f  %7.4f %7.5f  %7.0f %6.3f %7.1f %7.0f  %s\n",
                std::string(name_of(result.slip)).c_str(), std::string(name_of(result.facts)).c_str(), result.asked,
                result.first_share(), result.listed_share(), share(result.first_strictly, result.asked),
                share(result.listed_strictly, result.asked), share(result.with_namesakes, result.asked),
                share(result.told, result.asked), share(result.told_wrong, result.asked),
                share(result.scored, result.asked), share(result.budget_spent, result.asked),
                result.cpu_s * 1e6 / static_cast<double>(std::max<std::size_t>(1, result.asked)),
                wall.empty() ? 0 : wall[wall.size() * 99 / 100],
                !result.has_bar() ? ""
                : result.met()    ? "met"
                                  : "MISSED");
  }
  print_places(measure);
}

void print_misses(const HeldMeasure& measure) {
  for (const Miss& miss : measure.misses) {
    std::printf("  %s, %s: rank %zu (own %.4f, first %.4f), surname rank %zu; held %s %s; asked %s %s\n",
                std::string(name_of(miss.slip)).c_str(), std::string(name_of(miss.facts)).c_str(), miss.rank,
                miss.own_probability, miss.first_probability, miss.person.surname_rank, text_of(miss.held).c_str(),
                core::format_date(miss.person.birth).c_str(), text_of(miss.query.name).c_str(),
                core::format_date(miss.query.birth_date).c_str());
  }
}

}  // namespace hotline::population
