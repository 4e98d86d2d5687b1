#include "matching/pair.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "matching/alignment.hpp"

namespace hotline::matching {
namespace {

struct Described {
  std::string_view name;
  PairField field;
  Direction direction;
};
constexpr auto kFalling = Direction::kFalling, kAny = Direction::kAny, kRising = Direction::kRising;
constexpr std::array<Described, kPairFeatures> kDescribed = {{
    {"surname_distance", PairField::kSurname, kFalling},    {"surname_cost", PairField::kSurname, kFalling},
    {"surname_edits", PairField::kSurname, kFalling},       {"surname_stray", PairField::kSurname, kFalling},
    {"surname_skeleton", PairField::kSurname, kFalling},    {"surname_length", PairField::kSurname, kAny},
    {"surname_suffix", PairField::kSurname, kFalling},      {"surname_ending", PairField::kSurname, kFalling},
    {"surname_prefix", PairField::kSurname, kAny},          {"given_level", PairField::kGiven, kAny},
    {"given_distance", PairField::kGiven, kFalling},        {"given_edits", PairField::kGiven, kFalling},
    {"given_strength", PairField::kGiven, kRising},         {"given_length", PairField::kGiven, kAny},
    {"patronymic_level", PairField::kPatronymic, kAny},     {"patronymic_distance", PairField::kPatronymic, kFalling},
    {"patronymic_edits", PairField::kPatronymic, kFalling}, {"patronymic_strength", PairField::kPatronymic, kRising},
    {"patronymic_length", PairField::kPatronymic, kAny},    {"father_for_son", PairField::kTogether, kFalling},
    {"sex_differs", PairField::kTogether, kFalling},        {"unlikely_reading", PairField::kTogether, kFalling},
    {"words_left", PairField::kTogether, kFalling},         {"words_differ", PairField::kTogether, kAny},
}};

using Sounds = std::span<const std::uint8_t>;

int stray(Sounds a, Sounds b) {
  std::array<int, kSymbolCount> count{};
  for (const std::uint8_t symbol : a) ++count[symbol];
  for (const std::uint8_t symbol : b) --count[symbol];
  int total = 0;
  for (const int left : count) total += std::abs(left);
  return total;
}

// Consonant classes of a form without doubled ones: what is left when vowels and voice are misheard.
Form bare(const Form& form) {
  Form out;
  const Form stem = stem_of(form);
  for (const std::uint8_t symbol : stem.view()) {
    if (is_vowel(symbol)) continue;
    const std::uint8_t sound = consonant_class(symbol);
    if (out.length == 0 || out.symbols[out.length - 1U] != sound) out.symbols[out.length++] = sound;
  }
  return out;
}

// What makes a surname of a stem, the longest first. Two surnames with different ones are of two families.
constexpr std::initializer_list<std::uint8_t> kSuffixes[] = {
    {kCh, kE, kN, kK}, {kE, kN, kK},
    {kO, kV, kS, kK},  {kE, kV, kS, kK},
    {kI, kN, kS, kK},  {kO, kV, kI, kCh},
    {kE, kV, kI, kCh}, {kN, kI, kK, kO, kV},
    {kN, kI, kK},      {kCh, kU, kK},
    {kI, kU, kK},      {kU, kK},
    {kTs, kK},         {kS, kK},
    {kO, kV},          {kE, kV},
    {kI, kN},          {kI, kCh},
    {kI, kA, kK},      {kA, kK},
    {kI, kK},          {kE, kTs},
    {kI, kA, kN},      {kSh, kV, kI, kL},
    {kD, kZ},          {kA, kI},
    {kU, kN},          {kA, kCh},
    {kI, kH},          {kK},
};

std::size_t suffix_of(const Form& stem) {
  for (std::size_t i = 0; i < std::size(kSuffixes); ++i) {
    const auto& end = kSuffixes[i];
    if (stem.length <= end.size()) continue;
    if (std::equal(end.begin(), end.end(),
                   stem.symbols.begin() + stem.length - static_cast<std::ptrdiff_t>(end.size())))
      return i + 1;
  }
  return 0;
}

int suffix_relation(const Form& a, const Form& b) {
  const std::size_t x = suffix_of(stem_of(a)), y = suffix_of(stem_of(b));
  return x == y ? 0 : x == 0 || y == 0 ? 1 : 2;
}

// The readings of two words that lie closest.
struct Closest {
  const Form *a, *b;
  float distance;
};

// Of two as close the same one is taken whichever name was asked for.
bool goes_before(const Closest& one, const Closest& other) {
  const auto key = [](const Closest& pair) {
    const std::uint64_t a = hash_form(*pair.a), b = hash_form(*pair.b);
    return std::tuple(pair.distance, count_edits(pair.a->view(), pair.b->view()), std::min(a, b), std::max(a, b));
  };
  if (one.distance != other.distance) return one.distance < other.distance;
  return key(one) < key(other);
}

using Distance = float (*)(const AlignmentCosts&, const Form&, const Form&);
Closest closest(const AlignmentCosts& costs, const NameToken& a, const NameToken& b, Distance distance) {
  Closest best{&a.form, &b.form, distance(costs, a.form, b.form)};
  const auto consider = [&](const Form& x, const Form& y) {
    if (x.empty() || y.empty()) return;
    const Closest found{&x, &y, distance(costs, x, y)};
    if (goes_before(found, best)) best = found;
  };
  consider(a.other, b.form);
  consider(a.form, b.other);
  consider(a.other, b.other);
  return best;
}

class Writer {
 public:
  explicit Writer(const AlignmentCosts& costs) : costs_(costs) {}
  void set(PairFeature feature, float value) { features_[static_cast<std::size_t>(feature)] = value; }
  void set(PairFeature feature, int value) { set(feature, static_cast<float>(value)); }
  void set(PairFeature feature, std::size_t value) { set(feature, static_cast<float>(value)); }
  const PairFeatures& features() const { return features_; }

  void surname(const NameToken& a, const NameToken& b) {
    if (!a.known() || !b.known()) {
      set(PairFeature::kSurnameDistance, 1);
      return;
    }
    const Closest best = closest(costs_, a, b, surname_distance);
    const Form &x = *best.a, &y = *best.b;
    const std::size_t shorter = std::min(x.length, y.length);
    set(PairFeature::kSurnameDistance, best.distance);
    set(PairFeature::kSurnameLength, shorter);
    set(PairFeature::kSurnameEnding, int{endings_differ(x, y)});
    set(PairFeature::kSurnamePrefix, 1);
    if (best.distance == 0) return;
    set(PairFeature::kSurnameCost, best.distance * static_cast<float>(x.length + y.length) / 2);
    const Form stem_x = stem_of(x), stem_y = stem_of(y), bare_x = bare(x), bare_y = bare(y);
    set(PairFeature::kSurnameEdits, count_edits(stem_x.view(), stem_y.view()));
    set(PairFeature::kSurnameStray, stray(stem_x.view(), stem_y.view()));
    set(PairFeature::kSurnameSkeleton, count_edits(bare_x.view(), bare_y.view()));
    set(PairFeature::kSurnameSuffix, suffix_relation(x, y));
    std::size_t same = 0;
    while (same < shorter && x[same] == y[same]) ++same;
    set(PairFeature::kSurnamePrefix, static_cast<float>(same) / static_cast<float>(std::max<std::size_t>(shorter, 1)));
  }

  void word(const GivenMatch& match, const NameToken& a, const NameToken& b, PairFeature level) {
    const auto after = [&](int steps) { return static_cast<PairFeature>(static_cast<int>(level) + steps); };
    set(level, static_cast<int>(match.level));
    if (match.level == GivenLevel::kMissing) return;
    set(after(4), static_cast<std::size_t>(std::min(a.form.length, b.form.length)));
    set(after(3), match.strength);
    // Of a name that the lexicon knows in both spellings the spelling says nothing more: Уладзімір, Volodymyr.
    const bool known = match.level == GivenLevel::kSame || match.level == GivenLevel::kDiminutive;
    if (known || a.initial || b.initial) return;
    const Closest best = closest(costs_, a, b, form_distance);
    set(after(1), best.distance);
    set(after(2), best.distance == 0 ? 0 : count_edits(best.a->view(), best.b->view()));
  }

 private:
  // Only -ко, -о is said as -а without being a woman's.
  static bool endings_differ(const Form& a, const Form& b) {
    const auto last = [](const Form& form) {
      return form.length > 0 ? form[form.length - 1U] : std::uint8_t{kNoSymbol};
    };
    return (last(a) == kA) != (last(b) == kA) && last(a) != kO && last(b) != kO;
  }

  const AlignmentCosts& costs_;
  PairFeatures features_{};
};

core::Sex sex_of(const Reading& reading) {
  return reading.patronymic.sex != core::Sex::kUnknown ? reading.patronymic.sex : reading.given.sex;
}

}  // namespace

std::string_view name_of(PairFeature feature) {
  return kDescribed[static_cast<std::size_t>(feature)].name;
}

std::span<const Direction> pair_directions() {
  static constexpr auto kDirections = [] {
    std::array<Direction, kPairFeatures> directions{};
    for (std::size_t i = 0; i < kPairFeatures; ++i) directions[i] = kDescribed[i].direction;
    return directions;
  }();
  return kDirections;
}

PairField field_of(PairFeature feature) {
  return kDescribed[static_cast<std::size_t>(feature)].field;
}

PairFeatures pair_features(const Lexicon& lexicon, const Reading& asked, const Reading& held) {
  Writer writer(lexicon.costs());
  writer.surname(asked.surname, held.surname);
  const GivenMatch given = match_given(lexicon, asked.given, held.given);
  const GivenMatch patronymic = match_given(lexicon, asked.patronymic, held.patronymic);
  writer.word(given, asked.given, held.given, PairFeature::kGivenLevel);
  writer.word(patronymic, asked.patronymic, held.patronymic, PairFeature::kPatronymicLevel);
  const bool given_differs = given.level == GivenLevel::kDifferent || given.level == GivenLevel::kUnknown;
  writer.set(PairFeature::kFatherForSon, int{given_differs && (names_father(asked.patronymic, held.given) ||
                                                               names_father(held.patronymic, asked.given))});
  const core::Sex a = sex_of(asked), b = sex_of(held);
  writer.set(PairFeature::kSexDiffers, int{a != b && a != core::Sex::kUnknown && b != core::Sex::kUnknown});
  writer.set(PairFeature::kUnlikelyReading, asked.penalty_bits + held.penalty_bits);
  writer.set(PairFeature::kWordsLeft, asked.words_left + held.words_left);
  writer.set(PairFeature::kWordsDiffer, std::abs(asked.words - held.words));
  return writer.features();
}

}  // namespace hotline::matching
