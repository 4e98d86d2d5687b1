#include "matching/search.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "matching/birth_date.hpp"
#include "matching/calibration.hpp"
#include "matching/evidence.hpp"
#include "matching/parts.hpp"

namespace hotline::matching {
namespace {

// At most this many records are compared for one question, so that the slowest answer stays bounded.
constexpr std::size_t kScoredMax = 1000;
// Records of a broad list whose date alone rules them out: far cheaper, yet bounded too (the visited table holds them).
constexpr std::size_t kPassedMax = 4000;
constexpr std::size_t kListsMax = 1024;
// So many of the best candidates are looked through for others of a candidate's cluster.
constexpr std::size_t kClusterLook = 64;

// Candidates less likely than this are not listed; those with fewer bits cannot reach it and are not counted as rivals.
constexpr double kListedMin = 1e-4;
constexpr float kTotalBitsMin = 2.0F;
constexpr float kBitsBelowRegister = 11.0F;

constexpr float kIdentifierAgreesBits = 26.0F;
constexpr float kIdentifierDiffersBits = -3.0F;
constexpr float kPlaceAgreesBits = 3.5F, kPlaceNearlyBits = 1.5F, kPlaceDiffersBits = -1.0F;
constexpr float kUnitAgreesBits = 4.0F, kUnitNearlyBits = 1.5F, kUnitDiffersBits = -0.7F;
constexpr float kSexAgreesBits = 0.5F, kSexDiffersBits = -5.0F;
// Sounds in which two surnames may differ at all and still be worth an alignment.
constexpr int kMaskDistanceMax = 4;
constexpr float kSurnameUnlikeDistance = 1.0F;

// Evidence of one vocabulary word against one reading, remembered for the length of a question.
struct Remembered {
  std::uint64_t key = 0;
  std::uint32_t question = 0;
  GivenMatch match;
  SurnameMatch surname;
  float bits = 0;
  bool differs = false;

  void set(const FieldEvidence& evidence) {
    bits = evidence.weight_bits;
    differs = evidence.agreement == Agreement::kDiffers;
  }
};

template <std::size_t Size>
struct Memory {
  std::array<Remembered, Size> entries;
  Remembered& at(std::uint64_t key) { return entries[mix(key) & (Size - 1)]; }
};

struct List {
  std::uint32_t segment = 0;
  std::span<const std::uint32_t> rows;
  bool broad = false;  // everybody of a surname: a date that has nothing in common rules a row out unseen
};

struct Hit {
  Score score;
  std::uint32_t segment = 0, row = 0;
  std::int64_t cluster = 0;
};

// Everything a question needs, kept per thread so that no question allocates.
struct Scratch {
  Readings readings;
  std::array<List, kListsMax> lists;
  std::size_t list_count = 0;
  std::array<std::uint64_t, 8192> visited;
  std::array<std::uint32_t, 8192> visited_question;
  std::uint32_t question = 1;
  Memory<1024> surnames;
  Memory<256> givens, patronymics;
  std::array<Hit, kScoredMax> hits;
  std::size_t hit_count = 0;

  Scratch() { forget(); }
  // When the numbers of questions begin anew, nothing of the old ones may look fresh.
  void forget() {
    visited_question.fill(0);
    for (auto* memory : {&givens, &patronymics}) {
      for (Remembered& entry : memory->entries) entry.question = 0;
    }
    for (Remembered& entry : surnames.entries) entry.question = 0;
    question = 1;
  }
};

class Question {
 public:
  Question(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch)
      : lexicon_(lexicon), query_(query), state_(state), scratch_(scratch) {
    if (++scratch_.question == 0) scratch_.forget();
    scratch_.list_count = scratch_.hit_count = 0;
    read_name(lexicon_, query_.name, scratch_.readings);
    bits_min_ = std::max(kTotalBitsMin, std::log2(static_cast<float>(state_.records + 1)) - kBitsBelowRegister);
    place_ = read_phrase(query_.birthplace);
    unit_ = read_phrase(query_.unit);
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
      NameToken& surname = scratch_.readings.list[i].surname;
      if (surname.known()) surname.bits = std::min(surname.bits, register_bits(surname));
      surname_bits_max_ = std::max(surname_bits_max_, surname.bits);
    }
  }

  void run(Found& found) {
    collect();
    score_lists(found);
    if (scratch_.hit_count > 0) answer(found);
  }

 private:
  // A surname that the frequency table calls rare may be common here (a village, a people): what the register itself
  // holds bounds its weight. Smoothed, so that a small register says little.
  float register_bits(const NameToken& surname) const {
    constexpr float kSmoothing = 20'000;
    constexpr float kRareShare = 4e-5F;
    std::size_t count = 0;
    for (const auto& segment : state_.segments) count += segment->postings.find(key_surname(surname.skeleton)).size();
    // About half of the persons whose surname has these consonants bear this very surname.
    const float share = (0.5F * static_cast<float>(count) + kSmoothing * kRareShare) /
                        (static_cast<float>(state_.records) + kSmoothing);
    return -std::log2(std::min(share, 0.5F));
  }

  void add_key(std::uint64_t key) {
    for (std::uint32_t s = 0; s < state_.segments.size(); ++s) {
      const auto rows = state_.segments[s]->postings.find(key);
      if (rows.empty() || scratch_.list_count == kListsMax) continue;
      scratch_.lists[scratch_.list_count++] = {s, rows, false};
    }
  }

  void collect() {
    for (const std::uint64_t hash : query_.identifier_hashes) add_key(key_identifier(hash));
    if (query_.thorough && query_.birth_date.full()) add_key(key_date(query_.birth_date));
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
      const Reading& reading = scratch_.readings.list[i];
      Codes given = given_codes(reading.given);
      for (const GivenSense& sense : reading.given.sense_list()) {
        for (const GivenClass other : lexicon_.linked(sense.given)) given.add(other);
      }
      Codes exact = given;  // codes that a record can have for this very name
      if (reading.given.known()) {
        given.add(kNoGiven);
        if (!reading.given.initial) given.add(initial_code(reading.given));
      }
      Codes patronymic = patronymic_codes(reading.patronymic);
      const NameToken& surname = reading.surname;
      if (surname.known()) {
        collect_surname(reading, surname.form, surname.skeleton, given, exact, patronymic);
        const std::uint64_t other = surname.other.empty() ? surname.skeleton : skeleton(surname.other);
        if (other != surname.skeleton) collect_surname(reading, surname.other, other, given, exact, patronymic);
      }
      if (!reading.given.known()) continue;
      for (std::size_t g = 0; g < exact.count; ++g) {
        if (query_.birth_date.full()) add_key(key_given_date(exact.list[g], query_.birth_date));
        for (std::size_t p = 0; query_.birth_date.known() && p < patronymic.count; ++p) {
          add_key(key_given_patronymic_year(exact.list[g], patronymic.list[p], query_.birth_date.year));
        }
      }
    }
  }

  void collect_surname(const Reading& reading, const Form& form, std::uint64_t key, const Codes& given,
                       const Codes& exact, const Codes& patronymic) {
    const std::size_t before = scratch_.list_count;
    for (std::size_t g = 0; g < given.count; ++g) add_key(key_surname_given(key, given.list[g]));
    const bool given_met = scratch_.list_count > before;
    for (std::size_t p = 0; p < patronymic.count; ++p) add_key(key_surname_patronymic(key, patronymic.list[p]));
    const Slips slips = surname_slips(form);
    for (std::size_t g = 0; g < exact.count && g < 6; ++g) {
      for (std::size_t s = 0; s < slips.count; ++s) add_key(key_slip_given(slips.list[s], exact.list[g]));
      // With a full date the keys of given name and date find a badly mangled surname, with less to compare.
      const bool by_names = reading.given.known() && !query_.birth_date.full();
      for (std::size_t p = 0; by_names && p < patronymic.count; ++p) {
        add_key(key_given_patronymic_first(exact.list[g], patronymic.list[p], key));
      }
    }
    // Without a given name that the lexicon is sure of, everybody of the surname is looked at.
    const NameToken& name = reading.given;
    // A record that is compared with the others meets its own given name.
    const bool met_others = given_met && !query_.thorough;
    const bool unsure = !name.known() || name.initial || (!met_others && (name.near || name.sense_count == 0));
    if (unsure && &reading == &scratch_.readings.list[0]) {
      const std::size_t first = scratch_.list_count;
      add_key(key_surname(key));
      for (std::size_t i = first; i < scratch_.list_count; ++i) scratch_.lists[i].broad = true;
    }
  }

  bool first_visit(std::uint32_t segment, std::uint32_t row) {
    const std::uint64_t key = std::uint64_t{segment} << 32 | row;
    std::size_t at = mix(key) & (scratch_.visited.size() - 1);
    while (scratch_.visited_question[at] == scratch_.question) {
      if (scratch_.visited[at] == key) return false;
      at = (at + 1) & (scratch_.visited.size() - 1);
    }
    scratch_.visited_question[at] = scratch_.question;
    scratch_.visited[at] = key;
    return true;
  }

  bool ruled_out(const Row& row) const {
    if (!query_.birth_date.full()) return false;
    return compare_dates(query_.birth_date, unpack_date(row.date_and_sex)).match == DateMatch::kUnrelated;
  }

  // Rarest key first: when the budget ends, what is left is what says least.
  void score_lists(Found& found) {
    const auto lists = std::span(scratch_.lists).first(scratch_.list_count);
    std::sort(lists.begin(), lists.end(), [](const List& a, const List& b) { return a.rows.size() < b.rows.size(); });
    std::size_t passed = 0;
    for (const List& list : lists) {
      const Segment& segment = *state_.segments[list.segment];
      constexpr std::size_t kAhead = 8;
      for (std::size_t i = 0; i < list.rows.size(); ++i) {
        if (i + kAhead < list.rows.size()) __builtin_prefetch(&segment.rows[list.rows[i + kAhead]]);
        if (found.scored == kScoredMax) {
          found.budget_spent = true;
          return;
        }
        // Ended rows first: only rows that count against a limit may fill the visited table.
        if (!segment.alive(list.rows[i], state_.change) || !first_visit(list.segment, list.rows[i])) continue;
        if (list.broad && ruled_out(segment.rows[list.rows[i]])) {
          if (++passed < kPassedMax) continue;
          found.budget_spent = true;
          return;
        }
        ++found.scored;
        compare(list.segment, list.rows[i]);
      }
    }
  }

  const Remembered& given_against(std::size_t reading, std::uint32_t id) {
    const std::uint64_t key = std::uint64_t{reading} << 32 | id;
    Remembered& known = scratch_.givens.at(key);
    if (known.question == scratch_.question && known.key == key) return known;
    const NameToken& asked = scratch_.readings.list[reading].given;
    const NameToken& held = state_.vocabulary->given_at(id);
    known.key = key;
    known.question = scratch_.question;
    known.match = match_given(lexicon_, asked, held);
    known.set(given_evidence(known.match, std::min(asked.bits, held.bits)));
    return known;
  }

  const Remembered& patronymic_against(std::size_t reading, std::uint32_t id) {
    const std::uint64_t key = std::uint64_t{reading} << 32 | id;
    Remembered& known = scratch_.patronymics.at(key);
    if (known.question == scratch_.question && known.key == key) return known;
    const NameToken& asked = scratch_.readings.list[reading].patronymic;
    const NameToken& held = state_.vocabulary->patronymic_at(id);
    known.key = key;
    known.question = scratch_.question;
    known.match = match_given(lexicon_, asked, held);
    known.set(patronymic_evidence(known.match, std::min(asked.bits, held.bits)));
    return known;
  }

  static bool unlike(const NameToken& asked, const NameToken& held) {
    if (std::popcount(asked.mask ^ held.mask) <= kMaskDistanceMax) return false;
    if (asked.other.empty() && held.other.empty()) return true;
    const std::uint32_t a = asked.other.empty() ? asked.mask : symbol_mask(asked.other);
    const std::uint32_t b = held.other.empty() ? held.mask : symbol_mask(held.other);
    return std::min({std::popcount(a ^ held.mask), std::popcount(asked.mask ^ b), std::popcount(a ^ b)}) >
           kMaskDistanceMax;
  }

  const Remembered& surname_against(std::size_t reading, std::uint32_t id) {
    const std::uint64_t key = std::uint64_t{reading} << 32 | id;
    Remembered& known = scratch_.surnames.at(key);
    if (known.question == scratch_.question && known.key == key) return known;
    const NameToken& asked = scratch_.readings.list[reading].surname;
    const NameToken& held = state_.vocabulary->surname_at(id);
    known.key = key;
    known.question = scratch_.question;
    if (asked.known() && held.known() && unlike(asked, held)) {
      known.surname = {true, kSurnameUnlikeDistance};
    } else {
      known.surname = match_surnames(asked, held);
    }
    known.set(surname_evidence(known.surname, std::min(asked.bits, held.bits)));
    return known;
  }

  // The name ids of a row: the main one and the further ones.
  template <typename F>
  static void each_name(const Segment& segment, const Row& row, F&& visit) {
    visit(row.name);
    if (row.more == 0) return;
    const auto names = segment.other_names(row);
    for (std::size_t i = 0; i + 2 < names.size(); i += 3) visit(NameIds{names[i], names[i + 1], names[i + 2]});
  }

  FieldEvidence identifier_evidence(const Segment& segment, const Row& row) const {
    if (query_.identifier_hashes.empty()) return {};
    const auto held = segment.identifiers(row);
    if (held.empty()) return {};
    for (std::size_t i = 0; i + 1 < held.size(); i += 2) {
      const std::uint64_t hash = std::uint64_t{held[i + 1]} << 32 | held[i];
      if (std::find(query_.identifier_hashes.begin(), query_.identifier_hashes.end(), hash) !=
          query_.identifier_hashes.end()) {
        return {Agreement::kAgrees, kIdentifierAgreesBits};
      }
    }
    return {Agreement::kDiffers, kIdentifierDiffersBits};
  }

  static FieldEvidence phrase_evidence(const Phrase& asked, const Phrase& held, float agrees, float nearly,
                                       float differs) {
    if (asked.count == 0 || held.count == 0) return {};
    const float overlap = phrase_overlap(asked, held);
    if (overlap >= 1) return {Agreement::kAgrees, agrees};
    return overlap > 0 ? FieldEvidence{Agreement::kNearly, nearly} : FieldEvidence{Agreement::kDiffers, differs};
  }

  FieldEvidence place_evidence(const RowFacts& facts) const {
    return phrase_evidence(place_, state_.vocabulary->phrase_at(facts.place), kPlaceAgreesBits, kPlaceNearlyBits,
                           kPlaceDiffersBits);
  }
  FieldEvidence unit_evidence(const RowFacts& facts) const {
    return phrase_evidence(unit_, state_.vocabulary->phrase_at(facts.unit), kUnitAgreesBits, kUnitNearlyBits,
                           kUnitDiffersBits);
  }

  FieldEvidence sex_evidence(const Row& row) const {
    const core::Sex held = unpack_sex(row.date_and_sex);
    if (query_.sex == core::Sex::kUnknown || held == core::Sex::kUnknown) return {};
    return query_.sex == held ? FieldEvidence{Agreement::kAgrees, kSexAgreesBits}
                              : FieldEvidence{Agreement::kDiffers, kSexDiffersBits};
  }

  FieldEvidence date_evidence(const Row& row) const {
    const DateEvidence date = compare_dates(query_.birth_date, unpack_date(row.date_and_sex));
    switch (date.match) {
      case DateMatch::kNotAsked:
        return {};
      case DateMatch::kExact:
        return {Agreement::kAgrees, date.bits};
      case DateMatch::kSwapped:
      case DateMatch::kDigit:
      case DateMatch::kNearYear:
      case DateMatch::kNearDay:
      case DateMatch::kPlaceholder:
      case DateMatch::kMonth:
      case DateMatch::kYear:
      case DateMatch::kNextYear:
        return {Agreement::kNearly, date.bits};
      case DateMatch::kSameDayMonth:
      case DateMatch::kUnrelated:
        return {Agreement::kDiffers, date.bits};
    }
    return {};
  }

  // Name evidence of the best reading against the best name of the row; `wanted` bits or it is not worth the surname.
  float name_bits(const Segment& segment, const Row& row, float wanted, Contradiction& contradiction,
                  NameEvidence* detail) {
    float best = -1000;
    each_name(segment, row, [&](const NameIds& name) {
      for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
        const Reading& reading = scratch_.readings.list[i];
        const Remembered& given = given_against(i, name.given);
        const Remembered& patronymic = patronymic_against(i, name.patronymic);
        float bits = given.bits + patronymic.bits - reading.penalty_bits;
        if (bits + surname_bits_max_ < std::max(best, wanted)) continue;
        bits += joint(i, name, given.match, patronymic.match);
        const Remembered& surname = surname_against(i, name.surname);
        bits += surname.bits;
        if (bits <= best) continue;
        best = bits;
        contradiction = given.differs                           ? Contradiction::kGiven
                        : patronymic.differs || surname.differs ? Contradiction::kOther
                                                                : Contradiction::kNone;
        if (detail != nullptr) describe(i, name, *detail);
      }
    });
    return best;
  }

  float joint(std::size_t i, const NameIds& name, const GivenMatch& given, const GivenMatch& patronymic) const {
    const NameToken &held_given = state_.vocabulary->given_at(name.given),
                    &held_patronymic = state_.vocabulary->patronymic_at(name.patronymic);
    const Reading& asked = scratch_.readings.list[i];
    return joint_bits(given, patronymic, {asked.given, asked.patronymic}, {held_given, held_patronymic});
  }

  void describe(std::size_t i, const NameIds& name, NameEvidence& detail) const {
    const Reading& asked = scratch_.readings.list[i];
    const Vocabulary& vocabulary = *state_.vocabulary;
    const NameToken &surname = vocabulary.surname_at(name.surname), &given = vocabulary.given_at(name.given),
                    &patronymic = vocabulary.patronymic_at(name.patronymic);
    detail.surname =
        surname_evidence(match_surnames(asked.surname, surname), std::min(asked.surname.bits, surname.bits));
    detail.given = given_evidence(match_given(lexicon_, asked.given, given), std::min(asked.given.bits, given.bits));
    detail.patronymic = patronymic_evidence(match_given(lexicon_, asked.patronymic, patronymic),
                                            std::min(asked.patronymic.bits, patronymic.bits));
  }

  void compare(std::uint32_t segment_at, std::uint32_t row_at) {
    const Segment& segment = *state_.segments[segment_at];
    const Row& row = segment.rows[row_at];
    if (query_.passed_over != core::ClusterId() && segment.facts[row_at].cluster == query_.passed_over.value()) return;
    const FieldEvidence date = date_evidence(row), identifier = identifier_evidence(segment, row),
                        sex = sex_evidence(row);
    float other = date.weight_bits + identifier.weight_bits + sex.weight_bits;
    constexpr float kWeakBitsMax = kPlaceAgreesBits + kUnitAgreesBits;
    const float weak_max = place_.count + unit_.count > 0 ? kWeakBitsMax : 0;
    const float wanted = bits_min_ - other - weak_max;
    Score score;
    score.identifier_agrees = identifier.agreement == Agreement::kAgrees;
    if (scratch_.readings.count) score.name = name_bits(segment, row, wanted, score.contradiction, nullptr);
    if (score.name < wanted) return;
    const bool other_differs = date.agreement == Agreement::kDiffers || sex.agreement == Agreement::kDiffers;
    if (other_differs && score.contradiction == Contradiction::kNone) score.contradiction = Contradiction::kOther;
    if (weak_max > 0) {
      const RowFacts& facts = segment.facts[row_at];
      other += place_evidence(facts).weight_bits + unit_evidence(facts).weight_bits;
    }
    score.total = score.name + other;
    temper(score, state_.records);
    if (score.total < bits_min_) return;
    scratch_.hits[scratch_.hit_count++] = {score, segment_at, row_at, segment.facts[row_at].cluster};
  }

  void answer(Found& found) {
    const auto hits = std::span(scratch_.hits).first(scratch_.hit_count);
    const std::size_t kept_max = std::min(kClusterLook, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept_max), hits.end(),
                      [](const Hit& a, const Hit& b) { return a.score.total > b.score.total; });
    // The best of a cluster stands for it among the rivals; the others are listed, since an answer must know them.
    double rivals = -1;
    for (std::size_t i = 0; i < hits.size(); ++i) {
      const auto better = hits.first(std::min(i, kept_max));
      const bool again =
          std::any_of(better.begin(), better.end(), [&](const Hit& other) { return other.cluster == hits[i].cluster; });
      if (!again)
        rivals += std::exp2(static_cast<double>(hits[i].score.total) - static_cast<double>(hits[0].score.total));
    }
    const Posterior chance = posterior(hits[0].score, rivals, state_.records);
    const std::size_t listed = std::min(kept_max, kCandidatesMax);
    found.candidates.reserve(listed);
    for (const Hit& hit : hits.first(listed)) {
      const double probability = chance.of(hit.score.total, hits[0].score.total);
      if (probability < kListedMin) break;
      found.candidates.push_back(candidate(hit, probability));
    }
  }

  Candidate candidate(const Hit& hit, double probability) {
    const Segment& segment = *state_.segments[hit.segment];
    const Row& row = segment.rows[hit.row];
    const RowFacts& facts = segment.facts[hit.row];
    Candidate out;
    out.person = core::PersonId(segment.persons[hit.row]);
    out.facts = unpack_facts(facts);
    out.probability = probability;
    out.alone = posterior(hit.score, 0, state_.records).any;
    out.score_bits = static_cast<double>(hit.score.total);
    const auto set = [&](Field field, const FieldEvidence& evidence) {
      out.fields[static_cast<std::size_t>(field)] = evidence;
    };
    NameEvidence name;
    Contradiction contradiction{};
    if (scratch_.readings.count) name_bits(segment, row, -1000, contradiction, &name);
    set(Field::kSurname, name.surname);
    set(Field::kGiven, name.given);
    set(Field::kPatronymic, name.patronymic);
    set(Field::kBirthDate, date_evidence(row));
    set(Field::kIdentifier, identifier_evidence(segment, row));
    set(Field::kBirthplace, place_evidence(facts));
    set(Field::kUnit, unit_evidence(facts));
    set(Field::kSex, sex_evidence(row));
    return out;
  }

  const Lexicon& lexicon_;
  const Query& query_;
  const State& state_;
  Scratch& scratch_;
  Phrase place_, unit_;
  float surname_bits_max_ = 0;
  float bits_min_ = kTotalBitsMin;
};

Scratch& scratch_of_thread() {
  thread_local const std::unique_ptr<Scratch> scratch = std::make_unique<Scratch>();
  return *scratch;
}

}  // namespace

void search(const Lexicon& lexicon, const Query& query, const State& state, Found& found) {
  Question(lexicon, query, state, scratch_of_thread()).run(found);
}

}  // namespace hotline::matching
