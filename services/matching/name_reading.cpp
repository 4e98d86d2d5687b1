#include "matching/name_reading.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "matching/keyboard.hpp"
#include "matching/parts.hpp"

namespace hotline::matching {
namespace {

// As in parts.cpp: a name has five words at the very most.
constexpr std::size_t kWordsLooked = 10;
// No word is a patronymic but beside a name.
constexpr char kBeside[] = "Іван";

struct AskedWord {
  std::string text;
  bool taken = false;
};

void add_words(const std::string& text, std::vector<AskedWord>& words) {
  static constexpr char kBlanks[] = " \t\n\r,;";
  std::size_t at = text.find_first_not_of(kBlanks);
  while (at != std::string::npos && words.size() < kWordsLooked) {
    const std::size_t end = text.find_first_of(kBlanks, at);
    words.push_back(AskedWord{text.substr(at, end == std::string::npos ? end : end - at)});
    at = text.find_first_not_of(kBlanks, end == std::string::npos ? text.size() : end);
  }
}

using Part = std::string core::NameParts::*;

// How the word alone sounds in the part.
Form form_of(const Lexicon& lexicon, const std::string& word, Part part, NameToken Reading::*token) {
  core::NameParts alone;
  alone.*part = word;
  if (part == &core::NameParts::patronymic) alone.given = kBeside;
  Readings readings;
  read_name(lexicon, alone, readings);
  return readings.count == 0 ? Form() : (readings.list[0].*token).form;
}

void take(const Lexicon& lexicon, const Reading& reading, Part part, NameToken Reading::*token,
          std::vector<AskedWord>& words, core::NameParts& out) {
  const NameToken& wanted = reading.*token;
  if (!wanted.known()) return;
  const auto word = std::find_if(words.begin(), words.end(), [&](const AskedWord& one) {
    if (one.taken) return false;
    return form_of(lexicon, one.text, part, token) == wanted.form ||
           form_of(lexicon, other_layout(one.text), part, token) == wanted.form;
  });
  if (word == words.end()) return;
  word->taken = true;
  out.*part = word->text;
}

// A word may be read otherwise beside the others than alone: the only one that is left is the only part that is.
void take_last(const Reading& reading, const std::vector<AskedWord>& words, core::NameParts& out) {
  std::vector<Part> parts;
  if (reading.surname.known() && out.surname.empty()) parts.push_back(&core::NameParts::surname);
  if (reading.given.known() && out.given.empty()) parts.push_back(&core::NameParts::given);
  if (reading.patronymic.known() && out.patronymic.empty()) parts.push_back(&core::NameParts::patronymic);
  const auto left = [](const AskedWord& word) { return !word.taken; };
  if (parts.size() != 1 || std::count_if(words.begin(), words.end(), left) != 1) return;
  out.*parts[0] = std::find_if(words.begin(), words.end(), left)->text;
}

}  // namespace

core::NameParts name_reading(const Lexicon& lexicon, const core::NameParts& asked) {
  core::NameParts out;
  Readings readings;
  read_name(lexicon, asked, readings);
  if (readings.count == 0) return out;
  std::vector<AskedWord> words;
  for (const std::string* text : {&asked.surname, &asked.given, &asked.patronymic}) add_words(*text, words);
  if (words.empty()) add_words(asked.line, words);
  const Reading& likeliest = readings.list[0];
  take(lexicon, likeliest, &core::NameParts::patronymic, &Reading::patronymic, words, out);
  take(lexicon, likeliest, &core::NameParts::given, &Reading::given, words, out);
  take(lexicon, likeliest, &core::NameParts::surname, &Reading::surname, words, out);
  take_last(likeliest, words, out);
  return out;
}

}  // namespace hotline::matching
