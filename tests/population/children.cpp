#include "population/children.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "cli/sample/identity.hpp"
#include "cli/sample/spelling.hpp"
#include "core/verdict.hpp"
#include "population/population.hpp"

namespace hotline::population {
namespace {

using sample::Random;

constexpr std::int32_t kFirstYear = 2008, kLastYear = 2022;
constexpr std::size_t kBatch = 20'000;
constexpr std::uint64_t kAlterSalt = 0xA17;

struct Words {
  std::string_view ukrainian, russian;
};
constexpr std::array kMarks{Words{"шрам", "шрам"},
                            Words{"родимка", "родинка"},
                            Words{"опік", "ожог"},
                            Words{"слід від операції", "след от операции"},
                            Words{"рубець", "рубец"},
                            Words{"пляма від народження", "родимое пятно"},
                            Words{"слід від укусу", "след от укуса"}};
constexpr std::array kPlaces{Words{"лівій щоці", "левой щеке"},
                             Words{"правій щоці", "правой щеке"},
                             Words{"лівому коліні", "левом колене"},
                             Words{"правому коліні", "правом колене"},
                             Words{"шиї", "шее"},
                             Words{"спині", "спине"},
                             Words{"лівому плечі", "левом плече"},
                             Words{"правому плечі", "правом плече"},
                             Words{"животі", "животе"},
                             Words{"підборідді", "подбородке"},
                             Words{"лівій руці", "левой руке"},
                             Words{"правій руці", "правой руке"},
                             Words{"лобі", "лбу"},
                             Words{"правому стегні", "правом бедре"}};

struct Mark {
  std::size_t kind = 0, place = 0;
};

struct Relative {
  const GivenName* given = nullptr;
  core::PartialDate birth;
};

struct Child {
  Person self;
  Person mother;
  std::vector<Relative> siblings;
  std::vector<Mark> marks;
};

std::string marks_in(const std::vector<Mark>& marks, bool ukrainian) {
  std::string text;
  for (const Mark& mark : marks) {
    const Words& kind = kMarks[mark.kind];
    const Words& place = kPlaces[mark.place];
    if (!text.empty()) text += ", ";
    text += std::string(ukrainian ? kind.ukrainian : kind.russian) + " на " +
            std::string(ukrainian ? place.ukrainian : place.russian);
  }
  return text;
}

Origin child_origin(Random& random) {
  const std::uint64_t point = random.below(100);
  if (point < 70) return Origin::kUkrainian;
  return point < 93 ? Origin::kRussian : point < 97 ? Origin::kBelarusian : Origin::kEastern;
}

class Children {
 public:
  Children(const NameLists& names, std::uint64_t seed) : names_(names), seed_(seed) {}

  Child child(std::uint64_t index) const {
    Random random = sample::random_at(seed_, index);
    Child child;
    Person& self = child.self;
    self.index = index;
    self.origin = child_origin(random);
    self.sex = random.percent(50) ? core::Sex::kFemale : core::Sex::kMale;
    const auto surname = names_.draw_surname(self.origin, random);
    self.surname = surname.text;
    self.surname_rank = surname.rank;
    self.given = &names_.draw_given(self.origin, self.sex, random);
    self.father = &names_.draw_given(self.origin, core::Sex::kMale, random);
    self.birth = sample::random_day(random, kFirstYear, kLastYear);
    child.mother = self;
    child.mother.sex = core::Sex::kFemale;
    child.mother.given = &names_.draw_given(self.origin, core::Sex::kFemale, random);
    child.mother.father = &names_.draw_given(self.origin, core::Sex::kMale, random);
    constexpr std::array<std::size_t, 10> kSiblings{0, 0, 0, 1, 1, 1, 1, 2, 2, 3};
    for (std::size_t i = kSiblings[random.below(kSiblings.size())]; i > 0; --i) {
      const core::Sex sex = random.percent(50) ? core::Sex::kFemale : core::Sex::kMale;
      const std::int32_t year = std::clamp(self.birth.year + random.between(-7, 7), kFirstYear - 3, kLastYear + 1);
      child.siblings.push_back({&names_.draw_given(self.origin, sex, random), sample::random_day(random, year, year)});
    }
    for (std::uint64_t i = random.below(3); i > 0; --i) {
      child.marks.push_back({random.below(kMarks.size()), random.below(kPlaces.size())});
    }
    return child;
  }

  Altered altered(std::uint64_t index) const {
    constexpr std::array kAlterations{Altered::kNothing, Altered::kSurnameAndDate, Altered::kSurnameAndDate,
                                      Altered::kSurnameDateAndGiven};
    return kAlterations[index % kAlterations.size()];
  }

  // What a record keeps: at least one of what its child has; nothing when the child has none of it.
  std::optional<Kept> kept(const Child& child) const {
    Random random = sample::random_at(seed_ ^ kAlterSalt, child.self.index);
    Kept kept;
    for (int tried = 0; tried < 20 && kept.count() == 0; ++tried) {
      kept.siblings = !child.siblings.empty() && random.percent(65);
      kept.mother = random.percent(50);
      kept.marks = !child.marks.empty() && random.percent(50);
    }
    return kept.count() == 0 ? std::nullopt : std::optional(kept);
  }

  matching::Record record(const Child& child) const {
    Random random = sample::random_at(seed_ ^ kAlterSalt * 3, child.self.index);
    Person self = child.self;
    const Altered alteration = altered(self.index);
    if (alteration != Altered::kNothing) {
      const auto other = names_.draw_surname(Origin::kRussian, random);
      self.origin = Origin::kRussian;
      self.surname = other.text;
      self.birth = altered_date(child.self.birth, random);
    }
    if (alteration == Altered::kSurnameDateAndGiven) {
      while (self.given == child.self.given) self.given = &names_.draw_given(self.origin, self.sex, random);
    }
    const auto id = static_cast<std::int64_t>(self.index) + 1;
    matching::Record record;
    record.person = core::PersonId(id);
    record.facts.cluster = core::ClusterId(id);
    record.facts.version = 1;
    record.facts.side = core::Side::kChild;
    record.names.push_back(spelled(self, "ru"));
    if (random.percent(15)) record.names.front().patronymic.clear();
    record.sex = self.sex;
    record.birth_date = self.birth;
    keep(child, random, record);
    return record;
  }

  matching::Query query(const Child& child) const {
    Random random = sample::random_at(seed_ ^ kAlterSalt * 5, child.self.index);
    const std::string_view language = random.percent(65) ? "uk" : "ru";
    matching::Query query;
    query.profile = matching::EvidenceProfile::kAlteredIdentity;
    query.name = spelled(child.self, language);
    query.sex = child.self.sex;
    query.birth_date = child.self.birth;
    const auto mother = spelled(child.mother, language);
    query.circumstances.mother = mother.surname + " " + mother.given + " " + mother.patronymic;
    for (const Relative& sibling : child.siblings) {
      query.circumstances.siblings.push_back({given_in(*sibling.given, language), sibling.birth});
    }
    query.circumstances.marks = marks_in(child.marks, language == "uk");
    return query;
  }

 private:
  static std::string given_in(const GivenName& name, std::string_view language) {
    return language == "uk" ? name.ukrainian : name.russian;
  }

  // Same year, some weeks off, a year or two off, day and month kept, or quite free: never the true one.
  static core::PartialDate altered_date(const core::PartialDate& date, Random& random) {
    core::PartialDate other = date;
    while (other == date) {
      const std::uint64_t point = random.below(100);
      const std::int32_t year = date.year;
      if (point < 20) {
        other = sample::random_day(random, year, year);
      } else if (point < 45) {
        other.month = static_cast<std::uint8_t>(std::clamp(date.month + random.between(-2, 2), 1, 12));
        other.day = static_cast<std::uint8_t>(random.between(1, 28));
      } else if (point < 70) {
        other = sample::random_day(random, year - 2, year + 2);
      } else if (point < 85) {
        other.year = static_cast<std::int16_t>(year + random.between(-3, 3));
        if (other.month == 2 && other.day == 29) other.day = 28;
      } else {
        other = sample::random_day(random, kFirstYear, kLastYear);
      }
    }
    return other;
  }

  void keep(const Child& child, Random& random, matching::Record& record) const {
    const auto kept = this->kept(child);
    if (!kept) return;
    if (kept->mother) {
      const auto mother = spelled(child.mother, "ru");
      record.circumstances.mother = mother.given + (random.percent(70) ? " " + mother.patronymic : "");
      if (random.percent(50)) record.circumstances.mother = mother.surname + " " + record.circumstances.mother;
    }
    if (kept->siblings) {
      for (const Relative& sibling : child.siblings) {
        matching::Sibling one{sibling.given->russian, sibling.birth};
        // They were entered together: of a third only the year, a third with a date changed as well.
        const std::uint64_t point = random.below(3);
        if (point == 0) {
          one.birth_date = core::PartialDate{};
          one.birth_date.precision = core::DatePrecision::kYear;
          one.birth_date.year = sibling.birth.year;
        } else if (point == 1) {
          one.birth_date = altered_date(sibling.birth, random);
        }
        record.circumstances.siblings.push_back(std::move(one));
      }
    }
    if (kept->marks) record.circumstances.marks = marks_in(child.marks, random.percent(20));
  }

  const NameLists& names_;
  std::uint64_t seed_;
};

std::string words_of(const Kept& kept) {
  if (kept.count() == 3) return "all three";
  if (kept.count() == 2) return "two of them";
  return kept.siblings ? "siblings" : kept.mother ? "mother" : "marks";
}

void note(const Children& children, const matching::Index& index, const Child& child, ChildResult& result) {
  const double cpu = thread_cpu_seconds();
  const matching::Found found = index.find(children.query(child));
  result.cpu_s += thread_cpu_seconds() - cpu;
  ++result.asked;
  result.scored += found.scored;
  for (std::size_t i = 0; i < found.candidates.size(); ++i) {
    if (found.candidates[i].person.value() - 1 != static_cast<std::int64_t>(child.self.index)) continue;
    result.first += i == 0 ? 1 : 0;
    ++result.listed;
    result.likely += found.candidates[i].probability >= core::kLikelyProbability ? 1 : 0;
  }
}

}  // namespace

std::string_view name_of(Altered altered) {
  switch (altered) {
    case Altered::kNothing:
      return "nothing";
    case Altered::kSurnameAndDate:
      return "surname, date";
    case Altered::kSurnameDateAndGiven:
      return "surname, date, given name";
  }
  return "";
}

bool ChildResult::met() const {
  // Only the whole of them bears the bar.
  if (altered != Altered::kSurnameAndDate || kept != "any") return true;
  return static_cast<double>(listed) >= kChildListedMin * static_cast<double>(asked);
}

bool ChildrenMeasure::all_met() const {
  return std::all_of(results.begin(), results.end(), [](const ChildResult& result) { return result.met(); });
}

ChildrenMeasure measure_children(std::shared_ptr<const matching::Lexicon> lexicon, const NameLists& names,
                                 const ChildrenOptions& options) {
  const Children children(names, options.seed);
  matching::Index index(std::move(lexicon));
  index.begin_load(options.size);
  for (std::uint64_t done = 0; done < options.size;) {
    std::vector<matching::Record> batch;
    for (; batch.size() < kBatch && done < options.size; ++done) batch.push_back(children.record(children.child(done)));
    index.load(std::move(batch));
  }
  index.end_load(1);

  ChildrenMeasure measure;
  measure.records = index.stats().records;
  measure.bytes_a_record = static_cast<double>(index.stats().bytes) / static_cast<double>(measure.records);
  for (const Altered altered : {Altered::kNothing, Altered::kSurnameAndDate, Altered::kSurnameDateAndGiven}) {
    std::vector<ChildResult> results;
    for (const char* kept : {"any", "siblings", "mother", "marks", "two of them", "all three"}) {
      ChildResult result;
      result.altered = altered;
      result.kept = kept;
      results.push_back(std::move(result));
    }
    for (std::uint64_t i = 1; results.front().asked < options.questions && i < 40 * options.questions; ++i) {
      const std::uint64_t at = i * 15'485'863 % options.size;
      if (children.altered(at) != altered) continue;
      const Child child = children.child(at);
      const auto kept = children.kept(child);
      if (!kept) continue;
      ChildResult one;
      note(children, index, child, one);
      for (ChildResult& result : results) {
        if (result.kept != "any" && result.kept != words_of(*kept)) continue;
        result.asked += one.asked;
        result.first += one.first;
        result.listed += one.listed;
        result.likely += one.likely;
        result.scored += one.scored;
        result.cpu_s += one.cpu_s;
      }
    }
    for (ChildResult& result : results) measure.results.push_back(std::move(result));
  }
  return measure;
}

void print(const ChildrenMeasure& measure) {
  std::printf("children, %zu records, %.1f bytes each; bar: %.2f in the list of ten with surname and date changed\n",
              measure.records, measure.bytes_a_record, kChildListedMin);
  std::printf("  %-26s %-12s %6s %7s %7s %8s %7s %7s\n", "changed", "record keeps", "asked", "first", "listed",
              "likely", "scored", "cpu us");
  for (const ChildResult& result : measure.results) {
    if (result.asked == 0) continue;
    const auto n = static_cast<double>(result.asked);
    const bool bar = result.altered == Altered::kSurnameAndDate && result.kept == "any";
    std::printf("  %-26s %-12s %6zu %7.4f %7.4f %8.4f %7.0f %7.1f  %s\n", std::string(name_of(result.altered)).c_str(),
                result.kept.c_str(), result.asked, static_cast<double>(result.first) / n,
                static_cast<double>(result.listed) / n, static_cast<double>(result.likely) / n,
                static_cast<double>(result.scored) / n, result.cpu_s * 1e6 / n,
                !bar           ? ""
                : result.met() ? "met"
                               : "MISSED");
  }
}

}  // namespace hotline::population
