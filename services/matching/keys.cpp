#include "matching/keys.hpp"

#include <algorithm>

#include "matching/row.hpp"

namespace hotline::matching {
namespace {

constexpr std::uint32_t kUnknownCode = 1U << 30, kInitialCode = 1U << 29;

std::uint64_t tagged(std::uint64_t tag, std::uint64_t a, std::uint64_t b = 0) {
  return combine(combine(tag, a), b);
}

// A key that is a group by itself.
Key exact(std::uint64_t hash) {
  return {hash, static_cast<std::uint8_t>(hash)};
}

std::uint8_t check_for(std::uint32_t code) {
  return static_cast<std::uint8_t>(mix(code));
}

}  // namespace

void Codes::add(std::uint32_t code) {
  if (count == kGivenCodesMax || std::find(list.begin(), list.begin() + count, code) != list.begin() + count) return;
  list[count++] = code;
}

Codes given_codes(const NameToken& token) {
  Codes codes;
  if (!token.known())
    codes.add(kNoGiven);
  else if (token.initial)
    codes.add(initial_code(token));
  else if (token.sense_count == 0)
    codes.add(kUnknownCode | static_cast<std::uint32_t>(mix(skeleton(token.form)) >> 40));
  for (const GivenSense& sense : token.sense_list()) codes.add(sense.given);
  return codes;
}

Codes patronymic_codes(const NameToken& token) {
  if (!token.known() || token.initial) return {};
  return given_codes(token);
}

std::uint32_t initial_code(const NameToken& token) {
  return kInitialCode | token.form[0];
}

Key key_surname_given(std::uint32_t surname, std::uint32_t given) {
  return {tagged(1, surname), check_for(given)};
}
Key key_surname_patronymic(std::uint32_t surname, std::uint32_t patronymic) {
  return exact(tagged(3, surname, patronymic));
}
Key key_skeleton(std::uint64_t skeleton) {
  return exact(tagged(2, skeleton));
}
Key key_given_patronymic_year(std::uint32_t given, std::uint32_t patronymic, int year) {
  return {tagged(4, given, patronymic), static_cast<std::uint8_t>(year)};
}
Key key_given_patronymic_first(std::uint32_t given, std::uint32_t patronymic, std::uint64_t skeleton) {
  while (skeleton > 15) skeleton >>= 4;
  return exact(tagged(5, std::uint64_t{given} << 32 | patronymic, skeleton));
}
Key key_date_given(const core::PartialDate& date, std::uint32_t given) {
  return {tagged(9, pack_date(date, core::Sex::kUnknown)), check_for(given)};
}
Key key_identifier(std::uint64_t hash) {
  return exact(tagged(7, hash));
}

void CircumstanceCodes::add_sibling(const Codes& codes) {
  if (sibling_count < kSiblings) siblings[sibling_count++] = codes;
}

void CircumstanceCodes::add_mother(const Reading& mother) {
  if (mother.given.known()) {
    const Codes given = given_codes(mother.given);
    for (std::size_t i = 0; i < given.count; ++i) mother_given.add(given.list[i]);
  }
  const Codes patronymic = patronymic_codes(mother.patronymic);
  for (std::size_t i = 0; i < patronymic.count; ++i) mother_patronymic.add(patronymic.list[i]);
  const bool known = mother.surname.known() && skeleton_count < kSkeletons;
  if (known) mother_skeletons[skeleton_count++] = mother.surname.skeleton;
}

void CircumstanceCodes::add_mark(std::uint32_t mark) {
  if (mark_count < kMarks) marks[mark_count++] = mark;
}

// By the number of the town, so that an old name leads to the new one; a village by its sound.
void CircumstanceCodes::add_places(const PlaceSense& place) {
  for (const std::uint16_t town : place.towns) {
    if (town != 0 && place_count < kPlaces) places[place_count++] = town;
  }
  if (place_count == 0 && !place.name.empty()) places[place_count++] = hash_form(stem_of(place.name)) | 1ULL << 63;
}

namespace {

Key unordered(std::uint64_t tag, std::uint32_t one, std::uint32_t other) {
  return exact(tagged(tag, std::min(one, other), std::max(one, other)));
}

}  // namespace

Key key_family(std::uint32_t one, std::uint32_t other) {
  return unordered(10, one, other);
}
Key key_mother_names(std::uint32_t given, std::uint32_t patronymic) {
  return exact(tagged(11, given, patronymic));
}
Key key_mother_surname(std::uint32_t given, std::uint64_t skeleton) {
  return exact(tagged(12, given, skeleton));
}
Key key_mother_child(std::uint32_t mother_given, std::uint32_t child_given) {
  return exact(tagged(13, mother_given, child_given));
}
Key key_seen_month(std::uint64_t place, int month) {
  return exact(tagged(14, place, static_cast<std::uint64_t>(month)));
}
Key key_seen_given(std::uint64_t place, std::uint32_t given) {
  return exact(tagged(15, place, given));
}
Key key_two_marks(std::uint32_t one, std::uint32_t other) {
  return unordered(16, one, other);
}
Key key_mark_given(std::uint32_t mark, std::uint32_t given) {
  return exact(tagged(17, mark, given));
}

Slips surname_slips(const Form& form) {
  // Vowels by class and without the soft ones beside another, so that romanisations agree.
  std::uint64_t symbols[Form::kMax];
  std::size_t count = 0;
  const std::size_t length = stem_length(form);
  bool after_vowel = false;
  for (std::size_t i = 0; i < length; ++i) {
    const std::uint8_t symbol = form[i];
    const bool vowel = is_vowel(symbol);
    if (vowel && after_vowel && symbol == kI) continue;
    if (vowel && after_vowel && form[i - 1] == kI && count > 0) --count;
    symbols[count++] = !vowel ? symbol : symbol == kU ? 3U : symbol == kE || symbol == kI ? 2U : 1U;
    after_vowel = vowel;
  }
  Slips slips;
  const auto hash_without = [&](std::size_t left_out) {
    std::uint64_t low = 1, high = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i == left_out) continue;
      high = high << 5 | low >> 59;
      low = low << 5 | symbols[i];
    }
    return exact(tagged(8, mix(low ^ mix(high))));
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (count < 4) continue;  // short surnames would meet everybody
    slips.list[slips.count++] = hash_without(i);
  }
  if (count >= 4) slips.list[slips.count++] = hash_without(count);
  return slips;
}

}  // namespace hotline::matching
