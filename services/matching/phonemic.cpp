#include "matching/phonemic.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace hotline::matching {
namespace {

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
