#include "cli/sample/register.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>

#include "cli/sample/documented.hpp"
#include "cli/sample/forbidden.hpp"
#include "cli/sample/identity.hpp"
#include "cli/sample/peoples.hpp"
#include "cli/sample/random.hpp"
#include "core/status.hpp"

namespace hotline::sample {
namespace {

using core::Side;
using enum core::StatementKind;
using enum core::EvidenceRung;

constexpr std::int32_t kGrownUpYears = 19;

// Facts lie between these days; the steps of one fate add at most a few months.
constexpr std::chrono::sys_days kFirstDay{std::chrono::year{2022} / 3 / 1};
constexpr std::uint64_t kDays = 1'600;

constexpr std::array kSources = {
    Source{"sample-internment", "Sample: our places of internment", Side::kAdversary, kR6},
    Source{"sample-forensic", "Sample: our forensic service", Side::kAdversary, kR6},
    Source{"sample-front-reports", "Sample: reports of our units", Side::kAdversary, kR3},
    Source{"sample-open-sources", "Sample: open sources", Side::kAdversary, kR1},
    Source{"sample-own-units", "Sample: loss reports of our units", Side::kOwn, kR3},
    Source{"sample-red-cross", "Sample: notices through the Red Cross", Side::kOwn, kR5},
    Source{"sample-returns", "Sample: those who came back", Side::kOwn, kR6},
    Source{"sample-own-forensic", "Sample: forensic service, our own dead", Side::kOwn, kR6},
    Source{"sample-civilians", "Sample: civilians", Side::kCivilian, kR6},
    Source{"sample-children", "Sample: children", Side::kChild, kR6},
};
enum SourceIndex : std::size_t {
  kInternment,
  kForensic,
  kFrontReports,
  kOpenSources,
  kOwnUnits,
  kRedCross,
  kReturns,
  kOwnForensic,
  kCivilians,
  kChildren,
};
constexpr std::array<std::uint64_t, kSources.size()> kShareOfPersons = {26, 8, 16, 5, 18, 6, 4, 3, 9, 5};

// Per source: how a name is spelled, in shares of 100. Own is the person's language.
struct SpellingShares {
  std::uint64_t ukrainian;
  std::uint64_t russian;
  std::uint64_t latin;
};
constexpr std::array<SpellingShares, kSources.size()> kSpelling = {SpellingShares{40, 0, 8},
                                                                   {20, 0, 4},
                                                                   {65, 0, 0},
                                                                   {0, 0, 35},
                                                                   {0, 8, 0},
                                                                   {0, 0, 60},
                                                                   {0, 5, 5},
                                                                   {0, 0, 0},
                                                                   {0, 20, 3},
                                                                   {0, 30, 2}};

struct Step {
  core::StatementKind kind;
  core::EvidenceRung rung;
  std::uint32_t days_later;
};
using Fate = std::vector<Step>;
struct WeighedFate {
  SourceIndex source;
  std::uint64_t weight;
  Fate steps;
};

const std::vector<WeighedFate>& fates() {
  static const std::vector<WeighedFate> kFates = {
      {kInternment, 28, {{kCaptured, kR3, 0}, {kArrivedAtInternment, kR4, 3}}},
      {kInternment, 24, {{kArrivedAtInternment, kR4, 0}, {kCardSent, kR5, 6}, {kNoticeForwarded, kR5, 1}}},
      {kInternment, 8, {{kArrivedAtInternment, kR4, 0}, {kNoticeForwarded, kR4, 4}}},
      {kInternment, 6, {{kCaptured, kR2, 0}, {kNoticeForwarded, kR4, 9}, {kNoticeReceipt, kR5, 12}}},
      {kInternment, 5, {{kCaptured, kR3, 0}, {kHospitalIn, kR4, 1}}},
      {kInternment, 3, {{kHospitalIn, kR4, 0}, {kCardSent, kR5, 6}, {kHospitalOut, kR4, 30}}},
      {kInternment, 2, {{kArrivedAtInternment, kR4, 0}, {kSeriouslyIll, kR4, 20}, {kHealthReport, kR4, 7}}},
      {kInternment, 2, {{kWounded, kR3, 0}, {kCaptured, kR3, 0}, {kArrivedAtInternment, kR4, 2}}},
      {kInternment, 3, {{kArrivedAtInternment, kR4, 0}, {kCardSent, kR5, 5}, {kTransferred, kR4, 40}}},
      {kInternment, 8, {{kArrivedAtInternment, kR4, 0}, {kCardSent, kR5, 6}, {kExchanged, kR6, 60}}},
      {kInternment, 2, {{kArrivedAtInternment, kR4, 0}, {kReleased, kR6, 45}}},
      {kInternment, 2, {{kArrivedAtInternment, kR4, 0}, {kRepatriated, kR6, 45}}},
      {kInternment, 2, {{kArrivedAtInternment, kR4, 0}, {kHandedOver, kR6, 45}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kExchanged, kR4, 60}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kEscaped, kR4, 25}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kDied, kR4, 30}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kCardSent, kR5, 6}, {kDied, kR5, 50}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kDied, kR6, 30}, {kBuried, kR6, 4}}},
      {kInternment, 1, {{kArrivedAtInternment, kR4, 0}, {kWithdrawn, kR4, 15}}},

      {kForensic, 10, {{kKilled, kR6, 0}, {kBodyIdentified, kR6, 40}}},
      {kForensic, 4, {{kBodyIdentified, kR4, 0}}},
      {kForensic, 3, {{kKilled, kR5, 0}}},
      {kForensic, 3, {{kDied, kR4, 0}}},
      {kForensic, 2, {{kDied, kR6, 0}, {kBuried, kR6, 3}}},

      {kFrontReports, 30, {{kCaptured, kR2, 0}}},
      {kFrontReports, 20, {{kCaptured, kR3, 0}}},
      {kFrontReports, 14, {{kMissing, kR2, 0}}},
      {kFrontReports, 8, {{kKilled, kR2, 0}}},
      {kFrontReports, 8, {{kKilled, kR3, 0}}},
      {kFrontReports, 3, {{kSeenAlive, kR2, 0}}},
      {kFrontReports, 3, {{kWounded, kR2, 0}}},
      {kFrontReports, 2, {{kKilled, kR3, 0}, {kSeenAlive, kR2, 20}}},
      {kFrontReports, 2, {{kMissing, kR2, 0}, {kSeenAlive, kR3, 15}}},
      {kFrontReports, 1, {{kBuried, kR3, 0}}},
      {kFrontReports, 1, {{kKilled, kR2, 0}, {kWithdrawn, kR2, 10}}},

      {kOpenSources, 10, {{kCaptured, kR1, 0}}},
      {kOpenSources, 3, {{kCaptured, kR0, 0}}},
      {kOpenSources, 6, {{kKilled, kR1, 0}}},
      {kOpenSources, 2, {{kKilled, kR0, 0}}},
      {kOpenSources, 5, {{kMissing, kR1, 0}}},
      {kOpenSources, 3, {{kMissing, kR0, 0}}},
      {kOpenSources, 1, {{kSeenAlive, kR1, 0}}},

      {kOwnUnits, 50, {{kMissing, kR2, 0}}},
      {kOwnUnits, 5, {{kMissing, kR1, 0}}},
      {kOwnUnits, 4, {{kMissing, kR0, 0}}},
      {kOwnUnits, 8, {{kMissing, kR2, 0}, {kCaptured, kR2, 5}}},
      {kOwnUnits, 4, {{kCaptured, kR3, 0}}},
      {kOwnUnits, 5, {{kWounded, kR2, 0}}},
      {kOwnUnits, 4, {{kKilled, kR2, 0}}},
      {kOwnUnits, 4, {{kKilled, kR3, 0}}},
      {kOwnUnits, 4, {{kMissing, kR2, 0}, {kSeenAlive, kR3, 12}}},
      {kOwnUnits, 2, {{kKilled, kR2, 0}, {kSeenAlive, kR2, 18}}},

      {kRedCross, 10, {{kCaptured, kR4, 0}}},
      {kRedCross, 20, {{kCaptured, kR4, 0}, {kCardSent, kR5, 30}}},
      {kRedCross, 3, {{kCaptured, kR4, 0}, {kHospitalIn, kR4, 2}}},
      {kRedCross, 3, {{kArrivedAtInternment, kR4, 0}, {kCardSent, kR5, 20}, {kHealthReport, kR5, 30}}},
      {kRedCross, 1, {{kArrivedAtInternment, kR4, 0}, {kEscaped, kR5, 30}}},

      {kReturns, 20, {{kCaptured, kR3, 0}, {kExchanged, kR6, 90}}},
      {kReturns, 4, {{kRepatriated, kR6, 0}}},
      {kReturns, 3, {{kReleased, kR6, 0}}},
      {kReturns, 1, {{kHandedOver, kR6, 0}}},
      {kReturns, 1, {{kCaptured, kR3, 0}, {kEscaped, kR6, 30}}},

      {kOwnForensic, 10, {{kKilled, kR6, 0}, {kBodyIdentified, kR6, 60}}},
      {kOwnForensic, 3, {{kBodyIdentified, kR5, 0}}},
      {kOwnForensic, 2, {{kKilled, kR6, 0}, {kBuried, kR6, 10}}},

      {kCivilians, 20, {{kMissing, kR2, 0}}},
      {kCivilians, 3, {{kMissing, kR0, 0}}},
      {kCivilians, 8, {{kCaptured, kR3, 0}}},
      {kCivilians, 2, {{kCaptured, kR1, 0}}},
      {kCivilians, 6, {{kCaptured, kR4, 0}}},
      {kCivilians, 4, {{kCaptured, kR4, 0}, {kTransferred, kR4, 20}, {kCardSent, kR5, 20}}},
      {kCivilians, 4, {{kCaptured, kR3, 0}, {kReleased, kR6, 80}}},
      {kCivilians, 1, {{kRepatriated, kR6, 0}}},
      {kCivilians, 2, {{kWounded, kR2, 0}, {kHospitalIn, kR2, 0}}},
      {kCivilians, 2, {{kKilled, kR3, 0}}},
      {kCivilians, 2, {{kDied, kR6, 0}}},
      {kCivilians, 3, {{kMissing, kR2, 0}, {kSeenAlive, kR2, 9}}},

      {kChildren, 10, {{kMissing, kR2, 0}}},
      {kChildren, 2, {{kMissing, kR0, 0}}},
      {kChildren, 5, {{kSeenAlive, kR3, 0}}},
      {kChildren, 6, {{kTransferred, kR3, 0}, {kIdentityAltered, kR3, 60}}},
      {kChildren, 2, {{kIdentityAltered, kR2, 0}}},
      {kChildren, 2, {{kTransferred, kR4, 0}, {kHandedOver, kR6, 90}}},
      {kChildren, 4, {{kTransferred, kR4, 0}, {kRepatriated, kR6, 90}}},
      {kChildren, 1, {{kDied, kR6, 0}}},
  };
  return kFates;
}

struct Share {
  std::string_view people;
  std::uint64_t weight;
};
constexpr Share kAdversaryPeoples[] = {
    {"russian", 60},  {"dagestani", 6},   {"tatar", 5},    {"bashkir", 4},   {"chechen", 3}, {"buryat", 3},
    {"ingush", 2},    {"ossetian", 2},    {"armenian", 2}, {"chuvash", 2},   {"tuvan", 2},   {"yakut", 2},
    {"ukrainian", 2}, {"azerbaijani", 1}, {"georgian", 1}, {"mari", 1},      {"mordvin", 1}, {"uzbek", 1},
    {"tajik", 1},     {"kyrgyz", 1},      {"kazakh", 1},   {"belarusian", 1}};
constexpr Share kOwnPeoples[] = {{"ukrainian", 84}, {"russian", 7}, {"belarusian", 2}, {"georgian", 2},
                                 {"armenian", 2},   {"tatar", 2},   {"azerbaijani", 1}};

template <typename Shares, typename Weight>
std::size_t weighed(Random& random, const Shares& shares, Weight weight_of) {
  std::uint64_t sum = 0;
  for (const auto& share : shares) sum += weight_of(share);
  auto point = random.below(sum);
  std::size_t chosen = 0;
  for (const auto& share : shares) {
    if (point < weight_of(share)) return chosen;
    point -= weight_of(share);
    ++chosen;
  }
  return chosen - 1;
}

std::size_t people_named(std::string_view name) {
  const auto& all = peoples();
  const auto found = std::find_if(all.begin(), all.end(), [name](const People& people) { return people.name == name; });
  return static_cast<std::size_t>(found - all.begin());
}

bool well_known(const Identity& identity) {
  return is_well_known(spell(identity, Spelling::kOwn).surname, identity.given);
}

// Invents people. Some are the kin or the namesake of somebody invented before.
class Families {
 public:
  explicit Families(Random& random) : random_(random) {
    for (const auto& people : peoples()) surname_ranks_.emplace_back(people.surnames.size());
    for (const auto& people : peoples()) {
      men_ranks_.emplace_back(people.men.size());
      women_ranks_.emplace_back(people.women.size());
    }
  }

  Identity invent(Side side) {
    auto& before = known_[side == Side::kAdversary ? 0 : 1];
    for (;;) {
      auto identity =
          before.empty() || random_.percent(90) ? stranger(side) : relative_of(random_.one_of(before), side);
      if (well_known(identity)) continue;
      before.push_back(identity);
      return identity;
    }
  }

 private:
  Identity stranger(Side side) {
    Identity identity;
    const auto index = side == Side::kAdversary
                           ? people_named(kAdversaryPeoples[weighed(random_, kAdversaryPeoples, weight_of)].people)
                           : people_named(kOwnPeoples[weighed(random_, kOwnPeoples, weight_of)].people);
    const auto& people = peoples()[index];
    identity.people = &people;
    identity.sex = random_.percent(women_percent(side)) ? core::Sex::kFemale : core::Sex::kMale;
    identity.surname = people.surnames[surname_ranks_[index].draw(random_)];
    identity.given = given_of(index, identity.sex);
    if (people.patronymics != PatronymicStyle::kNone) identity.father = people.men[men_ranks_[index].draw(random_)];
    identity.birth = birth_on(side);
    return identity;
  }

  Identity relative_of(const Identity& other, Side side) {
    Identity identity = other;
    const auto index = people_named(other.people->name);
    const auto kind = random_.below(10);
    if (kind < 5) {  // a brother or sister
      identity.sex = random_.percent(women_percent(side)) ? core::Sex::kFemale : core::Sex::kMale;
      do identity.given = given_of(index, identity.sex);
      while (identity.given == other.given);
      identity.birth = birth_near(other.birth.year + random_.between(-9, 9), side);
    } else if (kind < 8 && other.sex == core::Sex::kMale && other.birth.year <= 1985) {  // a son or daughter
      identity.sex = random_.percent(women_percent(side)) ? core::Sex::kFemale : core::Sex::kMale;
      identity.given = given_of(index, identity.sex);
      if (other.people->patronymics != PatronymicStyle::kNone) identity.father = other.given;
      identity.birth = birth_near(other.birth.year + random_.between(19, 32), side);
    } else {  // the same name to the letter, another human being
      do identity.birth = birth_on(side);
      while (identity.birth == other.birth);
    }
    return identity;
  }

  std::string given_of(std::size_t people, core::Sex sex) {
    if (sex == core::Sex::kFemale) return peoples()[people].women[women_ranks_[people].draw(random_)];
    return peoples()[people].men[men_ranks_[people].draw(random_)];
  }

  static std::uint64_t weight_of(const Share& share) { return share.weight; }

  static std::uint64_t women_percent(Side side) {
    if (side == Side::kCivilian || side == Side::kChild) return 50;
    return side == Side::kOwn ? 6 : 2;
  }

  static std::pair<std::int32_t, std::int32_t> birth_years(Side side) {
    if (side == Side::kChild) return {2008, 2021};
    if (side == Side::kCivilian) return {1940, 2006};
    return {1965, 2006};
  }

  core::PartialDate birth_on(Side side) {
    const auto [first, last] = birth_years(side);
    return random_day(random_, first, last);
  }

  core::PartialDate birth_near(std::int32_t year, Side side) {
    const auto [first, last] = birth_years(side);
    const auto bounded = std::clamp(year, first, last);
    return random_day(random_, bounded, bounded);
  }

  Random& random_;
  std::vector<Zipf> surname_ranks_;
  std::vector<Zipf> men_ranks_;
  std::vector<Zipf> women_ranks_;
  std::array<std::vector<Identity>, 2> known_;  // the adversary's people, and ours
};

std::string numbered(std::string_view prefix, std::uint64_t number, std::size_t digits) {
  const auto text = std::to_string(number);
  return std::string(prefix) + std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

class Register {
 public:
  explicit Register(const Options& options) : random_(options.seed), families_(random_) {
    for (const auto& source : kSources) {
      lists_.push_back({std::string(source.id), source.side, std::string(source.id) + ".csv", {}});
    }
    for (const auto& person : documented_persons()) add_documented(person);
    for (std::size_t i = 0; i < options.persons; ++i) add_person();
  }

  std::vector<List> lists() && { return std::move(lists_); }

 private:
  void add_documented(const DocumentedPerson& person) {
    for (auto& list : lists_) {
      if (list.source != person.source) continue;
      for (auto& row : rows_of(person)) list.rows.push_back(std::move(row));
    }
  }

  void add_person() {
    const auto source = static_cast<SourceIndex>(weighed(random_, kShareOfPersons, [](std::uint64_t w) { return w; }));
    const auto identity = families_.invent(kSources[source].side);
    const auto& steps = fate_for(source);
    const auto day = day_of_fate(source, identity.birth.year);
    add_record(source, identity, steps, day, "");
    add_second_record(source, identity, steps, day);
  }

  // Nobody is in a war before he is grown up; a child can be lost at any age.
  std::uint64_t day_of_fate(SourceIndex source, std::int16_t birth_year) {
    const auto years = birth_year + kGrownUpYears - 2022;
    const auto first = source == kChildren || years <= 0 ? 0 : static_cast<std::uint64_t>(years) * 365;
    return first + random_.below(kDays - first);
  }

  const Fate& fate_for(SourceIndex source) {
    const auto weight_of = [source](const WeighedFate& fate) { return fate.source == source ? fate.weight : 0; };
    return fates()[weighed(random_, fates(), weight_of)].steps;
  }

  // The same human being as another source knows him, under another key: for links and for two candidates.
  void add_second_record(SourceIndex source, Identity identity, const Fate& steps, std::uint64_t day) {
    static const Fate kArrives = {{kArrivedAtInternment, kR4, 4}};
    static const Fate kNotified = {{kCaptured, kR4, 40}};
    static const Fate kAltered = {{kIdentityAltered, kR3, 90}};
    if (source == kFrontReports && steps.front().kind == kCaptured && random_.percent(12)) {
      add_record(kInternment, identity, kArrives, day, "");
    } else if (source == kOwnUnits && steps.front().kind == kMissing && random_.percent(6)) {
      add_record(kRedCross, identity, kNotified, day, "");
    } else if (source == kChildren && random_.percent(8)) {
      // Another surname and another day of birth: what is done to abducted children.
      const auto& surnames = peoples()[kRussians].surnames;
      do identity.surname = random_.one_of(surnames);
      while (well_known(identity));
      identity.birth = random_day(random_, identity.birth.year, identity.birth.year);
      add_record(kChildren, identity, kAltered, day, "altered_by_authority");
    }
  }

  void add_record(SourceIndex source, const Identity& identity, const Fate& steps, std::uint64_t day,
                  std::string_view name_kind) {
    Row row = particulars(source, identity, name_kind);
    for (const auto& step : steps) {
      day += step.days_later;
      row.statement = step.kind;
      row.evidence = step.rung;
      const auto rule = core::statement_rules()[static_cast<std::size_t>(step.kind) - 1];
      const bool undated = rule.fact_date == core::FactDateRule::kOptional && random_.percent(4);
      row.fact_date = undated && steps.size() == 1 ? "" : iso_day(day);
      row.place = random_.percent(30) ? numbered("Сектор ", random_.below(40) + 1, 1) : "";
      if (random_.percent(5)) row.place = numbered("Сектор ", random_.below(40) + 1, 1) + ", пункт \"Б\"";
      set_particulars_of_kind(row);
      lists_[source].rows.push_back(row);
    }
  }

  // A notice and its receipt name the same recipient: one record, one recipient.
  void set_particulars_of_kind(Row& row) const {
    static constexpr std::array kTo{core::Recipient::kPowerConcerned, core::Recipient::kCentralTracingAgency};
    static constexpr std::array kHealth{core::Health::kSick, core::Health::kConvalescent,
                                        core::Health::kSeriouslyWounded};
    row.recipient.clear();
    row.health.clear();
    row.authority.clear();
    if (row.statement == kNoticeForwarded || row.statement == kNoticeReceipt) {
      row.recipient = core::name_of(kTo[records_ % kTo.size()]);
    } else if (row.statement == kCardSent) {
      row.recipient =
          core::name_of(records_ % 2 == 0 ? core::Recipient::kFamily : core::Recipient::kCentralTracingAgency);
    } else if (row.statement == kHealthReport) {
      row.health = core::name_of(kHealth[records_ % kHealth.size()]);
    } else if (row.statement == kIdentityAltered) {
      row.authority = numbered("Орган опіки, сектор ", records_ % 40 + 1, 1);
    }
  }

  Row particulars(SourceIndex source, const Identity& identity, std::string_view name_kind) {
    const auto spelling = spelling_in(source, name_kind);
    auto name = spell(identity, spelling);
    if (random_.percent(6)) name.patronymic.clear();
    Row row;
    row.external_id = numbered("P-", ++records_, 6);
    row.surname = name.surname;
    row.given_name = name.given;
    row.patronymic = name.patronymic;
    if (random_.percent(5)) {  // the whole name in one column
      row.name = name.surname + " " + name.given + (name.patronymic.empty() ? "" : " " + name.patronymic);
      row.surname.clear();
      row.given_name.clear();
      row.patronymic.clear();
    }
    row.language = name.language;
    row.name_kind = name_kind;
    if (name_kind.empty()) row.name_kind = source == kInternment ? "declared_at_capture" : "document";
    if (spelling == Spelling::kLatin) row.name_kind = "transliteration";
    row.sex = identity.sex == core::Sex::kFemale ? "f" : "m";
    set_birth(row, identity.birth);
    row.birthplace = random_.percent(40) ? random_.one_of(identity.people->birthplaces) : "";
    row.nationality = random_.percent(50) ? identity.people->nationality : "";
    const auto side = kSources[source].side;
    if (side == Side::kAdversary || side == Side::kOwn) set_service(row, name.language);
    row.inform_kin = wish(source);
    row.region = std::to_string(random_.between(1, 99));
    return row;
  }

  Spelling spelling_in(SourceIndex source, std::string_view name_kind) {
    if (name_kind == "altered_by_authority") return Spelling::kRussian;
    const auto& shares = kSpelling[source];
    const auto point = random_.below(100);
    if (point < shares.ukrainian) return Spelling::kUkrainian;
    if (point < shares.ukrainian + shares.russian) return Spelling::kRussian;
    if (point < shares.ukrainian + shares.russian + shares.latin) return Spelling::kLatin;
    return Spelling::kOwn;
  }

  void set_birth(Row& row, const core::PartialDate& birth) {
    const auto point = random_.below(100);
    if (point < 55) {
      row.birth_date = iso(birth);
    } else if (point < 93) {
      row.birth_date = dotted(birth);
    } else if (point < 98) {
      row.birth_year = std::to_string(birth.year);
    }
  }

  void set_service(Row& row, std::string_view language) {
    static const auto kRanksUk = words_of("солдат солдат солдат сержант старшина лейтенант капітан майор");
    static const auto kRanksRu = words_of("рядовой рядовой рядовой ефрейтор сержант старшина лейтенант капитан майор");
    if (random_.percent(70)) row.rank = random_.one_of(language == "uk" ? kRanksUk : kRanksRu);
    if (random_.percent(50)) row.unit = numbered("в/ч 0", random_.below(900), 4);
    // A prefix that no army uses.
    const auto number = numbered("ТРЛ-", records_, 7);
    if (random_.percent(65)) row.service_number = number;
  }

  std::string wish(SourceIndex source) {
    if (source != kInternment) return "";
    const auto point = random_.below(100);
    if (point < 35) return "yes";
    if (point < 43) return "named_only";
    if (point < 48) return "no";
    return "not_asked";
  }

  static std::string iso_day(std::uint64_t day) {
    const std::chrono::year_month_day date{kFirstDay + std::chrono::days{static_cast<std::int64_t>(day)}};
    return iso(full_date(static_cast<int>(date.year()), static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
                         static_cast<std::int32_t>(static_cast<unsigned>(date.day()))));
  }

  Random random_;
  Families families_;
  std::vector<List> lists_;
  std::uint64_t records_ = 0;
};

}  // namespace

std::span<const Source> sources() {
  return kSources;
}

std::vector<List> generate(const Options& options) {
  return Register(options).lists();
}

}  // namespace hotline::sample
