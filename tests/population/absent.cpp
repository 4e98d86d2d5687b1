#include "population/absent.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>

#include "core/time.hpp"
#include "population/statistics.hpp"

namespace hotline::population {
namespace {

constexpr std::int32_t kToday = 20'783;
constexpr std::uint64_t kSalt = 0xAB5;
// Far behind every register, so that a stranger is never held.
constexpr std::uint64_t kStrangersFrom = std::uint64_t{1} << 40U;

Slip slip_of(Absent absent) {
  if (absent == Absent::kMistyped) return Slip::kOneTypo;
  return absent == Absent::kRomanised ? Slip::kRomanised : Slip::kNone;
}

class Asking {
 public:
  Asking(const matching::Index& index, const Population& population, const AbsentOptions& options)
      : index_(index), population_(population), options_(options) {}

  AbsentResult ask(Absent absent, Facts facts, std::size_t count, std::vector<AbsentExample>& examples) {
    AbsentResult result;
    result.absent = absent;
    result.facts = facts;
    for (std::uint64_t number = 0; result.asked < count && number < 4 * count; ++number) {
      const auto person = nobody(absent, number);
      if (!person) continue;
      const auto made = question(*person, plainly_written(*person), slip_of(absent), facts, kSalt);
      if (made) note(*person, *made, result, examples);
    }
    return result;
  }

 private:
  std::optional<Person> nobody(Absent absent, std::uint64_t number) const {
    if (absent != Absent::kBrother && absent != Absent::kTwin) return population_.person(kStrangersFrom + number);
    const Person held = population_.person(number * 15'485'863 % options_.size);
    if (!population_.written(held).whole) return std::nullopt;
    return population_.brother_of(held, number / options_.size, absent == Absent::kTwin);
  }

  // As his family writes him: in their own language.
  static Written plainly_written(const Person& person) {
    Written written;
    written.text = spelled(person, person.language());
    written.birth = person.birth;
    written.whole = true;
    return written;
  }

  void note(const Person& person, const Question& made, AbsentResult& result, std::vector<AbsentExample>& examples) {
    const double cpu = thread_cpu_seconds();
    const matching::Found found = index_.find(made.query);
    result.cpu_s += thread_cpu_seconds() - cpu;
    ++result.asked;
    const bool sure = !found.candidates.empty() && found.candidates.front().probability >= core::kSureProbability;
    result.sure += sure ? 1 : 0;
    const core::Verdict verdict = core::decide(made.asked, found.candidates, kToday);
    result.in_doubt += verdict.kind == core::VerdictKind::kInDoubt ? 1 : 0;
    if (verdict.kind != core::VerdictKind::kOne) return;
    ++result.told;
    const core::Candidate& best = verdict.likely.front().best;
    const Person told = population_.person(static_cast<std::uint64_t>(best.person.value() - 1));
    const bool namesake = are_namesakes(told, person, made.same);
    result.namesakes += namesake ? 1 : 0;
    if (namesake || shown_ >= options_.examples_max) return;
    ++shown_;
    examples.push_back(
        {result.absent, result.facts, person, told, made.query, population_.written(told).text, best.probability});
  }

  const matching::Index& index_;
  const Population& population_;
  const AbsentOptions& options_;
  std::size_t shown_ = 0;
};

std::string text_of(const core::NameParts& name) {
  return name.surname + " | " + name.given + " | " + name.patronymic;
}

}  // namespace

std::string_view name_of(Absent absent) {
  switch (absent) {
    case Absent::kStranger:
      return "stranger";
    case Absent::kMistyped:
      return "stranger, 1 typo";
    case Absent::kRomanised:
      return "stranger, romanised";
    case Absent::kBrother:
      return "brother of one held";
    case Absent::kTwin:
      return "twin of one held";
  }
  return "";
}

double AbsentResult::bound() const {
  return upper_bound(told, asked);
}

double AbsentResult::bound_of_sure() const {
  return upper_bound(sure, asked);
}

bool AbsentResult::has_bar() const {
  return absent == Absent::kStranger || absent == Absent::kMistyped || absent == Absent::kRomanised;
}

bool AbsentResult::met() const {
  if (!has_bar()) return true;
  const bool second_fact = facts == Facts::kPatronymicAndDate || facts == Facts::kDate;
  return second_fact ? bound() <= kToldAsHeldMax : told == 0;
}

bool AbsentMeasure::all_met() const {
  return std::all_of(results.begin(), results.end(), [](const AbsentResult& result) { return result.met(); });
}

AbsentMeasure measure_absent(const matching::Index& index, const Population& population, const AbsentOptions& options) {
  AbsentMeasure measure;
  Asking asking(index, population, options);
  for (const Facts facts : {Facts::kPatronymicAndDate, Facts::kDate, Facts::kPatronymic, Facts::kNameOnly}) {
    measure.results.push_back(asking.ask(Absent::kStranger, facts, options.strangers, measure.examples));
  }
  for (const Absent absent : {Absent::kMistyped, Absent::kRomanised, Absent::kBrother, Absent::kTwin}) {
    measure.results.push_back(asking.ask(absent, Facts::kPatronymicAndDate, options.others, measure.examples));
  }
  return measure;
}

void print(const AbsentMeasure& measure) {
  std::printf(
      "people who are not held; bar: told as held at most %g with two facts (upper bound, 95 %%), 0 on a name\n",
      kToldAsHeldMax);
  std::printf("  %-22s %-22s %8s %6s %9s %11s %10s %9s %11s %8s\n", "who", "asked beside the name", "asked", "told",
              "of these", "bound 95 %", "in doubt", ">= 0.99", "bound 95 %", "cpu us");
  std::printf("  %-22s %-22s %8s %6s %9s\n", "", "", "", "", "namesakes");
  for (const AbsentResult& result : measure.results) {
    std::printf("  %-22s %-22s %8zu %6zu %9zu %11.2e %10zu %9zu %11.2e %8.1f  %s\n",
                std::string(name_of(result.absent)).c_str(), std::string(name_of(result.facts)).c_str(), result.asked,
                result.told, result.namesakes, result.bound(), result.in_doubt, result.sure, result.bound_of_sure(),
                result.cpu_s * 1e6 / static_cast<double>(std::max<std::size_t>(1, result.asked)),
                !result.has_bar() ? ""
                : result.met()    ? "met"
                                  : "MISSED");
  }
}

void print_examples(const AbsentMeasure& measure) {
  for (const AbsentExample& example : measure.examples) {
    std::printf("  %s, %s: told with %.4f, surname rank %zu; asked %s %s; told %s %s\n",
                std::string(name_of(example.absent)).c_str(), std::string(name_of(example.facts)).c_str(),
                example.probability, example.told.surname_rank, text_of(example.query.name).c_str(),
                core::format_date(example.query.birth_date).c_str(), text_of(example.held).c_str(),
                core::format_date(example.told.birth).c_str());
  }
}

}  // namespace hotline::population
