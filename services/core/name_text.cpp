#include "core/name_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/normal.hpp"

namespace hotline::core {
namespace {

constexpr std::array<std::string_view, 8> kApostrophes{"'", "’", "‘", "ʼ", "ʹ", "`", "´", "′"};
constexpr std::array<std::string_view, 7> kHyphens{"-", "‐", "‑", "‒", "–", "—", "−"};
constexpr std::array<std::string_view, 7> kQuotes{"\"", "«", "»", "“", "”", "„", "″"};
// Written small inside a name, unless they are all of it or its last word.
constexpr std::array<std::string_view, 13> kLatinParticles{"van",   "von", "der", "den", "de",  "la", "del",
                                                           "della", "di",  "du",  "bin", "ibn", "zu"};
// Written small behind the father's name.
constexpr std::array<std::string_view, 7> kAfterFather{"оглы", "огли", "кызы", "кизи", "угли", "ogly", "kyzy"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

std::vector<std::string_view> letters_of(std::string_view text) {
  std::vector<std::string_view> letters;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::min(length_of(text[at]), text.size() - at);
    letters.push_back(text.substr(at, length));
    at += length;
  }
  return letters;
}

bool is_upper(std::string_view letter) {
  return lower_case(letter) != letter;
}

bool is_lower(std::string_view letter) {
  if (is_upper(letter) || among(kApostrophes, letter)) return false;
  if (letter.size() == 1) return letter[0] >= 'a' && letter[0] <= 'z';
  const auto lead = static_cast<unsigned char>(letter[0]);
  return (lead >= 0xC3 && lead <= 0xC9) || (lead >= 0xD0 && lead <= 0xD4);
}

// Most words have a small letter of the common alphabets, and are then left alone.
bool has_common_lower(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] >= 'a' && word[i] <= 'z') return true;
    const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0U;
    if (word[i] == '\xD0' && next >= 0xB0) return true;
    if (word[i] == '\xD1' && next >= 0x80 && next <= 0x9F) return true;
  }
  return false;
}

// Whether an apostrophe behind one letter begins a new capital: O'Brien, Д'Артаньян, but В'ячеслав.
bool capital_after(std::string_view first, std::string_view next) {
  if (first.size() == 1) return first == "O" || first == "D" || first == "L";
  return (first == "О" || first == "Д") && next != "Я" && next != "Ю" && next != "Є" && next != "Ї";
}

std::string word_case(std::string_view word, bool sole, bool last) {
  if (has_common_lower(word)) return std::string(word);
  const auto letters = letters_of(word);
  const auto upper = std::count_if(letters.begin(), letters.end(), is_upper);
  if (upper < 2 || std::any_of(letters.begin(), letters.end(), is_lower)) return std::string(word);
  const std::string lower = lower_case(word);
  if (!sole && (among(kAfterFather, lower) || (!last && among(kLatinParticles, lower)))) return lower;
  std::string cased;
  bool begins = true;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (among(kHyphens, letters[i])) {
      begins = true;
      cased += letters[i];
      continue;
    }
    if (among(kApostrophes, letters[i])) {
      const bool behind_first = i > 0 && (i == 1 || among(kHyphens, letters[i - 2]));
      if (behind_first && i + 1 < letters.size()) begins = capital_after(letters[i - 1], letters[i + 1]);
      cased += letters[i];
      continue;
    }
    cased += begins ? std::string(letters[i]) : lower_case(letters[i]);
    begins = false;
  }
  return cased;
}

}  // namespace

std::string name_case(std::string_view name) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (end > at) words.push_back(name.substr(at, end - at));
    at = end + 1;
  }
  std::string cased;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) cased += ' ';
    cased += word_case(words[i], words.size() == 1, i + 1 == words.size());
  }
  return cased;
}

std::string fold_spelling(std::string_view text) {
  if (text.empty()) return {};
  const std::string lower = lower_case(trim(text));
  std::string folded;
  folded.reserve(lower.size());
  for (std::size_t at = 0; at < lower.size();) {
    const std::string_view letter(lower.data() + at, std::min(length_of(lower[at]), lower.size() - at));
    at += letter.size();
    // Every mark below begins with one of these bytes; a letter seldom does.
    const bool maybe_mark = letter[0] == '`' || letter[0] == '\xC2' || letter[0] == '\xCA' || letter[0] == '\xE2';
    if (!maybe_mark) {
      folded += letter;
    } else if (among(kApostrophes, letter)) {
      folded += '\'';
    } else if (among(kHyphens, letter)) {
      folded += '-';
    } else if (among(kQuotes, letter)) {
      folded += '"';
    } else {
      folded += letter;
    }
  }
  return folded;
}

std::optional<Bracketed> split_brackets(std::string_view text) {
  const std::size_t open = text.find_first_of("()[]");
  if (open == std::string_view::npos) return std::nullopt;
  Bracketed parts;
  const std::size_t close = text.find_first_of("()[]", open + 1);
  const bool pair = close != std::string_view::npos &&
                    ((text[open] == '(' && text[close] == ')') || (text[open] == '[' && text[close] == ']'));
  if (!pair || text.find_first_of("()[]", close + 1) != std::string_view::npos) return parts;
  parts.inside = trim(text.substr(open + 1, close - open - 1));
  parts.outside = trim(std::string(text.substr(0, open)) + " " + std::string(text.substr(close + 1)));
  return parts;
}

}  // namespace hotline::core
