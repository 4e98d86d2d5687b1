#include "matching/words.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace hotline::matching {
namespace {

// Latin letters are folded to a-z and a few capitals that stand for what a diacritic says: C ч, S ш, Z ж, W щ, Q ц.
constexpr std::string_view kLatinExtendedA =
    "aaaaaaCCCCCCCCddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssWWSSSSQQttttuuuuvvuuuuuuwwyyyzzZZZZs";
static_assert(kLatinExtendedA.size() == 128);
// A and U stand for the one-letter я and ю of ISO 9; õ is Estonian for ы.
constexpr std::string_view kLatinOne = "aaAaaaaCeeeeiiiidnoooyoxouuUuyts";  // from U+00E0
static_assert(kLatinOne.size() == 32);

constexpr bool is_latin(char16_t letter) {
  return letter < 0x80 && letter > '9';
}

char16_t fold_cyrillic(char32_t c) {
  if (c >= 0x410 && c <= 0x42F) return static_cast<char16_t>(c + 0x20);
  if (c >= 0x400 && c <= 0x40F) return static_cast<char16_t>(c + 0x50);
  if (c < 0x460) return static_cast<char16_t>(c);
  switch (c | 1) {  // capitals are even, small letters odd
    case 0x463:
      return u'е';
    case 0x473:
      return u'ф';
    case 0x475:
      return u'и';
    case 0x491:
    case 0x493:
      return u'г';
    case 0x497:
    case 0x4B7:
      return u'ж';
    case 0x49B:
      return u'к';
    case 0x4A3:
      return u'н';
    case 0x4AF:
    case 0x4B1:
    case 0x4EF:
      return u'у';
    case 0x4B3:
    case 0x4BB:
      return u'х';
    case 0x4D9:
      return u'а';
    case 0x4E3:
      return u'и';
    case 0x4E9:
      return u'о';
    default:
      return 0;
  }
}

// A folded letter, or 0 for what is no letter.
char16_t fold(char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') return static_cast<char16_t>(c);
    if (c >= 'A' && c <= 'Z') return static_cast<char16_t>(c + 0x20);
    if (c >= '0' && c <= '9') return static_cast<char16_t>(c);
    return 0;
  }
  if (c >= 0x400 && c < 0x530) return fold_cyrillic(c);
  if (c >= 0x100 && c < 0x180) return static_cast<char16_t>(kLatinExtendedA[c - 0x100]);
  if (c == 0xD7 || c == 0xF7) return 0;
  if (c == 0xD6 || c == 0xF6) return 'e';  // ö stands for ё in German spellings
  if (c == 0xDF) return 's';
  if (c == 0xFF) return 'y';
  if (c >= 0xC0 && c <= 0xFF) return static_cast<char16_t>(kLatinOne[c >= 0xE0 ? c - 0xE0 : c - 0xC0]);
  switch (c) {
    case 0x18F:
    case 0x259:
      return 'a';
    case 0x218:
    case 0x219:
      return 'S';
    case 0x21A:
    case 0x21B:
      return 'Q';
    case 0x1C5:
    case 0x1C6:
      return 'Z';
    default:
      return 0;
  }
}

bool is_apostrophe(char32_t c) {
  return c == 0x27 || c == 0x60 || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 ||
         c == 0x2033 || c == 0xAD || (c >= 0x2B9 && c <= 0x2BD) || c == 0x200B || c == 0x200C || c == 0x200D;
}

bool is_hyphen(char32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212;
}

const icu::Normalizer2* composer() {
  static const icu::Normalizer2* const nfc = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* made = icu::Normalizer2::getNFCInstance(status);
    return U_SUCCESS(status) ? made : nullptr;
  }();
  return nfc;
}

// Every lead byte of these is of a letter that is composed already; nearly all names are written with them alone.
bool is_composed(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xCC || byte == 0xD0 || byte == 0xD1;
  });
}

// Taken apart, a text has at most three times its bytes.
constexpr std::size_t kDecomposedMax = 3 * kTextMax;

// So that texts which Unicode holds to be the same give the same words.
std::string_view compose(std::string_view text, std::string& memory) {
  text = text.substr(0, kDecomposedMax);
  const icu::Normalizer2* nfc = is_composed(text) ? nullptr : composer();
  if (nfc == nullptr) return text.substr(0, kTextMax);
  memory.clear();
  icu::StringByteSink<std::string> sink(&memory);
  UErrorCode status = U_ZERO_ERROR;
  nfc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return (U_SUCCESS(status) ? std::string_view(memory) : text).substr(0, kTextMax);
}

// The letter without its mark, for those that the tables do not hold (ễ, ӱ); 0 when it bears none.
char32_t without_mark(char32_t letter) {
  icu::UnicodeString parts;
  const icu::Normalizer2* nfc = composer();
  if (nfc == nullptr || !nfc->getRawDecomposition(static_cast<UChar32>(letter), parts)) return 0;
  return static_cast<char32_t>(parts.char32At(0));
}

constexpr std::u16string_view kLookLatin = u"aceopxyikmthb";
constexpr std::u16string_view kLookCyrillic = u"асеорхуікмтнв";
static_assert(kLookLatin.size() == kLookCyrillic.size());

// A token that mixes scripts is a list typed on two keyboards: the majority says which script was meant.
void repair_script(Word& word) {
  std::size_t cyrillic = 0, latin = 0;
  for (std::size_t i = 0; i < word.length; ++i) {
    cyrillic += is_cyrillic(word.letters[i]);
    latin += is_latin(word.letters[i]);
  }
  if (cyrillic == 0 || latin == 0) return;
  const auto& from = cyrillic >= latin ? kLookLatin : kLookCyrillic;
  const auto& to = cyrillic >= latin ? kLookCyrillic : kLookLatin;
  for (std::size_t i = 0; i < word.length; ++i) {
    const std::size_t at = from.find(word.letters[i]);
    if (at != from.npos) word.letters[i] = to[at];
  }
}

// Next code point; a broken byte gives 0 and is skipped.
char32_t next_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const int extra = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xC2 ? 1 : 0;
  if (extra == 0 || first >= 0xF5) return 0;
  char32_t point = first & (0x3FU >> extra);
  for (int i = 0; i < extra; ++i) {
    if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return 0;
    point = (point << 6) | (byte(at++) & 0x3FU);
  }
  return point;
}

}  // namespace

void split_words(std::string_view text, Words& out) {
  out.count = 0;
  thread_local std::string memory;
  text = compose(text, memory);
  Word word;
  bool hyphen = false;
  const auto finish = [&] {
    if (word.length == 0) return;
    repair_script(word);
    if (out.count < kWordsMax) out.words[out.count++] = word;
    word = Word{};
  };
  for (std::size_t at = 0; at < text.size() && out.count < kWordsMax;) {
    const char32_t point = next_point(text, at);
    if (is_apostrophe(point)) continue;
    if (point >= 0x300 && point < 0x370) continue;  // a mark that makes no other letter
    char16_t letter = fold(point);
    for (char32_t bare = point; letter == 0 && bare >= 0x180; letter = fold(bare)) bare = without_mark(bare);
    if (letter != 0) {
      if (word.length == 0) word.hyphen_before = hyphen && out.count > 0;
      hyphen = false;
      if (word.length == Word::kMax) continue;
      word.letters[word.length++] = letter;
      word.digits = word.digits || (letter >= '0' && letter <= '9');
      continue;
    }
    if (point == '.' && word.length) word.dot_after = true;
    finish();
    hyphen = is_hyphen(point);
  }
  finish();
}

std::string composed(std::string_view text) {
  std::string memory;
  return std::string(compose(text, memory));
}

}  // namespace hotline::matching
