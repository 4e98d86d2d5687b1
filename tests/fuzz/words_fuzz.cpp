// Cleaning of any text: words, their sounds, and the foldings of core.
#include <algorithm>
#include <string>

#include "core/name_text.hpp"
#include "core/normal.hpp"
#include "fuzz/fuzz.hpp"
#include "matching/phonemic.hpp"

namespace hotline::fuzz {
namespace {

using matching::Form;
using matching::Sound;
using matching::Word;
using matching::Words;

// A spelling of a cleaned letter; the capitals stand for letters with marks (phonemic.cpp).
std::string spell(char16_t letter) {
  switch (letter) {
    case 'C':
      return "č";
    case 'S':
      return "š";
    case 'Z':
      return "ž";
    case 'W':
      return "ŝ";
    case 'Q':
      return "ț";
    case 'A':
      return "â";
    case 'U':
      return "û";
    default:
      break;
  }
  if (letter < 0x80) return {static_cast<char>(letter)};
  return {static_cast<char>(0xC0 | letter >> 6), static_cast<char>(0x80 | (letter & 0x3F))};
}

std::string spell(const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < words.count; ++i) {
    const Word& word = words.words[i];
    if (i > 0) text += word.hyphen_before ? '-' : ' ';
    for (std::size_t at = 0; at < word.length; ++at) text += spell(word.letters[at]);
    if (word.dot_after) text += '.';
  }
  return text;
}

bool same(const Word& a, const Word& b) {
  return a.length == b.length && a.hyphen_before == b.hyphen_before && a.dot_after == b.dot_after &&
         a.digits == b.digits && a.letters == b.letters;
}

bool same(const Words& a, const Words& b) {
  return a.count == b.count && std::equal(a.words.begin(), a.words.begin() + static_cast<std::ptrdiff_t>(a.count),
                                          b.words.begin(), [](const Word& x, const Word& y) { return same(x, y); });
}

void check(const Form& form) {
  require(form.length <= Form::kMax, "a form has its length");
  for (std::size_t i = 0; i < Form::kMax; ++i) {
    const bool sound = form[i] != matching::kNoSymbol && form[i] < matching::kSymbolCount;
    require(i < form.length ? sound : form[i] == matching::kNoSymbol, "a form holds sounds and nothing behind them");
    require(i == 0 || i >= form.length || form[i] != form[i - 1], "a sound is not doubled");
  }
  require(matching::stem_length(form) <= form.length, "a stem is no longer than its word");
  require(matching::skeleton(matching::stem_of(form)) == matching::skeleton(form), "a skeleton is that of the stem");
}

void check(const Word& word) {
  require(word.length > 0 && word.length <= Word::kMax, "a word has letters");
  for (std::size_t i = 0; i < Word::kMax; ++i) {
    require((word.letters[i] != 0) == (i < word.length), "letters stand together");
  }
  const Sound sound = matching::sound_of(word);
  check(sound.main);
  check(sound.other);
  require(sound.other.empty() || !(sound.other == sound.main), "a second reading is another one");
}

void check_foldings(const std::string& text) {
  const std::string folded = core::fold_spelling(text), cased = core::name_case(core::trim(text)),
                    number = core::fold_identifier(text), lower = core::lower_case(text), tidy = core::trim(text);
  for (const std::string* result : {&folded, &cased, &number, &lower, &tidy}) {
    require(core::valid_utf8(*result), "a folding gives valid text");
  }
  require(core::fold_spelling(folded) == folded, "a spelling is folded once");
  require(core::name_case(cased) == cased, "a name gets its case once");
  require(core::fold_identifier(number) == number, "a number is folded once");
  require(core::lower_case(lower) == lower, "lower case stays");
  require(core::trim(tidy) == tidy, "a text is trimmed once");
}

}  // namespace
}  // namespace hotline::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hotline;
  using namespace hotline::fuzz;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Words words, again;
  matching::split_words(text, words);
  require(words.count <= matching::kWordsMax, "a text has a limit of words");
  for (std::size_t i = 0; i < words.count; ++i) check(words.words[i]);
  if (const std::string spelled = spell(words); spelled.size() <= matching::kTextMax) {
    matching::split_words(spelled, again);
    require(same(words, again), "cleaning twice is cleaning once");
  }
  if (!core::valid_utf8(text)) return 0;
  const NormalForms forms = normal_forms(text);
  for (const std::string* form : {&forms.composed, &forms.decomposed}) {
    matching::split_words(*form, again);
    require(same(words, again), "the normal forms of a text have the same words");
  }
  check_foldings(text);
  return 0;
}
