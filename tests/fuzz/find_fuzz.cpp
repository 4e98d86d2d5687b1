// A question to a small register that holds, beside invented people, one record of the input's own making.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/normal.hpp"
#include "fuzz/fuzz.hpp"
#include "matching/index.hpp"
#include "matching/parts.hpp"

namespace hotline::fuzz {
namespace {

using matching::Candidate;
using matching::Found;
using matching::Index;
using matching::Query;
using matching::Record;

constexpr std::int64_t kOwnRecord = 1000;
// The index never forgets a word while it runs: it is filled anew before they become many.
constexpr std::size_t kRecordsPerLoad = 2000;

Record record(std::int64_t person, std::string_view name, std::string_view date) {
  Record made;
  made.person = core::PersonId(person);
  made.facts.cluster = core::ClusterId(person);
  made.names.push_back(name_of(name));
  made.birth_date = date_of(date);
  return made;
}

std::vector<Record> people() {
  constexpr std::string_view kSurnames[] = {"Вигаданенко", "Vydumanchuk", "Неіснуєв",    "Тестівський",
                                            "Прикладюк",   "Зразкова",    "Мнимо-Образ", "Приміренко"};
  constexpr std::string_view kGiven[] = {"Іван\tПетрович", "Olena\tIvanivna", "Мыкола\tСидорович", "Саша\t", "Й.\tП."};
  std::vector<Record> made;
  for (const auto surname : kSurnames) {
    for (const auto given : kGiven) {
      const auto person = static_cast<std::int64_t>(made.size() + 1);
      const std::string day = std::to_string(10 + person % 18) + ".03." + std::to_string(1970 + person);
      made.push_back(record(person, std::string(surname) + '\t' + std::string(given), day));
      made.back().birthplace = "Вигадане, Приміська обл.";
      made.back().unit = "12 обр";
      made.back().sex = core::Sex::kMale;
      made.back().identifier_hashes = {static_cast<std::uint64_t>(person)};
    }
  }
  return made;
}

void fill(Index& index) {
  index.begin_load(64);
  index.load(people());
  index.end_load(1);
}

bool is_probability(double value) {
  return std::isfinite(value) && value >= 0 && value <= 1;
}

void check(const Candidate& candidate) {
  require(is_probability(candidate.probability) && is_probability(candidate.alone),
          "a probability lies between 0 and 1");
  require(candidate.probability <= candidate.alone + 1e-9, "rivals make nobody likelier");
  double sum = 0;
  for (const auto& field : candidate.fields) {
    require(std::isfinite(field.weight_bits), "a field weighs something finite");
    require(field.agreement != matching::Agreement::kNotAsked || field.weight_bits == 0,
            "what was not asked is silent");
    sum += static_cast<double>(field.weight_bits);
  }
  // What the fields do not show lowers a score: a reading that is less likely, sexes or generations that do not fit,
  // a fact against.
  require(candidate.score_bits <= sum + 1e-3, "a score is no more than its fields say");
}

void check(const Found& found) {
  require(found.candidates.size() <= matching::kAlteredCandidatesMax, "an answer has a limit of candidates");
  double sum = 0;
  for (std::size_t i = 0; i < found.candidates.size(); ++i) {
    check(found.candidates[i]);
    // A record that is likely the best one's double, unreviewed, is no rival of it.
    if (!found.candidates[i].same_as_best) sum += found.candidates[i].probability;
    require(i == 0 || found.candidates[i].score_bits <= found.candidates[i - 1].score_bits, "the best comes first");
  }
  require(sum <= 1 + 1e-6, "candidates of different people share one probability");
}

bool same(const Found& a, const Found& b) {
  return std::equal(a.candidates.begin(), a.candidates.end(), b.candidates.begin(), b.candidates.end(),
                    [](const Candidate& x, const Candidate& y) {
                      return x.person == y.person && x.probability == y.probability && x.score_bits == y.score_bits;
                    });
}

bool holds(const Found& found, std::int64_t person) {
  return std::any_of(found.candidates.begin(), found.candidates.end(),
                     [&](const Candidate& candidate) { return candidate.person.value() == person; });
}

matching::Circumstances circumstances_of(const std::vector<std::string_view>& texts) {
  matching::Circumstances made;
  made.mother = texts[6];
  if (const std::size_t tab = texts[7].find('\t'); tab != texts[7].npos) {
    made.siblings.push_back({std::string(texts[7].substr(0, tab)), date_of(texts[7].substr(tab + 1))});
  }
  made.marks = texts[8];
  made.last_seen_place = texts[9];
  made.last_seen = date_of(texts[10]);
  return made;
}

// Whether the name alone finds its record when the day of birth is known to the day.
bool can_be_found(const core::NameParts& name) {
  matching::Readings readings;
  matching::read_name(*the_lexicon(), name, readings);
  return readings.count > 0 && readings.list[0].surname.known() && readings.list[0].given.known();
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerInitialize(int*, char***) {
  hotline::fuzz::the_lexicon();
  return 0;
}

// Lines: name of the record, its birth date, name asked for, birth date asked for; of both: birthplace, unit, mother,
// brother or sister as given name, tab and birth date, marks, where last seen, and when.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline;
  using namespace hotline::fuzz;
  static Index index(the_lexicon());
  static std::size_t records = 0;
  if (records++ % kRecordsPerLoad == 0) fill(index);
  const auto texts = lines(data, size, 11);
  Record own = record(kOwnRecord, texts[0], texts[1]);
  own.birthplace = texts[4];
  own.unit = texts[5];
  own.circumstances = circumstances_of(texts);
  Query query;
  query.name = name_of(texts[2]);
  query.birth_date = date_of(texts[3]);
  query.birthplace = texts[4];
  query.unit = texts[5];
  query.circumstances = own.circumstances;
  query.thorough = size % 2 == 1;
  if (size % 3 == 0) query.profile = matching::EvidenceProfile::kAlteredIdentity;
  Query own_query;
  own_query.name = own.names[0];
  own_query.birth_date = own.birth_date;
  index.apply({std::move(own)}, {}, 2);

  const Found found = index.find(query);
  check(found);
  require(size % 4 != 0 || same(found, index.find(query)), "the same question has the same answer");
  const Found own_found = index.find(own_query);
  check(own_found);
  if (own_query.birth_date.full() && can_be_found(own_query.name)) {
    require(holds(own_found, kOwnRecord), "a record is found by its own name and date");
  }
  return 0;
}
