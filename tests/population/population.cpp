#include "population/population.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <functional>
#include <utility>
#include <vector>

#include "cli/sample/forbidden.hpp"
#include "cli/sample/identity.hpp"
#include "cli/sample/spelling.hpp"
#include "support/source_path.hpp"

namespace hotline::population {
namespace {

using sample::Random;

constexpr std::int32_t kFirstYear = 1965, kLastYear = 2006;
constexpr std::int32_t kFatherBornMax = 1986;
constexpr std::uint64_t kWrittenSalt = 0x57, kBrotherSalt = 0xB7;
constexpr std::size_t kBatch = 20'000;

constexpr std::array<std::uint64_t, kOrigins> kOriginPercent{42, 30, 20, 5, 3};

Origin drawn_origin(Random& random) {
  std::uint64_t point = random.below(100);
  std::size_t origin = 0;
  while (point >= kOriginPercent[origin]) point -= kOriginPercent[origin++];
  return static_cast<Origin>(origin);
}

std::string given_in(const GivenName& name, std::string_view language) {
  return language == "uk" ? name.ukrainian : name.russian;
}

// Georgians, Armenians and Balts have no patronymic at home, but papers of this war's sides give most of them one.
bool bears_patronymic(Origin origin, Random& random) {
  return (origin != Origin::kEastern && origin != Origin::kBaltic) || random.percent(85);
}

void give_brothers_name(Person& person, const NameLists& names, Random& random) {
  const GivenName* before = person.given;
  do person.given = &names.draw_given(person.origin, person.sex, random);
  while (person.given == before || sample::is_well_known(person.surname, person.given->russian) ||
         sample::is_well_known(person.surname, person.given->ukrainian));
}

}  // namespace

core::NameParts spelled(const Person& person, std::string_view language) {
  std::string surname = person.surname;
  if (language != person.language()) {
    surname = language == "uk" ? sample::russian_to_ukrainian(surname) : sample::ukrainian_to_russian(surname);
  }
  core::NameParts name;
  name.surname = sample::surname_for(person.sex, surname, language);
  name.given = given_in(*person.given, language);
  if (person.father != nullptr) {
    name.patronymic = sample::slavic_patronymic(given_in(*person.father, language), person.sex, language);
  }
  return name;
}

Person Population::stranger(std::uint64_t index) const {
  Random random = sample::random_at(seed_, index);
  Person person;
  person.index = index;
  person.origin = drawn_origin(random);
  do {
    const auto surname = names_.draw_surname(person.origin, random);
    person.surname = surname.text;
    person.surname_rank = surname.rank;
    person.given = &names_.draw_given(person.origin, person.sex, random);
  } while (sample::is_well_known(person.surname, person.given->russian) ||
           sample::is_well_known(person.surname, person.given->ukrainian));
  if (bears_patronymic(person.origin, random))
    person.father = &names_.draw_given(person.origin, core::Sex::kMale, random);
  person.birth = sample::random_day(random, kFirstYear, kLastYear);
  return person;
}

Person Population::person(std::uint64_t index) const {
  const bool brother = index % 20 == 19;
  const bool son = index % 50 == 33;
  if (!brother && !son) return stranger(index);
  Person person = stranger(index - 1);
  Random random = sample::random_at(seed_ ^ kBrotherSalt, index);
  if (son && person.birth.year > kFatherBornMax) return stranger(index);
  person.index = index;
  if (brother) {
    person.kin = Kin::kBrother;
    const std::int32_t year = std::clamp(person.birth.year + random.between(-8, 8), kFirstYear, kLastYear);
    person.birth = sample::random_day(random, year, year);
  } else {
    person.kin = Kin::kSon;
    person.father = person.given;
    const std::int32_t year = person.birth.year + random.between(19, 20);
    person.birth = sample::random_day(random, year, year);
  }
  give_brothers_name(person, names_, random);
  return person;
}

Person Population::brother_of(const Person& held, std::uint64_t salt, bool same_day) const {
  Random random = sample::random_at(seed_ ^ kBrotherSalt ^ (salt << 20U), held.index);
  Person person = held;
  person.index = ~held.index;
  person.kin = Kin::kBrother;
  give_brothers_name(person, names_, random);
  if (!same_day) {
    const std::int32_t year = std::clamp(held.birth.year + random.between(-8, 8), kFirstYear, kLastYear);
    person.birth = sample::random_day(random, year, year);
  }
  return person;
}

Written Population::written(const Person& person) const {
  Random random = sample::random_at(seed_ ^ kWrittenSalt, person.index);
  const std::string_view own = person.language();
  const std::uint64_t spelling = random.below(100);
  const bool other = spelling >= 78 && spelling < 92;
  const std::string_view language = !other ? own : own == "uk" ? "ru" : "uk";
  Written written;
  written.text = spelled(person, language);
  written.latin = spelling >= 92;
  if (written.latin) {
    written.text.surname = sample::romanise(written.text.surname, language);
    written.text.given = sample::romanise(written.text.given, language);
    written.text.patronymic = sample::romanise(written.text.patronymic, language);
  }
  if (random.percent(4)) written.text.patronymic.clear();
  written.birth = person.birth;
  const std::uint64_t date = random.below(100);
  if (date < 3) {
    written.birth = {};
  } else if (date < 7) {
    written.birth = core::PartialDate{};
    written.birth.precision = core::DatePrecision::kYear;
    written.birth.year = person.birth.year;
  }
  written.whole = !written.text.patronymic.empty() && date >= 7;
  return written;
}

matching::Record Population::record(const Person& person) const {
  Written written = this->written(person);
  Random random = sample::random_at(seed_ ^ kWrittenSalt ^ kBrotherSalt, person.index);
  const auto id = static_cast<std::int64_t>(person.index) + 1;
  matching::Record record;
  record.person = core::PersonId(id);
  record.facts.cluster = core::ClusterId(id);
  record.facts.version = 1;
  record.names.push_back(std::move(written.text));
  record.sex = person.sex;
  record.birth_date = written.birth;
  if (random.percent(60)) record.identifier_hashes.push_back(random.next());
  return record;
}

double Population::surname_share(const Person& person) const {
  return static_cast<double>(kOriginPercent[static_cast<std::size_t>(person.origin)]) / 100 *
         names_.surname_share(person.origin, person.surname_rank);
}

bool are_namesakes(const Person& a, const Person& b, SameIn same) {
  return (!same.surname || a.surname == b.surname) && a.given == b.given &&
         (!same.patronymic || a.father == b.father) && (!same.date || a.birth == b.birth);
}

std::uint64_t name_hash(const Person& person, SameIn same) {
  std::uint64_t hash = same.surname ? std::hash<std::string>{}(person.surname) : 0;
  const auto add = [&hash](std::uint64_t value) { hash = Random(hash ^ value).next(); };
  add(std::hash<const void*>{}(person.given));
  if (same.patronymic) add(std::hash<const void*>{}(person.father));
  if (same.date) {
    add(static_cast<std::uint64_t>(person.birth.year) << 16U | static_cast<std::uint64_t>(person.birth.month) << 8U |
        person.birth.day);
  }
  return hash;
}

Loaded load(matching::Index& index, const Population& population, std::uint64_t size) {
  Loaded loaded;
  const auto timed = [](double& seconds, const auto& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  index.begin_load(size);
  for (std::uint64_t done = 0; done < size;) {
    std::vector<matching::Record> batch;
    for (; batch.size() < kBatch && done < size; ++done) batch.push_back(population.record(population.person(done)));
    timed(loaded.read_s, [&] { index.load(std::move(batch)); });
  }
  timed(loaded.build_s, [&] { index.end_load(1); });
  return loaded;
}

std::filesystem::path lexicon_folder() {
  return test::source_path("services/matching/lexicon");
}

double thread_cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace hotline::population
