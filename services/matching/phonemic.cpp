#include "matching/phonemic.hpp"

#include <algorithm>
#include <bit>

namespace hotline::matching {
namespace {

// Latin letters are folded to a-z and a few capitals that stand for what a diacritic says: C ч, S ш, Z ж, W щ, Q ц.
constexpr std::string_view kLatinExtendedA =
    "aaaaaaCCCCCCCCddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssWWSSSSQQttttuuuuvvuuuuuuwwyyyzzZZZZs";
static_assert(kLatinExtendedA.size() == 128);
constexpr std::string_view kLatinOne = "aaaaaaaCeeeeiiiidnoooooxouuuuyts";  // from U+00E0
static_assert(kLatinOne.size() == 32);

constexpr bool is_cyrillic(char16_t letter) {
  return letter >= 0x400 && letter < 0x530;
}
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

// A combining mark on the letter before it; most marks say nothing.
char16_t with_mark(char16_t letter, char32_t mark) {
  const bool caron = mark == 0x30C, cedilla = mark == 0x327 || mark == 0x326, dot = mark == 0x307,
             acute = mark == 0x301;
  if (letter == 'c' && (caron || cedilla || acute || mark == 0x302)) return 'C';
  if (letter == 's' && (caron || cedilla)) return 'S';
  if (letter == 's' && mark == 0x302) return 'W';
  if (letter == 'z' && (caron || dot)) return 'Z';
  if (letter == 't' && cedilla) return 'Q';
  if (letter == 'u' && mark == 0x306) return 'v';
  if (letter == u'и' && mark == 0x306) return u'й';
  if (letter == u'і' && mark == 0x308) return u'ї';
  if (letter == u'е' && mark == 0x308) return u'ё';
  if (letter == u'у' && mark == 0x306) return u'ў';
  return letter;
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

// Appends sounds and joins those that spellings write in different ways.
class FormWriter {
 public:
  void push(std::uint8_t symbol) {
    if (symbol == kNoSymbol) return;
    const std::uint8_t last = form_.length ? form_.symbols[form_.length - 1U] : std::uint8_t{kNoSymbol};
    if (symbol == last) return;
    const bool after_hiss = last == kCh || last == kSh || last == kZh || last == kShch;
    if (symbol == kO && after_hiss) return push(kE);  // Пугачов, Пугачёв
    if (symbol == kS && last == kT) return replace(kTs);
    if (symbol == kCh && (last == kS || last == kZ || last == kSh)) return replace(kShch);
    if (symbol == kCh && last == kShch) return;
    if (symbol == kE && last == kI) return replace(kE);                      // Георгиевна, Georgyevna
    if (symbol == kO && last == kI && form_.length > 1) return replace(kE);  // Корольов, Korolyov
    if (form_.length < Form::kMax) form_.symbols[form_.length++] = symbol;
  }
  Form form() const { return form_; }

 private:
  void replace(std::uint8_t symbol) {
    form_.symbols[--form_.length] = kNoSymbol;
    push(symbol);
  }
  Form form_;
};

constexpr std::uint8_t kSkip = 0, kIA = 100, kIU = 101, kDZh = 102;
// а..я, then ѐ ё ђ ѓ є ѕ і ї ј љ њ ћ ќ ѝ ў џ
constexpr std::array<std::uint8_t, 48> kCyrillic = {
    kA,  kB,    kV,    kG, kD,    kE, kZh, kZ,  kI, kI, kK,   kL, kM, kN, kO, kP, kR, kS, kT, kU,  kF, kH, kTs, kCh,
    kSh, kShch, kSkip, kI, kSkip, kE, kIU, kIA, kE, kE, kDZh, kG, kE, kZ, kI, kI, kI, kL, kN, kCh, kK, kI, kV,  kDZh};

Form read_cyrillic(const Word& word) {
  FormWriter writer;
  for (std::size_t i = 0; i < word.length; ++i) {
    const char16_t letter = word.letters[i];
    if (letter < 0x430 || letter >= 0x460) continue;
    if (letter == u'ь' && i + 1 < word.length && word.letters[i + 1] == u'о') {
      writer.push(kE);
      ++i;
      continue;
    }
    const std::uint8_t symbol = kCyrillic[letter - 0x430U];
    if (symbol == kIA) {
      writer.push(kI);
      writer.push(kA);
    } else if (symbol == kIU) {
      writer.push(kI);
      writer.push(kU);
    } else if (symbol == kDZh) {
      writer.push(kD);
      writer.push(kZh);
    } else {
      writer.push(symbol);
    }
  }
  return writer.form();
}

struct LatinRule {
  std::string_view from;
  std::uint8_t to[2];
  std::uint8_t other[2];  // the second reading; {0, 0}: the same
};

// Longest first among rules of one letter: all romanisations at once.
constexpr LatinRule kLatinRules[] = {
    {"chtch", {kShch, 0}, {}},     {"ch", {kCh, 0}, {kH, 0}}, {"cz", {kCh, 0}, {kTs, 0}}, {"ck", {kK, 0}, {}},
    {"ct", {kK, kT}, {}},          {"cr", {kK, kR}, {}},      {"cl", {kK, kL}, {}},       {"c", {kTs, 0}, {kK, 0}},
    {"dsch", {kD, kZh}, {}},       {"dj", {kD, kZh}, {}},     {"gu", {kG, kU}, {}},       {"gh", {kG, 0}, {}},
    {"kh", {kH, 0}, {}},           {"ou", {kU, 0}, {}},       {"ph", {kF, 0}, {}},        {"q", {kK, 0}, {}},
    {"schtsch", {kShch, 0}, {}},   {"shch", {kShch, 0}, {}},  {"shtsh", {kShch, 0}, {}},  {"szcz", {kShch, 0}, {}},
    {"sch", {kSh, 0}, {kShch, 0}}, {"shh", {kShch, 0}, {}},   {"sh", {kSh, 0}, {}},       {"sz", {kSh, 0}, {}},
    {"tsch", {kCh, 0}, {}},        {"tch", {kCh, 0}, {}},     {"tsh", {kCh, 0}, {}},      {"th", {kT, 0}, {}},
    {"tz", {kTs, 0}, {}},          {"tc", {kTs, 0}, {}},      {"x", {kK, kS}, {kH, 0}},   {"zh", {kZh, 0}, {}},
    {"j", {kI, 0}, {kZh, 0}},
};
// a..z singly; c j q x are in the rules above
constexpr std::array<std::uint8_t, 26> kLatinLetter = {kA, kB, kTs, kD, kE, kF, kG, kH, kI, kI, kK, kL, kM,
                                                       kN, kO, kP,  kK, kR, kS, kT, kU, kV, kV, kK, kI, kZ};

std::uint8_t latin_capital(char16_t letter) {
  switch (letter) {
    case 'C':
      return kCh;
    case 'S':
      return kSh;
    case 'Z':
      return kZh;
    case 'W':
      return kShch;
    case 'Q':
      return kTs;
    default:
      return kNoSymbol;
  }
}

bool starts_with(const Word& word, std::size_t at, std::string_view pattern) {
  if (at + pattern.size() > word.length) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (word.letters[at + i] != static_cast<unsigned char>(pattern[i])) return false;
  }
  return true;
}

struct RuleRange {
  std::uint8_t first = 0, count = 0;
};
constexpr std::array<RuleRange, 26> kRulesOf = [] {
  std::array<RuleRange, 26> ranges{};
  for (std::uint8_t i = 0; i < std::size(kLatinRules); ++i) {
    auto& range = ranges[static_cast<std::size_t>(kLatinRules[i].from[0] - 'a')];
    if (range.count == 0) range.first = i;
    ++range.count;
  }
  return ranges;
}();

bool contains(const Word& word, std::string_view pattern) {
  for (std::size_t i = 0; i < word.length; ++i) {
    if (starts_with(word, i, pattern)) return true;
  }
  return false;
}

Form read_latin(const Word& word, bool second, bool& ambiguous) {
  FormWriter writer;
  // Where tch or ou stands, ch is French ш.
  const bool french = contains(word, "tch") || contains(word, "ou");
  for (std::size_t i = 0; i < word.length;) {
    const char16_t letter = word.letters[i];
    if (letter < 'a' || letter > 'z') {
      writer.push(latin_capital(letter));
      ++i;
      continue;
    }
    const RuleRange range = kRulesOf[static_cast<std::size_t>(letter - 'a')];
    const LatinRule* rule = nullptr;
    for (std::size_t r = range.first; r < range.first + std::size_t{range.count}; ++r) {
      if (starts_with(word, i, kLatinRules[r].from)) {
        rule = &kLatinRules[r];
        break;
      }
    }
    if (rule == nullptr) {
      writer.push(kLatinLetter[static_cast<std::size_t>(letter - 'a')]);
      ++i;
      continue;
    }
    if (rule->from == "gu") {  // French: the u only keeps g hard before e and i
      const char16_t after = i + 2 < word.length ? word.letters[i + 2] : u'\0';
      writer.push(kG);
      if (after != 'e' && after != 'i' && after != 'y') writer.push(kU);
      i += 2;
      continue;
    }
    const bool two = rule->other[0] != 0;
    ambiguous = ambiguous || two;
    if (second && french && rule->from == "ch") {
      writer.push(kSh);
      i += 2;
      continue;
    }
    const auto& out = second && two ? rule->other : rule->to;
    writer.push(out[0]);
    writer.push(out[1]);
    i += rule->from.size();
  }
  return writer.form();
}

constexpr std::array<std::uint8_t, kSymbolCount> kConsonantClass = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,
                                                                    5, 5, 6, 6, 7, 7, 7, 8, 9, 10, 11, 12, 13};
constexpr std::uint8_t kLeadingVowel = 14;

}  // namespace

void split_words(std::string_view text, Words& out) {
  out.count = 0;
  text = text.substr(0, kTextMax);
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
    if (point >= 0x300 && point < 0x370) {
      if (word.length) word.letters[word.length - 1U] = with_mark(word.letters[word.length - 1U], point);
      continue;
    }
    const char16_t letter = fold(point);
    if (letter != 0) {
      if (word.length == 0) word.hyphen_before = hyphen && out.count > 0;
      hyphen = false;
      if (word.length < Word::kMax) word.letters[word.length++] = letter;
      word.digits = word.digits || (letter >= '0' && letter <= '9');
      continue;
    }
    if (point == '.' && word.length) word.dot_after = true;
    finish();
    hyphen = is_hyphen(point);
  }
  finish();
}

Sound sound_of(const Word& word) {
  Sound sound;
  if (word.length == 0) return sound;
  const bool cyrillic = std::any_of(word.letters.begin(), word.letters.begin() + word.length, is_cyrillic);
  if (cyrillic) {
    sound.main = read_cyrillic(word);
    return sound;
  }
  bool ambiguous = false;
  sound.main = read_latin(word, false, ambiguous);
  if (ambiguous) sound.other = read_latin(word, true, ambiguous);
  if (sound.other == sound.main) sound.other = Form{};
  return sound;
}

Sound sound_of(std::string_view word) {
  Words words;
  split_words(word, words);
  return words.count ? sound_of(words.words[0]) : Sound{};
}

std::size_t stem_length(const Form& form) {
  std::size_t length = form.length;
  while (length > 0 && is_vowel(form[length - 1])) --length;
  return length >= 2 ? length : form.length;
}

Form stem_of(const Form& form) {
  Form stem;
  stem.length = static_cast<std::uint8_t>(stem_length(form));
  std::copy_n(form.symbols.begin(), stem.length, stem.symbols.begin());
  return stem;
}

std::uint64_t skeleton(const Form& form) {
  const std::size_t length = stem_length(form);
  std::size_t consonants = 0;
  for (std::size_t i = 0; i < length; ++i) consonants += !is_vowel(form[i]);
  const bool keep_vowels = consonants < 3;
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < length && key < (1ULL << 56); ++i) {
    const std::uint8_t symbol = form[i];
    if (is_vowel(symbol)) {
      const std::uint8_t sound = symbol == kE || symbol == kI ? 15 : kLeadingVowel;
      if (i == 0)
        key = kLeadingVowel;
      else if (keep_vowels)
        key = key << 4 | sound;
      continue;
    }
    const std::uint8_t last = key & 15;
    if (kConsonantClass[symbol] != last) key = key << 4 | kConsonantClass[symbol];
  }
  return key;
}

std::uint32_t symbol_mask(const Form& form) {
  const std::size_t length = stem_length(form);
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const std::uint8_t symbol = form[i];
    if (!is_vowel(symbol))
      mask |= 1U << (kConsonantClass[symbol] + 3);
    else if (symbol == kU)
      mask |= 4U;
    else
      mask |= symbol == kE || symbol == kI ? 2U : 1U;
  }
  return mask;
}

std::uint64_t hash_symbols(std::span<const std::uint8_t> symbols, std::uint64_t seed) {
  std::uint64_t low = seed, high = symbols.size();
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (i < 12)
      low = low << 5 | symbols[i];
    else
      high = high << 5 | symbols[i];
  }
  return combine(low, high);
}

}  // namespace hotline::matching
