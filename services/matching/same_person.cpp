#include "matching/same_person.hpp"

#include <algorithm>
#include <array>

#include "matching/birth_date.hpp"
#include "matching/calibration.hpp"
#include "matching/evidence.hpp"
#include "matching/numbers.hpp"
#include "matching/profile.hpp"
#include "matching/unit.hpp"

namespace hotline::matching {
namespace {

constexpr auto kHonest = EvidenceProfile::kHonest;

void set(Fields& fields, Field field, const FieldEvidence& evidence) {
  fields[static_cast<std::size_t>(field)] = evidence;
}

struct NamePair {
  float bits = -1000;
  NameEvidence fields;
};

NamePair compare_names(const Lexicon& lexicon, const Vocabulary& vocabulary, const NameIds& a, const NameIds& b) {
  const NameToken &surname_a = vocabulary.surname_at(a.surname), &surname_b = vocabulary.surname_at(b.surname),
                  &given_a = vocabulary.given_at(a.given), &given_b = vocabulary.given_at(b.given),
                  &patronymic_a = vocabulary.patronymic_at(a.patronymic),
                  &patronymic_b = vocabulary.patronymic_at(b.patronymic);
  const GivenMatch given = match_given(lexicon, given_a, given_b);
  const GivenMatch patronymic = match_given(lexicon, patronymic_a, patronymic_b);
  const NameWeights& weights = lexicon.weights().names;
  NamePair pair;
  pair.fields.surname = surname_evidence(weights, match_surnames(lexicon, surname_a, surname_b),
                                         std::min(surname_a.bits, surname_b.bits));
  pair.fields.given = given_evidence(weights, given, std::min(given_a.bits, given_b.bits));
  pair.fields.patronymic = patronymic_evidence(weights, patronymic, std::min(patronymic_a.bits, patronymic_b.bits));
  pair.bits = pair.fields.surname.weight_bits + pair.fields.given.weight_bits + pair.fields.patronymic.weight_bits +
              joint_bits(weights, given, patronymic, {given_a, patronymic_a}, {given_b, patronymic_b});
  return pair;
}

NamePair best_names(const Lexicon& lexicon, const Vocabulary& vocabulary, const RowPlace& one, const RowPlace& other) {
  NamePair best;
  one.segment.each_name(one.segment.rows[one.row], [&](const NameIds& a) {
    other.segment.each_name(other.segment.rows[other.row], [&](const NameIds& b) {
      const NamePair pair = compare_names(lexicon, vocabulary, a, b);
      if (pair.bits > best.bits) best = pair;
    });
  });
  return best;
}

NumberMatch compare_numbers(const RowPlace& one, const RowPlace& other) {
  NumberMatch match = NumberMatch::kNotAsked;
  one.segment.each_identifier(one.segment.rows[one.row], [&](std::uint64_t a) {
    other.segment.each_identifier(other.segment.rows[other.row], [&](std::uint64_t b) {
      if (match != NumberMatch::kAgrees) match = a == b ? NumberMatch::kAgrees : NumberMatch::kDiffers;
    });
  });
  return match;
}

}  // namespace

double same_person(const Lexicon& lexicon, const Vocabulary& vocabulary, const RowPlace& one, const RowPlace& other,
                   std::size_t register_size) {
  const Row &a = one.segment.rows[one.row], &b = other.segment.rows[other.row];
  const Facts facts_a = one.segment.facts_of(one.row), facts_b = other.segment.facts_of(other.row);
  if (facts_a.record.side != facts_b.record.side) return 0;
  // Namesakes of one day are told apart by their numbers alone.
  const NumberMatch number = compare_numbers(one, other);
  if (number == NumberMatch::kDiffers) return 0;
  const Weights& weights = lexicon.weights();
  const NamePair name = best_names(lexicon, vocabulary, one, other);
  Fields fields{};
  set(fields, Field::kSurname, name.fields.surname);
  set(fields, Field::kGiven, name.fields.given);
  set(fields, Field::kPatronymic, name.fields.patronymic);
  Score score;
  score.name = score.total = name.bits;
  const auto add = [&](Field field, const FieldEvidence& evidence) {
    set(fields, field, evidence);
    score.total += evidence.weight_bits;
  };
  add(Field::kBirthDate,
      birth_date_evidence(compare_dates(lexicon, unpack_date(a.date_and_sex), unpack_date(b.date_and_sex))));
  add(Field::kSex, sex_evidence(weights.sex, unpack_sex(a.date_and_sex), unpack_sex(b.date_and_sex), kHonest));
  add(Field::kIdentifier, number_evidence(weights.number, number));
  add(Field::kBirthplace, place_evidence(weights.place, lexicon.places(), vocabulary.place_at(facts_a.place),
                                         vocabulary.place_at(facts_b.place), kHonest));
  add(Field::kUnit, unit_evidence(weights.unit, vocabulary.unit_at(facts_a.unit), vocabulary.unit_at(facts_b.unit)));
  score.identifier_agrees = number == NumberMatch::kAgrees;
  score.contradiction = contradiction_in(fields, kHonest);
  temper(weights.calibration, score, register_size);
  return posterior(weights.calibration, score, 0, register_size).any;
}

}  // namespace hotline::matching
