#include "matching/phonemic.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <bit>
#include <string>

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
  Form form() const {
    Form form = form_;
    // The surnames in -енко end in -енка as Belarusian writes and most people say them.
    const std::size_t n = form.length;
    const bool enka = n > 6 && form[n - 1] == kA && form[n - 2] == kK && form[n - 3] == kN && form[n - 4] == kE;
    if (enka) form.symbols[n - 1] = kO;
    return form;
  }

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

// After a vowel and before a consonant or the end у is ў, as it is heard and as Belarusian writes it: Лобуноу, Зайцау.
bool is_short_u(char16_t before, char16_t after, std::u16string_view open, std::u16string_view vowels) {
  return open.find(before) != open.npos && (after == 0 || vowels.find(after) == vowels.npos);
}

Form read_cyrillic(const Word& word) {
  FormWriter writer;
  for (std::size_t i = 0; i < word.length; ++i) {
    const char16_t letter = word.letters[i];
    if (letter < 0x430 || letter >= 0x460) continue;
    if (letter == u'у' && i > 0) {
      const char16_t before = word.letters[i - 1], after = i + 1 < word.length ? word.letters[i + 1] : u'\0';
      // Краснояроуа: a woman's -ова as it is heard.
      const bool feminine = after == u'а' && i + 2 == word.length && (before == u'о' || before == u'е');
      if (feminine || is_short_u(before, after, u"аоеэєё", u"аоуеиіїюяєёэы")) {
        writer.push(kV);
        continue;
      }
    }
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
  std::uint8_t to[3];
  std::uint8_t other[3];  // the second reading; none: the same
  bool last = false;      // only at the end of a word
};

// Longest first among rules of one letter: all romanisations at once. A rule for the end stands before the others.
constexpr LatinRule kLatinRules[] = {
    {"chtch", {kShch}, {}},
    {"ch", {kCh}, {kH}},
    {"ckh", {kH}, {}},
    {"cz", {kCh}, {kTs}},
    {"ck", {kK}, {kTs, kK}},
    {"ct", {kK, kT}, {}},
    {"cr", {kK, kR}, {}},
    {"cl", {kK, kL}, {}},
    {"cs", {kTs, kS}, {kCh}},
    {"cia", {kTs, kI, kA}, {kCh, kA}},
    {"cio", {kTs, kI, kO}, {kCh, kO}},
    {"ciu", {kTs, kI, kU}, {kCh, kU}},
    {"ci", {kTs, kI}, {kCh, kI}},
    {"ce", {kTs, kE}, {kCh, kE}},
    {"c", {kTs}, {kK}},
    {"dsch", {kD, kZh}, {}},
    {"dj", {kD, kZh}, {kD, kI}},
    {"gu", {kG, kU}, {}},
    {"gh", {kG}, {}},
    {"jev", {kI, kE, kV}, {}},
    {"jew", {kI, kE, kV}, {}},
    {"j", {kI}, {kZh}},
    {"kh", {kH}, {}},
    {"oe", {kO, kE}, {kU}},
    {"ou", {kO, kV}, {kU}, true},
    {"ou", {kU}, {}},
    {"ph", {kF}, {}},
    {"q", {kK}, {}},
    {"rz", {kR, kZ}, {kZh}},
    {"schtsch", {kShch}, {}},
    {"schi", {kS, kK, kI}, {}, true},
    {"shch", {kShch}, {}},
    {"shtsh", {kShch}, {}},
    {"sjtsj", {kShch}, {}},
    {"szcz", {kShch}, {}},
    {"sch", {kSh}, {kShch}},
    {"shh", {kShch}, {}},
    {"sh", {kSh}, {}},
    {"sj", {kS, kI}, {kSh}},
    {"sz", {kSh}, {}},
    {"tsch", {kCh}, {}},
    {"tch", {kCh}, {kT, kCh}},
    {"tsh", {kCh}, {}},
    {"tsj", {kCh}, {}},
    {"th", {kT}, {}},
    {"tj", {kCh}, {kT, kI}, true},
    {"tj", {kT, kI}, {kCh}},
    {"tz", {kTs}, {}},
    {"tc", {kTs}, {}},
    {"x", {kK, kS}, {kH}},
    {"zh", {kZh}, {}},
    {"zj", {kZ, kI}, {kZh}},
};
// a..z singly; c j q x are in the rules above
constexpr std::array<std::uint8_t, 26> kLatinLetter = {kA, kB, kTs, kD, kE, kF, kG, kH, kI, kI, kK, kL, kM,
                                                       kN, kO, kP,  kK, kR, kS, kT, kU, kV, kV, kK, kI, kZ};

void push_capital(FormWriter& writer, char16_t letter) {
  constexpr std::string_view kCapitals = "CSZWQ";
  constexpr std::uint8_t kSounds[] = {kCh, kSh, kZh, kShch, kTs};
  if (letter == 'A' || letter == 'U') {
    writer.push(kI);
    writer.push(letter == 'A' ? kA : kU);
  } else if (const auto at = kCapitals.find(static_cast<char>(letter)); at != kCapitals.npos) {
    writer.push(kSounds[at]);
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

bool ends_with(const Word& word, std::size_t length, std::string_view end) {
  return length >= end.size() && starts_with(word, length - end.size(), end) && length <= word.length;
}

// `part` stands somewhere outside of `whole`, whose end it is.
bool contains_alone(const Word& word, std::string_view whole, std::string_view part) {
  const std::size_t before = whole.size() - part.size();
  for (std::size_t i = 0; i < word.length; ++i) {
    if (starts_with(word, i, part) && (i < before || !starts_with(word, i - before, whole))) return true;
  }
  return false;
}

// The length without what Latvian, Lithuanian and Czech add to a foreign name: Kurovs, Stanislovas, Otunbajevova.
std::size_t plain_length(const Word& word, bool& czech) {
  const std::size_t length = word.length;
  czech = false;
  if (length < 5) return length;
  for (const std::string_view end : {"ovova", "evova", "inova"}) {
    if (length <= end.size() || !ends_with(word, length, end)) continue;
    czech = true;
    return length - 3;
  }
  if (word.letters[length - 1] != 's' || word.letters[length - 2] == 's') return length;
  const char16_t before = word.letters[length - 2];
  const bool vowel = before == 'a' || before == 'i' || before == 'u' || before == 'y';
  return vowel && length >= 6 ? length - 2 : length - 1;
}

class LatinReader {
 public:
  explicit LatinReader(const Word& word) : word_(word) {
    // Where tch or ou stands, ch is French ш; where w stands without sz or cz, z is German ц.
    const bool tch = contains(word, "tch"), ch = contains_alone(word, "tch", "ch");
    french_ = (tch && ch) || contains(word, "ou");
    german_ = contains(word, "w") && !contains(word, "sz") && !contains(word, "cz") && !contains(word, "rz");
  }

  Form read(bool second) {
    FormWriter writer;
    bool czech = false;
    std::size_t length = word_.length;
    if (second) length = plain_length(word_, czech);
    ambiguous_ = ambiguous_ || length != word_.length;
    for (std::size_t i = 0; i < length;) i += step(i, length, second, writer);
    if (second && czech) writer.push(kA);
    return writer.form();
  }
  // Whether a second reading may differ; known after the first.
  bool ambiguous() const {
    bool czech = false;
    return ambiguous_ || plain_length(word_, czech) != word_.length;
  }

 private:
  char16_t letter(std::size_t at, std::size_t length) const { return at < length ? word_.letters[at] : u'\0'; }

  // Writes the sounds that begin at `at`; the letters used.
  std::size_t step(std::size_t at, std::size_t length, bool second, FormWriter& writer) {
    const char16_t here = word_.letters[at];
    if (here < 'a' || here > 'z') {
      push_capital(writer, here);
      return 1;
    }
    if (here == 'u' && at > 0 && is_short_u(word_.letters[at - 1], letter(at + 1, length), u"ae", u"aeiouyAU")) {
      writer.push(kV);
      return 1;
    }
    const LatinRule* rule = find_rule(at, length);
    if (rule == nullptr) {
      const bool german_z = here == 'z' && german_;
      ambiguous_ = ambiguous_ || german_z;
      writer.push(second && german_z ? std::uint8_t{kTs} : kLatinLetter[static_cast<std::size_t>(here - 'a')]);
      return 1;
    }
    if (rule->from == "gu") {  // French: the u only keeps g hard before e and i
      const char16_t after = letter(at + 2, length);
      writer.push(kG);
      if (after != 'e' && after != 'i' && after != 'y') writer.push(kU);
      return 2;
    }
    const bool two = rule->other[0] != kNoSymbol;
    ambiguous_ = ambiguous_ || two;
    if (second && french_ && (rule->from == "ch" || rule->from == "tch")) {
      writer.push(rule->from == "ch" ? kSh : kCh);
      return rule->from.size();
    }
    for (const std::uint8_t symbol : second&& two ? rule->other : rule->to) writer.push(symbol);
    return rule->from.size();
  }

  const LatinRule* find_rule(std::size_t at, std::size_t length) const {
    const RuleRange range = kRulesOf[static_cast<std::size_t>(word_.letters[at] - 'a')];
    for (std::size_t r = range.first; r < range.first + std::size_t{range.count}; ++r) {
      const LatinRule& rule = kLatinRules[r];
      const std::size_t end = at + rule.from.size();
      if (end > length || (rule.last && end != length)) continue;
      if (starts_with(word_, at, rule.from)) return &rule;
    }
    return nullptr;
  }

  const Word& word_;
  bool french_ = false, german_ = false, ambiguous_ = false;
};

constexpr std::array<std::uint8_t, kSymbolCount> kConsonantClass = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2,  3,  3,  4,
                                                                    5, 5, 6, 6, 7, 7, 7, 8, 9, 10, 11, 12, 13};
constexpr std::uint8_t kLeadingVowel = 14;

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

Sound sound_of(const Word& word) {
  Sound sound;
  if (word.length == 0) return sound;
  const bool cyrillic = std::any_of(word.letters.begin(), word.letters.begin() + word.length, is_cyrillic);
  if (cyrillic) {
    sound.main = read_cyrillic(word);
    return sound;
  }
  LatinReader reader(word);
  sound.main = reader.read(false);
  if (reader.ambiguous()) sound.other = reader.read(true);
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

std::uint8_t consonant_class(std::uint8_t symbol) {
  return kConsonantClass[symbol];
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
