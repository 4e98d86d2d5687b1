#include "matching/scorer.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "matching/birth_date.hpp"

namespace hotline::matching {
namespace {

// Candidates of fewer bits are not listed and not counted as rivals.
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

bool unlike(const NameToken& asked, const NameToken& held) {
  if (std::popcount(asked.mask ^ held.mask) <= kMaskDistanceMax) return false;
  if (asked.other.empty() && held.other.empty()) return true;
  const std::uint32_t a = asked.other.empty() ? asked.mask : symbol_mask(asked.other);
  const std::uint32_t b = held.other.empty() ? held.mask : symbol_mask(held.other);
  return std::min({std::popcount(a ^ held.mask), std::popcount(asked.mask ^ b), std::popcount(a ^ b)}) >
         kMaskDistanceMax;
}

FieldEvidence phrase_evidence(const Phrase& asked, const Phrase& held, float agrees, float nearly, float differs) {
  if (asked.count == 0 || held.count == 0) return {};
  const float overlap = phrase_overlap(asked, held);
  if (overlap >= 1) return {Agreement::kAgrees, agrees};
  return overlap > 0 ? FieldEvidence{Agreement::kNearly, nearly} : FieldEvidence{Agreement::kDiffers, differs};
}

FieldEvidence sex_evidence(core::Sex asked, core::Sex held) {
  if (asked == core::Sex::kUnknown || held == core::Sex::kUnknown) return {};
  return asked == held ? FieldEvidence{Agreement::kAgrees, kSexAgreesBits}
                       : FieldEvidence{Agreement::kDiffers, kSexDiffersBits};
}

FieldEvidence date_evidence(const core::PartialDate& asked, const core::PartialDate& held) {
  return birth_date_evidence(compare_dates(asked, held));
}

}  // namespace

Scorer::Scorer(const Lexicon& lexicon, const Query& query, const State& state, Scratch& scratch,
               std::size_t register_size)
    : lexicon_(lexicon), query_(query), state_(state), scratch_(scratch), register_size_(register_size) {
  bits_min_ = std::max(kTotalBitsMin, std::log2(static_cast<float>(register_size_ + 1)) - kBitsBelowRegister);
  place_ = read_phrase(query_.birthplace);
  unit_ = read_phrase(query_.unit);
  if (place_.count + unit_.count > 0) weak_bits_max_ = kPlaceAgreesBits + kUnitAgreesBits;
  for (std::size_t i = 0; i < scratch_.readings.count; ++i) {
    surname_bits_max_ = std::max(surname_bits_max_, scratch_.readings.list[i].surname.bits);
  }
}

std::optional<Score> Scorer::compare(const Segment& segment, std::uint32_t at) {
  const Row& row = segment.rows[at];
  if (query_.passed_over != core::ClusterId() && segment.cluster_of(at) == query_.passed_over.value()) return {};
  const Firm firm = firm_evidence(segment, row);
  const float wanted = bits_min_ - firm.bits() - weak_bits_max_;
  Score score;
  score.identifier_agrees = firm.identifier.agreement == Agreement::kAgrees;
  score.name = name_bits(segment, row, wanted, score.contradiction, nullptr);
  if (score.name < wanted) return {};
  if (firm.differs() && score.contradiction == Contradiction::kNone) score.contradiction = Contradiction::kOther;
  score.total = score.name + firm.bits();
  if (weak_bits_max_ > 0) score.total += weak_evidence(segment, at).bits();
  temper(score, register_size_);
  if (score.total < bits_min_) return {};
  return score;
}

bool Scorer::dates_can_agree(const Row& row) const {
  const core::PartialDate& asked = query_.birth_date;
  const core::PartialDate held = unpack_date(row.date_and_sex);
  if (!asked.full() || !held.full()) return true;
  const int shared = (asked.year == held.year) + (asked.month == held.month) + (asked.day == held.day);
  return shared != 0 && compare_dates(asked, held).match != DateMatch::kUnrelated;
}

Candidate Scorer::describe(const Segment& segment, std::uint32_t at) {
  const Row& row = segment.rows[at];
  Candidate out;
  out.person = core::PersonId(segment.persons[at]);
  out.facts = segment.facts_of(at).record;
  NameEvidence name;
  Contradiction contradiction{};
  name_bits(segment, row, -1000, contradiction, &name);
  out.field(Field::kSurname) = name.surname;
  out.field(Field::kGiven) = name.given;
  out.field(Field::kPatronymic) = name.patronymic;
  const Firm firm = firm_evidence(segment, row);
  out.field(Field::kBirthDate) = firm.date;
  out.field(Field::kIdentifier) = firm.identifier;
  out.field(Field::kSex) = firm.sex;
  const Weak weak = weak_evidence(segment, at);
  out.field(Field::kBirthplace) = weak.place;
  out.field(Field::kUnit) = weak.unit;
  return out;
}

Scorer::Firm Scorer::firm_evidence(const Segment& segment, const Row& row) const {
  return {date_evidence(query_.birth_date, unpack_date(row.date_and_sex)), identifier_evidence(segment, row),
          sex_evidence(query_.sex, unpack_sex(row.date_and_sex))};
}

Scorer::Weak Scorer::weak_evidence(const Segment& segment, std::uint32_t row) const {
  const Facts facts = segment.facts_of(row);
  const Vocabulary& vocabulary = *state_.vocabulary;
  return {
      phrase_evidence(place_, vocabulary.phrase_at(facts.place), kPlaceAgreesBits, kPlaceNearlyBits, kPlaceDiffersBits),
      phrase_evidence(unit_, vocabulary.phrase_at(facts.unit), kUnitAgreesBits, kUnitNearlyBits, kUnitDiffersBits)};
}

FieldEvidence Scorer::identifier_evidence(const Segment& segment, const Row& row) const {
  const auto& asked = query_.identifier_hashes;
  if (asked.empty()) return {};
  bool held = false, agrees = false;
  segment.each_identifier(row, [&](std::uint64_t hash) {
    held = true;
    agrees |= std::find(asked.begin(), asked.end(), hash) != asked.end();
  });
  if (!held) return {};
  return agrees ? FieldEvidence{Agreement::kAgrees, kIdentifierAgreesBits}
                : FieldEvidence{Agreement::kDiffers, kIdentifierDiffersBits};
}

float Scorer::name_bits(const Segment& segment, const Row& row, float wanted, Contradiction& contradiction,
                        NameEvidence* detail) {
  if (scratch_.readings.count == 0) return 0;
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
      if (detail != nullptr) *detail = describe_name(i, name);
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
  known.set(given_evidence(known.match, std::min(asked.bits, held.bits)));
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
  known.set(patronymic_evidence(known.match, std::min(asked.bits, held.bits)));
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
  if (asked.known() && held.known() && unlike(asked, held)) {
    known.surname = {true, kSurnameUnlikeDistance};
  } else {
    known.surname = match_surnames(lexicon_, asked, held);
  }
  known.set(surname_evidence(known.surname, std::min(asked.bits, held.bits)));
  return known;
}

float Scorer::joint(std::size_t reading, const NameIds& name, const GivenMatch& given,
                    const GivenMatch& patronymic) const {
  const NameToken &held_given = state_.vocabulary->given_at(name.given),
                  &held_patronymic = state_.vocabulary->patronymic_at(name.patronymic);
  const Reading& asked = scratch_.readings.list[reading];
  return joint_bits(given, patronymic, {asked.given, asked.patronymic}, {held_given, held_patronymic});
}

NameEvidence Scorer::describe_name(std::size_t reading, const NameIds& name) const {
  const Reading& asked = scratch_.readings.list[reading];
  const Vocabulary& vocabulary = *state_.vocabulary;
  const NameToken &surname = vocabulary.surname_at(name.surname), &given = vocabulary.given_at(name.given),
                  &patronymic = vocabulary.patronymic_at(name.patronymic);
  return {
      surname_evidence(match_surnames(lexicon_, asked.surname, surname), std::min(asked.surname.bits, surname.bits)),
      given_evidence(match_given(lexicon_, asked.given, given), std::min(asked.given.bits, given.bits)),
      patronymic_evidence(match_given(lexicon_, asked.patronymic, patronymic),
                          std::min(asked.patronymic.bits, patronymic.bits))};
}

}  // namespace hotline::matching
