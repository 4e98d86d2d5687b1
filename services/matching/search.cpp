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
constexpr std::size_t kKeysMax = 512, kListsMax = 1024;
// Surnames of the same consonants, and as many one slip away.
constexpr std::size_t kSurnamesMax = 64;
// Given names for which the surnames one slip away are looked up.
constexpr std::size_t kSlipGivenMax = 6;
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

// A key of the question. Of a broad one (everybody of a surname) a date that has nothing in common rules a row out
// unseen.
struct AskedKey {
  Key key;
  bool group = false, broad = false;
};

struct List {
  std::uint32_t segment = 0;
  std::span<const std::uint32_t> entries;
  bool broad = false;
};

struct Hit {
  Score score;
  std::uint32_t segment = 0, row = 0;
  std::int64_t cluster = 0;
};

// Numbers of surnames in the vocabulary.
struct SurnameList {
  std::size_t count = 0;
  std::array<std::uint32_t, kSurnamesMax> ids;
  std::span<const std::uint32_t> view() const { return std::span(ids).first(count); }
  bool holds(std::uint32_t id) const { return std::find(ids.begin(), ids.begin() + count, id) != ids.begin() + count; }
  void add(std::uint32_t id) {
    if (count < ids.size() && !holds(id)) ids[count++] = id;
  }
};

// Everything a question needs, kept per thread so that no question allocates.
struct Scratch {
  Readings readings;
  std::array<AskedKey, kKeysMax> keys;
  std::size_t key_count = 0;
  SurnameList same_surnames, like_surnames;
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
    scratch_.key_count = scratch_.list_count = scratch_.hit_count = 0;
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
    find_lists();
    score_lists(found);
    if (scratch_.hit_count > 0) answer(found);
  }

 private:
  // A surname that the frequency table calls rare may be common here (a village, a people): what the register itself
  // holds bounds its weight. Smoothed, so that a small register says little.
  float register_bits(const NameToken& surname) {
    constexpr float kSmoothing = 20'000;
    constexpr float kRareShare = 4e-5F;
    find_same_surnames(surname);
    std::size_t count = 0;
    for (const auto& segment : state_.segments) {
      for (const std::uint32_t id : scratch_.same_surnames.view()) {
        count += segment->postings.group(key_surname_given(id, kNoGiven).place).size();
      }
    }
    // About half of the persons whose surname has these consonants bear this very surname.
    const float share = (0.5F * static_cast<float>(count) + kSmoothing * kRareShare) /
                        (static_cast<float>(state_.records) + kSmoothing);
    return -std::log2(std::min(share, 0.5F));
  }

  void add_key(const Key& key) {
    if (scratch_.key_count < kKeysMax) scratch_.keys[scratch_.key_count++] = {key, false, false};
  }
  void add_group(const Key& key, bool broad) {
    if (scratch_.key_count < kKeysMax) scratch_.keys[scratch_.key_count++] = {key, true, broad};
  }

  void collect() {
    for (const std::uint64_t hash : query_.identifier_hashes) add_key(key_identifier(hash));
    if (query_.thorough && query_.birth_date.full()) add_group(key_date_given(query_.birth_date, kNoGiven), false);
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) collect_reading(scratch_.readings.list[i]);
  }

  void collect_reading(const Reading& reading) {
    Codes given = given_codes(reading.given);
    for (const GivenSense& sense : reading.given.sense_list()) {
      for (const GivenClass other : lexicon_.linked(sense.given)) given.add(other);
    }
    const Codes exact = given;  // codes that a record can have for this very name
    if (reading.given.known()) {
      given.add(kNoGiven);
      if (!reading.given.initial) given.add(initial_code(reading.given));
    }
    const Codes patronymic = patronymic_codes(reading.patronymic);
    const NameToken& surname = reading.surname;
    if (surname.known()) collect_surname(reading, given, exact, patronymic);
    if (!reading.given.known()) return;
    for (std::size_t g = 0; g < exact.count; ++g) {
      if (query_.birth_date.full()) add_key(key_date_given(query_.birth_date, exact.list[g]));
      for (std::size_t p = 0; query_.birth_date.known() && p < patronymic.count; ++p) {
        add_key(key_given_patronymic_year(exact.list[g], patronymic.list[p], query_.birth_date.year));
      }
    }
  }

  void collect_surname(const Reading& reading, const Codes& given, const Codes& exact, const Codes& patronymic) {
    find_same_surnames(reading.surname);
    find_like_surnames(reading.surname);
    const auto same = scratch_.same_surnames.view(), like = scratch_.like_surnames.view();
    for (const std::uint32_t surname : same) {
      for (std::size_t g = 0; g < given.count; ++g) add_key(key_surname_given(surname, given.list[g]));
      for (std::size_t p = 0; p < patronymic.count; ++p) add_key(key_surname_patronymic(surname, patronymic.list[p]));
    }
    for (const std::uint32_t surname : like) {
      for (std::size_t g = 0; g < exact.count && g < kSlipGivenMax; ++g) {
        add_key(key_surname_given(surname, exact.list[g]));
      }
    }
    // With a full date the keys of given name and date find a badly mangled surname, with less to compare.
    const bool by_names = reading.given.known() && !query_.birth_date.full();
    for (std::size_t g = 0; by_names && g < exact.count && g < kSlipGivenMax; ++g) {
      for (std::size_t p = 0; p < patronymic.count; ++p) {
        add_key(key_given_patronymic_first(exact.list[g], patronymic.list[p], reading.surname.skeleton));
      }
    }
    // Without a given name that the lexicon is sure of, everybody of the surname is looked at.
    const NameToken& name = reading.given;
    const bool known = name.known() && !name.initial;
    const bool unsure = !known || name.near || name.sense_count == 0;
    if (!unsure || &reading != &scratch_.readings.list[0]) return;
    // A record that is compared with the others meets its own given name.
    if (known && !query_.thorough && anybody_called(given)) return;
    for (const std::uint32_t surname : same) add_group(key_surname_given(surname, kNoGiven), true);
  }

  bool anybody_called(const Codes& given) const {
    for (const auto& segment : state_.segments) {
      for (const std::uint32_t surname : scratch_.same_surnames.view()) {
        for (std::size_t g = 0; g < given.count; ++g) {
          if (!segment->postings.find(key_surname_given(surname, given.list[g])).empty()) return true;
        }
      }
    }
    return false;
  }

  void find_same_surnames(const NameToken& surname) {
    scratch_.same_surnames.count = 0;
    const Key main = key_skeleton(surname.skeleton);
    for (const auto& segment : state_.segments) find_surnames(*segment, main, scratch_.same_surnames);
    if (surname.other.empty()) return;
    const Key other = key_skeleton(skeleton(surname.other));
    for (const auto& segment : state_.segments) find_surnames(*segment, other, scratch_.same_surnames);
  }

  // Surnames that one left out or changed consonant makes of this one.
  void find_like_surnames(const NameToken& surname) {
    scratch_.like_surnames.count = 0;
    for (const Form* form : {&surname.form, &surname.other}) {
      const Slips slips = surname_slips(*form);
      for (const auto& segment : state_.segments) {
        for (std::size_t s = 0; s < slips.count; ++s) segment->sounds.prefetch_bucket(slips.list[s].place);
        for (std::size_t s = 0; s < slips.count; ++s) segment->sounds.prefetch_entries(slips.list[s].place);
        for (std::size_t s = slips.count; s-- > 0;) find_surnames(*segment, slips.list[s], scratch_.like_surnames);
      }
    }
  }

  void find_surnames(const Segment& segment, const Key& key, SurnameList& list) {
    for (const std::uint32_t entry : segment.sounds.find(key)) {
      const std::uint32_t id = segment.surnames[row_of(entry)];
      if (&list == &scratch_.same_surnames || !scratch_.same_surnames.holds(id)) list.add(id);
    }
  }

  void find_lists() {
    const auto keys = std::span(scratch_.keys).first(scratch_.key_count);
    for (std::uint32_t s = 0; s < state_.segments.size(); ++s) {
      const Postings& postings = state_.segments[s]->postings;
      for (const AskedKey& asked : keys) postings.prefetch_bucket(asked.key.place);
      for (const AskedKey& asked : keys) postings.prefetch_entries(asked.key.place);
      for (const AskedKey& asked : keys) {
        const auto entries = asked.group ? postings.group(asked.key.place) : postings.find(asked.key);
        if (entries.empty() || scratch_.list_count == kListsMax) continue;
        scratch_.lists[scratch_.list_count++] = {s, entries, asked.broad};
      }
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
    std::sort(lists.begin(), lists.end(),
              [](const List& a, const List& b) { return a.entries.size() < b.entries.size(); });
    std::size_t passed = 0;
    for (const List& list : lists) {
      const Segment& segment = *state_.segments[list.segment];
      constexpr std::size_t kAhead = 8;
      for (std::size_t i = 0; i < list.entries.size(); ++i) {
        if (i + kAhead < list.entries.size()) __builtin_prefetch(&segment.rows[row_of(list.entries[i + kAhead])]);
        if (found.scored == kScoredMax) {
          found.budget_spent = true;
          return;
        }
        const std::uint32_t row = row_of(list.entries[i]);
        // Ended rows first: only rows that count against a limit may fill the visited table.
        if (!segment.alive(row, state_.change) || !first_visit(list.segment, row)) continue;
        if (list.broad && ruled_out(segment.rows[row])) {
          if (++passed < kPassedMax) continue;
          found.budget_spent = true;
          return;
        }
        ++found.scored;
        compare(list.segment, row);
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

  FieldEvidence identifier_evidence(const Segment& segment, const Row& row) const {
    if (query_.identifier_hashes.empty()) return {};
    bool held = false, agrees = false;
    segment.each_identifier(row, [&](std::uint64_t hash) {
      held = true;
      agrees |= std::find(query_.identifier_hashes.begin(), query_.identifier_hashes.end(), hash) !=
                query_.identifier_hashes.end();
    });
    if (!held) return {};
    return agrees ? FieldEvidence{Agreement::kAgrees, kIdentifierAgreesBits}
                  : FieldEvidence{Agreement::kDiffers, kIdentifierDiffersBits};
  }

  static FieldEvidence phrase_evidence(const Phrase& asked, const Phrase& held, float agrees, float nearly,
                                       float differs) {
    if (asked.count == 0 || held.count == 0) return {};
    const float overlap = phrase_overlap(asked, held);
    if (overlap >= 1) return {Agreement::kAgrees, agrees};
    return overlap > 0 ? FieldEvidence{Agreement::kNearly, nearly} : FieldEvidence{Agreement::kDiffers, differs};
  }

  FieldEvidence place_evidence(const Facts& facts) const {
    return phrase_evidence(place_, state_.vocabulary->phrase_at(facts.place), kPlaceAgreesBits, kPlaceNearlyBits,
                           kPlaceDiffersBits);
  }
  FieldEvidence unit_evidence(const Facts& facts) const {
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
    segment.each_name(row, [&](const NameIds& name) {
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
    if (query_.passed_over != core::ClusterId() && segment.cluster_of(row_at) == query_.passed_over.value()) return;
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
      const Facts facts = segment.facts_of(row_at);
      other += place_evidence(facts).weight_bits + unit_evidence(facts).weight_bits;
    }
    score.total = score.name + other;
    temper(score, state_.records);
    if (score.total < bits_min_) return;
    scratch_.hits[scratch_.hit_count++] = {score, segment_at, row_at, segment.cluster_of(row_at)};
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
    const Facts facts = segment.facts_of(hit.row);
    Candidate out;
    out.person = core::PersonId(segment.persons[hit.row]);
    out.facts = facts.record;
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
