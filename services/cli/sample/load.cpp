#include "cli/sample/load.hpp"

#include <numeric>

#include "cli/sample/forbidden.hpp"
#include "cli/sample/identity.hpp"
#include "cli/sample/peoples.hpp"
#include "cli/sample/random.hpp"
#include "cli/sample/spelling.hpp"

namespace hotline::sample {
namespace {

constexpr std::uint64_t kRussianPercent = 80;
constexpr std::uint64_t kHeldPercent = 3;
constexpr std::uint64_t kDistortedPercent = 30;
constexpr std::uint64_t kAbsentFrom = std::uint64_t{1} << 62U;  // indexes that no load register reaches
constexpr std::uint64_t kQuerySalt = 0x51;

// Only the peoples whose lists are in Russian spelling, as the register's rows are.
struct Tables {
  std::vector<const People*> small;
  std::vector<Zipf> small_surnames;
  Zipf surnames{load_surnames().size()};
  Zipf men{peoples()[kRussians].men.size()};

  Tables() {
    for (std::size_t i = kBelarusians + 1; i < peoples().size(); ++i) {
      small.push_back(&peoples()[i]);
      small_surnames.emplace_back(peoples()[i].surnames.size());
    }
  }
};

const Tables& tables() {
  static const Tables kTables;
  return kTables;
}

Identity draw(Random& random) {
  const auto& all = tables();
  const auto& russian = peoples()[kRussians];
  Identity identity;
  if (random.percent(kRussianPercent)) {
    identity.people = &russian;
    identity.surname = load_surnames()[all.surnames.draw(random)];
    identity.given = russian.men[all.men.draw(random)];
    identity.father = russian.men[all.men.draw(random)];
  } else {
    const auto index = random.below(all.small.size());
    identity.people = all.small[index];
    identity.surname = identity.people->surnames[all.small_surnames[index].draw(random)];
    identity.given = random.one_of(identity.people->men);
    if (identity.people->patronymics != PatronymicStyle::kNone) identity.father = random.one_of(identity.people->men);
  }
  identity.birth = random_day(random, 1965, 2006);
  return identity;
}

Identity identity_at(Random& random) {
  for (;;) {
    auto identity = draw(random);
    if (!is_well_known(identity.surname, identity.given)) return identity;
  }
}

// One letter wrong, lost, doubled, or changed for its neighbour; never the first, which callers rarely miss.
void mistype(Random& random, std::string& word) {
  auto letters = to_letters(word);
  if (letters.size() < 4) return;
  const auto place = 1 + random.below(letters.size() - 2);
  switch (random.below(4)) {
    case 0: {
      constexpr std::u32string_view kNearby = U"аоеиуыклнртсвд";
      const auto letter = kNearby[random.below(kNearby.size())];
      letters[place] = letters[place] == letter ? U'я' : letter;
      break;
    }
    case 1:
      letters.erase(place, 1);
      break;
    case 2:
      letters.insert(place, 1, letters[place]);
      break;
    default:
      if (letters[place] == letters[place + 1]) {
        letters.erase(place, 1);
      } else {
        std::swap(letters[place], letters[place + 1]);
      }
  }
  word = to_utf8(letters);
}

// A step that visits every row once.
std::uint64_t coprime_step(std::uint64_t persons) {
  auto step = static_cast<std::uint64_t>(0.618033988749895 * static_cast<double>(persons)) | 1U;
  while (std::gcd(step, persons) != 1) step += 2;
  return step;
}

}  // namespace

Row load_row(std::uint64_t seed, std::uint64_t index) {
  auto random = random_at(seed, index);
  const auto identity = identity_at(random);
  const auto name = spell(identity, Spelling::kOwn);
  Row row;
  row.external_id = "L-" + std::to_string(index);
  row.surname = name.surname;
  row.given_name = name.given;
  row.patronymic = name.patronymic;
  row.name_kind = "document";
  row.language = name.language;
  row.sex = "m";
  row.birth_date = iso(identity.birth);
  row.service_number = "ТРЛ-L" + std::to_string(index);
  const bool arrived = random.percent(40);
  row.statement = arrived ? core::StatementKind::kArrivedAtInternment : core::StatementKind::kCaptured;
  row.evidence = arrived ? core::EvidenceRung::kR4 : core::EvidenceRung::kR3;
  row.fact_date = iso(random_day(random, 2025, 2025));
  row.inform_kin = random.percent(40) ? "yes" : "not_asked";
  row.region = std::to_string(random.between(1, 99));
  return row;
}

void generate_rows(std::uint64_t count, std::uint64_t seed, std::uint64_t start,
                   const std::function<void(const Row&)>& sink) {
  for (std::uint64_t index = start; index < start + count; ++index) sink(load_row(seed, index));
}

Query next_query(std::uint64_t seed, std::uint64_t persons, std::uint64_t number) {
  auto random = random_at(seed ^ kQuerySalt, number);
  Query query;
  query.held = persons > 0 && random.percent(kHeldPercent);
  std::uint64_t index = kAbsentFrom + number;
  if (query.held) {
    // persons < 2^31 keeps the product in range.
    query.row = (number % persons * coprime_step(persons) + seed) % persons;
    index = query.row;
  }
  auto row_random = random_at(seed, index);
  const auto identity = identity_at(row_random);
  auto name = spell(identity, Spelling::kOwn);
  if (random.percent(kDistortedPercent)) query.distortion = random.percent(50) ? Distortion::kTypo : Distortion::kLatin;
  if (query.distortion == Distortion::kLatin) {
    name = spell(identity, Spelling::kLatin);
    if (random.percent(50)) {
      const auto ukrainian = spell(identity, Spelling::kUkrainian);
      name.surname = romanise(ukrainian.surname, "uk");
      name.given = romanise(ukrainian.given, "uk");
      name.patronymic = romanise(ukrainian.patronymic, "uk");
    }
  } else if (query.distortion == Distortion::kTypo) {
    mistype(random, random.percent(70) ? name.surname : name.given);
  }
  query.name.surname = name.surname;
  query.name.given = name.given;
  query.name.patronymic = name.patronymic;
  query.birth_date = identity.birth;
  return query;
}

}  // namespace hotline::sample
