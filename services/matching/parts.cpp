#include "matching/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "matching/keyboard.hpp"

namespace hotline::matching {
namespace {

enum Role : std::uint8_t { kSurname, kGiven, kPatronymic, kNoRole };

// Words joined by hyphens, or one word.
struct Unit {
  Word joined;
  std::array<Word, 3> parts;
  std::size_t part_count = 0;
  Role hint = kNoRole;
  bool turkic_patronymic = false;  // followed by оглы, кызы ...
  core::Sex turkic_sex = core::Sex::kUnknown;

  Sound sound;
  bool initial = false;
  Senses given;
  Senses given_other;  // what the second reading of an ambiguous spelling means: Janna is Яна or Жанна
  Patronymic patronymic;
  float as_surname = 0, as_given = 0, as_patronymic = 0;  // log2 weights of the roles
};

constexpr std::size_t kUnitsMax = 5;
struct Units {
  std::size_t count = 0;
  std::array<Unit, kUnitsMax> list;
};

constexpr float kImpossible = -1000.0F;

bool is_form(const Form& form, std::initializer_list<std::uint8_t> symbols) {
  return std::equal(symbols.begin(), symbols.end(), form.view().begin(), form.view().end());
}

// Son or daughter of, as a word of its own.
core::Sex turkic_child(const Form& form) {
  if (is_form(form, {kO, kG, kL, kI}) || is_form(form, {kO, kG, kL, kU}) || is_form(form, {kU, kL, kU}) ||
      is_form(form, {kU, kL, kI}) || is_form(form, {kU, kG, kL, kI}) || is_form(form, {kV, kG, kL, kI})) {
    return core::Sex::kMale;
  }
  for (const std::uint8_t first : {kK, kG}) {
    if (is_form(form, {first, kI, kZ, kI}) || is_form(form, {first, kI, kZ})) return core::Sex::kFemale;
  }
  return core::Sex::kUnknown;
}

bool has_surname_ending(const Form& form) {
  const Form stem = stem_of(form);
  const auto ends = [&](std::initializer_list<std::uint8_t> end) {
    return stem.length > end.size() + 1 &&
           std::equal(end.begin(), end.end(),
                      stem.symbols.begin() + stem.length - static_cast<std::ptrdiff_t>(end.size()));
  };
  return ends({kO, kV}) || ends({kE, kV}) || ends({kI, kN}) || ends({kE, kN, kK}) || ends({kU, kK}) || ends({kS, kK}) ||
         ends({kTs, kK}) || ends({kI, kA, kN}) || ends({kSh, kV, kI, kL}) || ends({kD, kZ}) || ends({kI, kV}) ||
         ends({kE, kTs}) || ends({kI, kK}) || ends({kI, kH}) || ends({kK, kO});
}

void append(Word& joined, const Word& part) {
  for (std::size_t i = 0; i < part.length && joined.length < Word::kMax; ++i)
    joined.letters[joined.length++] = part.letters[i];
}

void add_words(const Words& words, Role hint, Units& out) {
  for (std::size_t i = 0; i < words.count; ++i) {
    const Word& word = words.words[i];
    if (word.digits) continue;
    if (out.count > 0 && word.length >= 3 && word.length <= 4) {
      const core::Sex child = turkic_child(sound_of(word).main);
      Unit& before = out.list[out.count - 1];
      if (child != core::Sex::kUnknown && (i > 0 || hint == kPatronymic)) {
        before.turkic_patronymic = true;
        before.turkic_sex = child;
        continue;
      }
    }
    if (word.hyphen_before && i > 0 && out.count > 0 && out.list[out.count - 1].part_count < 3) {
      Unit& unit = out.list[out.count - 1];
      unit.parts[unit.part_count++] = word;
      append(unit.joined, word);
      continue;
    }
    if (out.count == kUnitsMax) return;
    Unit& unit = out.list[out.count++];
    unit = Unit{};
    unit.joined = word;
    unit.parts[0] = word;
    unit.part_count = 1;
    unit.hint = hint;
  }
}

// What the lexicon says of the unit as it stands.
void look_up(const Lexicon& lexicon, Unit& unit) {
  unit.sound = sound_of(unit.joined);
  unit.initial = unit.joined.initial() || (unit.joined.dot_after && unit.joined.length <= 2);
  if (unit.initial) return;
  unit.given = lexicon.given_exact(unit.sound.main);
  if (!unit.sound.other.empty()) unit.given_other = lexicon.given_exact(unit.sound.other);
  if (unit.given.empty()) std::swap(unit.given, unit.given_other);
  unit.patronymic = lexicon.patronymic(unit.sound.main);
  if (!unit.patronymic.recognised && !unit.sound.other.empty()) unit.patronymic = lexicon.patronymic(unit.sound.other);
}

// Misspelt names are only looked for where no word is a name as it stands: the search is the dearest part of reading.
void look_further(const Lexicon& lexicon, Units& units) {
  const auto span = std::span(units.list).first(units.count);
  const bool hinted = std::any_of(span.begin(), span.end(), [](const Unit& unit) { return unit.hint == kGiven; });
  for (const Unit& unit : span) {
    if (!unit.given.empty() && (!hinted || unit.hint == kGiven)) return;
  }
  for (Unit& unit : span) {
    const bool sure_patronymic =
        unit.patronymic.recognised && !unit.patronymic.senses.empty() && !unit.patronymic.senses.near;
    if (unit.initial || !unit.given.empty() || (hinted && unit.hint != kGiven) || (sure_patronymic && units.count > 1))
      continue;
    unit.given = lexicon.given(unit.sound.main);
    if (unit.given.empty() && !unit.sound.other.empty()) unit.given = lexicon.given(unit.sound.other);
  }
}

float as_given(const RoleWeights& weights, const Senses& senses) {
  if (senses.empty()) return weights.given_unknown;
  if (senses.near) return weights.given_near;
  return senses.list[0].diminutive ? weights.given_diminutive : weights.given_known;
}

float as_patronymic(const RoleWeights& weights, const Patronymic& patronymic) {
  if (!patronymic.recognised) return kImpossible;
  if (patronymic.senses.empty()) return weights.father_unknown;
  return patronymic.senses.near ? weights.father_near : weights.father_known;
}

float as_surname(const RoleWeights& weights, const Unit& unit) {
  float bits = has_surname_ending(unit.sound.main) ? weights.surname_ending : 0.0F;
  if (!unit.given.empty() && !unit.given.near) bits += weights.given_as_surname;
  if (!unit.patronymic.recognised) return bits;
  return bits + (unit.patronymic.senses.empty() ? weights.patronymic_like_surname : weights.patronymic_as_surname);
}

void weigh(const RoleWeights& weights, Unit& unit) {
  if (unit.initial) {
    unit.as_surname = weights.initial_as_surname;
  } else {
    unit.as_given = as_given(weights, unit.given);
    unit.as_patronymic = as_patronymic(weights, unit.patronymic);
    unit.as_surname = as_surname(weights, unit);
  }
  if (unit.turkic_patronymic) {
    unit.as_patronymic = weights.turkic;
    unit.as_surname += weights.turkic_otherwise;
    unit.as_given += weights.turkic_otherwise;
  }
  if (unit.hint == kSurname) unit.as_surname += weights.hint;
  if (unit.hint == kGiven) unit.as_given += weights.hint;
  if (unit.hint == kPatronymic) {
    unit.as_patronymic = std::max(unit.as_patronymic, weights.patronymic_hinted) + weights.hint;
  }
}

std::uint8_t clamp_count(std::size_t count) {
  return static_cast<std::uint8_t>(std::min<std::size_t>(count, 12));
}

NameToken surname_token(const Lexicon& lexicon, const Sound& sound) {
  NameToken token;
  token.form = sound.main;
  token.other = sound.other;
  token.skeleton = skeleton(sound.main);
  token.mask = symbol_mask(sound.main);
  token.bits = lexicon.surname_bits(stem_of(sound.main));
  return token;
}

NameToken given_token(const Lexicon& lexicon, const Sound& sound, const Senses& senses, bool initial) {
  NameToken token;
  token.form = sound.main;
  token.other = sound.other;
  token.initial = initial;
  const RarityWeights& rarity = lexicon.weights().rarity;
  token.bits = initial ? rarity.initial : rarity.given_unknown;
  if (initial) return token;
  token.senses = senses.list.data();
  token.sense_count = clamp_count(senses.list.size());
  token.near = senses.near;
  bool male = false, female = false;
  float share = 0;
  for (const GivenSense& sense : token.sense_list()) {
    share += std::exp2(-lexicon.bits(sense.given));
    (lexicon.sex(sense.given) == core::Sex::kMale ? male : female) = true;
  }
  if (share > 0) token.bits = std::clamp(-std::log2(share), rarity.given_min, rarity.given_max);
  if (male != female) token.sex = male ? core::Sex::kMale : core::Sex::kFemale;
  return token;
}

NameToken patronymic_token(const Lexicon& lexicon, const Sound& sound, const Patronymic& patronymic, bool initial) {
  NameToken token;
  token.form = sound.main;
  token.initial = initial;
  const RarityWeights& rarity = lexicon.weights().rarity;
  token.bits = initial ? rarity.initial : rarity.patronymic_unknown;
  if (initial) return token;
  Senses senses = patronymic.senses;
  if (patronymic.recognised) {
    token.form = patronymic.father;
    token.sex = patronymic.sex;
  } else {  // the father's name as it stands
    token.form = stem_of(sound.main);
    token.other = stem_of(sound.other);
    senses = lexicon.father(sound.main);
    if (senses.empty() && !sound.other.empty()) senses = lexicon.father(sound.other);
  }
  token.senses = senses.list.data();
  token.sense_count = clamp_count(senses.list.size());
  token.near = senses.near;
  float share = 0;
  for (const GivenSense& sense : token.sense_list()) share += std::exp2(-lexicon.bits(sense.given));
  if (share > 0) token.bits = std::clamp(-std::log2(share), rarity.patronymic_min, rarity.patronymic_max);
  return token;
}

struct Assignment {
  int surname = -1, given = -1, patronymic = -1;
  float bits = 0;
};

float assignment_bits(const RoleWeights& weights, const Units& units, const Assignment& roles) {
  float bits = 0;
  std::size_t used = 0;
  const auto unit = [&](int at) -> const Unit& { return units.list[static_cast<std::size_t>(at)]; };
  if (roles.surname >= 0)
    bits += unit(roles.surname).as_surname, ++used;
  else
    bits += weights.no_surname;
  if (roles.given >= 0)
    bits += unit(roles.given).as_given, ++used;
  else
    bits += weights.no_given;
  if (roles.patronymic >= 0) bits += unit(roles.patronymic).as_patronymic, ++used;
  bits += weights.word_left * static_cast<float>(units.count - used);
  const bool both = roles.given >= 0 && roles.patronymic >= 0;
  if (both && roles.patronymic == roles.given + 1) bits += weights.in_order;
  if (both && roles.patronymic < roles.given) bits += weights.reversed;
  const bool inside = roles.surname > 0 && roles.surname + 1 < static_cast<int>(units.count);
  if (inside) bits += weights.surname_inside;
  return bits;
}

constexpr std::size_t kAssignmentsMax = kReadingsMax;
struct Assignments {
  std::size_t count = 0;
  std::array<Assignment, kAssignmentsMax> list;

  void add(const Assignment& roles) {
    std::size_t at = count;
    while (at > 0 && list[at - 1].bits < roles.bits) --at;
    if (at == kAssignmentsMax) return;
    if (count < kAssignmentsMax) ++count;
    for (std::size_t i = count - 1; i > at; --i) list[i] = list[i - 1];
    list[at] = roles;
  }
};

Assignments assign(const RoleWeights& weights, const Units& units) {
  Assignments best;
  const int n = static_cast<int>(units.count);
  for (int s = -1; s < n; ++s) {
    for (int g = -1; g < n; ++g) {
      if (g >= 0 && g == s) continue;
      for (int p = -1; p < n; ++p) {
        if (p >= 0 && (p == s || p == g)) continue;
        if (s < 0 && g < 0) continue;
        if (p >= 0 && units.list[static_cast<std::size_t>(p)].as_patronymic <= kImpossible / 2) continue;
        Assignment roles{s, g, p, 0};
        roles.bits = assignment_bits(weights, units, roles);
        best.add(roles);
      }
    }
  }
  return best;
}

NameToken patronymic_of(const Lexicon& lexicon, const Unit& unit) {
  NameToken token = patronymic_token(lexicon, unit.sound, unit.patronymic, unit.initial);
  if (unit.turkic_patronymic) token.sex = unit.turkic_sex;
  return token;
}

// A double given name (Анна-Мария) is compared by its first part unless the lexicon knows the whole (Абу-Бакр).
NameToken given_of(const Lexicon& lexicon, const Unit& unit) {
  if (unit.part_count > 1 && (unit.given.empty() || unit.given.near)) {
    const Sound first = sound_of(unit.parts[0]);
    return given_token(lexicon, first, lexicon.given(first.main), false);
  }
  return given_token(lexicon, unit.sound, unit.given, unit.initial);
}

// Null when the list is full.
Reading* emit(const Lexicon& lexicon, const Units& units, const Assignment& roles, float penalty, Readings& out) {
  if (out.count == kReadingsMax) return nullptr;
  Reading& reading = out.list[out.count++];
  reading = Reading{};
  reading.penalty_bits = penalty;
  reading.words = static_cast<std::uint8_t>(units.count);
  reading.words_left = static_cast<std::uint8_t>(units.count - static_cast<std::size_t>(roles.surname >= 0) -
                                                 static_cast<std::size_t>(roles.given >= 0) -
                                                 static_cast<std::size_t>(roles.patronymic >= 0));
  const auto unit = [&](int at) -> const Unit& { return units.list[static_cast<std::size_t>(at)]; };
  if (roles.surname >= 0) reading.surname = surname_token(lexicon, unit(roles.surname).sound);
  if (roles.given >= 0) reading.given = given_of(lexicon, unit(roles.given));
  if (roles.patronymic >= 0) reading.patronymic = patronymic_of(lexicon, unit(roles.patronymic));
  return &reading;
}

// The second meaning of an ambiguous spelling is as good as the first.
void emit_other_given(const Lexicon& lexicon, const Units& units, const Assignment& roles, Readings& out) {
  if (roles.given < 0) return;
  const Unit& unit = units.list[static_cast<std::size_t>(roles.given)];
  if (unit.given_other.empty() || unit.given.list.data() == unit.given_other.list.data()) return;
  const Sound sound{unit.sound.other, unit.sound.main};
  if (Reading* reading = emit(lexicon, units, roles, 0, out)) {
    reading->given = given_token(lexicon, sound, unit.given_other, false);
  }
}

Units take_words(const core::NameParts& name) {
  Units units;
  Words words;
  const auto take = [&](std::string_view text, Role hint) {
    if (text.empty()) return;
    split_words(text, words);
    add_words(words, hint, units);
  };
  take(name.surname, kSurname);
  take(name.given, kGiven);
  take(name.patronymic, kPatronymic);
  if (units.count == 0) take(name.line, kNoRole);
  return units;
}

// Some word is a name that the lexicon knows as it stands.
bool has_known_word(const Units& units) {
  return std::any_of(units.list.begin(), units.list.begin() + static_cast<std::ptrdiff_t>(units.count),
                     [](const Unit& unit) { return !unit.given.empty() || !unit.patronymic.senses.empty(); });
}

// A name typed with the keyboard set to the other script: believed only when that makes a known name of it.
void try_other_layout(const Lexicon& lexicon, const core::NameParts& name, Units& units) {
  const auto retyped = [](const std::string& text) { return other_layout(composed(text)); };
  const core::NameParts typed{retyped(name.surname), retyped(name.given), retyped(name.patronymic), retyped(name.line)};
  Units other = take_words(typed);
  bool known = false;
  for (std::size_t i = 0; i < other.count; ++i) {
    Unit& unit = other.list[i];
    look_up(lexicon, unit);
    constexpr std::size_t kLettersMin = 4;  // shorter ones come out as some name by chance
    known = known || (unit.joined.length >= kLettersMin &&
                      (!unit.given.empty() || (!unit.patronymic.senses.empty() && !unit.patronymic.senses.near)));
  }
  if (known) units = other;
}

}  // namespace

void read_name(const Lexicon& lexicon, const core::NameParts& name, Readings& out) {
  out.count = 0;
  thread_local Units units;
  units = take_words(name);
  if (units.count == 0) return;
  for (std::size_t i = 0; i < units.count; ++i) look_up(lexicon, units.list[i]);
  if (!has_known_word(units)) try_other_layout(lexicon, name, units);
  look_further(lexicon, units);
  const RoleWeights& weights = lexicon.weights().roles;
  for (std::size_t i = 0; i < units.count; ++i) weigh(weights, units.list[i]);
  const Assignments assignments = assign(weights, units);
  for (std::size_t i = 0; i < assignments.count; ++i) {
    const Assignment& roles = assignments.list[i];
    const float behind = assignments.list[0].bits - roles.bits;
    if (behind > weights.behind_max) break;
    emit(lexicon, units, roles, weights.penalty_share * behind, out);
    if (i > 0) continue;
    emit_other_given(lexicon, units, roles, out);
    if (roles.surname < 0) continue;
    // A double surname may be held by either half.
    const Unit& surname = units.list[static_cast<std::size_t>(roles.surname)];
    for (std::size_t part = 0; surname.part_count > 1 && part < surname.part_count; ++part) {
      if (surname.parts[part].length < 3) continue;
      if (Reading* reading = emit(lexicon, units, roles, weights.part_of_surname, out)) {
        reading->surname = surname_token(lexicon, sound_of(surname.parts[part]));
      }
    }
  }
}

}  // namespace hotline::matching
