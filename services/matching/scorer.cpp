#include "matching/scorer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "matching/birth_date.hpp"
#include "matching/numbers.hpp"
#include "matching/pair_model.hpp"
#include "matching/unit.hpp"

namespace hotline::matching {
namespace {

// Candidates of fewer bits are not listed and not counted as rivals.
constexpr float kTotalBitsMin = 2.0F;
constexpr float kBitsBelowRegister = 15.0F;

// Where everything may have been changed, a candidate of few bits is listed still: people look at all of them.
constexpr float kAlteredBitsMin = -2.0F;

// Sounds in which two surnames may differ at all and still be worth an alignment.
constexpr int kMaskDistanceMax = 4;
constexpr float kSurnameUnlikeDistance = 1.0F;
// Full dates so many years apart, of another month and another day, have nothing in common.
constexpr int kNearYears = 2, kUnrelatedYears = 23;

bool unlike(const NameToken& asked, const NameToken& held) {
  if (std::popcount(asked.mask ^ held.mask) <= kMaskDistanceMax) return false;
  if (asked.other.empty() && held.other.empty()) return true;
  const std::uint32_t a = asked.other.empty() ? asked.mask : symbol_mask(asked.other);
  const std::uint32_t b = held.other.empty() ? held.mask : symbol_mask(held.other);
  return std::min({std::popcount(a ^ held.mask), std::popcount(asked.mask ^ b), std::popcount(a ^ b)}) >
         kMaskDistanceMax;
}

void set(Fields& fields, Field field, const FieldEvidence& evidence) {
  fields[static_cast<std::size_t>(field)] = evidence;
}

}  // namespace

Scorer::Scorer(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch,
               std::size_t register_size)
    : lexicon_(lexicon),
      weights_(lexicon.weights()),
      query_(query),
      state_(state),
      scratch_(scratch),
      register_size_(register_size) {
  const bool honest = query_.profile == EvidenceProfile::kHonest;
  bits_min_ = honest ? std::max(kTotalBitsMin, std::log2(static_cast<float>(register_size_ + 1)) - kBitsBelowRegister)
                     : kAlteredBitsMin;
  place_ = lexicon_.places().read(query_.birthplace);
  unit_ = read_unit(query_.unit);
  circumstances_ = read_circumstances(lexicon_, query_.circumstances);
  place_bits_max_ = most_place_bits(weights_.place, lexicon_.places(), place_);
  any_weak_ = place_.known() || unit_.known() || circumstances_.any();
  if (unit_.known()) unit_bits_max_ = weights_.unit.most();
  if (circumstances_.any()) circumstance_bits_max_ = most_circumstance_bits(lexicon_, circumstances_);
  if (query_.birth_date.full()) {
    const auto far = [](int value, int by, int last) { return static_cast<std::uint8_t>((value - 1 + by) % last + 1); };
    core::PartialDate other = query_.birth_date;
    other.year = static_cast<std::int16_t>(other.year + kUnrelatedYears);
    other.month = far(other.month, 6, 12);
    other.day = far(other.day, 14, 28);
    date_unrelated_ = birth_date_evidence(compare_dates(weights_.birth_date, query_.birth_date, other, query_.profile,
                                                        birth_years(lexicon_, query_.profile)));
  }
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    surname_bits_max_ = std::max(surname_bits_max_, scratch_.readings.list[i].surname.bits);
  }
}

void Scorer::accept_unlikely() {
  constexpr float kUnlikelyBits = -6;
  bits_min_ = std::min(bits_min_, kUnlikelyBits);
}

std::optional<Score> Scorer::compare(const Segment& segment, std::uint32_t at) {
  const Row& row = segment.rows[at];
  if (query_.passed_over != core::ClusterId() && segment.cluster_of(at) == query_.passed_over.value()) return {};
  Fields fields{};
  const float firm = firm_evidence(segment, row, fields);
  const float weak_max = weak_bits_max(segment, row);
  const float wanted = bits_min_ - firm - weak_max;
  const NameScore name = name_evidence(segment, row, wanted);
  if (name.bits < wanted) return {};
  set(fields, Field::kSurname, name.fields.surname);
  set(fields, Field::kGiven, name.fields.given);
  set(fields, Field::kPatronymic, name.fields.patronymic);
  Score score;
  score.name = name.bits;
  score.total = name.bits + firm + (any_weak_ ? weak_evidence(segment, at, name, fields) : 0);
  score.identifier_agrees = fields[static_cast<std::size_t>(Field::kIdentifier)].agreement == Agreement::kAgrees;
  score.contradiction = contradiction_in(fields, query_.profile);
  temper(weights_.calibration, score, register_size_);
  if (score.total < bits_min_) return {};
  return score;
}

bool Scorer::dates_can_agree(const Row& row) const {
  const core::PartialDate& asked = query_.birth_date;
  const core::PartialDate held = unpack_date(row.date_and_sex);
  if (!asked.full() || !held.full()) return true;
  return date_evidence(held).agreement != Agreement::kDiffers;
}

float Scorer::pair_logit(const Segment& segment, std::uint32_t at) {
  const NameScore name = name_evidence(segment, segment.rows[at], -1000);
  const Vocabulary& vocabulary = *state_.vocabulary;
  Reading held;
  held.surname = vocabulary.surname_at(name.held.surname);
  held.given = vocabulary.given_at(name.held.given);
  held.patronymic = vocabulary.patronymic_at(name.held.patronymic);
  held.words = static_cast<std::uint8_t>(held.surname.known() + held.given.known() + held.patronymic.known());
  return lexicon_.pair_model().logit(pair_features(lexicon_, scratch_.readings.list[name.reading], held));
}

Candidate Scorer::describe(const Segment& segment, std::uint32_t at) {
  const Row& row = segment.rows[at];
  Candidate out;
  out.person = core::PersonId(segment.persons[at]);
  out.facts = segment.facts_of(at).record;
  const NameScore name = name_evidence(segment, row, -1000);
  set(out.fields, Field::kSurname, name.fields.surname);
  set(out.fields, Field::kGiven, name.fields.given);
  set(out.fields, Field::kPatronymic, name.fields.patronymic);
  firm_evidence(segment, row, out.fields);
  weak_evidence(segment, at, name, out.fields);
  return out;
}

float Scorer::firm_evidence(const Segment& segment, const Row& row, Fields& fields) const {
  const FieldEvidence date =
      under(weights_.altered_floor, query_.profile, Field::kBirthDate, date_evidence(unpack_date(row.date_and_sex)));
  const FieldEvidence identifier =
      under(weights_.altered_floor, query_.profile, Field::kIdentifier, identifier_evidence(segment, row));
  const FieldEvidence sex = sex_evidence(weights_.sex, query_.sex, unpack_sex(row.date_and_sex), query_.profile);
  set(fields, Field::kBirthDate, date);
  set(fields, Field::kIdentifier, identifier);
  set(fields, Field::kSex, sex);
  return date.weight_bits + identifier.weight_bits + sex.weight_bits;
}

FieldEvidence Scorer::date_evidence(const core::PartialDate& held) const {
  const core::PartialDate& asked = query_.birth_date;
  if (!asked.known() || !held.known()) return {};
  // Most dates have nothing in common, not even the year before and after.
  const bool unrelated = asked.full() && held.full() && asked.month != held.month && asked.day != held.day &&
                         std::abs(asked.year - held.year) > kNearYears;
  if (unrelated) return date_unrelated_;
  return birth_date_evidence(
      compare_dates(weights_.birth_date, asked, held, query_.profile, birth_years(lexicon_, query_.profile)));
}

FieldEvidence Scorer::identifier_evidence(const Segment& segment, const Row& row) const {
  const auto& asked = query_.identifier_hashes;
  const auto& near = query_.near_identifier_hashes;
  if (asked.empty()) return {};
  NumberMatch match = NumberMatch::kNotAsked;
  segment.each_identifier(row, [&](std::uint64_t hash) {
    const auto among = [&](const auto& hashes) {
      return std::find(hashes.begin(), hashes.end(), hash) != hashes.end();
    };
    if (match == NumberMatch::kAgrees || among(asked)) {
      match = NumberMatch::kAgrees;
    } else if (match == NumberMatch::kNearly || among(near)) {
      match = NumberMatch::kNearly;
    } else {
      match = NumberMatch::kDiffers;
    }
  });
  return number_evidence(weights_.number, match);
}

float Scorer::weak_bits_max(const Segment& segment, const Row& row) const {
  const float circumstances = circumstances_.any() && segment.circumstances(row) ? circumstance_bits_max_ : 0;
  return place_bits_max_ + unit_bits_max_ + circumstances;
}

float Scorer::weak_evidence(const Segment& segment, std::uint32_t at, const NameScore& name, Fields& fields) {
  float bits = 0;
  const auto add = [&](Field field, const FieldEvidence& evidence) {
    const FieldEvidence weighed = under(weights_.altered_floor, query_.profile, field, evidence);
    set(fields, field, weighed);
    bits += weighed.weight_bits;
  };
  const Vocabulary& vocabulary = *state_.vocabulary;
  if (place_.known() || unit_.known()) {
    const Facts facts = segment.facts_of(at);
    add(Field::kBirthplace,
        place_evidence(weights_.place, lexicon_.places(), place_, vocabulary.place_at(facts.place), query_.profile));
    add(Field::kUnit, unit_evidence(weights_.unit, unit_, vocabulary.unit_at(facts.unit)));
  }
  if (!circumstances_.any()) return bits;
  const auto kept = segment.circumstances(segment.rows[at]);
  if (!kept) return bits;
  KnownCircumstances& held = scratch_.held;
  kept->read(vocabulary, held);
  const bool named = scratch_.readings.count > 0;
  const OwnNames own{named ? scratch_.readings.list[name.reading].given : vocabulary.given_at(0),
                     vocabulary.given_at(name.held.given)};
  add(Field::kMother, mother_evidence(lexicon_, circumstances_, held, query_.profile));
  add(Field::kSiblings, siblings_evidence(lexicon_, circumstances_, held, own, query_.profile));
  add(Field::kMarks, marks_evidence(weights_.marks, circumstances_.marks, held.marks, query_.profile));
  add(Field::kLastSeen, last_seen_evidence(lexicon_, circumstances_, held, query_.profile));
  return bits;
}

Scorer::NameScore Scorer::name_evidence(const Segment& segment, const Row& row, float wanted) {
  NameScore best;
  if (scratch_.readings.count == 0) return best;
  best.bits = -1000;
  segment.each_name(row, [&](const NameIds& name) {
    for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
      const Reading& reading = scratch_.readings.list[i];
      const Remembered& given = given_against(i, name.given);
      const Remembered& patronymic = patronymic_against(i, name.patronymic);
      float bits = given.evidence.weight_bits + patronymic.evidence.weight_bits - reading.penalty_bits;
      if (bits + surname_bits_max_ < std::max(best.bits, wanted)) continue;
      bits += joint(i, name, given.match, patronymic.match);
      const Remembered& surname = surname_against(i, name.surname);
      bits += surname.evidence.weight_bits;
      if (bits <= best.bits) continue;
      best = {bits, i, name, {surname.evidence, given.evidence, patronymic.evidence}};
    }
  });
  return best;
}

const Remembered& Scorer::given_against(std::size_t reading, std::uint32_t id) {
  const std::uint64_t key = std::uint64_t{reading} << 32 | id;
  Remembered& known = scratch_.givens.at(key);
  if (known.question == scratch_.question && known.key == key) return known;
  const NameToken& asked = scratch_.readings.list[reading].given;
  const NameToken& held = state_.vocabulary->given_at(id);
  known.key = key;
  known.question = scratch_.question;
  known.match = match_given(lexicon_, asked, held);
  known.evidence = under(weights_.altered_floor, query_.profile, Field::kGiven,
                         given_evidence(weights_.names, known.match, std::min(asked.bits, held.bits)));
  return known;
}

const Remembered& Scorer::patronymic_against(std::size_t reading, std::uint32_t id) {
  const std::uint64_t key = std::uint64_t{reading} << 32 | id;
  Remembered& known = scratch_.patronymics.at(key);
  if (known.question == scratch_.question && known.key == key) return known;
  const NameToken& asked = scratch_.readings.list[reading].patronymic;
  const NameToken& held = state_.vocabulary->patronymic_at(id);
  known.key = key;
  known.question = scratch_.question;
  known.match = match_given(lexicon_, asked, held);
  known.evidence = under(weights_.altered_floor, query_.profile, Field::kPatronymic,
                         patronymic_evidence(weights_.names, known.match, std::min(asked.bits, held.bits)));
  return known;
}

const Remembered& Scorer::surname_against(std::size_t reading, std::uint32_t id) {
  const std::uint64_t key = std::uint64_t{reading} << 32 | id;
  Remembered& known = scratch_.surnames.at(key);
  if (known.question == scratch_.question && known.key == key) return known;
  const NameToken& asked = scratch_.readings.list[reading].surname;
  const NameToken& held = state_.vocabulary->surname_at(id);
  known.key = key;
  known.question = scratch_.question;
  const bool apart = asked.known() && held.known() && unlike(asked, held);
  const SurnameMatch match = apart ? SurnameMatch{true, kSurnameUnlikeDistance} : match_surnames(lexicon_, asked, held);
  known.evidence = under(weights_.altered_floor, query_.profile, Field::kSurname,
                         surname_evidence(weights_.names, match, std::min(asked.bits, held.bits)));
  return known;
}

float Scorer::joint(std::size_t reading, const NameIds& name, const GivenMatch& given,
                    const GivenMatch& patronymic) const {
  const NameToken &held_given = state_.vocabulary->given_at(name.given),
                  &held_patronymic = state_.vocabulary->patronymic_at(name.patronymic);
  const Reading& asked = scratch_.readings.list[reading];
  return joint_bits(weights_.names, given, patronymic, {asked.given, asked.patronymic}, {held_given, held_patronymic});
}

}  // namespace hotline::matching
