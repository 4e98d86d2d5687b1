#include "cli/demo_people.hpp"

#include <chrono>

#include "cli/sample/load.hpp"
#include "cli/sample/random.hpp"
#include "core/statement_rule.hpp"
#include "core/time.hpp"

namespace hotline::cli {
namespace {

using enum core::StatementKind;
using enum core::EvidenceRung;

// Far from the rows of the load register, so that none of its people plays here.
constexpr std::uint64_t kFirstRow = 1'000'000'000;
constexpr std::uint64_t kRowsOfDay = 10'000;

struct Happened {
  core::StatementKind kind;
  core::EvidenceRung rung;
  int days_ago;
};

std::vector<Happened> history_of(DemoFate fate) {
  switch (fate) {
    case DemoFate::kNobody:
      return {};
    case DemoFate::kAgreed:
      return {{kArrivedAtInternment, kR4, 24}, {kCardSent, kR5, 20}};
    case DemoFate::kBelieved:
      return {{kCaptured, kR3, 6}};
    case DemoFate::kExchanged:
      return {{kArrivedAtInternment, kR4, 90}, {kCardSent, kR5, 86}, {kExchanged, kR6, 3}};
    case DemoFate::kDead:
      return {{kDied, kR6, 5}};
    case DemoFate::kSilent:
      return {{kCaptured, kR3, 16}, {kArrivedAtInternment, kR4, 14}};
    case DemoFate::kRefused:
      return {{kArrivedAtInternment, kR4, 30}, {kCardSent, kR5, 25}};
    case DemoFate::kMissingOfOurs:
      return {{kMissing, kR2, 12}};
  }
  return {};
}

std::string day_before_today(int days) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day{today - std::chrono::days{days}};
  core::PartialDate date;
  date.precision = core::DatePrecision::kDay;
  date.year = static_cast<std::int16_t>(static_cast<int>(day.year()));
  date.month = static_cast<std::uint8_t>(static_cast<unsigned>(day.month()));
  date.day = static_cast<std::uint8_t>(static_cast<unsigned>(day.day()));
  return core::format_date(date);
}

std::string wish_of(DemoFate fate) {
  if (fate == DemoFate::kAgreed || fate == DemoFate::kExchanged) return "yes";
  return fate == DemoFate::kRefused ? "no" : "not_asked";
}

}  // namespace

// The number is left out: numbers of two days could be alike, and a name with a full birth date says who is meant.
DemoPerson DemoPeople::next(DemoFate fate) {
  DemoPerson person;
  person.fate = fate;
  const std::uint64_t place = kFirstRow + static_cast<std::uint64_t>(day_) * kRowsOfDay + count_++;
  person.row = sample::load_row(seed_, place);
  person.row.external_id = "DEMO-" + std::to_string(seed_) + "-" + std::to_string(day_) + "-" + std::to_string(count_);
  person.row.service_number.clear();
  person.row.inform_kin = wish_of(fate);
  return person;
}

std::string source_of(DemoFate fate) {
  if (fate == DemoFate::kNobody) return {};
  return fate == DemoFate::kMissingOfOurs ? "sample-own-units" : "sample-internment";
}

std::vector<sample::Row> list_rows(const DemoPerson& person) {
  std::vector<sample::Row> rows;
  for (const Happened& happened : history_of(person.fate)) {
    sample::Row row = person.row;
    row.statement = happened.kind;
    row.evidence = happened.rung;
    row.fact_date = day_before_today(happened.days_ago);
    rows.push_back(std::move(row));
  }
  return rows;
}

void write_facts(const DemoPerson& person, DemoFacts which, v1::Facts& facts) {
  auto& name = *facts.mutable_name();
  name.set_surname(person.row.surname);
  name.set_given_name(person.row.given_name);
  name.set_patronymic(person.row.patronymic);
  if (which == DemoFacts::kNameOnly) return;
  const auto born = core::parse_date(person.row.birth_date);
  if (!born) return;
  facts.mutable_birth_date()->set_year(born->year);
  facts.mutable_birth_date()->set_month(born->month);
  facts.mutable_birth_date()->set_day(born->day);
}

std::string name_of(const DemoPerson& person) {
  std::string text = person.row.surname + ' ' + person.row.given_name;
  if (!person.row.patronymic.empty()) text += ' ' + person.row.patronymic;
  return text + ", born " + person.row.birth_date;
}

}  // namespace hotline::cli
